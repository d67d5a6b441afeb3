"""The one decision: from what is seen and allowed to what is done, and why.

For: everything an owner could be surprised by. Pure: no clock, no I/O; the same arguments give the
same answer, so it can be tabled, fuzzed and replayed. Not for: how many cores pilots may use
(`gate`), or how an action is carried out.

The shape is asymmetric: a pilot is held at the first sign of the owner and goes on only after a
calm. What cannot be known counts against running: a blind input source means the owner is here, an
unknown load means no pilot runs, an engine that does not answer means nothing is started. The rung
says how much goes on all the same while the owner is here.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from planctongui.core.actions import Action, Breathe, End, Hold, Kill, Reap, Release, Spawn
from planctongui.core.breath import breathers, next_breath_at
from planctongui.core.gate import (
    TICK_HELD_S,
    TICK_PAUSED_S,
    TICK_RUNNING_S,
    Gate,
    State,
    gate_for,
    note_load,
)
from planctongui.core.limits import Limits
from planctongui.core.observation import EngineState, Observation
from planctongui.core.orders import AtQuit
from planctongui.core.pilot import Pending, Phase, Pilot
from planctongui.core.shares import is_open, next_for, note_time
from planctongui.core.verdict import Mood, Reason, Verdict

__all__ = [
    "TICK_HELD_S",
    "TICK_PAUSED_S",
    "TICK_RUNNING_S",
    "Decision",
    "State",
    "decide",
]

SPAWNS_AT_ONCE = 2
"""Starts under way at the same time; more would only queue up behind the engine."""

_SOON_OVER = (Reason.STARTING, Reason.OWNER_CPU, Reason.LIMIT)
"""Reasons that pass with the owner's load, which no event tells of."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now, what to remember, what to tell, when to look again."""

    actions: tuple[Action, ...]
    state: State
    verdict: Verdict
    wake_at: float
    """Monotonic seconds at which the next step is due if no event comes earlier."""
    may_start: bool = False
    """False calls off the starts that are under way."""
    room: bool = False
    """True when one more pilot would fit: head nodes may be asked whether work waits."""


def decide(seen: Observation, limits: Limits, state: State) -> Decision:
    """Choose the actions for one instant.

    Takes what is seen, what the owner allows and the state of the step before; gives a Decision.
    Total: any combination of values gets an answer, none raises.
    """
    owed = note_time(seen, state.owed)
    state = replace(note_load(seen, limits, state), owed=owed)
    gate = gate_for(seen, limits, state)
    living = sorted(
        (p for p in seen.pilots if p.phase in (Phase.RUNNING, Phase.HELD)),
        key=lambda p: (p.born, p.id),
    )
    stay = [p for p in living if not _is_ending(p)]
    may_end = seen.engine is EngineState.UP
    ends = _ends(seen, limits, living, stay, may_end)
    ended = {end.pilot for end in ends}
    stay = [p for p in stay if p.id not in ended]
    if seen.orders.leaving is AtQuit.LEAVE:
        stay = []
    # A pilot that was told to end uses its cores until it has; one that starts will use them.
    reserved = sum(p.cores for p in living if p.id in ended or _is_ending(p))
    reserved += seen.starting * limits.pilot_cores if seen.starting > 0 else 0.0
    yields, taken = _yield_or_go_on(stay, gate, reserved, may_end)
    most = _most_spawns(seen, limits, gate, taken)
    spawns = _spawns(seen, most, state)
    reaps = [
        Reap(p.id)
        for p in seen.pilots
        if p.phase in (Phase.CREATED, Phase.EXITED) and p.pending is not Pending.REAP
    ]
    moved = {a.pilot for a in (*yields, *ends) if not isinstance(a, Spawn)}
    breaths = [Breathe(p) for p in breathers(seen) if p not in moved]
    verdict = gate.verdict or _going_on(seen, limits, stay, spawns, gate)
    return Decision(
        actions=(*yields, *ends, *breaths, *reaps, *spawns),
        state=state,
        verdict=verdict,
        wake_at=_wake_at(seen, limits, gate, living, verdict),
        may_start=gate.fits(taken) and not seen.orders.finishing,
        room=most > 0,
    )


