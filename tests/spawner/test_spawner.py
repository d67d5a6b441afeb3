"""Whole stories: the real spawner, hands, governor, ledger and settings around a fake engine."""

from __future__ import annotations

import math
import subprocess
import sys
from pathlib import Path

import pytest

from planctongui.core.actions import Hold
from planctongui.core.orders import AtQuit
from planctongui.core.pilot import Phase
from planctongui.core.report import Report
from planctongui.core.verdict import Mood, Reason
from planctongui.events import (
    FinishOrdered,
    MaxCoresSet,
    PauseOrdered,
    PilotTurned,
    QuitOrdered,
    ResumeOrdered,
    Turn,
)
from planctongui.governor.engine_calls import Means
from planctongui.spawner.facts import LOOK_EVERY_S
from planctongui.spawner.roster import MOST_ENDED
from tests.desk.process import wait_until
from tests.fakes.house import House


def titles(report: Report) -> set[str]:
    return {trouble.title for trouble in report.troubles}


def state(process: int) -> str:
    """A letter, as in proc_pid_stat(5)."""
    return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]


# The day of an owner ------------------------------------------------------------------------------


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


# Events in odd orders -----------------------------------------------------------------------------


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


# Things that fail ---------------------------------------------------------------------------------


def test_pilots_that_cannot_be_held_are_told_and_ended_without_a_storm(house: House) -> None:
    house.full()
    house.engine.fail("pause")
    house.desk.touch()
    passed = house.live(lambda: "Docker refused an order" in titles(house.last), 10.0)
    assert 1.9 <= passed <= 5
    house.live(lambda: house.engine.running() == [], 9.0)
    assert house.engine.calls["pause"] <= 4 * 5
    house.engine.mend()
    house.live(lambda: house.last.running == 4)
    assert not titles(house.last)


def test_a_release_that_failed_half_way_is_held_when_the_owner_comes_back(house: House) -> None:
    house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 4)
    house.engine.fail("unpaused")
    house.later(10.0, lambda: len(house.engine.running()) == 4)
    house.live(lambda: house.engine.calls["unpause"] >= 8, 10.0)
    house.engine.mend()
    house.desk.touch()
    house.until(lambda: house.engine.running() == [] and house.last.held == 4)


def test_a_release_that_fails_is_repeated_until_it_succeeds(house: House) -> None:
    house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 4)
    house.engine.fail("unpause")
    house.later(10.0, lambda: house.engine.calls["unpause"] == 4)
    house.live(lambda: house.engine.calls["unpause"] >= 12, 10.0)
    house.engine.mend()
    house.live(lambda: len(house.engine.running()) == 4, 5.0)
    house.until(lambda: house.last.running == 4)


def test_starts_that_fail_are_tried_with_growing_pauses(house: House) -> None:
    house.engine.fail("spawn")
    house.engine.connect()
    house.live(lambda: house.clock.now > 1000 + 1800, 1900)
    assert 8 <= house.engine.calls["spawn"] <= 20
    assert house.last.verdict.reason is Reason.FAILING
    assert "Docker refused an order" in titles(house.last)
    house.engine.mend()
    assert house.live(lambda: house.last.running == 4) <= 1.3 * 900
    assert not titles(house.last)


def test_an_image_that_cannot_be_built_is_tried_with_growing_pauses(house: House) -> None:
    house.engine.fail("ensure_image", ValueError("a recipe nobody can cook"))
    house.engine.connect()
    house.live(lambda: house.clock.now > 1000 + 1800, 1900)
    assert 6 <= house.engine.calls["ensure_image"] <= 12
    assert "The image for local cannot be prepared" in titles(house.last)
    house.engine.mend()
    assert house.live(lambda: house.last.running == 4) <= 1.3 * 900
    assert not titles(house.last)


