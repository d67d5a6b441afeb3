"""Readings of the real machine."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from planctongui.sensors import load
from tests.desk import wait_until

BURN = "import time; end = time.process_time() + 0.6\nwhile time.process_time() < end: pass"


def test_cpu_time_used_by_any_process_is_counted_also_at_the_lowest_priority() -> None:
    before = load.busy_cpu_s()
    subprocess.run([sys.executable, "-c", "import os; os.nice(19)\n" + BURN], check=True)
    # The kernel counts in ticks of 10 ms, per core.
    assert load.busy_cpu_s() - before >= 0.5


def test_waiting_is_not_counted_as_use() -> None:
    cores = load.machine_cores()
    before, since = load.busy_cpu_s(), time.monotonic()
    wait_until(lambda: time.monotonic() - since > 0.5, 5, "half a second", poll_s=0.1)
    assert load.busy_cpu_s() - before <= cores * (time.monotonic() - since) + 0.1


def test_own_cpu_time_counts_this_process_only() -> None:
    before = load.own_cpu_s()
    subprocess.run([sys.executable, "-c", BURN], check=True)
    assert load.own_cpu_s() - before < 0.3
    end = time.process_time() + 0.1
    while time.process_time() < end:
        pass
    assert load.own_cpu_s() - before >= 0.1


def test_memory_and_cores_are_those_of_the_machine() -> None:
    free = load.free_memory_mb()
    total = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // (1024 * 1024)
    assert free is not None
    assert 0 < free <= total
    assert load.machine_cores() >= len(os.sched_getaffinity(0))
