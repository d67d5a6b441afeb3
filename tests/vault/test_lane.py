"""A call that never comes back costs its caller a moment and the program one thread."""

from __future__ import annotations

import subprocess
import sys
import threading
import time

import pytest

from planctongui.vault.lane import Lane, Stuck
from tests.desk.process import wait_until


def test_results_and_errors_come_back() -> None:
    lane = Lane("test")
    assert lane.call(lambda: 7, 5) == 7
    with pytest.raises(ZeroDivisionError):
        lane.call(lambda: 1 / 0, 5)

    def late() -> None:
        raise TimeoutError("the work's own")

    with pytest.raises(TimeoutError, match="own"):
        lane.call(late, 5)


def test_a_hanging_call_makes_later_ones_fail_at_once_until_it_comes_back() -> None:
    lane, gate = Lane("test-hangs"), threading.Event()
    with pytest.raises(Stuck):
        lane.call(lambda: gate.wait(60), 0.05)
    for _ in range(3):
        began = time.monotonic()
        with pytest.raises(Stuck):
            lane.call(lambda: 1, 30)
        assert time.monotonic() - began < 1
    assert [t.name for t in threading.enumerate()].count("test-hangs") == 1
    gate.set()

    def back() -> bool:
        try:
            return lane.call(lambda: True, 5)
        except Stuck:
            return False

    wait_until(back, 5, "the lane to be free again")


def test_a_call_that_waits_behind_a_hanging_one_is_never_made() -> None:
    lane, gate, made = Lane("test"), threading.Event(), []
    first = threading.Thread(target=lambda: lane.call(lambda: gate.wait(60), 60))
    first.start()
    with pytest.raises(Stuck):
        lane.call(lambda: made.append(1), 0.05)
    gate.set()
    first.join()
    assert lane.call(lambda: 7, 5) == 7
    assert made == []


def test_a_hanging_call_does_not_keep_the_program() -> None:
    program = (
        "import threading; from planctongui.vault.lane import Lane, Stuck\n"
        "try: Lane('x').call(threading.Event().wait, 0.05)\n"
        "except Stuck: print('quit')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=20, check=True
    )
    assert done.stdout == b"quit\n"
