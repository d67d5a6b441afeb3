"""What the owner wishes besides limits: what counts as presence, messages, caches, energy.

For: values. Ranges and sentences for the settings file: see `settings`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TypeAlias

Value: TypeAlias = int | float | str | tuple[str, ...]
"""What a setting can be."""


@dataclass(frozen=True, slots=True)
class Minding:
    """What else counts as presence, as the owner wishes. Sentences: see `settings`."""

    lock_is_away: bool = True
    remote_idle_s: float = 60.0
    """A remote user counts as present so long after their last key; 0 = they do not count."""
    inhibitors: bool = True
    full_screen: bool = True
    """A window that fills the screen counts as presence, too."""
    exclusive: tuple[str, ...] = ()
    """Names of programs beside which no pilot runs."""
    battery_above: float = math.inf
    """On battery, pilots run above this charge, percent; inf = never."""
    metered: bool = False
    max_celsius: float = 0.0
    """Hottest sensor at which pilots still run; 0 = heat does not count."""
    max_memory_pressure: float = 20.0
    """Percent of time in which programs wait for memory; 0 = it does not count."""
    max_cpu_pressure: float = 0.0
    """Percent of time in which programs, pilots among them, wait for the CPU; 0 = no matter."""
    keep_disk_mb: int = 512
    """Room on the engine's disk below which pilots are held, MiB."""


@dataclass(frozen=True, slots=True)
class NoticeWishes:
    """Which messages of the desktop the owner wants to see."""

    pause: bool = True
    """The first time that pilots make room for them."""
    trouble: bool = True
    """What they can do something about."""
    thanks: bool = True
    """What the machine gave in a week."""


@dataclass(frozen=True, slots=True)
class Power:
    """What the owner takes an hour of CPU to cost, where no meter tells it."""

    core_watts: float = 8.0
    """Watts of one busy core."""
    co2_g_per_kwh: float = 475.0
    """Grams of CO2 for a kilowatt hour; the default is about the world's average."""


@dataclass(frozen=True, slots=True)
class CacheRules:
    """What the owner settled about folders that outlive pilots."""

    most_gb: float = 10.0
    """What the cache of one head node may grow to, GB (10^9 bytes); 0 = none gets one."""
    clear_when_full: bool = False
    """True = a full one is cleared; False = it is kept, and new pilots do without."""