def test_an_image_that_vanished_is_made_again_after_a_failed_start(house: House) -> None:
    house.engine.fail("spawn")
    house.engine.connect()
    house.until(lambda: house.engine.calls["spawn"] >= 1)
    house.engine.mend()
    house.live(lambda: house.last.running == 4, 30.0)
    assert house.engine.images_built >= 2


def test_pilots_that_fail_are_tried_with_growing_pauses_and_the_owner_is_told(house: House) -> None:
    house.engine.connect()
    died = 0

    def fail_all() -> bool:
        nonlocal died
        for pilot in house.engine.running():
            house.engine.exit(pilot, 1, "Segmentation fault")
            died += 1
        return house.clock.now > 1000 + 1800

    house.live(fail_all, 1900.0)
    assert 6 <= died <= 40
    assert (house.last.verdict.mood, house.last.verdict.reason) == (Mood.TROUBLE, Reason.FAILING)
    assert "Pilots for local fail" in titles(house.last)


def test_no_work_left_means_growing_pauses_without_a_trouble(tmp_path: Path) -> None:
    house = House(tmp_path, jobs=1)
    house.engine.connect()

    def work() -> bool:
        for pilot in house.engine.running():
            if house.engine.pilots[pilot].plan.order.command == ("none",):
                house.engine.exit(pilot, 75)
            else:
                house.engine.finish_job(pilot)
        return house.last.verdict.reason is Reason.NO_WORK and house.clock.now > 2000

    house.live(work, 3600.0)
    assert house.engine.calls["starting"] < 40
    assert not titles(house.last)
    house.close()


def test_an_engine_that_goes_away_and_comes_back_loses_no_pilot(house: House) -> None:
    pilots = house.full()
    for call in ("look", "spawn", "pause", "unpause", "set_bandwidth"):
        house.engine.fail(call, house.engine.away())
    house.engine.disconnect()
    house.step()
    assert (house.last.verdict.reason, house.last.running) == (Reason.ENGINE, 4)
    steps = len(house.reports)

    def two_minutes() -> bool:
        for pilot in pilots:
            house.engine.burn(pilot, 1.0)  # or they would be taken for idle and ended
        return house.clock.now > 1000 + 120

    house.live(two_minutes, 180.0)
    assert len(house.reports) - steps < 120 * 8
    house.engine.mend()
    house.engine.connect()
    house.live(lambda: house.last.running == 4 and not house.last.troubles, 60.0)
    assert house.engine.running() == pilots


def test_an_engine_that_restarts_without_its_pilots_is_filled_again(house: House) -> None:
    pilots = house.full()
    for pilot in pilots:
        house.engine.burn(pilot, 2.0)
    house.engine.disconnect()
    house.step()
    for pilot in pilots:
        house.engine.exit(pilot, 255)
    house.engine.connect()
    house.live(lambda: house.last.running == 4, 60.0)
    assert house.booked()[0] == pytest.approx(8.0)


@pytest.mark.parametrize("call", ["remains", "remove"])
def test_what_cannot_be_reaped_now_is_reaped_later(house: House, call: str) -> None:
    pilots = house.full()
    house.engine.fail(call)
    house.engine.finish_job(pilots[0])
    passed = house.live(lambda: house.engine.calls[call] >= 5, 90.0)
    assert passed > 2 + 4 + 8, "each try waits longer than the one before"
    house.engine.mend()
    house.live(lambda: pilots[0] not in house.engine.pilots, 70.0)
    assert house.booked()[1] == [(pilots[0], "useful", 0.0)]


def test_a_broken_sense_holds_all_pilots_once_and_swallows_no_order(house: House) -> None:
    house.full()
    house.desk.broken = RuntimeError("no eyes")
    house.until(lambda: house.last.held == 4)
    assert house.engine.running() == []
    assert house.last.verdict.reason is Reason.INSIDE
    assert titles(house.last) == {"Something went wrong inside planctongui"}
    house.live(lambda: house.clock.now > 1000 + 30, 60.0)
    assert house.engine.calls["pause"] == 4
    house.desk.broken = None
    house.live(lambda: house.last.running == 4, 20.0)
    assert not titles(house.last)
    house.desk.broken = RuntimeError("no eyes")
    house.step(QuitOrdered(AtQuit.LEAVE))
    assert house.spawner.done


