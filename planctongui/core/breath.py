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

from planctongui.core.observation import EngineState, Observation
from planctongui.core.pilot import Pending, Phase, Pilot

BREATH_S = 0.1
"""How long a breath lasts, seconds."""

MOST_AT_ONCE = 2
"""Pilots that breathe at the same time, and never more than half of the cores."""

GAP_S = 3.0
"""An owner who was still for so long pauses: a breath now disturbs least."""

LATE = 1.25
"""No pause of the owner is waited for beyond so many times the head node's period."""

SHORTEST_WAIT_S = 0.01
"""No sum of rounded times makes anybody look again at once."""


def breathers(seen: Observation) -> list[str]:
    """The pilots that breathe now, those that waited longest first."""
    busy = sum(pilot.pending is Pending.BREATH for pilot in seen.pilots)
    free = max(1, min(MOST_AT_ONCE, seen.machine_cores // 2)) - busy
    gap = _gap_in_s(seen) == 0
    waited = [
        (pilot.airless_s / period_s, pilot.id)
        for pilot, period_s in _held(seen)
        if pilot.airless_s >= period_s * (1.0 if gap else LATE)
    ]
    return [pilot for _, pilot in sorted(waited, reverse=True)[: max(0, free)]]


def next_breath_at(seen: Observation) -> float:
    """Monotonic seconds at which somebody may be due to breathe; inf = nobody will be.

    Those due already breathe now, or in turn: the end of each breath is an event.
    """
    gap_in_s = _gap_in_s(seen)
    waits = [
        min(max(period_s - pilot.airless_s, gap_in_s), period_s * LATE - pilot.airless_s)
        for pilot, period_s in _held(seen)
    ]
    ahead = (max(SHORTEST_WAIT_S, wait_s) for wait_s in waits if wait_s > 0)
    return seen.now + min(ahead, default=math.inf)


def _gap_in_s(seen: Observation) -> float:
    """Seconds until the owner pauses, if no input comes; 0 = they do; inf = nobody would see it."""
    age_s = seen.presence.age_s
    return math.inf if age_s is None else max(0.0, GAP_S - age_s)


def _held(seen: Observation) -> Iterator[tuple[Pilot, float]]:
    """Held pilots whose head nodes want breaths, and how often, seconds.

    None without an engine, which may have to carry them out; and none while the program leaves,
    because it may be gone before the breath is over.
    """
    if seen.engine is not EngineState.UP or seen.orders.leaving is not None:
        return
    periods = {h.name: h.breath_every_s for h in seen.head_nodes}
    for pilot in seen.pilots:
        period_s = periods.get(pilot.head_node, math.inf)
        if pilot.phase is Phase.HELD and pilot.pending is None and 0 < period_s < math.inf:
            yield pilot, period_s
