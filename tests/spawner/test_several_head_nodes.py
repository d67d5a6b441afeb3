"""Whole stories with several head nodes: shares, work that runs out, files that come and go."""

from __future__ import annotations

import math
import threading
from collections.abc import Collection
from pathlib import Path

import pytest

from planctongui.core.pilot import Phase
from planctongui.core.verdict import Mood, Reason
from planctongui.headnodes.local import LocalHeadNode
from planctongui.headnodes.protocol import PilotOrder
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.spawner import asking
from planctongui.spawner.asking import Asking
from tests.fakes.house import House

LIMIT_S = 10.0


class Shop(LocalHeadNode):
    """A head node whose demand the test sets, and which may be slow to tell."""

    def __init__(self) -> None:
        super().__init__(0)
        self.jobs_waiting: int | None = 0
        self.asked = 0
        self.may_answer = threading.Event()
        self.may_answer.set()

    def waiting(self) -> int | None:
        self.asked += 1
        assert self.may_answer.wait(LIMIT_S)
        return self.jobs_waiting


class Broken(LocalHeadNode):
    """A head node that can tell nothing and order nothing."""

    def waiting(self) -> int | None:
        raise RuntimeError("a bug")

    def order(self, busy: Collection[str]) -> PilotOrder:
        raise HeadNodeTrouble("The head node local needs /data", "This machine has no such folder.")


@pytest.fixture(autouse=True)
def every_image_is_allowed(house: House) -> None:
    house.allow_all_images()


def titles(house: House) -> list[str]:
    return [trouble.title for trouble in house.last.troubles]


def test_running_pilots_follow_the_weights_and_the_built_in_one_is_off(house: House) -> None:
    house.head_node("big", 'kind = "local"\nshare = 3')
    house.head_node("small", 'kind = "local"')
    house.engine.connect()
    house.until(lambda: len(house.engine.running()) == 4)
    assert house.working_for() == {"big": 3, "small": 1}


def test_a_head_node_whose_image_cannot_be_had_leaves_all_cores_to_the_other(house: House) -> None:
    house.head_node("good", 'kind = "local"')
    house.full()
    house.engine.fail("ensure_image")
    house.head_node("bad", 'kind = "custom"\nimage = "gone/gone:1"\nshare = 9')
    house.until(lambda: len(house.last.troubles) > 0)
    for pilot in house.engine.running():
        house.engine.finish_job(pilot)
    house.until(lambda: house.working_for() == {"good": 4})
    assert titles(house) == ["Docker refused an order"]
    house.head_node("bad", None)
    house.step()
    house.step()
    assert titles(house) == []


def test_a_head_node_whose_pilots_fail_costs_the_other_nothing(house: House) -> None:
    house.head_node("good", 'kind = "local"')
    house.head_node("bad", 'kind = "custom"\nimage = "a/b:1"\nshare = 9')
    house.engine.connect()
    died = 0

    def ten_minutes() -> bool:
        nonlocal died
        for pilot in house.engine.running():
            if house.engine.pilots[pilot].plan.head_node == "bad":
                died += 1
                house.engine.exit(pilot, 1, "no such pool")
        return house.clock.now > 1600

    house.live(ten_minutes)
    assert house.working_for() == {"good": 4}
    assert 2 <= died <= 12
    assert (house.last.verdict.mood, titles(house)) == (
        Mood.CONTRIBUTING,
        ["Pilots for bad fail"],
    )
    assert "Its last words: no such pool" in house.last.troubles[0].advice


def test_a_damaged_file_is_told_and_the_others_go_on(house: House) -> None:
    house.head_node("good", 'kind = "local"')
    house.head_node("bad", 'kind = "local"\njobs = "many"')
    house.full()
    assert house.working_for() == {"good": 4}
    assert titles(house) == ["The head node bad has a jobs that is not possible"]
    house.head_node("bad", 'kind = "local"\njobs = 5')
    house.step()
    assert titles(house) == []


def test_with_no_head_node_that_is_on_it_says_so(house: House) -> None:
    house.head_node("one", 'kind = "local"\nenabled = false')
    house.engine.connect()
    house.until(lambda: house.last.verdict.reason is Reason.NO_HEAD_NODE)
    assert house.engine.calls["spawn"] == 0
    house.head_node("one", 'kind = "local"')
    house.until(lambda: len(house.engine.running()) == 4)


def test_pilots_of_a_removed_head_node_end_their_jobs_and_are_judged(house: House) -> None:
    house.head_node("old", 'kind = "local"')
    old = house.full()
    house.head_node("new", 'kind = "local"')
    house.head_node("old", None)
    house.step()
    house.step()
    assert house.working_for() == {"old": 4}
    house.engine.finish_job(old[0])
    house.until(lambda: house.working_for() == {"old": 3, "new": 1})
    assert ("useful" in {outcome for _, outcome, _ in house.booked()[1]}) is True
    for pilot in old[1:]:
        house.engine.finish_job(pilot)
    house.until(lambda: house.working_for() == {"new": 4})
    assert titles(house) == []


