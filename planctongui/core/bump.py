"""Telling a table that was bumped from an owner who is back.

Pure: what the pointer did in, a word out. Not for: reading the pointer (`sensors`).
"""

from __future__ import annotations

import math
from typing import TypeAlias

Point: TypeAlias = tuple[int, int]

LONG_IDLE_S = 15 * 60.0
"""Before a bump nobody was there for this long; sooner, a small move is an owner who reads."""

JUDGED_AFTER_S = 1.0
"""A move is a bump when no other input follows it within this."""

FARTHEST_PX = 16.0


def is_bump(before: Point, after: Point, idle_before_s: float, repeated: bool) -> bool:
    """True when a single tiny move after long idleness is all that was seen.

    A pointer that did not move at all means a key or a click: that is an owner.
    """
    moved = math.dist(before, after)
    return idle_before_s >= LONG_IDLE_S and not repeated and 0 < moved <= FARTHEST_PX
