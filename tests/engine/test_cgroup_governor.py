"""Holding by the control groups' own files, with real pilots. Needs root, as on a test machine."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from docker import APIClient

from planctongui.core.pilot import Phase
from planctongui.engine.counters import Counter
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.group_files import GroupFiles
from planctongui.events import Breathed, Event, OrderFailed, Settled
from planctongui.governor.cgroup_files import ENDING_CORES, CgroupGovernor
from planctongui.governor.choice import BestGovernor, describe
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.test_governor import cores

AT_ONCE_S = 0.05
PATIENCE_S = 120.0
"""Pilots of the idle class take their time on a machine that is busy."""
BREATH_CPU_S = (0.02, 0.5)
"""What a breath gives at least, once others leave it any, and at most."""


class Files:
    """A governor that writes files, its pilots and what it posted."""

    def __init__(self, engine: DockerEngine, image: str) -> None:
        self.engine = engine
        self.image = image
        self.events: list[Event] = []
        self.governor = CgroupGovernor(engine.group, engine, "pause", self.events.append)

    def start(self, number: int, script: str = pilots.SPIN) -> list[str]:
        """Pilots at work; their ids."""
        return [pilots.start(self.engine, self.image, script, memory_mb=32) for _ in range(number)]

    def group(self, pilot: str) -> GroupFiles:
        """A pilot's control group."""
        group = self.engine.group(pilot)
        assert group is not None and group.may_write(), "these tests write control groups: be root"
        return group

    def breathe(self, pilot: str, counter: Counter) -> None:
        """Have it breathe until a breath gave what it should; none gives more."""

        def breath() -> bool:
            before = counter.read()
            self.events.clear()
            self.governor.breathe(pilot, 1.0)
            wait_until(lambda: Breathed((pilot,)) in self.events, 5, "the end of the breath")
            after = counter.read()
            assert before is not None and after is not None and after - before < BREATH_CPU_S[1]
            return after - before > BREATH_CPU_S[0]

        wait_until(breath, PATIENCE_S, "a breath of some CPU")

    def settled(self) -> set[tuple[str, bool]]:
        """What came true so far."""
        return {(e.pilot, e.held) for e in self.events if isinstance(e, Settled)}

    def phases(self) -> set[Phase]:
        """Phases of all pilots as a program finds them that starts now."""
        return {s.phase for s in self.engine.look(())}


def is_held(group: GroupFiles) -> bool:
    """In v1 it has no bandwidth either; in v2 it could not freeze without any."""
    return group.is_frozen() and (group.v2 or group.crawls())


@pytest.fixture
def files(engine: DockerEngine, image: str) -> Iterator[Files]:
    files = Files(engine, image)
    yield files
    files.governor.close()


def test_spinning_pilots_are_held_at_once_without_any_call_and_go_on(
    files: Files, engine: DockerEngine, client: APIClient
) -> None:
    names = files.start(4)
    counters = [s.counter for s in engine.look(()) if s.counter]
    began = time.monotonic()
    for name in names:
        files.governor.hold(name, 1.0)
    assert files.settled() == {(name, True) for name in names}, "answers come with the order"
    assert time.monotonic() - began < AT_ONCE_S
    assert max(cores(counters)) < 0.001
    assert {pilots.state(client, name) for name in names} == {"running"}, "Docker was not asked"
    assert files.phases() == {Phase.HELD}, "but who looks at the pilots sees that they are held"

    files.events.clear()
    for name in names:
        files.governor.release(name, 1.0)
    assert files.settled() == {(name, False) for name in names}
    wait_until(lambda: sum(cores(counters)) > 0.5, PATIENCE_S, "they compute")
    assert files.phases() == {Phase.RUNNING}


def test_the_others_run_on_when_only_some_are_held(files: Files) -> None:
    names = files.start(3)
    files.governor.hold(names[0], 1.0)
    assert [files.group(name).is_frozen() for name in names] == [True, False, False]
    late = pilots.start(files.engine, files.image, pilots.SPIN)
    assert not files.group(late).is_frozen(), "a start beside held pilots is free"


def test_a_held_pilot_breathes_for_a_moment_and_is_held_again(
    files: Files, engine: DockerEngine
) -> None:
    [name] = files.start(1)
    [counter] = [s.counter for s in engine.look(()) if s.counter]
    files.governor.hold(name, 1.0)
    files.governor.breathe(name, 1.0)
    assert not files.group(name).is_frozen()
    wait_until(lambda: Breathed((name,)) in files.events, 5, "the end of the breath")
    assert is_held(files.group(name))
    files.breathe(name, counter)


def test_pilots_that_an_earlier_run_held_breathe_too(
    files: Files, engine: DockerEngine, client: APIClient
) -> None:
    frozen, paused = files.start(2)
    files.governor.hold(frozen, 1.0)
    engine.pause(paused)
    counters = {s.id: s.counter for s in engine.look(()) if s.counter}
    later = Files(engine, files.image)
    for name in (frozen, paused):
        later.breathe(name, counters[name])
        assert later.group(name).is_frozen()
        assert pilots.state(client, name) == ("paused" if name == paused else "running")
        later.governor.release(name, 1.0)
        wait_until(lambda name=name: (name, False) in later.settled(), 5, "its release")  # type: ignore[misc]
    assert {pilots.state(client, name) for name in (frozen, paused)} == {"running"}
    computing = list(counters.values())
    wait_until(lambda: min(cores(computing)) > 0.1, PATIENCE_S, "they compute")
    later.governor.close()


