"""What was given, kept for good: one SQLite file.

For: CPU seconds per pilot and quarter of an hour, one row per finished pilot, remembered orders.
Not for: which pilots exist (the engine knows), how seconds are counted (`contribution`), sums by
head node and class (`summary`) or what went on (`annals`): these have their own SQL.
All on one thread, the one that opened it (the hands). Every call is one transaction, there for
good when it returns, also after kill -9. A file that cannot be used is never changed.
"""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from planctongui import annals, places, summary
from planctongui.core.contribution import by_class, day_start, quarter, week_start
from planctongui.core.history import Given, Period, Reach, starts
from planctongui.core.record import Batch
from planctongui.core.report import Sums
from planctongui.core.trouble import Trouble
from planctongui.tongue import translate

Migration = tuple[str, ...]

T = TypeVar("T")

MIGRATIONS: tuple[Migration, ...] = (
    (
        """CREATE TABLE pilot (
            id TEXT PRIMARY KEY, head_node TEXT NOT NULL, image TEXT NOT NULL, job TEXT NOT NULL,
            born REAL NOT NULL, ended REAL NOT NULL, cpu_s REAL NOT NULL, held_s REAL NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('useful', 'empty', 'lost')),
            exit_code INTEGER, reason TEXT NOT NULL, result TEXT NOT NULL)""",
        """CREATE TABLE given (
            pilot TEXT NOT NULL, quarter INTEGER NOT NULL, cpu_s REAL NOT NULL,
            PRIMARY KEY (pilot, quarter)) WITHOUT ROWID""",
        "CREATE INDEX given_by_quarter ON given (quarter, cpu_s)",
        "CREATE TABLE remembered (key TEXT PRIMARY KEY, value TEXT NOT NULL)",
    ),
    summary.MIGRATION,
    annals.TABLES,
)
"""The statements that lead from version n to n + 1; the file's version is PRAGMA user_version."""


