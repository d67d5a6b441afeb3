"""One pilot, as known at one instant.

For: what the engine says of it, and the order that is under way. Not for: what is kept about it
between instants (`spawner.entry`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Phase(Enum):
    """What the engine says of a pilot. Held is a phase of its own, not a kind of stopped."""

    CREATED = "created"
    RUNNING = "running"
    HELD = "held"
    EXITED = "exited"


class Pending(Enum):
    """An order for a pilot that is under way and has not been answered yet."""

    HOLD = "hold"
    RELEASE = "release"
    END = "end"
    KILL = "kill"
    REAP = "reap"
    BREATH = "breath"


@dataclass(frozen=True, slots=True)
class Pilot:
    """One short-lived pilot, as known at one instant."""

    id: str
    """Our own name for it, chosen before it exists; unique for ever."""
    head_node: str
    """Name of the head node it works for."""
    phase: Phase
    cores: float
    """Cores it may use."""
    memory_mb: int
    """Memory it may use, MiB."""
    born: float
    """Monotonic seconds at which it started (or was created, if it never started)."""
    ran_s: float = 0.0
    """Seconds it could run so far: time held does not count."""
    held_s: float = 0.0
    """Seconds it has been held without a break; 0 = it is not held."""
    airless_s: float = 0.0
    """Seconds since it was held or last took a breath; 0 = it is not held."""
    idle: bool = False
    """True when it has been seen waiting for a job: it runs, but uses no CPU."""
    unholdable: bool = False
    """True when orders to hold it have failed again and again."""
    pending: Pending | None = None
    pending_since: float = 0.0
    """Monotonic seconds at which the pending order was given."""
