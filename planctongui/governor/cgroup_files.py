"""Holding pilots back by writing their control groups' own files, where that is allowed (root).

Each pilot's own group is written, never the one around them: whatever starts there starts free.
For: writes of microseconds on the spawner's thread; the parent's weight, so that pilots yield to
the owner while they run. What cannot be written goes to the engine's calls, pilot by pilot.
Not for: a slice of which only the whole may be written (`slice`).
"""

from __future__ import annotations

import contextlib
import math
import threading
import time
from collections.abc import Callable, Collection

from planctongui.core.breath import BREATH_S
from planctongui.engine.group_files import GroupFiles
from planctongui.engine.protocol import Engine
from planctongui.events import Breathed, Event, OrderFailed, Settled
from planctongui.governor.engine_calls import EngineGovernor, Means
from planctongui.tongue import translate

ENDING_CORES = 0.25
"""What a held pilot gets to end in an orderly way, at most."""

BECOMING_LOOK_S = 0.005
"""So often a pilot that is still the engine's own process is looked at, ..."""

BECOMES_S = 0.3
"""... and for so long at most."""

STUCK_S = 1.0
"""A pilot that is not frozen by then waits for itself; until then it waits for the CPU."""

CHECK_S = 5.0
"""So often the files of held pilots are read: somebody else may have written them."""


