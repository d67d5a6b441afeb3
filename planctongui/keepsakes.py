"""What the window remembers from one start to the next: where it stood, what was told once.

For: values that JSON can say, in one small file that may be lost at any time. Not for: what the
owner has settled (`settings`) or what must be right (`ledger`). Read once at the start; written on
a thread of its own, because a home on the network may hang.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

from planctongui import places

log = logging.getLogger(__name__)

LEAVE_S = 1.0
"""The last writing may take so long when the program ends."""


def default_path() -> Path:
    """Where this owner's are, whether they exist or not."""
    return places.state_folder() / "window.json"


class Keepsakes:
    """Values by name. For one thread; no method waits but `close`, none raises."""

    def __init__(self, file: Path | None = None) -> None:
        """Without a file nothing outlives the process."""
        self._file = file
        self._values = _read(file) if file is not None else {}
        self._writer: ThreadPoolExecutor | None = None

    def get(self, name: str) -> object:
        """What was kept under this name; None = nothing."""
        return self._values.get(name)

    def keep(self, name: str, value: object) -> None:
        """Keep this under that name, instead of what was there."""
        if self._values.get(name) == value:
            return
        self._values = {**self._values, name: value}
        if self._file is None:
            return
        if self._writer is None:
            self._writer = ThreadPoolExecutor(1, "keepsakes")
        self._last = self._writer.submit(_write, self._file, json.dumps(self._values, indent=1))

    def close(self) -> None:
        """Wait a moment for what is being written."""
        if self._writer is not None:
            wait([self._last], LEAVE_S)
            self._writer.shutdown(wait=False)


def _read(file: Path) -> dict[str, object]:
    try:
        found = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        log.info("keepsakes: %s is not used: %r", file, error)
        return {}
    return found if isinstance(found, dict) else {}


def _write(file: Path, text: str) -> None:
    """Put the text in the file's place at one stroke; a home that refuses it loses nothing else."""
    temporary = ""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=".window-", dir=file.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as opened:
            opened.write(text)
        os.replace(temporary, file)
    except OSError as error:
        log.info("keepsakes: %s is not written: %r", file, error)
        with contextlib.suppress(OSError):
            os.unlink(temporary)
