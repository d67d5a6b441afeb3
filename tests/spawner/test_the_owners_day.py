"""An owner's day: pilots fill the machine, are held and go on, and what they gave is shown."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest

from planctongui.core.actions import Hold
from planctongui.core.verdict import Reason
from planctongui.events import FinishOrdered, MaxCoresSet, PauseOrdered, ResumeOrdered
from tests.desk.process import wait_until
from tests.fakes.house import House


def state(process: int) -> str:
    """A letter, as in proc_pid_stat(5)."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


def test_a_calm_machine_fills_up_with_pilots_two_at_a_time(house: House) -> None:
    house.full()
    assert max(report.starting for report in house.reports) == 2
    assert house.last.verdict.reason is Reason.CONTRIBUTING


def test_the_owner_comes_back_and_every_pilot_is_held_and_goes_on_afterwards(house: House) -> None:
    pilots = house.full()
    house.desk.touch()
    report = house.step()
    assert report.actions == tuple(Hold(p, Reason.OWNER_INPUT) for p in pilots)
    house.until(lambda: house.last.held == 4)
    assert house.engine.running() == []
    house.later(9.0, lambda: house.last.held == 4)
    house.later(1.0, lambda: house.last.running == 4)
    assert house.engine.running() == pilots


def test_an_ended_job_is_booked_shown_and_followed_by_the_next(house: House) -> None:
    pilots = house.full()
    house.engine.burn(pilots[0], 25.0)
    house.engine.finish_job(pilots[0])
    house.until(lambda: house.last.sums.useful_s > 0 and house.last.running == 4)
    assert pilots[0] not in house.engine.pilots
    assert house.last.sums.total_s == pytest.approx(25.0)
    assert house.last.fruits == ("local demo: 1.0 k primes so far",)
    assert house.booked()[1] == [(pilots[0], "useful", pytest.approx(25.0))]


def test_two_pilots_never_get_the_same_job(house: House) -> None:
    first = house.full()[0]
    done = house.engine.pilots[first].plan.order.job
    house.engine.finish_job(first)
    house.until(lambda: house.last.fruits != () and house.last.running == 4)
    jobs = {one.plan.order.job for one in house.engine.pilots.values()}
    assert jobs == {"0", "1", "2", "3", "4"} - {done}


def test_the_slider_goes_down_and_nothing_is_ended(house: House) -> None:
    pilots = house.full()
    house.until(lambda: house.last.running == 1, MaxCoresSet(1))
    assert house.engine.running() == pilots[:1]
    assert set(house.engine.pilots) == set(pilots)
    house.until(lambda: "max_cores = 1" in house.written())
    house.until(lambda: house.last.running == 3, MaxCoresSet(3))


def test_a_finish_lets_jobs_end_and_takes_nothing_new(house: House) -> None:
    pilots = house.full()
    house.step(FinishOrdered(True))
    for pilot in pilots:
        house.engine.finish_job(pilot)
    report = house.until(lambda: not house.engine.pilots and house.last.running == 0)
    house.until(lambda: house.last.verdict.reason is Reason.FINISHED)
    assert report.starting == 0
    house.until(lambda: house.last.running == 4, ResumeOrdered())


def test_a_finish_calls_off_a_start_under_way(house: House) -> None:
    start = house.engine.slow("spawn")
    house.engine.connect()
    house.until(lambda: house.engine.calls["spawn"] == 2)
    house.step(FinishOrdered(True))
    start.set()
    house.until(lambda: house.last.verdict.reason is Reason.FINISHED)
    assert house.engine.calls["starting"] == 0


def test_the_owner_comes_back_during_a_start_and_it_is_called_off(house: House) -> None:
    start = house.engine.slow("spawn")
    house.engine.connect()
    house.until(lambda: house.last.starting == 2)
    house.desk.touch()
    house.step()
    start.set()
    house.until(lambda: house.last.starting == 0)
    assert house.engine.calls["starting"] == 0
    house.later(10.0, lambda: house.last.running == 4)


def test_a_pilot_that_started_a_moment_too_late_is_held(house: House) -> None:
    start = house.engine.slow("started")
    house.engine.connect()
    house.until(lambda: house.engine.calls["started"] == 2)
    house.desk.touch()
    house.step()
    start.set()
    house.until(lambda: house.last.held == 2)
    assert house.engine.running() == []


def test_an_idle_pilot_is_ended_when_the_owner_comes_back_and_a_starved_one_is_held(
    house: House,
) -> None:
    idle, starved, *busy = house.full()
    sleeper = subprocess.Popen(["sleep", "600"])
    spinner = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        house.engine.run_in(idle, sleeper.pid)
        house.engine.run_in(starved, spinner.pid)
        wait_until(lambda: state(sleeper.pid) == "S", 30, "it sleeps")
        wait_until(lambda: state(spinner.pid) == "R", 30, "it spins")
        for _ in range(3):
            house.clock.turn(11.0)
            for pilot in busy:
                house.engine.burn(pilot, 10.0)
            house.step()
        house.desk.touch()
        house.until(lambda: house.last.held == 3 and len(house.engine.pilots) == 3)
        assert idle not in house.engine.pilots and starved in house.engine.pilots
    finally:
        for process in (sleeper, spinner):
            process.kill()
            process.wait()


def test_a_new_day_begins_with_no_hours_given(house: House) -> None:
    house.full()
    counts = sum(1 for _ in house.reports)
    house.step(PauseOrdered(math.inf))
    house.until(lambda: house.last.held == 4)
    house.later(86_400.0, lambda: house.last.sums.today_s == 0.0)
    assert len(house.reports) > counts
