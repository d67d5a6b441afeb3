"""What the policy wants done with pilots.

For: one value an action. Not for: doing it (`spawner.dispatch`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from planctongui.core.verdict import Reason


@dataclass(frozen=True, slots=True)
class Spawn:
    """Start one pilot for this head node."""

    head_node: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Take the CPU away from this pilot now; its work stays."""

    pilot: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Release:
    """Give the CPU back to this pilot."""

    pilot: str


@dataclass(frozen=True, slots=True)
class Breathe:
    """Let this held pilot run for a moment, and hold it again."""

    pilot: str


@dataclass(frozen=True, slots=True)
class End:
    """Ask this pilot to end (SIGTERM); `Kill` follows after the grace if it does not."""

    pilot: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Kill:
    """End this pilot for good (SIGKILL)."""

    pilot: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reap:
    """Note what an ended pilot gave, then remove what is left of it."""

    pilot: str


Action: TypeAlias = Spawn | Hold | Release | Breathe | End | Kill | Reap
