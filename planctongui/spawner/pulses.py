"""The last minutes' cores, one pulse a second.

For: the strip of the day, which shows them as they come. Not for: what is kept (`chronicle`).
"""

from __future__ import annotations

from collections import deque

from planctongui.core.record import Pulse
from planctongui.core.report import Report

PULSE_S = 1.0
PULSES = 600
"""Ten minutes, where steps follow each other every second."""


class Pulses:
    """Noted on the spawner's thread; may be asked by any."""

    def __init__(self, gap_s: float) -> None:
        """Steps further apart than `gap_s` say nothing of the pilots' cores in between."""
        self._gap_s = gap_s
        self._pulses: deque[Pulse] = deque(maxlen=PULSES)
        self._used: tuple[float, float] | None = None
        """Monotonic seconds and the pilots' CPU seconds of the last pulse."""

    def note(self, report: Report, now: float, pilots_s: float) -> None:
        """A step was taken at `now`, monotonic; `pilots_s` = CPU seconds of all pilots."""
        used = self._used
        if used is not None and 0 <= now - used[0] < PULSE_S:
            return
        self._used = (now, pilots_s)
        known = used is not None and 0 < now - used[0] <= self._gap_s
        pilots = (pilots_s - used[1]) / (now - used[0]) if used and known else None
        self._pulses.append(Pulse(report.at, report.owner_cores, pilots))

    def told(self) -> tuple[Pulse, ...]:
        """All, oldest first."""
        return tuple(self._pulses)
