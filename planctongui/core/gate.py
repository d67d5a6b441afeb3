"""How many cores pilots may use now; with none, why and until when.

For: the owner's orders, their presence, their CPU and the rung they chose, weighed into one number.
Pure, as the policy is. Not for: which pilots these cores go to (`policy`).

The order is the order in which an owner would expect to hear the reasons. Orders, settings, the
schedule's "off", the engine and the machine's conditions (heat, battery, sleep ...) stand above
every rung; conditions that tell of somebody there count like the owner's input. Blind counts as
present: what a rung leaves going while the owner types goes on while nothing is known of them, and
no more.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from planctongui.core.limits import Level, Limits, Rung
from planctongui.core.observation import Condition, EngineState, Observation
from planctongui.core.shares import Owed
from planctongui.core.verdict import Mood, Reason, Verdict

LOCKED_CALM_S = 2.0
"""The calm while the screen is locked: the owner is away, but whoever types there comes back."""

LIKE_THE_OWNER = (Reason.REMOTE_USER, Reason.INHIBITED)
"""Conditions that mean somebody is there: a rung leaves beside them what it leaves beside input."""

SPARED: Mapping[Rung, tuple[Reason, ...]] = {
    Rung.QUIET: (),
    Rung.SHARE: LIKE_THE_OWNER,
    Rung.GENEROUS: LIKE_THE_OWNER,
    Rung.DEDICATED: (*LIKE_THE_OWNER, Reason.EXCLUSIVE_APP),
}
"""Conditions that do not hold everything on a rung. All others are of the machine: they always do.
"""

BACKGROUND_CORES = 0.5
"""Owner's load up to here takes no core from pilots: services and the engine's own work."""

REGARDLESS_PERCENT = 100.0
"""An owner's limit of this much means that their CPU use does not matter to them."""

TICK_RUNNING_S = 2.0
"""How often the owner's CPU is looked at while pilots run or may start."""

TICK_HELD_S = 10.0
"""The same while no pilot runs and none may start: input and new work wake the loop."""

TICK_PAUSED_S = 30.0
"""The same while the owner has paused: nothing but changed settings could matter."""


@dataclass(frozen=True, slots=True)
class State:
    """What the policy remembers from one step to the next."""

    cpu_busy_at: float = -math.inf
    """Monotonic seconds at which the owner's programs last were over their limit."""
    taken: int = 0
    """Cores that the owner's programs take from the pilots."""
    taken_at: float = -math.inf
    """Monotonic seconds at which they last took so many."""
    owed: Owed = field(default_factory=Owed)
    """What head nodes lack of their shares; `policy` keeps it."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What pilots may use now."""

    cores: float
    verdict: Verdict | None = None
    """Why no core may be used; None = some may."""
    tick_s: float = TICK_RUNNING_S
    until: float = math.inf
    """Monotonic seconds at which the gate may open further; inf = only by an event."""
    present: Verdict | None = None
    """Why there are fewer cores than without the owner here; None = there are not."""

    def fits(self, cores: float) -> bool:
        """True when so many cores may be used; the little more is for sums such as 0.1 + 0.2."""
        return self.cores > 0 and cores <= self.cores + 1e-6


def rung_now(seen: Observation, limits: Limits) -> Rung | None:
    """The rung in force: the schedule's, or else the owner's choice; None = the schedule is off."""
    level = seen.slot.level
    if level is None:
        return limits.rung
    return None if level is Level.OFF else Rung(level.value)


def note_load(seen: Observation, limits: Limits, state: State) -> State:
    """Remember when the owner's programs last were over their limit, and how many cores they take.

    Cores are taken at once and given back only after a calm, or a load at the edge between two
    numbers would hold and release a pilot all the time.
    """
    # A clock that went backwards must not make the calm longer than the owner asked for.
    busy_at = seen.now if _owner_is_busy(seen, limits) else min(state.cpu_busy_at, seen.now)
    if seen.owner_cores is None or limits.owner_cpu_percent >= REGARDLESS_PERCENT:
        return State(busy_at)
    taken = math.ceil(min(max(0.0, seen.owner_cores - BACKGROUND_CORES), seen.machine_cores))
    taken_at = min(state.taken_at, seen.now)
    if taken < state.taken and seen.now - taken_at < limits.calm_s:
        return State(busy_at, state.taken, taken_at)
    return State(busy_at, taken, seen.now)


