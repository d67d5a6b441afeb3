"""Growing pauses: after a pilot that found no job or failed, the next one waits longer.

Pure. Not for: waiting itself; the policy compares `not_before` with its clock.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

FIRST_S = 5.0
LONGEST_S = 900.0


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to leave a head node alone."""

    misses: int = 0
    """Pilots in a row that brought nothing."""
    not_before: float = -math.inf
    """Monotonic seconds before which nothing is tried."""
    failing: bool = False
    """True when the last miss was a failure, not just a lack of work."""


def after_success() -> Backoff:
    """Work was done: try again at once."""
    return Backoff()


def after_miss(before: Backoff, now: float, failing: bool, chance: float) -> Backoff:
    """One more miss at `now` (monotonic s). `chance` in 0..1 spreads many machines apart.

    A miss that comes while the pause of an earlier one still runs (pilots started together) does
    not make it longer: only tries count.
    """
    if now < before.not_before:
        return Backoff(before.misses, before.not_before, failing or before.failing)
    pause = min(LONGEST_S, FIRST_S * 2.0 ** min(before.misses, 20))
    return Backoff(before.misses + 1, now + pause * (0.5 + chance), failing)
