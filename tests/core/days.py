"""Made-up days of an owner: spans, touches and loads at whole seconds.

For: tests of the replay, of the ledger's record and of the pages that show it. Not for: an owner's
statistics; gaps between touches are log-uniform, loads come in bursts.
"""

from __future__ import annotations

import random
from dataclasses import replace

from planctongui.core.record import BLIND, LOCKED, Load, Record, Span, Touch
from planctongui.core.verdict import Mood, Reason

MONDAY = 1_700_438_400.0
"""A Monday, 0:00 UTC."""
DAY_S = 86400

_BLOCKS = (
    (Mood.CONTRIBUTING, Reason.CONTRIBUTING, ()),
    (Mood.CONTRIBUTING, Reason.CONTRIBUTING, ()),
    (Mood.HELD, Reason.OWNER_INPUT, ()),
    (Mood.CONTRIBUTING, Reason.SHARING, (Reason.REMOTE_USER.value,)),
    (Mood.CONTRIBUTING, Reason.CONTRIBUTING, (LOCKED,)),
    (Mood.TROUBLE, Reason.BLIND, (BLIND,)),
    (Mood.HELD, Reason.BATTERY, (Reason.BATTERY.value,)),
    (Mood.PAUSED, Reason.OWNER_PAUSED, ()),
    (Mood.WAITING, Reason.NO_WORK, ()),
)


def made_up(seed: int, seconds: int, begin: float = MONDAY, cores: int = 4) -> Record:
    """So many seconds of somebody's time on a machine with so many cores."""
    chance = random.Random(seed)
    spans: list[Span] = []
    at = 0
    while at < seconds:
        mood, reason, beside = chance.choice(_BLOCKS)
        end = min(seconds, at + chance.randint(20, 3600))
        spans.append(Span(begin + at, begin + end, mood, reason, beside, 2.0 * (end - at)))
        # Now and then it did not run for a while.
        at = end + (chance.randint(1, 1800) if chance.random() < 0.1 else 0)
    return Record(
        tuple(spans), tuple(_touches(chance, seconds, begin)), _loads(chance, seconds, begin, cores)
    )


def busy_week(seed: int, cores: int = 8) -> Record:
    """Seven days with as many touches as an owner has who never rests."""
    week = 7 * DAY_S
    record = made_up(seed, week, cores=cores)
    day = (Mood.CONTRIBUTING, Reason.CONTRIBUTING, ())
    spans = tuple(replace(s, mood=day[0], reason=day[1], beside=()) for s in record.spans)
    return replace(record, spans=spans)


def _touches(chance: random.Random, seconds: int, begin: float) -> list[Touch]:
    touches: list[Touch] = []
    at = chance.randint(0, 600)
    while at < seconds:
        end = at + chance.choice((1, 2, 5, 20, 120))
        touches.append(Touch(begin + at, begin + end))
        at = end + int(10 ** chance.uniform(0, 2.5))
    return touches


def _loads(chance: random.Random, seconds: int, begin: float, cores: int) -> tuple[Load, ...]:
    loads: list[Load] = []
    at = 0
    while at < seconds:
        end = min(seconds, at + chance.randint(10, 300))
        used = chance.choice((0.0, 0.0, 0.5, 0.5, 1.0, 2.5, float(cores)))
        loads.append(Load(begin + at, begin + end, used))
        at = end
    return tuple(loads)
