"""The machine's two clocks, as one value.

For: whoever needs the time on the spawner's thread. Not for: the calendar (`core.schedule`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Clock:
    """Both clocks, handed in so that tests can turn them."""

    now: Callable[[], float]
    """Monotonic seconds."""
    wall: Callable[[], float]
    """Unix time."""
