"""The program in a terminal with a real registry: images roll forward under pilots that work.

For: what a site admin and an owner see of it. Not for: each promise by itself (`test_images`).
"""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections import Counter as Tally
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from docker import APIClient

from tests.app.application import Application
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon
from tests.engine.registry import Registry

SETTINGS = """
[limits]
max_cores = 1
calm_s = 1
owner_cpu_percent = 100
keep_memory_mb = 16
[pilots]
cores = 0.5
memory_mb = 64
grace_s = 3
"""
LIMIT_S = 200.0


class Site:
    """A site with a registry, and an owner who works for it."""

    def __init__(self, daemon: Daemon, folder: Path, instance: str) -> None:
        places = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": "run"}
        for name in places.values():
            (folder / name).mkdir(mode=0o700)
        env = {
            "PATH": os.environ["PATH"],
            "HOME": str(folder),
            "LANG": "C.UTF-8",
            **{key: str(folder / name) for key, name in places.items()},
        }
        self._daemon, self._folder, self._env, self._instance = daemon, folder, env, instance
        self.nodes = folder / "config" / "planctongui" / "headnodes"
        self.nodes.mkdir(parents=True)
        self.app: Application | None = None

    def start(self, allow: str) -> Application:
        """Start the program; images as in the pattern are allowed."""
        images = f'[images]\nallow = ["{allow}"]\nkeep_free_gb = 0.1\n'
        # Held by Docker, pilots are not of the idle class: a busy machine starts them all the same.
        self.app = Application(
            self._env, self._folder, self._daemon.url, SETTINGS + images, self._instance,
            engine_timeout_s=120, hold_by="pause",
        )  # fmt: skip
        self.app.start()
        wait_until(self._has_books, LIMIT_S, "the ledger", poll_s=0.2)
        return self.app

    def _has_books(self) -> bool:
        try:
            return self.rows() is not None
        except sqlite3.OperationalError:  # it is not there yet
            return False

    def head_node(self, name: str, image: str, script: str, more: str = "") -> None:
        """A head node whose pilots run this script; `more`: other keys of its file."""
        text = f'kind = "custom"\nimage = "{image}"\n{more}\n'
        (self.nodes / f"{name}.toml").write_text(f'{text}command = ["""{script}"""]\n')

    def rows(self) -> list[dict[str, Any]]:
        """All finished pilots in the ledger."""
        assert self.app is not None
        uri = f"{self.app.ledger_file.as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as base:
            base.row_factory = sqlite3.Row
            return [dict(row) for row in base.execute("SELECT * FROM pilot ORDER BY born")]

    def end(self) -> None:
        """However the test ended; pilots go with their instance."""
        if self.app is not None and self.app.child is not None:
            self.app.child.kill()
            self.app.engine.close()


@pytest.fixture
def site(daemon: Daemon, client: APIClient, instance: str, tmp_path: Path) -> Iterator[Site]:
    """A site of this test's own."""
    site = Site(daemon, tmp_path, instance)
    yield site
    site.end()


def test_a_push_upgrades_the_pilots_one_by_one_and_no_job_is_lost(
    site: Site, registry: Registry, client: APIClient
) -> None:
    name = registry.name()
    registry.push(client, name, "one")
    site.head_node("site", name, "sleep 3", "refresh_s = 3")
    site.start(f"{registry.host}/site/*")
    wait_until(lambda: len(site.rows()) >= 2, LIMIT_S, "jobs with the first image", poll_s=0.2)
    (first,) = {row["image"] for row in site.rows()}
    registry.push(client, name, "two")

    def jobs() -> Tally[str]:
        return Tally(row["image"] for row in site.rows())

    wait_until(lambda: len(jobs()) == 2, LIMIT_S, "jobs with the second image", poll_s=0.2)
    second = next(image for image in jobs() if image != first)
    wait_until(lambda: jobs()[second] >= 2, LIMIT_S, "more of these", poll_s=0.2)
    # Nobody needs the first one now.
    wait_until(lambda: first not in ids(client), LIMIT_S, "the first image's removal", poll_s=0.2)
    assert second in ids(client)
    rows = site.rows()
    assert {row["outcome"] for row in rows} == {"useful"}, rows


def test_a_registry_that_hangs_keeps_no_other_head_node_waiting(
    site: Site, registry: Registry, daemon: Daemon, client: APIClient, tmp_path: Path
) -> None:
    registry.push(client, registry.name(), "one")
    (tmp_path / "silent").mkdir()
    silent = Registry(daemon, tmp_path / "silent")
    try:
        silent.hang()
        site.head_node("a-silent", silent.name(), "sleep 1")
        app = site.start(f"{silent.host}/*")
        site.head_node("good", registry.name(), pilots.SLEEP)
        title = f"The image {registry.name()} is not on your list"
        app.wait_for(lambda r: title in str(r["troubles"]), LIMIT_S, "the owner's list")
        allow(site, registry.host)
        app.wait_for(lambda r: r["running"] >= 1, LIMIT_S, "pilots of the good one")
    finally:
        silent.stop()


def test_a_prefix_goes_before_the_program_and_a_cache_brings_one_pilot_what_another_left(
    site: Site, registry: Registry, client: APIClient
) -> None:
    name = registry.name()
    registry.push(client, name, "one")
    # The image's own program is a shell; it starts what follows, as parrot_run would.
    prefix = """prefix = ['"$0" "$@"', "env", "BY=prefix", "sh", "-c"]\ncache = "/cache"\n"""
    script = (
        "[ $BY = prefix ] || exit 1; [ -e /cache/left ] && exit 0; echo x >/cache/left; exit 75"
    )
    site.head_node("site", name, script, prefix)
    site.start(f"{registry.host}/*")
    wait_until(
        lambda: [row for row in site.rows() if row["outcome"] == "useful"],
        LIMIT_S, "a pilot that found what an earlier one left", poll_s=0.2,
    )  # fmt: skip
    assert {row["outcome"] for row in site.rows()} <= {"useful", "empty"}


def allow(site: Site, host: str) -> None:
    """The one command that the trouble's advice names."""
    assert site.app is not None
    command = [sys.executable, "-m", "planctongui", "image", "allow", f"{host}/site/pilot"]
    subprocess.run(command, env=site.app.env, check=True, timeout=60)


def ids(client: APIClient) -> set[str]:
    """All images of the engine."""
    return {row["Id"] for row in client.images(all=True)}
