"""The ledger's sums by quarter of an hour, head node and class, kept while it is written.

For: what makes three years of pilots a question of milliseconds. Not for: opening the file or its
errors (`ledger`), or calendars (`core.history`). Each call is part of the ledger's transaction, on
its thread: rows and sums can never say different things.
"""

from __future__ import annotations

import sqlite3
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from planctongui.core.contribution import QUARTER_S, quarter
from planctongui.core.history import OPEN, Portion, merged

DAY = 96
"""Quarters in 24 hours. Sums are kept by one and by so many: a month is a few rows, and its ends
are exact in whatever zone the owner lives."""

_END = 2**40
"""A quarter that never comes."""

_ADD = """ON CONFLICT (quarters, slot, head_node, outcome) DO UPDATE SET
    cpu_s = cpu_s + excluded.cpu_s, held_s = held_s + excluded.held_s,
    pilots = pilots + excluded.pilots"""

MIGRATION = (
    """CREATE TABLE summed (
        quarters INTEGER NOT NULL, slot INTEGER NOT NULL,
        head_node TEXT NOT NULL, outcome TEXT NOT NULL,
        cpu_s REAL NOT NULL, held_s REAL NOT NULL, pilots INTEGER NOT NULL,
        PRIMARY KEY (quarters, slot, head_node, outcome)) WITHOUT ROWID""",
    "CREATE TABLE unjudged (pilot TEXT PRIMARY KEY) WITHOUT ROWID",
    """INSERT INTO summed SELECT 1, given.quarter, head_node, outcome, SUM(given.cpu_s), 0, 0
        FROM given JOIN pilot ON id = pilot GROUP BY given.quarter, head_node, outcome""",
    f"""INSERT INTO summed SELECT 1, CAST(ended / {QUARTER_S} AS INTEGER), head_node, outcome, 0,
        SUM(held_s), COUNT(*) FROM pilot WHERE true GROUP BY 2, 3, 4 {_ADD}""",
    f"""INSERT INTO summed SELECT {DAY}, slot / {DAY}, head_node, outcome, SUM(cpu_s), SUM(held_s),
        SUM(pilots) FROM summed GROUP BY 2, 3, 4""",
    """INSERT INTO unjudged
        SELECT DISTINCT pilot FROM given WHERE pilot NOT IN (SELECT id FROM pilot)""",
)
"""From a ledger without the sums to one with them.

`summed`: slot n has the quarters from n * quarters on, so many; `unjudged`: pilots that live.
"""


HEAD_NODES = "ALTER TABLE unjudged ADD COLUMN head_node TEXT NOT NULL DEFAULT ''"
"""To a ledger that knows whom living pilots work for; '' = not known yet."""


def note_given(
    base: sqlite3.Connection,
    rows: Iterable[tuple[str, int, float]],
    head_nodes: Mapping[str, str],
) -> None:
    """CPU seconds were booked: (pilot, quarter, CPU seconds) each. `head_nodes`: whom pilots work
    for, as far as that is known.
    """
    for pilot, in_quarter, cpu_s in rows:
        judged = base.execute(
            "SELECT head_node, outcome FROM pilot WHERE id = ?", (pilot,)
        ).fetchone()
        if judged is None:
            base.execute(
                "INSERT INTO unjudged VALUES (?, ?) ON CONFLICT (pilot) DO UPDATE "
                "SET head_node = excluded.head_node WHERE excluded.head_node != ''",
                (pilot, head_nodes.get(pilot, "")),
            )
        else:
            _add(base, (in_quarter, *judged, cpu_s, 0.0, 0))


def note_end(
    base: sqlite3.Connection, pilot: str, head_node: str, outcome: str, ended: float, held_s: float
) -> None:
    """A pilot got its row: what it was given belongs to a head node and a class from now on."""
    for span in (1, DAY):
        base.execute(
            "INSERT INTO summed SELECT ?, quarter / ?, ?, ?, SUM(cpu_s), 0, 0 FROM given "
            f"WHERE pilot = ? GROUP BY 2 {_ADD}",
            (span, span, head_node, outcome, pilot),
        )
    _add(base, (quarter(ended), head_node, outcome, 0.0, held_s, 1))
    base.execute("DELETE FROM unjudged WHERE pilot = ?", (pilot,))


def first(base: sqlite3.Connection) -> float | None:
    """Unix time of the first quarter in which anything was given, or a pilot ended."""
    quarters = [
        base.execute(query).fetchone()[0]
        for query in (
            "SELECT MIN(quarter) FROM given",
            "SELECT MIN(slot) FROM summed WHERE quarters = 1",
        )
    ]
    known = [one for one in quarters if one is not None]
    return min(known) * QUARTER_S if known else None


def portions(base: sqlite3.Connection, starts: Sequence[float]) -> list[tuple[Portion, ...]]:
    """For each period its portions; each ends where the next begins, the last one never."""
    begin = [quarter(start) for start in starts]
    found = [
        [
            Portion(*row)
            for piece in _pieces(low, high)
            for row in base.execute(
                "SELECT head_node, outcome, SUM(cpu_s), SUM(held_s), SUM(pilots) FROM summed "
                "WHERE quarters = ? AND slot >= ? AND slot < ? GROUP BY head_node, outcome",
                piece,
            )
        ]
        for low, high in pairwise((*begin, _END))
    ]
    living = base.execute("SELECT quarter, head_node, cpu_s FROM unjudged JOIN given USING (pilot)")
    for in_quarter, head_node, cpu_s in living:
        if in_quarter >= begin[0]:
            found[bisect_right(begin, in_quarter) - 1].append(Portion(head_node, OPEN, cpu_s))
    return [merged(period) for period in found]


def _pieces(low: int, high: int) -> list[tuple[int, int, int]]:
    """The quarters from `low` to before `high` as (quarters in a slot, first slot, slot after)."""
    first_day, after_days = -(-low // DAY), high // DAY
    if first_day >= after_days:
        return [(1, low, high)]
    return [(1, low, first_day * DAY), (DAY, first_day, after_days), (1, after_days * DAY, high)]


def _add(base: sqlite3.Connection, row: tuple[int, str, str, float, float, int]) -> None:
    in_quarter, *rest = row
    for span in (1, DAY):
        base.execute(
            f"INSERT INTO summed VALUES (?, ?, ?, ?, ?, ?, ?) {_ADD}",
            (span, in_quarter // span, *rest),
        )
