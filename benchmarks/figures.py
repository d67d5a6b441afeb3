"""Figures: collected, printed, written to build/bench.json.

For: one form for all benchmarks. Not for: measuring, or judging beyond "within its goal".
"""

from __future__ import annotations

import json
import math
import os
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Figure:
    """One measured value. `goal` is the most it should be, or the least; None = no goal."""

    name: str
    value: float
    unit: str
    goal: float | None
    condition: str
    at_least: bool = False

    def line(self) -> str:
        """One line for the terminal."""
        verdict = goal = ""
        if self.goal is not None:
            met = self.value >= self.goal if self.at_least else self.value <= self.goal
            verdict = "ok" if met else ("UNDER" if self.at_least else "OVER")
            goal = f"goal {'>=' if self.at_least else '<='} {self.goal:g}"
        measured = f"{self.name:28} {self.value:10.3f} {self.unit:8} {goal:14} {verdict:5}"
        return f"{measured} {self.condition}"


def percentile(values: Sequence[float], percent: float) -> float:
    """The value that so many percent do not exceed (nearest rank)."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def median(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def load() -> str:
    """The machine's condition, to stand beside a figure."""
    return f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}"


def write(figures: Sequence[Figure], path: Path) -> None:
    """Write the figures as `{name: {"value", "unit", "goal", "condition"}}`."""
    path.parent.mkdir(parents=True, exist_ok=True)
    table = {
        f.name: {"value": f.value, "unit": f.unit, "goal": f.goal, "condition": f.condition}
        for f in figures
    }
    path.write_text(json.dumps(table, indent=2) + "\n")
