"""How much CPU pilots use, by their own counters.

For: tests and benchmarks that must see it independently of the application. Not for: waiting.
"""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from planctongui.engine.counters import Counter


def cores_used(counters: Mapping[str, Path], seconds: float) -> dict[str, float]:
    """Pilot -> cores used on the average over the next `seconds`; a dead pilot uses none."""
    before = {pilot: Counter(file).read() for pilot, file in counters.items()}
    since = time.monotonic()
    time.sleep(seconds)  # the length of the measurement, not a wait
    span = time.monotonic() - since
    after = {pilot: Counter(file).read() for pilot, file in counters.items()}
    return {
        pilot: ((after[pilot] or 0.0) - (before[pilot] or 0.0)) / span
        if after[pilot] is not None
        else 0.0
        for pilot in counters
    }
