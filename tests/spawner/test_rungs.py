"""A story for each rung and for the schedule: the real rooms around a fake engine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest

from planctongui.core.actions import End, Hold
from planctongui.core.limits import Level, Rung, Slot
from planctongui.core.verdict import Mood, Reason
from planctongui.events import MaxCoresSet, PauseOrdered, ResumeOrdered, RungSet
from planctongui.headnodes.local import HOLD_TOLERANCE_S
from tests.fakes.house import House


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A place with summer time; it is 23:13 on a Tuesday when a house is made."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


def settle(house: House, text: str) -> None:
    """Save the settings file."""
    house.settings_path.write_text(text)
    house.step()


def test_quiet_holds_all_and_only_as_long_as_the_owner_is_here(house: House) -> None:
    pilots = house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 4)
    assert house.engine.running() == []
    house.later(10.0, lambda: house.last.running == 4)
    assert house.engine.running() == pilots


def test_share_leaves_the_two_oldest_going_until_the_owner_needs_the_cpu(house: House) -> None:
    settle(house, '[limits]\nrung = "share"\n')
    pilots = house.full()
    house.desk.touch()
    report = house.step()
    assert report.actions == tuple(Hold(p, Reason.SHARING) for p in pilots[2:])
    house.until(lambda: (house.last.running, house.last.held) == (2, 2))
    assert house.engine.running() == pilots[:2]
    assert (house.last.verdict.mood, house.last.verdict.reason) == (
        Mood.CONTRIBUTING, Reason.SHARING,
    )  # fmt: skip
    assert house.last.verdict.cores == 2

    house.desk.cores = 1.5
    house.until(lambda: house.last.held == 4)
    assert house.last.verdict.reason is Reason.OWNER_CPU
    house.desk.cores = 0.2
    house.desk.touch()
    house.later(9.0, lambda: house.last.held == 4)
    house.desk.touch()
    house.later(1.0, lambda: house.last.running == 2)
    assert house.engine.running() == pilots[:2]
    house.later(10.0, lambda: house.last.running == 4)
    assert set(house.engine.pilots) == set(pilots), "nothing was ended"


def test_share_replaces_a_job_that_ends_while_the_owner_types(house: House) -> None:
    settle(house, '[limits]\nrung = "share"\n')
    pilots = house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 2)
    house.engine.finish_job(pilots[0])
    house.until(lambda: house.engine.running() == pilots[1:3])
    assert house.last.starting == 0


def test_generous_gives_back_exactly_the_cores_the_owner_uses(house: House) -> None:
    settle(house, '[limits]\nrung = "generous"\n')
    pilots = house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 1)
    assert house.engine.running() == pilots[:3]
    house.desk.cores = 2.2
    house.until(lambda: house.last.held == 2)
    assert house.engine.running() == pilots[:2]
    assert house.last.verdict.mood is Mood.CONTRIBUTING
    house.desk.cores = 0.1
    house.later(10.0, lambda: house.last.running == 4)


def test_dedicated_neither_sees_nor_hears_but_obeys(house: House) -> None:
    settle(house, '[limits]\nrung = "dedicated"\n')
    pilots = house.full()
    house.desk.touch()
    house.desk.cores = 4.0
    assert house.step().actions == ()
    house.desk.last_input = None
    house.desk.cores = None
    assert house.step().actions == ()
    assert house.last.verdict.reason is Reason.CONTRIBUTING
    house.until(lambda: house.last.held == 4, PauseOrdered(house.clock.wall + 60))
    house.until(lambda: house.last.running == 4, ResumeOrdered())
    house.until(lambda: house.last.running == 1, MaxCoresSet(1))
    assert set(house.engine.pilots) == set(pilots)


def test_blind_on_share_half_goes_on_and_the_report_says_that_nobody_is_seen(house: House) -> None:
    settle(house, '[limits]\nrung = "share"\n')
    house.full()
    house.desk.last_input = None
    house.until(lambda: house.last.held == 2)
    assert house.last.verdict.reason is Reason.SHARING
    assert house.last.presence.age_s is None


# Chosen in the window -----------------------------------------------------------------------------


def test_a_rung_chosen_in_the_window_holds_at_once_and_is_written_down(house: House) -> None:
    house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 4)
    house.may_write.clear()
    house.until(lambda: house.last.running == 3, RungSet(Rung.GENEROUS))
    assert house.last.rung is Rung.GENEROUS
    house.until(lambda: house.last.running == 2, MaxCoresSet(2))
    assert house.last.rung is Rung.GENEROUS, "two choices do not forget each other"
    house.may_write.set()
    house.until(lambda: 'rung = "generous"' in house.written())
    house.until(lambda: "max_cores = 2" in house.written())
    house.restart()
    house.engine.connect()
    house.until(lambda: house.last.running == 2)
    assert (house.last.rung, house.last.max_cores) == (Rung.GENEROUS, 2)


def test_a_rung_written_by_hand_replaces_the_one_chosen_in_the_window(house: House) -> None:
    house.full()
    house.until(lambda: 'rung = "share"' in house.written(), RungSet(Rung.SHARE))
    house.until(lambda: house.last.troubles == () and house.spawner._facts.writing == 0)
    house.settings_path.write_text('[limits]\nrung = "generous"\n# by hand\n')
    house.until(lambda: house.last.rung is Rung.GENEROUS)


# The schedule -------------------------------------------------------------------------------------


@pytest.mark.usefixtures("berlin")
def test_the_schedule_turns_off_at_its_hour_and_on_again_by_itself(house: House) -> None:
    assert f"{datetime.fromtimestamp(house.clock.wall):%a %H:%M}" == "Tue 23:13"
    settle(house, '[schedule]\nrules = ["wed 00-06 off"]\n')
    pilots = house.full()
    midnight = house.clock.wall + (46 * 60 + 40)
    assert house.last.slot == Slot(None, midnight)
    for pilot in pilots:
        house.engine.burn(pilot, 2000.0)
    house.later(46 * 60 + 39, lambda: house.last.running == 4)
    assert house.step().wake_in_s == pytest.approx(1.0)
    house.later(1.0, lambda: house.last.held == 4)
    verdict = house.last.verdict
    assert (verdict.mood, verdict.reason) == (Mood.PAUSED, Reason.SCHEDULED_OFF)
    assert verdict.until == midnight + 6 * 3600
    house.later(6 * 3600 - 1.0, lambda: house.last.held == 4)
    assert house.step().wake_in_s == pytest.approx(1.0)
    house.later(1.0, lambda: house.last.running == 4)
    assert house.engine.running() == pilots


@pytest.mark.usefixtures("berlin")
def test_the_schedules_level_is_stronger_than_the_rung(house: House) -> None:
    settle(house, '[limits]\nrung = "dedicated"\n[schedule]\nrules = ["daily 20-08 share"]\n')
    house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 2)
    assert (house.last.rung, house.last.slot.level) == (Rung.DEDICATED, Level.SHARE)
    house.until(lambda: house.last.held == 2, RungSet(Rung.QUIET))
    # The choice is written to the file as it was read: before the owner's own save, not after it.
    house.until(lambda: house.spawner._facts.writing == 0)
    settle(house, "# no schedule any more")
    assert house.last.slot == Slot()


def test_a_schedule_that_makes_no_sense_changes_nothing_and_says_so(house: House) -> None:
    house.full()
    settle(house, '[schedule]\nrules = ["mon-fri 18-26 off"]\n')
    (trouble,) = house.last.troubles
    assert trouble.title == "The setting schedule.rules is not possible"
    assert 'line 2: "mon-fri 18-26 off": "18-26" is beyond the day' in trouble.advice
    assert house.last.running == 4


# Held for too long --------------------------------------------------------------------------------


def test_pilots_held_for_longer_than_the_head_node_tolerates_end_youngest_first(
    house: House,
) -> None:
    pilots = house.full()
    house.until(lambda: house.last.held == 4, PauseOrdered(float("inf")))
    house.later(HOLD_TOLERANCE_S - 60, lambda: house.last.held == 4)
    house.live(lambda: not house.engine.pilots)
    ends = [a for report in house.reports for a in report.actions if isinstance(a, End)]
    assert ends == [End(pilot, Reason.HELD_TOO_LONG) for pilot in reversed(pilots)]
    house.until(lambda: len(house.booked()[1]) == 4)
    assert {outcome for _, outcome, _ in house.booked()[1]} == {"lost"}
    house.until(lambda: house.last.running == 4, ResumeOrdered())