class CgroupGovernor:
    """See `governor.protocol.Governor`. `find` gives a pilot's group and must not block."""

    def __init__(
        self,
        find: Callable[[str], GroupFiles | None],
        engine: Engine,
        means: Means,
        post: Callable[[Event], None],
    ) -> None:
        self._find = find
        self._post = post
        self._lock = threading.RLock()
        self._calls = EngineGovernor(engine, means, self._heard, self._lock)
        self._held: dict[str, float] = {}
        """Pilots held by us through files -> their cores."""
        self._asked: dict[str, float] = {}
        """Pilots that the engine has an order for -> their cores."""
        self._frozen_at: dict[str, float] = {}
        """When a living pilot was last told to freeze."""
        self._breathing: dict[str, threading.Timer] = {}
        """Held pilots that run for a moment."""
        self._roused: GroupFiles | None = None
        """The group around pilots while it does not yield: some of them breathe."""
        self._weighed: set[str] = set()
        """Living pilots whose parent's weight was seen to."""
        self._checked_at = time.monotonic()

    @property
    def phrase(self) -> str:
        return translate("Governor", "by its control groups, at once")

    def hold(self, pilot: str, cores: float) -> None:
        began = time.monotonic()
        with self._lock:
            self._end_breath(pilot)
            written = self._hold(pilot, cores, freeze=pilot not in self._asked)
            if not written or pilot in self._asked:
                self._asked[pilot] = cores
                self._calls.hold(pilot, cores)
                return
            self._held[pilot] = cores
        self._post(Settled(pilot, True, time.monotonic() - began))

    def release(self, pilot: str, cores: float) -> None:
        began = time.monotonic()
        with self._lock:
            self._end_breath(pilot)
            ours = self._held.pop(pilot, None) is not None and pilot not in self._asked
            if not ours or not self._release(pilot, cores):
                # An earlier run or somebody else held it, perhaps by the engine's means: undo both.
                self._asked[pilot] = cores
                self._calls.release(pilot, cores)
                return
        self._post(Settled(pilot, False, time.monotonic() - began))

    def breathe(self, pilot: str, cores: float) -> None:
        with self._lock:
            # A pilot that the engine or an earlier run froze is thawed and frozen as well: the
            # engine goes on to think what it thought.
            if pilot in self._asked or not self._release(pilot, cores):
                self._calls.breathe(pilot, cores)
                return
            self._rouse(pilot)
            self._breathing[pilot] = self._begin_timer(BREATH_S, self._breathed, pilot, cores)

    def before_end(self, pilot: str) -> None:
        """A pilot frozen by its files hears no signal, and the engine does not know that it is."""
        with self._lock:
            self._end_breath(pilot)
            self._calls.before_end(pilot)
            cores = self._held.pop(pilot, ENDING_CORES)
            group = self._find(pilot)
            if group is not None and (group.is_frozen() or group.crawls()):
                self._release(pilot, min(cores, ENDING_CORES))

    def tend(self, living: Collection[str], starting: int = 0) -> None:
        """Let the group around new pilots yield to the owner; hold again who was let go."""
        with self._lock:
            if self._roused is None:  # else a breath that is taken now would be none
                for pilot in set(living) - self._weighed:
                    if (around := self._around(pilot)) is not None:
                        around.yield_to_others()
                self._weighed = set(living)
            for pilot in self._held.keys() - set(living):
                del self._held[pilot]
            for pilot in self._frozen_at.keys() - set(living):
                del self._frozen_at[pilot]
            if time.monotonic() - self._checked_at >= CHECK_S:
                self._checked_at = time.monotonic()
                self._weighed.clear()  # systemd sets weights anew when it reloads
                for pilot in set(living) - self._breathing.keys():
                    self._check(pilot)

    def close(self) -> None:
        with self._lock:
            for pilot, timer in tuple(self._breathing.items()):
                self._end_breath(pilot)
                self._hold(*timer.args)
        self._calls.close()

    def _breathed(self, pilot: str, cores: float) -> None:
        """A breath is over, on its timer's thread; unless something else was wished meanwhile."""
        with self._lock:
            if self._breathing.get(pilot) is not threading.current_thread():
                return
            del self._breathing[pilot]
            self._settle()
            if self._hold(pilot, cores):
                self._post(Breathed((pilot,)))
            else:
                self._held.pop(pilot, None)
                self._post(Settled(pilot, False, BREATH_S))

    def _begin_timer(
        self, seconds: float, work: Callable[..., None], *words: object
    ) -> threading.Timer:
        timer = threading.Timer(seconds, work, words)
        timer.daemon = True
        timer.start()
        return timer

    def _end_breath(self, pilot: str) -> None:
        timer = self._breathing.pop(pilot, None)
        if timer is not None:
            timer.cancel()
            self._settle()

    def _check(self, pilot: str) -> None:
        """Hold it again if it was let go, and free it from a freeze that cannot come to its end.

        Held in the middle of an exec its threads wait for ever, and no kill reaches them: crawling
        they come to an end, and are frozen at the next check. An earlier run may have left it so.
        """
        group = self._find(pilot)
        if group is None:
            return
        since = self._frozen_at.get(pilot, -math.inf)
        stuck = group.is_stuck() and time.monotonic() - since >= STUCK_S
        if stuck:
            with contextlib.suppress(OSError):
                group.freeze(False)
        if pilot in self._held and (stuck or not group.is_frozen()):
            self._hold(pilot, self._held[pilot], freeze=not stuck)

    def _around(self, pilot: str) -> GroupFiles | None:
        """What is around all pilots, if it is ours."""
        group = self._find(pilot)
        return group.outermost() if group else None

    def _rouse(self, pilot: str) -> None:
        """In the idle class a busy machine leaves a breath no CPU at all, and its job is lost."""
        self._roused = self._around(pilot) or self._roused
        if self._roused is not None:
            self._roused.take_part()

    def _settle(self) -> None:
        """The last breath is over: all pilots yield again."""
        if self._roused is not None and not self._breathing:
            self._roused.yield_to_others()
            self._roused = None

    def _hold(self, pilot: str, cores: float, freeze: bool = True) -> bool:
        """True when the pilot gets no CPU any more. An engine asked to pause freezes by itself."""
        group = self._find(pilot)
        if group is None:
            return False
        if freeze and group.is_becoming():
            # It is one within milliseconds if it has the CPU, and within a second if it crawls.
            self._begin_timer(BECOMING_LOOK_S, self._hold_soon, pilot, time.monotonic())
            return group.may_write()
        try:
            if freeze:
                group.hold(cores)
                self._frozen_at[pilot] = time.monotonic()
            else:
                group.limit(0.0)
        except OSError:
            return False
        return True

    def _hold_soon(self, pilot: str, since: float) -> None:
        """Hold it once it has become a pilot, on a timer's thread; crawl if that takes too long."""
        with self._lock:
            group = self._find(pilot)
            if pilot not in self._held or pilot in self._breathing or group is None:
                return
            becoming = group.is_becoming()
            if becoming and time.monotonic() - since < BECOMES_S:
                self._begin_timer(BECOMING_LOOK_S, self._hold_soon, pilot, since)
            else:
                self._hold(pilot, self._held[pilot], freeze=not becoming)

    def _release(self, pilot: str, cores: float) -> bool:
        group = self._find(pilot)
        if group is None:
            return False
        try:
            if group.is_frozen():
                group.freeze(False)
            group.limit(cores)
        except OSError:
            return False
        return True

    def _heard(self, event: Event) -> None:
        """An answer of the engine, on a governor thread with the lock taken."""
        if isinstance(event, Settled | OrderFailed):
            cores = self._asked.pop(event.pilot, None)
            if isinstance(event, Settled) and not event.held and cores is not None:
                self._release(event.pilot, cores)  # the engine undid its own means only
        self._post(event)
