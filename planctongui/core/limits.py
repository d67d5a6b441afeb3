"""What the owner allows: how many cores, when, and how much goes on while they are here.

For: values. Ranges and sentences for the settings file: see `settings`. Not for: what follows from
them (`gate`, `policy`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum


class Rung(Enum):
    """How much goes on while the owner is present. Blind counts as present on each of them."""

    QUIET = "quiet"
    """Nothing."""
    SHARE = "share"
    """Half of the machine's cores, rounded down; nothing while the owner's programs are busy."""
    GENEROUS = "generous"
    """All but one; the owner's programs get back as many as they use, present or not."""
    DEDICATED = "dedicated"
    """All that are allowed: the owner is not looked at."""


class Level(Enum):
    """What the owner's schedule can say of an hour: a rung, or nothing at all."""

    OFF = "off"
    QUIET = "quiet"
    SHARE = "share"
    GENEROUS = "generous"
    DEDICATED = "dedicated"


@dataclass(frozen=True, slots=True)
class Slot:
    """What the owner's schedule says now."""

    level: Level | None = None
    """None = it says nothing of this hour: the rung of the limits holds."""
    until: float = math.inf
    """Unix time at which that changes; inf = never."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner allows. Ranges and sentences for the settings file: see `settings`."""

    max_cores: int
    """Cores for all pilots together; 0 = none."""
    rung: Rung = Rung.QUIET
    calm_s: float = 10.0
    """Pilots go on this many seconds after the owner's last input or CPU burst."""
    owner_cpu_percent: float = 25.0
    """All pilots are held when the owner's programs use more of the machine than this, percent.

    Not on the rungs generous and dedicated.
    """
    keep_memory_mb: int = 1024
    """No pilot is started that would leave less than this free, MiB."""
    pilot_cores: float = 1.0
    """Cores of one pilot."""
    pilot_memory_mb: int = 256
    """Memory of one pilot, MiB."""
    ttl_s: float = 6 * 3600.0
    """A pilot is ended after it could run this long, seconds."""
    grace_s: float = 10.0
    """Time between the polite end (SIGTERM) and the kill, seconds."""
    delay_budget_s: float = 60.0
    """What the pilots may cost the owner in a day before less goes on, seconds; 0 = any."""
