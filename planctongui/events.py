"""What can happen: the events that make the spawner take a step.

For: values only, posted from any thread. Not for: what follows from them (`spawner`, `policy`).
An input of the owner is no event here: it wakes the loop, and the step looks at the source itself.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from planctongui.core.limits import Rung
from planctongui.core.orders import AtQuit, Orders
from planctongui.core.removal import Remnant
from planctongui.core.report import Pulling, Sums
from planctongui.core.standing import Finding, LastPilot, Trial
from planctongui.core.trouble import Trouble
from planctongui.core.wishes import Value
from planctongui.engine.protocol import Sighting
from planctongui.headnodes.protocol import Outcome


class Turn(Enum):
    """What the engine says happened to a pilot."""

    STARTED = "start"
    PAUSED = "pause"
    UNPAUSED = "unpause"
    DIED = "die"
    REMOVED = "destroy"


@dataclass(frozen=True, slots=True)
class EngineUp:
    """The engine answers and its event stream is open: time to look at all pilots."""

    engine: str = "Docker"
    """Its name."""


@dataclass(frozen=True, slots=True)
class EngineDown:
    """The engine cannot be used."""

    trouble: Trouble
    answers_look: bool = False
    """True when it is the answer to a look that was asked for."""
    engine: str = ""
    """Its name; "" = as before."""


@dataclass(frozen=True, slots=True)
class PilotTurned:
    """Something happened to one of our pilots, whoever did it."""

    pilot: str
    turn: Turn


@dataclass(frozen=True, slots=True)
class Looked:
    """All pilots of the engine at one instant."""

    sightings: tuple[Sighting, ...]
    asked_at: float
    """Monotonic seconds at which the engine was asked."""
    counted: Mapping[str, float]
    """Pilot -> CPU seconds that the ledger has of it already."""


@dataclass(frozen=True, slots=True)
class Spawned:
    """A start is over: with a pilot, or with None because it was called off in between."""

    pilot: str
    sighting: Sighting | None


@dataclass(frozen=True, slots=True)
class SpawnFailed:
    """A start failed; nothing is left of it."""

    pilot: str
    head_node: str
    trouble: Trouble


@dataclass(frozen=True, slots=True)
class Settled:
    """A pilot is held (or goes on) now, as was last wished."""

    pilot: str
    held: bool
    took_s: float


@dataclass(frozen=True, slots=True)
class Breathed:
    """Held pilots took a breath and are held again."""

    pilots: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OrderFailed:
    """An order for a pilot could not be carried out; the next step may give it again."""

    pilot: str
    trouble: Trouble
    down: bool = False
    """True when nothing works with the engine right now."""


@dataclass(frozen=True, slots=True)
class Reaped:
    """An ended pilot is in the ledger and gone from the engine."""

    pilot: str
    head_node: str
    outcome: Outcome
    by_us: bool
    """True when its failure says nothing about its head node: we ended it, it never started, or
    somebody removed it."""
    say: str = ""
    """What the head node's kind has to say of it, one sentence; "" = nothing."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The ledger has new sums."""

    sums: Sums
    fruits: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LedgerOpened:
    """The ledger can be used; orders of the run before come back with it."""

    orders: Orders
    delay: str | None = None
    """What it cost the owner, as `core.budget` wrote it."""


@dataclass(frozen=True, slots=True)
class HeadNodesRecalled:
    """What the ledger has of head nodes from earlier runs, by their names."""

    lasts: Mapping[str, LastPilot]
    trials: Mapping[str, Trial]


@dataclass(frozen=True, slots=True)
class LedgerFailed:
    """The ledger cannot be used; pilots run on, hours are not counted."""

    trouble: Trouble


@dataclass(frozen=True, slots=True)
class ImageReady:
    """A head node's image is on the machine."""

    head_node: str
    image: str
    refresh_s: float = 0.0
    """How often a newer one is to be looked for, seconds; 0 = never."""


@dataclass(frozen=True, slots=True)
class ImageFailed:
    """A head node's image could not be had."""

    head_node: str
    trouble: Trouble
    refused: str = ""
    """The image's name in full, when it is the owner who does not allow it."""


