"""Who uses this machine from elsewhere, by ssh and the like, and when they last pressed a key.

For: a look at utmp and at the terminals' access times; no key is seen. logind's list comes as a
second source, since newer distributions write no utmp. Not for: the owner's own screen.
Thread: any one, `news` another. Cost: about 0.2 ms a look. Latency: the look's interval, and up to
8 s more, because the kernel moves access times in such steps.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil

from planctongui.core.observation import Condition
from planctongui.core.verdict import Reason
from planctongui.sensors.logind import RemoteSession
from planctongui.sensors.terminals import STEP_S
from planctongui.tongue import translate

RECORDS = Path("/var/run/utmp")
_HERE = ("", "localhost")
_INSIDE = (":", "tmux(")
"""What terminal multiplexers and X write instead of a host: their users are seen elsewhere."""


@dataclass(frozen=True, slots=True)
class _Use:
    """What was seen of a terminal."""

    typed_at: float
    """Unix time of its last key."""
    moved: float
    """Monotonic seconds at which that time was first seen."""


class Logins:
    """Looks when it is asked to. `folder` is where terminals are, clocks in seconds."""

    def __init__(
        self,
        folder: Path = Path("/dev"),
        clock: Callable[[], float] = time.monotonic,
        wall: Callable[[], float] = time.time,
        records: Path = RECORDS,
    ) -> None:
        self._folder = folder
        self._records = records
        self._clock = clock
        self._wall = wall
        self._uses: dict[str, _Use] = {}
        self._nobody = False
        """True when the last look found nobody at all, ..."""
        self._stamp: tuple[int, ...] = ()
        """... in these records."""

    def news(self, sessions: Sequence[RemoteSession]) -> bool:
        """False while nobody came since the last look found nobody. Never blocks or raises."""
        return bool(sessions) or not self._nobody or self._stamp != self._now()

    def look(self, sessions: Sequence[RemoteSession], idle_s: float) -> Condition | None:
        """The remote user who pressed a key last, if that was within `idle_s`; None = nobody.

        `sessions` is what logind knows. May raise OSError when utmp cannot be read.
        """
        self._stamp = self._now()  # first: who comes meanwhile is news
        found: list[tuple[float, str]] = []
        seen: set[str] = set()
        for who, terminal in self._remote(sessions):
            if terminal not in seen:
                seen.add(terminal)
                found.append((self._age(terminal), who))
        self._uses = {name: use for name, use in self._uses.items() if name in seen}
        self._nobody = not found and not sessions
        if not found:
            return None
        age_s, who = min(found)
        return Condition(Reason.REMOTE_USER, who) if age_s < idle_s else None

    def _now(self) -> tuple[int, ...]:
        """Changes with the records; () = there are none."""
        try:
            records = os.stat(self._records)
        except OSError:
            return ()
        return records.st_ino, records.st_size, records.st_mtime_ns

    def _remote(self, sessions: Iterable[RemoteSession]) -> Iterator[tuple[str, str]]:
        """(who from where, terminal below the folder) of everybody from elsewhere."""
        for user in psutil.users():
            host = user.host or ""
            if host not in _HERE and not host.startswith(_INSIDE):
                yield (
                    translate("Sensors", "{user} from {host}").format(user=user.name, host=host),
                    user.terminal or "",
                )
        for session in sessions:
            who = translate("Sensors", "{user} from {host}").format(
                user=session.user, host=session.host or translate("Sensors", "elsewhere")
            )
            if session.terminal:
                yield who, session.terminal
            else:  # sshd often names no terminal: any of this user may be it
                yield from ((who, name) for name in self._terminals_of(session.uid))

    def _terminals_of(self, uid: int) -> Iterator[str]:
        for entry in (self._folder / "pts").iterdir():
            try:
                status = entry.stat()
            except OSError:
                continue  # It was closed between the listing and the look.
            if status.st_uid == uid and entry.name.isdigit():
                yield f"pts/{entry.name}"

    def _age(self, terminal: str) -> float:
        """Seconds since the last key there; inf when the terminal is gone: an old record."""
        try:
            status = os.stat(self._folder / terminal)
        except (OSError, ValueError):
            return float("inf")
        if not terminal or not stat.S_ISCHR(status.st_mode):
            return float("inf")
        now = self._clock()
        before = self._uses.get(terminal)
        if before is None or before.typed_at != status.st_atime:
            # A change that we saw counts by our own clock: the wall's may be set at any time.
            moved = now if before is not None else float("-inf")
            before = self._uses[terminal] = _Use(status.st_atime, moved)
        by_wall = self._wall() - status.st_atime - STEP_S
        return max(0.0, min(by_wall, now - before.moved))
