"""The one border for errors of the ledger's file: what the owner is told of them.

For: transactions, and turning the library's errors into LedgerTrouble. Not for: what is written.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from planctongui.core.trouble import Trouble
from planctongui.tongue import translate


class LedgerTrouble(Exception):
    """The ledger cannot be used; `trouble` says it in the owner's words."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(f"{trouble.title}: {trouble.advice}")
        self.trouble = trouble


@contextmanager
def border(path: Path) -> Iterator[None]:
    """Turns the library's errors about the file `path` into LedgerTrouble."""
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
                ).format(path=path, error=error),
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
                ).format(path=path, error=error),
            )
        ) from error


@contextmanager
def transaction(base: sqlite3.Connection, path: Path) -> Iterator[None]:
    """All or nothing of what is done inside; errors turned into LedgerTrouble."""
    with border(path):
        base.execute("BEGIN IMMEDIATE")
        try:
            yield
            base.execute("COMMIT")
        except BaseException:
            # A full disk has already rolled back by itself.
            if base.in_transaction:
                base.execute("ROLLBACK")
            raise
