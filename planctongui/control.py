"""One running planctongui per owner, and a door to it for the command line and a second start.

For: a lock that says who runs, and a Unix socket that takes one line and answers one line of JSON.
Not for: what an order does; it becomes an event like a click in the window.
The door is a thread of its own that sleeps while nobody knocks; only the owner can open it (0700).
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import logging
import os
import socket
import stat
import threading
import time
from collections.abc import Callable
from pathlib import Path

from planctongui.tongue import translate

log = logging.getLogger(__name__)

ANSWER_S = 2.0
"""Neither side waits longer for the other."""

LONGEST_LINE = 65536


class AlreadyRunning(Exception):
    """Another planctongui of this owner has the lock."""


class NotRunning(Exception):
    """No planctongui of this owner answers."""


class Control:
    """The running side. Raises AlreadyRunning when the lock is taken.

    `answer(words)` is called on the door's thread with the words of a line; it gives a JSON-able
    value, or raises ValueError with a sentence for the caller.
    """

    def __init__(
        self,
        lock_folder: Path,
        folder: Path,
        instance: str,
        answer: Callable[[list[str]], object],
    ) -> None:
        """The lock is where the ledger is: one run per ledger, whatever session it is started in.

        OSError with a sentence when `folder`, the door's, is not the owner's alone.
        """
        self._answer = answer
        for place in (lock_folder, folder):
            place.mkdir(mode=0o700, parents=True, exist_ok=True)
        _must_be_ours(folder)
        flags = os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        self._lock = os.open(lock_folder / f"{instance}.lock", flags, 0o600)
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            os.close(self._lock)
            raise AlreadyRunning from error
        self._path = socket_path(folder, instance)
        self._path.unlink(missing_ok=True)  # ours by the lock: a killed run left it
        self._door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_CLOEXEC)
        self._door.bind(str(self._path))
        self._path.chmod(0o600)
        self._door.listen(4)
        threading.Thread(target=self._serve, name="control", daemon=True).start()

    def close(self) -> None:
        """Shut the door and give up the lock."""
        self._path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            self._door.shutdown(socket.SHUT_RDWR)
        self._door.close()
        os.close(self._lock)

    def _serve(self) -> None:
        while True:
            try:
                caller, _ = self._door.accept()
            except OSError:
                return
            with caller:
                try:
                    caller.settimeout(ANSWER_S)
                    caller.sendall(self._reply(_line(caller)).encode() + b"\n")
                except OSError as error:
                    log.info("control: a caller went away: %s", error)

    def _reply(self, line: str) -> str:
        try:
            return json.dumps({"ok": self._answer(line.split())})
        except ValueError as error:
            return json.dumps({"error": str(error)})
        except Exception as error:
            log.exception("control: %s", line)
            told = translate("Command line", "It failed: {error}").format(error=repr(error))
            return json.dumps({"error": told})


def _must_be_ours(folder: Path) -> None:
    """OSError unless the folder is the owner's and nobody else may come in."""
    status = folder.lstat()
    ours = stat.S_ISDIR(status.st_mode) and status.st_uid == os.getuid()
    if not ours or status.st_mode & 0o077:
        told = translate("Command line", "{folder} must be a folder of yours alone (chmod 700).")
        raise PermissionError(told.format(folder=folder))


def socket_path(folder: Path, instance: str) -> Path:
    """Where the door of an instance is."""
    return folder / f"{instance}.sock"


def ask(folder: Path, instance: str, words: list[str]) -> object:
    """Send an order to the running planctongui; gives its answer.

    Raises NotRunning when there is none, ValueError with its sentence when it refuses.
    """
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.settimeout(ANSWER_S)
            door.connect(str(socket_path(folder, instance)))
            door.sendall(" ".join(words).encode() + b"\n")
            answer = json.loads(_line(door))
    except (OSError, json.JSONDecodeError) as error:
        raise NotRunning from error
    if "error" in answer:
        raise ValueError(answer["error"])
    return answer["ok"]


def _line(connection: socket.socket) -> str:
    """The first line that the other side sends. Raises OSError when it takes too long over it."""
    got = b""
    until = time.monotonic() + ANSWER_S
    while b"\n" not in got and len(got) < LONGEST_LINE:
        if time.monotonic() > until:  # each part in time, but never a whole line
            raise TimeoutError("the line does not end")
        part = connection.recv(LONGEST_LINE)
        if not part:
            break
        got += part
    return got.partition(b"\n")[0].decode("utf-8", "replace").strip()
