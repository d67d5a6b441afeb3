"""The table of pilots under events in every order."""

from __future__ import annotations

import pytest

from planctongui.core.pilot import Pending, Phase
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Reason
from planctongui.engine.protocol import Sighting
from planctongui.events import Turn
from planctongui.spawner.entry import RETRY_S, STUBBORN_AFTER
from planctongui.spawner.roster import IDLE_AFTER_S, Roster

WALL = 1.7e9
TROUBLE = Trouble("No", "Try again.")


def sighting(name: str = "a", phase: Phase = Phase.RUNNING, created: float = WALL) -> Sighting:
    return Sighting(name, phase, "local", "7", "image", 1.0, 256, created)


def roster(phase: Phase = Phase.RUNNING, now: float = 100.0) -> Roster:
    """A roster that has seen one pilot, "a"."""
    made = Roster()
    made.looked([sighting(phase=phase)], asked_at=now, now=now, wall=WALL)
    return made


def phase_of(table: Roster, now: float = 200.0) -> Phase:
    (pilot,) = table.pilots(now)
    return pilot.phase


def test_time_held_does_not_count_as_time_it_could_run() -> None:
    table = roster()
    table.settled("a", True, 110.0)
    table.settled("a", False, 150.0)
    (pilot,) = table.pilots(155.0)
    assert pilot.ran_s == 15.0
    assert pilot.held_s == 0.0
    assert table.entries["a"].held_s == 40.0


def test_a_hold_is_counted_from_its_own_beginning() -> None:
    table = roster()
    table.settled("a", True, 110.0)
    table.settled("a", False, 150.0)
    table.settled("a", True, 160.0)
    assert [table.pilots(now)[0].held_s for now in (160.0, 170.0, 150.0)] == [0.0, 10.0, 0.0]


def test_a_breath_makes_a_hold_no_shorter_and_is_nobody_elses_release() -> None:
    table = roster()
    table.settled("a", True, 110.0)
    assert table.pilots(130.0)[0].airless_s == 20.0
    table.ordered("a", Pending.BREATH, 130.0, None)
    table.turned("a", Turn.UNPAUSED, 130.1)
    assert phase_of(table) is Phase.HELD
    table.turned("a", Turn.PAUSED, 130.2)
    table.breathed("a", 130.3)
    (pilot,) = table.pilots(131.3)
    assert (pilot.phase, pilot.pending) == (Phase.HELD, None)
    assert (pilot.held_s, pilot.airless_s) == (pytest.approx(21.3), pytest.approx(1.0))
    table.breathed("b", 132.0)


def test_a_look_that_saw_a_breath_makes_a_hold_no_shorter() -> None:
    table = roster()
    table.settled("a", True, 110.0)
    table.ordered("a", Pending.BREATH, 130.0, None)
    table.breathed("a", 130.2)
    table.looked([sighting(phase=Phase.RUNNING)], asked_at=130.1, now=130.3, wall=WALL)
    (pilot,) = table.pilots(131.0)
    assert (pilot.phase, pilot.held_s) == (Phase.HELD, 21.0)
    table.looked([sighting(phase=Phase.RUNNING)], asked_at=131.0, now=131.1, wall=WALL)
    assert phase_of(table) is Phase.RUNNING, "what is seen after the breath is somebody's doing"


def test_a_breath_after_which_it_could_not_be_held_leaves_it_running() -> None:
    table = roster()
    table.settled("a", True, 110.0)
    table.ordered("a", Pending.BREATH, 130.0, None)
    table.settled("a", False, 130.2)
    (pilot,) = table.pilots(131.0)
    assert (pilot.phase, pilot.pending) == (Phase.RUNNING, None)


def test_a_late_breath_takes_no_other_order_away() -> None:
    table = roster(Phase.HELD)
    table.ordered("a", Pending.RELEASE, 130.0, None)
    table.breathed("a", 130.3)
    assert table.pilots(131.0)[0].pending is Pending.RELEASE


def test_a_clock_that_goes_back_takes_no_time_away() -> None:
    table = roster()
    table.settled("a", True, 50.0)
    table.settled("a", False, 20.0)
    (pilot,) = table.pilots(10.0)
    assert (pilot.ran_s, table.entries["a"].held_s) == (0.0, 0.0)


