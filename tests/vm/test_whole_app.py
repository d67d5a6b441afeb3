"""The whole program in the guest, as an ordinary user, with pilots of its local head node."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from planctongui.governor.slice import SLICE
from tests.desk.process import wait_until
from tests.vm.person import LITTLE, SOME, Person

SETTINGS = """
[limits]
max_cores = 2
calm_s = 1
owner_cpu_percent = 100
keep_memory_mb = 16
[pilots]
memory_mb = 64
grace_s = 5
[local]
jobs = 0
width = 50000000
[engine]
timeout_s = 60
"""
WAIT_S = 300.0


@pytest.fixture
def app(owner: Person, root: Person) -> Iterator[Person]:
    root.sh("bash packaging/install-system.sh install")
    owner.call("run_app", SETTINGS)
    yield owner
    owner.call("quit_app")
    owner.call("clean")


def wait_for(app: Person, pilots: int, word: str) -> dict[str, Any]:
    """Wait until its report counts so many pilots under this word and none that starts."""

    def asked() -> dict[str, Any] | None:
        told = app.call("app", "status")
        report = told["report"] if told else {}
        there = report.get(word) == pilots and not report.get("starting")
        return report if there else None

    try:
        found = wait_until(asked, WAIT_S, f"{pilots} pilots {word}", poll_s=0.5)
    except AssertionError as error:
        raise AssertionError(f"{error}\n{app.sh('tail -n 30 ~/planctongui.log')}") from None
    assert found is not None
    return found


def examine(app: Person) -> dict[str, Any]:
    """What doctor says once the engine answers in time, which takes it long in emulation."""

    def asked() -> dict[str, Any] | None:
        done = app.try_sh("python3 -W ignore -m planctongui doctor --json")
        found: dict[str, Any] = json.loads(done.stdout or "{}")
        return found if found.get("engine", {}).get("works") else None

    found = wait_until(asked, WAIT_S, "doctor hears of the engine", poll_s=1.0)
    assert found is not None
    return found


def test_its_governor_is_the_slice_and_a_pause_holds_real_pilots(app: Person) -> None:
    report = wait_for(app, 2, "running")
    assert report["governor"] == "by the slice of all pilots, at once"
    found = examine(app)
    assert found["running"] and found["governor"] == "by the slice of all pilots, at once"
    assert found["governor_better"] == ""

    app.call("app", "pause")
    wait_for(app, 2, "held")
    assert app.call("read", f"/sys/fs/cgroup/{SLICE}/cgroup.freeze") == "1"
    used = app.call("use", 3.0)
    assert len(used) == 2, "none is started meanwhile"
    assert sum(used.values()) < LITTLE, used

    app.call("app", "resume")
    wait_for(app, 2, "running")
    assert app.call("read", f"/sys/fs/cgroup/{SLICE}/cgroup.freeze") == "0"
    assert min(app.call("use", 2.0).values()) > SOME

    assert app.call("quit_app") == 0
    assert app.call("phases") == {}, "at the end no pilot is left"
