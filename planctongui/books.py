"""The ledger and what head nodes remember, on a thread of their own: "books".

For: booking what pilots gave, choosing their jobs, the owner's pause and settings file. Orders
return at once and answer by events; what the hands ask for while they work waits for the thread,
which makes no slow call. Not for: the engine (`hands`), SQL (`ledger`) or judging (`reaping`).
"""

from __future__ import annotations

import logging
import math
import sqlite3
from collections.abc import Callable, Collection, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from planctongui.core import energy
from planctongui.core.history import AskGiven, Given
from planctongui.core.orders import Orders
from planctongui.core.record import Batch
from planctongui.core.standing import Finding
from planctongui.core.trouble import Trouble, unforeseen
from planctongui.core.wishes import Value
from planctongui.engine.protocol import Remains, Sighting
from planctongui.events import (
    Counted,
    Event,
    HeadNodesRecalled,
    LedgerFailed,
    LedgerOpened,
    SettingWritten,
)
from planctongui.headnodes.protocol import Harvest, HeadNode, PilotOrder
from planctongui.ledger import past
from planctongui.ledger.border import LedgerTrouble
from planctongui.ledger.ledger import Ledger
from planctongui.reaping import ReapOrder, judge, row_of
from planctongui.sensors.energy import EnergyMeter
from planctongui.tongue import translate

log = logging.getLogger(__name__)

T = TypeVar("T")

MOST_BATCHES = 60
"""So many are kept for a ledger that cannot be written yet; older ones are dropped."""


