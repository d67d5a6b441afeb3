"""What tests of several sources ask them: do they wake the loop, how long is the owner away."""

from __future__ import annotations

import select
import time

from planctongui.core.observation import Presence
from planctongui.sensors.protocol import InputSource
from tests.desk import wait_until

SLOWEST_LOOK_S = 0.5
"""A look at a service that hangs: its limit of 0.2 s, and a machine that is busy with tests."""


def nothing() -> None:
    """A wake that is not needed."""


def wakes(source: InputSource, seconds: float) -> bool:
    """Whether the descriptor becomes readable in time; takes in what it has, as the loop does."""
    descriptor = source.fileno()
    assert descriptor is not None
    ready = bool(select.select([descriptor], [], [], seconds)[0])
    if ready:
        source.pump()
    return ready


def age(source: InputSource) -> float:
    """Its answer; AssertionError when it is blind."""
    seen = source.presence()
    assert seen.age_s is not None, seen.why_blind
    return seen.age_s


def assert_back(source: InputSource, at: float) -> None:
    """The owner's age is no longer than the time since that input, given 20 ms for rounding."""
    seen = age(source)
    assert seen <= time.monotonic() - at + 0.02


def leave(source: InputSource, calm_s: float) -> None:
    """Wait until the owner counts as away and nothing is left that would wake the loop."""

    def away() -> bool:
        if source.fileno() is not None:
            wakes(source, 0)
        return age(source) >= calm_s

    wait_until(away, 5, "the owner to count as away")
    wait_until(lambda: not wakes(source, 0) and away(), 2, "the source to be quiet")


def blind(source: InputSource) -> Presence:
    """Look until it is blind, and give that answer; no look may take longer than its limit."""

    def look() -> Presence | None:
        started = time.monotonic()
        seen = source.presence()
        assert time.monotonic() - started < SLOWEST_LOOK_S
        return seen if seen.age_s is None else None

    seen = wait_until(look, 3, "the source to turn blind")
    assert source.fileno() is None
    source.pump()
    assert source.presence().age_s is None
    source.close()
    source.close()
    return seen
