"""What the owner's recorded days would have given under other limits: the real gate, driven again.

For: figures such as "31.4 h given, held 212 times", before anything is changed; and limits that
never give anything. Pure. Not for: recording (`spawner.chronicle`), or words
(`views.preview_words`).

The gate is asked only where its answer can change: where a span begins or ends, and where it says
itself. What happened that no limit changes stays as it was: pauses, troubles, no work, no engine.
It says too little for a shorter calm, because pauses in the owner's typing that were shorter than
the calm of those days could not be seen. It says nothing of memory and of how long jobs take.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum
from typing import Generic

from planctongui.core.gate import LIKE_THE_OWNER, Gate, State, gate_for, note_load
from planctongui.core.limits import Level, Limits, Rung, Slot
from planctongui.core.observation import Condition, EngineState, Observation, Presence
from planctongui.core.record import BLIND, LOCKED, Part, Record, Span, Wish
from planctongui.core.schedule import parse, slot_at
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
        Reason.PREPARING,
    }
)
"""Reasons that other limits would not have changed: nothing is given in their time."""

NEVER_SEEN_S = 1e6
"""The age of an input that nobody remembers."""

SHORTEST_S = 0.001
"""No sum of rounded times makes a piece of no length."""

FEW_HOLDS = 5
"""From fewer holds no cost of one is concluded."""
LITTLE_SHARING_S = 600.0
"""From less time beside the owner no cost of it is concluded."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What some limits give over a record."""

    core_s: float = 0.0
    """Core seconds that pilots may use."""
    holds: int = 0
    """Times that cores are taken from pilots because somebody comes or needs them."""
    beside_s: float = 0.0
    """Seconds in which pilots go on beside somebody."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What pilots cost the owner in delay, by the record; None = too little is known."""

    hold_s: float | None
    """Seconds a hold."""
    beside: float | None
    """Seconds a second of pilots beside the owner."""


class Never(Enum):
    """Why limits never give anything, or say what makes no difference."""

    NO_CORES = "no_cores"
    WIDE_PILOTS = "wide_pilots"
    ALWAYS_OFF = "always_off"
    NO_MEMORY = "no_memory"
    NO_PAUSE = "no_pause"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Preview:
    """What last week was and would have been."""

    known_s: float
    """Seconds of it that were recorded."""
    now: Effect
    changed: Effect
    delay_now_s: float | None
    """Seconds of delay; None = not known."""
    delay_s: float | None
    never: Never | None
    """Why the changed limits never give anything; None = they do."""
    unseen: tuple[str, ...] = ()
    """Changes of which the record knows nothing, so that they count for nothing."""


def preview(
    record: Record,
    now: Wish,
    changed: Wish,
    machine_cores: int,
    memory_mb: int | None = None,
    local: Callable[[float], datetime] = datetime.fromtimestamp,
) -> Preview:
    """Both wishes over the same record. `memory_mb`: all of the machine's, None = not known."""
    before = replay(record, now, machine_cores, local)
    after = before if changed == now else replay(record, changed, machine_cores, local)
    costs = costs_of(record)
    return Preview(
        known_s=sum(span.end - span.begin for span in record.spans),
        now=before,
        changed=after,
        delay_now_s=_delay(before, costs),
        delay_s=_delay(after, costs),
        never=never(record, changed, after, before, machine_cores, memory_mb),
        unseen=_unseen(now, changed),
    )


def replay(
    record: Record,
    wish: Wish,
    machine_cores: int,
    local: Callable[[float], datetime] = datetime.fromtimestamp,
) -> Effect:
    """Drive the gate over the record."""
    core_s, holds, beside_s, going = 0.0, 0, 0.0, 0.0
    for seconds, gate, seen in _pieces(record, wish, machine_cores, local):
        cores = _whole_pilots(gate, wish.limits)
        holds += cores < going and _because_of_owner(gate)
        going = cores
        # Pilots yield to the owner's programs: what these use is not theirs.
        core_s += max(0.0, min(cores, machine_cores - (seen.owner_cores or 0.0))) * seconds
        if cores > 0 and gate is not None and gate.present is not None:
            beside_s += seconds
    return Effect(core_s, holds, beside_s)


def costs_of(record: Record) -> Costs:
    """What a hold and a second beside the owner cost in those days."""
    holds, hold_s, beside_s, beside_delay_s = 0, 0.0, 0.0, 0.0
    before: Span | None = None
    for span in record.spans:
        if span.reason is Reason.SHARING:
            beside_s += span.end - span.begin
            beside_delay_s += span.delay_s
        else:
            hold_s += span.delay_s
            gave = before is not None and before.reason is Reason.CONTRIBUTING and before.core_s > 0
            holds += gave and span.reason is not Reason.CONTRIBUTING
        before = span
    return Costs(
        hold_s / holds if holds >= FEW_HOLDS else None,
        beside_delay_s / beside_s if beside_s >= LITTLE_SHARING_S else None,
    )


