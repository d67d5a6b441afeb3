"""Starting, watching and ending one process by its pid, and waiting for a condition.

For: everything the test desktop runs. Not for: choosing what runs (that is `desktop`).
"""

from __future__ import annotations

import shutil
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

POLL_S = 0.01
_TAIL_CHARACTERS = 1500
_PACKAGES = {
    "Xvfb": "xvfb",
    "openbox": "openbox",
    "trayer": "trayer",
    "dbus-daemon": "dbus",
    "gnome-keyring-daemon": "gnome-keyring",
    "import": "imagemagick",
}

T = TypeVar("T")


class Child:
    """One process of ours. Its output goes to a log file; it is ended by its own pid only."""

    def __init__(
        self,
        command: Sequence[str],
        *,
        env: Mapping[str, str],
        log: Path,
        stdin: bytes = b"",
        pass_fds: Sequence[int] = (),
        cwd: Path | None = None,
    ) -> None:
        """Start it. FileNotFoundError with a clear sentence when the program is missing."""
        program = need(command[0])
        self.name = Path(command[0]).name
        self.log = log
        with log.open("ab") as out:
            self._process = subprocess.Popen(
                [program, *command[1:]],
                env=dict(env),
                stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                pass_fds=tuple(pass_fds),
                cwd=cwd,
                # A Ctrl-C in the terminal is for the tests; they end their children themselves.
                start_new_session=True,
            )
        if self._process.stdin is not None:
            self._process.stdin.write(stdin)
            self._process.stdin.close()

    @property
    def pid(self) -> int:
        """Its process id; stays known after its end."""
        return self._process.pid

    def alive(self) -> bool:
        """True while it has not ended."""
        return self._process.poll() is None

    def exit_code(self) -> int | None:
        """None while it lives; negative = the signal that ended it."""
        return self._process.poll()

    def stop(self, grace_s: float = 3.0) -> None:
        """SIGTERM, then SIGKILL after the grace in seconds. May be called twice."""
        if not self.alive():
            return
        self._process.terminate()
        try:
            self._process.wait(grace_s)
        except subprocess.TimeoutExpired:
            self.kill()

    def kill(self) -> None:
        """SIGKILL, and wait for the end."""
        if self.alive():
            self._process.kill()
        self._process.wait()

    def tail(self) -> str:
        """The end of what it printed."""
        text = self.log.read_text(errors="replace") if self.log.exists() else ""
        return text[-_TAIL_CHARACTERS:]


def need(program: str) -> str:
    """Full path of a program; FileNotFoundError that names the Debian package when missing."""
    found = shutil.which(program)
    if found is None:
        package = _PACKAGES.get(program, program)
        raise FileNotFoundError(
            f"The test desktop needs the program {program}: apt-get install {package}"
        )
    return found


def wait_until(
    condition: Callable[[], T], seconds: float, what: str, *children: Child, poll_s: float = POLL_S
) -> T:
    """Ask every 10 ms until the answer is true, and return that answer.

    AssertionError after `seconds`, or as soon as one of `children` ended; it names `what` and shows
    the end of the children's logs.
    """
    deadline = time.monotonic() + seconds
    while True:
        answer = condition()
        if answer:
            return answer
        ended = [child for child in children if not child.alive()]
        if ended or time.monotonic() > deadline:
            why = f"{ended[0].name} ended early" if ended else f"not within {seconds:g} s"
            logs = "".join(f"\n--- {child.name}:\n{child.tail()}" for child in children)
            raise AssertionError(f"waited for: {what}: {why}{logs}")
        time.sleep(poll_s)
