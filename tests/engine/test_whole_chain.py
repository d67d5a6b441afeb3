"""The program as a process of its own, in a terminal, with real pilots that do real jobs.

No display here: terminals are the input source, and nobody types in one of them. The owner's CPU
does not matter to these owners, because the machine that runs the tests may be busy.
"""

from __future__ import annotations

import os
import re
import signal
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from docker import APIClient

from planctongui.engine.counters import CGROUP_ROOT, Counter
from planctongui.engine.names import container_name
from tests.app.application import Application, without_display
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon

LIMITS = """
[limits]
max_cores = 2
calm_s = 1
owner_cpu_percent = 100
keep_memory_mb = 16
[pilots]
memory_mb = 64
grace_s = 3
"""
SHORT_JOBS = "[local]\njobs = 3\nwidth = 2000000\n"
LONG_JOBS = "[local]\njobs = 0\nwidth = 50000000\n"


@pytest.fixture
def at_home(tmp_path: Path) -> dict[str, str]:
    """The environment of an owner without a display and with folders of their own."""
    return without_display(tmp_path)


Start = Callable[[str], Application]


@pytest.fixture
def start(
    daemon: Daemon, client: APIClient, at_home: dict[str, str], tmp_path: Path, instance: str
) -> Iterator[Start]:
    """Start the program with these settings; it is ended afterwards, however the test ends."""
    started: list[Application] = []

    def start(settings: str) -> Application:
        app = Application(at_home, tmp_path, daemon.url, settings, instance, engine_timeout_s=3)
        started.append(app)
        app.start()
        return app

    yield start
    for app in started:
        assert app.child is not None
        app.child.kill()
        app.engine.close()


