"""The record's tables in the ledger's file: what is written to them and read from them.

For: the SQL of verdicts, presence, load and events. Not for: opening the file, its thread, or an
error of the library (`ledger`). Every function takes the open base; times are Unix time.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from itertools import islice

from planctongui.core.record import (
    PILOTS,
    VERDICTS,
    AskLog,
    Batch,
    Happening,
    Load,
    Log,
    Record,
    Span,
    Touch,
    in_order,
)
from planctongui.core.verdict import Mood, Reason

TABLES = (
    """CREATE TABLE span (
        begin REAL PRIMARY KEY, end REAL NOT NULL, mood TEXT NOT NULL, reason TEXT NOT NULL,
        beside TEXT NOT NULL, core_s REAL NOT NULL, delay_s REAL NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE touch (begin REAL PRIMARY KEY, end REAL NOT NULL) WITHOUT ROWID",
    """CREATE TABLE load (
        begin REAL PRIMARY KEY, end REAL NOT NULL, cores REAL NOT NULL) WITHOUT ROWID""",
    "CREATE TABLE happening (at REAL NOT NULL, kind TEXT NOT NULL, told TEXT NOT NULL)",
    "CREATE INDEX happening_by_time ON happening (at)",
    "CREATE INDEX pilot_by_end ON pilot (ended)",
)
"""The statements that make them."""

MOST_HAPPENINGS = 20_000
"""Older events are forgotten, however young they are."""

LONGEST_S = 86400.0
"""No span is written that is longer; so one that reaches into a day began the day before."""


def write(base: sqlite3.Connection, batch: Batch) -> None:
    """Write a batch down, within the caller's transaction."""
    base.executemany(
        "INSERT OR REPLACE INTO span VALUES (?, ?, ?, ?, ?, ?, ?)",
        [
            (s.begin, s.end, s.mood.value, s.reason.value, ",".join(s.beside), s.core_s, s.delay_s)
            for s in batch.spans
        ],
    )
    base.executemany(
        "INSERT OR REPLACE INTO touch VALUES (?, ?)", [(t.begin, t.end) for t in batch.touches]
    )
    base.executemany(
        "INSERT OR REPLACE INTO load VALUES (?, ?, ?)",
        [(one.begin, one.end, one.cores) for one in batch.loads],
    )
    base.executemany(
        "INSERT INTO happening VALUES (?, ?, ?)",
        [(h.at, h.kind, json.dumps(h.values)) for h in batch.happenings],
    )
    if batch.forget_before is not None:
        _forget(base, batch.forget_before)


def _forget(base: sqlite3.Connection, before: float) -> None:
    for table in ("span", "touch", "load"):
        base.execute(f"DELETE FROM {table} WHERE begin < ?", (before,))
    base.execute(
        "DELETE FROM happening WHERE rowid <= (SELECT MAX(rowid) FROM happening) - ?",
        (MOST_HAPPENINGS,),
    )


def spans(base: sqlite3.Connection, since: float, until: float) -> tuple[Span, ...]:
    """The verdicts between two instants, cut to them."""
    found = base.execute("SELECT * FROM span WHERE begin BETWEEN ? AND ?", _reach(since, until))
    return in_order(
        (
            Span(begin, end, Mood(mood), Reason(reason), _words(beside), core_s, delay_s)
            for begin, end, mood, reason, beside, core_s, delay_s in found
        ),
        since,
        until,
    )


def record(base: sqlite3.Connection, since: float, until: float) -> Record:
    """All that a replay needs of the time between two instants."""
    touches = base.execute("SELECT * FROM touch WHERE begin BETWEEN ? AND ?", _reach(since, until))
    loads = base.execute("SELECT * FROM load WHERE begin BETWEEN ? AND ?", _reach(since, until))
    return Record(
        spans(base, since, until),
        in_order((Touch(*row) for row in touches), since, until),
        in_order((Load(*row) for row in loads), since, until),
    )


def log(base: sqlite3.Connection, asked: AskLog) -> Log:
    """The newest lines of these kinds, from events, verdicts and pilots alike."""
    lines: list[Happening] = []
    limit = asked.most + 1
    marks = ",".join("?" * len(asked.kinds))
    lines += (
        Happening(at, kind, tuple(json.loads(told)))
        for at, kind, told in base.execute(
            "SELECT at, kind, told FROM happening WHERE at < ? "
            f"AND substr(kind, 1, instr(kind, '.') - 1) IN ({marks}) ORDER BY at DESC LIMIT ?",
            (asked.before, *asked.kinds, limit),
        )
    )
    if VERDICTS in asked.kinds:
        lines += islice(_verdicts(base, asked.before), limit)
    if PILOTS in asked.kinds:
        lines += (
            Happening(ended, f"{PILOTS}.ended", (name, head_node, outcome, reason, cpu_s))
            for name, head_node, outcome, reason, cpu_s, ended in base.execute(
                "SELECT id, head_node, outcome, reason, cpu_s, ended FROM pilot "
                "WHERE ended < ? ORDER BY ended DESC LIMIT ?",
                (asked.before, limit),
            )
        )
    lines.sort(key=lambda line: -line.at)
    return Log(tuple(lines[: asked.most]), len(lines) > asked.most)


def _verdicts(base: sqlite3.Connection, before: float) -> Iterator[Happening]:
    """Newest first, one for each run of spans with the same reason and no gap between them."""
    found = base.execute(
        "SELECT begin, end, mood, reason FROM span WHERE begin < ? ORDER BY begin DESC", (before,)
    )
    run: tuple[float, float, str, str] | None = None
    for begin, end, mood, reason in found:
        if run is not None and run[2:] == (mood, reason) and run[0] - end < 1.0:
            run = (begin, run[1], mood, reason)
            continue
        if run is not None:
            yield _line(*run)
        run = (begin, end, mood, reason)
    if run is not None:
        yield _line(*run)


def _line(begin: float, end: float, mood: str, reason: str) -> Happening:
    return Happening(begin, f"{VERDICTS}.{reason}", (mood, end))


def _reach(since: float, until: float) -> tuple[float, float]:
    return since - LONGEST_S, until


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split(",")) if text else ()
