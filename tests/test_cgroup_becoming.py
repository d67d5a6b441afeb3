"""A hold in v1 while the engine's own process becomes the pilot's: a real process that execs."""

from __future__ import annotations

import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui.engine.counters import Counter
from planctongui.engine.group_files import GroupFiles, files_of
from planctongui.events import Event, Settled
from planctongui.governor import cgroup_files
from planctongui.governor.cgroup_files import CgroupGovernor
from tests.desk.process import wait_until
from tests.fakes import groups
from tests.fakes.clock import HandClock
from tests.fakes.engine import FakeEngine

LIMIT_S = 60.0
PILOT = "abc"


@pytest.fixture
def engines(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A process under the engine's name; told a line, it becomes another program."""
    program = tmp_path / "runc"
    shutil.copy("/bin/sh", program)
    process = subprocess.Popen(
        [program, "-c", "read told; exec sleep 600"], stdin=subprocess.PIPE, text=True
    )
    wait_until(lambda: name_of(process).startswith("runc"), LIMIT_S, "its name")
    yield process
    process.kill()
    process.communicate()


@pytest.fixture
def group(tmp_path: Path, engines: subprocess.Popen[str]) -> GroupFiles:
    """The pilot's, with that process in it."""
    made = files_of(Counter(groups.make_v1(tmp_path, f"planctongui-u1/{PILOT}")))
    assert made is not None
    made.freezer.with_name("cgroup.procs").write_text(f"{engines.pid}\n")
    assert made.is_becoming()
    return made


@pytest.fixture
def said() -> list[Event]:
    return []


@pytest.fixture
def governor(tmp_path: Path, group: GroupFiles, said: list[Event]) -> Iterator[CgroupGovernor]:
    engine = FakeEngine(HandClock(), tmp_path / "engine")
    made = CgroupGovernor({PILOT: group}.get, engine, "pause", said.append)
    yield made
    made.close()


def name_of(process: subprocess.Popen[str]) -> str:
    return Path("/proc", str(process.pid), "comm").read_text().strip()


def become(process: subprocess.Popen[str]) -> None:
    """Let it become the pilot's."""
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()
    wait_until(lambda: name_of(process) == "sleep", LIMIT_S, "its new name")


def looks() -> list[threading.Thread]:
    """The timers that run."""
    return [one for one in threading.enumerate() if isinstance(one, threading.Timer)]


def test_it_is_frozen_once_it_has_become_a_pilot(
    governor: CgroupGovernor,
    group: GroupFiles,
    engines: subprocess.Popen[str],
    said: list[Event],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cgroup_files, "BECOMES_S", 3600.0)
    governor.hold(PILOT, 0.5)
    first = looks()
    assert [(e.pilot, e.held) for e in said if isinstance(e, Settled)] == [(PILOT, True)]
    wait_until(lambda: not any(one.is_alive() for one in first), LIMIT_S, "a look at it")
    assert group.freezer.read_text() == "THAWED\n" and not group.crawls()
    become(engines)
    wait_until(lambda: group.freezer.read_text() == "FROZEN", LIMIT_S, "it is frozen")
    assert group.crawls()


def test_it_crawls_if_that_takes_too_long_and_is_never_frozen_as_the_engines(
    governor: CgroupGovernor, group: GroupFiles, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cgroup_files, "BECOMES_S", 0.02)
    before = looks()
    governor.hold(PILOT, 0.5)
    wait_until(group.crawls, LIMIT_S, "it crawls")
    wait_until(lambda: set(looks()) <= set(before), LIMIT_S, "nobody looks any more")
    assert group.freezer.read_text() == "THAWED\n"


def test_what_is_released_meanwhile_is_left_alone(
    governor: CgroupGovernor,
    group: GroupFiles,
    engines: subprocess.Popen[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(cgroup_files, "BECOMES_S", 3600.0)
    before = looks()
    governor.hold(PILOT, 0.5)
    governor.release(PILOT, 0.5)
    become(engines)
    wait_until(lambda: set(looks()) <= set(before), LIMIT_S, "nobody looks any more")
    assert group.freezer.read_text() == "THAWED\n"
    assert group.quota_file.read_text() == "50000"
