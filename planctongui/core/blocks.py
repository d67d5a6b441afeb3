"""The record as a replay needs it: spans that are alike for it as one, and a walk through parts.

For: what of a span counts with the owner's wishes, and what is the same for all of a block. Pure.
Not for: driving the gate over it (`replay`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from typing import Generic

from planctongui.core.observation import Condition, EngineState, Observation, Presence
from planctongui.core.record import BLIND, LOCKED, Part, Span
from planctongui.core.verdict import Reason
from planctongui.core.wishes import Minding

AS_IT_WAS = frozenset(
    {
        Reason.OWNER_PAUSED,
        Reason.FINISHING,
        Reason.FINISHED,
        Reason.QUITTING,
        Reason.REMOVING,
        Reason.ENGINE,
        Reason.INSIDE,
        Reason.SETTINGS,
        Reason.NO_WORK,
        Reason.NO_HEAD_NODE,
        Reason.FAILING,
        Reason.NOT_ALLOWED,
        Reason.PREPARING,
    }
)
"""Reasons that other limits would not have changed: nothing is given in their time."""


def blocks(spans: tuple[Span, ...], minding: Minding) -> Iterator[Span]:
    """Spans that follow each other and are alike for a replay, as one each."""
    run: Span | None = None
    for span in spans:
        reason = span.reason if span.reason in AS_IT_WAS else Reason.CONTRIBUTING
        block = replace(span, reason=reason, beside=_minded(span.beside, minding))
        if run is None:
            run = block
        elif (run.reason, run.beside, run.end) == (reason, block.beside, block.begin):
            run = replace(run, end=block.end)
        else:
            yield run
            run = block
    if run is not None:
        yield run


def _minded(beside: tuple[str, ...], minding: Minding) -> tuple[str, ...]:
    """What of it counts with these wishes."""
    ignored = {
        LOCKED: not minding.lock_is_away,
        Reason.INHIBITED.value: not (minding.inhibitors or minding.full_screen),
        Reason.METERED.value: not minding.metered,
        Reason.BATTERY.value: minding.battery_above <= 0,
        Reason.EXCLUSIVE_APP.value: not minding.exclusive,
        Reason.CPU_PRESSURE.value: minding.max_cpu_pressure <= 0,
        Reason.LITTLE_DISK.value: minding.keep_disk_mb <= 0,
        Reason.REMOTE_USER.value: minding.remote_idle_s <= 0,
    }
    return tuple(word for word in beside if not ignored.get(word, False))


def observation(block: Span, machine_cores: int) -> Observation:
    """What is the same for all of a block."""
    words = [word for word in block.beside if word not in (BLIND, LOCKED)]
    return Observation(
        now=block.begin,
        wall=block.begin,
        presence=Presence("record", None),
        owner_cores=None,
        free_memory_mb=None,
        machine_cores=machine_cores,
        engine=EngineState.UP,
        conditions=tuple(Condition(Reason(word)) for word in words),
        locked=True if LOCKED in block.beside else None,
    )


class Cursor(Generic[Part]):
    """Walks through parts in order, forward only."""

    def __init__(self, parts: tuple[Part, ...]) -> None:
        self._parts: tuple[Part, ...] = parts
        self._next = 0
        self.ended = -math.inf
        """When the last part that is over ended."""

    def at(self, at: float) -> tuple[Part | None, float]:
        """The part at this instant, None = none; and when that may be another."""
        while self._next < len(self._parts) and self._parts[self._next].end <= at:
            self.ended = self._parts[self._next].end
            self._next += 1
        if self._next == len(self._parts):
            return None, math.inf
        part = self._parts[self._next]
        return (part, part.end) if part.begin <= at else (None, part.begin)
