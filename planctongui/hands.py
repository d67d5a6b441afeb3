"""Everything slow: starting, ending, reaping, building. Answers come as events.

For: carrying out what the spawner ordered without ever making it wait. Not for: deciding anything,
or the ledger and the head nodes' memory (`books`, which these hands hold). Threads: a few for
engine calls, others for images (a pull may take minutes, and a registry may say nothing at all).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from planctongui.books import Books, ReapOrder
from planctongui.core.allow import BadName, ImageRules, parse
from planctongui.core.model import CacheRules, Pulling, Trouble, Value
from planctongui.demand import Demand
from planctongui.engine.protocol import Engine, EngineTrouble, PilotPlan, PullPlan
from planctongui.events import (
    CacheMeasured,
    EngineDown,
    Event,
    ImageFailed,
    ImagePulling,
    ImageReady,
    ImagesTidied,
    Looked,
    OrderFailed,
    Reaped,
    Spawned,
    SpawnFailed,
)
from planctongui.headnodes.folders import Folders
from planctongui.headnodes.protocol import HeadNode, Pulled, SecretNeed
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.ledger import Ledger, LedgerTrouble
from planctongui.tongue import translate
from planctongui.vault.logins import LOGIN, place_of
from planctongui.vault.protocol import Vault, VaultTrouble
from planctongui.vault.secret import Secret

log = logging.getLogger(__name__)

ENGINE_THREADS = 3
"""Two starts at once and one thread left for ending pilots."""

IMAGE_THREADS = 8
"""A registry that keeps one of them waiting delays no other head node."""


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
    ) -> None:
        self._vault = vault
        self._engine = engine
        self._head_nodes = {node.name: node for node in head_nodes}
        """Also those that were removed: pilots of theirs may still be judged."""
        self._post = post
        self.books = Books(open_ledger, head_nodes, write_setting, post)
        self.demand = Demand(post)
        self._calls = ThreadPoolExecutor(ENGINE_THREADS, thread_name_prefix="hands")
        self._images = ThreadPoolExecutor(IMAGE_THREADS, thread_name_prefix="images")
        self._building = threading.Lock()
        """One build at a time: two of one recipe would leave an image without a name."""
        self._starting: dict[str, str] = {}
        """Pilot -> its image, for starts under way."""

    # Orders, on the spawner's thread -----------------------------------------------------------

    def look(self, known: frozenset[str], asked_at: float) -> None:
        """Ask the engine for all pilots; answers Looked or EngineDown."""
        self._submit(self._calls, lambda: self._look(known, asked_at))

    def prepare(self, head_node: str, rules: ImageRules, look_again: bool = False) -> None:
        """See to the head node's image, by the owner's rules; answers ImagePulling now and then,
        ImageReady or ImageFailed. `look_again`: ask its registry for a newer one.
        """
        self._submit(self._images, lambda: self._prepare(head_node, rules, look_again))

    def tidy_images(self) -> None:
        """Remove pulled images that no pilot needs any more; answers ImagesTidied."""
        keep = frozenset(tuple(self._starting.values()))
        self._submit(self._images, lambda: self._tidy_images(keep))

    def look_at_cache(self, head_node: str, rules: CacheRules) -> None:
        """See how large the head node's cache is, clear it if the owner wants that; answers
        CacheMeasured.
        """
        self._submit(self._images, lambda: self._look_at_cache(head_node, rules))

    def set_head_nodes(self, head_nodes: Sequence[HeadNode]) -> None:
        """These are the head nodes from now on; those of before only judge their last pilots."""
        self._head_nodes = self._head_nodes | {node.name: node for node in head_nodes}
        self.books.set_head_nodes(head_nodes)

    def ask(self, head_node: str) -> None:
        """Ask how many jobs wait; answers Demanded, if ever."""
        self.demand.ask(self._head_nodes[head_node])

    def spawn(self, order: SpawnOrder, busy: frozenset[str], may_start: Callable[[], bool]) -> None:
        """Start a pilot; answers Spawned or SpawnFailed."""
        self._starting[order.pilot] = order.image
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

    def close(self) -> None:
        """Finish what is booked, give up what is not begun; waits for the books only."""
        self._calls.shutdown(wait=False, cancel_futures=True)
        self._images.shutdown(wait=False, cancel_futures=True)
        self.demand.close()
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
            trouble = Trouble(translate("Engine", "Pilots cannot be looked for"), str(error))
            self._post(EngineDown(trouble, answers_look=True))
        else:
            self._post(Looked(sightings, asked_at, counted))

    def _prepare(self, head_node: str, rules: ImageRules, look_again: bool) -> None:
        def tell(done: int, total: int) -> None:
            self._post(ImagePulling(Pulling(head_node, done / 1e6, total / 1e6)))

        try:
            source = self._head_nodes[head_node].image
            if isinstance(source, Pulled):
                plan = PullPlan(rules, look_again, self._login(source), tell)
                image = self._engine.ensure_image(source, plan)
                self._post(ImageReady(head_node, image, source.refresh_s))
            else:
                with self._building:
                    image = self._engine.ensure_image(source)
                self._post(ImageReady(head_node, image))
        except EngineTrouble as error:
            self._post(ImageFailed(head_node, error.trouble))
        except Exception as error:
            log.exception("images: %s", head_node)
            trouble = Trouble(
                translate("Engine", "The image for {head_node} cannot be prepared").format(
                    head_node=head_node
                ),
                str(error),
            )
            self._post(ImageFailed(head_node, trouble))

    def _login(self, source: Pulled) -> Secret | None:
        """The owner's login at the image's registry; None = there is none, so it is tried without.

        It is kept by the registry's name: whatever a head node's file says, no other gets it.
        """
        if self._vault is None:
            return None
        try:
            return self._vault.fetch(place_of(parse(source.reference).host), LOGIN)
        except (VaultTrouble, BadName) as error:
            log.debug("no login for %s: %s", source.reference, error)
            return None

    def _tidy_images(self, keep: frozenset[str]) -> None:
        left = 1
        try:
            sources = [node.image for node in self._head_nodes.values()]
            wanted = {source.reference for source in sources if isinstance(source, Pulled)}
            left = self._engine.remove_images(wanted, keep)
        except EngineTrouble as error:
            log.warning("superseded images stay for now: %s", error)
        finally:
            self._post(ImagesTidied(left))

    def _look_at_cache(self, head_node: str, rules: CacheRules) -> None:
        trouble: Trouble | None = None
        try:
            gb = self._engine.cache_gb(head_node)
            if gb is None:
                trouble = cache_unknown(head_node, "Docker cannot tell")
            elif gb >= rules.most_gb > 0 and rules.clear_when_full:
                self._engine.clear_cache(head_node)
            elif gb >= rules.most_gb > 0:
                trouble = cache_full(head_node, gb, rules.most_gb)
        except EngineTrouble as error:
            trouble = cache_unknown(head_node, error.trouble.title)
        except Exception as error:
            log.exception("cache of %s", head_node)
            trouble = cache_unknown(head_node, str(error))
        is_open = rules.most_gb > 0 and trouble is None
        self._post(CacheMeasured(head_node, is_open, trouble))

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
                handed=self._fetch(node, told.secrets),
                folders=order.folders,
            )
            sighting = self._engine.spawn(plan, may_start)
        except (EngineTrouble, HeadNodeTrouble, VaultTrouble) as error:
            self.books.give_back(order.pilot)
            self._post(SpawnFailed(order.pilot, order.head_node, error.trouble))
        except Exception as error:
            log.exception("spawn: %s", order)
            self.books.give_back(order.pilot)
            trouble = Trouble(translate("Engine", "A pilot could not be started"), str(error))
            self._post(SpawnFailed(order.pilot, order.head_node, trouble))
        else:
            if sighting is None:
                self.books.give_back(order.pilot)
            self._post(Spawned(order.pilot, sighting))
        finally:
            self._starting.pop(order.pilot, None)

    def _fetch(self, node: HeadNode, needs: Sequence[SecretNeed]) -> dict[str, Secret]:
        """The secrets of one pilot, by path. Fetched anew each time: a changed one reaches it."""
        if not needs:
            return {}
        if self._vault is None:
            raise VaultTrouble(
                translate("Engine", "{name} needs a secret").format(name=node.name),
                translate("Engine", "This run was started without any."),
            )
        secrets = {}
        for need in needs:
            secrets[need.path] = secret = self._vault.fetch(node.name, need.name)
            node.examine(need.name, secret.reveal())
        return secrets

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
                OrderFailed(pilot, Trouble(translate("Engine", "An order failed"), str(error)))
            )

    def _reap(self, order: ReapOrder) -> None:
        remains = self._engine.remains(order.pilot)
        harvest = self.books.book(self._head_nodes.get(order.head_node), order, remains)
        # Booked first: a crash in between costs a second look, never a row.
        self._engine.remove(order.pilot)
        by_us = order.reason is not None or remains is None or remains.started is None
        self._post(Reaped(order.pilot, order.head_node, harvest.outcome, by_us, harvest.say))
        self.books.count()


def cache_full(head_node: str, gb: float, most_gb: float) -> Trouble:
    """What the owner reads of a full cache."""
    return Trouble(
        f"The cache of {head_node} is full",
        f"It has {gb:.1f} GB of {most_gb:g}, and new pilots do without it. Clear it with: "
        f"planctongui cache clear {head_node}, or raise most_gb in [cache].",
    )


def cache_unknown(head_node: str, why: str) -> Trouble:
    """What the owner reads of a cache that cannot be measured."""
    return Trouble(
        f"The size of the cache of {head_node} is not known",
        f"{why.rstrip('.')}. New pilots do without it; it is measured again later.",
    )