def never(
    record: Record,
    wish: Wish,
    given: Effect,
    before: Effect,
    machine_cores: int,
    memory_mb: int | None,
) -> Never | None:
    """Why nothing is ever given; `given` = what the record says, `before` = with other limits."""
    limits = wish.limits
    levels = set(parse(wish.rules).cells)
    rungs = {limits.rung if level is None else level for level in levels} - {Level.OFF}
    if limits.max_cores <= 0:
        return Never.NO_CORES
    if limits.pilot_cores > min(limits.max_cores, machine_cores):
        return Never.WIDE_PILOTS
    if not rungs:
        return Never.ALWAYS_OFF
    if memory_mb is not None and limits.keep_memory_mb + limits.pilot_memory_mb > memory_mb:
        return Never.NO_MEMORY
    if given.core_s > 0 or before.core_s <= 0:
        return None
    quiet = machine_cores < 2 or rungs <= {Rung.QUIET, Level.QUIET}
    return Never.NO_PAUSE if quiet and _longest_pause(record) <= limits.calm_s else Never.NOTHING


def _longest_pause(record: Record) -> float:
    """Seconds between two touches, or a touch and an end of the record."""
    if not record.spans:
        return math.inf
    ends = [record.spans[0].begin, *(touch.end for touch in record.touches)]
    begins = [*(touch.begin for touch in record.touches), record.spans[-1].end]
    return max(begin - end for end, begin in zip(ends, begins, strict=True))


def _delay(given: Effect, costs: Costs) -> float | None:
    parts = ((given.holds, costs.hold_s), (given.beside_s, costs.beside))
    if any(amount > 0 and cost is None for amount, cost in parts):
        return None
    return sum(amount * (cost or 0.0) for amount, cost in parts)


def _unseen(now: Wish, changed: Wish) -> tuple[str, ...]:
    """What would hold that did not, and is therefore not in the record; and what is never in it."""
    before, after = now.minding, changed.minding
    stricter: Mapping[str, bool] = {
        "locked": after.lock_is_away and not before.lock_is_away,
        "inhibitors": after.inhibitors and not before.inhibitors,
        "full_screen": after.full_screen and not before.full_screen,
        "metered": after.metered and not before.metered,
        "on_battery": after.battery_above > before.battery_above,
        "exclusive": bool(set(after.exclusive) - set(before.exclusive)),
        "memory": now.limits.keep_memory_mb != changed.limits.keep_memory_mb,
        "disk": before.keep_disk_mb != after.keep_disk_mb,
    }
    return tuple(name for name, unseen in stricter.items() if unseen)


# Driving the gate -----------------------------------------------------------------------------


def _pieces(
    record: Record, wish: Wish, machine_cores: int, local: Callable[[float], datetime]
) -> Iterator[tuple[float, Gate | None, Observation]]:
    """(Seconds, the gate, what was seen) piece by piece; None = nothing could be given."""
    schedule, limits, state = parse(wish.rules), wish.limits, State()
    touches, loads = _Cursor(record.touches), _Cursor(record.loads)
    slot = Slot(until=-math.inf)
    for block in _blocks(record.spans, wish.minding):
        plain, blind = _observation(block, machine_cores), BLIND in block.beside
        at = block.begin
        while at < block.end:
            if at >= slot.until:
                slot = slot_at(schedule, at, local)
            touch, touch_until = touches.at(at)
            load, load_until = loads.at(at)
            age_s = 0.0 if touch else min(at - touches.ended, NEVER_SEEN_S)
            seen = replace(
                plain,
                now=at,
                wall=at,
                presence=Presence("record", None if blind else age_s),
                owner_cores=load.cores if load else None,
                slot=slot,
            )
            state = note_load(seen, limits, state)
            gate = gate_for(seen, limits, state)
            until = min(touch_until, load_until, slot.until, _given_back_at(state, limits, at))
            if not (touch and _is_input(gate)):  # that calm is put off until the touch ends
                until = min(until, gate.until)
            until = min(block.end, max(until, at + SHORTEST_S))
            yield until - at, None if block.reason in AS_IT_WAS else gate, seen
            if load and until >= load_until:  # they were busy to the very end of it
                state = note_load(replace(seen, now=until), limits, state)
            at = until


def _given_back_at(state: State, limits: Limits, at: float) -> float:
    """When cores that the owner's programs took may be given back; inf = none are due."""
    due = state.taken_at + limits.calm_s
    return due if state.taken > 0 and due > at else math.inf


def _is_input(gate: Gate) -> bool:
    verdict = gate.present or gate.verdict
    return verdict is not None and verdict.reason is Reason.OWNER_INPUT


def _whole_pilots(gate: Gate | None, limits: Limits) -> float:
    """Cores of the pilots that fit."""
    if gate is None or not gate.fits(limits.pilot_cores):
        return 0.0
    return math.floor(gate.cores / limits.pilot_cores + 1e-6) * limits.pilot_cores


def _because_of_owner(gate: Gate | None) -> bool:
    """Whether cores are taken for somebody, and not by an order or because of the machine."""
    if gate is None:
        return False
    reasons = (Reason.OWNER_INPUT, Reason.OWNER_CPU, Reason.BLIND, *LIKE_THE_OWNER)
    return gate.verdict is None or gate.verdict.reason in reasons


def _blocks(spans: tuple[Span, ...], minding: Minding) -> Iterator[Span]:
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


def _observation(block: Span, machine_cores: int) -> Observation:
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


class _Cursor(Generic[Part]):
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
