"""Holding by the slice around all pilots, and the choice of means: made folders, fake engine."""

from __future__ import annotations

import queue
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui import language, tongue
from planctongui.core.pilot import Phase
from planctongui.engine.group_files import GroupFiles
from planctongui.engine.protocol import PilotPlan
from planctongui.events import Breathed, Event, OrderFailed, Settled
from planctongui.governor.choice import (
    ALLOW,
    COMMANDS,
    INSTALL,
    BestGovernor,
    choose,
    command,
    describe,
)
from planctongui.governor.slice import SLICE, SliceGovernor
from planctongui.headnodes.protocol import PilotOrder
from planctongui.tongue import translate
from tests.desk.process import wait_until
from tests.fakes import groups
from tests.fakes.clock import HandClock
from tests.fakes.engine import FakeEngine

LIMIT_S = 5.0
ALL = ("p0", "p1", "p2")


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    made = FakeEngine(HandClock(), tmp_path / "fake")
    for name in ALL:
        plan = PilotPlan(name, "local", "image", PilotOrder(()), 1.0, 256, 60.0)
        made.leave(plan, Phase.RUNNING)
    return made


@pytest.fixture
def said() -> queue.Queue[Event]:
    return queue.Queue()


@pytest.fixture
def around(tmp_path: Path) -> GroupFiles:
    """The slice, with our one group of pilots in it."""
    made = groups.make(tmp_path / SLICE)
    (made.cpu / "planctongui-u1.slice").mkdir()
    return made