def rows(app: Application) -> list[dict[str, Any]]:
    """All finished pilots in the ledger."""
    with closing(sqlite3.connect(f"{app.ledger_file.as_uri()}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        return [dict(row) for row in base.execute("SELECT * FROM pilot ORDER BY ended")]


def given(app: Application) -> float:
    """CPU seconds in the ledger."""
    with closing(sqlite3.connect(f"{app.ledger_file.as_uri()}?mode=ro", uri=True)) as base:
        return float(base.execute("SELECT TOTAL(cpu_s) FROM given").fetchone()[0])


def used(instance: str) -> float:
    """CPU seconds on the parent group's own counter."""
    files = [g / f for g in pilots.parent_groups(instance) for f in ("cpuacct.usage", "cpu.stat")]
    readings = [Counter(file).read() for file in files if file.is_file()]
    assert readings, f"no counter for {instance} below {CGROUP_ROOT}"
    return max(reading for reading in readings if reading is not None)


def running(client: APIClient, instance: str) -> set[str]:
    """Names of the containers of this instance that run."""
    return {n for n in pilots.names_of(client, instance) if state(client, n) == "running"}


def state(client: APIClient, name: str) -> str:
    return str(client.inspect_container(name)["State"]["Status"])


def started_at(client: APIClient, name: str) -> str:
    return str(client.inspect_container(name)["State"]["StartedAt"])


def interrupted(app: Application) -> None:
    """Ctrl-C, and wait for the end."""
    child = app.child
    assert child is not None
    os.kill(child.pid, signal.SIGINT)
    wait_until(lambda: not child.alive(), 20, f"the end after Ctrl-C\n{child.tail()}")
    assert child.exit_code() == 0, child.tail()


def test_three_jobs_are_done_counted_to_the_second_and_then_it_waits_for_work(
    start: Start, client: APIClient, instance: str
) -> None:
    app = start(LIMITS + SHORT_JOBS)
    told = app.wait_for(
        lambda r: r["verdict"]["reason"] == "no_work" and "412.8" in str(r["fruits"]),
        60,
        "all work done",
    )
    wait_until(lambda: not pilots.names_of(client, instance), 10, "all reaped")
    done = rows(app)
    useful = [row for row in done if row["outcome"] == "useful"]
    assert sorted(row["job"] for row in useful) == ["0", "1", "2"]
    assert {row["result"] for row in useful} == {
        # Primes below 2, 4 and 6 million: 148933, 283146, 412849.
        "0 148933 2000000",
        "1 134213 2000000",
        "2 129703 2000000",
    }
    others = [row for row in done if row not in useful]
    assert {(row["outcome"], row["exit_code"]) for row in others} <= {("empty", 75)}
    # Beside the last job, or just after it: then the head node is known to have no work.
    assert len(others) <= 4, "it tries again too soon"
    assert told["fruits"] == ["local demo: 412.8 k primes so far"]
    assert told["verdict"]["until"] > told["at"]
    parent_s = used(instance)
    exact = pytest.approx(parent_s, rel=0.01)
    told = app.wait_for(lambda r: r["sums"]["total_s"] == exact, 30, "the last second counted")
    assert given(app) == exact
    assert sum(row["cpu_s"] for row in rows(app)) == exact
    interrupted(app)
    assert pilots.names_of(client, instance) == []


def test_ctrl_c_in_the_middle_of_jobs_leaves_nothing_and_counts_what_was_given(
    start: Start, client: APIClient, instance: str
) -> None:
    app = start(LIMITS + LONG_JOBS)
    app.wait_running(2)
    wait_until(lambda: used(instance) > 1.0, 30, "a CPU second")
    interrupted(app)
    assert pilots.names_of(client, instance) == []
    done = rows(app)
    assert [(row["outcome"], row["exit_code"], row["reason"]) for row in done] == [
        ("lost", 143, "quitting")
    ] * 2
    assert given(app) == pytest.approx(used(instance), rel=0.01)


def test_a_killed_program_finds_its_pilots_again_and_counts_nothing_twice(
    start: Start, client: APIClient, instance: str
) -> None:
    first = start(LIMITS + LONG_JOBS)
    first.wait_running(2)
    before = {name: started_at(client, name) for name in running(client, instance)}
    assert len(before) == 2
    wait_until(lambda: used(instance) > 1.0, 30, "a CPU second")
    assert first.child is not None
    first.child.kill()
    assert running(client, instance) == set(before)

    second = start(LIMITS + LONG_JOBS)
    second.wait_running(2)
    # It holds them until it knows how busy the owner is.
    wait_until(lambda: running(client, instance) == set(before), 10, "their going on")
    assert {name: started_at(client, name) for name in before} == before
    interrupted(second)
    assert pilots.names_of(client, instance) == []
    done = rows(second)
    assert sorted(container_name(row["id"]) for row in done) == sorted(before)
    assert given(second) == pytest.approx(used(instance), rel=0.01)
    assert sum(row["cpu_s"] for row in done) == pytest.approx(used(instance), rel=0.01)


def test_a_pilot_that_ended_while_the_program_was_dead_is_booked_by_the_next(
    start: Start, client: APIClient, instance: str
) -> None:
    shorter = SHORT_JOBS.replace("2000000", "500000")
    first = start(LIMITS + shorter)
    first.wait_running(2)
    names = running(client, instance)
    assert first.child is not None
    first.child.kill()
    wait_until(lambda: not running(client, instance), 60, "the end of their jobs")
    second = start(LIMITS + shorter)
    # Primes below 1,500,000.
    second.wait_for(lambda r: "114.1 k" in str(r["fruits"]), 60, "all work done")
    useful = [row for row in rows(second) if row["outcome"] == "useful"]
    assert sorted(row["job"] for row in useful) == ["0", "1", "2"]
    assert {container_name(row["id"]) for row in useful} >= names
    interrupted(second)


def test_pilots_ended_from_outside_are_lost_and_replaced_after_a_pause(
    start: Start, client: APIClient, instance: str
) -> None:
    app = start(LIMITS.replace("[pilots]", "[pilots]\ncores = 0.5") + LONG_JOBS)
    app.wait_running(4)
    untouched, *victims = sorted(running(client, instance))
    killed, stopped, removed = victims
    client.kill(killed)
    client.stop(stopped, timeout=5)
    client.remove_container(removed, force=True)
    wait_until(lambda: len(rows(app)) == 3, 10, "three rows")
    assert {container_name(row["id"]) for row in rows(app)} == set(victims)
    assert {(row["outcome"], row["reason"]) for row in rows(app)} == {("lost", "")}
    # They failed, for all the program knows: the next ones have to wait a little.
    told = app.wait_for(lambda r: r["running"] == 1, 5, "the one that is left")
    assert told["starting"] == 0
    assert [trouble["title"] for trouble in told["troubles"]] == ["Pilots for local fail"]
    app.wait_running(4, 20)
    left = running(client, instance)
    assert untouched in left and len(left) == 4 and not left & set(victims)
    interrupted(app)
    assert pilots.names_of(client, instance) == []
    assert given(app) == pytest.approx(used(instance), rel=0.01)


def test_somebody_pauses_a_pilot_from_outside_and_it_is_released(
    start: Start, client: APIClient, instance: str
) -> None:
    app = start(LIMITS + LONG_JOBS)
    app.wait_running(2)
    victim = min(running(client, instance))
    client.pause(victim)
    wait_until(lambda: state(client, victim) == "running", 5, "its release")
    interrupted(app)
    assert pilots.names_of(client, instance) == []


def test_docker_is_restarted_under_the_program_and_all_goes_on(
    start: Start, daemon: Daemon, client: APIClient, instance: str
) -> None:
    app = start(LIMITS + LONG_JOBS)
    app.wait_running(2)
    before = running(client, instance)
    daemon.stop()
    told = app.wait_for(lambda r: r["verdict"]["reason"] == "engine", 10, "Docker is down")
    assert [t["title"] for t in told["troubles"] if "Docker" in t["title"]]
    daemon.start()
    app.wait_for(lambda r: r["running"] == 2, 60, "two pilots again")
    assert not [t for t in app.report()["troubles"] if "Docker" in t["title"]]
    assert not running(client, instance) & before
    wait_until(lambda: len(pilots.names_of(client, instance)) == 2, 10, "the old ones' removal")
    assert {row["outcome"] for row in rows(app)} == {"lost"}
    assert {container_name(row["id"]) for row in rows(app)} == before
    interrupted(app)
    assert pilots.names_of(client, instance) == []


def test_docker_comes_only_after_the_program(
    start: Start, daemon: Daemon, client: APIClient, instance: str
) -> None:
    daemon.stop()
    try:
        app = start(LIMITS + LONG_JOBS)
        told = app.wait_for(lambda r: r["verdict"]["reason"] == "engine", 10, "Docker is down")
        (trouble,) = told["troubles"]
        assert trouble["title"] == "Docker is not running"
        assert "systemctl start docker" in trouble["advice"]
        assert re.search("Docker is not running", app.child.tail())  # type: ignore[union-attr]
    finally:
        daemon.start()
    app.wait_running(2, 40)
    assert app.report()["troubles"] == []
    interrupted(app)
    assert pilots.names_of(client, instance) == []


def test_docker_hangs_and_the_program_can_still_be_ended(
    start: Start, daemon: Daemon, client: APIClient, instance: str
) -> None:
    app = start(LIMITS + LONG_JOBS)
    app.wait_running(2)
    daemon.suspend()
    try:
        interrupted(app)
    finally:
        daemon.resume()
