"""Holding all pilots back by the files of a systemd slice, where only those may be written.

`make install-system` gives the group docker the right to `planctongui.slice`'s own files; the
pilots' groups below it come and go and stay root's. So the whole is the means: while every pilot is
held, the slice is frozen. When only some are held, they are by the engine's calls; so are all while
a start is under way, which would wait in a frozen slice for ever.
For: orders noted as they come, carried out together at the end of the step (`tend`).
Not for: groups that may be written one by one (`cgroup_files`).
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from planctongui.core.breath import BREATH_S
from planctongui.engine.group_files import GroupFiles
from planctongui.engine.protocol import Engine
from planctongui.events import Breathed, Event, OrderFailed, Settled
from planctongui.governor.engine_calls import EngineGovernor, Means
from planctongui.tongue import translate

SLICE = "planctongui.slice"

SEEN_BY_S = 15.0
"""Pilots that an engine has not told of by then are none of ours."""

ADOPTED_CORES = 1.0
"""For a breath of a pilot that an earlier run left held; its release says what it has."""


@dataclass(slots=True)
class _Wish:
    held: bool
    cores: float
    since: float
    answered: bool = False
    with_engine: bool = False
    """True when the engine has to undo what it did."""

    def is_frozen(self) -> bool:
        """True for a held pilot that the engine froze: of what the slice gives it has nothing."""
        return self.held and self.with_engine


class SliceGovernor:
    """See `governor.protocol.Governor`. `folder` is the slice's, and need not exist yet."""

    def __init__(
        self, folder: Path, engine: Engine, means: Means, post: Callable[[Event], None]
    ) -> None:
        self._slice = GroupFiles(folder, folder / "cgroup.freeze")
        self._post = post
        self._lock = threading.RLock()
        self._calls = EngineGovernor(engine, means, self._heard, self._lock)
        self._wishes: dict[str, _Wish] = {}
        self._living: frozenset[str] = frozenset()
        self._starting = 0
        self._asked: set[str] = set()
        """Pilots that the engine has an order for."""
        self._breath: threading.Timer | None = None
        """Runs while the slice breathes as a whole."""
        self._covered = self._slice.crawls() or self._slice.is_frozen()
        """True while the slice as a whole is held; perhaps since an earlier run."""
        self._inherited = self._covered
        """True until the pilots that such a run left held are known, or there can be none."""
        self._began = time.monotonic()
        self._adopted: set[str] = set()
        """Those pilots, as long as nothing is wished for them."""

    @property
    def phrase(self) -> str:
        return translate("Governor", "by the slice of all pilots, at once")

    def usable(self) -> bool:
        """True when the slice is there, may be written, and holds our pilots only."""
        return self._slice.may_write() and _groups_in(self._slice.cpu) <= 1

    def hold(self, pilot: str, cores: float) -> None:
        self._want(pilot, True, cores)

    def release(self, pilot: str, cores: float) -> None:
        self._want(pilot, False, cores)

    def breathe(self, pilot: str, cores: float) -> None:
        """Held as a whole, all breathe together: the slice has one bandwidth."""
        with self._lock:
            if self._breath is not None:
                return  # it breathes already, and is among those that are told
            if not self._covered:
                self._calls.breathe(pilot, cores)
            elif not self._cover(False):
                self._post(Breathed((pilot,)))  # nobody could lift it: asked again in time
            else:
                for frozen in (p for p, wish in self._wishes.items() if wish.is_frozen()):
                    self._calls.breathe(frozen, self._wishes[frozen].cores)
                self._breath = threading.Timer(BREATH_S, self._breathed)
                self._breath.daemon = True
                self._breath.start()

    def before_end(self, pilot: str) -> None:
        """Frozen with all it hears nothing: the others are held anew, and the slice goes on."""
        with self._lock:
            self._wishes.pop(pilot, None)
            self._adopted.discard(pilot)
            self._calls.before_end(pilot)

    def tend(self, living: Collection[str], starting: int = 0) -> None:
        """Carry out the wishes of this step together."""
        with self._lock:
            self._starting = starting
            self._living = frozenset(living)
            self._wishes = {p: w for p, w in self._wishes.items() if p in self._living}
            if self._inherited and self._living:
                self._inherited, self._adopted = False, set(self._living - self._wishes.keys())
            self._adopted &= self._living
            # Somebody may have thawed it.
            self._covered = self._covered and (self._slice.crawls() or self._slice.is_frozen())
            if self._breath is None:
                self._see_to_all()

    def close(self) -> None:
        with self._lock:
            if self._breath is not None:
                self._breath.cancel()
                self._breath = None
                self._see_to_all()
        self._calls.close()

    def _breathed(self) -> None:
        """The breath of all is over, on its timer's thread."""
        with self._lock:
            self._breath = None
            self._see_to_all()
            held = (p for p, wish in self._wishes.items() if wish.held and not wish.is_frozen())
            self._post(Breathed((*held, *self._adopted)))

    def _want(self, pilot: str, held: bool, cores: float) -> None:
        with self._lock:
            self._adopted.discard(pilot)
            before = self._wishes.get(pilot)
            # Of a pilot never ordered before, an earlier run may have left anything behind.
            engine = before.with_engine if before else not held
            self._wishes[pilot] = _Wish(held, cores, time.monotonic(), with_engine=engine)

    def _see_to_all(self) -> None:
        held = {pilot for pilot, wish in self._wishes.items() if wish.held} | self._adopted
        whole = bool(held) and held == self._living and not self._let_start(held)
        if whole and self._cover(True) and not self._starting:
            for pilot in held - self._asked - self._adopted:
                self._answer(pilot)
        elif not (self._inherited and self._may_hold_some()):
            for pilot in tuple(self._adopted):
                self._want(pilot, True, ADOPTED_CORES)
            for pilot in held:
                self._ask(pilot)
            # The others go on only when those that stay are held one by one.
            if self._covered and not any(p in self._asked for p in held):
                self._cover(False)
        for pilot, wish in self._wishes.items():
            if wish.held:
                continue
            if wish.with_engine:
                self._ask(pilot)
            elif not self._covered:
                self._answer(pilot)

    def _let_start(self, held: set[str]) -> bool:
        """True when a start is under way and each of these is held by itself: it may go on."""
        return bool(self._starting) and all(
            pilot in self._wishes and self._wishes[pilot].with_engine
            for pilot in held - self._asked
        )

    def _may_hold_some(self) -> bool:
        """True while pilots of an earlier run may be in the slice that nobody has seen yet."""
        return self._slice.is_populated() and time.monotonic() - self._began < SEEN_BY_S

    def _cover(self, on: bool) -> bool:
        """Hold the slice, or let it go on; True when it is so."""
        if on and self._covered and self._slice.is_frozen():
            return True
        if on and not self.usable():
            return self._covered
        try:
            if on:
                self._slice.hold(None)
            else:
                self._slice.freeze(False)
                self._slice.limit(None)
        except FileNotFoundError:
            self._covered = False  # with no slice there is nothing that it holds
        except OSError:
            pass
        else:
            self._covered = on
            self._inherited = self._inherited and on
        return self._covered is on

    def _ask(self, pilot: str) -> None:
        """Order it from the engine, once a wish."""
        wish = self._wishes[pilot]
        if wish.answered and wish.with_engine == wish.held:
            return
        wish.answered, wish.with_engine = True, wish.held
        self._asked.add(pilot)
        (self._calls.hold if wish.held else self._calls.release)(pilot, wish.cores)

    def _answer(self, pilot: str) -> None:
        wish = self._wishes[pilot]
        if not wish.answered:
            wish.answered = True
            self._post(Settled(pilot, wish.held, time.monotonic() - wish.since))

    def _heard(self, event: Event) -> None:
        """An answer of the engine, on a governor thread with the lock taken."""
        self._post(event)
        if isinstance(event, Settled | OrderFailed):
            self._asked.discard(event.pilot)
            self._see_to_all()


def _groups_in(folder: Path) -> int:
    """How many; the kernel tells files and folders apart, so that none of them is looked at."""
    try:
        with os.scandir(folder) as found:
            return sum(one.is_dir() for one in found)
    except OSError:
        return 0
