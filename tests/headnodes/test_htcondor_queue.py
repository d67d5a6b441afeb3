"""How many jobs wait in a pool: one number in time, or it is not known."""

from __future__ import annotations

import sys
import time

import pytest

from planctongui.headnodes.htcondor_queue import MOST, ask, idle_jobs


def said(program: str, timeout_s: float = 10.0) -> int | None:
    """What comes of a child that runs this Python program."""
    return ask([sys.executable, "-c", program], timeout_s)


def test_a_number_is_a_number() -> None:
    assert said("print(12)") == 12
    assert said("print(0)") == 0
    assert said("print(9999999999)") == MOST


@pytest.mark.parametrize(
    "program",
    [
        "pass",
        "print(-1)",
        "print('12 jobs')",
        "print('\\u0661')",
        "print(10**50)",
        "print(5); raise SystemExit(1)",
        "raise RuntimeError",
        "import os; os.kill(os.getpid(), 9)",
        "import sys; sys.stdout.buffer.write(bytes(range(256)))",
    ],
)
def test_anything_else_is_not_known(program: str) -> None:
    assert said(program) is None


def test_a_child_that_hangs_is_ended_in_time() -> None:
    began = time.monotonic()
    assert said("import signal; signal.pause()", timeout_s=0.5) is None
    assert time.monotonic() - began < 5


def test_a_program_that_is_not_there_is_not_known() -> None:
    assert ask(["/nonexistent"], 1.0) is None


def test_a_machines_own_htcondor_settings_do_not_reach_the_child(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("_CONDOR_COLLECTOR_HOST", "elsewhere")
    monkeypatch.setenv("CONDOR_CONFIG", "/elsewhere")
    program = (
        "import os; print(int(os.environ['CONDOR_CONFIG'] == 'ONLY_ENV')"
        " + ('_CONDOR_COLLECTOR_HOST' in os.environ) * 10)"
    )
    assert said(program) == 1


def test_a_pool_that_is_not_there_is_not_known_and_not_empty() -> None:
    assert idle_jobs("127.0.0.1:1") is None
