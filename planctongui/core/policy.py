"""The one decision: from what is seen and allowed to what is done, and why.

For: everything an owner could be surprised by. Pure: no clock, no I/O; the same arguments give the
same answer, so it can be tabled, fuzzed and replayed. Not for: how an action is carried out.

The shape is asymmetric: a pilot is held at the first sign of the owner and goes on only after a
calm. What cannot be known counts against running: a blind input source means the owner is here, an
unknown load means no pilot runs, an engine that does not answer means nothing is started.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace

from planctongui.core.model import (
    Action,
    AtQuit,
    End,
    EngineState,
    Hold,
    Kill,
    Limits,
    Mood,
    Observation,
    Pending,
    Phase,
    Pilot,
    Reap,
    Reason,
    Release,
    Spawn,
    Verdict,
)

BACKGROUND_CORES = 0.5
"""Owner's load up to here takes no core from pilots: services and the engine's own work."""

REGARDLESS_PERCENT = 100.0
"""An owner's limit of this much means that their CPU use does not matter to them."""

SPAWNS_AT_ONCE = 2
"""Starts under way at the same time; more would only queue up behind the engine."""

TICK_RUNNING_S = 2.0
"""How often the owner's CPU is looked at while pilots run or may start."""

TICK_HELD_S = 10.0
"""The same while no pilot runs and none may start: input and new work wake the loop."""

TICK_PAUSED_S = 30.0
"""The same while the owner has paused: nothing but changed settings could matter."""


_SOON_OVER = (Reason.STARTING, Reason.OWNER_CPU, Reason.LIMIT)
"""Reasons that pass with the owner's load, which no event tells of."""


@dataclass(frozen=True, slots=True)
class State:
    """What the policy remembers from one step to the next."""

    cpu_busy_at: float = -math.inf
    """Monotonic seconds at which the owner's programs last were over their limit."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do now, what to remember, what to tell, when to look again."""

    actions: tuple[Action, ...]
    state: State
    verdict: Verdict
    wake_at: float
    """Monotonic seconds at which the next step is due if no event comes earlier."""


@dataclass(frozen=True, slots=True)
class _Gate:
    """How many cores pilots may use now; with none, why and until when."""

    cores: float
    verdict: Verdict | None = None
    tick_s: float = TICK_RUNNING_S
    until: float = math.inf
    """Monotonic seconds at which the gate may open; inf = only by an event."""


def decide(seen: Observation, limits: Limits, state: State) -> Decision:
    """Choose the actions for one instant.

    Takes what is seen, what the owner allows and the state of the step before; gives a Decision.
    Total: any combination of values gets an answer, none raises.
    """
    state = _note_load(seen, limits, state)
    gate = _gate(seen, limits, state)
    living = sorted(
        (p for p in seen.pilots if p.phase in (Phase.RUNNING, Phase.HELD)),
        key=lambda p: (p.born, p.id),
    )
    stay = [p for p in living if p.pending not in (Pending.END, Pending.KILL)]
    ends = _ends(seen, limits, living, stay)
    ended = {end.pilot for end in ends}
    stay = [p for p in stay if p.id not in ended]
    if seen.orders.leaving is AtQuit.LEAVE:
        stay = []
    yields, used = _yield_or_go_on(stay, gate)
    spawns = _spawns(seen, limits, gate, used)
    reaps = [
        Reap(p.id)
        for p in seen.pilots
        if p.phase in (Phase.CREATED, Phase.EXITED) and p.pending is not Pending.REAP
    ]
    verdict = gate.verdict or _going_on(seen, limits, stay, spawns, gate)
    return Decision(
        actions=(*yields, *ends, *reaps, *spawns),
        state=state,
        verdict=verdict,
        wake_at=_wake_at(seen, limits, gate, living, verdict),
    )