def grace_s(pilot: Pilot, seen: Observation, limits: Limits) -> float:
    """Time this pilot has to end, seconds: as the owner says, but what its head node needs."""
    needed = (h.grace_s for h in seen.head_nodes if h.name == pilot.head_node)
    return max(limits.grace_s, *needed, 0.0)


def _is_ending(pilot: Pilot) -> bool:
    return pilot.pending in (Pending.END, Pending.KILL)


def _ends(
    seen: Observation,
    limits: Limits,
    living: Iterable[Pilot],
    stay: list[Pilot],
    may_end: bool,
) -> list[End | Kill]:
    """Pilots that must go: not ended by the grace, past their TTL, to free memory, held too long.

    `may_end`: the engine answers.
    """
    ends: list[End | Kill] = [
        Kill(p.id, Reason.GRACE_OVER)
        for p in living
        if _is_ending(p) and seen.now - p.pending_since > grace_s(p, seen, limits)
    ]
    if seen.orders.leaving is AtQuit.END:
        return ends + [End(p.id, Reason.QUITTING) for p in stay]
    if seen.orders.removing and seen.orders.leaving is None:
        return ends + [End(p.id, Reason.REMOVING) for p in stay]
    stopping = seen.orders.stopping
    ends += [End(p.id, Reason.STOPPED) for p in stay if p.id in stopping]
    ends += [End(p.id, Reason.TTL) for p in stay if p.ran_s > limits.ttl_s and p.id not in stopping]
    short_of_memory = (
        seen.free_memory_mb is not None and seen.free_memory_mb < limits.keep_memory_mb / 2
    )
    all_stay = not ends and not any(_is_ending(p) for p in living)
    if short_of_memory and all_stay and stay:
        ends.append(End(stay[-1].id, Reason.MEMORY_PRESSURE))  # one at a time, youngest first
    if all_stay and not ends and may_end and seen.orders.leaving is None:
        tolerated = {h.name: h.hold_tolerance_s for h in seen.head_nodes}
        late = [p for p in stay if p.held_s > tolerated.get(p.head_node, math.inf)]
        ends += [End(p.id, Reason.HELD_TOO_LONG) for p in late[-1:]]  # the same: youngest first
    return ends


def _yield_or_go_on(
    stay: list[Pilot], gate: Gate, reserved: float, may_end: bool
) -> tuple[list[Action], float]:
    """Hold what does not fit under the gate, release what does; oldest go on first.

    `reserved` are the cores of pilots that end or start: nobody is held because of them, but a
    release waits for them. `may_end`: the engine answers, so a hold that fails is the pilot's fault
    and not the engine's. Gives the actions and the cores that are taken, those of all that fit
    and of all that end or start.
    """
    reason = Reason.SHARING if gate.present else Reason.LIMIT
    if gate.verdict:
        reason = gate.verdict.reason
    actions: list[Action] = []
    resting: list[Pilot] = []
    used = 0.0
    for pilot in stay:
        going = (pilot.phase is Phase.RUNNING and pilot.pending is not Pending.HOLD) or (
            pilot.pending is Pending.RELEASE
        )
        if gate.fits(used + pilot.cores):
            used += pilot.cores
            if not going:
                resting.append(pilot)
        elif going:
            ends = _end_instead_of_hold(pilot) if may_end else None
            actions.append(End(pilot.id, ends) if ends else Hold(pilot.id, reason))
            reserved += pilot.cores if ends else 0.0
    in_use = reserved + used - sum(pilot.cores for pilot in resting)
    for pilot in resting:
        if gate.fits(in_use + pilot.cores):
            in_use += pilot.cores
            actions.append(Release(pilot.id))
    return actions, used + reserved


def _end_instead_of_hold(pilot: Pilot) -> Reason | None:
    """Why this pilot is better ended than held; None = it is held."""
    if pilot.unholdable:
        return Reason.CANNOT_HOLD  # the owner is here, and a job can be done again
    if pilot.idle and pilot.phase is Phase.RUNNING:
        return Reason.IDLE  # held, it would still be handed a job, and keep it waiting
    return None


def _most_spawns(seen: Observation, limits: Limits, gate: Gate, taken: float) -> int:
    """How many new pilots cores and memory allow now; `taken` are the cores in use."""
    if seen.orders.finishing or limits.pilot_cores <= 0 or seen.free_memory_mb is None:
        return 0
    spare_memory = seen.free_memory_mb - limits.keep_memory_mb
    most = 0
    while most + seen.starting < SPAWNS_AT_ONCE:
        taken += limits.pilot_cores
        memory_mb = limits.pilot_memory_mb * (most + 1 + seen.starting)
        if not gate.fits(taken) or memory_mb > spare_memory:
            break
        most += 1
    return most


def _spawns(seen: Observation, most: int, state: State) -> list[Action]:
    """Up to `most` new pilots for the head nodes that lack most of their share, and have work."""
    nodes = [h for h in seen.head_nodes if is_open(h, seen.now)]
    pilots = {
        h.name: h.starting
        + sum(p.head_node == h.name and p.phase is not Phase.EXITED for p in seen.pilots)
        for h in nodes
    }
    left = {h.name: math.inf if h.waiting is None else h.waiting for h in nodes}
    spawns: list[Action] = []
    while nodes and len(spawns) < most:
        name = next_for(nodes, pilots, state.owed)
        pilots[name] += 1
        left[name] -= 1
        spawns.append(Spawn(name))
        nodes = [h for h in nodes if left[h.name] > 0]
    return spawns


def _going_on(
    seen: Observation, limits: Limits, stay: list[Pilot], spawns: list[Action], gate: Gate
) -> Verdict:
    """What to tell when the gate is open."""
    if seen.orders.finishing:
        if seen.pilots or seen.starting:
            return Verdict(Mood.CONTRIBUTING, Reason.FINISHING)
        return Verdict(Mood.PAUSED, Reason.FINISHED, math.inf)
    if any(gate.fits(p.cores) for p in stay):
        if gate.present:
            return Verdict(Mood.CONTRIBUTING, Reason.SHARING, gate.present.until, gate.cores)
        return Verdict(Mood.CONTRIBUTING, Reason.CONTRIBUTING)
    if spawns or seen.starting:
        return Verdict(Mood.WAITING, Reason.STARTING)
    if gate.cores < limits.pilot_cores:
        return gate.present or Verdict(Mood.HELD, Reason.LIMIT)
    return _waiting(seen)


def _waiting(seen: Observation) -> Verdict:
    """Why there is room and yet no pilot."""
    nodes = [h for h in seen.head_nodes if h.share > 0]
    if not nodes:
        return Verdict(Mood.WAITING, Reason.NO_HEAD_NODE)
    if all(h.refused for h in nodes):
        return Verdict(Mood.TROUBLE, Reason.NOT_ALLOWED)
    ready = [h for h in nodes if h.ready] or [h for h in nodes if h.failing]
    if not ready:
        return Verdict(Mood.WAITING, Reason.PREPARING)
    if any(is_open(h, seen.now) for h in ready):
        return Verdict(Mood.WAITING, Reason.LITTLE_MEMORY)
    pauses = [h.not_before for h in ready if h.not_before > seen.now]
    until = seen.wall + (min(pauses) - seen.now) if pauses else None
    if all(h.failing and h.not_before > seen.now for h in ready):
        return Verdict(Mood.TROUBLE, Reason.FAILING, until)
    return Verdict(Mood.WAITING, Reason.NO_WORK, until)


def _wake_at(
    seen: Observation, limits: Limits, gate: Gate, living: list[Pilot], verdict: Verdict
) -> float:
    """The earliest instant at which the answer could change without an event."""
    tick_s = gate.tick_s
    if verdict.reason is Reason.FINISHED:
        tick_s = TICK_PAUSED_S
    elif verdict.mood is not Mood.CONTRIBUTING and verdict.reason not in _SOON_OVER:
        tick_s = max(tick_s, TICK_HELD_S)
    times = [seen.now + tick_s, gate.until, seen.now + max(0.0, seen.slot.until - seen.wall)]
    # Those past their grace are killed now, and need no look before the next tick.
    graces = (p.pending_since + grace_s(p, seen, limits) + 0.01 for p in living if _is_ending(p))
    times += [grace for grace in graces if grace > seen.now]
    times += [h.not_before for h in seen.head_nodes if h.ready and h.not_before > seen.now]
    times.append(next_breath_at(seen))
    return max(seen.now, min(times))
