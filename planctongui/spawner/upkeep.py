"""What is due besides pilots: looks, images, caches, a removal, sums, the end of a pause.

For: having it done when its time has come, and saying when that is. Not for: the policy's own
orders (`dispatch`), or what comes back (`intake`).
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import replace

from planctongui.core.observation import EngineState
from planctongui.spawner.parts import Parts


class Upkeep:
    """On the spawner's thread. Its parts are the spawner's own."""

    def __init__(self, parts: Parts) -> None:
        self._clock = parts.clock
        self._settings = parts.settings
        self._hands = parts.hands
        self._facts = parts.facts
        self._roster = parts.roster
        self._accounts = parts.accounts
        self._image_rules = parts.settings.current.images
        self._cache_rules = parts.settings.current.cache

    def mind_rules(self) -> None:
        """The owner's list may be another now: what is no longer on it starts no pilot."""
        if self._cache_rules != self._settings.current.cache:
            self._cache_rules = self._settings.current.cache
            for node in self._facts.nodes.values():
                node.cache_at = min(node.cache_at, self._clock.now())
        if self._image_rules != self._settings.current.images:
            self._image_rules = self._settings.current.images
            self._facts.doubt_images()

    def end_pause(self, wall: float) -> None:
        """Take back a pause whose time is over; `wall` in Unix time."""
        until = self._facts.orders.paused_until
        if until is not None and until <= wall:
            self._facts.orders = replace(self._facts.orders, paused_until=None)
            self._hands.books.remember(self._facts.orders)

    def do(self, now: float, wall: float) -> None:
        """Have done what is due."""
        self._look(now)
        self._prepare(now)
        self._remove_what_is_left(now)
        self._count(now, wall)

    def due_times(self, now: float) -> Iterator[float]:
        """When something is due next; monotonic seconds, each after `now`."""
        return (at for at in self._times() if at > now)

    def _look(self, now: float) -> None:
        """Look at all pilots when it is time to."""
        if self._facts.next_look_at() <= now:
            self._facts.looking, self._facts.looked_at = True, now
            self._hands.look(frozenset(self._roster.entries), now)

    def _prepare(self, now: float) -> None:
        """Have missing images made and caches measured."""
        if self._facts.engine is not EngineState.UP or self._facts.quit_by is not None:
            return
        if self._facts.orders.paused_until is not None or self._facts.removing is not None:
            return  # an owner who paused wants no build and no download either
        for name in self._facts.to_prepare(now):
            node = self._facts.nodes[name]
            node.preparing = True
            self._hands.supplies.prepare(name, self._image_rules, look_again=bool(node.image))
        for name in self._facts.to_measure(now):
            self._facts.nodes[name].cache_at = math.inf
            self._hands.supplies.look_at_cache(name, self._cache_rules)

    def _remove_what_is_left(self, now: float) -> None:
        """Once no pilot is left that could end by itself, or after the patience."""
        removing = self._facts.removing
        if removing is None or removing.asked:
            return
        busy = (
            not self._facts.looked_once
            or self._facts.engine is not EngineState.UP
            or self._roster.starting
            or self._roster.entries
            or any(node.preparing for node in self._facts.nodes.values())
        )
        down = self._facts.engine is EngineState.DOWN
        if not busy or now >= (removing.down_by if down else removing.by):
            removing.asked = True
            self._hands.remove_everything()

    def _count(self, now: float, wall: float) -> None:
        """Read the pilots' counters now and then, and book what they gave."""
        deltas = self._accounts.take_if_due(self._roster, now)
        if deltas:
            self._hands.books.accrue(deltas, wall)
        day = time.localtime(wall).tm_yday
        if day != self._facts.day:
            self._facts.day = day
            self._hands.books.count()
        if self._facts.open_ledger_at <= now:
            self._facts.open_ledger_at = math.inf
            self._hands.books.open_ledger()

    def _times(self) -> list[float]:
        nodes = [node for node in self._facts.nodes.values() if node.share > 0]
        times = [node.prepare_at for node in nodes if not node.preparing]
        times += [node.cache_at for node in nodes if node.folders.cache]
        times += [node.asking.give_up_at for node in nodes]
        times += [self._facts.next_look_at(), self._facts.open_ledger_at]
        retry = self._roster.next_retry()
        if retry is not None:
            times.append(retry)
        if self._facts.removing is not None:
            times += [self._facts.removing.by, self._facts.removing.down_by]
        if self._facts.quit_by is not None:
            times += [self._facts.quit_by, self._facts.give_up_engine_at]
        return times
