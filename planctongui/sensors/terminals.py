"""The owner's input on a machine without any display: who typed in a terminal last.

For: servers and text logins, by the access time of the terminals' device files (no key is seen).
Not for: a machine with a display, for which it would be blind: it refuses there.

The kernel moves such a time in steps of up to 8 s only, so the age told here is that much lower
than it may look: the owner is never thought to be away while they type. Nothing wakes the loop;
it has to ask every 2 s, and "back" is seen that much later.
"""

from __future__ import annotations

import re
import stat
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from planctongui.core.observation import Presence
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.surroundings import desktop_nearby, has_display
from planctongui.tongue import mark, translate

NAME = mark("Sensors", "terminals")
STEP_S = 8.0
"""An access time may be older than the last key by this much, seconds."""
_TERMINAL = re.compile(r"(tty)?\d+")


class Terminals:
    """An InputSource that is polled by `presence`."""

    name = NAME

    def __init__(self, pts: Path = Path("/dev/pts"), consoles: Path = Path("/dev")) -> None:
        """Look at the numbered devices in `pts` and at tty0, tty1 ... in `consoles`."""
        self._places = ((pts, ""), (consoles, "tty"))

    def fileno(self) -> None:
        """It has none."""

    def pump(self) -> None:
        """Nothing to take in."""

    def presence(self) -> Presence:
        """Age of the newest key; seconds since boot when there is no terminal, so nobody."""
        since_boot_s = time.clock_gettime(time.CLOCK_BOOTTIME)
        newest = max(self._typed_at(), default=None)
        if newest is None:
            return Presence(NAME, since_boot_s)
        return Presence(NAME, max(0.0, time.time() - newest - STEP_S))

    def close(self) -> None:
        """Nothing to free."""

    def _typed_at(self) -> Iterator[float]:
        for folder, prefix in self._places:
            try:
                entries = list(folder.iterdir())
            except OSError:
                continue  # No such kind of terminal on this machine.
            for entry in entries:
                if not (entry.name.startswith(prefix) and _TERMINAL.fullmatch(entry.name)):
                    continue
                try:
                    status = entry.stat()
                except OSError:
                    continue  # It was closed between the listing and the look.
                if stat.S_ISCHR(status.st_mode):
                    yield status.st_atime


def open_source(calm_s: float, wake: Callable[[], None]) -> Terminals:
    """Open it. SourceMissing where there is a display."""
    if not has_display() and desktop_nearby():
        raise SourceMissing(
            translate(
                "Sensors",
                "A desktop runs on this machine, and terminals do not show what is done on "
                "it: start planctongui in that desktop's session, or set [presence] "
                'desktops = "ignore".',
            )
        )
    return open_regardless(calm_s, wake)


def open_regardless(calm_s: float, wake: Callable[[], None]) -> Terminals:
    """Open it although a desktop that this program was not started in may be used."""
    del calm_s, wake
    if has_display():
        raise SourceMissing(
            translate(
                "Sensors", "There is a display, and terminals do not show what is done on it."
            )
        )
    return Terminals()
