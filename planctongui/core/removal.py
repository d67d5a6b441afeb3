"""What came of the order to remove everything.

For: what was removed and what is left. Not for: removing (`engine.removal`).
"""

from __future__ import annotations

from dataclasses import dataclass

from planctongui.core.trouble import Trouble


@dataclass(frozen=True, slots=True)
class Remnant:
    """Something of ours in the engine: a pilot, an image, a volume or a network."""

    kind: str
    """"pilot", "image", "volume" or "network"."""
    name: str
    why: str = ""
    """Why it is still there, one sentence; "" = it is not, or nothing is known."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What came of the order to remove everything."""

    at: float
    """Unix time at which it was over."""
    took_s: float
    """From the order on, seconds."""
    removed: tuple[Remnant, ...] = ()
    left: tuple[Remnant, ...] = ()
    """What a look afterwards found."""
    trouble: Trouble | None = None
    """Why it could not be done, or not be looked at afterwards."""
