"""An owner and a machine that the test moves by hand, as the spawner sees them.

For: `sensors.protocol.Senses` without a sensor. Each look can be told to go wrong.
"""

from __future__ import annotations

from planctongui.core.observation import Condition, Presence, SourceStatus
from planctongui.core.wishes import Minding
from planctongui.sensors.protocol import Senses
from tests.fakes.clock import HandClock


class Desk:
    """Nobody has been here for an hour, and nothing else runs."""

    def __init__(self, clock: HandClock, machine_cores: int = 4) -> None:
        self._clock = clock
        self.machine_cores = machine_cores
        self.last_input: float | None = clock.now - 3600
        self.cores: float | None = 0.0
        self.memory_mb: int | None = 16_000
        self.calm_s: float | None = None
        """What `retune` said last."""
        self.minding: Minding | None = None
        """What `mind` said last."""
        self.holding: tuple[Condition, ...] = ()
        """What besides input keeps pilots still."""
        self.screen_locked: bool | None = None
        self.broken: Exception | None = None
        """What every look raises, although none should."""

    def touch(self) -> None:
        """The owner moves the mouse."""
        self.last_input = self._clock.now

    def presence(self) -> Presence:
        if self.broken is not None:
            raise self.broken
        if self.last_input is None:
            return Presence("desk", None, "The desk is dark.")
        return Presence("desk", self._clock.now - self.last_input)

    def owner_cores(self, now: float, pilots_s: float) -> float | None:
        return self.cores

    def free_memory_mb(self) -> int | None:
        return self.memory_mb

    def conditions(self) -> tuple[Condition, ...]:
        return self.holding

    def locked(self) -> bool | None:
        return self.screen_locked

    def sources(self) -> tuple[SourceStatus, ...]:
        return (SourceStatus("desk", self.last_input is not None),)

    def mind(self, minding: Minding) -> None:
        self.minding = minding

    def retune(self, calm_s: float) -> None:
        self.calm_s = calm_s


_: type[Senses] = Desk