@dataclass(frozen=True, slots=True)
class ImagePulling:
    """A head node's image is being pulled, and so far it is."""

    pulling: Pulling


@dataclass(frozen=True, slots=True)
class ImagesTidied:
    """Superseded images were removed."""

    left: int
    """So many could not be yet: pilots still run on them."""


@dataclass(frozen=True, slots=True)
class CacheMeasured:
    """A head node's cache was looked at."""

    head_node: str
    is_open: bool
    """True = new pilots get it."""
    trouble: Trouble | None
    """What the owner has to know of it; None = nothing."""
    gb: float | None = None
    """Its size, GB (10^9 bytes); None = not known."""


@dataclass(frozen=True, slots=True)
class CacheCleared:
    """The owner had a head node's cache emptied."""

    head_node: str
    left: int
    """Parts that stay until the pilots end that use them."""


@dataclass(frozen=True, slots=True)
class Demanded:
    """A head node was asked how many jobs wait for a pilot."""

    head_node: str
    waiting: int | None
    """None = it cannot tell."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A living pilot's words were read."""

    pilot: str
    at_work: bool | None
    """Whether it says that it has a job; None = it does not say."""


@dataclass(frozen=True, slots=True)
class TrialOrdered:
    """The owner wants to know whether a head node works."""

    head_node: str


@dataclass(frozen=True, slots=True)
class TrialEnded:
    """A test of a head node is over."""

    head_node: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class PauseOrdered:
    """The owner paused, until this Unix time (inf = until resumed)."""

    until: float


@dataclass(frozen=True, slots=True)
class ResumeOrdered:
    """The owner took back a pause, and the order to finish."""


@dataclass(frozen=True, slots=True)
class FinishOrdered:
    """The owner wants running jobs to end and no new ones (or not any longer)."""

    on: bool


@dataclass(frozen=True, slots=True)
class StopOrdered:
    """The owner wants this pilot to end."""

    pilot: str


@dataclass(frozen=True, slots=True)
class RemoveOrdered:
    """The owner wants all pilots, images, caches and networks of ours to go."""


@dataclass(frozen=True, slots=True)
class Removed:
    """What was left besides pilots has been removed, as far as it could be."""

    removed: tuple[Remnant, ...]
    left: tuple[Remnant, ...]
    trouble: Trouble | None = None
    """Why not all could be tried, or be looked at afterwards."""


@dataclass(frozen=True, slots=True)
class MaxCoresSet:
    """The owner moved the slider."""

    cores: int


@dataclass(frozen=True, slots=True)
class RungSet:
    """The owner chose what goes on while they are here."""

    rung: Rung


@dataclass(frozen=True, slots=True)
class SettingChosen:
    """The owner chose another setting in the window."""

    section: str
    key: str
    value: Value


@dataclass(frozen=True, slots=True)
class SettingWritten:
    """A change of the settings file is over."""

    trouble: Trouble | None
    """None = the file has it."""


@dataclass(frozen=True, slots=True)
class QuitOrdered:
    """The program is to end."""

    at_quit: AtQuit | None = None
    """What becomes of pilots; None = as the settings say."""


OfPilots: TypeAlias = (
    EngineUp
    | EngineDown
    | Looked
    | PilotTurned
    | Spawned
    | SpawnFailed
    | Settled
    | Breathed
    | OrderFailed
    | Heard
    | Reaped
)
"""What the engine and the pilots tell."""

OfHeadNodes: TypeAlias = (
    ImageReady
    | ImagePulling
    | ImageFailed
    | ImagesTidied
    | CacheMeasured
    | CacheCleared
    | Demanded
    | TrialOrdered
    | TrialEnded
    | HeadNodesRecalled
)
"""What is heard of a head node: its image, its cache, its demand, a test of it."""

OfOwner: TypeAlias = (
    PauseOrdered
    | ResumeOrdered
    | FinishOrdered
    | StopOrdered
    | RemoveOrdered
    | Removed
    | MaxCoresSet
    | RungSet
    | SettingChosen
    | SettingWritten
    | QuitOrdered
    | Counted
    | LedgerOpened
    | LedgerFailed
)
"""What the owner orders, and what the books answer."""

Event: TypeAlias = OfPilots | OfHeadNodes | OfOwner
