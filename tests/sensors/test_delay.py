"""How long programs wait for the CPU: on this machine, with programs that really want it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from planctongui.engine.counters import Counter
from planctongui.sensors import delay
from planctongui.sensors.delay import Pressure, Probe
from tests.desk import wait_until
from tests.fakes import groups

CORES = os.cpu_count() or 1


@contextmanager
def busy(programs: int) -> Iterator[None]:
    """So many programs that compute without end."""
    spin = [sys.executable, "-c", "while True: pass"]
    started = [subprocess.Popen(spin, start_new_session=True) for _ in range(programs)]
    try:
        yield
    finally:
        for one in started:
            one.kill()
            one.wait()


def waited(means: delay.Means) -> float:
    told = means.waited_s()
    assert told is not None
    return told


def wakes(probe: Probe) -> int:
    """How often the probe's thread has given up the CPU."""
    assert probe._thread is not None
    status = Path(f"/proc/self/task/{probe._thread.native_id}/status").read_text()
    return int(status.split("\nvoluntary_ctxt_switches:")[1].split()[0])


def test_the_kernel_counts_it_when_more_programs_compute_than_there_are_cores() -> None:
    pressure = Pressure()
    before = waited(pressure)
    with busy(2 * CORES):
        wait_until(lambda: waited(pressure) - before > 0.2, 20, "the count to grow")
    assert isinstance(delay.best(), Pressure)


def test_without_the_kernels_count_a_probe_is_late_beside_busy_programs(tmp_path: Path) -> None:
    probe = delay.best(tmp_path / "none")
    assert isinstance(probe, Probe) and not probe.sees_pilots
    assert probe.waited_s() == 0.0
    with busy(12 * CORES):
        probe.want(True)
        wait_until(lambda: waited(probe) > 0, 30, "the probe to be late")
    probe.close()
    wait_until(lambda: not (probe._thread and probe._thread.is_alive()), 5, "its end")


def test_a_probe_that_nobody_wants_has_no_thread_or_one_that_rests() -> None:
    probe = Probe()
    probe.want(False)
    assert probe._thread is None
    probe.want(True)
    wait_until(lambda: wakes(probe) >= 4, 10, "the probe to work")
    probe.want(False)
    # It ends its round; then a whole second without a single wake-up.
    rested = wakes(probe)

    def rests() -> bool:
        nonlocal rested
        before, rested = rested, wakes(probe)
        return before == rested

    wait_until(rests, 10, "the probe to rest", poll_s=1.0)
    probe.want(True)
    wait_until(lambda: wakes(probe) > rested, 10, "the probe to work again")
    probe.close()
    probe.close()
    probe.want(False)


def test_a_probe_without_a_thread_does_not_know(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(self: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(threading.Thread, "start", refuse)
    probe = Probe()
    probe.want(True)
    assert probe.waited_s() is None
    probe.close()


@pytest.mark.parametrize("text", ["", "some avg10=0.00\n", "full total=3\n", "some total=x\n"])
def test_a_file_that_tells_nothing_is_not_zero(tmp_path: Path, text: str) -> None:
    file = tmp_path / "cpu"
    file.write_text(text)
    assert delay.waited_in(file) is None
    assert delay.waited_in(tmp_path / "none") is None
    file.write_text("some avg10=1.00 avg60=0.00 avg300=0.00 total=1500000\nfull total=9\n")
    assert delay.waited_in(file) == 1.5


def test_a_groups_own_count_is_beside_its_counter_in_v2_and_in_a_tree_of_its_own_in_v1(
    tmp_path: Path,
) -> None:
    v2 = Counter(groups.make(tmp_path / "v2" / "planctongui.slice").cpu / "cpu.stat")
    assert v2.pressure_file() == tmp_path / "v2" / "planctongui.slice" / "cpu.pressure"
    v1 = Counter(groups.make_v1(tmp_path / "v1", "planctongui/p1"))
    assert v1.pressure_file() == tmp_path / "v1" / "unified" / "planctongui/p1" / "cpu.pressure"
