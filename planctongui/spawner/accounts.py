"""The pilots' CPU counters, read in time and turned into amounts to book.

For: when counters are read, and which deltas follow. Not for: the arithmetic
(`core.contribution`), the ledger (`hands` books what comes out here).
All pilots sit under one parent group whose counter keeps what dead children used: with it the last
seconds of a pilot are counted although its own counter died with it.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from planctongui.core.contribution import Account, Sample, adopt, forget, take
from planctongui.engine.counters import Counter
from planctongui.spawner.entry import Entry
from planctongui.spawner.roster import Roster

READ_EVERY_S = 10.0
"""A crash of this program loses no more than this of a pilot that ends before the next start."""


class Accounts:
    """On the spawner's thread. A counter is a small file: reading it takes 0.03 ms."""

    def __init__(self) -> None:
        self._account = Account(counted={}, dead_s=None)
        self._read_at = -math.inf
        self._read_ids: frozenset[str] = frozenset()
        self._parent: Counter | None = None
        self._total_s = 0.0
        self._last: dict[str, float] = {}
        """Readings by "" (the parent) or pilot that `total_s` has seen."""

    @property
    def used_s(self) -> float:
        """What `total_s` gave last."""
        return self._total_s

    def adopt(self, counted: Mapping[str, float]) -> None:
        """Pilots found at a look, with the CPU seconds that the ledger has of them."""
        new = {p: s for p, s in counted.items() if p not in self._account.counted}
        self._account = adopt(self._account, new)

    def forget(self, pilot: str) -> None:
        """A pilot is booked and gone."""
        self._account = forget(self._account, pilot)

    def total_s(self, living: Iterable[Entry]) -> float:
        """CPU seconds that our pilots used since this program started; only ever grows."""
        readings: dict[str, float] = {}
        entries = list(living)
        parent = self._find_parent(entries)
        if parent is not None and (used := parent.read()) is not None:
            readings[""] = used
        else:
            readings = self._read(entries)
        for key, used in readings.items():
            # A first reading is a starting point: what was used before is no news.
            self._total_s += max(0.0, used - self._last.get(key, used))
        self._last = readings
        return self._total_s

    def take_if_due(self, roster: Roster, now: float) -> dict[str, float]:
        """Deltas by pilot if it is time to read; also tells the roster who uses no CPU."""
        living = roster.living()
        ids = frozenset(e.id for e in living)
        # A new pilot is read at once: what it used before it was known must not be taken for the
        # dead's when another one ends.
        if not living or (now - self._read_at < READ_EVERY_S and ids <= self._read_ids):
            return {}
        self._read_at, self._read_ids = now, ids
        readings = self._read(living)
        for entry in living:
            if entry.counter and entry.id in readings:
                roster.counted(entry.id, readings[entry.id], now, entry.counter.wants_cpu)
        return self._take(living, readings, frozenset())

    def read_soon(self) -> None:
        """Let the next step read, whenever the last one did: the program is about to end."""
        self._read_at = -math.inf

    def settle(self, roster: Roster, gone: frozenset[str]) -> dict[str, float]:
        """Deltas at the death of pilots, their last seconds included."""
        living = roster.living()
        return self._take(living, self._read(living), gone)

    def _read(self, living: Iterable[Entry]) -> dict[str, float]:
        readings = ((e.id, e.counter.read()) for e in living if e.counter)
        return {pilot: used for pilot, used in readings if used is not None}

    def _take(
        self, living: list[Entry], readings: dict[str, float], gone: frozenset[str]
    ) -> dict[str, float]:
        parent = self._find_parent(living)
        sample = Sample(alive=readings, parent_s=parent.read() if parent else None, gone=gone)
        self._account, deltas = take(self._account, sample)
        return {pilot: s for pilot, s in deltas.items() if s > 0}

    def _find_parent(self, living: Iterable[Entry]) -> Counter | None:
        if self._parent is None:
            parents = (e.counter.parent() for e in living if e.counter)
            self._parent = next((p for p in parents if p is not None), None)
        return self._parent
