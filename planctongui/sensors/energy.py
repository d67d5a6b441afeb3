"""The processor's own energy meter (RAPL), read while pilots use the CPU.

For: joules that pilots took, as their share of what the processor took. Not for: sums or watts
(`core.energy`). Most systems let only root read the meter; then nothing is told.
See the kernel's powercap.rst. One thread; three small files a call.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path

from planctongui.core.energy import share_of

POWERCAP = Path("/sys/class/powercap")
LONGEST_S = 60.0
"""A longer gap between two readings is not used: the meter may have begun anew more than once."""


class EnergyMeter:
    """The meters of all processors of this machine."""

    def __init__(
        self,
        powercap: Path = POWERCAP,
        stat: Path = Path("/proc/stat"),
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._stat = stat
        self._now = now
        self._processors = [
            zone
            for zone in sorted(powercap.glob("*-rapl:*"))
            if zone.name.count(":") == 1 and _text(zone / "name").startswith("package")
        ]
        self._last: tuple[float, dict[Path, int], float] | None = None

    def note(self, ours_s: float) -> float | None:
        """Joules for the CPU seconds that pilots used since the call before; None = unknown."""
        read = self._read()
        before, self._last = self._last, read
        if read is None or before is None or read[0] - before[0] > LONGEST_S:
            return None
        joules = sum(_grown(zone, before[1][zone], micro) for zone, micro in read[1].items()) / 1e6
        busy_s = read[2] - before[2]
        return share_of(joules, ours_s, busy_s) if busy_s > 0 else None

    def _read(self) -> tuple[float, dict[Path, int], float] | None:
        """When, microjoules by meter, CPU seconds that all programs used; None = not readable."""
        if not self._processors:
            return None
        try:
            micro = {zone: int(_text(zone / "energy_uj")) for zone in self._processors}
            words = self._stat.read_text().split("\n", 1)[0].split()
            user, nice, system, _, _, irq, softirq = (int(word) for word in words[1:8])
        except (OSError, ValueError):
            return None
        ticks = user + nice + system + irq + softirq
        return self._now(), micro, ticks / os.sysconf("SC_CLK_TCK")


def _grown(zone: Path, before: int, now: int) -> int:
    """Microjoules since; the meter begins anew at its end."""
    if now >= before:
        return now - before
    end = _text(zone / "max_energy_range_uj")
    return now - before + int(end) if end.isdigit() else now


def _text(file: Path) -> str:
    try:
        return file.read_text().strip()
    except OSError:
        return ""
