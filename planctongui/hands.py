"""Everything slow: starting, ending, reaping, building, and the ledger. Answers come as events.

For: carrying out what the spawner ordered without ever making it wait. Not for: deciding anything.
Threads: a few for engine calls, one of its own for images (a build may take minutes), and one for
the books: ledger and head nodes are touched on that one only.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from planctongui.core.model import Orders, Reason, Trouble, Value
from planctongui.demand import Demand
from planctongui.engine.protocol import Engine, EngineTrouble, PilotPlan, Remains, Sighting
from planctongui.events import (
    Counted,
    EngineDown,
    Event,
    ImageFailed,
    ImageReady,
    LedgerFailed,
    LedgerOpened,
    Looked,
    OrderFailed,
    Reaped,
    SettingWritten,
    Spawned,
    SpawnFailed,
)
from planctongui.headnodes.protocol import Harvest, HeadNode, Outcome, PilotOrder, SecretNeed
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.ledger import Ledger, LedgerTrouble, PilotRow
from planctongui.vault.protocol import Vault, VaultTrouble
from planctongui.vault.secret import Secret

log = logging.getLogger(__name__)

ENGINE_THREADS = 3
"""Two starts at once and one thread left for ending pilots."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SpawnOrder:
    """What the spawner knows of a pilot to be; the head node adds the rest."""

    pilot: str
    head_node: str
    image: str
    cores: float
    memory_mb: int
    ttl_s: float


@dataclass(frozen=True, slots=True)
class ReapOrder:
    """What the spawner knows of a pilot that ended."""

    pilot: str
    head_node: str
    job: str
    image: str
    created: float
    """Unix time."""
    held_s: float
    reason: Reason | None
    """Why we ended it; None = by itself."""


