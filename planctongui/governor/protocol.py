"""What every means of holding pilots back promises.

For: the contract. Not for: who is held and why (`core.policy`).
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Protocol


class Governor(Protocol):
    """Holds and releases pilots. Called on the spawner's thread; returns within a millisecond.

    The last wish for a pilot counts: a release that comes while a hold is under way is carried out
    after it. Each wish that came true is posted as Settled, each that did not as OrderFailed.
    """

    @property
    def phrase(self) -> str:
        """How it holds, in words for the owner."""

    def hold(self, pilot: str, cores: float) -> None:
        """Take the CPU away; `cores` is what the pilot has while it is not held."""

    def release(self, pilot: str, cores: float) -> None:
        """Give it back."""

    def breathe(self, pilot: str, cores: float) -> None:
        """Let a held pilot run for `breath.BREATH_S`, then hold it again; answers Breathed.

        Whatever is wished for it in between counts, and ends the breath. Settled says that it runs
        if it cannot be held again.
        """

    def before_end(self, pilot: str) -> None:
        """It is about to be told to end: see that it can hear it, and act on it, though held."""

    def tend(self, living: Collection[str], starting: int = 0) -> None:
        """A step is over: see to what came up. `living` are all pilots that run or are held,
        `starting` says how many starts are under way.
        """

    def close(self) -> None:
        """Stop working; pilots stay as they are."""
