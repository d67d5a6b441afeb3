"""What the machine is doing: CPU time, memory, cores.

For: plain readings by psutil, cheap enough for every step. Not for: what of it is the owner's
(everything minus our own; that sum is made in core) or the owner's input (a source each).
"""

from __future__ import annotations

import os
import time

import psutil

_MIB = 1024 * 1024


def busy_cpu_s() -> float:
    """CPU seconds that everything on this machine used since boot, over all cores.

    Guests are in `user` and `nice` already; waiting for a disk and time stolen by a hypervisor
    are not use.
    """
    times = psutil.cpu_times()
    return float(times.user + times.nice + times.system + times.irq + times.softirq)


def own_cpu_s() -> float:
    """CPU seconds that this process used, all its threads, not its children."""
    return time.process_time()


def free_memory_mb() -> int | None:
    """Memory that programs can have without swapping, MiB; None when the kernel does not say."""
    try:
        return int(psutil.virtual_memory().available) // _MIB
    except (OSError, ValueError, RuntimeError):
        return None


def total_memory_mb() -> int | None:
    """All memory of the machine, MiB; None when the kernel does not say."""
    try:
        return int(psutil.virtual_memory().total) // _MIB
    except (OSError, ValueError, RuntimeError):
        return None


def machine_cores() -> int:
    """Logical cores of the machine, also those this process may not run on; at least 1."""
    return psutil.cpu_count(logical=True) or os.cpu_count() or 1
