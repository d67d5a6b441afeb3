"""What a pilot is and may do, as the engine and the kernel tell it: the see-through box.

For: the values of the page "Pilots". Not for: what the policy knows of a pilot (`pilot.Pilot`), or
looking (`engine.glass`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskPilots:
    """The question; a tuple of `Insight` answers it, the oldest pilot first."""


@dataclass(frozen=True, slots=True)
class Insight:
    """One living pilot. None = it cannot be known here, which is not the same as nothing."""

    id: str
    head_node: str
    image: str
    """The reference it was started by, or a name of what it was started by; "" = it has none."""
    digest: str
    """The content of the image: its registry's digest, or its id where it was built here."""
    started: float | None
    """Unix time."""
    state: str
    """The engine's own word, e.g. "running" or "paused"."""
    cpu_s: float | None
    memory: int | None
    """Bytes in use."""
    memory_limit: int
    """Bytes; 0 = none."""
    user: str
    read_only: bool
    """True when it cannot write to its own file system."""
    capabilities: tuple[str, ...] | None
    """Rights of root that it could ever have."""
    mounts: tuple[str, ...]
    """What it sees of this machine or has in memory, one phrase each."""
    network: str
    """"none", or how it is connected."""
    peers: tuple[str, ...] | None
    """Addresses it is connected with now."""
    secrets: tuple[str, ...] | None
    """Names of the secrets it was handed; never what is in them."""
