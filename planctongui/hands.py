"""Everything slow: starting, ending, reaping, building. Answers come as events.

For: carrying out what the spawner ordered without ever making it wait. Not for: deciding anything;
the ledger and the head nodes' memory (`books`), images and caches (`supplies`), tests of head nodes
(`trials`), which these hands hold with threads of their own. Threads: a few for engine calls, one
for pilots' words.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import dataclass, field

from planctongui import handing
from planctongui.books import Books
from planctongui.core.trouble import Trouble, unforeseen
from planctongui.core.wishes import Value
from planctongui.demand import Demand
from planctongui.engine.protocol import Engine, EngineTrouble, PilotPlan
from planctongui.events import (
    EngineDown,
    Event,
    Heard,
    Looked,
    OrderFailed,
    Reaped,
    Removed,
    Spawned,
    SpawnFailed,
)
from planctongui.headnodes.folders import Folders
from planctongui.headnodes.protocol import HeadNode, SaysAtWork
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.ledger.border import LedgerTrouble
from planctongui.ledger.ledger import Ledger
from planctongui.reaping import ReapOrder
from planctongui.supplies import Supplies
from planctongui.tongue import translate
from planctongui.trials import Examiner, Size, Trials
from planctongui.vault.protocol import Vault, VaultTrouble

log = logging.getLogger(__name__)

ENGINE_THREADS = 3
"""Two starts at once and one thread left for ending pilots."""


@dataclass(frozen=True, slots=True)
class SpawnOrder:
    """What the spawner knows of a pilot to be; the head node adds the rest."""

    pilot: str
    head_node: str
    image: str
    cores: float
    memory_mb: int
    ttl_s: float
    folders: Folders = field(default_factory=Folders)


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
        trial_engine: Engine | None = None,
    ) -> None:
        """`trial_engine` has the test pilots, which nobody holds; None = where all others are."""
        self._vault = vault
        self._engine = engine
        self._head_nodes = {node.name: node for node in head_nodes}
        """Also those that were removed: pilots of theirs may still be judged."""
        self._post = post
        self.books = Books(open_ledger, head_nodes, write_setting, post)
        self.demand = Demand(post)
        self.supplies = Supplies(engine, self._nodes, post, vault)
        examiner = Examiner(trial_engine or engine, self.supplies, vault, self.books)
        self.trials = Trials(examiner, post)
        self._calls = ThreadPoolExecutor(ENGINE_THREADS, thread_name_prefix="hands")
        self._starting: dict[str, str] = {}
        """Pilot -> its image, for starts under way."""
        self._words = ThreadPoolExecutor(1, thread_name_prefix="words")
        self._listening: set[str] = set()
        """Pilots whose words are being read."""

    # Orders, on the spawner's thread -----------------------------------------------------------

    def look(self, known: frozenset[str], asked_at: float) -> None:
        """Ask the engine for all pilots; answers Looked or EngineDown."""
        self._submit(self._calls, lambda: self._look(known, asked_at))

    def tidy_images(self, keep: frozenset[str]) -> None:
        """Remove pulled images that no pilot needs any more; answers ImagesTidied. `keep`: those
        from which pilots may be started.
        """
        self.supplies.tidy_images(keep | frozenset(tuple(self._starting.values())))

    def set_head_nodes(self, head_nodes: Sequence[HeadNode]) -> None:
        """These are the head nodes from now on; those of before only judge their last pilots."""
        self._head_nodes = self._head_nodes | {node.name: node for node in head_nodes}
        self.books.set_head_nodes(head_nodes)

    def _nodes(self) -> Mapping[str, HeadNode]:
        return self._head_nodes

    def ask(self, head_node: str) -> None:
        """Ask how many jobs wait; answers Demanded, if ever."""
        self.demand.ask(self._head_nodes[head_node])

    def spawn(self, order: SpawnOrder, busy: frozenset[str], may_start: Callable[[], bool]) -> None:
        """Start a pilot; answers Spawned or SpawnFailed."""
        self._starting[order.pilot] = order.image
        self._submit(self._calls, lambda: self._spawn(order, busy, may_start))

    def test(self, head_node: str, size: Size) -> None:
        """See whether a head node works, by one pilot; answers TrialEnded."""
        self.trials.begin(self._head_nodes[head_node], size)

    def listen(self, pilot: str, head_node: str) -> None:
        """Read what a pilot says of having a job; answers Heard, unless the engine is away."""
        node = self._head_nodes.get(head_node)
        if isinstance(node, SaysAtWork) and pilot not in self._listening:
            self._listening.add(pilot)
            self._submit(self._words, lambda: self._listen(pilot, node))

    def end(self, pilot: str) -> None:
        """SIGTERM; answers OrderFailed if it could not be sent."""
        self._submit(self._calls, lambda: self._order(pilot, self._engine.end))

    def kill(self, pilot: str) -> None:
        """SIGKILL; answers OrderFailed if it could not be sent."""
        self._submit(self._calls, lambda: self._order(pilot, self._engine.kill))

    def reap(self, order: ReapOrder) -> None:
        """Book an ended pilot, then remove it; answers Reaped and Counted, or OrderFailed."""
        self._submit(self._calls, lambda: self._order(order.pilot, lambda _: self._reap(order)))

    def remove_everything(self) -> None:
        """Remove whatever of ours the engine has; answers Removed."""
        self._submit(self._calls, self._remove_everything)

    @property
    def lane(self) -> Executor:
        """The threads for engine calls, for those who answer what a view asks."""
        return self._calls

    def close(self) -> None:
        """Finish what is booked, give up what is not begun; waits for books and test pilot."""
        self._calls.shutdown(wait=False, cancel_futures=True)
        self.supplies.close()
        self._words.shutdown(wait=False, cancel_futures=True)
        self.demand.close()
        self.trials.close()
        self.books.close()

    # The work, on the threads named ------------------------------------------------------------

    def _submit(self, lane: ThreadPoolExecutor, work: Callable[[], object]) -> None:
        def guarded() -> None:
            try:
                work()
            except Exception:
                log.exception("hands: unexpected error")

        lane.submit(guarded)

    def _look(self, known: frozenset[str], asked_at: float) -> None:
        try:
            sightings = self._engine.look(known)
            new = [s for s in sightings if s.id not in known]
            counted = self.books.counted(new)
        except EngineTrouble as error:
            self._post(EngineDown(error.trouble, answers_look=True))
        except Exception as error:
            log.exception("look")
            trouble = unforeseen(translate("Engine", "Pilots cannot be looked for"), error)
            self._post(EngineDown(trouble, answers_look=True))
        else:
            self._post(Looked(sightings, asked_at, counted))

    def _spawn(
        self, order: SpawnOrder, busy: frozenset[str], may_start: Callable[[], bool]
    ) -> None:
        try:
            node = self._head_nodes[order.head_node]
            told = self.books.choose_job(node, order.pilot, busy)
            plan = PilotPlan(
                id=order.pilot,
                head_node=order.head_node,
                image=order.image,
                order=told,
                cores=order.cores,
                memory_mb=order.memory_mb,
                ttl_s=order.ttl_s,
                handed=handing.fetch(self._vault, node, told.secrets),
                folders=order.folders,
            )
            sighting = self._engine.spawn(plan, may_start)
        except (EngineTrouble, HeadNodeTrouble, VaultTrouble) as error:
            self.books.give_back(order.pilot)
            self._post(SpawnFailed(order.pilot, order.head_node, error.trouble))
        except Exception as error:
            log.exception("spawn: %s", order)
            self.books.give_back(order.pilot)
            trouble = unforeseen(translate("Engine", "A pilot could not be started"), error)
            self._post(SpawnFailed(order.pilot, order.head_node, trouble))
        else:
            if sighting is None:
                self.books.give_back(order.pilot)
            self._post(Spawned(order.pilot, sighting))
        finally:
            self._starting.pop(order.pilot, None)

    def _remove_everything(self) -> None:
        try:
            self._post(Removed(*self._engine.remove_everything()))
        except EngineTrouble as error:
            self._post(Removed((), (), error.trouble))
        except Exception as error:
            log.exception("removing everything")
            title = translate("Removal", "Not everything could be removed")
            self._post(Removed((), (), unforeseen(title, error)))

    def _order(self, pilot: str, call: Callable[[str], None]) -> None:
        """Do it, or say that it failed: an order without an answer would never be given again."""
        try:
            call(pilot)
        except EngineTrouble as error:
            self._post(OrderFailed(pilot, error.trouble, error.down))
        except LedgerTrouble as error:
            self.books.failed(error)
            self._post(OrderFailed(pilot, error.trouble))
        except Exception as error:
            log.exception("order for %s", pilot)
            self._post(
                OrderFailed(pilot, unforeseen(translate("Engine", "An order failed"), error))
            )

    def _listen(self, pilot: str, node: SaysAtWork) -> None:
        try:
            said = self._engine.said(pilot)
        except EngineTrouble:
            return  # it is asked again
        finally:
            self._listening.discard(pilot)
        self._post(Heard(pilot, node.at_work(said)))

    def _reap(self, order: ReapOrder) -> None:
        remains = self._engine.remains(order.pilot)
        harvest = self.books.book(self._head_nodes.get(order.head_node), order, remains)
        # Booked first: a crash in between costs a second look, never a row.
        self._engine.remove(order.pilot)
        by_us = order.reason is not None or remains is None or remains.started is None
        self._post(Reaped(order.pilot, order.head_node, harvest.outcome, by_us, harvest.say))
        self.books.count()
