"""Which held pilots take a breath now: run for a moment, so that head nodes hear that they live.

For: the instant and the order. Pure. Not for: who is held (`policy`), or how a breath is taken
(`governor`).

A head node that asks a held pilot for a sign of life and gets none takes its job away. A breath of
0.1 s every 20 s kept all jobs of Work Queue at its defaults (an answer is due within 30 s). The
owner should feel nothing of it: few pilots at once, and rather in a pause of their typing.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from planctongui.core.model import Observation, Pending, Phase, Pilot

BREATH_S = 0.1
"""How long a breath lasts, seconds."""

MOST_AT_ONCE = 2
"""Pilots that breathe at the same time, and never more than half of the cores."""

GAP_S = 3.0
"""An owner who was still for so long pauses: a breath now disturbs least."""

LATE = 1.25
"""No pause of the owner is waited for beyond so many times the head node's period."""


def breathers(seen: Observation) -> list[str]:
    """The pilots that breathe now, those that waited longest first."""
    busy = sum(pilot.pending is Pending.BREATH for pilot in seen.pilots)
    free = max(1, min(MOST_AT_ONCE, seen.machine_cores // 2)) - busy
    age_s = seen.presence.age_s
    gap = age_s is not None and age_s > GAP_S
    waited = [
        (pilot.airless_s / period_s, pilot.id)
        for pilot, period_s in _held(seen)
        if pilot.airless_s >= period_s * (1.0 if gap else LATE)
    ]
    return [pilot for _, pilot in sorted(waited, reverse=True)[: max(0, free)]]


def next_breath_at(seen: Observation) -> float:
    """Monotonic seconds at which somebody may be due to breathe; inf = nobody will be."""
    due = [seen.now + max(BREATH_S, s - p.airless_s) for p, s in _held(seen)]
    return min(due, default=math.inf)


def _held(seen: Observation) -> Iterator[tuple[Pilot, float]]:
    """Held pilots whose head nodes want breaths, and how often, seconds."""
    periods = {h.name: h.breath_every_s for h in seen.head_nodes}
    for pilot in seen.pilots:
        period_s = periods.get(pilot.head_node, math.inf)
        if pilot.phase is Phase.HELD and pilot.pending is None and 0 < period_s < math.inf:
            yield pilot, period_s