def test_a_sense_that_breaks_during_a_start_calls_it_off(house: House) -> None:
    start = house.engine.slow("spawn")
    house.engine.connect()
    house.until(lambda: house.last.starting == 2)
    house.desk.broken = RuntimeError("no eyes")
    house.step()
    start.set()
    house.until(lambda: house.last.starting == 0)
    assert house.engine.calls["starting"] == 0


# Adoption and restarts ----------------------------------------------------------------------------


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


# Quitting -----------------------------------------------------------------------------------------


def test_a_quit_that_ends_pilots_is_done_when_all_are_booked_and_gone(house: House) -> None:
    pilots = house.full()
    house.engine.burn(pilots[0], 4.0)
    house.until(lambda: house.spawner.done, QuitOrdered(AtQuit.END))
    assert house.engine.pilots == {}
    assert {(row[0], row[1]) for row in house.booked()[1]} == {(p, "lost") for p in pilots}
    assert house.booked()[0] == pytest.approx(4.0)


def test_a_quit_that_holds_pilots_is_done_when_all_are_held(house: House) -> None:
    pilots = house.full()
    house.engine.burn(pilots[0], 4.0)
    house.until(lambda: house.spawner.done, QuitOrdered(AtQuit.HOLD))
    assert set(house.phases().values()) == {Phase.HELD}
    house.close()
    assert house.booked()[0] == pytest.approx(4.0)
    house.restart()
    house.full()


def test_a_quit_that_leaves_pilots_is_done_at_once(house: House) -> None:
    house.full()
    house.step(QuitOrdered(AtQuit.LEAVE))
    assert house.spawner.done
    assert set(house.phases().values()) == {Phase.RUNNING}


def test_a_quit_as_the_settings_say(house: House) -> None:
    house.settings_path.write_text('[pilots]\nat_quit = "leave"\n')
    house.full()
    house.step(QuitOrdered())
    assert house.spawner.done
    assert len(house.engine.running()) == 4


def test_a_pilot_that_ignores_the_polite_end_is_killed_after_the_grace(house: House) -> None:
    pilots = house.full()
    house.engine.pilots[pilots[2]].stubborn = True
    house.step(QuitOrdered(AtQuit.END))
    assert 10.0 <= house.live(lambda: house.spawner.done, 20.0) <= 11.0
    assert house.engine.pilots == {}


@pytest.mark.parametrize("at_quit", AtQuit)
def test_a_quit_ends_within_seconds_when_the_engine_is_down(house: House, at_quit: AtQuit) -> None:
    house.full()
    for call in ("look", "pause", "end", "kill", "remains", "remove"):
        house.engine.fail(call, house.engine.away())
    house.engine.disconnect()
    house.step(QuitOrdered(at_quit))
    assert house.live(lambda: house.spawner.done, 60.0) <= 8.0


def test_a_quit_waits_for_an_engine_that_hiccups(house: House) -> None:
    house.full()
    house.engine.fail("end", house.engine.away())
    house.until(lambda: house.last.verdict.reason is Reason.QUITTING and house.last.troubles != (),
                QuitOrdered(AtQuit.END))  # fmt: skip
    assert not house.spawner.done
    house.engine.mend()
    house.live(lambda: house.spawner.done, 30.0)
    assert house.engine.pilots == {}


def test_a_quit_ends_though_pilots_can_be_neither_ended_nor_killed(house: House) -> None:
    house.full()
    house.engine.fail("end")
    house.engine.fail("kill")
    house.step(QuitOrdered(AtQuit.END))
    assert house.live(lambda: house.spawner.done, 60.0) <= 26.0