class LedgerTrouble(Exception):
    """The ledger cannot be used; `trouble` says it in the owner's words."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(f"{trouble.title}: {trouble.advice}")
        self.trouble = trouble


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
        with self._border():
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            version = self._version(len(migrations))
            self._base = sqlite3.connect(path, isolation_level=None, timeout=5)
        try:
            with self._border():
                self._base.execute("PRAGMA journal_mode = WAL")
                self._base.execute("PRAGMA synchronous = NORMAL")
                self._migrate(version, migrations)
                (self._total_s,) = self._base.execute("SELECT TOTAL(cpu_s) FROM given").fetchone()
                self._by_class = self._read_classes()
        except LedgerTrouble:
            self._base.close()
            raise

    def accrue(self, deltas: Mapping[str, float], at: float) -> None:
        """Add CPU seconds to pilots, in the quarter of the Unix time `at`. One transaction."""
        rows = [(pilot, quarter(at), cpu_s) for pilot, cpu_s in deltas.items()]
        if not rows:
            return
        with self._transaction():
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
            summary.note_given(self._base, rows)
        self._total_s += sum(deltas.values())
        if late.rowcount > 0:
            with self._border():
                self._by_class = self._read_classes()

    def counted(self, pilot: str) -> float:
        """CPU seconds this pilot accrued so far; 0 for an unknown one."""
        return self.counted_all([pilot])[pilot]

    def counted_all(self, pilots: Iterable[str]) -> dict[str, float]:
        """The same for several pilots."""
        with self._border():
            return {
                pilot: self._base.execute(
                    "SELECT TOTAL(cpu_s) FROM given WHERE pilot = ?", (pilot,)
                ).fetchone()[0]
                for pilot in pilots
            }

    def finish(self, row: PilotRow) -> bool:
        """Keep a finished pilot. False, and no change, when its row is there already."""
        with self._transaction():
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
                summary.note_end(
                    self._base, row.id, row.head_node, row.outcome, row.ended, row.held_s
                )
        if new:
            self._by_class[row.outcome] += cpu_s
        return new

    def sums(self, now: datetime) -> Sums:
        """All sums as of `now`: naive (the machine's zone) or with a real zone."""
        with self._border():
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
        with self._border():
            step, begin = starts(reach, now, summary.first(self._base))
            found = summary.portions(self._base, begin)
        return Given(step, tuple(Period(*one) for one in zip(begin, found, strict=True)))

    def results(self, head_node: str) -> Iterator[str]:
        """Results of this head node's useful pilots, in no order."""
        with self._border():
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
        with self._transaction():
            self._base.execute("DELETE FROM remembered WHERE key = ?", (key,))
            if value is not None:
                self._base.execute("INSERT INTO remembered VALUES (?, ?)", (key, value))

    def recall(self, key: str) -> str | None:
        """The value kept under this key; None = none."""
        with self._border():
            found = self._base.execute("SELECT value FROM remembered WHERE key = ?", (key,))
            row = found.fetchone()
        return None if row is None else str(row[0])

    def record(self, batch: Batch) -> None:
        """Write down what went on. One transaction."""
        with self._transaction():
            annals.write(self._base, batch)

    def read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """What this query makes of the open file; it must not write."""
        with self._border():
            return query(self._base)

    def close(self) -> None:
        """Close the file; may be called twice."""
        self._base.close()

    def _version(self, newest: int) -> int:
        """The file's version, looked up without changing the file; 0 = there is none yet."""
        if not self._path.exists() or not self._path.stat().st_size:
            return 0
        address = f"{self._path.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as base:
            version = int(base.execute("PRAGMA user_version").fetchone()[0])
            strange = version == 0 and base.execute("SELECT 1 FROM sqlite_master").fetchone()
        if strange:
            raise sqlite3.DatabaseError("tables of another program")
        if version > newest:
            raise LedgerTrouble(
                Trouble(
                    translate("Ledger", "A newer planctongui wrote the ledger"),
                    translate(
                        "Ledger",
                        "{path} has version {version}, this program knows {newest}. Install the "
                        "newer program again; the file was not touched.",
                    ).format(path=self._path, version=version, newest=newest),
                )
            )
        return version

    def _migrate(self, version: int, migrations: tuple[Migration, ...]) -> None:
        """From the file's version to the newest, each step whole or not at all."""
        if 0 < version < len(migrations):
            self._copy(version)
        for number, statements in enumerate(migrations[version:], start=version + 1):
            with self._transaction():
                for statement in statements:
                    self._base.execute(statement)
                self._base.execute(f"PRAGMA user_version = {number}")

    def _copy(self, version: int) -> None:
        """A whole copy beside the file, under a name that is still free."""
        names = (f"{self._path.name}.v{version}-{n}" for n in itertools.count(1))
        free = next(name for name in names if not self._path.with_name(name).exists())
        with closing(sqlite3.connect(self._path.with_name(free))) as copy:
            self._base.backup(copy)

    def _read_classes(self) -> dict[str, float]:
        return by_class(
            self._base.execute("SELECT outcome, SUM(cpu_s) FROM pilot GROUP BY outcome")
        )

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        """All or nothing of what is done inside; errors turned into LedgerTrouble."""
        with self._border():
            self._base.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._base.execute("COMMIT")
            except BaseException:
                # A full disk has already rolled back by itself.
                if self._base.in_transaction:
                    self._base.execute("ROLLBACK")
                raise

    @contextmanager
    def _border(self) -> Iterator[None]:
        """Turns the library's errors into LedgerTrouble: the one border for them."""
        try:
            yield
        except (sqlite3.OperationalError, OSError) as error:
            raise LedgerTrouble(
                Trouble(
                    translate("Ledger", "The ledger cannot be read or written"),
                    translate(
                        "Ledger",
                        "{path}: {error}. Make room on the disk, or make the folder yours; what "
                        "was counted before is kept.",
                    ).format(path=self._path, error=error),
                )
            ) from error
        except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
            # Our own mistake, such as the wrong thread: not the owner's trouble.
            raise
        except sqlite3.DatabaseError as error:
            raise LedgerTrouble(
                Trouble(
                    translate("Ledger", "The ledger is damaged"),
                    translate(
                        "Ledger",
                        "{path}: {error}. Put a backup in its place, or move the file away to "
                        "begin a new one; it was not changed.",
                    ).format(path=self._path, error=error),
                )
            ) from error
