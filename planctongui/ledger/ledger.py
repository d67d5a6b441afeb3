"""What was given, kept for good: one SQLite file.

For: CPU seconds per pilot and quarter of an hour, one row per finished pilot, remembered orders.
Not for: which pilots exist (the engine knows), how seconds are counted (`contribution`), sums by
head node and class (`sums`) or what went on (`annals`): these have their own SQL.
All on one thread, the one that opened it (the books'). Every call is one transaction, there for
good when it returns, also after kill -9. A file that cannot be used is never changed.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from planctongui import places
from planctongui.core.contribution import by_class, day_start, quarter, week_start
from planctongui.core.history import Given, Period, Reach, starts
from planctongui.core.record import Batch
from planctongui.core.report import Sums
from planctongui.ledger import annals, sums
from planctongui.ledger.border import LedgerTrouble, border, transaction
from planctongui.ledger.opening import MIGRATIONS, Migration, open_base

T = TypeVar("T")

NOBODY: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class PilotRow:
    """What is kept of one finished pilot. Its CPU seconds come from what it accrued."""

    id: str
    head_node: str
    image: str
    """Reference of the image it ran, as exact as known."""
    job: str
    """The head node's name for its job; "" = none known."""
    born: float
    """Unix time."""
    ended: float
    """Unix time."""
    held_s: float
    """Seconds for which it was held."""
    outcome: str
    """"useful", "empty" or "lost"."""
    exit_code: int | None
    """None = not known."""
    reason: str = ""
    """Why it was ended, a word; "" = it ended by itself."""
    result: str = ""
    """The line its head node wants back after a restart."""


def default_path() -> Path:
    """Where this owner's ledger is, whether it exists or not."""
    return places.data_folder() / "ledger.sqlite3"


class Ledger:
    """The open file. Every method may raise LedgerTrouble."""

    def __init__(self, path: Path, migrations: tuple[Migration, ...] = MIGRATIONS) -> None:
        """Open, create or migrate the file (a copy is put beside it before a migration)."""
        self._path = path
        self._base = open_base(path, migrations)
        try:
            with border(path):
                (self._total_s,) = self._base.execute("SELECT TOTAL(cpu_s) FROM given").fetchone()
                self._by_class = self._read_classes()
        except LedgerTrouble:
            self._base.close()
            raise

    def accrue(
        self, deltas: Mapping[str, float], at: float, head_nodes: Mapping[str, str] = NOBODY
    ) -> None:
        """Add CPU seconds to pilots, in the quarter of the Unix time `at`. One transaction.

        `head_nodes`: whom they work for, as far as that is known.
        """
        rows = [(pilot, quarter(at), cpu_s) for pilot, cpu_s in deltas.items()]
        if not rows:
            return
        with transaction(self._base, self._path):
            self._base.executemany(
                "INSERT INTO given VALUES (?, ?, ?) ON CONFLICT (pilot, quarter) "
                "DO UPDATE SET cpu_s = cpu_s + excluded.cpu_s",
                rows,
            )
            # Seconds that turn up after a pilot's end still belong to its row.
            late = self._base.executemany(
                "UPDATE pilot SET cpu_s = cpu_s + ?2 WHERE id = ?1",
                [(pilot, cpu_s) for pilot, cpu_s in deltas.items()],
            )
            sums.note_given(self._base, rows, head_nodes)
        self._total_s += sum(deltas.values())
        if late.rowcount > 0:
            with border(self._path):
                self._by_class = self._read_classes()

    def counted(self, pilot: str) -> float:
        """CPU seconds this pilot accrued so far; 0 for an unknown one."""
        return self.counted_all([pilot])[pilot]

    def counted_all(self, pilots: Iterable[str]) -> dict[str, float]:
        """The same for several pilots."""
        with border(self._path):
            return {
                pilot: self._base.execute(
                    "SELECT TOTAL(cpu_s) FROM given WHERE pilot = ?", (pilot,)
                ).fetchone()[0]
                for pilot in pilots
            }

    def finish(self, row: PilotRow) -> bool:
        """Keep a finished pilot. False, and no change, when its row is there already."""
        with transaction(self._base, self._path):
            (cpu_s,) = self._base.execute(
                "SELECT TOTAL(cpu_s) FROM given WHERE pilot = ?", (row.id,)
            ).fetchone()
            new = self._base.execute(
                "INSERT INTO pilot VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                "ON CONFLICT (id) DO NOTHING",
                (row.id, row.head_node, row.image, row.job, row.born, row.ended, cpu_s,
                 row.held_s, row.outcome, row.exit_code, row.reason, row.result),
            ).rowcount == 1  # fmt: skip
            if new:
                sums.note_end(self._base, row.id, row.head_node, row.outcome, row.ended, row.held_s)
        if new:
            self._by_class[row.outcome] += cpu_s
        return new

    def sums(self, now: datetime) -> Sums:
        """All sums as of `now`: naive (the machine's zone) or with a real zone."""
        with border(self._path):
            today_s, week_s = (
                self._base.execute(
                    "SELECT TOTAL(cpu_s) FROM given WHERE quarter >= ?", (quarter(start),)
                ).fetchone()[0]
                for start in (day_start(now), week_start(now))
            )
        return Sums(
            today_s=today_s,
            week_s=week_s,
            total_s=self._total_s,
            useful_s=self._by_class["useful"],
            empty_s=self._by_class["empty"],
            lost_s=self._by_class["lost"],
        )

    def given(self, reach: Reach, now: datetime) -> Given:
        """What was given by period, as far back as is asked; `now` as in `sums`."""
        with border(self._path):
            step, begin = starts(reach, now, sums.first(self._base))
            found = sums.portions(self._base, begin)
        return Given(step, tuple(Period(*one) for one in zip(begin, found, strict=True)))

    def results(self, head_node: str) -> Iterator[str]:
        """Results of this head node's useful pilots, in no order."""
        with border(self._path):
            yield from (
                result
                for (result,) in self._base.execute(
                    "SELECT result FROM pilot "
                    "WHERE head_node = ? AND outcome = 'useful' AND result != ''",
                    (head_node,),
                )
            )

    def remember(self, key: str, value: str | None) -> None:
        """Keep a value over restarts; None forgets it."""
        with transaction(self._base, self._path):
            self._base.execute("DELETE FROM remembered WHERE key = ?", (key,))
            if value is not None:
                self._base.execute("INSERT INTO remembered VALUES (?, ?)", (key, value))

    def recall(self, key: str) -> str | None:
        """The value kept under this key; None = none."""
        with border(self._path):
            found = self._base.execute("SELECT value FROM remembered WHERE key = ?", (key,))
            row = found.fetchone()
        return None if row is None else str(row[0])

    def record(self, batch: Batch) -> None:
        """Write down what went on. One transaction."""
        with transaction(self._base, self._path):
            annals.write(self._base, batch)

    def read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """What this query makes of the open file; it must not write."""
        with border(self._path):
            return query(self._base)

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._base.close()

    def _read_classes(self) -> dict[str, float]:
        return by_class(
            self._base.execute("SELECT outcome, SUM(cpu_s) FROM pilot GROUP BY outcome")
        )
