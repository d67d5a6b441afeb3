"""Holding pilots back with the two means that every user of the engine has.

crawl: the CPU bandwidth of each pilot is cut to a hundredth of a core. It stays alive, answers its
head node and can be ended in an orderly way. pause: the engine's freezer; nothing runs at all.
For: all pilots at once, a call each on threads of its own, never behind another engine call.
Not for: control groups written directly (`cgroup_files`, `slice`).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Literal

from planctongui.core.breath import BREATH_S
from planctongui.core.trouble import unforeseen
from planctongui.engine.protocol import Engine, EngineTrouble
from planctongui.events import Breathed, Event, OrderFailed, Settled
from planctongui.tongue import mark, translate

Means = Literal["crawl", "pause"]

CALLS_AT_ONCE = 8
"""More in parallel only makes the engine slower (sixty pauses: 1.0 s in a row, 0.6 s by eight)."""

_PHRASES: dict[Means, str] = {
    "crawl": mark("Governor", "by CPU bandwidth, through the engine"),
    "pause": mark("Governor", "by freezing, through the engine"),
}


@dataclass(slots=True)
class _Wish:
    held: bool
    cores: float
    since: float
    """Monotonic seconds at which it was wished."""
    under_way: bool = False
    breath: bool = False
    over: threading.Event = field(default_factory=threading.Event)
    """Set when another wish has taken its place."""


class EngineGovernor:
    """See `governor.protocol.Governor`."""

    def __init__(
        self,
        engine: Engine,
        means: Means,
        post: Callable[[Event], None],
        lock: threading.RLock | None = None,
    ) -> None:
        """`post` is called with `lock` taken; who hands one in may call with it taken, too."""
        self._engine = engine
        self._means = means
        self._post = post
        self._wishes: dict[str, _Wish] = {}
        self._lock = lock or threading.RLock()
        self._threads = ThreadPoolExecutor(CALLS_AT_ONCE, thread_name_prefix="governor")

    @property
    def phrase(self) -> str:
        return translate("Governor", _PHRASES[self._means])

    def hold(self, pilot: str, cores: float) -> None:
        self._want(pilot, True, cores)

    def release(self, pilot: str, cores: float) -> None:
        self._want(pilot, False, cores)

    def breathe(self, pilot: str, cores: float) -> None:
        with self._lock:
            if pilot in self._wishes:
                self._post(Breathed((pilot,)))  # something better is under way
                return
            self._wishes[pilot] = _Wish(True, cores, time.monotonic(), breath=True)
        self._threads.submit(self._fulfil, pilot)

    def before_end(self, pilot: str) -> None:
        """The engine itself lets a paused pilot go on for its signal; not one it pauses after."""
        with self._lock:
            wish = self._wishes.get(pilot)
            if wish is not None and wish.held:
                self._want(pilot, False, wish.cores)

    def tend(self, living: Collection[str], starting: int = 0) -> None:
        """Nothing to do: the engine keeps what it was told."""

    def close(self) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _want(self, pilot: str, held: bool, cores: float) -> None:
        with self._lock:
            wish = _Wish(held, cores, time.monotonic())
            before = self._wishes.get(pilot)
            wish.under_way = before is not None
            if before is not None:
                before.over.set()
            self._wishes[pilot] = wish
        if not wish.under_way:
            self._threads.submit(self._fulfil, pilot)

    def _fulfil(self, pilot: str) -> None:
        """Carry out wishes for one pilot until the last one is true. On a governor thread."""
        while True:
            with self._lock:
                wish = self._wishes[pilot]
            answer: Event
            try:
                self._carry_out(pilot, wish)
                answer = (
                    Breathed((pilot,))
                    if wish.breath
                    else Settled(pilot, wish.held, time.monotonic() - wish.since)
                )
            except EngineTrouble as error:
                answer = OrderFailed(pilot, error.trouble, error.down)
                if wish.breath:
                    # It may run now: who says so is told to hold it, which is tried until it works.
                    answer = Settled(pilot, False, time.monotonic() - wish.since)
            except Exception as error:
                answer = OrderFailed(
                    pilot,
                    unforeseen(translate("Governor", "A pilot could not be held"), error),
                )
            with self._lock:
                if self._wishes[pilot] is wish:
                    del self._wishes[pilot]
                    self._post(answer)
                    return

    def _carry_out(self, pilot: str, wish: _Wish) -> None:
        if not wish.held or wish.breath:
            # Both are undone: an earlier run may have held it by the other means.
            self._engine.set_bandwidth(pilot, wish.cores)
            self._engine.unpause(pilot)
        if not wish.held or (wish.breath and wish.over.wait(BREATH_S)):
            return
        if self._means == "pause":
            self._engine.pause(pilot)
        else:
            self._engine.set_bandwidth(pilot, 0.0)
