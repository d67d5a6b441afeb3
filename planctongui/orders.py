"""The owner's orders as words, for the command line and the control socket.

For: words -> event, Report -> plain values. Not for: the window's clicks, which post events.
"""

from __future__ import annotations

import dataclasses
import enum
import math
import time

from planctongui.core.report import Report
from planctongui.events import (
    Event,
    FinishOrdered,
    PauseOrdered,
    QuitOrdered,
    RemoveOrdered,
    ResumeOrdered,
    TrialOrdered,
)
from planctongui.tongue import translate

LONGEST_PAUSE_S = 366 * 24 * 3600
"""A longer pause is one until resumed."""

ORDERS = "pause, resume, finish, remove-everything, quit, status, doctor, show, test"


def event_for(words: list[str], now: float | None = None) -> Event:
    """The event for an order; `now` in Unix time. Raises ValueError with a sentence."""
    match words:
        case ["pause"]:
            return PauseOrdered(math.inf)
        case ["pause", minutes]:
            try:
                length_s = float(minutes) * 60
            except ValueError:
                length_s = math.nan
            if not length_s > 0:
                told = translate(
                    "Command line", "pause takes a number of minutes above 0, not {minutes}."
                )
                raise ValueError(told.format(minutes=repr(minutes)))
            if length_s > LONGEST_PAUSE_S:
                return PauseOrdered(math.inf)
            return PauseOrdered((time.time() if now is None else now) + length_s)
        case ["resume"]:
            return ResumeOrdered()
        case ["finish"]:
            return FinishOrdered(True)
        case ["remove-everything"]:
            return RemoveOrdered()
        case ["quit"]:
            return QuitOrdered()
        case ["test", head_node]:
            return TrialOrdered(head_node)
    told = translate("Command line", "{words} is no order. There are: {orders}.")
    raise ValueError(told.format(words=repr(" ".join(words)), orders=ORDERS))


def plain(value: object) -> object:
    """A Report (or any of our values) as what JSON can say; infinity becomes the word "never"."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        named = {f.name: plain(getattr(value, f.name)) for f in dataclasses.fields(value)}
        return named if isinstance(value, Report) else {"kind": type(value).__name__, **named}
    if isinstance(value, enum.Enum):
        return value.value
    if isinstance(value, tuple | list | frozenset):
        return [plain(v) for v in (sorted(value) if isinstance(value, frozenset) else value)]
    if isinstance(value, float) and not math.isfinite(value):
        return "never"
    return value