def test_what_is_wished_during_a_breath_counts(files: Files) -> None:
    stays, goes, ends = files.start(3)
    for name in (stays, goes, ends):
        files.governor.hold(name, 1.0)
        files.governor.breathe(name, 1.0)
    files.events.clear()
    files.governor.hold(stays, 1.0)
    files.governor.release(goes, 1.0)
    files.governor.before_end(ends)
    assert files.settled() == {(stays, True), (goes, False)}
    late = pilots.start(files.engine, files.image, pilots.SPIN)  # longer than any breath
    assert [files.group(n).is_frozen() for n in (stays, goes, ends, late)] == [
        True, False, False, False,
    ]  # fmt: skip
    files.governor.breathe(stays, 1.0)
    files.governor.close()
    assert files.group(stays).is_frozen(), "a program that ends leaves nobody breathing"


def test_a_held_pilot_hears_that_it_is_to_end_and_is_not_let_loose(
    files: Files, client: APIClient
) -> None:
    [polite] = files.start(1)
    files.governor.hold(polite, 1.0)
    files.governor.before_end(polite)
    group = files.group(polite)
    assert not group.is_frozen()
    quota = int(group.quota_file.read_text().split()[0])
    assert quota == ENDING_CORES * 100_000
    files.engine.end(polite)
    pilots.wait_for_end(client, polite, 5)


def test_a_held_pilot_is_killed_by_us_or_by_anybody(files: Files, client: APIClient) -> None:
    ours, removed = files.start(2, pilots.STUBBORN)
    for name in (ours, removed):
        files.governor.hold(name, 1.0)
    files.governor.before_end(ours)
    files.engine.kill(ours)
    pilots.wait_for_end(client, ours, 5)
    client.remove_container(f"planctongui-{removed}", force=True)  # as with `docker rm -f`
    assert files.engine.remains(removed) is None


@pytest.mark.parametrize("held_by", ["files", "pause", "crawl"])
def test_a_pilot_that_an_earlier_run_held_is_adopted_as_held_and_released(
    files: Files, instance: str, daemon: object, held_by: str
) -> None:
    [name] = files.start(1)
    if held_by == "files":
        files.governor.hold(name, 1.0)
    elif held_by == "pause":
        files.engine.pause(name)
    else:
        files.engine.set_bandwidth(name, 0.0)

    after = DockerEngine(files.engine._url, instance, timeout_s=10)
    events: list[Event] = []
    governor = CgroupGovernor(after.group, after, "pause", events.append)
    try:
        assert [s.phase for s in after.look(())] == [Phase.HELD]
        governor.release(name, 1.0)
        wait_until(lambda: bool(events), 10, "an answer")
        assert isinstance(events[0], Settled) and not events[0].held, events
        assert [s.phase for s in after.look(())] == [Phase.RUNNING]
        # From here on it is one of ours like any other.
        events.clear()
        governor.hold(name, 1.0)
        governor.release(name, 1.0)
        assert [e.held for e in events if isinstance(e, Settled)] == [True, False]
    finally:
        governor.close()
        after.close()


def test_a_pilot_paused_by_an_earlier_run_can_be_told_to_end(
    files: Files, client: APIClient
) -> None:
    [name] = files.start(1)
    files.engine.pause(name)
    files.governor.before_end(name)
    files.engine.end(name)
    pilots.wait_for_end(client, name, 5)


def test_a_pilot_that_somebody_let_go_is_held_again(
    files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planctongui.governor.cgroup_files.CHECK_S", 0.0)
    [name] = files.start(1)
    files.governor.hold(name, 1.0)
    files.group(name).freeze(False)
    files.governor.tend([name])
    assert files.group(name).is_frozen()


def test_all_pilots_together_yield_to_the_owner(files: Files) -> None:
    [name] = files.start(1)
    files.governor.tend([name])
    around = files.group(name).parent()
    assert around.is_ours()
    idle = around.cpu / "cpu.idle"
    assert idle.read_text().strip() == "1" if idle.exists() else True


def test_a_pilot_that_is_gone_is_an_order_that_failed(files: Files) -> None:
    [name] = files.start(1)
    files.engine.remove(name)
    files.governor.hold(name, 1.0)
    wait_until(lambda: bool(files.events), 10, "an answer")
    assert [type(e) for e in files.events] == [OrderFailed]


def test_the_last_of_many_wishes_counts_also_when_the_engine_is_asked(files: Files) -> None:
    [name] = files.start(1)
    files.engine.pause(name)
    for _ in range(5):
        files.governor.release(name, 1.0)  # not ours: the engine has to
        files.governor.hold(name, 1.0)
    wait_until(
        lambda: bool(files.events) and files.settled() >= {(name, True)}, 10, "the last answer"
    )
    assert files.phases() == {Phase.HELD}
    files.events.clear()
    files.governor.release(name, 1.0)
    wait_until(lambda: files.settled() == {(name, False)}, 10, f"an answer: {files.events}")
    assert files.phases() == {Phase.RUNNING}


def test_root_gets_the_files_and_is_told_so(engine: DockerEngine, image: str) -> None:
    events: list[Event] = []
    governor = BestGovernor(engine.group, engine, events.append)
    try:
        name = pilots.start(engine, image, pilots.SPIN)
        governor.tend([name])
        assert describe(governor) == ("by its control groups, at once", "")
        governor.hold(name, 1.0)
        governor.release(name, 1.0)
        assert [e.held for e in events if isinstance(e, Settled)] == [True, False]
        governor.hold(name, 1.0)
        governor.before_end(name)
        engine.end(name)
        wait_until(lambda: engine.look(())[0].phase is Phase.EXITED, 5, "its end")
    finally:
        governor.close()
