"""The event stream: what happens to a pilot is known at once, whatever happens to Docker."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.watch import EngineWatch
from planctongui.events import EngineDown, EngineUp, Event, PilotTurned, Turn
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon


class Heard:
    """What a watch posted, in order."""

    def __init__(self) -> None:
        self.events: list[Event] = []

    def wait_for(self, wanted: Callable[[Event], bool], seconds: float, what: str) -> Event:
        """Wait for an event that was not waited for before; forgets it and all before it."""

        def found() -> list[Event]:
            return [event for event in list(self.events) if wanted(event)]

        event = wait_until(found, seconds, f"{what}; heard {self.events}")[0]
        del self.events[: self.events.index(event) + 1]
        return event


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def watch(engine: DockerEngine, heard: Heard) -> Iterator[EngineWatch]:
    """A watch that listens."""
    watch = EngineWatch(engine, heard.events.append)
    watch.start()
    heard.wait_for(lambda e: e == EngineUp(), 10, "the engine is up")
    yield watch
    watch.close()


def watching() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if thread.name == "engine-watch"}


def test_every_turn_of_a_pilot_is_heard_within_a_second(
    watch: EngineWatch, heard: Heard, engine: DockerEngine, image: str
) -> None:
    pilot = pilots.start(engine, image)
    for act, turn in (
        (lambda: None, Turn.STARTED),
        (lambda: engine.pause(pilot), Turn.PAUSED),
        (lambda: engine.unpause(pilot), Turn.UNPAUSED),
        (lambda: engine.kill(pilot), Turn.DIED),
        (lambda: engine.remove(pilot), Turn.REMOVED),
    ):
        act()
        heard.wait_for(lambda e, turn=turn: e == PilotTurned(pilot, turn), 1.0, f"{turn}")


def test_pilots_of_others_are_not_heard(
    watch: EngineWatch, heard: Heard, daemon: Daemon, engine: DockerEngine, image: str
) -> None:
    instance = pilots.new_instance()
    other = DockerEngine(daemon.url, instance, timeout_s=10)
    theirs = pilots.start(other, image)
    pilots.clean_up(other.client(), instance)
    other.close()
    ours = pilots.start(engine, image)
    heard.wait_for(lambda e: e == PilotTurned(ours, Turn.STARTED), 1.0, "our pilot's start")
    assert not [e for e in heard.events if isinstance(e, PilotTurned) and e.pilot == theirs]


def test_a_stopped_daemon_is_told_and_its_return_too(
    watch: EngineWatch, heard: Heard, daemon: Daemon, engine: DockerEngine, image: str
) -> None:
    daemon.stop()
    down = heard.wait_for(lambda e: isinstance(e, EngineDown), 2.0, "the engine is down")
    assert isinstance(down, EngineDown) and down.trouble.title == "Docker went away"
    still = heard.wait_for(lambda e: isinstance(e, EngineDown), 5.0, "it is still down")
    assert isinstance(still, EngineDown) and still.trouble.title == "Docker is not running"
    daemon.start()
    heard.wait_for(lambda e: e == EngineUp(), 15, "the engine is up again")
    pilot = pilots.start(engine, image)
    heard.wait_for(lambda e: e == PilotTurned(pilot, Turn.STARTED), 1.0, "a start afterwards")


def test_a_daemon_that_comes_later_is_noticed(tmp_path: Path, daemon: Daemon, heard: Heard) -> None:
    later = tmp_path / "docker.sock"
    engine = DockerEngine(f"unix://{later}", pilots.new_instance(), timeout_s=5)
    watch = EngineWatch(engine, heard.events.append)
    watch.start()
    try:
        heard.wait_for(lambda e: isinstance(e, EngineDown), 2.0, "no engine")
        later.symlink_to(daemon.socket)
        heard.wait_for(lambda e: e == EngineUp(), 5.0, "the engine")
    finally:
        watch.close()
        engine.close()


def test_closing_ends_the_thread_at_once_and_tells_nothing(
    engine: DockerEngine, heard: Heard
) -> None:
    before = watching()
    watch = EngineWatch(engine, heard.events.append)
    watch.start()
    heard.wait_for(lambda e: e == EngineUp(), 10, "the engine is up")
    began = time.monotonic()
    watch.close()
    watch.close()
    wait_until(lambda: watching() <= before, 2.0, "the end of the watch's thread")
    assert time.monotonic() - began < 1.0
    assert heard.events == []


def test_closing_ends_a_thread_that_waits_for_docker(tmp_path: Path, heard: Heard) -> None:
    before = watching()
    engine = DockerEngine(f"unix://{tmp_path}/none.sock", "test-none", timeout_s=5)
    watch = EngineWatch(engine, heard.events.append)
    watch.start()
    heard.wait_for(lambda e: isinstance(e, EngineDown), 2.0, "no engine")
    watch.close()
    wait_until(lambda: watching() <= before, 2.0, "the end of the watch's thread")
