"""How a head node stands: what the owner is told of each of them.

For: values that every Report carries. Not for: what the policy looks at (`HeadNodeStatus`) or the
words (`words.head_nodes`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """What came of something that was tried, in the owner's words."""

    good: bool
    title: str
    """One sentence: what happened."""
    advice: str = ""
    """What to do, or what follows; "" = nothing."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The last test of a head node's connection."""

    began: float
    """Unix time."""
    finding: Finding | None = None
    """None = it is under way."""


@dataclass(frozen=True, slots=True)
class LastPilot:
    """What the last pilot that ended by itself brought."""

    outcome: str
    """ "useful", "empty" or "lost"."""
    at: float
    """Unix time."""
    say: str = ""
    """What its kind had to say of it; "" = nothing."""


@dataclass(frozen=True, slots=True)
class Cache:
    """The folder of a head node that outlives its pilots."""

    gb: float | None
    """Its size, GB (10^9 bytes); None = not known."""
    most_gb: float
    """What it may grow to, GB."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One head node in force, as it stands now."""

    name: str
    share: float
    pilots: int = 0
    """Pilots of its that run, are held or start."""
    waiting: int | None = None
    """Jobs that wait for a pilot; None = not known."""
    ready: bool = False
    """True when its image is on this machine."""
    failing: bool = False
    """True when it rests because pilots or its image failed."""
    rests_until: float | None = None
    """Unix time before which no pilot is started; None = it does not rest."""
    refused: str = ""
    """The full name of its image, which the owner does not allow; "" = they do."""
    cache: Cache | None = None
    """None = it asks for none."""
    trouble: str = ""
    """What keeps it from working, title and advice; "" = nothing."""
    last: LastPilot | None = None
    """None = no pilot of its has ended by itself, as far as is known."""
    trial: Trial | None = None
    """None = it was not tested as it is now, as far as is known."""
