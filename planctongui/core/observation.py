"""Everything the policy may look at, frozen at one instant.

For: what is seen of owner, machine, engine, head nodes and pilots. Not for: looking (`sensors`,
`spawner.facts`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum

from planctongui.core.limits import Slot
from planctongui.core.orders import Orders
from planctongui.core.pilot import Pilot
from planctongui.core.verdict import Reason


@dataclass(frozen=True, slots=True)
class Presence:
    """What the input source knows about the owner."""

    source: str
    """Name of the source, e.g. "X11 idle alarm"; "none" when there is none."""
    age_s: float | None
    """Seconds since the owner's last input; None = the source is blind, owner counts as present."""
    why_blind: str = ""
    """One sentence for the owner when age_s is None."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something besides the owner's input for which pilots are held while it lasts."""

    reason: Reason
    detail: str = ""
    """Who or what, for the sentence, e.g. "anna from 10.0.0.5"; "" = nothing more is known."""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One way of seeing the owner or the machine's state, as the owner is told of it."""

    name: str
    works: bool
    detail: str = ""
    """What it sees now, or why it sees nothing and what would help."""
    age_s: float | None = None
    """Seconds since it last saw the owner; None = it does not tell."""
    heard_s: float | None = None
    """Seconds since it last told anything at all; None = not known, or it is asked every time."""


class EngineState(Enum):
    """Whether the container engine can be used. UNKNOWN until it answered once."""

    UNKNOWN = "unknown"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class HeadNodeStatus:
    """Whether pilots for a head node can be started now."""

    name: str
    ready: bool
    """True when its image is on the machine."""
    not_before: float = -math.inf
    """Monotonic seconds before which no pilot is started (growing pauses after none or failure)."""
    failing: bool = False
    """True when the pause is because of failures, False when there was just no work."""
    hold_tolerance_s: float = math.inf
    """A pilot that is held for longer than this is of no use to the head node any more, seconds."""
    grace_s: float = 0.0
    """Its pilots get at least so long to end, seconds."""
    breath_every_s: float = math.inf
    """A held pilot of its must run for a moment this often, seconds; inf = never."""
    share: float = 1.0
    """Its weight among all that have work; 0 = no pilot is started for it any more."""
    waiting: int | None = None
    """Jobs that wait for a pilot; 0 = none is started; None = not known, so pilots try."""
    starting: int = 0
    """Pilots for it whose start is under way."""
    refused: bool = False
    """True when its image is none that the owner allows."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Everything the policy may look at, frozen at one instant."""

    now: float
    """Monotonic seconds."""
    wall: float
    """Unix time of the same instant."""
    presence: Presence
    owner_cores: float | None
    """Cores used by all but our pilots, mean over the last seconds; None = not known yet."""
    free_memory_mb: int | None
    """Memory available without swapping, MiB; None = not known."""
    machine_cores: int
    """Cores of the machine, all of them."""
    engine: EngineState
    pilots: tuple[Pilot, ...] = ()
    starting: int = 0
    """Pilots whose start is under way and which are not in `pilots` yet."""
    head_nodes: tuple[HeadNodeStatus, ...] = ()
    orders: Orders = Orders()
    conditions: tuple[Condition, ...] = ()
    """What each holds is the rung's (`gate`). The first that holds everything is told."""
    locked: bool | None = None
    """True: the owner locked the screen, so they are away; None = not known."""
    settings_known: bool = True
    """False while the owner's settings were never readable: what they allow is not known."""
    slot: Slot = Slot()
    """What the owner's schedule says of this instant."""
