"""What goes on beside the owner on each rung, what stands above all rungs, and what is told."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planctongui.core.actions import End, Hold, Kill, Release, Spawn
from planctongui.core.limits import Level, Limits, Rung, Slot
from planctongui.core.observation import EngineState, HeadNodeStatus, Observation, Presence
from planctongui.core.orders import AtQuit, Orders
from planctongui.core.pilot import Pending, Phase
from planctongui.core.policy import TICK_PAUSED_S, TICK_RUNNING_S, Decision, State, decide
from planctongui.core.verdict import Mood, Reason, Verdict
from tests.core.scene import CALM, LIMITS, LOCAL, NOW, WALL, age, pilot, seen

HELD = Phase.HELD
HERE, BLIND = age(0.0), age(None)
FOUR = tuple(pilot(name) for name in "abcd")
QUIET, SHARE, GENEROUS, DEDICATED = Rung


def decided(
    rung: Rung, what: Observation, state: State | None = None, **limits: object
) -> Decision:
    return decide(what, replace(LIMITS, rung=rung, **limits), state or State())  # type: ignore[arg-type]


def going(decision: Decision, what: Observation) -> str:
    """Names of the running pilots that were not told otherwise."""
    told = {a.pilot for a in decision.actions if isinstance(a, Hold | End | Kill)}
    return "".join(p.id for p in what.pilots if p.phase is Phase.RUNNING and p.id not in told)


# How much goes on ---------------------------------------------------------------------------------


@pytest.mark.parametrize("presence", [HERE, BLIND], ids=["here", "blind"])
@pytest.mark.parametrize(
    ("rung", "machine_cores", "left"),
    [
        (QUIET, 4, ""),
        (SHARE, 4, "ab"),
        (SHARE, 3, "a"),
        (SHARE, 2, "a"),
        (SHARE, 1, ""),
        (GENEROUS, 4, "abc"),
        (GENEROUS, 2, "a"),
        (GENEROUS, 1, ""),
        (DEDICATED, 4, "abcd"),
        (DEDICATED, 1, "a"),
    ],
)
def test_each_rung_leaves_its_cores_to_the_oldest_pilots_while_the_owner_is_here(
    rung: Rung, machine_cores: int, left: str, presence: Presence
) -> None:
    what = seen(*FOUR[:machine_cores], presence=presence, machine_cores=machine_cores)
    assert going(decided(rung, what), what) == left


@pytest.mark.parametrize("rung", Rung)
def test_on_every_rung_all_cores_are_used_once_the_owner_is_away(rung: Rung) -> None:
    held = seen(*(replace(p, phase=HELD) for p in FOUR))
    assert decided(rung, held).actions == tuple(Release(n) for n in "abcd")


@pytest.mark.parametrize("rung", Rung)
def test_no_rung_uses_more_cores_than_the_owner_allows(rung: Rung) -> None:
    what = seen(*FOUR, presence=HERE)
    assert len(going(decided(rung, what, max_cores=1), what)) <= 1
    assert decided(rung, what, max_cores=0).verdict.reason in (Reason.NO_CORES, Reason.OWNER_INPUT)
    assert going(decided(rung, what, max_cores=0), what) == ""


def test_beside_the_owner_new_pilots_start_up_to_the_share_and_no_further() -> None:
    empty = replace(CALM, presence=HERE)
    assert decided(SHARE, empty).actions == (Spawn("local"), Spawn("local"))
    assert decided(SHARE, seen(pilot("a"), presence=HERE)).actions == (Spawn("local"),)
    assert decided(SHARE, seen(pilot("a"), pilot("b"), presence=HERE)).actions == ()


def test_starts_under_way_that_no_longer_fit_are_called_off_when_the_owner_comes() -> None:
    away = seen(pilot("a"), pilot("b"), starting=2)
    assert decided(SHARE, away).may_start
    assert not decided(SHARE, replace(away, presence=HERE)).may_start
    assert decided(SHARE, seen(pilot("a"), starting=1, presence=HERE)).may_start


def test_a_machine_on_which_nothing_fits_beside_the_owner_says_that_they_are_here() -> None:
    for rung in (SHARE, GENEROUS):
        one = decided(rung, seen(pilot("a"), machine_cores=1, presence=HERE))
        assert one.verdict == Verdict(Mood.HELD, Reason.OWNER_INPUT, WALL + 10)
    big = seen(pilot("a", cores=3.0), presence=HERE)
    too_big = decided(SHARE, big, pilot_cores=3.0)
    assert too_big.actions == (Hold("a", Reason.SHARING),)
    assert too_big.verdict == Verdict(Mood.HELD, Reason.OWNER_INPUT, WALL + 10)


# What is told -------------------------------------------------------------------------------------


def test_sharing_is_told_with_its_cores_and_its_end() -> None:
    here = decided(SHARE, seen(*FOUR, presence=age(4.0)))
    assert here.verdict == Verdict(Mood.CONTRIBUTING, Reason.SHARING, WALL + 6, 2)
    assert here.actions == (Hold("c", Reason.SHARING), Hold("d", Reason.SHARING))
    assert here.wake_at == NOW + TICK_RUNNING_S
    soon = decided(SHARE, seen(*FOUR[:2], presence=age(9.5)))
    assert soon.wake_at == NOW + 0.5
    blind = decided(GENEROUS, seen(*FOUR[:3], presence=BLIND))
    assert blind.verdict == Verdict(Mood.CONTRIBUTING, Reason.SHARING, None, 3)


def test_an_owner_whose_limit_is_lower_than_the_share_is_told_of_the_limit() -> None:
    here = decided(SHARE, seen(*FOUR[:2], presence=HERE), max_cores=2)
    assert here.verdict == Verdict(Mood.CONTRIBUTING, Reason.CONTRIBUTING)
    assert here.actions == ()


# The owner's CPU ----------------------------------------------------------------------------------


def test_on_share_a_busy_owner_gets_the_whole_machine_until_a_calm_after_the_burst() -> None:
    what = seen(*FOUR[:2], presence=HERE, owner_cores=1.1)
    busy = decided(SHARE, what)
    assert busy.verdict == Verdict(Mood.HELD, Reason.OWNER_CPU, WALL + 10)
    assert going(busy, what) == ""
    calm = replace(what, now=NOW + 9, owner_cores=0.0)
    assert going(decided(SHARE, calm, busy.state), calm) == ""
    later = replace(what, now=NOW + 10, owner_cores=0.0)
    assert going(decided(SHARE, later, busy.state), later) == "ab"


@pytest.mark.parametrize(
    ("owner_cores", "left"),
    [(0.0, "abc"), (1.4, "abc"), (1.6, "ab"), (2.6, "a"), (3.4, "a"), (3.6, ""), (9.0, "")],
)
def test_on_generous_the_owner_gets_back_the_cores_they_use(owner_cores: float, left: str) -> None:
    what = seen(*FOUR, presence=HERE, owner_cores=owner_cores)
    assert going(decided(GENEROUS, what), what) == left


def test_on_generous_it_is_the_same_while_the_owner_is_away() -> None:
    what = seen(*FOUR, owner_cores=2.1)
    away = decided(GENEROUS, what)
    assert going(away, what) == "ab"
    assert away.verdict == Verdict(Mood.CONTRIBUTING, Reason.CONTRIBUTING)
    all_taken = decided(GENEROUS, seen(*FOUR, presence=HERE, owner_cores=4.0))
    assert all_taken.verdict == Verdict(Mood.HELD, Reason.LIMIT)


@pytest.mark.parametrize("rung", [QUIET, SHARE, GENEROUS])
def test_a_load_that_is_not_known_yet_runs_nothing(rung: Rung) -> None:
    what = seen(*FOUR, owner_cores=None)
    assert going(decided(rung, what), what) == ""


# Dedicated ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("presence", [age(0.0), age(-5.0), age(None), age(math.inf)])
@pytest.mark.parametrize("owner_cores", [None, 0.0, 4.0, math.inf])
def test_a_dedicated_machine_does_not_look_at_its_owner(
    presence: Presence, owner_cores: float | None
) -> None:
    what = seen(*FOUR[:3], presence=presence, owner_cores=owner_cores)
    decision = decided(DEDICATED, what, State(cpu_busy_at=NOW, taken=4, taken_at=NOW))
    assert decision.actions == (Spawn("local"),)
    assert decision.verdict == Verdict(Mood.CONTRIBUTING, Reason.CONTRIBUTING)


def test_a_dedicated_machine_given_back_to_its_owner_keeps_still_at_once() -> None:
    busy = seen(*FOUR, presence=HERE, owner_cores=4.0)
    before = decided(DEDICATED, busy)
    assert before.actions == ()
    assert going(decided(QUIET, busy, before.state), busy) == ""


# Above every rung ---------------------------------------------------------------------------------

SHUT = {
    "a pause": ({"orders": Orders(paused_until=math.inf)}, Reason.OWNER_PAUSED),
    "quitting": ({"orders": Orders(leaving=AtQuit.HOLD)}, Reason.QUITTING),
    "unread settings": ({"settings_known": False}, Reason.SETTINGS),
    "the engine away": ({"engine": EngineState.DOWN}, Reason.ENGINE),
    "the engine not known": ({"engine": EngineState.UNKNOWN}, Reason.STARTING),
    "the schedule": ({"slot": Slot(Level.OFF, WALL + 60)}, Reason.SCHEDULED_OFF),
}


@pytest.mark.parametrize("rung", Rung)
@pytest.mark.parametrize("shut", SHUT)
def test_some_reasons_hold_all_pilots_on_every_rung(rung: Rung, shut: str) -> None:
    changes, reason = SHUT[shut]
    what = seen(*FOUR, **changes)  # type: ignore[arg-type]
    decision = decided(rung, what)
    assert {a for a in decision.actions if not isinstance(a, Spawn)} == {
        Hold(name, reason) for name in "abcd"
    }
    assert (decision.verdict.reason, decision.may_start) == (reason, False)


@pytest.mark.parametrize("rung", Rung)
def test_memory_is_needed_and_given_back_on_every_rung(rung: Rung) -> None:
    short = decided(rung, seen(pilot("a"), pilot("b"), free_memory_mb=500))
    assert short.actions == (End("b", Reason.MEMORY_PRESSURE),)


# The schedule -------------------------------------------------------------------------------------


def test_an_hour_that_is_off_holds_all_pilots_and_says_until_when() -> None:
    off = decided(QUIET, seen(pilot("a"), slot=Slot(Level.OFF, WALL + 12)))
    assert off.actions == (Hold("a", Reason.SCHEDULED_OFF),)
    assert off.verdict == Verdict(Mood.PAUSED, Reason.SCHEDULED_OFF, WALL + 12)
    assert off.wake_at == NOW + 12
    for_ever = decided(QUIET, seen(slot=Slot(Level.OFF)))
    assert (for_ever.verdict.until, for_ever.wake_at) == (math.inf, NOW + TICK_PAUSED_S)


def test_the_schedule_is_stronger_than_the_rung_and_its_end_wakes() -> None:
    what = seen(*FOUR, presence=HERE, slot=Slot(Level.GENEROUS, WALL + 0.5))
    scheduled = decided(QUIET, what)
    assert going(scheduled, what) == "abc"
    assert scheduled.wake_at == NOW + 0.5
    down = replace(what, slot=Slot(Level.QUIET))
    assert going(decided(DEDICATED, down), down) == ""
    over = replace(what, slot=Slot(Level.QUIET, WALL - 5))
    assert decided(QUIET, over).wake_at == NOW


def test_an_hour_without_a_rule_has_the_owners_rung() -> None:
    what = seen(*FOUR, presence=HERE, slot=Slot(None, WALL + 60))
    assert going(decided(SHARE, what), what) == "ab"


# Held too long ------------------------------------------------------------------------------------

PATIENT = replace(LOCAL, hold_tolerance_s=100.0)


def held(name: str, held_s: float, **changes: object) -> object:
    return pilot(name, HELD, held_s=held_s, **changes)


def test_of_pilots_held_for_too_long_the_youngest_is_ended_one_at_a_time() -> None:
    three = (held("a", 200.0), held("b", 101.0), held("c", 100.0))
    here = seen(*three, presence=HERE, head_nodes=(PATIENT,))  # type: ignore[arg-type]
    assert decided(QUIET, here).actions == (End("b", Reason.HELD_TOO_LONG),)
    ending = replace(here.pilots[1], pending=Pending.END, pending_since=NOW)
    waiting = replace(here, pilots=(here.pilots[0], ending, here.pilots[2]))
    assert decided(QUIET, waiting).actions == ()


@pytest.mark.parametrize(
    "changes",
    [
        {"engine": EngineState.DOWN},
        {"orders": Orders(leaving=AtQuit.HOLD)},
        {"orders": Orders(leaving=AtQuit.LEAVE)},
        {"head_nodes": (LOCAL,)},
        {"head_nodes": (HeadNodeStatus("other", True, hold_tolerance_s=1.0),)},
    ],
)
def test_nothing_is_ended_for_its_hold_when_that_would_be_wrong(changes: dict[str, object]) -> None:
    plain = seen(held("a", 200.0), presence=HERE, head_nodes=(PATIENT,))  # type: ignore[arg-type]
    what = replace(plain, **changes)  # type: ignore[arg-type]
    assert decided(QUIET, what).actions == ()


def test_limits_say_quiet_unless_told_otherwise() -> None:
    assert Limits(max_cores=1).rung is QUIET
    assert [rung.value for rung in Rung] == [level.value for level in Level][1:]
