"""Head nodes over time: how they stand in the Report, a test at the owner's click, idle pilots."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui.core.history import AskGiven, Reach
from planctongui.core.pilot import Phase
from planctongui.core.standing import Finding, Standing
from planctongui.events import TrialOrdered
from planctongui.headnodes.local import LocalHeadNode
from planctongui.spawner.accounts import READ_EVERY_S
from planctongui.spawner.roster import LISTEN_EVERY_S
from tests.fakes.house import House

CUSTOM = 'kind = "custom"\nimage = "registry.example.org/pilot:1"\ncommand = ["/pilot"]\n'


class Sayer(LocalHeadNode):
    """Its pilots wait for a job and say when they have one."""

    def at_work(self, log: str) -> bool | None:
        return ("working" in log) if log else None


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    house.allow_all_images()
    yield house
    house.close()


@pytest.fixture
def sayers(tmp_path: Path) -> Iterator[House]:
    """A house whose pilots say when they are at work."""
    house = House(tmp_path, builtin=Sayer(0))
    yield house
    house.close()


def stands(house: House, name: str = "local") -> Standing:
    """How this head node stands in the last report."""
    return next(one for one in house.last.head_nodes if one.name == name)


def test_a_report_tells_how_each_head_node_stands(house: House) -> None:
    house.head_node("alpha", CUSTOM + "share = 3\n")
    house.head_node("beta", CUSTOM + "enabled = false\n")
    house.restart()
    house.full()
    alpha = stands(house, "alpha")
    assert (alpha.share, alpha.pilots, alpha.ready, alpha.waiting) == (3.0, 4, True, None)
    assert [one.name for one in house.last.head_nodes] == ["alpha"]


def test_a_failure_is_told_with_its_head_node_until_it_is_mended(house: House) -> None:
    house.head_node("alpha", CUSTOM)
    house.restart()
    house.engine.exit(house.full()[0], 3, "no license\n")
    house.until(lambda: stands(house, "alpha").last is not None)
    alpha = stands(house, "alpha")
    assert alpha.last is not None and alpha.last.outcome == "lost"
    assert alpha.failing and alpha.rests_until is not None
    assert "no license" in alpha.trouble
    house.until(lambda: stands(house, "alpha").trial is not None, TrialOrdered("alpha"))
    house.until(lambda: bool(house.trial_engine.running()))
    house.trial_engine.exit(house.trial_engine.running()[0], 0)
    house.until(lambda: not stands(house, "alpha").failing)
    alpha = stands(house, "alpha")
    assert alpha.trial is not None and alpha.trial.finding is not None
    assert alpha.trial.finding.good and not alpha.trouble, "a test that works ends the pause"


def test_a_test_pilot_runs_although_the_owner_is_here_and_is_no_pilot_of_the_others(
    house: House,
) -> None:
    house.full()
    house.desk.touch()
    house.until(lambda: house.last.running == 0)
    house.until(lambda: bool(house.trial_engine.running()), TrialOrdered("local"))
    assert house.last.running == 0 and house.last.held == 4
    house.step(TrialOrdered("local"))
    house.trial_engine.finish_job(house.trial_engine.running()[0])
    house.until(lambda: finding(house) is not None)
    assert house.trial_engine.calls["spawn"] == 1, "a second click starts no second one"
    assert [outcome for _, outcome, _ in house.booked()[1]] == ["useful"], "its hours count"


def finding(house: House) -> object:
    trial = stands(house).trial
    return trial and trial.finding


def finding_of(house: House, name: str) -> Finding | None:
    """What came of its last test."""
    trial = stands(house, name).trial
    return trial.finding if trial else None


def test_the_last_pilot_and_the_last_test_are_known_again_after_a_restart(house: House) -> None:
    house.head_node("alpha", CUSTOM)
    house.restart()
    house.full()
    house.engine.exit(house.engine.running()[0], 0)
    house.until(lambda: stands(house, "alpha").last is not None)
    house.until(lambda: bool(house.trial_engine.running()), TrialOrdered("alpha"))
    house.trial_engine.exit(house.trial_engine.running()[0], 0)
    house.until(lambda: finding_of(house, "alpha") is not None)
    before = stands(house, "alpha")
    assert before.last is not None and before.last.outcome == "useful"
    house.restart()
    house.until(lambda: stands(house, "alpha").last is not None)
    assert stands(house, "alpha").trial == before.trial
    house.head_node("alpha", CUSTOM + 'environment = {MORE = "1"}\n')
    house.until(lambda: stands(house, "alpha").trial is None)
    house.until(lambda: stands(house, "alpha").last is not None)
    assert stands(house, "alpha").trial is None, "it is another one now"
    house.restart()
    house.until(lambda: stands(house, "alpha").last is not None)
    assert stands(house, "alpha").trial is None


def test_what_living_pilots_gave_is_told_by_their_head_nodes_also_after_a_restart(
    house: House,
) -> None:
    house.head_node("alpha", CUSTOM)
    house.head_node("beta", CUSTOM)
    house.restart()
    house.full()

    def portions() -> dict[tuple[str, str], float]:
        books = house.hands.books
        given = books.lane.submit(books.given, AskGiven(Reach.ALL)).result()
        return {(one.head_node, one.outcome): one.cpu_s for one in given.total().portions}

    for seconds in (4.0, 8.0):
        for pilot in house.engine.running():
            house.engine.burn(pilot, 2.0)
        house.clock.turn(READ_EVERY_S)
        wanted = {("alpha", "open"): seconds, ("beta", "open"): seconds}
        house.until(lambda wanted=wanted: portions() == wanted)  # type: ignore[misc]
        house.restart()
        house.full()


def test_a_test_of_what_is_not_there_starts_nothing(house: House) -> None:
    house.step(TrialOrdered("nobody"))
    assert house.trial_engine.calls["spawn"] == 0


def test_a_file_that_changes_during_its_test_is_another_head_node(house: House) -> None:
    house.head_node("alpha", CUSTOM)
    house.restart()
    house.full()
    house.until(lambda: bool(house.trial_engine.running()), TrialOrdered("alpha"))
    house.head_node("alpha", CUSTOM + "share = 2\nwork_mb = 32\n")
    house.until(lambda: stands(house, "alpha").share == 2.0)
    house.trial_engine.exit(house.trial_engine.running()[0], 0)
    house.until(lambda: not house.trial_engine.pilots)
    assert stands(house, "alpha").trial is None


def test_a_pilot_that_waits_is_ended_and_one_at_work_is_held(sayers: House) -> None:
    pilots = sayers.full()
    worker = pilots[0]
    for pilot in pilots:
        sayers.engine.pilots[pilot].log = "waiting"
    sayers.engine.pilots[worker].log = "working"
    heard = sayers.engine.calls["said"]
    sayers.later(LISTEN_EVERY_S, lambda: sayers.engine.calls["said"] >= heard + len(pilots))
    sayers.until(lambda: not sayers._anything_comes())
    sayers.desk.touch()
    sayers.until(lambda: sayers.phases().get(worker) is Phase.HELD and len(sayers.phases()) == 1)


def test_a_fresh_pilot_counts_as_waiting_until_it_says_otherwise(sayers: House) -> None:
    heard = sayers.engine.slow("said")
    sayers.full()
    sayers.desk.touch()
    sayers.until(lambda: not sayers.phases())
    heard.set()


def test_a_pilot_found_at_the_start_is_not_taken_for_one_that_waits(sayers: House) -> None:
    sayers.engine.leave(sayers.plan("p1"), Phase.RUNNING)
    heard = sayers.engine.slow("said")
    sayers.engine.connect()
    sayers.desk.touch()
    sayers.until(lambda: sayers.phases() == {"p1": Phase.HELD})
    heard.set()


def test_one_that_never_says_is_judged_by_its_cpu_time_as_others_are(sayers: House) -> None:
    pilots = sayers.full()
    sayers.until(lambda: sayers.engine.calls["said"] >= len(pilots))
    sayers.until(lambda: not sayers._anything_comes())
    sayers.desk.touch()
    sayers.until(lambda: set(sayers.phases().values()) == {Phase.HELD})
