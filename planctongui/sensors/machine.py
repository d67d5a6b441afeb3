"""Plain readings of the machine's own state: battery, heat, pressure, disk, sleep.

For: functions that read one thing each and give None when the machine does not tell it.
Thread: the one of slow looks (a sensor may take its time). Cost: below 1 ms each as a rule.
Not for: what follows from a reading (`conditions`).
"""

from __future__ import annotations

import math
import re
import shutil
import time
from pathlib import Path

import psutil

_SOME = re.compile(r"^some avg10=(\d+(?:\.\d+)?)", re.MULTILINE)


def battery() -> tuple[bool, float] | None:
    """(on battery, charge in percent); None = there is no battery, so mains."""
    told = psutil.sensors_battery()
    if told is None:
        return None
    # Whether it is plugged in may be unknown (None): that is not the same as unplugged.
    return told.power_plugged is False, float(told.percent)


def hottest() -> float | None:
    """The hottest sensor, degrees Celsius; None = no sensor tells. Nonsense is left out."""
    told = [
        one.current
        for group in psutil.sensors_temperatures().values()
        for one in group
        if one.current is not None and math.isfinite(one.current) and -50 < one.current < 200
    ]
    return max(told, default=None)


def pressure(what: str, folder: Path = Path("/proc/pressure")) -> float | None:
    """Percent of the last 10 s in which some program waited for `what` ("memory", "cpu").

    None = this kernel does not tell.
    """
    try:
        found = _SOME.search((folder / what).read_text("ascii", "replace"))
    except OSError:
        return None
    return float(found[1]) if found else None


def free_disk_mb(engine: Path = Path("/var/lib/docker")) -> int:
    """MiB that programs may still write where the engine's folder lies, or else on the root."""
    return shutil.disk_usage(engine if engine.exists() else "/").free // 2**20


def clocks() -> tuple[float, float, float]:
    """(monotonic, boot, wall) seconds. Only the second goes on in sleep, the third may be set."""
    return time.monotonic(), time.clock_gettime(time.CLOCK_BOOTTIME), time.time()
