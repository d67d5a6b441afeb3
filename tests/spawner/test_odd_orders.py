"""Events that come late, twice, or in an order that nobody expects."""

from __future__ import annotations

import math

import pytest

from planctongui.core.pilot import Phase
from planctongui.core.verdict import Reason
from planctongui.events import PauseOrdered, PilotTurned, ResumeOrdered, Turn
from planctongui.spawner.facts import LOOK_EVERY_S
from tests.fakes.house import House
from tests.spawner.told import titles


def test_a_pilot_that_dies_before_its_start_is_known_is_counted_and_replaced(house: House) -> None:
    pilots = house.full()
    start = house.engine.slow("started")
    house.engine.finish_job(pilots[0])
    house.until(lambda: house.engine.calls["started"] == 5)
    house.step()
    (quick,) = set(house.engine.pilots) - set(pilots)
    house.engine.burn(quick, 3.0)
    house.engine.finish_job(quick)
    house.step()
    start.set()
    house.until(lambda: house.last.running == 4 and quick not in house.engine.pilots)
    house.until(lambda: house.last.sums.useful_s == pytest.approx(3.0))


def test_the_end_of_a_pilots_remains_is_not_a_second_death(house: House) -> None:
    house.engine.leave(house.plan("left"), Phase.CREATED)
    house.full()
    assert "left" not in house.engine.pilots
    assert house.engine.calls["remains"] == 1


def test_a_late_answer_to_a_look_brings_no_ghosts_and_ends_no_newborns(house: House) -> None:
    pilots = house.full()
    answer = house.engine.slow("look")
    house.engine.connect()
    house.until(lambda: house.engine.calls["look"] == 2)
    house.clock.turn(1.0)
    house.engine.finish_job(pilots[0])
    house.until(lambda: house.last.running == 4 and pilots[0] not in house.engine.pilots)
    answer.set()
    house.engine.slow("look").clear()
    house.clock.turn(LOOK_EVERY_S)
    house.until(lambda: house.engine.calls["look"] == 3)  # so the late answer has been taken
    assert (house.last.running, house.last.held) == (4, 0)
    answer.set()
    house.later(30.0, lambda: house.last.running == 4)
    assert house.engine.calls["remains"] == 1
    assert not titles(house.last)


def test_a_late_look_does_not_take_a_running_pilot_for_a_held_one(house: House) -> None:
    house.full()
    house.until(lambda: house.last.held == 4, PauseOrdered(math.inf))
    house.clock.turn(1.0)
    answer = house.engine.slow("look")
    house.engine.connect()
    house.until(lambda: house.engine.calls["look"] == 2)
    house.clock.turn(1.0)
    house.until(lambda: house.last.running == 4, ResumeOrdered())
    answer.set()
    house.desk.touch()
    house.until(lambda: house.last.held == 4)
    assert house.engine.running() == []


def test_a_look_that_hangs_is_not_asked_a_second_time(house: House) -> None:
    answer = house.engine.slow("look")
    house.engine.connect()
    house.until(lambda: house.engine.calls["look"] == 1)
    for _ in range(5):
        house.engine.disconnect()
        house.engine.connect()
        house.clock.turn(20.0)
        house.step()
    assert house.engine.calls["look"] == 1
    assert house.last.verdict.reason is Reason.ENGINE
    answer.set()
    house.live(lambda: house.last.running == 4, 30.0)
    assert not titles(house.last)


def test_a_pilot_removed_by_hand_is_replaced_and_its_head_node_not_blamed(house: House) -> None:
    pilots = house.full()
    del house.engine.pilots[pilots[0]]
    report = house.until(
        lambda: house.last.running == 4 and len(house.engine.pilots) == 4,
        PilotTurned(pilots[0], Turn.DIED),
        PilotTurned(pilots[0], Turn.REMOVED),
    )
    assert not titles(report)
    assert house.booked()[1] == [(pilots[0], "lost", 0.0)]


def test_a_pilot_held_or_let_go_by_somebody_else_obeys_again(house: House) -> None:
    pilots = house.full()
    house.engine.pause(pilots[0])
    house.until(lambda: house.engine.calls["unpause"] == 1 and house.last.running == 4)
    house.desk.touch()
    house.until(lambda: house.last.held == 4)
    house.engine.unpause(pilots[1])
    house.until(lambda: house.engine.calls["pause"] == 6 and house.last.held == 4)
    assert house.engine.running() == []
