"""How long programs wait for the CPU: by the kernel's own account, else by a probe.

For: one counter that only grows, read while pilots run beside the owner and never else. Not for:
what of it the pilots are to blame for (`core.budget`).
Pressure (PSI): time in which at least one program of the machine was ready and got no CPU; one
small file, 0.03 ms a read, on the spawner's thread. It has the pilots' own waiting in it.
Probe, where the kernel does not tell: a thread that sleeps 50 ms, 1.3 times a second, and is late
by as much as an owner's program would be that wakes so often. It costs 2.7 wake-ups a second and
0.2 ms of CPU a second (measured). It says too much when this program itself is busy at that moment,
and too little of programs that compute: the kernel favours who slept (beside two busy programs a
core it was not late at all, where the kernel counted waiting in 86 % of the time).
"""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path
from typing import Protocol

PRESSURE = Path("/proc/pressure/cpu")
NAP_S = 0.05
APART_S = 0.7
SLACK_S = 0.001
"""Any machine at rest is as late as this."""

_TOTAL = re.compile(r"^some .*total=(\d+)", re.MULTILINE)


class Means(Protocol):
    """Counts waiting. All on the spawner's thread."""

    @property
    def name(self) -> str:
        """For the owner."""

    @property
    def sees_pilots(self) -> bool:
        """True when the pilots' own waiting is counted too."""

    def waited_s(self) -> float | None:
        """Seconds so far, while it is wanted; None = it cannot tell."""

    def want(self, on: bool) -> None:
        """Whether anybody needs it from now on."""

    def close(self) -> None:
        """Stop; may be called twice."""


class Pressure:
    """By the kernel."""

    name = "the kernel's count of waiting (PSI)"
    sees_pilots = True

    def __init__(self, file: Path = PRESSURE) -> None:
        self._file = file

    def waited_s(self) -> float | None:
        return waited_in(self._file)

    def want(self, on: bool) -> None:
        """Nothing to do: the kernel counts anyway."""

    def close(self) -> None:
        """Nothing to do."""


class Probe:
    """By being late ourselves. Its thread begins with the first wish and rests without one."""

    name = "a probe that measures how late it wakes"
    sees_pilots = False

    def __init__(self) -> None:
        self._waited_s = 0.0
        self._wanted = threading.Event()
        self._closing = threading.Event()
        self._thread: threading.Thread | None = None
        self._broken = False

    def waited_s(self) -> float | None:
        return None if self._broken else self._waited_s

    def want(self, on: bool) -> None:
        if on == self._wanted.is_set() or self._closing.is_set():
            return
        if not on:
            self._wanted.clear()
            return
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, name="delay probe", daemon=True)
            try:
                self._thread.start()
            except RuntimeError:  # no more threads: then it is not known
                self._broken = True
        self._wanted.set()

    def close(self) -> None:
        self._closing.set()
        self._wanted.set()

    def _run(self) -> None:
        while self._wanted.wait() and not self._closing.wait(APART_S):
            began = time.monotonic()
            time.sleep(NAP_S)
            late_s = max(0.0, time.monotonic() - began - NAP_S - SLACK_S)
            # Of each stretch of so many seconds, this one nap stands for the whole.
            self._waited_s += late_s * (APART_S + NAP_S + late_s) / (NAP_S + late_s)


def waited_in(file: Path) -> float | None:
    """Seconds that a pressure file says somebody waited since boot; None = it does not tell."""
    try:
        found = _TOTAL.search(file.read_text("ascii", "replace"))
    except OSError:
        return None
    return int(found[1]) / 1e6 if found else None


def best(file: Path = PRESSURE) -> Means:
    """The kernel's count where it is kept, else the probe."""
    pressure = Pressure(file)
    return Probe() if pressure.waited_s() is None else pressure
