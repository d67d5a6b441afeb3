"""Held pilots breathe as often as their head nodes need, and the owner feels little of it."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planctongui.core.actions import Breathe, Release
from planctongui.core.breath import breathers, next_breath_at
from planctongui.core.observation import EngineState, Observation
from planctongui.core.orders import AtQuit, Orders
from planctongui.core.pilot import Pending, Phase, Pilot
from planctongui.core.policy import State, decide
from tests.core.scene import LIMITS, LOCAL, NOW, age, pilot, seen

STRICT = replace(LOCAL, breath_every_s=20.0)


def held(name: str, airless_s: float, **changes: object) -> Pilot:
    return pilot(name, Phase.HELD, held_s=airless_s, airless_s=airless_s, **changes)


def typing(*pilots: Pilot, age_s: float | None = 1.0, **changes: object) -> Observation:
    return seen(*pilots, presence=age(age_s), **{"head_nodes": (STRICT,), **changes})


@pytest.mark.parametrize(
    ("airless_s", "age_s", "breathes"),
    [
        (19.0, 5.0, False),
        (20.0, 5.0, True),
        (20.0, 1.0, False),
        (24.9, 1.0, False),
        (25.0, 1.0, True),
        (20.0, None, False),
        (25.0, None, True),
    ],
)
def test_a_breath_waits_for_a_pause_of_the_owner_but_not_for_long(
    airless_s: float, age_s: float | None, breathes: bool
) -> None:
    assert breathers(typing(held("a", airless_s), age_s=age_s)) == (["a"] if breathes else [])


def test_few_breathe_at_once_those_first_that_waited_longest() -> None:
    pilots = [held("a", 30.0), held("b", 50.0), held("c", 40.0)]
    assert breathers(typing(*pilots)) == ["b", "c"]
    assert breathers(typing(*pilots, machine_cores=2)) == ["b"]
    assert breathers(typing(*pilots, machine_cores=1)) == ["b"]
    busy = replace(pilots[1], pending=Pending.BREATH)
    assert breathers(typing(pilots[0], busy, pilots[2])) == ["c"]
    assert breathers(typing(pilots[0], busy, pilots[2], machine_cores=2)) == []


@pytest.mark.parametrize(
    "other",
    [
        pilot("a", airless_s=99.0),
        held("a", 99.0, pending=Pending.RELEASE),
        held("a", 99.0, head_node="gone"),
    ],
)
def test_only_held_pilots_without_another_order_breathe(other: Pilot) -> None:
    assert breathers(typing(other)) == []
    assert next_breath_at(typing(other)) == math.inf


@pytest.mark.parametrize("period_s", [0.0, -1.0, math.inf, math.nan])
def test_a_period_that_makes_no_sense_is_none(period_s: float) -> None:
    node = replace(LOCAL, breath_every_s=period_s)
    assert breathers(typing(held("a", 99.0), head_nodes=(node,))) == []


def test_the_policy_wakes_for_the_next_breath_and_orders_it() -> None:
    decision = decide(typing(held("a", 17.0)), LIMITS, State())
    assert decision.wake_at == NOW + 3.0
    decision = decide(typing(held("a", 26.0)), LIMITS, State())
    assert decision.actions == (Breathe("a"),)


@pytest.mark.parametrize(
    ("airless_s", "age_s", "wait_s"),
    [
        (17.0, 9.0, 3.0),
        (20.0, 1.0, 2.0),
        (24.0, 1.0, 1.0),
        (20.0, None, 5.0),
        (20.0, 3.0 - 1e-9, 0.01),
        (20.0, 9.0, math.inf),
        (25.0, 1.0, math.inf),
    ],
)
def test_it_wakes_for_the_pause_or_the_last_instant_and_not_in_between(
    airless_s: float, age_s: float | None, wait_s: float
) -> None:
    """A breath under way or in line is answered by an event, so nobody has to look for that."""
    assert next_breath_at(typing(held("a", airless_s), age_s=age_s)) == NOW + wait_s


@pytest.mark.parametrize(
    "changes",
    [
        {"engine": EngineState.DOWN},
        {"engine": EngineState.UNKNOWN},
        {"orders": Orders(leaving=AtQuit.HOLD)},
        {"orders": Orders(leaving=AtQuit.LEAVE)},
    ],
)
def test_nobody_breathes_or_is_waited_for_without_an_engine_or_while_leaving(
    changes: dict[str, object],
) -> None:
    away = typing(held("a", 99.0), held("b", 1.0), **changes)
    assert breathers(away) == []
    assert next_breath_at(away) == math.inf


def test_a_pilot_that_goes_on_needs_no_breath_and_one_that_ends_gets_none() -> None:
    assert decide(typing(held("a", 99.0), age_s=99.0), LIMITS, State()).actions[0] == Release("a")
    away = typing(held("a", 99.0), engine=EngineState.DOWN)
    assert decide(away, LIMITS, State()).actions == ()
