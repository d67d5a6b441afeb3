"""A pilot that is held for long breathes: the real spawner, governors, engine and pilot.

Only the owner is made up, and the head node asks for signs of life twenty times as often.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from planctongui.core.actions import Breathe
from planctongui.core.breath import BREATH_S
from planctongui.core.verdict import Reason
from planctongui.engine.counters import Counter
from planctongui.engine.docker_engine import DockerEngine
from planctongui.headnodes.local import LocalHeadNode
from tests.desk.process import wait_until
from tests.engine.program import Program

PERIOD_S = 1.0
WATCHED_S = 6.0
SETTINGS = """
[limits]
max_cores = 1
calm_s = 600
owner_cpu_percent = 100
keep_memory_mb = 16
[pilots]
memory_mb = 64
grace_s = 3
"""


class Strict(LocalHeadNode):
    """One long job, and a sign of life each second."""

    @property
    def breath_every_s(self) -> float:
        return PERIOD_S


def held(program: Program) -> Counter:
    """The owner comes when the pilot works, and stays; gives the held pilot's counter."""
    program.until(lambda report: report.running == 1, "a pilot")
    (sighting,) = program.engine.look(())
    counter = sighting.counter
    assert counter is not None
    wait_until(lambda: (counter.read() or 0.0) > 0.2, 30, "the pilot at work")
    program.touch()
    program.until(lambda report: report.held == 1, "its hold")
    return counter


@pytest.fixture(params=["pause", "crawl", "cgroup"])
def program(
    engine: DockerEngine, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Program]:
    made = Program(engine, tmp_path, SETTINGS, Strict(1, width=50_000_000), request.param)
    yield made
    made.close()


@dataclass(frozen=True)
class Burst:
    """CPU used without a rest."""

    began: float
    ended: float
    cpu_s: float


def bursts(counter: Counter, seconds: float) -> tuple[list[Burst], float]:
    """What a pilot used from now on, read every 10 ms: its bursts, and all besides them."""
    readings: list[tuple[float, float]] = []
    limit = time.monotonic() + seconds

    def over() -> bool:
        readings.append((time.monotonic(), counter.read() or 0.0))
        return readings[-1][0] >= limit

    wait_until(over, seconds + 10, "the time to pass")
    found: list[Burst] = []
    for (began, before), (ended, after) in pairwise(readings):
        if after <= before:
            continue
        if found and began - found[-1].ended < BREATH_S / 2:
            began, before = found[-1].began, after - found[-1].cpu_s - (after - before)
            found.pop()
        found.append(Burst(began, ended, after - before))
    breaths = [burst for burst in found if burst.cpu_s >= BREATH_S / 5]
    return breaths, readings[-1][1] - readings[0][1] - sum(burst.cpu_s for burst in breaths)


def test_a_long_hold_breathes_once_a_period_and_stays_one_hold(program: Program) -> None:
    counter = held(program)
    before = len(program.reports)
    breaths, besides_s = bursts(counter, WATCHED_S)
    told = program.reports[before:]
    actions = [action for report in told for action in report.actions]
    assert {type(action) for action in actions} == {Breathe}, "nobody holds it anew"
    assert 3 <= len(actions) <= WATCHED_S / PERIOD_S + 1
    # On a busy machine it yields: not each breath gets all of its tenth of a second.
    assert sum(b.cpu_s for b in breaths) > BREATH_S and len(breaths) <= len(actions) + 1
    assert all(b.cpu_s < 3 * BREATH_S for b in breaths)
    pauses = [b.began - a.ended for a, b in pairwise(breaths)]
    assert min(pauses) > PERIOD_S / 2
    assert besides_s < 0.03 * WATCHED_S, "nothing but a crawl in between"
    assert {(r.held, r.running, r.verdict.reason) for r in told} == {(1, 0, Reason.OWNER_INPUT)}
    assert len(told) < 5 * WATCHED_S / PERIOD_S, "nobody looks all the time"
    (pilot,) = program.spawner._roster.pilots(time.monotonic())
    assert pilot.held_s > WATCHED_S, "a breath is no end of the hold"
