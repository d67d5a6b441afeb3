"""`planctongui remove-everything`, with and without a running program, and with real pilots."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from docker import APIClient

from tests.app.application import Application
from tests.desk.desktop import Desktop
from tests.engine.daemon import Daemon

LIMIT_S = 120
ONE = (
    "[limits]\nmax_cores = 1\nowner_cpu_percent = 100\ncalm_s = 2\nkeep_memory_mb = 0\n"
    "[local]\nwidth = 50000000\n"
    '[pilots]\nmemory_mb = 64\nat_quit = "leave"\n'
)
"""One pilot with a long job, left behind at the end of a run."""


@pytest.fixture
def app(desktop: Desktop, daemon: Daemon) -> Iterator[Application]:
    """The application with a pilot at work, patient with an engine on a busy machine."""
    app = Application(desktop.env, desktop.folder, daemon.url, ONE, engine_timeout_s=60)
    try:
        app.start("--hidden")
        working(app)
        yield app
    finally:
        app.clean()


@pytest.fixture
def client(daemon: Daemon) -> Iterator[APIClient]:
    client = daemon.client()
    yield client
    client.close()


def working(app: Application) -> None:
    app.wait_for(lambda r: r["running"] and not r["starting"], LIMIT_S, "a pilot works")


def command(app: Application, *words: str, said: str = "") -> tuple[int, str]:
    """Run the command as the owner does; gives exit status and output."""
    done = subprocess.run(
        [sys.executable, "-m", "planctongui", "remove-everything", *words],
        env=app.env, input=said, capture_output=True, text=True, timeout=LIMIT_S, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def ours(client: APIClient, app: Application) -> list[str]:
    """Whatever in the engine carries this run's labels."""
    wanted = {"label": app.engine.label_filters()}
    found = [str(row["Id"]) for row in client.containers(all=True, filters=wanted)]
    found += [str(row["Id"]) for row in client.images(filters=wanted)]
    return found + [str(row["Name"]) for row in client.volumes(filters=wanted)["Volumes"] or ()]


def booked(app: Application) -> tuple[float, int]:
    """CPU seconds in all, and pilots with a row."""
    with closing(sqlite3.connect(app.ledger_file)) as base:
        (cpu_s,) = base.execute("SELECT TOTAL(cpu_s) FROM given").fetchone()
        (rows,) = base.execute("SELECT COUNT(*) FROM pilot").fetchone()
    return cpu_s, rows


def test_the_running_program_removes_everything_and_stays_paused(
    app: Application, client: APIClient
) -> None:
    client.create_volume(f"{app.instance}-cache", labels=app.engine.labels)
    status, said = command(app, said="no\n")
    assert status == 1 and "Nothing was removed." in said
    assert app.report()["removal"] is None
    status, said = command(app, said="yes\n")
    assert status == 0, said
    assert "What is left of planctongui in the engine: nothing." in said
    assert "1 cache" in said
    assert ours(client, app) == []
    report = app.wait_for(
        lambda r: r["verdict"]["reason"] == "owner_paused", LIMIT_S, "it is paused"
    )
    assert report["starting"] == 0 and not report["pilots"]
    cpu_s, rows = booked(app)
    assert cpu_s > 0 and rows >= 1
    app.order("resume")
    working(app)


def test_without_a_running_program_what_an_earlier_run_left_is_booked_and_removed(
    app: Application, client: APIClient
) -> None:
    app.quit()
    left = len(app.engine.look(()))
    assert left
    _, before = booked(app)
    status, said = command(app, "--yes")
    assert status == 0, said
    assert "What is left of planctongui in the engine: nothing." in said
    assert ours(client, app) == []
    assert booked(app)[1] == before + left
    app.start("--hidden")
    app.wait_for(lambda r: r["verdict"]["reason"] == "owner_paused", LIMIT_S, "it is still paused")


def test_an_engine_that_is_away_is_told_of(app: Application) -> None:
    app.quit()
    text = app.settings_file.read_text()
    app.settings_file.write_text(text.replace("unix://", "unix:///nowhere"))
    status, said = command(app, "--yes")
    assert status == 1
    assert "Docker is not running" in said and "stays so until you resume" in said
