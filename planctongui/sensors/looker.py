"""Slow looks on a thread of their own, so that the spawner's never waits for one.

For: readings that are polled. Each has its interval; the thread sleeps until it is poked, so
nothing is looked at while the spawner sleeps, and it is left asleep where nothing can have changed.
Not for: what is looked at.
"""

from __future__ import annotations

import logging
import math
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from planctongui.core.observation import Condition
from planctongui.tongue import translate

log = logging.getLogger(__name__)

ANYWAY_S = 10.0
"""Without any news it is looked at this often: news may be missed."""


@dataclass(slots=True)
class Look:
    """One thing to look at. `see` runs on the looker's thread and may raise anything."""

    name: str
    every_s: float
    see: Callable[[], tuple[Condition | None, str]]
    """Gives what follows, and a phrase on what was seen; raises LookupError: not available."""
    news: Callable[[], bool] = lambda: True
    """False: it would give the same as last time. Asked by whoever pokes, so it must neither block
    nor raise."""
    condition: Condition | None = None
    phrase: str = field(default_factory=lambda: translate("Sensors", "not looked at yet"))
    works: bool = False
    due: float = -math.inf
    looked_at: float = -math.inf
    """Monotonic seconds of the last look."""
    seen_at: float = -math.inf
    """Monotonic seconds at which its answer was last known to hold."""


class Looker:
    """Keeps the newest answer of each look; they may be read by any thread at any time."""

    def __init__(self, looks: tuple[Look, ...], wake: Callable[[], None]) -> None:
        self.looks = looks
        self._wake = wake
        self._poked = threading.Event()
        self._closing = False
        self._busy_since: float | None = None
        self._at = ""
        self._round()  # so that the first step knows
        self._thread = threading.Thread(target=self._run, name="looks", daemon=True)
        self._thread.start()

    def poke(self, anew: bool = False) -> None:
        """Look at what is due, or at all; returns at once."""
        if anew:
            for look in self.looks:
                look.due = -math.inf
        now = time.monotonic()
        for look in self.looks:
            if self._busy_since is None and _holds(look, now):
                look.due, look.seen_at = now + look.every_s, now
        if any(look.due <= now for look in self.looks):
            self._poked.set()

    def stuck(self) -> tuple[str, float]:
        """(which look is under way, for how many seconds); ("", 0) = none."""
        since = self._busy_since
        return ("", 0.0) if since is None else (self._at, time.monotonic() - since)

    def close(self) -> None:
        """Look no more. A look that hangs is left alone."""
        self._closing = True
        self._poked.set()
        self._thread.join(1.0)

    def _run(self) -> None:
        while True:
            self._poked.wait()
            self._poked.clear()
            if self._closing:
                return
            before = [look.condition for look in self.looks]
            self._round()
            if [look.condition for look in self.looks] != before:
                self._wake()

    def _round(self) -> None:
        for look in self.looks:
            now = time.monotonic()
            if look.due <= now:
                look.due, look.looked_at = now + look.every_s, now
                self._at, self._busy_since = look.name, now
                _take(look)
                look.seen_at = time.monotonic()
        self._busy_since = None


def _holds(look: Look, now: float) -> bool:
    """True when it is time for a look that would give the same as the last one."""
    wanted_anew = look.due == -math.inf
    if look.due > now or wanted_anew or now - look.looked_at >= ANYWAY_S:
        return False
    return not look.news()


def _take(look: Look) -> None:
    try:
        look.condition, look.phrase = look.see()
        look.works = True
    except LookupError as error:
        look.condition, look.works, look.phrase = None, False, str(error.args[0])
    except Exception as error:
        log.info("%s: %r", look.name, error)
        look.condition, look.works = None, False
        look.phrase = translate("Sensors", "It failed ({name}: {error}).").format(
            name=type(error).__name__, error=error
        )
