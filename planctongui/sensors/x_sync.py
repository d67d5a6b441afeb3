"""The X extension SYNC, as much of it as an idle alarm needs; python-xlib has no module for it.

For: the bytes on the wire. Not for: what an alarm means for the owner (that is `x11_idle`).
Every request is used on the thread that owns the connection.
"""

from __future__ import annotations

import struct
from typing import Any

from Xlib.protocol import rq

ALARM_EVENT = 1
"""Number of the alarm event, counted from the extension's first event."""
ALL_ALARM_FIELDS = 0b111111
ABSOLUTE = 0
POSITIVE_TRANSITION = 0
"""Fires when the counter rises to the value."""
NEGATIVE_TRANSITION = 1
"""Fires when the counter falls to the value."""
POSITIVE_COMPARISON = 2
"""Fires when the counter is at the value or above; with delta 0 once only."""

_COUNTER_HEAD = struct.Struct("=IiIH")
"""Of a listed counter: id, resolution (two halves), length of the name that follows."""


def _request(opcode: int, *fields: Any) -> Any:
    # The extension's own number is "opcode", given by the server at run time.
    return rq.Struct(rq.Card8("opcode"), rq.Opcode(opcode), rq.RequestLength(), *fields)


def _reply(*fields: Any) -> Any:
    return rq.Struct(
        rq.ReplyCode(), rq.Pad(1), rq.Card16("sequence_number"), rq.ReplyLength(), *fields
    )


class Initialize(rq.ReplyRequest):  # type: ignore[misc]  # python-xlib has no types
    """Must come before any other request; says which version the server speaks."""

    _request = _request(0, rq.Card8("major"), rq.Card8("minor"), rq.Pad(2))
    _reply = _reply(rq.Card8("major"), rq.Card8("minor"), rq.Pad(22))


class ListSystemCounters(rq.ReplyRequest):  # type: ignore[misc]
    """All counters of the server; `counters_by_name` reads the reply."""

    _request = _request(1)
    _reply = _reply(rq.Card32("count"), rq.Pad(20), rq.Binary("listed"))


class QueryCounter(rq.ReplyRequest):  # type: ignore[misc]
    """The value of a counter now, in two halves."""

    _request = _request(5, rq.Card32("counter"))
    _reply = _reply(rq.Int32("high"), rq.Card32("low"), rq.Pad(16))


class CreateAlarm(rq.Request):  # type: ignore[misc]
    """An alarm on a counter; a transition alarm with delta 0 stays armed for ever."""

    _request = _request(
        8,
        rq.Card32("alarm"),
        rq.Card32("mask"),
        rq.Card32("counter"),
        rq.Card32("value_type"),
        rq.Int32("high"),
        rq.Card32("low"),
        rq.Card32("test"),
        rq.Int32("delta_high"),
        rq.Card32("delta_low"),
        rq.Card32("events"),
    )


class DestroyAlarm(rq.Request):  # type: ignore[misc]
    """Take an alarm away."""

    _request = _request(11, rq.Card32("alarm"))


class AlarmNotify(rq.Event):  # type: ignore[misc]
    """An alarm fired. python-xlib copies the class, so know it by its attribute `alarm`."""

    _code = None
    _fields = rq.Struct(
        rq.Card8("type"),
        rq.Card8("kind"),
        rq.Card16("sequence_number"),
        rq.Card32("alarm"),
        rq.Int32("counter_high"),
        rq.Card32("counter_low"),
        rq.Int32("alarm_high"),
        rq.Card32("alarm_low"),
        rq.Card32("time"),
        rq.Card8("state"),
        rq.Pad(3),
    )


def counters_by_name(reply: ListSystemCounters) -> dict[str, int]:
    """Name of each counter -> its id. Names are padded so that the next one starts at 4 bytes."""
    listed = bytes(reply.listed)
    found: dict[str, int] = {}
    at = 0
    for _ in range(reply.count):
        counter, _, _, length = _COUNTER_HEAD.unpack_from(listed, at)
        start = at + _COUNTER_HEAD.size
        found[listed[start : start + length].decode("latin-1")] = counter
        at = (start + length + 3) // 4 * 4
    return found
