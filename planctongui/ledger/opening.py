"""Opening the ledger's file: its version looked up, a copy put beside it, its tables made.

For: the tables, and every step from an older version. Not for: rows (`ledger`), or what stands in
the tables of `sums` and `annals`. A file that is not known to be ours is not changed.
"""

from __future__ import annotations

import itertools
import sqlite3
from contextlib import closing
from pathlib import Path

from planctongui.core.trouble import Trouble
from planctongui.ledger import annals, past, sums
from planctongui.ledger.border import LedgerTrouble, border, transaction
from planctongui.tongue import translate

Migration = tuple[str, ...]

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
    sums.MIGRATION,
    annals.TABLES,
    (sums.HEAD_NODES, past.INDEX),
)
"""The statements that lead from version n to n + 1; the file's version is PRAGMA user_version."""


def open_base(path: Path, migrations: tuple[Migration, ...]) -> sqlite3.Connection:
    """Open, create or migrate the file. Raises LedgerTrouble; nothing is open then."""
    with border(path):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        version = _version(path, len(migrations))
        base = sqlite3.connect(path, isolation_level=None, timeout=5)
    try:
        with border(path):
            base.execute("PRAGMA journal_mode = WAL")
            base.execute("PRAGMA synchronous = NORMAL")
            _migrate(base, path, version, migrations)
    except LedgerTrouble:
        base.close()
        raise
    return base


def _version(path: Path, newest: int) -> int:
    """The file's version, looked up without changing the file; 0 = there is none yet."""
    if not path.exists() or not path.stat().st_size:
        return 0
    address = f"{path.absolute().as_uri()}?mode=ro"
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
                ).format(path=path, version=version, newest=newest),
            )
        )
    return version


def _migrate(
    base: sqlite3.Connection, path: Path, version: int, migrations: tuple[Migration, ...]
) -> None:
    """From the file's version to the newest, each step whole or not at all."""
    if 0 < version < len(migrations):
        _copy(base, path, version)
    for number, statements in enumerate(migrations[version:], start=version + 1):
        with transaction(base, path):
            for statement in statements:
                base.execute(statement)
            base.execute(f"PRAGMA user_version = {number}")


def _copy(base: sqlite3.Connection, path: Path, version: int) -> None:
    """A whole copy beside the file, under a name that is still free."""
    names = (f"{path.name}.v{version}-{n}" for n in itertools.count(1))
    free = next(name for name in names if not path.with_name(name).exists())
    with closing(sqlite3.connect(path.with_name(free))) as copy:
        base.backup(copy)
