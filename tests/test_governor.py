"""Wishes for pilots, carried out by threads of their own through a fake engine."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui.core.pilot import Phase
from planctongui.engine.protocol import PilotPlan
from planctongui.events import Breathed, Event, OrderFailed, Settled
from planctongui.governor.engine_calls import EngineGovernor
from planctongui.headnodes.protocol import PilotOrder
from tests.desk.process import wait_until
from tests.fakes.clock import HandClock
from tests.fakes.engine import FakeEngine

LIMIT_S = 5.0


@pytest.fixture
def engine(tmp_path: Path) -> FakeEngine:
    """Twenty running pilots, p0 to p19."""
    made = FakeEngine(HandClock(), tmp_path)
    for number in range(20):
        plan = PilotPlan(f"p{number}", "local", "image", PilotOrder(()), 1.0, 256, 60.0)
        made.leave(plan, Phase.RUNNING)
    return made


@pytest.fixture
def said() -> queue.Queue[Event]:
    return queue.Queue()


@pytest.fixture(params=["pause", "crawl"])
def governor(
    request: pytest.FixtureRequest, engine: FakeEngine, said: queue.Queue[Event]
) -> Iterator[EngineGovernor]:
    made = EngineGovernor(engine, request.param, said.put)
    yield made
    made.close()


@pytest.fixture
def pauses(engine: FakeEngine, said: queue.Queue[Event]) -> Iterator[EngineGovernor]:
    made = EngineGovernor(engine, "pause", said.put)
    yield made
    made.close()


def test_a_held_pilot_uses_no_cpu_and_a_released_one_does(
    governor: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    governor.hold("p3", 1.0)
    assert said.get(timeout=LIMIT_S) == Settled("p3", True, pytest.approx(0.0, abs=LIMIT_S))
    assert "p3" not in engine.running()
    governor.release("p3", 1.0)
    assert said.get(timeout=LIMIT_S) == Settled("p3", False, pytest.approx(0.0, abs=LIMIT_S))
    assert "p3" in engine.running()
    assert "the engine" in governor.phrase


def test_a_release_undoes_what_the_other_means_held(
    governor: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    engine.pilots["p0"].phase, engine.pilots["p0"].bandwidth = Phase.HELD, 0.0
    governor.release("p0", 0.5)
    said.get(timeout=LIMIT_S)
    assert engine.pilots["p0"].phase is Phase.RUNNING
    assert engine.pilots["p0"].bandwidth == 0.5


def test_the_last_wish_wins_however_many_came_before(
    pauses: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    busy = engine.slow("pause")
    pauses.hold("p0", 1.0)
    for _ in range(50):
        pauses.release("p0", 1.0)
        pauses.hold("p0", 1.0)
    pauses.release("p0", 1.0)
    busy.set()
    answer = said.get(timeout=LIMIT_S)
    assert isinstance(answer, Settled) and not answer.held
    assert "p0" in engine.running()
    assert engine.calls["pause"] == 1
    assert said.empty()


def test_a_slow_call_for_one_pilot_does_not_delay_the_others(
    pauses: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    slow = engine.slow("pause", "p0")
    for number in range(20):
        pauses.hold(f"p{number}", 1.0)
    settled = {said.get(timeout=LIMIT_S).pilot for _ in range(19)}  # type: ignore[union-attr]
    assert settled == {f"p{number}" for number in range(1, 20)}
    assert engine.running() == ["p0"]
    slow.set()
    assert said.get(timeout=LIMIT_S).pilot == "p0"  # type: ignore[union-attr]


def test_a_failing_call_is_told_and_the_next_wish_is_tried_again(
    governor: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    for call in ("pause", "set_bandwidth"):
        engine.fail(call)
    governor.hold("p0", 1.0)
    failed = said.get(timeout=LIMIT_S)
    assert isinstance(failed, OrderFailed)
    assert (failed.pilot, failed.down) == ("p0", False)
    engine.mend()
    governor.hold("p0", 1.0)
    assert isinstance(said.get(timeout=LIMIT_S), Settled)


def test_an_engine_that_is_away_is_told_as_such(
    governor: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    for call in ("pause", "set_bandwidth"):
        engine.fail(call, engine.away())
    governor.hold("p0", 1.0)
    failed = said.get(timeout=LIMIT_S)
    assert isinstance(failed, OrderFailed) and failed.down


def test_a_failure_that_a_newer_wish_has_overtaken_is_no_news(
    pauses: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    engine.fail("pause", RuntimeError("a bug in the engine's library"))
    slow = engine.slow("pause")
    pauses.hold("p0", 1.0)
    pauses.release("p0", 1.0)
    slow.set()
    assert isinstance(said.get(timeout=LIMIT_S), Settled)
    pauses.hold("p0", 1.0)
    failed = said.get(timeout=LIMIT_S)
    assert isinstance(failed, OrderFailed)
    assert "start planctongui anew" in failed.trouble.advice
    assert "a bug in the engine's library" in failed.trouble.advice
    assert said.empty()


def test_a_held_pilot_breathes_for_a_moment_and_is_held_again(
    governor: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    governor.hold("p3", 1.0)
    said.get(timeout=LIMIT_S)
    governor.breathe("p3", 1.0)
    wait_until(lambda: "p3" in engine.running(), LIMIT_S, "the breath")
    assert said.get(timeout=LIMIT_S) == Breathed(("p3",))
    assert "p3" not in engine.running()


def test_a_wish_ends_a_breath(
    governor: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    governor.hold("p3", 1.0)
    said.get(timeout=LIMIT_S)
    for held in (False, True):
        governor.breathe("p3", 1.0)
        (governor.hold if held else governor.release)("p3", 1.0)
        answer = said.get(timeout=LIMIT_S)
        assert isinstance(answer, Settled) and answer.held is held
        assert ("p3" in engine.running()) is not held
    governor.hold("p3", 1.0)
    governor.breathe("p3", 1.0)
    answers = {type(said.get(timeout=LIMIT_S)) for _ in range(2)}
    assert answers == {Settled, Breathed}
    assert "p3" not in engine.running()


def test_a_breath_that_cannot_be_ended_is_told_as_running(
    pauses: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    pauses.hold("p3", 1.0)
    said.get(timeout=LIMIT_S)
    engine.fail("pause")
    pauses.breathe("p3", 1.0)
    answer = said.get(timeout=LIMIT_S)
    assert isinstance(answer, Settled) and not answer.held


def test_an_end_during_a_breath_or_a_hold_is_not_undone_by_it(
    governor: EngineGovernor, engine: FakeEngine, said: queue.Queue[Event]
) -> None:
    governor.hold("p3", 1.0)
    said.get(timeout=LIMIT_S)
    governor.breathe("p3", 1.0)
    wait_until(lambda: "p3" in engine.running(), LIMIT_S, "the breath")
    governor.before_end("p3")
    answer = said.get(timeout=LIMIT_S)
    assert isinstance(answer, Settled) and not answer.held
    slow = [engine.slow(call, "p4") for call in ("pause", "set_bandwidth")]
    governor.hold("p4", 1.0)
    governor.before_end("p4")
    for call in slow:
        call.set()
    answer = said.get(timeout=LIMIT_S)
    assert isinstance(answer, Settled) and not answer.held
    assert {"p3", "p4"} <= set(engine.running()), "they hear that they are to end"
    governor.before_end("p5")
    assert said.empty()
