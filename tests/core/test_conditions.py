"""What besides input holds pilots, and the lock that frees them: the policy's part."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planctongui.core.actions import Hold, Release
from planctongui.core.gap import GAP_S, slept
from planctongui.core.gate import LOCKED_CALM_S, gate_for
from planctongui.core.limits import Limits, Rung
from planctongui.core.observation import Condition, EngineState
from planctongui.core.orders import Orders
from planctongui.core.pilot import Phase
from planctongui.core.policy import State, decide
from planctongui.core.verdict import Mood, Reason, Verdict
from tests.core.scene import LIMITS, age, pilot, seen

CONDITIONS = [
    Reason.REMOTE_USER, Reason.ASLEEP, Reason.INHIBITED, Reason.EXCLUSIVE_APP, Reason.BATTERY,
    Reason.METERED, Reason.HOT, Reason.PRESSURE, Reason.CPU_PRESSURE, Reason.LITTLE_DISK,
]  # fmt: skip


@pytest.mark.parametrize("reason", CONDITIONS)
def test_every_condition_holds_all_pilots_and_starts_none(reason: Reason) -> None:
    given = seen(pilot("a"), pilot("b"), conditions=(Condition(reason),), locked=True)
    decision = decide(given, LIMITS, State())
    assert decision.actions == (Hold("a", reason), Hold("b", reason))
    assert not decision.may_start
    assert (decision.verdict.mood, decision.verdict.reason) == (Mood.HELD, reason)


def test_the_first_condition_is_told_after_the_owners_orders_and_the_engine() -> None:
    two = (Condition(Reason.BATTERY), Condition(Reason.HOT))

    def told(**changes: object) -> Reason:
        return decide(seen(conditions=two, **changes), LIMITS, State()).verdict.reason

    assert told() is Reason.BATTERY
    assert told(presence=age(None)) is Reason.BATTERY
    assert told(presence=age(0)) is Reason.BATTERY
    assert told(engine=EngineState.DOWN) is Reason.ENGINE
    assert told(settings_known=False) is Reason.SETTINGS
    assert told(orders=Orders(paused_until=math.inf)) is Reason.OWNER_PAUSED


def test_a_locked_screen_shortens_the_calm_but_a_key_there_holds_again() -> None:
    held = pilot("a", phase=Phase.HELD)
    away = decide(seen(held, presence=age(LOCKED_CALM_S), locked=True), LIMITS, State())
    assert away.actions[0] == Release("a")
    for locked, age_s in ((False, LOCKED_CALM_S), (None, LOCKED_CALM_S), (True, 0.1)):
        here = decide(seen(held, presence=age(age_s), locked=locked), LIMITS, State())
        assert here.actions == ()
        assert here.verdict.reason is Reason.OWNER_INPUT


def test_a_lock_neither_opens_blind_eyes_nor_forgives_a_busy_cpu() -> None:
    blind = decide(seen(presence=age(None), locked=True), LIMITS, State())
    assert blind.verdict.reason is Reason.BLIND
    busy = decide(seen(owner_cores=4.0, locked=True), LIMITS, State())
    assert busy.verdict.reason is Reason.OWNER_CPU


@pytest.mark.parametrize(
    ("after", "answer"),
    [
        ((10.0, 110.0, 1010.0), False),
        ((10.0, 110.0 + GAP_S + 1, 1010.0), True),
        ((10.0, 110.0, 1010.0 + GAP_S + 1), True),
        ((10.0, 110.0, 1.0), False),
        ((-5.0, 95.0, 995.0), False),
        ((500.0, 600.0, 1500.0), False),
    ],
)
def test_sleep_shows_in_clocks_that_went_on_without_us(
    after: tuple[float, float, float], answer: bool
) -> None:
    assert slept((0.0, 100.0, 1000.0), after) is answer


RUNGS = [replace(LIMITS, rung=rung) for rung in Rung]


@pytest.mark.parametrize("limits", RUNGS)
@pytest.mark.parametrize(
    "reason",
    [
        Reason.ASLEEP,
        Reason.BATTERY,
        Reason.HOT,
        Reason.METERED,
        Reason.PRESSURE,
        Reason.CPU_PRESSURE,
        Reason.LITTLE_DISK,
    ],
)
def test_what_the_machine_cannot_bear_holds_on_every_rung(reason: Reason, limits: Limits) -> None:
    shut = gate_for(seen(conditions=(Condition(reason),)), limits, State())
    assert shut.cores == 0
    assert shut.verdict == Verdict(Mood.HELD, reason)


@pytest.mark.parametrize("reason", [Reason.REMOTE_USER, Reason.INHIBITED])
def test_somebody_there_takes_from_each_rung_what_the_owner_would(reason: Reason) -> None:
    somebody = seen(conditions=(Condition(reason),))
    owner = seen(presence=age(0))
    for limits in RUNGS:
        beside = gate_for(somebody, limits, State())
        assert beside.cores == gate_for(owner, limits, State()).cores
        told = beside.verdict or beside.present
        assert told == (None if limits.rung is Rung.DEDICATED else Verdict(Mood.HELD, reason))


def test_a_machine_of_one_core_is_theirs_who_are_logged_in_from_elsewhere() -> None:
    limits = replace(LIMITS, max_cores=1, rung=Rung.GENEROUS)
    given = seen(conditions=(Condition(Reason.REMOTE_USER),), machine_cores=1)
    assert gate_for(given, limits, State()).verdict == Verdict(Mood.HELD, Reason.REMOTE_USER)


def test_a_program_that_wants_the_machine_alone_has_it_but_where_pilots_come_first() -> None:
    given = seen(conditions=(Condition(Reason.REMOTE_USER), Condition(Reason.EXCLUSIVE_APP)))
    for limits in RUNGS:
        assert (gate_for(given, limits, State()).cores == 0) is (limits.rung is not Rung.DEDICATED)
    share = replace(LIMITS, rung=Rung.SHARE)
    assert gate_for(given, share, State()).verdict == Verdict(Mood.HELD, Reason.EXCLUSIVE_APP)
