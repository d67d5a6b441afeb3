"""Telling from three clocks that the machine was asleep.

Pure: readings in, a word out. Not for: reading clocks (`sensors.machine`), or news of coming sleep.
"""

from __future__ import annotations

from typing import TypeAlias

Clocks: TypeAlias = tuple[float, float, float]
"""Monotonic (stands still in sleep), boot (goes on in sleep) and wall seconds of one instant."""

GAP_S = 30.0
"""A clock that went on for so much longer than the monotonic one tells of sleep."""


def slept(before: Clocks, after: Clocks) -> bool:
    """True when the machine slept, or was frozen as a virtual one, between the two readings.

    A wall clock that is set forward looks the same; that costs only one more calm.
    """
    awake_s = after[0] - before[0]
    return after[1] - before[1] - awake_s > GAP_S or after[2] - before[2] - awake_s > GAP_S