def gate_for(seen: Observation, limits: Limits, state: State) -> Gate:
    """The gate at this instant; `state` has this instant's load in it already (`note_load`)."""
    rung = rung_now(seen, limits)
    shut = _shut_by_order(seen) or _shut_by_trouble(seen, rung)
    if shut is None and rung is not None and rung is not Rung.DEDICATED:
        shut = _shut_by_owner(seen, limits, state, rung)
    if shut is not None:
        return shut
    if seen.engine is EngineState.UNKNOWN:
        return Gate(0, Verdict(Mood.WAITING, Reason.STARTING))
    if limits.max_cores <= 0:
        return Gate(0, Verdict(Mood.PAUSED, Reason.NO_CORES), TICK_PAUSED_S)
    if rung is Rung.DEDICATED:
        return Gate(min(limits.max_cores, max(0, seen.machine_cores)))
    free = min(limits.max_cores, max(0, seen.machine_cores - state.taken))
    here = _presence(seen, limits)
    beside = _beside_owner(rung, seen.machine_cores)
    if here is None or free <= beside:
        return Gate(free)
    return replace(here, cores=beside, verdict=None, tick_s=TICK_RUNNING_S, present=here.verdict)


def _owner_is_busy(seen: Observation, limits: Limits) -> bool:
    """True when the owner's programs use more than their limit now."""
    if seen.owner_cores is None or limits.owner_cpu_percent >= REGARDLESS_PERCENT:
        return False
    return seen.owner_cores > limits.owner_cpu_percent / 100 * seen.machine_cores


def _beside_owner(rung: Rung | None, machine_cores: int) -> int:
    """Cores that go on while the owner is present.

    Whole cores, rounded down: a machine of one core is the owner's alone on every rung but
    dedicated.
    """
    if rung is Rung.SHARE:
        return max(0, machine_cores // 2)
    return max(0, machine_cores - 1) if rung is Rung.GENEROUS else 0


def _shut_by_order(seen: Observation) -> Gate | None:
    """Shut because the owner said so."""
    orders = seen.orders
    if orders.leaving:
        return Gate(0, Verdict(Mood.PAUSED, Reason.QUITTING), TICK_RUNNING_S)
    if orders.removing:
        return Gate(0, Verdict(Mood.PAUSED, Reason.REMOVING), TICK_RUNNING_S)
    if orders.paused_until is not None and orders.paused_until > seen.wall:
        verdict = Verdict(Mood.PAUSED, Reason.OWNER_PAUSED, orders.paused_until)
        until = seen.now + (orders.paused_until - seen.wall)
        return Gate(0, verdict, TICK_PAUSED_S, until)
    return None


def _shut_by_trouble(seen: Observation, rung: Rung | None) -> Gate | None:
    """Shut because nothing is known or wanted, nothing works, or a condition holds everything."""
    if not seen.settings_known:
        return Gate(0, Verdict(Mood.TROUBLE, Reason.SETTINGS), TICK_HELD_S)
    if rung is None:
        verdict = Verdict(Mood.PAUSED, Reason.SCHEDULED_OFF, seen.slot.until)
        return Gate(0, verdict, TICK_PAUSED_S)
    if seen.engine is EngineState.DOWN:
        return Gate(0, Verdict(Mood.TROUBLE, Reason.ENGINE), TICK_HELD_S)
    for condition in seen.conditions:
        if condition.reason not in SPARED[rung]:
            return _held(condition)
    return None


def _held(condition: Condition) -> Gate:
    return Gate(0, Verdict(Mood.HELD, condition.reason), TICK_HELD_S)


def _shut_by_owner(seen: Observation, limits: Limits, state: State, rung: Rung) -> Gate | None:
    """Shut because the owner is here, or because their programs need the machine."""
    here = _presence(seen, limits)
    if here is not None and _beside_owner(rung, seen.machine_cores) <= 0:
        return here
    busy_until = state.cpu_busy_at + limits.calm_s
    busy = busy_until > seen.now or _owner_is_busy(seen, limits)
    if busy and rung is not Rung.GENEROUS:  # there, they get the cores they use, no more
        verdict = Verdict(Mood.HELD, Reason.OWNER_CPU, seen.wall + (busy_until - seen.now))
        return Gate(0, verdict, TICK_RUNNING_S, busy_until)
    if seen.owner_cores is None:
        return Gate(0, Verdict(Mood.WAITING, Reason.STARTING))
    return None


def somebody_is_here(seen: Observation, limits: Limits) -> bool:
    """True for the owner, who is like them, and whoever cannot be seen."""
    return _presence(seen, limits) is not None


def _presence(seen: Observation, limits: Limits) -> Gate | None:
    """The shut gate of somebody who is here or cannot be seen; None = all are away."""
    others = [condition for condition in seen.conditions if condition.reason in LIKE_THE_OWNER]
    if others:
        return _held(others[0])
    if seen.presence.age_s is None:
        return Gate(0, Verdict(Mood.TROUBLE, Reason.BLIND), TICK_HELD_S)
    # An age below zero comes from a clock that went backwards: input just now, not in the future.
    calm_s = min(limits.calm_s, LOCKED_CALM_S) if seen.locked else limits.calm_s
    calm_in = calm_s - max(0.0, seen.presence.age_s)
    if calm_in <= 0:
        return None
    verdict = Verdict(Mood.HELD, Reason.OWNER_INPUT, seen.wall + calm_in)
    return Gate(0, verdict, TICK_HELD_S, seen.now + calm_in)
