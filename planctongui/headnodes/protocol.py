"""What every kind of head node answers. The spawner and the hands know no more than this.

For: the contract and its values. Not for: any one kind (a module each beside this one).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol, TypeAlias


class Outcome(Enum):
    """What a pilot's CPU time was good for."""

    USEFUL = "useful"
    """It finished a job."""
    EMPTY = "empty"
    """It found no job."""
    LOST = "lost"
    """It failed, or was ended before its job was done."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a pilot image is built on this machine."""

    name: str
    """Repository name of the image; the engine adds a tag made from the files' content."""
    files: Mapping[str, bytes]
    """Path in the build context -> content; "Dockerfile" is among them. Any other file is 0755."""


@dataclass(frozen=True, slots=True)
class Pulled:
    """A pilot image that comes from a registry."""

    reference: str
    """As Docker writes it: "host:port/repository:tag", or "...@sha256:..." for one content only."""
    refresh_s: float = 0.0
    """How often a newer image under the same tag is looked for, seconds; 0 = at the start only."""


ImageSource: TypeAlias = Recipe | Pulled


@dataclass(frozen=True, slots=True)
class SecretNeed:
    """A secret that a pilot gets, by name only: its value is fetched at the start and not kept."""

    name: str
    """Its name among this head node's secrets, e.g. "password" or "token"."""
    path: str
    """Where the pilot finds it: a file below /run/planctongui, in memory, readable by it alone."""


@dataclass(frozen=True, slots=True)
class PilotOrder:
    """What one new pilot is told."""

    command: tuple[str, ...]
    job: str = ""
    """The head node's own name for the job, kept as a label; "" when the pilot finds it itself."""
    environment: Mapping[str, str] = field(default_factory=dict)
    """Never a secret: the engine keeps and shows it."""
    network: bool = False
    """True when the pilot must dial out."""
    secrets: tuple[SecretNeed, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    """Path below /run/planctongui -> content, e.g. a configuration; handed in like a secret."""
    binds: Mapping[str, str] = field(default_factory=dict)
    """Folder of this machine -> where the pilot sees it; read-only."""
    work_mb: int = 64
    """Room in its work folder, MiB; it is memory."""
    processes: int = 128


@dataclass(frozen=True, slots=True)
class Harvest:
    """What an ended pilot brought."""

    outcome: Outcome
    result: str = ""
    """One line to keep in the ledger; "" = none. `recall` gets it back after a restart."""
    say: str = ""
    """One sentence for the owner on what happened, e.g. why it failed; "" = nothing to add."""


class HeadNode(Protocol):
    """One head node. All methods are called on the hands thread; none may block over 50 ms."""

    @property
    def name(self) -> str:
        """Unique among the head nodes of this owner; also the ledger's word for it."""

    @property
    def image(self) -> ImageSource:
        """The image its pilots need. Raises HeadNodeTrouble when this machine cannot make it."""

    @property
    def hold_tolerance_s(self) -> float:
        """A pilot held for longer is of no use to it, seconds. Asked once, at the start."""

    @property
    def breath_every_s(self) -> float:
        """A held pilot must run for 0.1 s this often to keep its job, seconds; inf = never."""

    @property
    def grace_s(self) -> float:
        """Its pilots need at least so long between SIGTERM and SIGKILL, seconds; 0 = any."""

    def examine(self, name: str, secret: bytes) -> None:
        """Look at a secret before a pilot gets it. Raises HeadNodeTrouble if it cannot work."""

    def recall(self, results: Iterable[str]) -> None:
        """Take back the results of earlier useful pilots (any order, repeats possible)."""

    def waiting(self) -> int | None:
        """Jobs that wait for a pilot right now; None = it cannot be asked, so pilots try.

        The one method that may take seconds: it is called on a thread of its own, never beside
        itself. Never raises.
        """

    def order(self, busy: Collection[str]) -> PilotOrder:
        """What the next pilot is told, given the jobs that living pilots have."""

    def harvest(self, exit_code: int | None, log: str) -> Harvest:
        """Judge an ended pilot by its exit code (None = unknown) and its log (last 64 KiB)."""

    def fruit(self) -> str:
        """One sentence on what all pilots brought so far, for the owner; "" = nothing to show."""
