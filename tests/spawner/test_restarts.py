"""What an earlier run left: its pilots, its hours, its owner's pause."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from planctongui.core.pilot import Phase
from planctongui.core.verdict import Reason
from planctongui.events import FinishOrdered, PauseOrdered, ResumeOrdered
from planctongui.governor.engine_calls import Means
from tests.fakes.house import House


@pytest.mark.parametrize("means", ["pause", "crawl"])
def test_pilots_of_an_earlier_run_are_adopted_in_every_phase(tmp_path: Path, means: Means) -> None:
    house = House(tmp_path, means)
    house.engine.leave(house.plan("a-runs", "1"), Phase.RUNNING)
    house.engine.leave(house.plan("b-paused", "2"), Phase.HELD)
    house.engine.leave(house.plan("c-crawls", "3"), Phase.RUNNING).bandwidth = 0.0
    house.engine.leave(house.plan("d-ended", "4"), Phase.EXITED)
    house.engine.leave(house.plan("e-made", "5"), Phase.CREATED)
    house.full()
    assert {"a-runs", "b-paused", "c-crawls"} < set(house.engine.running())
    assert house.engine.pilots["c-crawls"].bandwidth == 1.0
    assert not {"d-ended", "e-made"} & set(house.engine.pilots)
    house.close()


@pytest.mark.parametrize("means", ["pause", "crawl"])
def test_adopted_pilots_keep_still_while_the_owner_is_here(tmp_path: Path, means: Means) -> None:
    house = House(tmp_path, means)
    house.engine.leave(house.plan("a-runs"), Phase.RUNNING)
    house.engine.leave(house.plan("b-paused"), Phase.HELD)
    house.engine.leave(house.plan("c-crawls"), Phase.RUNNING).bandwidth = 0.0
    house.desk.touch()
    house.engine.connect()
    house.until(lambda: house.last.held == 3)
    assert house.engine.running() == []
    house.clock.turn(10.0)
    house.until(lambda: house.last.running == 4)
    house.close()


def test_a_restart_counts_nothing_twice_and_loses_nothing(house: House) -> None:
    pilots = house.full()
    for pilot in pilots:
        house.engine.burn(pilot, 5.0)
    house.later(10.0, lambda: house.last.sums.total_s == pytest.approx(20.0))
    for pilot in pilots:
        house.engine.burn(pilot, 1.0)  # not booked when the run ends
    house.restart()
    house.full()
    house.later(10.0, lambda: house.last.sums.total_s == pytest.approx(24.0))
    house.engine.burn(pilots[0], 2.0)
    house.engine.finish_job(pilots[0])
    house.until(lambda: house.last.sums.useful_s == pytest.approx(8.0))
    assert house.booked() == (pytest.approx(26.0), [(pilots[0], "useful", pytest.approx(8.0))])


def test_a_pilot_that_ended_between_two_runs_keeps_what_was_booked_and_gives_it_to_no_other(
    house: House,
) -> None:
    pilots = house.full()
    for pilot in pilots:
        house.engine.burn(pilot, 5.0)
    house.later(10.0, lambda: house.last.sums.total_s == pytest.approx(20.0))
    house.restart()
    house.engine.finish_job(pilots[0])
    house.full()
    house.until(lambda: house.last.sums.useful_s == pytest.approx(5.0))
    house.later(11.0, lambda: house.last.running == 4)
    house.engine.burn(pilots[1], 1.0)
    house.engine.finish_job(pilots[1])
    house.until(lambda: house.last.sums.useful_s == pytest.approx(11.0))
    assert house.booked()[0] == pytest.approx(21.0)


def test_a_pause_holds_over_a_restart_until_it_is_taken_back(house: House) -> None:
    house.full()
    house.until(lambda: house.last.held == 4, PauseOrdered(math.inf))
    house.restart()
    house.engine.connect()
    house.until(lambda: house.last.held == 4)
    assert house.last.verdict.reason is Reason.OWNER_PAUSED
    assert house.engine.calls["unpause"] == 0
    house.until(lambda: house.last.running == 4, ResumeOrdered())
    house.restart()
    house.full()


def test_another_order_at_the_start_does_not_undo_the_pause_of_before(house: House) -> None:
    house.step(PauseOrdered(math.inf))
    house.restart()
    house.until(lambda: house.last.verdict.reason is Reason.OWNER_PAUSED, FinishOrdered(True))


def test_a_pause_that_ended_between_two_runs_is_over(house: House) -> None:
    house.step(PauseOrdered(house.clock.wall + 60))
    house.restart()
    house.clock.turn(61)
    house.full()
