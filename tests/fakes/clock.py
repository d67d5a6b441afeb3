"""A clock that only goes on when the test turns it."""

from __future__ import annotations

from planctongui.spawner.clock import Clock


class HandClock:
    """Monotonic seconds and Unix time, turned together."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.wall = 1_700_000_000.0

    def turn(self, seconds: float) -> None:
        """Let time go on (or jump back)."""
        self.now += seconds
        self.wall += seconds

    def clock(self) -> Clock:
        """What the spawner reads."""
        return Clock(lambda: self.now, lambda: self.wall)
