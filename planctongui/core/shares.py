"""Which head node the next pilot is for: running pilots follow the weights that the owner chose.

For: who may get one at all, who lacks most of its share, and the memory that this needs. Pure.
Not for: whether a pilot may start now (`gate`, `policy`).

Whole pilots never fit weights exactly: on one core the smaller of two head nodes would wait for
ever. So what each lacks adds up over time, in pilot seconds, and counts at the next start.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planctongui.core.observation import HeadNodeStatus, Observation
from planctongui.core.pilot import Phase

WEIGHS_S = 600.0
"""A head node that lacks so many pilot seconds is treated as if it had one pilot fewer."""

MOST_OWED_S = 6 * 3600.0
"""More is not remembered: nobody gets all pilots for days because of a week without any."""

LONGEST_STEP_S = 120.0
"""A longer time between two looks is a machine that slept: pilots did not run in it."""


@dataclass(frozen=True, slots=True)
class Owed:
    """What head nodes lack of their share, by name."""

    at: float = -math.inf
    """Monotonic seconds of the last look; -inf = there was none."""
    seconds: tuple[tuple[str, float], ...] = ()
    """(Name, pilot seconds); below 0 = it had more than its share."""
    ran: tuple[tuple[str, int], ...] = ()
    """(Name, pilots that ran) at the last look: they are what ran until this one."""


def is_open(node: HeadNodeStatus, now: float) -> bool:
    """True when a pilot may be started for it now, as far as it alone is concerned."""
    has_work = node.waiting is None or node.waiting > 0
    return node.ready and node.share > 0 and has_work and node.not_before <= now


def note_time(seen: Observation, owed: Owed) -> Owed:
    """What is owed at this instant, given what was at the look before.

    Among those that could use a pilot, each is owed its part of all pilots that run for them, and
    gets what runs for it. What is owed to others fades: no work today is no claim for tomorrow.
    """
    passed = seen.now - owed.at
    passed = min(max(0.0, passed), LONGEST_STEP_S) if math.isfinite(passed) else 0.0
    running = dict(owed.ran)
    players = {h.name: h.share for h in seen.head_nodes if is_open(h, seen.now)}
    weight = sum(players.values())
    pilots = sum(running.get(name, 0) for name in players)
    before = dict(owed.seconds)
    after: list[tuple[str, float]] = []
    for node in seen.head_nodes:
        had = before.get(node.name, 0.0)
        if node.name in players:
            part = pilots * node.share / weight
            now_owed = had + (part - running.get(node.name, 0)) * passed
        else:
            now_owed = had * math.exp(-passed / WEIGHS_S)
        after.append((node.name, min(max(now_owed, -MOST_OWED_S), MOST_OWED_S)))
    ran = _by_node(p.head_node for p in seen.pilots if p.phase is Phase.RUNNING)
    return Owed(seen.now, tuple(after), tuple(ran.items()))


def next_for(nodes: Iterable[HeadNodeStatus], pilots: Mapping[str, int], owed: Owed) -> str:
    """The one of these head nodes (at least one, shares above 0) that gets the next pilot.

    `pilots`: how many each has, those that start included. The first named wins a tie.
    """
    lacking = dict(owed.seconds)

    def fullness(node: HeadNodeStatus) -> float:
        missing = lacking.get(node.name, 0.0) / WEIGHS_S
        return (pilots.get(node.name, 0) + 1 - missing) / node.share

    return min(nodes, key=fullness).name


def _by_node(names: Iterable[str]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts
