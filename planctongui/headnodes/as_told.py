"""What a head node answers that only does as its file says.

For: kinds whose head node keeps its own results and says itself whether a secret will do. Not for:
what their pilots are told, or what the ends of these mean: each kind's own.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import Any


class AsTold:
    """The part of `protocol.HeadNode` that such kinds share."""

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        """`values`: what its file says, with hold_tolerance_s and breath_every_s."""
        self._name = name
        self._values = values

    @property
    def name(self) -> str:
        """The name of its file."""
        return self._name

    @property
    def hold_tolerance_s(self) -> float:
        """As the file says."""
        return float(self._values["hold_tolerance_s"])

    @property
    def breath_every_s(self) -> float:
        """As the file says; 0 there = never."""
        return float(self._values["breath_every_s"]) or math.inf

    @property
    def grace_s(self) -> float:
        """Any: what the owner set for all."""
        return 0.0

    def examine(self, name: str, secret: bytes) -> None:
        """Any text may be its secret: only its own pilot knows what that must be like."""

    def recall(self, results: Iterable[str]) -> None:
        """Results stay with the head node."""

    def fruit(self) -> str:
        """Nothing: results stay with the head node."""
        return ""
