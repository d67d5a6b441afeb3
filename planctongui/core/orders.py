"""What the owner has ordered and not taken back.

For: pauses, ends, and what becomes of pilots at the end of the program. Not for: settings
(`limits`), or what the policy orders (`actions`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class AtQuit(Enum):
    """What becomes of living pilots when the program is quit."""

    END = "end"
    """Ended politely; their unfinished jobs go back to the head node."""
    HOLD = "hold"
    """Held until the next start, which adopts them."""
    LEAVE = "leave"
    """Left as they are, unwatched until the next start."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What the owner has ordered and not taken back."""

    paused_until: float | None = None
    """Unix time until which the owner paused; math.inf = until resumed; None = not paused."""
    finishing: bool = False
    """Let the running jobs end, start no more."""
    leaving: AtQuit | None = None
    """The program is quitting, and this is what becomes of its pilots; None = it stays."""
    stopping: frozenset[str] = frozenset()
    """Pilots that the owner told to end."""
    removing: bool = False
    """All pilots are to end, and nothing starts, until everything of ours is removed."""
