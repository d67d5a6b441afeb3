"""planctongui with a heart: its GUI loop beats, and tells whenever it was kept from beating.

`python -m tests.app.heartbeat ...` takes planctongui's own arguments. A line "stall MS" for each
gap; time in which the thread was ready but the busy machine gave it no CPU is taken off. "beat" is
told once a second. Not for: what stalls it.
"""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path

from PyQt5.QtCore import Qt, QTimer
from PyQt5.QtWidgets import QApplication

from planctongui import app, cli

BEAT_MS = 10
TOLD_MS = 50


class Heart(QApplication):
    """The application, with a timer that nothing but a stall can hold up."""

    def __init__(self, arguments: list[str]) -> None:
        super().__init__(arguments)
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self._last = time.monotonic(), self._unscheduled_s()
        self._told = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(BEAT_MS)

    def _beat(self) -> None:
        now, unscheduled_s = time.monotonic(), self._unscheduled_s()
        gap_ms = ((now - self._last[0]) - (unscheduled_s - self._last[1])) * 1000 - BEAT_MS
        self._last = now, unscheduled_s
        if gap_ms > TOLD_MS:
            print(f"stall {gap_ms:.0f}", flush=True)
        if now - self._told >= 1:
            self._told = now
            print("beat", flush=True)

    def _unscheduled_s(self) -> float:
        """Seconds in which this thread was ready to run and did not."""
        return int(self._schedule.read_text().split()[1]) / 1e9


if __name__ == "__main__":
    app.QApplication = Heart  # type: ignore[misc]
    sys.exit(cli.main(sys.argv[1:]))
