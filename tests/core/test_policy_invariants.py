"""What holds whatever is seen: the promises to the owner, tried with values nobody would choose.

Two ways: any single observation (hypothesis), and a small world with pilots that obey late, refuse,
die and are forgotten, driven by chance for many steps.
Long mode: `make fuzz` (some minutes, millions of steps, other worlds each time). It sets
PLANCTONGUI_POLICY_STEPS, _EXAMPLES and _SEED; a failing world names the seed that repeats it.
"""

from __future__ import annotations

import math
import os
import random
from collections import Counter
from dataclasses import dataclass, field, replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from planctongui.core import budget
from planctongui.core.actions import Action, Breathe, End, Hold, Kill, Reap, Release, Spawn
from planctongui.core.breath import GAP_S, LATE
from planctongui.core.gate import gate_for, note_load
from planctongui.core.limits import Level, Limits, Rung, Slot
from planctongui.core.observation import (
    Condition,
    EngineState,
    HeadNodeStatus,
    Observation,
    Presence,
)
from planctongui.core.orders import AtQuit, Orders
from planctongui.core.pilot import Pending, Phase, Pilot
from planctongui.core.policy import Decision, State, decide
from planctongui.core.verdict import Reason

STEPS = int(os.environ.get("PLANCTONGUI_POLICY_STEPS", "20000"))
EXAMPLES = int(os.environ.get("PLANCTONGUI_POLICY_EXAMPLES", "300"))
FIRST_SEED = int(os.environ.get("PLANCTONGUI_POLICY_SEED", "0"))
STEPS_OF_A_WORLD = 500
ROUNDING = 1e-5

often = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


# The promises -------------------------------------------------------------------------------------


def is_ending(pilot: Pilot) -> bool:
    return pilot.pending in (Pending.END, Pending.KILL)


def goes_on(pilot: Pilot) -> bool:
    """True when it uses the CPU or is about to, and was not told to end."""
    if pilot.phase not in (Phase.RUNNING, Phase.HELD) or is_ending(pilot):
        return False
    running = pilot.phase is Phase.RUNNING and pilot.pending is not Pending.HOLD
    return running or pilot.pending is Pending.RELEASE


def is_present(seen: Observation, limits: Limits) -> bool:
    """Who cannot be seen is here; who is logged in from elsewhere or shows a film, too."""
    if {c.reason for c in seen.conditions} & {Reason.REMOTE_USER, Reason.INHIBITED}:
        return True
    calm_s = min(limits.calm_s, 2.0) if seen.locked else limits.calm_s
    return seen.presence.age_s is None or max(0.0, seen.presence.age_s) < calm_s


def machine_rests(seen: Observation, limits: Limits) -> bool:
    """A condition other than somebody's presence."""
    no_matter = {Reason.REMOTE_USER, Reason.INHIBITED}
    if rung(seen, limits) == "dedicated":
        no_matter.add(Reason.EXCLUSIVE_APP)
    return bool({c.reason for c in seen.conditions} - no_matter)


def rung(seen: Observation, limits: Limits) -> str:
    """The rung in force, or "off"."""
    return limits.rung.value if seen.slot.level is None else seen.slot.level.value


def must_keep_still(seen: Observation, limits: Limits, before: State) -> bool:
    """Written down a second time, in other words than the policy's: no pilot may run now."""
    paused = seen.orders.paused_until is not None and seen.orders.paused_until > seen.wall
    away = seen.engine is not EngineState.UP or not seen.settings_known
    ordered = (
        paused or seen.orders.leaving is not None or seen.orders.removing or limits.max_cores <= 0
    )
    if away or ordered or rung(seen, limits) == "off" or machine_rests(seen, limits):
        return True
    if rung(seen, limits) == "dedicated":
        return False
    if seen.owner_cores is None:
        return True
    if rung(seen, limits) == "quiet" and is_present(seen, limits):
        return True
    minding = limits.owner_cpu_percent < 100
    busy = minding and seen.owner_cores > limits.owner_cpu_percent / 100 * seen.machine_cores
    was_busy = min(before.cpu_busy_at, seen.now) + limits.calm_s > seen.now
    return (busy or was_busy) and rung(seen, limits) != "generous"