def test_a_changed_file_gets_its_own_image_and_old_pilots_run_on(house: House) -> None:
    house.head_node("site", 'kind = "custom"\nimage = "host/pilot:1"')
    pilots = house.full()
    house.head_node("site", 'kind = "custom"\nimage = "host/pilot:2"')
    house.step()
    house.engine.exit(pilots[0], 0)
    house.until(lambda: len(house.engine.running()) == 4)
    images = sorted(house.engine.pilots[p].plan.image for p in house.engine.running())
    assert images == ["host/pilot:1"] * 3 + ["host/pilot:2"]


def test_a_head_node_removed_while_its_image_is_made_is_forgotten_and_may_come_back(
    house: House,
) -> None:
    made = house.engine.slow("ensure_image")
    house.head_node("site", 'kind = "custom"\nimage = "host/pilot:1"')
    house.engine.connect()
    house.until(lambda: house.engine.calls["ensure_image"] == 1)
    house.head_node("site", 'kind = "custom"\nimage = "host/pilot:2"')
    house.step()
    made.set()
    house.until(lambda: len(house.engine.running()) == 4)
    images = {house.engine.pilots[p].plan.image for p in house.engine.running()}
    assert images == {"host/pilot:2"}


# Demand -------------------------------------------------------------------------------------------


def test_no_pilot_starts_while_no_work_waits_and_questions_grow_rare(tmp_path: Path) -> None:
    shop = Shop()
    house = House(tmp_path, builtin=shop)
    house.engine.connect()
    house.live(lambda: house.clock.now > 1000 + 3600, 4000.0)
    assert house.engine.calls["spawn"] == 0
    assert house.last.verdict.reason is Reason.NO_WORK
    assert house.last.verdict.until is not None
    assert 3600 / (asking.LONGEST_S * 1.5) < shop.asked < 20
    shop.jobs_waiting = 2
    waited = house.live(lambda: len(house.engine.running()) == 2)
    assert waited <= asking.LONGEST_S * 1.5
    house.close()


def test_no_more_pilots_start_than_jobs_wait(tmp_path: Path) -> None:
    shop = Shop()
    shop.jobs_waiting = 3
    house = House(tmp_path, builtin=shop)
    house.engine.connect()
    house.until(lambda: len(house.engine.running()) == 3)
    shop.jobs_waiting = 0
    house.live(lambda: house.clock.now > 1200)
    assert len(house.engine.running()) == 3
    house.close()


def test_nobody_is_asked_while_there_is_no_room(tmp_path: Path) -> None:
    shop = Shop()
    shop.jobs_waiting = 100
    house = House(tmp_path, builtin=shop)
    house.full()
    house.desk.touch()
    house.until(lambda: set(house.phases().values()) == {Phase.HELD})
    house.live(lambda: house.last.held == 0)
    house.live(lambda: house.clock.now > 2000)
    assert shop.asked == 1
    house.close()


def test_an_old_answer_is_asked_for_again_before_a_pilot_starts_on_it(tmp_path: Path) -> None:
    shop = Shop()
    shop.jobs_waiting = 100
    house = House(tmp_path, builtin=shop)
    pilots = house.full()
    house.live(lambda: house.clock.now > 1000 + 2 * asking.FRESH_S)
    shop.jobs_waiting = 0
    for pilot in pilots:
        house.engine.finish_job(pilot)
    house.until(lambda: house.last.verdict.reason is Reason.NO_WORK)
    assert house.engine.calls["spawn"] == 4
    house.close()


def test_one_that_does_not_answer_delays_no_other_and_is_tried_after_a_while(
    tmp_path: Path,
) -> None:
    shop = Shop()
    shop.may_answer.clear()
    house = House(tmp_path, builtin=shop)
    house.engine.connect()
    house.until(lambda: shop.asked == 1)
    house.step()
    assert house.last.starting == 0
    house.later(asking.LIMIT_S, lambda: house.last.starting + house.last.running > 0)
    house.until(lambda: len(house.engine.running()) == 4)
    assert shop.asked == 1
    shop.may_answer.set()
    house.close()


def test_a_head_node_with_bugs_is_tried_and_told_in_its_own_words(tmp_path: Path) -> None:
    house = House(tmp_path, builtin=Broken(0))
    house.engine.connect()
    house.until(lambda: "The head node local needs /data" in titles(house))
    assert house.last.running == 0
    house.close()


# What an answer is worth --------------------------------------------------------------------------


def test_questions_come_every_thirty_seconds_at_most_and_grow_rare_without_work() -> None:
    ask = Asking()
    now, gaps = 0.0, []
    for waiting in (5, 0, 0, None, 0, 0, 7):
        assert ask.is_due(now)
        ask.begin(now)
        assert not ask.is_due(now + 1000)
        ask.answered(waiting, now, 0.0)
        gaps.append(ask.next_at - now)
        now = ask.next_at
    assert gaps == [30, 30, 60, 120, 240, 300, 30]


def test_each_started_pilot_takes_one_job_and_an_unknown_number_stays_unknown() -> None:
    ask = Asking()
    ask.pilot_started()
    assert ask.known(0.0) is None
    ask.answered(1, 0.0, 0.5)
    ask.pilot_started()
    ask.pilot_started()
    assert ask.known(0.0) == 0
    assert ask.give_up_at == math.inf
