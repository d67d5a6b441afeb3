"""A ledger as a machine has it after three years of lending.

For: benchmarks, and tests that need a long past. Not for: one pilot's story.
"""

from __future__ import annotations

import random
import sqlite3
from contextlib import closing
from pathlib import Path

from planctongui.core.contribution import QUARTER_S
from planctongui.core.record import KEPT_S, TROUBLES, Batch, Happening, Load, Span, Touch
from planctongui.core.verdict import Mood, Reason
from planctongui.ledger.ledger import Ledger
from planctongui.ledger.opening import MIGRATIONS

QUARTERS_A_DAY = 96
HOLDS_A_DAY = 1200
"""As a busy owner makes them."""
OUTCOMES = ("useful",) * 17 + ("empty", "lost", "lost")


def write(path: Path, until: float, days: int = 1095, at_once: int = 4) -> None:
    """A ledger of version 1 that ends at Unix time `until`: so many pilots at once, all the time.

    Each lives for three quarters of an hour and belongs to one of three head nodes.
    """
    chance = random.Random(7)
    last = int(until // QUARTER_S)
    pilots, given = [], []
    for number, begin in enumerate(
        quarter
        for quarter in range(last - days * QUARTERS_A_DAY, last - 2, 3)
        for _ in range(at_once)
    ):
        shares = [chance.uniform(300.0, QUARTER_S) for _ in range(3)]
        name, born, ended = f"p{number:011d}", begin * QUARTER_S, (begin + 2) * QUARTER_S + 1.0
        head_node = ("local demo", "alice-grid", "belle2")[chance.randrange(3)]
        pilots.append(
            (name, head_node, "planctongui-local:1", "", born, ended, sum(shares),
             chance.uniform(0.0, 600.0), chance.choice(OUTCOMES), 0, "", "")
        )  # fmt: skip
        given += [(name, begin + n, share) for n, share in enumerate(shares)]
    path.parent.mkdir(parents=True, exist_ok=True)
    with closing(sqlite3.connect(path)) as base, base:
        for statement in MIGRATIONS[0]:
            base.execute(statement)
        base.executemany("INSERT INTO pilot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", pilots)
        base.executemany("INSERT INTO given VALUES (?, ?, ?)", given)
        base.execute("PRAGMA user_version = 1")


def write_record(path: Path, until: float) -> None:
    """Five weeks of an owner who comes and goes all the time, into a ledger that `write` made."""
    chance = random.Random(8)
    spans, touches, loads, happenings = [], [], [], []
    at = until - KEPT_S
    while at < until:
        here_s = 10.0 + chance.expovariate(1 / 30)
        away_s = max(1.0, 86400 / HOLDS_A_DAY - here_s) + chance.expovariate(1)
        back = at + here_s
        touches.append(Touch(at, back - 10.0))
        spans.append(Span(at, back, Mood.HELD, Reason.OWNER_INPUT))
        spans.append(
            Span(back, back + away_s, Mood.CONTRIBUTING, Reason.CONTRIBUTING, (), 4 * away_s)
        )
        loads.append(Load(at, back + away_s, chance.choice((0.5, 1.0, 2.0))))
        if chance.random() < 0.5:
            happenings.append(Happening(back, f"{TROUBLES}.went", ("Docker is not running",)))
        at = back + away_s
    ledger = Ledger(path)
    ledger.record(Batch(tuple(spans), tuple(touches), tuple(loads), tuple(happenings)))
    ledger.close()