def most_cores(seen: Observation, limits: Limits) -> float:
    """The same for how many cores may be in use at all."""
    most = min(limits.max_cores, seen.machine_cores)
    if rung(seen, limits) == "dedicated":
        return most
    if is_present(seen, limits):
        beside = {"share": seen.machine_cores / 2, "generous": seen.machine_cores - 1}
        most = min(most, beside.get(rung(seen, limits), 0))
    if seen.owner_cores is not None and limits.owner_cpu_percent < 100:
        # Half a core is services; what the owner uses of a core is all of it.
        most = min(most, seen.machine_cores - (seen.owner_cores - 0.5))
    return most


def check(seen: Observation, limits: Limits, before: State, decision: Decision) -> None:
    """All promises for one decision."""
    check_orders_make_sense(seen, limits, decision)
    check_the_owner_comes_first(seen, limits, before, decision)
    check_cores(seen, limits, decision)
    assert decision.wake_at >= seen.now
    assert decision == decide(seen, limits, before)


def check_orders_make_sense(seen: Observation, limits: Limits, decision: Decision) -> None:
    pilots = {p.id: p for p in seen.pilots}
    tolerated = {h.name: h.hold_tolerance_s for h in seen.head_nodes}
    orders = [a for a in decision.actions if not isinstance(a, Spawn)]
    assert all(count == 1 for count in Counter(a.pilot for a in orders).values())
    for order in orders:
        pilot = pilots[order.pilot]
        living = pilot.phase in (Phase.RUNNING, Phase.HELD)
        assert living is not isinstance(order, Reap)
        match order:
            case Hold():
                assert goes_on(pilot)
            case Breathe():
                period_s = {h.name: h.breath_every_s for h in seen.head_nodes}[pilot.head_node]
                assert pilot.phase is Phase.HELD and pilot.pending is None
                assert pilot.airless_s >= period_s > 0
                assert seen.engine is EngineState.UP and seen.orders.leaving is None
                age_s = seen.presence.age_s
                paused = age_s is not None and age_s >= GAP_S
                assert paused or pilot.airless_s >= period_s * LATE
                breathing = sum(p.pending is Pending.BREATH for p in seen.pilots)
                breathing += sum(isinstance(a, Breathe) for a in orders)
                assert breathing <= max(1, seen.machine_cores // 2)
            case Release():
                assert not goes_on(pilot) and not is_ending(pilot)
            case Kill(reason=reason):
                assert reason is Reason.GRACE_OVER
                needed = {h.name: h.grace_s for h in seen.head_nodes}.get(pilot.head_node, 0)
                assert is_ending(pilot)
                assert seen.now - pilot.pending_since > max(limits.grace_s, needed)
            case End(reason=reason):
                assert not is_ending(pilot)
                short = (seen.free_memory_mb or 0) < max(0, limits.keep_memory_mb)
                assert {
                    Reason.TTL: pilot.ran_s > limits.ttl_s,
                    Reason.HELD_TOO_LONG: pilot.held_s > tolerated.get(pilot.head_node, math.inf),
                    Reason.MEMORY_PRESSURE: seen.free_memory_mb is not None and short,
                    Reason.IDLE: pilot.idle and pilot.phase is Phase.RUNNING,
                    Reason.CANNOT_HOLD: pilot.unholdable and seen.engine is EngineState.UP,
                    Reason.QUITTING: seen.orders.leaving is AtQuit.END,
                    Reason.STOPPED: pilot.id in seen.orders.stopping,
                    Reason.REMOVING: seen.orders.removing and seen.orders.leaving is None,
                }[reason]
            case Reap():
                assert pilot.pending is not Pending.REAP


def check_the_owner_comes_first(
    seen: Observation, limits: Limits, before: State, decision: Decision
) -> None:
    granted = [a for a in decision.actions if isinstance(a, Spawn | Release)]
    spawns = [a for a in granted if isinstance(a, Spawn)]
    if must_keep_still(seen, limits, before):
        assert not granted
        assert not decision.may_start
        if seen.orders.leaving is not AtQuit.LEAVE:
            yielded = {a.pilot for a in decision.actions if isinstance(a, Hold | End)}
            assert {p.id for p in seen.pilots if goes_on(p)} <= yielded
    if seen.orders.finishing:
        assert not spawns and not decision.may_start
    if spawns:
        needed = limits.keep_memory_mb + limits.pilot_memory_mb * (len(spawns) + seen.starting)
        assert seen.free_memory_mb is not None and seen.free_memory_mb >= needed
        open_now = {h.name: h for h in seen.head_nodes if h.ready and h.not_before <= seen.now}
        for name, started in Counter(spawn.head_node for spawn in spawns).items():
            waiting = open_now[name].waiting
            assert open_now[name].share > 0 and (waiting is None or started <= waiting)


def check_cores(seen: Observation, limits: Limits, decision: Decision) -> None:
    """No more cores in use than allowed: of those that go on always, of all when any is given."""
    if seen.orders.leaving is AtQuit.LEAVE:
        return
    allowed = most_cores(seen, limits) + ROUNDING
    going, ending = cores_after(seen, decision)
    assert going <= max(0.0, allowed)
    spawns = sum(isinstance(a, Spawn) for a in decision.actions)
    if spawns or any(isinstance(a, Release) for a in decision.actions):
        starts = seen.starting + spawns
        new = starts * limits.pilot_cores if starts else 0.0  # none of endless size is none
        assert going + ending + new <= allowed


def cores_after(seen: Observation, decision: Decision) -> tuple[float, float]:
    """Cores of the pilots that go on once all orders came true, and of those that end."""
    orders = {a.pilot: a for a in decision.actions if not isinstance(a, Spawn)}
    going = ending = 0.0
    for pilot in seen.pilots:
        order = orders.get(pilot.id)
        if pilot.phase not in (Phase.RUNNING, Phase.HELD):
            continue
        if is_ending(pilot) or isinstance(order, End):
            ending += pilot.cores
        elif isinstance(order, Release) or (goes_on(pilot) and order is None):
            going += pilot.cores
    return going, ending


# Any observation ----------------------------------------------------------------------------------

anything = st.floats(allow_nan=False)
clock = st.floats(-1e12, 1e12)
"""A clock may be wrong, but it shows a time."""
not_negative = st.floats(min_value=0, allow_nan=False) | st.sampled_from([0.0, 0.1, 1.0, 2.0])
seconds = anything | st.sampled_from([990.0, 999.0, 1000.0, 1001.0, 1010.0])
whole = st.integers(-4, 10**6) | st.integers(0, 8)

pilots = st.lists(
    st.builds(
        Pilot,
        id=st.text(max_size=3),
        head_node=st.sampled_from(["local", "other"]),
        phase=st.sampled_from(Phase),
        cores=not_negative,
        memory_mb=whole,
        born=seconds,
        ran_s=seconds,
        held_s=not_negative,
        airless_s=not_negative | st.just(100.0),
        idle=st.booleans(),
        unholdable=st.booleans(),
        pending=st.none() | st.sampled_from(Pending),
        pending_since=seconds,
    ),
    max_size=6,
    unique_by=lambda p: p.id,
).map(tuple)

conditions = st.builds(Condition, st.sampled_from(Reason), st.text(max_size=3))

observations = st.builds(
    Observation,
    now=clock,
    wall=seconds,
    presence=st.builds(Presence, st.just("any"), st.none() | anything | st.just(1e9)),
    owner_cores=st.none() | anything | st.sampled_from([0.0, 0.4, 1.0]),
    free_memory_mb=st.none() | whole | st.just(10**6),
    machine_cores=whole,
    engine=st.sampled_from(EngineState) | st.just(EngineState.UP),
    pilots=pilots,
    starting=st.integers(0, 5),
    head_nodes=st.lists(
        st.builds(
            HeadNodeStatus,
            st.sampled_from(["local", "other"]),
            st.booleans(),
            seconds,
            st.booleans(),
            not_negative,
            st.sampled_from([0.0, 10.0]),
            st.just(math.inf) | st.sampled_from([1.0, 20.0]) | anything,
            st.sampled_from([0.0, 1.0, 3.0]) | st.floats(0.01, 1000.0),
            st.none() | st.integers(0, 5),
            st.integers(0, 3),
        ),
        max_size=2,
        unique_by=lambda h: h.name,
    ).map(tuple),
    orders=st.builds(
        Orders,
        paused_until=st.none() | seconds,
        finishing=st.booleans(),
        leaving=st.none() | st.sampled_from(AtQuit),
        stopping=st.frozensets(st.text(max_size=1), max_size=2),
        removing=st.booleans(),
    )
    | st.just(Orders()),
    conditions=st.just(()) | st.lists(conditions, max_size=2).map(tuple),
    locked=st.none() | st.booleans(),
    settings_known=st.booleans() | st.just(True),
    slot=st.just(Slot()) | st.builds(Slot, st.none() | st.sampled_from(Level), seconds),
)
limit_sets = st.builds(
    Limits,
    max_cores=whole,
    rung=st.sampled_from(Rung),
    calm_s=anything | st.sampled_from([0.0, 10.0]),
    owner_cpu_percent=anything | st.sampled_from([25.0, 100.0]),
    keep_memory_mb=whole,
    pilot_cores=anything | st.sampled_from([0.1, 1.0]),
    pilot_memory_mb=st.integers(0, 10**6) | st.just(256),
    ttl_s=anything,
    grace_s=not_negative,
)
states = st.builds(State, seconds | st.just(-math.inf))


@often
@given(observations, limit_sets, states)
def test_every_promise_holds_for_any_single_observation(
    seen: Observation, limits: Limits, state: State
) -> None:
    check(seen, limits, state, decide(seen, limits, state))


@often
@given(observations, limit_sets, states)
def test_an_open_gate_closes_with_the_owners_next_input(
    seen: Observation, limits: Limits, state: State
) -> None:
    """Whatever made pilots run: one input on the rung quiet, and none does."""
    limits = replace(limits, rung=Rung.QUIET, calm_s=max(1.0, limits.calm_s))
    seen = replace(seen, slot=Slot())
    back = replace(seen, presence=Presence("any", 0.0))
    decision = decide(back, limits, state)
    assert not decision.may_start
    assert not any(isinstance(a, Spawn | Release) for a in decision.actions)


@often
@given(observations, st.floats(-1e6, 1e6), st.floats(0, 1e6), st.floats(0.1, 1e3))
def test_a_jump_of_the_clock_neither_ends_nor_prolongs_the_calm_after_a_burst(
    seen: Observation, now: float, back_s: float, calm_s: float
) -> None:
    limits = Limits(max_cores=4, calm_s=calm_s)
    quiet = replace(
        seen, owner_cores=0.0, presence=Presence("any", math.inf), orders=Orders(), machine_cores=4,
        engine=EngineState.UP, settings_known=True, conditions=(), slot=Slot(),
    )  # fmt: skip
    burst = replace(quiet, now=now, owner_cores=4.0)
    jumped = replace(quiet, now=now - back_s)
    state = decide(burst, limits, State()).state
    after = decide(jumped, limits, state)
    assert after.verdict.reason is Reason.OWNER_CPU
    almost = decide(replace(jumped, now=jumped.now + calm_s * 0.99), limits, after.state)
    assert almost.verdict.reason is Reason.OWNER_CPU
    later = decide(replace(jumped, now=jumped.now + calm_s * 1.01), limits, after.state)
    assert later.verdict.reason is not Reason.OWNER_CPU


def without_reasons(decision: Decision) -> list[Action]:
    """What is done, whatever it is told to be for: being blind is a reason of its own."""
    same = Reason.OWNER_INPUT
    return [replace(a, reason=same) if isinstance(a, Hold) else a for a in decision.actions]


@often
@given(observations, limit_sets, states)
def test_who_cannot_be_seen_counts_as_somebody_at_the_keys(
    seen: Observation, limits: Limits, state: State
) -> None:
    """Nothing goes on while blind that would not go on beside an input of this instant."""
    blind = replace(seen, presence=Presence("any", None))
    typing = replace(seen, presence=Presence("any", 0.0))
    unseen, seen_typing = decide(blind, limits, state), decide(typing, limits, state)
    assert seen_typing.may_start or not unseen.may_start
    if limits.calm_s > 0:
        assert without_reasons(unseen) == without_reasons(seen_typing)
    assert cores_after(blind, unseen)[0] <= cores_after(typing, seen_typing)[0] + ROUNDING


@often
@given(observations, limit_sets, states)
def test_an_unknown_load_lets_nothing_go_on_but_on_dedicated(
    seen: Observation, limits: Limits, state: State
) -> None:
    unknown = decide(replace(seen, owner_cores=None), limits, state)
    if rung(seen, limits) != "dedicated" and seen.orders.leaving is not AtQuit.LEAVE:
        assert cores_after(seen, unknown)[0] == 0
        assert not unknown.may_start


@often
@given(observations, limit_sets, states, st.floats(0, 1e12), st.floats(min_value=0, max_value=1e12))
def test_a_clock_set_back_makes_nobody_absent_and_kills_nobody(
    seen: Observation, limits: Limits, state: State, back_s: float, ahead_s: float
) -> None:
    """Input that seems to come from the future is input of just now."""
    odd = replace(seen, presence=Presence("any", -ahead_s))
    now = replace(seen, presence=Presence("any", 0.0))
    assert decide(odd, limits, state).actions == decide(now, limits, state).actions
    jumped = decide(replace(seen, now=seen.now - back_s), limits, state)
    kills = {a for a in decide(seen, limits, state).actions if isinstance(a, Kill)}
    assert {a for a in jumped.actions if isinstance(a, Kill)} <= kills


@often
@given(observations, limit_sets, states, st.integers(0, 12))
def test_a_step_down_never_opens_the_gate_further(
    seen: Observation, limits: Limits, state: State, steps: int
) -> None:
    """However it is stepped down for what it cost the owner (`budget`)."""
    lower_limits, lower_slot = budget.lower(limits, seen.slot, steps)
    lower_seen = replace(seen, slot=lower_slot)
    chosen = gate_for(seen, limits, note_load(seen, limits, state))
    stepped = gate_for(lower_seen, lower_limits, note_load(lower_seen, lower_limits, state))
    assert stepped.cores <= chosen.cores


# A world in which orders take time ----------------------------------------------------------------


@dataclass
class World:
    """Pilots, an owner and an engine that do as they like; time goes on by turns of a dice."""

    dice: random.Random
    limits: Limits
    machine_cores: int = 4
    now: float = 1000.0
    wall: float = 1.7e9
    last_input: float | None = -1e9
    owner_cores: float | None = 0.0
    engine: EngineState = EngineState.UP
    orders: Orders = field(default_factory=Orders)
    conditions: tuple[Condition, ...] = ()
    locked: bool | None = None
    slot: Slot = field(default_factory=Slot)
    free_memory_mb: int = 8192
    not_before: float = -math.inf
    pilots: dict[str, Pilot] = field(default_factory=dict)
    starting: int = 0
    born: int = 0

    def seen(self) -> Observation:
        """What the policy gets to see of it."""
        age = None if self.last_input is None else self.now - self.last_input
        return Observation(
            now=self.now,
            wall=self.wall,
            presence=Presence("world", age),
            owner_cores=self.owner_cores,
            free_memory_mb=self.free_memory_mb,
            machine_cores=self.machine_cores,
            engine=self.engine,
            pilots=tuple(self.pilots.values()),
            starting=self.starting,
            head_nodes=(HeadNodeStatus("local", True, self.not_before, hold_tolerance_s=120.0),),
            orders=self.orders,
            conditions=self.conditions,
            locked=self.locked,
            slot=self.slot,
        )

    def obey(self, decision: Decision) -> None:
        """Note the orders as under way."""
        kinds = {Hold: Pending.HOLD, Release: Pending.RELEASE, End: Pending.END}
        kinds |= {Kill: Pending.KILL, Reap: Pending.REAP}
        for order in decision.actions:
            if isinstance(order, Spawn):
                self.starting += 1
            else:
                self._change(order.pilot, pending=kinds[type(order)], pending_since=self.now)

    def settle(self, odds: float) -> None:
        """Some orders under way come true, some are refused."""
        for pilot in list(self.pilots.values()):
            if pilot.pending is None or self.dice.random() > odds:
                continue
            if self.dice.random() < 0.1:
                self._change(pilot.id, pending=None)
            elif pilot.pending is Pending.REAP:
                del self.pilots[pilot.id]
            elif pilot.pending in (Pending.HOLD, Pending.RELEASE):
                phase = Phase.HELD if pilot.pending is Pending.HOLD else Phase.RUNNING
                self._change(pilot.id, pending=None, phase=phase)
            elif pilot.pending is Pending.KILL or self.dice.random() < 0.8:
                self._change(pilot.id, pending=None, phase=Phase.EXITED)
        while self.starting and self.dice.random() < odds:
            self.starting -= 1
            self.born += 1
            new = Pilot(f"p{self.born}", "local", Phase.RUNNING, 1.0, 256, self.now)
            self.pilots[new.id] = new

    def live(self) -> None:
        """The owner, the pilots and the engine do something."""
        roll = self.dice.random
        step_s = self.dice.choice((0.01, 0.5, 2.0, 10.0, 60.0))
        self.now += step_s if roll() < 0.99 else self.dice.uniform(-300, 300)
        self.wall += step_s if roll() < 0.99 else self.dice.uniform(-1e6, 1e6)
        if roll() < 0.15:
            self.last_input = None if roll() < 0.1 else self.now
        if roll() < 0.2:
            self.owner_cores = None if roll() < 0.1 else self.dice.choice((0.0, 0.4, 0.9, 2.0))
        if roll() < 0.05:
            self.engine = self.dice.choice(tuple(EngineState))
        if roll() < 0.05:
            self.orders = Orders(
                paused_until=self.dice.choice((None, None, math.inf, self.wall + 30)),
                finishing=roll() < 0.2,
                leaving=self.dice.choice((None, None, None, *AtQuit)),
                stopping=frozenset(p for p in self.pilots if roll() < 0.2),
                removing=roll() < 0.1,
            )
        if roll() < 0.05:
            self.conditions = (Condition(Reason.BATTERY),) if roll() < 0.3 else ()
        if roll() < 0.05:
            self.locked = self.dice.choice((None, False, True))
        if roll() < 0.05:
            self.limits = replace(self.limits, max_cores=self.dice.randint(0, 5))
        if roll() < 0.02:
            self.limits = replace(self.limits, rung=self.dice.choice(list(Rung)))
        if roll() < 0.02:
            level = self.dice.choice((None, None, *Level))
            self.slot = Slot(level, self.wall + self.dice.uniform(0, 600))
        if roll() < 0.05:
            self.free_memory_mb = self.dice.choice((100, 600, 1400, 8192))
        if roll() < 0.05:
            self.not_before = self.now + self.dice.uniform(-10, 60)
        for pilot in list(self.pilots.values()):
            if pilot.phase is Phase.RUNNING and roll() < 0.05:
                self._change(pilot.id, phase=Phase.EXITED, pending=None)
            elif pilot.phase is Phase.RUNNING:
                self._change(pilot.id, ran_s=pilot.ran_s + step_s, idle=roll() < 0.1)
                self._change(pilot.id, unholdable=roll() < 0.02, held_s=0.0)
            elif pilot.phase is Phase.HELD:
                self._change(pilot.id, held_s=pilot.held_s + step_s)

    def calm_down(self) -> None:
        """Everybody goes home; nothing stands in the way any more."""
        self.last_input, self.owner_cores, self.engine = -1e9, 0.0, EngineState.UP
        self.orders, self.free_memory_mb, self.not_before = Orders(), 8192, -math.inf
        self.slot = Slot()
        self.limits = replace(self.limits, max_cores=3)
        self.conditions = ()

    def _change(self, pilot: str, **changes: object) -> None:
        self.pilots[pilot] = replace(self.pilots[pilot], **changes)  # type: ignore[arg-type]


def test_every_promise_holds_in_a_world_where_orders_are_late_and_fail() -> None:
    worlds = max(1, STEPS // STEPS_OF_A_WORLD)
    for seed in range(FIRST_SEED, FIRST_SEED + worlds):
        world = World(random.Random(seed), Limits(max_cores=3, ttl_s=3600.0))
        state = State()
        for _ in range(STEPS_OF_A_WORLD):
            seen = world.seen()
            decision = decide(seen, world.limits, state)
            try:
                check(seen, world.limits, state, decision)
            except AssertionError as error:
                raise AssertionError(f"seed {seed}: {seen} -> {decision}") from error
            state = decision.state
            world.obey(decision)
            world.settle(odds=0.5)
            world.live()
        assert_all_cores_are_used_again(world, state, seed)
    print(f"{worlds * STEPS_OF_A_WORLD} steps in {worlds} worlds from seed {FIRST_SEED}")


def assert_all_cores_are_used_again(world: World, state: State, seed: int) -> None:
    """Safe is easy when nothing ever runs: after a calm the pilots must be back."""
    world.calm_down()
    for _ in range(60):
        decision = decide(world.seen(), world.limits, state)
        state = decision.state
        world.obey(decision)
        world.settle(odds=0.9)
        world.now = max(world.now + 1.0, decision.wake_at)
    going = sum(p.cores for p in world.pilots.values() if goes_on(p))
    assert going == 3.0, f"seed {seed}: {world}"
