"""What the owner's recorded days would have given under other limits: the real gate, driven again.

For: figures such as "31.4 h given, held 212 times". Pure. Not for: recording
(`spawner.chronicle`), or what the owner is shown of it (`preview`).

The gate is asked only where its answer can change: where a span begins or ends, and where it says
itself. What happened that no limit changes stays as it was: pauses, troubles, no work, no engine.
It says too little for a shorter calm, because pauses in the owner's typing that were shorter than
the calm of those days could not be seen; the preview tells that (`at_least`). It says nothing of
memory and of how long jobs take.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from planctongui.core.blocks import AS_IT_WAS, Cursor, blocks, observation
from planctongui.core.gate import LIKE_THE_OWNER, Gate, State, gate_for, note_load
from planctongui.core.limits import Limits, Slot
from planctongui.core.observation import Observation, Presence
from planctongui.core.record import BLIND, Record, Wish
from planctongui.core.schedule import parse, slot_at
from planctongui.core.verdict import Reason

NEVER_SEEN_S = 1e6
"""The age of an input that nobody remembers."""

SHORTEST_S = 0.001
"""No sum of rounded times makes a piece of no length."""


@dataclass(frozen=True, slots=True)
class Effect:
    """What some limits give over a record."""

    core_s: float = 0.0
    """Core seconds that pilots may use."""
    holds: int = 0
    """Times that cores are taken from pilots because somebody comes or needs them."""
    beside_s: float = 0.0
    """Seconds in which pilots go on beside somebody."""


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


def _pieces(
    record: Record, wish: Wish, machine_cores: int, local: Callable[[float], datetime]
) -> Iterator[tuple[float, Gate | None, Observation]]:
    """(Seconds, the gate, what was seen) piece by piece; None = nothing could be given."""
    schedule, limits, state = parse(wish.rules), wish.limits, State()
    touches, loads = Cursor(record.touches), Cursor(record.loads)
    slot = Slot(until=-math.inf)
    for block in blocks(record.spans, wish.minding):
        plain, blind = observation(block, machine_cores), BLIND in block.beside
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