def test_what_comes_after_a_death_changes_nothing() -> None:
    table = roster()
    table.ordered("a", Pending.HOLD, 101.0, None)
    assert table.turned("a", Turn.DIED, 102.0)
    assert not table.turned("a", Turn.DIED, 103.0)
    assert not table.turned("a", Turn.REMOVED, 103.0)
    table.turned("a", Turn.UNPAUSED, 103.0)
    table.settled("a", True, 104.0)
    assert not table.looked([sighting()], asked_at=101.0, now=105.0, wall=WALL)
    assert phase_of(table) is Phase.EXITED


def test_an_unknown_pilot_is_nobody() -> None:
    table = Roster()
    assert not table.turned("x", Turn.DIED, 1.0)
    table.settled("x", True, 1.0)
    assert table.failed("x", TROUBLE, 1.0) == 0
    table.reaped("x", 1.0)
    assert (table.pilots(2.0), table.stubborn(), table.next_retry()) == ((), None, None)


def test_removing_what_is_being_reaped_does_not_order_a_second_reap() -> None:
    table = roster(Phase.CREATED)
    table.ordered("a", Pending.REAP, 101.0, None)
    table.turned("a", Turn.REMOVED, 102.0)
    (pilot,) = table.pilots(102.0)
    assert (pilot.phase, pilot.pending) == (Phase.EXITED, Pending.REAP)


def test_a_death_during_the_start_is_remembered_once() -> None:
    table = Roster()
    table.starting["a"] = "local"
    assert not table.turned("a", Turn.DIED, 1.0)
    assert table.spawned("a", sighting(), 2.0, WALL)
    assert phase_of(table) is Phase.EXITED
    table.reaped("a", 3.0)
    table.starting["a"] = "local"
    assert not table.spawned("a", sighting(), 4.0, WALL)


def test_a_look_leaves_pilots_alone_that_start_or_that_it_could_not_know() -> None:
    table = Roster()
    table.starting["s"] = "local"
    assert not table.looked([sighting("s", Phase.CREATED)], asked_at=9.0, now=10.0, wall=WALL)
    assert table.pilots(10.0) == ()
    table.spawned("s", sighting("s"), 11.0, WALL)
    assert not table.looked([], asked_at=10.5, now=12.0, wall=WALL)
    assert phase_of(table) is Phase.RUNNING
    assert table.looked([], asked_at=12.0, now=13.0, wall=WALL) == {"s"}
    assert phase_of(table) is Phase.EXITED


def test_a_calendar_that_jumps_makes_no_pilot_older_than_a_look() -> None:
    table = Roster()
    table.starting["a"] = "local"
    table.spawned("a", sighting(created=WALL - 3600), 11.0, WALL)
    table.looked([], asked_at=10.0, now=12.0, wall=WALL)
    assert phase_of(table) is Phase.RUNNING


def test_a_look_from_before_the_end_brings_back_no_ghost() -> None:
    table = roster()
    table.turned("a", Turn.DIED, 110.0)
    table.reaped("a", 112.0)
    assert not table.looked([sighting()], asked_at=111.0, now=113.0, wall=WALL)
    assert table.pilots(113.0) == ()
    table.looked([sighting()], asked_at=120.0, now=121.0, wall=WALL)
    assert phase_of(table) is Phase.RUNNING


def test_a_start_that_was_called_off_is_no_pilot_in_a_late_look() -> None:
    table = Roster()
    table.starting["a"] = "local"
    assert not table.spawned("a", None, 2.0, WALL)
    table.looked([sighting(phase=Phase.CREATED)], asked_at=1.0, now=3.0, wall=WALL)
    assert table.pilots(3.0) == ()


def test_a_look_finds_pilots_held_that_nobody_told_of() -> None:
    table = roster()
    table.looked([sighting(phase=Phase.HELD)], asked_at=101.0, now=102.0, wall=WALL)
    assert phase_of(table) is Phase.HELD


def test_a_late_look_is_not_believed_about_what_changed_since() -> None:
    table = roster(Phase.HELD)
    table.ordered("a", Pending.RELEASE, 101.0, None)
    table.looked([sighting(phase=Phase.HELD)], asked_at=100.5, now=101.5, wall=WALL)
    table.settled("a", False, 102.0)
    table.looked([sighting(phase=Phase.HELD)], asked_at=101.0, now=103.0, wall=WALL)
    assert phase_of(table) is Phase.RUNNING


def test_an_answer_to_an_older_wish_leaves_the_newer_one_pending() -> None:
    table = roster()
    table.ordered("a", Pending.HOLD, 101.0, None)
    table.ordered("a", Pending.RELEASE, 102.0, None)
    table.settled("a", True, 103.0)
    (pilot,) = table.pilots(103.0)
    assert (pilot.phase, pilot.pending) == (Phase.HELD, Pending.RELEASE)


def test_a_failed_order_is_forgotten_after_a_while_so_that_it_is_given_again() -> None:
    table = roster()
    table.ordered("a", Pending.HOLD, 101.0, None)
    assert table.failed("a", TROUBLE, 102.1) == 1
    retry = table.next_retry()
    assert retry == 102.1 + RETRY_S
    assert table.pilots(retry - 0.01)[0].pending is Pending.HOLD
    assert table.pilots(retry)[0].pending is None
    table.ordered("a", Pending.HOLD, retry, None)
    assert table.next_retry() is None


def test_a_failed_release_stays_pending_because_it_may_have_come_true() -> None:
    table = roster(Phase.HELD)
    table.ordered("a", Pending.RELEASE, 101.0, None)
    table.failed("a", TROUBLE, 102.0)
    assert table.pilots(200.0)[0].pending is Pending.RELEASE
    assert table.releases_due(102.5) == []
    assert table.releases_due(103.0) == ["a"]


def test_only_a_pilot_that_refuses_again_and_again_is_told_of() -> None:
    table = roster()
    for number in range(1, STUBBORN_AFTER + 1):
        assert table.stubborn() is None
        assert table.failed("a", TROUBLE, 100.0 + number) == number
    assert table.stubborn() == TROUBLE
    table.settled("a", True, 120.0)
    assert table.stubborn() is None


def test_the_first_reason_for_an_end_is_kept() -> None:
    table = roster()
    table.ordered("a", Pending.END, 101.0, Reason.TTL)
    table.ordered("a", Pending.KILL, 111.0, Reason.GRACE_OVER)
    assert table.entries["a"].end_reason is Reason.TTL


def test_a_pilot_without_cpu_use_is_idle_only_while_it_runs() -> None:
    table = roster()

    def counted(cpu_s: float, now: float) -> bool:
        table.counted("a", cpu_s, now, lambda: False)
        return table.pilots(now)[0].idle

    assert not counted(1.0, 100.0)
    assert not counted(1.0, 100.0 + IDLE_AFTER_S - 1)
    assert counted(1.05, 100.0 + IDLE_AFTER_S)
    assert not counted(9.0, 100.0 + 2 * IDLE_AFTER_S)
    table.settled("a", True, 121.0)
    assert not counted(9.0, 122.0)
    assert not counted(9.0, 140.0)


@pytest.mark.parametrize("wants_cpu", [True, None])
def test_a_pilot_that_gets_no_cpu_is_not_taken_for_idle(wants_cpu: bool | None) -> None:
    table = roster()
    for now in (100.0, 100.0 + IDLE_AFTER_S):
        table.counted("a", 1.0, now, lambda: wants_cpu)
    assert not table.pilots(120.0)[0].idle


def test_a_look_finds_a_pilot_that_runs_although_it_was_believed_held() -> None:
    table = roster()
    table.settled("a", True, 110.0)
    table.looked([sighting()], asked_at=105.0, now=111.0, wall=WALL)
    assert phase_of(table) is Phase.HELD, "an answer from before the hold tells nothing"
    table.looked([sighting()], asked_at=120.0, now=121.0, wall=WALL)
    assert phase_of(table) is Phase.RUNNING


def test_failures_of_the_engine_are_not_held_against_the_pilot() -> None:
    table = roster()
    table.ordered("a", Pending.HOLD, 101.0, None)
    for _ in range(STUBBORN_AFTER + 1):
        table.failed("a", TROUBLE, 102.0, down=True)
    (pilot,) = table.pilots(102.0)
    assert not pilot.unholdable
