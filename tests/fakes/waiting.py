"""A count of waiting that the test moves by hand, and that notes who reads it."""

from __future__ import annotations

from planctongui.sensors.delay import Means


class Waiting:
    """Nobody has waited yet."""

    name = "by hand"

    def __init__(self) -> None:
        self.total_s: float | None = 0.0
        """What it tells; None = nothing."""
        self.sees_pilots = False
        self.reads = 0
        self.wanted = False

    def waited_s(self) -> float | None:
        self.reads += 1
        return self.total_s

    def want(self, on: bool) -> None:
        self.wanted = on

    def close(self) -> None:
        self.wanted = False


_: type[Means] = Waiting
