"""How each head node stands now, gathered for the Report.

For: one value a head node out of facts and roster. Pure but for the clock that is handed in. Not
for: deciding with it (`facts.statuses` is what the policy sees).
"""

from __future__ import annotations

from collections import Counter

from planctongui.core.standing import Cache, Standing
from planctongui.spawner.clock import Clock
from planctongui.spawner.facts import Facts
from planctongui.spawner.roster import Roster

_ABOUT = ("image", "spawn", "lost")
"""Troubles of one head node, the one that stops it first."""


def of(facts: Facts, roster: Roster, clock: Clock, most_cache_gb: float) -> tuple[Standing, ...]:
    """All that are in force, by name. `most_cache_gb`: what a cache may grow to, GB."""
    now, wall = clock.now(), clock.wall()
    pilots = Counter([e.head_node for e in roster.living()] + list(roster.starting.values()))
    standings = []
    for name, node in sorted(facts.nodes.items()):
        if node.share == 0:
            continue
        pause = node.backoff if node.image else node.image_backoff
        known = (facts.troubles.get(f"{what}:{name}") for what in _ABOUT)
        trouble = next((t for t in known if t is not None), None)
        standings.append(
            Standing(
                name=name,
                share=node.share,
                pilots=pilots[name],
                waiting=node.asking.known(now),
                ready=bool(node.image),
                refused=node.refused,
                cache=Cache(node.cache_gb, most_cache_gb) if node.folders.cache else None,
                failing=pause.failing and pause.not_before > now,
                # Whole seconds, or each step would have another to tell.
                rests_until=round(wall + pause.not_before - now)
                if pause.not_before > now
                else None,
                trouble=f"{trouble.title}. {trouble.advice}" if trouble else "",
                last=node.last,
                trial=node.trial,
            )
        )
    return tuple(standings)