@pytest.fixture
def governor(
    around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> Iterator[SliceGovernor]:
    made = SliceGovernor(around.cpu, engine, "pause", said.put)
    yield made
    made.close()


def answers(said: queue.Queue[Event], number: int) -> dict[str, bool]:
    """The next so many answers: who is held, who not."""
    got = [said.get(timeout=LIMIT_S) for _ in range(number)]
    assert all(isinstance(event, Settled) for event in got), got
    return {event.pilot: event.held for event in got if isinstance(event, Settled)}


def hold_all(governor: SliceGovernor, said: queue.Queue[Event]) -> None:
    for name in ALL:
        governor.hold(name, 1.0)
    governor.tend(ALL)
    assert answers(said, 3) == dict.fromkeys(ALL, True)


def test_all_pilots_are_held_by_one_write_and_go_on_by_one(
    governor: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    hold_all(governor, said)
    assert around.is_frozen() and not around.crawls(), "who has no CPU at all cannot freeze"
    for name in ALL:
        governor.release(name, 1.0)
    governor.tend(ALL)
    assert answers(said, 3) == dict.fromkeys(ALL, False)
    assert not around.is_frozen()
    assert not engine.calls["pause"] and not engine.calls["unpause"]


def test_some_are_held_by_the_engine_and_the_others_run_on(
    governor: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    governor.hold("p1", 1.0)
    governor.tend(ALL)
    assert answers(said, 1) == {"p1": True}
    assert engine.running() == ["p0", "p2"] and not around.crawls()
    governor.release("p1", 1.0)
    governor.tend(ALL)
    assert answers(said, 1) == {"p1": False}
    assert engine.running() == list(ALL)


def test_a_start_under_way_goes_on_once_all_others_are_held_one_by_one(
    governor: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    slow = engine.slow("pause")
    for name in ALL:
        governor.hold(name, 1.0)
    governor.tend(ALL, starting=1)
    assert around.is_frozen(), "the owner does not wait for the engine"
    slow.set()
    assert answers(said, 3) == dict.fromkeys(ALL, True)
    governor.tend(ALL, starting=1)
    assert not around.is_frozen() and engine.running() == []
    # It is there, and to be held as well: by the slice, with all.
    everybody = (*ALL, "p3")
    governor.hold("p3", 1.0)
    governor.tend(everybody)
    assert answers(said, 1) == {"p3": True} and around.is_frozen()
    for name in everybody:
        governor.release(name, 1.0)
    governor.tend(everybody)
    assert answers(said, 4) == dict.fromkeys(everybody, False)
    assert not around.is_frozen() and engine.running() == list(ALL)


def test_a_slice_that_was_let_go_is_held_again(
    governor: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    hold_all(governor, said)
    around.freeze(False)
    governor.tend(ALL)
    assert around.is_frozen()
    assert said.empty() and not engine.calls["pause"]
    for name in ALL:
        governor.release(name, 1.0)
    governor.tend(ALL)
    assert answers(said, 3) == dict.fromkeys(ALL, False)


@pytest.fixture
def inherited(
    around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> Iterator[SliceGovernor]:
    """A governor that begins with pilots that an earlier run left in the held slice."""
    around.hold(None)
    (around.cpu / "cgroup.events").write_text("populated 1\nfrozen 1\n")
    made = SliceGovernor(around.cpu, engine, "pause", said.put)
    yield made
    made.close()


def test_pilots_that_an_earlier_run_held_stay_held_until_somebody_wishes_otherwise(
    inherited: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    inherited.tend(())  # nobody has looked yet
    assert around.is_frozen()
    inherited.tend(ALL)
    inherited.tend(ALL)
    assert around.is_frozen() and said.empty() and not engine.calls["pause"]
    inherited.release("p0", 1.0)
    inherited.tend(ALL)
    assert answers(said, 3) == {"p0": False, "p1": True, "p2": True}
    wait_until(lambda: not around.is_frozen(), LIMIT_S, "the slice goes on")
    assert engine.running() == ["p0"], "each of the others is held by itself"


def test_pilots_that_an_earlier_run_held_breathe_and_are_told(
    inherited: SliceGovernor, around: GroupFiles, said: queue.Queue[Event]
) -> None:
    inherited.tend(ALL)
    inherited.breathe("p1", 1.0)
    event = said.get(timeout=LIMIT_S)
    assert isinstance(event, Breathed) and set(event.pilots) == set(ALL) and around.is_frozen()


def test_of_pilots_that_an_earlier_run_held_one_can_be_ended(
    inherited: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    inherited.tend(ALL)
    inherited.before_end("p0")
    inherited.tend(ALL)
    assert answers(said, 2) == {"p1": True, "p2": True}
    wait_until(lambda: not around.is_frozen(), LIMIT_S, "the slice goes on")
    assert engine.running() == ["p0"]


def test_a_slice_that_an_earlier_run_held_is_let_go_when_nothing_is_in_it(
    inherited: SliceGovernor, around: GroupFiles
) -> None:
    (around.cpu / "cgroup.events").write_text("populated 0\nfrozen 1\n")
    inherited.tend(())
    assert not around.is_frozen()


def test_the_slice_goes_on_only_when_those_that_stay_are_held_one_by_one(
    governor: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    hold_all(governor, said)
    slow = engine.slow("pause")
    governor.release("p0", 1.0)
    governor.tend(ALL)
    assert around.is_frozen() and said.empty()
    slow.set()
    assert answers(said, 3) == {"p0": False, "p1": True, "p2": True}
    assert not around.is_frozen() and engine.running() == ["p0"]
    # And all together again, and free again.
    governor.hold("p0", 1.0)
    governor.tend(ALL)
    assert answers(said, 1) == {"p0": True} and around.is_frozen()
    for name in ALL:
        governor.release(name, 1.0)
    governor.tend(ALL)
    assert answers(said, 3) == dict.fromkeys(ALL, False)
    assert not around.is_frozen() and engine.running() == list(ALL)


def test_no_new_pilot_starts_into_a_slice_that_is_held(
    governor: SliceGovernor, around: GroupFiles, said: queue.Queue[Event]
) -> None:
    hold_all(governor, said)
    governor.tend(())
    assert not around.is_frozen()


def test_a_pilot_that_is_to_end_gets_the_cpu_for_it_and_the_others_stay_held(
    governor: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    hold_all(governor, said)
    governor.before_end("p0")
    governor.tend(ALL)
    assert answers(said, 2) == {"p1": True, "p2": True}
    wait_until(lambda: not around.is_frozen(), LIMIT_S, "the slice to go on")
    assert engine.running() == ["p0"]


def test_pilots_held_as_a_whole_breathe_together(
    governor: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    hold_all(governor, said)
    governor.breathe("p0", 1.0)
    governor.breathe("p1", 1.0)
    governor.tend(ALL)
    assert not around.is_frozen(), "a step in between does not cut the breath short"
    assert said.get(timeout=LIMIT_S) == Breathed(ALL)
    assert around.is_frozen() and said.empty()


def test_a_pilot_that_the_engine_froze_before_breathes_with_the_slice_too(
    governor: SliceGovernor, around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    governor.hold("p1", 1.0)
    governor.tend(ALL)
    assert answers(said, 1) == {"p1": True}
    governor.hold("p0", 1.0)
    governor.hold("p2", 1.0)
    governor.tend(ALL)
    assert answers(said, 2) == {"p0": True, "p2": True}
    assert around.is_frozen() and engine.pilots["p1"].phase is Phase.HELD
    governor.breathe("p0", 1.0)
    wait_until(lambda: engine.pilots["p1"].phase is Phase.RUNNING, LIMIT_S, "its breath")
    told = {said.get(timeout=LIMIT_S) for _ in range(2)}
    assert told == {Breathed(("p0", "p2")), Breathed(("p1",))}
    assert around.is_frozen() and engine.pilots["p1"].phase is Phase.HELD


def test_a_slice_that_breathes_is_held_when_the_program_ends(
    governor: SliceGovernor, around: GroupFiles, said: queue.Queue[Event]
) -> None:
    hold_all(governor, said)
    governor.breathe("p0", 1.0)
    governor.close()
    assert around.is_frozen()


def test_what_an_earlier_run_left_is_undone(
    around: GroupFiles, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    around.limit(0.0)  # it died in the middle of holding
    around.freeze(True)
    engine.pause("p2")
    governor = SliceGovernor(around.cpu, engine, "pause", said.put)
    for name in ALL:
        governor.release(name, 1.0)
    governor.tend(ALL)
    assert answers(said, 3) == dict.fromkeys(ALL, False)
    assert not around.is_frozen() and not around.crawls()
    assert engine.running() == list(ALL)
    governor.close()


@pytest.mark.parametrize("case", ["strangers", "not ours to write", "gone"])
def test_a_slice_that_cannot_be_used_leaves_it_to_the_engine(
    governor: SliceGovernor,
    around: GroupFiles,
    engine: FakeEngine,
    said: queue.Queue[Event],
    case: str,
) -> None:
    if case == "strangers":
        (around.cpu / "planctongui-u2.slice").mkdir()
    else:
        around.quota_file.unlink()
        if case == "not ours to write":
            around.quota_file.mkdir()
            around.freezer.unlink()
    assert not governor.usable()
    hold_all(governor, said)
    assert engine.running() == []
    for name in ALL:
        governor.release(name, 1.0)
    governor.tend(ALL)
    assert answers(said, 3) == dict.fromkeys(ALL, False)
    assert engine.running() == list(ALL)


def test_a_hold_that_fails_is_told_and_the_pilot_stays_the_policys(
    governor: SliceGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    engine.fail("pause")
    governor.hold("p0", 1.0)
    governor.tend(ALL)
    assert isinstance(said.get(timeout=LIMIT_S), OrderFailed)
    engine.mend()
    governor.hold("p0", 1.0)
    governor.tend(ALL)
    assert answers(said, 1) == {"p0": True}


def test_the_last_wish_counts_while_the_engine_is_slow(
    governor: SliceGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    slow: threading.Event = engine.slow("pause")
    for wish in (governor.hold, governor.release, governor.hold, governor.release):
        wish("p0", 1.0)
        governor.tend(ALL)
    slow.set()
    assert answers(said, 1) == {"p0": False}
    assert engine.running() == list(ALL)


def best(
    tmp_path: Path, engine: FakeEngine, said: queue.Queue[Event], own: GroupFiles | None
) -> BestGovernor:
    return BestGovernor(lambda pilot: own, engine, said.put, root=tmp_path)


def test_the_best_means_is_taken_and_asked_for_anew(
    tmp_path: Path, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    refused = GroupFiles(tmp_path / "no", tmp_path / "no" / "cgroup.freeze")
    governor = best(tmp_path, engine, said, refused)
    governor.tend(["p0"])
    assert describe(governor) == ("by freezing, through the engine", INSTALL)
    assert command(governor) == "sudo make install-system"
    governor.hold("p0", 1.0)
    assert answers(said, 1) == {"p0": True} and engine.calls["pause"] == 1
    governor.tend(["p0"])

    around = groups.make(tmp_path / SLICE)  # somebody installs the system part meanwhile
    assert describe(governor) == ("by the slice of all pilots, at once", "")
    governor.release("p0", 1.0)
    assert answers(said, 1) == {"p0": False}, "who held it lets it go"
    governor.hold("p0", 1.0)
    governor.tend(["p0"])
    assert answers(said, 1) == {"p0": True} and around.is_frozen() and engine.calls["pause"] == 1
    governor.close()


def test_own_groups_come_before_the_slice(
    tmp_path: Path, engine: FakeEngine, said: queue.Queue[Event], around: GroupFiles
) -> None:
    own = groups.make(around.cpu / "planctongui-u1.slice" / "docker-1.scope")
    governor = best(tmp_path, engine, said, own)
    governor.hold("p0", 1.0)
    assert answers(said, 1) == {"p0": True}
    assert own.is_frozen() and not around.is_frozen()
    governor.before_end("p0")
    assert not own.is_frozen()
    governor.close()


@pytest.mark.parametrize("spoken", ["en_GB.UTF-8", "it_IT.UTF-8"])
def test_the_command_to_copy_stands_in_the_sentence(spoken: str) -> None:
    try:
        language.speak({"LANG": spoken})
        for sentence, typed in COMMANDS.items():
            assert typed in translate("Governor", sentence)
    finally:
        tongue.use(None)


@pytest.mark.parametrize(
    ("hold_by", "advice"), [("pause", ALLOW), ("crawl", ALLOW), ("cgroup", "")]
)
def test_the_owner_may_choose_the_means(
    engine: FakeEngine, said: queue.Queue[Event], hold_by: str, advice: str
) -> None:
    governor = choose(hold_by, lambda pilot: None, engine, said.put)
    phrase, better = describe(governor)
    assert phrase and better == advice
    governor.hold("p1", 1.0)  # no group is known: the engine is asked, whatever was chosen
    assert answers(said, 1) == {"p1": True}
    governor.close()
