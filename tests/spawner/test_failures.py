"""What fails is told and tried again with pauses, and costs no job that it need not."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui.core.orders import AtQuit
from planctongui.core.verdict import Mood, Reason
from planctongui.events import QuitOrdered
from planctongui.governor.slice import SLICE
from planctongui.spawner.roster import MOST_ENDED
from tests.fakes import groups
from tests.fakes.house import House
from tests.spawner.told import titles


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


def test_a_broken_sense_holds_all_pilots_by_the_slice_too(tmp_path: Path) -> None:
    around = groups.make(tmp_path / SLICE)
    house = House(tmp_path, around=around.cpu)
    try:
        house.full()
        house.desk.broken = RuntimeError("no eyes")
        house.until(lambda: house.last.held == 4)
        assert house.last.verdict.reason is Reason.INSIDE and around.is_frozen()
    finally:
        house.close()


def test_a_broken_sense_holds_all_pilots_once_and_swallows_no_order(house: House) -> None:
    house.full()
    house.desk.broken = RuntimeError("no eyes")
    house.until(lambda: house.last.held == 4)
    assert house.engine.running() == []
    assert house.last.verdict.reason is Reason.INSIDE
    assert titles(house.last) == {"Something went wrong inside planctongui"}
    (trouble,) = house.last.troubles
    assert "no eyes" in trouble.advice and "start planctongui anew" in trouble.advice
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


def test_docker_hiccups_while_the_owner_types_cost_no_job(house: House) -> None:
    pilots = house.full()
    house.engine.disconnect()
    house.desk.touch()
    house.live(lambda: house.clock.now > 1000 + 8, 60.0)
    house.engine.connect()
    house.desk.touch()
    house.live(lambda: house.last.held == 4, 30.0)
    assert sorted(house.engine.pilots) == sorted(pilots)
