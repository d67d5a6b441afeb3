"""All that the owner has settled, as the values that the rest of the program knows.

For: from each option's value to where it is looked up. Not for: reading the file, or whether a
value is possible (`reading`). Pure.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from planctongui.core.allow import ImageRules
from planctongui.core.limits import Limits, Rung
from planctongui.core.schedule import Schedule, parse
from planctongui.core.wishes import CacheRules, Minding, NoticeWishes, Power


@dataclass(frozen=True, slots=True)
class Settings:
    """All that the owner has settled."""

    limits: Limits
    at_quit: str
    """What happens to pilots at quit: "end", "hold" or "leave"."""
    engine_url: str
    """Where the engine listens; "" = its usual place."""
    hold_by: str
    """How pilots are held: "auto", "crawl" or "pause"."""
    engine_timeout_s: float
    """Seconds after which a silent engine counts as hung."""
    local_jobs: int
    """Jobs of the local head node in all; 0 = no end in sight."""
    ignore_desktops: bool
    """Terminals are enough to see the owner by, even where a desktop runs that is not ours."""
    local_width: int
    """Numbers in one job of the local head node."""
    schedule: Schedule = field(default_factory=Schedule)
    """What goes on at which hour of the week."""
    minding: Minding = field(default_factory=Minding)
    """What besides the owner's input counts."""
    notices: NoticeWishes = field(default_factory=NoticeWishes)
    images: ImageRules = field(default_factory=ImageRules)
    """Which images may be pulled, and how much room they leave."""
    cache: CacheRules = field(default_factory=CacheRules)
    """How large folders that outlive pilots may grow."""
    power: Power = field(default_factory=Power)
    """What an hour of CPU is taken to cost."""


def settled(values: Mapping[str, Any]) -> Settings:
    """The values of all options, by their names, in their places."""
    return Settings(
        limits=Limits(
            max_cores=values["limits.max_cores"],
            rung=Rung(values["limits.rung"]),
            calm_s=values["limits.calm_s"],
            owner_cpu_percent=values["limits.owner_cpu_percent"],
            keep_memory_mb=values["limits.keep_memory_mb"],
            delay_budget_s=values["limits.delay_budget_s"],
            pilot_cores=values["pilots.cores"],
            pilot_memory_mb=values["pilots.memory_mb"],
            ttl_s=values["pilots.ttl_s"],
            grace_s=values["pilots.grace_s"],
        ),
        at_quit=values["pilots.at_quit"],
        engine_url=values["engine.url"],
        hold_by=values["engine.hold_by"],
        engine_timeout_s=values["engine.timeout_s"],
        local_jobs=values["local.jobs"],
        ignore_desktops=values["presence.desktops"] == "ignore",
        local_width=values["local.width"],
        minding=_minding(values),
        notices=NoticeWishes(
            pause=values["notices.pause"] == "show",
            trouble=values["notices.trouble"] == "show",
            thanks=values["notices.thanks"] == "show",
        ),
        power=Power(values["energy.core_watts"], values["energy.co2_g_per_kwh"]),
        schedule=parse(values["schedule.rules"]),
        images=ImageRules(values["images.allow"], values["images.keep_free_gb"]),
        cache=CacheRules(values["cache.most_gb"], values["cache.when_full"] == "clear"),
    )


def _minding(values: Mapping[str, Any]) -> Minding:
    on_battery = values["presence.on_battery"]
    return Minding(
        lock_is_away=values["presence.locked"] == "away",
        remote_idle_s=values["presence.remote_idle_s"],
        inhibitors=values["presence.inhibitors"] == "hold",
        full_screen=values["presence.full_screen"] == "hold",
        exclusive=values["presence.exclusive"],
        battery_above=math.inf if on_battery == "hold" else float(on_battery),
        metered=values["presence.metered"] == "hold",
        max_celsius=values["presence.max_celsius"],
        max_memory_pressure=values["presence.max_memory_pressure"],
        max_cpu_pressure=values["presence.max_cpu_pressure"],
        keep_disk_mb=values["limits.keep_disk_mb"],
    )