class Hands:
    """Every method returns at once; may be called from any one thread."""

    def __init__(
        self,
        engine: Engine,
        open_ledger: Callable[[], Ledger],
        head_nodes: Sequence[HeadNode],
        write_setting: Callable[[str, str, Value], Trouble | None],
        post: Callable[[Event], None],
        vault: Vault | None = None,
    ) -> None:
        self._vault = vault
        self._engine = engine
        self._open_ledger = open_ledger
        self._head_nodes = {node.name: node for node in head_nodes}
        """Also those that were removed: pilots of theirs may still be judged."""
        self._current: tuple[HeadNode, ...] = tuple(head_nodes)
        self._write_setting = write_setting
        self._post = post
        self._ledger: Ledger | None = None
        self._given: dict[str, str] = {}
        """Pilot -> job, for pilots that the spawner may not know yet. Books thread only."""
        self._owed: list[tuple[Mapping[str, float], float]] = []
        """What the ledger could not take yet: CPU seconds by pilot, and when. Books thread only."""
        self.demand = Demand(post)
        self._calls = ThreadPoolExecutor(ENGINE_THREADS, thread_name_prefix="hands")
        self._images = ThreadPoolExecutor(1, thread_name_prefix="images")
        self._books = ThreadPoolExecutor(1, thread_name_prefix="books")

    # Orders, on the spawner's thread -----------------------------------------------------------

    def open_ledger(self) -> None:
        """Open the books; answers LedgerOpened or LedgerFailed, then Counted."""
        self._submit(self._books, self._open)

    def look(self, known: frozenset[str], asked_at: float) -> None:
        """Ask the engine for all pilots; answers Looked or EngineDown."""
        self._submit(self._calls, lambda: self._look(known, asked_at))

    def prepare(self, head_node: str) -> None:
        """See to the head node's image; answers ImageReady or ImageFailed."""
        self._submit(self._images, lambda: self._prepare(head_node))

    def set_head_nodes(self, head_nodes: Sequence[HeadNode]) -> None:
        """These are the head nodes from now on; those of before only judge their last pilots."""
        new = [node for node in head_nodes if node not in self._current]
        self._current = tuple(head_nodes)
        self._head_nodes = self._head_nodes | {node.name: node for node in head_nodes}
        if new:
            self._submit(self._books, lambda: self._recall(new))

    def ask(self, head_node: str) -> None:
        """Ask how many jobs wait; answers Demanded, if ever."""
        self.demand.ask(self._head_nodes[head_node])

    def spawn(self, order: SpawnOrder, busy: frozenset[str], may_start: Callable[[], bool]) -> None:
        """Start a pilot; answers Spawned or SpawnFailed."""
        self._submit(self._calls, lambda: self._spawn(order, busy, may_start))

    def end(self, pilot: str) -> None:
        """SIGTERM; answers OrderFailed if it could not be sent."""
        self._submit(self._calls, lambda: self._order(pilot, self._engine.end))

    def kill(self, pilot: str) -> None:
        """SIGKILL; answers OrderFailed if it could not be sent."""
        self._submit(self._calls, lambda: self._order(pilot, self._engine.kill))

    def reap(self, order: ReapOrder) -> None:
        """Book an ended pilot, then remove it; answers Reaped and Counted, or OrderFailed."""
        self._submit(self._calls, lambda: self._order(order.pilot, lambda _: self._reap(order)))

    def accrue(self, deltas: Mapping[str, float], at: float) -> None:
        """Book CPU seconds (by pilot) given until Unix time `at`; answers Counted."""
        self._submit(self._books, lambda: self._accrue(deltas, at))

    def count(self) -> None:
        """Sum up anew; answers Counted."""
        self._submit(self._books, self._count)

    def remember(self, orders: Orders) -> None:
        """Keep the owner's pause for the next start."""
        until = orders.paused_until
        self._submit(self._books, lambda: self._remember(until))

    def remember_delay(self, text: str) -> None:
        """Keep what it cost the owner for the next start."""
        self._submit(self._books, lambda: self._keep("delay", text))

    def write_setting(self, section: str, key: str, value: Value) -> None:
        """Change one key of the owner's settings file; answers SettingWritten."""

        def write() -> None:
            try:
                trouble = self._write_setting(section, key, value)
            except Exception as error:
                log.exception("settings: %s.%s = %s", section, key, value)
                trouble = Trouble(f"The setting {section}.{key} could not be changed", str(error))
            self._post(SettingWritten(trouble))

        self._submit(self._books, write)

    def close(self) -> None:
        """Finish what is booked, give up what is not begun; waits for the books only."""
        self._calls.shutdown(wait=False, cancel_futures=True)
        self._images.shutdown(wait=False, cancel_futures=True)
        self.demand.close()
        self._books.submit(self._close_ledger).result()
        self._books.shutdown()

    # The work, on the threads named ------------------------------------------------------------

    def _submit(self, lane: ThreadPoolExecutor, work: Callable[[], object]) -> None:
        def guarded() -> None:
            try:
                work()
            except Exception:
                log.exception("hands: unexpected error")

        lane.submit(guarded)

    def _on_books(self, work: Callable[[], T]) -> T:
        return self._books.submit(work).result()

    def _open(self) -> None:
        try:
            self._ledger = self._open_ledger()
            for node in self._current:
                node.recall(self._ledger.results(node.name))
            kept = self._ledger.recall("paused_until")
            until = kept_pause(kept)
            self._post(LedgerOpened(Orders(paused_until=until), self._ledger.recall("delay")))
        except (LedgerTrouble, ValueError) as error:
            self._ledger_failed(error)
        self._count()

    def _recall(self, nodes: Sequence[HeadNode]) -> None:
        """Give new head nodes the results of earlier runs; without a ledger `_open` will."""
        if self._ledger is None:
            return
        try:
            for node in nodes:
                node.recall(self._ledger.results(node.name))
        except LedgerTrouble as error:
            self._ledger_failed(error)
        self._count()

    def _ledger_failed(self, error: Exception) -> None:
        log.error("ledger: %s", error)
        trouble = (
            error.trouble
            if isinstance(error, LedgerTrouble)
            else Trouble("The ledger cannot be used", str(error))
        )
        self._post(LedgerFailed(trouble))

    def _look(self, known: frozenset[str], asked_at: float) -> None:
        try:
            sightings = self._engine.look(known)
            new = [s for s in sightings if s.id not in known]
            counted = self._on_books(lambda: self._counted(new))
        except EngineTrouble as error:
            self._post(EngineDown(error.trouble, answers_look=True))
        except Exception as error:
            log.exception("look")
            trouble = Trouble("Pilots cannot be looked for", str(error))
            self._post(EngineDown(trouble, answers_look=True))
        else:
            self._post(Looked(sightings, asked_at, counted))

    def _counted(self, new: Sequence[Sighting]) -> dict[str, float]:
        """CPU seconds that the ledger has of pilots that were just found."""
        if self._ledger is None:
            return {}
        try:
            return self._ledger.counted_all(s.id for s in new)
        except LedgerTrouble as error:
            self._ledger_failed(error)
            # Rather count what they used so far as known than count it a second time.
            return {s.id: (s.counter.read() if s.counter else None) or 0.0 for s in new}

    def _prepare(self, head_node: str) -> None:
        try:
            image = self._engine.ensure_image(self._head_nodes[head_node].image)
            self._post(ImageReady(head_node, image))
        except EngineTrouble as error:
            self._post(ImageFailed(head_node, error.trouble))
        except Exception as error:
            log.exception("images: %s", head_node)
            trouble = Trouble(f"The image for {head_node} cannot be prepared", str(error))
            self._post(ImageFailed(head_node, trouble))

    def _spawn(
        self, order: SpawnOrder, busy: frozenset[str], may_start: Callable[[], bool]
    ) -> None:
        try:
            node = self._head_nodes[order.head_node]
            told = self._on_books(lambda: self._choose_job(node, order.pilot, busy))
            plan = PilotPlan(
                id=order.pilot,
                head_node=order.head_node,
                image=order.image,
                order=told,
                cores=order.cores,
                memory_mb=order.memory_mb,
                ttl_s=order.ttl_s,
                handed=self._fetch(order.head_node, told.secrets),
            )
            sighting = self._engine.spawn(plan, may_start)
        except (EngineTrouble, HeadNodeTrouble, VaultTrouble) as error:
            self._give_back_job(order.pilot)
            self._post(SpawnFailed(order.pilot, order.head_node, error.trouble))
        except Exception as error:
            log.exception("spawn: %s", order)
            self._give_back_job(order.pilot)
            trouble = Trouble("A pilot could not be started", str(error))
            self._post(SpawnFailed(order.pilot, order.head_node, trouble))
        else:
            if sighting is None:
                self._give_back_job(order.pilot)
            self._post(Spawned(order.pilot, sighting))

    def _fetch(self, head_node: str, needs: Sequence[SecretNeed]) -> dict[str, Secret]:
        """The secrets of one pilot, by path. Fetched anew each time: a changed one reaches it."""
        if not needs:
            return {}
        if self._vault is None:
            raise VaultTrouble(f"{head_node} needs a secret", "This run was started without any.")
        return {need.path: self._vault.fetch(head_node, need.name) for need in needs}

    def _give_back_job(self, pilot: str) -> None:
        self._submit(self._books, lambda: self._given.pop(pilot, None))

    def _choose_job(self, node: HeadNode, pilot: str, busy: frozenset[str]) -> PilotOrder:
        chosen = node.order(busy | frozenset(self._given.values()))
        self._given[pilot] = chosen.job
        return chosen

    def _order(self, pilot: str, call: Callable[[str], None]) -> None:
        """Do it, or say that it failed: an order without an answer would never be given again."""
        try:
            call(pilot)
        except EngineTrouble as error:
            self._post(OrderFailed(pilot, error.trouble, error.down))
        except LedgerTrouble as error:
            self._ledger_failed(error)
            self._post(OrderFailed(pilot, error.trouble))
        except Exception as error:
            log.exception("order for %s", pilot)
            self._post(OrderFailed(pilot, Trouble("An order failed", str(error))))

    def _reap(self, order: ReapOrder) -> None:
        remains = self._engine.remains(order.pilot)
        harvest = self._on_books(lambda: self._book(order, remains))
        # Booked first: a crash in between costs a second look, never a row.
        self._engine.remove(order.pilot)
        by_us = order.reason is not None or remains is None or remains.started is None
        self._post(Reaped(order.pilot, order.head_node, harvest.outcome, by_us, harvest.say))
        self._submit(self._books, self._count)

    def _book(self, order: ReapOrder, remains: Remains | None) -> Harvest:
        self._given.pop(order.pilot, None)
        node = self._head_nodes.get(order.head_node)
        gone = remains or Remains(None, "", None, None, False)
        harvest = judge(node, gone)
        ended = gone.ended or datetime.now().timestamp()
        row = PilotRow(
            id=order.pilot,
            head_node=order.head_node,
            image=order.image,
            job=order.job,
            born=gone.started or order.created,
            ended=ended,
            held_s=order.held_s,
            outcome=harvest.outcome.value,
            exit_code=gone.exit_code,
            reason=order.reason.value if order.reason else "",
            result=harvest.result,
        )
        if self._ledger:
            self._ledger.finish(row)
        return harvest

    def _accrue(self, deltas: Mapping[str, float], at: float) -> None:
        if self._ledger is None:
            return
        self._owed.append((deltas, at))
        try:
            while self._owed:
                self._ledger.accrue(*self._owed[0])
                del self._owed[0]
        except LedgerTrouble as error:
            self._ledger_failed(error)
        else:
            self._count()

    def _remember(self, paused_until: float | None) -> None:
        known = paused_until is not None and not math.isnan(paused_until)
        self._keep("paused_until", repr(paused_until) if known else None)

    def _keep(self, key: str, value: str | None) -> None:
        if self._ledger is not None:
            try:
                self._ledger.remember(key, value)
            except LedgerTrouble as error:
                self._ledger_failed(error)

    def _count(self) -> None:
        fruits = tuple(f for f in (n.fruit() for n in self._current) if f)
        if self._ledger is not None:
            try:
                sums = self._ledger.sums(datetime.now())
            except LedgerTrouble as error:
                self._ledger_failed(error)
            else:
                self._post(Counted(sums, fruits))

    def _close_ledger(self) -> None:
        if self._ledger is not None:
            self._ledger.close()
            self._ledger = None


def judge(node: HeadNode | None, gone: Remains) -> Harvest:
    """What an ended pilot brought; a head node that is no longer configured judges nothing."""
    if node is None or gone.exit_code is None:
        return Harvest(Outcome.LOST)
    try:
        return node.harvest(gone.exit_code, gone.log)
    except Exception:
        # A pilot that cannot be judged must still be reaped, or it would stay for ever.
        log.exception("%s: harvest", node.name)
        return Harvest(Outcome.LOST)


def kept_pause(kept: str | None) -> float | None:
    """The pause that an earlier run kept, Unix time; None = none, or nothing that makes sense."""
    try:
        until = float(kept or "")
    except ValueError:
        return None
    return None if math.isnan(until) else until
