"""Stopping one pilot and removing everything: stories of the owner's orders, with a fake engine."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from planctongui.core.pilot import Phase
from planctongui.core.removal import Remnant, Removal
from planctongui.core.verdict import Reason
from planctongui.events import PauseOrdered, Removed, RemoveOrdered, ResumeOrdered, StopOrdered
from planctongui.spawner.owner_intake import REMOVE_PATIENCE_S
from tests.fakes.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path)
    yield house
    house.close()


def outcome_of(house: House, pilot: str) -> tuple[str, str]:
    """The class in which a pilot was booked, and why it ended."""
    with closing(sqlite3.connect(house.folder / "ledger.sqlite3")) as base:
        row: tuple[str, str] = base.execute(
            "SELECT outcome, reason FROM pilot WHERE id = ?", (pilot,)
        ).fetchone()
    return row


def test_a_stopped_pilot_ends_is_booked_and_another_follows(house: House) -> None:
    first = house.full()[0]
    report = house.step(StopOrdered(first), StopOrdered("nobody"))
    assert report.orders.stopping == {first}
    house.until(lambda: first not in house.engine.pilots and house.last.running == 4)
    assert outcome_of(house, first) == ("lost", Reason.STOPPED.value)
    assert house.last.orders.stopping == frozenset()
    assert not house.last.troubles


def test_a_stopped_pilot_that_does_not_end_is_killed_after_its_grace(house: House) -> None:
    first = house.full()[0]
    house.engine.pilots[first].stubborn = True
    house.until(lambda: house.engine.calls["end"] == 1, StopOrdered(first))
    house.later(11.0, lambda: house.engine.calls["kill"] == 1)
    house.until(lambda: first not in house.engine.pilots)


def test_everything_goes_and_nothing_starts_until_the_owner_resumes(house: House) -> None:
    pilots = set(house.full())
    built = house.engine.images_built
    report = house.step(RemoveOrdered(), RemoveOrdered())
    assert report.verdict.reason is Reason.REMOVING
    assert report.orders.paused_until == math.inf
    house.until(lambda: house.last.removal is not None)
    removal = house.last.removal
    assert isinstance(removal, Removal)
    assert not house.engine.pilots
    assert {one.name for one in removal.removed if one.kind == "pilot"} == pilots
    assert [one.kind for one in removal.removed].count("image") == 1
    assert (removal.left, removal.trouble) == ((), None)
    assert {outcome_of(house, pilot) for pilot in pilots} == {("lost", Reason.REMOVING.value)}
    house.later(600.0, lambda: house.last.verdict.reason is Reason.OWNER_PAUSED)
    assert house.engine.calls["spawn"] == len(pilots)
    assert house.engine.images_built == built
    house.until(lambda: house.last.running == 4, ResumeOrdered())
    assert house.engine.images_built == built + 1
    assert not house.last.troubles


def test_after_a_restart_it_is_still_paused_and_builds_nothing(house: House) -> None:
    house.full()
    house.until(lambda: house.last.removal is not None, RemoveOrdered())
    house.restart()
    built = house.engine.images_built
    house.engine.connect()
    house.until(lambda: house.last.verdict.reason is Reason.OWNER_PAUSED)
    house.until(lambda: house.engine.calls["look"] >= 2)
    assert house.engine.images_built == built
    assert not house.engine.pilots


def test_a_start_under_way_is_waited_for_and_removed_too(house: House) -> None:
    gate = house.engine.slow("starting")
    house.engine.connect()
    house.until(lambda: house.engine.calls["starting"] >= 1)
    house.step(RemoveOrdered())
    assert house.engine.calls["remove_everything"] == 0
    gate.set()
    house.until(lambda: house.last.removal is not None)
    assert not house.engine.pilots


def test_resuming_while_it_is_removed_starts_nothing_before_it_is_over(house: House) -> None:
    house.full()
    gate = house.engine.slow("remove_everything")
    house.until(lambda: house.engine.calls["remove_everything"] == 1, RemoveOrdered())
    spawned = house.engine.calls["spawn"]
    report = house.step(ResumeOrdered())
    assert report.verdict.reason is Reason.REMOVING
    house.later(60.0, lambda: house.last.verdict.reason is Reason.REMOVING)
    assert house.engine.calls["spawn"] == spawned
    gate.set()
    house.until(lambda: house.last.running == 4)


def test_pilots_that_will_not_go_are_removed_without_their_last_word(house: House) -> None:
    pilots = house.full()
    house.engine.fail("end")
    house.engine.fail("kill")
    house.step(RemoveOrdered())
    house.later(10.0 + REMOVE_PATIENCE_S + 1, lambda: house.last.removal is not None)
    removal = house.last.removal
    assert removal is not None and removal.took_s >= REMOVE_PATIENCE_S
    assert {one.name for one in removal.removed if one.kind == "pilot"} == set(pilots)
    assert not house.engine.pilots


def test_an_engine_that_is_away_is_told_of_and_the_program_stays_paused(house: House) -> None:
    house.full()
    house.engine.fail("remove_everything", house.engine.away())
    house.until(lambda: house.last.removal is not None, RemoveOrdered())
    removal = house.last.removal
    assert removal is not None and removal.trouble is not None
    assert removal.trouble.title == "Docker is not running"
    assert house.last.verdict.reason is Reason.OWNER_PAUSED


def test_an_answer_nobody_asked_for_changes_nothing(house: House) -> None:
    house.full()
    report = house.step(Removed((Remnant("image", "x"),), ()), PauseOrdered(math.inf))
    assert report.removal is None
    assert set(house.phases().values()) <= {Phase.RUNNING, Phase.HELD}
