"""How much CPU time was given, by whom, when, and what it was good for.

For: exact CPU seconds per pilot from counters that vanish with the pilot; calendar bounds.
Not for: reading counters (engine) or keeping sums (ledger).

All our pilots sit under one parent whose counter goes on and keeps what its dead children used.
So what a pilot used between the last look at it and its death is what the parent grew by and no
living pilot accounts for. A stranger under the same parent cannot be told apart: what it used
in the interval in which a pilot of ours ended is counted as that pilot's.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

QUARTER_S = 900
"""Every time zone in use differs from UTC by whole quarters of an hour, so that each local day is
made of whole quarters."""


@dataclass(frozen=True, slots=True)
class Sample:
    """The counters at one instant. Read the parent last: then nothing turns up that it lacks."""

    alive: Mapping[str, float]
    """Pilot -> CPU seconds on its own counter. A pilot that cannot be read now is left out."""
    parent_s: float | None
    """CPU seconds on the parent's counter; None = cannot be read."""
    gone: frozenset[str] = frozenset()
    """Pilots that ended since the sample before; each is named once. One sample late does no harm,
    but for a pilot that no sample saw alive: its seconds are then taken for a stranger's."""


@dataclass(frozen=True, slots=True)
class Account:
    """What has been counted so far. After a restart: `counted` from the ledger, nothing else."""

    counted: Mapping[str, float] = field(default_factory=dict)
    """Pilot that has not ended yet -> CPU seconds on its counter when it was last seen."""
    dead_s: float | None = None
    """The parent's CPU seconds that no pilot in `counted` accounts for, when all could be read
    for the last time; None = never, or not since a pilot ended unseen."""


def take(account: Account, sample: Sample) -> tuple[Account, dict[str, float]]:
    """The account after this sample, and the CPU seconds (> 0) each pilot used since the last.

    The deltas add up to the parent's growth when nothing is missing, and never to less than zero.
    Without the parent's counter an ended pilot gets no more than was counted while it lived.
    """
    counted = dict(account.counted)
    deltas: dict[str, float] = {}
    base = account.dead_s
    for pilot, counter in sample.alive.items():
        step = counter - counted.get(pilot, 0.0)
        if step > 0.0:
            deltas[pilot] = step
        elif step < 0.0 and base is not None:
            # A counter that began anew. The drop is no work of the dead.
            base -= step
        counted[pilot] = counter

    unread = counted.keys() - sample.alive.keys() - sample.gone
    if sample.parent_s is not None and sample.gone and base is not None:
        # A pilot that cannot be read may have died with the others and be told of next time: it
        # takes its share too, as counted. max: the parent's counter may have begun anew.
        share = max(0.0, sample.parent_s - sum(counted.values()) - base) / len(sample.gone | unread)
        for pilot in sample.gone | unread if share > 0.0 else ():
            deltas[pilot] = deltas.get(pilot, 0.0) + share
            counted[pilot] = counted.get(pilot, 0.0) + share
    for pilot in sample.gone:
        counted.pop(pilot, None)
    if sample.parent_s is None:
        base = None if sample.gone else base
    elif sample.gone or not unread:
        base = sample.parent_s - sum(counted.values())
    return Account(counted, base), deltas


def adopt(account: Account, counted: Mapping[str, float]) -> Account:
    """The account with pilots found later, and the CPU seconds the ledger has of each.

    What it knows of a pilot already stays. A pilot found midway gets what it used since the ledger
    saw it, and no other pilot does.
    """
    new = {pilot: cpu_s for pilot, cpu_s in counted.items() if pilot not in account.counted}
    dead_s = None if account.dead_s is None else account.dead_s - sum(new.values())
    return Account({**account.counted, **new}, dead_s)


def forget(account: Account, pilot: str) -> Account:
    """The account without this pilot: what it used is no longer waited for, nor given away."""
    counted = {known: cpu_s for known, cpu_s in account.counted.items() if known != pilot}
    dead_s = account.dead_s
    if dead_s is not None:
        dead_s += account.counted.get(pilot, 0.0)
    return Account(counted, dead_s)


def by_class(pilots: Iterable[tuple[str, float]]) -> dict[str, float]:
    """CPU seconds of finished pilots, (outcome, CPU seconds) each, as useful, empty and lost.

    KeyError for any other outcome: what is unknown must not vanish in a sum.
    """
    sums = {"useful": 0.0, "empty": 0.0, "lost": 0.0}
    for outcome, cpu_s in pilots:
        sums[outcome] += cpu_s
    return sums


def quarter(at: float) -> int:
    """The number of the quarter of an hour in which the Unix time `at` lies."""
    return int(at // QUARTER_S)


def day_start(now: datetime) -> float:
    """Unix time at which the local day of `now` began.

    `now` is naive (the machine's own zone) or has a real zone; a fixed offset knows no summer
    time. Right also on days on which the clock is changed, even at midnight.
    """
    # fold=0: of two midnights the first begins the day; one that was skipped is the moment at
    # which the clock was put forward.
    return now.replace(hour=0, minute=0, second=0, microsecond=0, fold=0).timestamp()


def week_start(now: datetime) -> float:
    """Unix time at which the local Monday of the week of `now` began; else as `day_start`."""
    return day_start(now - timedelta(days=now.weekday()))