def _note_load(seen: Observation, limits: Limits, state: State) -> State:
    """Remember the last instant at which the owner's programs were over their limit."""
    allowed = limits.owner_cpu_percent / 100 * seen.machine_cores
    over = seen.owner_cores is not None and seen.owner_cores > allowed
    if over and limits.owner_cpu_percent < REGARDLESS_PERCENT:
        return replace(state, cpu_busy_at=seen.now)
    # A clock that went backwards must not make the calm longer than the owner asked for.
    return replace(state, cpu_busy_at=min(state.cpu_busy_at, seen.now))


def _gate(seen: Observation, limits: Limits, state: State) -> _Gate:
    """The first reason that applies, in the order in which an owner would expect to hear it."""
    orders = seen.orders
    if orders.leaving:
        return _Gate(0, Verdict(Mood.PAUSED, Reason.QUITTING), TICK_RUNNING_S)
    if orders.paused_until is not None and orders.paused_until > seen.wall:
        verdict = Verdict(Mood.PAUSED, Reason.OWNER_PAUSED, orders.paused_until)
        until = seen.now + (orders.paused_until - seen.wall)
        return _Gate(0, verdict, TICK_PAUSED_S, until)
    if seen.engine is EngineState.DOWN:
        return _Gate(0, Verdict(Mood.TROUBLE, Reason.ENGINE), TICK_HELD_S)
    if seen.presence.age_s is None:
        return _Gate(0, Verdict(Mood.TROUBLE, Reason.BLIND), TICK_HELD_S)
    calm_in = limits.calm_s - seen.presence.age_s
    if calm_in > 0:
        verdict = Verdict(Mood.HELD, Reason.OWNER_INPUT, seen.wall + calm_in)
        return _Gate(0, verdict, TICK_HELD_S, seen.now + calm_in)
    busy_until = state.cpu_busy_at + limits.calm_s
    if busy_until > seen.now:
        verdict = Verdict(Mood.HELD, Reason.OWNER_CPU, seen.wall + (busy_until - seen.now))
        return _Gate(0, verdict, TICK_RUNNING_S, busy_until)
    if seen.owner_cores is None or seen.engine is EngineState.UNKNOWN:
        return _Gate(0, Verdict(Mood.WAITING, Reason.STARTING))
    if limits.max_cores <= 0:
        return _Gate(0, Verdict(Mood.PAUSED, Reason.NO_CORES), TICK_PAUSED_S)
    taken = max(0, math.ceil(seen.owner_cores - BACKGROUND_CORES))
    if limits.owner_cpu_percent >= REGARDLESS_PERCENT:
        taken = 0
    return _Gate(min(limits.max_cores, max(0, seen.machine_cores - taken)))


def _ends(
    seen: Observation, limits: Limits, living: Iterable[Pilot], stay: list[Pilot]
) -> list[End | Kill]:
    """Pilots that must go: not ended by the grace, past their TTL, or to free memory."""
    ends: list[End | Kill] = [
        Kill(p.id, Reason.GRACE_OVER)
        for p in living
        if p.pending in (Pending.END, Pending.KILL) and seen.now - p.pending_since > limits.grace_s
    ]
    if seen.orders.leaving is AtQuit.END:
        return ends + [End(p.id, Reason.QUITTING) for p in stay]
    ends += [End(p.id, Reason.TTL) for p in stay if p.ran_s > limits.ttl_s]
    short_of_memory = (
        seen.free_memory_mb is not None and seen.free_memory_mb < limits.keep_memory_mb / 2
    )
    all_stay = len(ends) == 0 and all(
        p.pending not in (Pending.END, Pending.KILL) for p in seen.pilots
    )
    if short_of_memory and all_stay and stay:
        ends.append(End(stay[-1].id, Reason.MEMORY_PRESSURE))  # one at a time, youngest first
    return ends


