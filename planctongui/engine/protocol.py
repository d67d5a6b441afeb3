"""What the rest of the program asks of a container engine.

For: the contract, its values and its one error. Not for: Docker (`docker_engine`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from planctongui.core.allow import ImageRules
from planctongui.core.pilot import Phase
from planctongui.core.removal import Remnant
from planctongui.core.trouble import Trouble
from planctongui.engine.counters import Counter
from planctongui.headnodes.folders import Folders
from planctongui.headnodes.protocol import ImageSource, PilotOrder
from planctongui.vault.secret import Secret


class EngineTrouble(Exception):
    """The engine could not do it. `trouble` is for the owner; `down` = nothing works right now."""

    def __init__(self, title: str, advice: str, *, down: bool = False) -> None:
        super().__init__(f"{title}. {advice}")
        self.trouble = Trouble(title, advice)
        self.down = down


class ImageRefused(EngineTrouble):
    """`image` (its name in full) is none that the owner allows."""

    def __init__(self, title: str, advice: str, image: str) -> None:
        super().__init__(title, advice)
        self.image = image


@dataclass(frozen=True, slots=True)
class PilotPlan:
    """All that is needed to start one pilot."""

    id: str
    head_node: str
    image: str
    order: PilotOrder
    cores: float
    memory_mb: int
    ttl_s: float
    handed: Mapping[str, Secret] = field(default_factory=dict)
    """Path below /run/planctongui -> secret, for what the order names in `secrets`."""
    folders: Folders = field(default_factory=Folders)
    """What it sees of the machine, and of its head node's cache."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the engine says of one pilot."""

    id: str
    phase: Phase
    head_node: str
    job: str
    image: str
    cores: float
    memory_mb: int
    created: float
    """Unix time."""
    counter: Counter | None = None
    """Its CPU counter; None when it does not run, or when it is known already."""


@dataclass(frozen=True, slots=True)
class Remains:
    """What is left of an ended pilot."""

    exit_code: int | None
    """None = it never started."""
    log: str
    """Its output, the last 64 KiB."""
    started: float | None
    """Unix time; None = it never started."""
    ended: float | None
    killed_for_memory: bool


@dataclass(frozen=True, slots=True)
class PullPlan:
    """How an image may come from a registry. Nothing about images that are built here."""

    rules: ImageRules
    look_again: bool = False
    """True = ask the registry for a newer one although there is one here."""
    login: Secret | None = None
    """ "user:password" for its registry, for this pull only; None = without."""
    tell: Callable[[int, int], None] = lambda done, total: None
    """Told about once a second: bytes pulled, and bytes in all as far as is known."""


NO_PULL = PullPlan(ImageRules())
"""Nothing may be pulled."""


class Engine(Protocol):
    """A container engine on this machine.

    Every call may come from any thread, takes at most the engine's time-out (seconds, given when it
    is made) and raises EngineTrouble and nothing else. Pilots are named by their own id. `end`,
    `kill` and `remove` succeed when the pilot is already gone.
    """

    def look(self, known: Collection[str]) -> tuple[Sighting, ...]:
        """All our pilots, in whatever phase; counters only for those not `known`."""

    def spawn(self, plan: PilotPlan, may_start: Callable[[], bool]) -> Sighting | None:
        """Create and start; None when `may_start` said no in between (nothing is left then)."""

    def pause(self, pilot: str) -> None:
        """Freeze it."""

    def unpause(self, pilot: str) -> None:
        """Undo `pause`; harmless when it was not paused."""

    def set_bandwidth(self, pilot: str, cores: float) -> None:
        """Let it use at most this many cores from now on."""

    def end(self, pilot: str) -> None:
        """SIGTERM. Also reaches a paused pilot, which goes on for it."""

    def kill(self, pilot: str) -> None:
        """SIGKILL."""

    def said(self, pilot: str) -> str:
        """What a pilot has written so far; "" when it is gone."""

    def remains(self, pilot: str) -> Remains | None:
        """What an ended pilot left; None when it is gone."""

    def remove(self, pilot: str) -> None:
        """Remove an ended (or never started) pilot."""

    def remove_everything(self) -> tuple[tuple[Remnant, ...], tuple[Remnant, ...]]:
        """Remove all pilots, images, volumes and networks of ours: those that went, those left.

        Not bound by the time-out as a whole, but each call of it is.
        """

    def ensure_image(self, source: ImageSource, plan: PullPlan = NO_PULL) -> str:
        """Build the image if this very recipe has not been built yet, or pull it; its reference.

        May take minutes; not bound by the time-out. Without a plan nothing is allowed to be pulled.
        """

    def remove_images(self, wanted: Collection[str], keep: Collection[str]) -> int:
        """Remove pulled images that are superseded; how many wait for pilots that use them.

        `wanted`: references that head nodes name; `keep`: images from which pilots may start.
        """

    def cache_gb(self, head_node: str) -> float | None:
        """Size of the cache that new pilots of this head node get, GB; None = it cannot be told.

        May take two minutes; also removes caches that were cleared and that nobody uses any more.
        """

    def clear_cache(self, head_node: str) -> int:
        """New pilots get an empty cache; how many are in use and stay until their pilots end."""
