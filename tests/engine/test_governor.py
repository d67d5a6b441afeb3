"""Both means of holding back, with real pilots that would use all the CPU there is."""

from __future__ import annotations

import time
from collections import Counter as Tally
from collections.abc import Callable, Iterator

import pytest
from docker import APIClient

from planctongui.core.pilot import Phase
from planctongui.engine.counters import Counter
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.names import container_name
from planctongui.events import Event, OrderFailed, Settled
from planctongui.governor.engine_calls import EngineGovernor, Means
from tests.desk.process import wait_until
from tests.engine import pilots

WATCHED_S = 1.0


class Held:
    """A governor of one means, and what it posted."""

    def __init__(self, engine: DockerEngine, means: Means) -> None:
        self.means = means
        self.events: list[Event] = []
        self.governor = EngineGovernor(engine, means, self.events.append)

    def all_held(self, names: list[str], held: bool) -> None:
        """Give the order for all, and wait until it came true for all."""
        del self.events[:]
        for name in names:
            (self.governor.hold if held else self.governor.release)(name, 1.0)
        wait_until(lambda: len(self.events) >= len(names), 10, f"answers; got {self.events}")
        settled = {(e.pilot, e.held) for e in self.events if isinstance(e, Settled)}
        assert settled == {(name, held) for name in names}, self.events


@pytest.fixture(params=["crawl", "pause"])
def held(engine: DockerEngine, request: pytest.FixtureRequest) -> Iterator[Held]:
    held = Held(engine, request.param)
    yield held
    held.governor.close()


def cores(counters: list[Counter]) -> list[float]:
    """Cores that each of these used during a second from now."""
    before = [counter.read() for counter in counters]
    began = time.monotonic()
    wait_until(lambda: time.monotonic() - began >= WATCHED_S, 10, "a second to pass")
    passed = time.monotonic() - began
    after = [counter.read() for counter in counters]
    assert None not in before and None not in after
    return [(b - a) / passed for a, b in zip(before, after, strict=True)]  # type: ignore[operator]


def test_four_spinning_pilots_keep_still_and_go_on_as_the_same(
    held: Held, engine: DockerEngine, client: APIClient, image: str
) -> None:
    sightings = [engine.spawn(pilots.plan(image, pilots.SPIN), lambda: True) for _ in range(4)]
    names = [s.id for s in sightings if s]
    counters = [s.counter for s in sightings if s and s.counter]
    assert len(counters) == 4
    started = [client.inspect_container(container_name(n))["State"]["StartedAt"] for n in names]
    wait_until(lambda: all((c.read() or 0) > 0.1 for c in counters), 15, "four at work")

    held.all_held(names, True)
    assert all(used < 0.02 for used in cores(counters))
    assert {s.phase for s in engine.look(())} == {Phase.HELD}

    held.all_held(names, False)
    assert sum(cores(counters)) > 0.5
    assert {s.phase for s in engine.look(())} == {Phase.RUNNING}
    again = [client.inspect_container(container_name(n))["State"]["StartedAt"] for n in names]
    assert again == started


def test_a_pilot_held_by_the_other_means_or_by_somebody_is_released(
    held: Held, engine: DockerEngine, image: str
) -> None:
    names = [pilots.start(engine, image) for _ in range(3)]
    engine.pause(names[0])
    engine.set_bandwidth(names[1], 0.0)
    engine.set_bandwidth(names[2], 0.0)
    engine.pause(names[2])
    held.all_held(names, False)
    assert {s.phase for s in engine.look(())} == {Phase.RUNNING}


def test_the_last_of_many_wishes_is_the_one_that_counts(
    held: Held, engine: DockerEngine, image: str
) -> None:
    names = [pilots.start(engine, image) for _ in range(3)]
    last = dict(zip(names, (True, False, True), strict=True))
    for turn in range(60):
        for name in names:
            wish = last[name] if turn == 59 else (turn % 2 == 0)
            (held.governor.hold if wish else held.governor.release)(name, 1.0)

    def as_wished() -> bool:
        return {s.id: s.phase is Phase.HELD for s in engine.look(())} == last

    wait_until(as_wished, 10, "the last wishes")
    wait_until(
        lambda: {e.pilot: e.held for e in held.events if isinstance(e, Settled)} == last,
        5,
        f"the last answers: {held.events}",
    )
    assert not [e for e in held.events if isinstance(e, OrderFailed)]
    # Wishes that were overtaken are not carried out one by one.
    assert max(Tally(e.pilot for e in held.events).values()) < 60


def die(engine: DockerEngine, client: APIClient, name: str) -> None:
    engine.kill(name)
    pilots.wait_for_end(client, name)


def vanish(engine: DockerEngine, client: APIClient, name: str) -> None:
    engine.remove(name)


@pytest.mark.parametrize("end", [die, vanish])
def test_a_pilot_that_ends_while_it_is_held_gets_an_answer_and_no_order_for_ever(
    held: Held,
    engine: DockerEngine,
    client: APIClient,
    image: str,
    end: Callable[[DockerEngine, APIClient, str], None],
) -> None:
    name = pilots.start(engine, image)
    held.all_held([name], True)
    end(engine, client, name)
    for order in (held.governor.release, held.governor.hold):
        del held.events[:]
        order(name, 1.0)
        # Settled or failed: the engine's own word that it ended comes by the event stream.
        wait_until(lambda: held.events, 5, "an answer")
        assert all(isinstance(e, Settled | OrderFailed) and e.pilot == name for e in held.events)
        assert not [e for e in held.events if isinstance(e, OrderFailed) and e.down]


def test_holds_do_not_wait_for_a_slow_start(held: Held, engine: DockerEngine, image: str) -> None:
    names = [pilots.start(engine, image) for _ in range(4)]

    def hold_in_between() -> bool:
        held.all_held(names, True)
        return True

    # While the start of a fifth stands still between create and start, the others are held.
    assert engine.spawn(pilots.plan(image), hold_in_between) is not None


def test_a_closed_governor_leaves_pilots_as_they_are(
    held: Held, engine: DockerEngine, image: str
) -> None:
    name = pilots.start(engine, image)
    held.all_held([name], True)
    held.governor.close()
    held.governor.close()
    assert [s.phase for s in engine.look(())] == [Phase.HELD]


def test_a_pilot_told_to_end_in_its_breath_gets_the_time_for_it(
    held: Held, engine: DockerEngine, client: APIClient, image: str
) -> None:
    tidies = "trap 'sleep 1; exit 143' TERM; while :; do :; done"
    name = pilots.start(engine, image, tidies)
    held.all_held([name], True)
    held.governor.breathe(name, 1.0)
    wait_until(lambda: pilots.state(client, name) == "running", 5, "its breath")
    held.governor.before_end(name)
    engine.end(name)
    pilots.wait_for_end(client, name, 5)
    assert client.inspect_container(container_name(name))["State"]["ExitCode"] == 143
    wait_until(lambda: len(held.events) == 2, 10, "the answer to its last order")
