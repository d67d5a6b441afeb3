"""An engine whose pilots may dial out, a site beside it, and the program around a made up owner."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from docker import APIClient

from planctongui.engine.docker_engine import DockerEngine
from planctongui.headnodes.local import LocalHeadNode
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon
from tests.engine.program import Program
from tests.workqueue.site import Site, own_site

SETTINGS = """
[limits]
max_cores = 2
calm_s = 1
owner_cpu_percent = 100
keep_memory_mb = 16
[pilots]
cores = 0.5
memory_mb = 128
grace_s = 5
"""

Begin = Callable[..., Program]
ALL_S = 200.0


def rows(program: Program) -> list[tuple[str, str, int | None, str]]:
    """(pilot, outcome, exit code, reason) of all ended pilots in the ledger."""
    if not program.ledger_file.exists():
        return []
    with closing(sqlite3.connect(f"{program.ledger_file.as_uri()}?mode=ro", uri=True)) as base:
        if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'pilot'").fetchone():
            return []  # it is just being made
        return base.execute("SELECT id, outcome, exit_code, reason FROM pilot").fetchall()


def done(site: Site, jobs: int, limit_s: float = ALL_S) -> None:
    """Wait until so many jobs have their result."""
    wait_until(lambda: site.done() >= jobs, limit_s, f"{jobs} results", poll_s=0.05)


@pytest.fixture(scope="session")
def daemon() -> Iterator[Daemon]:
    """A private dockerd with a bridge of its own."""
    daemon = Daemon(network=True)
    try:
        daemon.start()
        yield daemon
    finally:
        daemon.remove()


@pytest.fixture(scope="session")
def client(daemon: Daemon) -> Iterator[APIClient]:
    """Docker as somebody else sees it."""
    client = daemon.client()
    yield client
    client.close()


@pytest.fixture
def site(daemon: Daemon, tmp_path: Path) -> Iterator[Site]:
    """A site with no jobs yet."""
    site = own_site(daemon, tmp_path / "site")
    yield site
    site.close()


@pytest.fixture
def begin(daemon: Daemon, client: APIClient, tmp_path: Path) -> Iterator[Begin]:
    """Start the program with the head nodes in `tmp_path`; nothing of it is left afterwards."""
    instance = pilots.new_instance()
    engine = DockerEngine(daemon.url, instance, timeout_s=20)
    started: list[Program] = []

    def begin(settings: str = SETTINGS) -> Program:
        # By the engine: own groups would be in the idle class, which a busy machine may starve.
        started.append(Program(engine, tmp_path, settings, LocalHeadNode(1), "pause"))
        return started[-1]

    yield begin
    for program in started:
        program.close()
    engine.close()
    pilots.clean_up(client, instance)
