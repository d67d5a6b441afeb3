"""A calm machine to start from, and short words to change one thing about it.

For: the policy's tests. Every value is plain; nothing here knows what the policy does.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from planctongui.core.limits import Limits
from planctongui.core.observation import EngineState, HeadNodeStatus, Observation, Presence
from planctongui.core.pilot import Phase, Pilot

NOW = 1000.0
WALL = 1_700_000_000.0
LIMITS = Limits(max_cores=4, calm_s=10, grace_s=10, keep_memory_mb=1024, pilot_memory_mb=256)
LOCAL = HeadNodeStatus("local", ready=True)

CALM = Observation(
    now=NOW,
    wall=WALL,
    presence=Presence("X11 idle alarm", 3600.0),
    owner_cores=0.1,
    free_memory_mb=16_000,
    machine_cores=4,
    engine=EngineState.UP,
    head_nodes=(LOCAL,),
)
"""Nobody is here, everything works, no pilot lives yet."""


def seen(*pilots: Pilot, **changes: Any) -> Observation:
    """The calm machine with these pilots, and with these fields changed."""
    return replace(CALM, pilots=pilots, **changes)


def age(age_s: float | None) -> Presence:
    """The owner's last input, that many seconds ago; None = cannot be seen."""
    return Presence("test", age_s, "" if age_s is not None else "No source works here.")


def pilot(name: str, phase: Phase = Phase.RUNNING, **changes: Any) -> Pilot:
    """A pilot of one core that is as old as its name: "a" is the oldest."""
    born = 100.0 + ord(name[0])
    plain = Pilot(name, "local", phase, cores=1.0, memory_mb=256, born=born)
    return replace(plain, **changes)