class Books:
    """`set_head_nodes` and the orders are for one thread; the rest may be asked by any."""

    def __init__(
        self,
        open_ledger: Callable[[], Ledger],
        head_nodes: Sequence[HeadNode],
        write_setting: Callable[[str, str, Value], Trouble | None],
        post: Callable[[Event], None],
        meter: EnergyMeter | None = None,
    ) -> None:
        self._open_ledger = open_ledger
        self._current: tuple[HeadNode, ...] = tuple(head_nodes)
        self._write_setting = write_setting
        self._post = post
        self._ledger: Ledger | None = None
        self._meter = meter or EnergyMeter()
        self._metered = energy.Metered()
        self._given: dict[str, str] = {}
        """Pilot -> job, for pilots that the spawner may not know yet."""
        self._works_for: dict[str, str] = {}
        """Pilot -> its head node, for pilots that live."""
        self._owed: list[tuple[Mapping[str, float], float, Mapping[str, str]]] = []
        """What the ledger could not take yet: CPU seconds by pilot, when, and their head nodes."""
        self._unwritten: list[Batch] = []
        """The same of the record."""
        self.lane = ThreadPoolExecutor(1, thread_name_prefix="books")

    # Orders, on the spawner's thread -----------------------------------------------------------

    def set_head_nodes(self, head_nodes: Sequence[HeadNode]) -> None:
        """These are the head nodes from now on; new ones get the results of earlier runs, answered
        by HeadNodesRecalled.
        """
        new = [node for node in head_nodes if node not in self._current]
        before = {node.name for node in self._current}
        self._current = tuple(head_nodes)
        if new:
            self._submit(lambda: self._take_in(new, before))

    def open_ledger(self) -> None:
        """Open the books; answers LedgerOpened and HeadNodesRecalled, or LedgerFailed; then
        Counted.
        """
        self._submit(self._open)

    def accrue(self, deltas: Mapping[str, float], at: float) -> None:
        """Book CPU seconds (by pilot) given until Unix time `at`; answers Counted."""
        self._submit(lambda: self._accrue(deltas, at))

    def count(self) -> None:
        """Sum up anew; answers Counted."""
        self._submit(self._count)

    def remember(self, orders: Orders) -> None:
        """Keep the owner's pause for the next start."""
        until = orders.paused_until
        self._submit(lambda: self._remember(until))

    def remember_delay(self, text: str) -> None:
        """Keep what it cost the owner for the next start."""
        self._submit(lambda: self._keep("delay", text))

    def remember_trial(self, head_node: str, began: float, found: Finding) -> None:
        """Keep what came of a test (begun at this Unix time) for the next start."""
        self._submit(lambda: self._keep(past.trial_key(head_node), past.trial_text(began, found)))

    def record(self, batch: Batch) -> None:
        """Write down what went on."""
        self._submit(lambda: self._record(batch))

    def write_setting(self, section: str, key: str, value: Value) -> None:
        """Change one key of the owner's settings file; answers SettingWritten."""

        def write() -> None:
            try:
                trouble = self._write_setting(section, key, value)
            except Exception as error:
                log.exception("settings: %s.%s = %s", section, key, value)
                trouble = Trouble(
                    translate("Ledger", "The setting {section}.{key} could not be changed").format(
                        section=section, key=key
                    ),
                    str(error),
                )
            self._post(SettingWritten(trouble))

        self._submit(write)

    def close(self) -> None:
        """Finish what is booked; waits for it."""
        self.lane.submit(self._close_ledger).result()
        self.lane.shutdown()

    # Asked by the hands while they work, on any thread -----------------------------------------

    def choose_job(self, node: HeadNode, pilot: str, busy: frozenset[str]) -> PilotOrder:
        """What this pilot is told; its job is not given twice. Raises what the head node raises."""
        return self._wait_for(lambda: self._choose_job(node, pilot, busy))

    def give_back(self, pilot: str) -> None:
        """The pilot was not started: its job is free again."""
        self._submit(lambda: self._forget(pilot))

    def counted(self, new: Sequence[Sighting]) -> dict[str, float]:
        """CPU seconds that the ledger has of pilots that were just found."""
        return self._wait_for(lambda: self._counted(new))

    def book(self, node: HeadNode | None, order: ReapOrder, remains: Remains | None) -> Harvest:
        """Judge an ended pilot and keep its row. Raises LedgerTrouble."""
        return self._wait_for(lambda: self._book(node, order, remains))

    def given(self, asked: AskGiven) -> Given:
        """What was given; on the thread "books" only. Raises LedgerTrouble."""
        return replace(self._opened().given(asked.reach, datetime.now()), metered=self._metered)

    def read(self, query: Callable[[sqlite3.Connection], T]) -> T:
        """What this query makes of the ledger; on the thread "books" only. Raises LedgerTrouble."""
        return self._opened().read(query)

    def _opened(self) -> Ledger:
        if self._ledger is None:
            raise LedgerTrouble(
                Trouble(
                    translate("Ledger", "The ledger is not open"),
                    translate(
                        "Ledger",
                        "It is opened again every half minute; until then hours are not shown.",
                    ),
                )
            )
        return self._ledger

    def failed(self, error: Exception) -> None:
        """Tell that the ledger could not be used."""
        log.error("ledger: %s", error)
        trouble = (
            error.trouble
            if isinstance(error, LedgerTrouble)
            else unforeseen(translate("Ledger", "The ledger cannot be used"), error)
        )
        self._post(LedgerFailed(trouble))

    # The work, on the thread "books" -----------------------------------------------------------

    def _submit(self, work: Callable[[], object]) -> None:
        def guarded() -> None:
            try:
                work()
            except Exception:
                log.exception("books: unexpected error")

        self.lane.submit(guarded)

    def _wait_for(self, work: Callable[[], T]) -> T:
        return self.lane.submit(work).result()

    def _open(self) -> None:
        try:
            self._ledger = self._open_ledger()
            self._recall(self._ledger, self._current)
            self._metered = energy.read(self._ledger.recall("energy"))
            kept = self._ledger.recall("paused_until")
            until = kept_pause(kept)
            self._post(LedgerOpened(Orders(paused_until=until), self._ledger.recall("delay")))
        except (LedgerTrouble, ValueError) as error:
            self.failed(error)
        self._count()

    def _take_in(self, new: Sequence[HeadNode], before: Collection[str]) -> None:
        """Recall what there is of new head nodes; without a ledger `_open` will. `before`: names
        that were in force: of these it is another one now, and a test says nothing of it.
        """
        for node in new:
            if node.name in before:
                self._keep(past.trial_key(node.name), None)
        if self._ledger is None:
            return
        try:
            self._recall(self._ledger, new)
        except LedgerTrouble as error:
            self.failed(error)
        self._count()

    def _recall(self, ledger: Ledger, nodes: Sequence[HeadNode]) -> None:
        """Give head nodes the results of earlier runs, and tell how they stood."""
        for node in nodes:
            node.recall(ledger.results(node.name))
        names = [node.name for node in nodes]
        lasts = {name: ledger.read(partial(past.last_pilot, head_node=name)) for name in names}
        trials = {name: past.trial_of(ledger.recall(past.trial_key(name))) for name in names}
        self._post(
            HeadNodesRecalled(
                {name: last for name, last in lasts.items() if last},
                {name: trial for name, trial in trials.items() if trial},
            )
        )

    def _forget(self, pilot: str) -> None:
        self._given.pop(pilot, None)
        self._works_for.pop(pilot, None)

    def _counted(self, new: Sequence[Sighting]) -> dict[str, float]:
        self._works_for |= {s.id: s.head_node for s in new}
        if self._ledger is None:
            return {}
        try:
            return self._ledger.counted_all(s.id for s in new)
        except LedgerTrouble as error:
            self.failed(error)
            # Rather count what they used so far as known than count it a second time.
            return {s.id: (s.counter.read() if s.counter else None) or 0.0 for s in new}

    def _choose_job(self, node: HeadNode, pilot: str, busy: frozenset[str]) -> PilotOrder:
        chosen = node.order(busy | frozenset(self._given.values()))
        self._given[pilot] = chosen.job
        self._works_for[pilot] = node.name
        return chosen

    def _book(self, node: HeadNode | None, order: ReapOrder, remains: Remains | None) -> Harvest:
        self._forget(order.pilot)
        gone = remains or Remains(None, "", None, None, False)
        harvest = judge(node, gone)
        if self._ledger:
            self._ledger.finish(row_of(order, gone, harvest))
        return harvest

    def _accrue(self, deltas: Mapping[str, float], at: float) -> None:
        if self._ledger is None:
            return
        works_for = {p: self._works_for[p] for p in deltas if p in self._works_for}
        self._owed.append((deltas, at, works_for))
        self._read_meter(sum(deltas.values()))
        try:
            while self._owed:
                self._ledger.accrue(*self._owed[0])
                del self._owed[0]
        except LedgerTrouble as error:
            self.failed(error)
        else:
            self._count()

    def _read_meter(self, cpu_s: float) -> None:
        """Add what the processor took for so many CPU seconds of pilots, where it tells."""
        if (joules := self._meter.note(cpu_s)) is not None:
            self._metered = energy.more(self._metered, joules, cpu_s)
            self._keep("energy", energy.written(self._metered))

    def _record(self, batch: Batch) -> None:
        self._unwritten = [*self._unwritten, batch][-MOST_BATCHES:]
        if self._ledger is None:
            return
        try:
            while self._unwritten:
                self._ledger.record(self._unwritten[0])
                del self._unwritten[0]
        except LedgerTrouble as error:
            self.failed(error)

    def _remember(self, paused_until: float | None) -> None:
        known = paused_until is not None and not math.isnan(paused_until)
        self._keep("paused_until", repr(paused_until) if known else None)

    def _keep(self, key: str, value: str | None) -> None:
        if self._ledger is not None:
            try:
                self._ledger.remember(key, value)
            except LedgerTrouble as error:
                self.failed(error)

    def _count(self) -> None:
        fruits = tuple(f for f in (n.fruit() for n in self._current) if f)
        if self._ledger is not None:
            try:
                sums = self._ledger.sums(datetime.now())
            except LedgerTrouble as error:
                self.failed(error)
            else:
                self._post(Counted(sums, fruits))

    def _close_ledger(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None


def kept_pause(kept: str | None) -> float | None:
    """The pause that an earlier run kept, Unix time; None = none, or nothing that makes sense."""
    try:
        until = float(kept or "")
    except ValueError:
        return None
    return None if math.isnan(until) else until
