"""What happened between two Reports that the log tells: troubles, orders, limits, the schedule.

For: events of which no span tells. Pure. Not for: their words (`words.telling`), or those of the
program itself (`chronicle`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import fields

from planctongui.core.limits import Limits, Rung
from planctongui.core.orders import Orders
from planctongui.core.record import ORDERS, TROUBLES, Happening
from planctongui.core.report import Report

Told = tuple[str, *tuple[str | float, ...]]
"""An event's kind and its values."""


def between(last: Report | None, report: Report) -> tuple[Happening, ...]:
    """The events that lead from `last`, None = nothing is known of before, to this Report."""
    told = [*_troubles(last, report)]
    if last is not None:
        told += _orders(last.orders, report.orders)
        told += _limits(last.limits, report.limits)
        if report.rules != last.rules:
            told.append((f"{ORDERS}.schedule", ", ".join(report.rules)))
    return tuple(Happening(report.at, kind, tuple(values)) for kind, *values in told)


def _troubles(last: Report | None, report: Report) -> Iterator[Told]:
    before = {trouble.title for trouble in last.troubles} if last else set()
    for trouble in report.troubles:
        if trouble.title not in before:
            yield f"{TROUBLES}.came", trouble.title, trouble.advice
    for title in before - {trouble.title for trouble in report.troubles}:
        yield f"{TROUBLES}.went", title


def _orders(before: Orders, after: Orders) -> Iterator[Told]:
    if after.paused_until != before.paused_until:
        until = after.paused_until
        if until is None:
            yield (f"{ORDERS}.resumed",)
        else:
            yield f"{ORDERS}.paused", "" if math.isinf(until) else until
    if after.finishing != before.finishing:
        yield (f"{ORDERS}.finish" if after.finishing else f"{ORDERS}.go_on",)
    if after.leaving is not None and before.leaving is None:
        yield (f"{ORDERS}.quit",)


def _limits(before: Limits, after: Limits) -> Iterator[Told]:
    """Names and new values of the limits that are another now."""
    for field in fields(Limits):
        value = getattr(after, field.name)
        if value != getattr(before, field.name):
            yield f"{ORDERS}.limit", field.name, value.value if isinstance(value, Rung) else value