def test_a_quit_ends_though_a_start_hangs(house: House) -> None:
    start = house.engine.slow("spawn")
    house.engine.connect()
    house.until(lambda: house.last.starting == 2)
    house.step(QuitOrdered(AtQuit.END))
    assert house.live(lambda: house.spawner.done, 60.0) <= 26.0
    start.set()


def test_a_quit_without_an_engine_is_done_at_once(house: House) -> None:
    house.engine.disconnect()
    house.step(QuitOrdered())
    assert house.spawner.done


# Settings that change -----------------------------------------------------------------------------


def test_changed_settings_count_at_the_next_step(house: House) -> None:
    house.full()
    house.settings_path.write_text("[limits]\nmax_cores = 2\ncalm_s = 60\n")
    house.until(lambda: house.last.running == 2)
    assert house.desk.calm_s == 60
    house.desk.touch()
    house.step()
    assert house.last.verdict.until == house.clock.wall + 60


def test_a_calm_changed_while_the_slider_writes_is_not_forgotten(house: House) -> None:
    house.full()
    house.may_write.clear()
    house.until(lambda: house.last.running == 3, MaxCoresSet(3))
    house.settings_path.write_text("[limits]\nmax_cores = 4\ncalm_s = 60\n")
    house.step()
    assert house.desk.calm_s == 60
    assert house.last.max_cores == 3
    house.may_write.set()
    house.until(lambda: "max_cores = 3" in house.written())
    house.clock.turn(1)
    house.settings_path.write_text("[limits]\nmax_cores = 1\n")
    house.until(lambda: house.last.running == 1)


def test_a_slider_whose_file_cannot_be_written_says_so_and_still_counts(house: House) -> None:
    house.full()
    house.settings_path.write_text("[limits]\nmax_cores = 'many'\n")
    house.until(lambda: len(house.last.troubles) == 2, MaxCoresSet(2))
    house.until(lambda: house.last.running == 2)


def test_a_broken_file_keeps_the_last_good_settings(house: House) -> None:
    house.settings_path.write_text("[limits]\nmax_cores = 2\n")
    house.full(2)
    house.settings_path.write_text("[limits]\nmax_cores = -2\n")
    house.step()
    assert titles(house.last) == {"The setting limits.max_cores is not possible"}
    assert house.last.max_cores == 2


def test_ended_pilots_that_cannot_be_reaped_do_not_pile_up(house: House) -> None:
    house.full()
    house.engine.fail("remove")
    for _ in range(10):
        for pilot in house.engine.running():
            house.engine.finish_job(pilot)
        house.later(3.0, lambda: True)
        house.live(lambda: bool(house.engine.running()) or house.last.wake_in_s is not None, 60.0)
    assert len(house.engine.pilots) <= MOST_ENDED + 1 + 4
    house.engine.mend()
    house.live(lambda: house.last.running == 4 and len(house.engine.pilots) == 4, 200.0)


def test_a_quit_before_the_first_look_ends_the_pilots_of_an_earlier_run(house: House) -> None:
    house.full()
    house.restart()
    house.engine.connect()
    house.step(QuitOrdered())
    house.live(lambda: house.spawner.done, 30.0)
    assert house.engine.running() == []


def test_docker_hiccups_while_the_owner_types_cost_no_job(house: House) -> None:
    pilots = house.full()
    house.engine.disconnect()
    house.desk.touch()
    house.live(lambda: house.clock.now > 1000 + 8, 60.0)
    house.engine.connect()
    house.desk.touch()
    house.live(lambda: house.last.held == 4, 30.0)
    assert sorted(house.engine.pilots) == sorted(pilots)


def test_a_new_day_begins_with_no_hours_given(house: House) -> None:
    house.full()
    counts = sum(1 for _ in house.reports)
    house.step(PauseOrdered(math.inf))
    house.until(lambda: house.last.held == 4)
    house.later(86_400.0, lambda: house.last.sums.today_s == 0.0)
    assert len(house.reports) > counts