def _yield_or_go_on(stay: list[Pilot], gate: _Gate) -> tuple[list[Action], float]:
    """Hold what does not fit under the gate, release what does; oldest go on first.

    Gives the actions and the cores of the pilots that go on.
    """
    reason = gate.verdict.reason if gate.verdict else Reason.LIMIT
    holds: list[Action] = []
    releases: list[Action] = []
    used = 0.0
    for pilot in stay:
        going = (pilot.phase is Phase.RUNNING and pilot.pending is not Pending.HOLD) or (
            pilot.pending is Pending.RELEASE
        )
        if used + pilot.cores <= gate.cores + 1e-6:
            used += pilot.cores
            if not going:
                releases.append(Release(pilot.id))
        elif going:
            # An idle pilot that is held would still be handed a job, and keep it waiting.
            idle = pilot.idle and pilot.phase is Phase.RUNNING
            holds.append(End(pilot.id, Reason.IDLE) if idle else Hold(pilot.id, reason))
    return holds + releases, used


def _spawns(seen: Observation, limits: Limits, gate: _Gate, used: float) -> list[Action]:
    """New pilots for the cores that are free, by head node with the fewest pilots first."""
    if gate.cores <= 0 or seen.orders.finishing or limits.pilot_cores <= 0:
        return []
    ready = [h.name for h in seen.head_nodes if h.ready and h.not_before <= seen.now]
    if not ready or seen.free_memory_mb is None:
        return []
    by_cores = math.floor(
        (gate.cores - used + 1e-6) / limits.pilot_cores - seen.starting
    )
    spare_memory = seen.free_memory_mb - limits.keep_memory_mb
    by_memory = spare_memory // max(1, limits.pilot_memory_mb) - seen.starting
    count = min(by_cores, by_memory, SPAWNS_AT_ONCE - seen.starting)
    pilots = {name: sum(p.head_node == name for p in seen.pilots) for name in ready}
    spawns: list[Action] = []
    for _ in range(count):
        name = min(ready, key=lambda n: pilots[n])
        pilots[name] += 1
        spawns.append(Spawn(name))
    return spawns


def _going_on(
    seen: Observation, limits: Limits, stay: list[Pilot], spawns: list[Action], gate: _Gate
) -> Verdict:
    """What to tell when the gate is open."""
    if seen.orders.finishing:
        if seen.pilots or seen.starting:
            return Verdict(Mood.CONTRIBUTING, Reason.FINISHING)
        return Verdict(Mood.PAUSED, Reason.FINISHED, math.inf)
    if any(p.cores <= gate.cores for p in stay):
        return Verdict(Mood.CONTRIBUTING, Reason.CONTRIBUTING)
    if spawns or seen.starting:
        return Verdict(Mood.WAITING, Reason.STARTING)
    if gate.cores < limits.pilot_cores:
        return Verdict(Mood.HELD, Reason.LIMIT)
    return _waiting(seen)


def _waiting(seen: Observation) -> Verdict:
    """Why there is room and yet no pilot."""
    if not any(h.ready for h in seen.head_nodes):
        return Verdict(Mood.WAITING, Reason.PREPARING)
    ready = [h for h in seen.head_nodes if h.ready]
    if all(h.not_before > seen.now for h in ready):
        first = min(ready, key=lambda h: h.not_before)
        until = seen.wall + (first.not_before - seen.now)
        if all(h.failing for h in ready):
            return Verdict(Mood.TROUBLE, Reason.FAILING, until)
        return Verdict(Mood.WAITING, Reason.NO_WORK, until)
    return Verdict(Mood.WAITING, Reason.LITTLE_MEMORY)


def _wake_at(
    seen: Observation, limits: Limits, gate: _Gate, living: list[Pilot], verdict: Verdict
) -> float:
    """The earliest instant at which the answer could change without an event."""
    tick_s = gate.tick_s
    if verdict.reason is Reason.FINISHED:
        tick_s = TICK_PAUSED_S
    elif verdict.mood is not Mood.CONTRIBUTING and verdict.reason not in _SOON_OVER:
        tick_s = max(tick_s, TICK_HELD_S)
    times = [seen.now + tick_s, gate.until]
    times += [
        p.pending_since + limits.grace_s + 0.01
        for p in living
        if p.pending in (Pending.END, Pending.KILL)
    ]
    times += [h.not_before for h in seen.head_nodes if h.ready and h.not_before > seen.now]
    return max(seen.now, min(times))
