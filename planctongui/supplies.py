"""What pilots need before they start: their images and their head nodes' caches, on "images".

For: work that may take minutes and must keep nobody else waiting: a registry that says nothing
holds up one of these threads and no other head node. Orders return at once and answer by events.
Not for: starting pilots (`hands`), or the engine's part (`engine.pulls`, `engine.caches`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor

from planctongui.core.allow import BadName, ImageRules, parse
from planctongui.core.report import Pulling
from planctongui.core.trouble import Trouble
from planctongui.core.wishes import CacheRules
from planctongui.engine.protocol import Engine, EngineTrouble, ImageRefused, PullPlan
from planctongui.events import (
    CacheCleared,
    CacheMeasured,
    Event,
    ImageFailed,
    ImagePulling,
    ImageReady,
    ImagesTidied,
)
from planctongui.headnodes.protocol import HeadNode, ImageSource, Pulled
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate
from planctongui.vault.logins import LOGIN, place_of
from planctongui.vault.protocol import Vault, VaultTrouble
from planctongui.vault.secret import Secret
from planctongui.words.formats import decimal

log = logging.getLogger(__name__)

THREADS = 8


class Supplies:
    """The orders are for the spawner's thread."""

    def __init__(
        self,
        engine: Engine,
        head_nodes: Callable[[], Mapping[str, HeadNode]],
        post: Callable[[Event], None],
        vault: Vault | None,
    ) -> None:
        """`head_nodes`: those of now by name, asked from any thread."""
        self._engine = engine
        self._head_nodes = head_nodes
        self._post = post
        self._vault = vault
        self.lane = ThreadPoolExecutor(THREADS, thread_name_prefix="images")
        self._building = threading.Lock()
        """One build at a time: two of one recipe would leave an image without a name."""

    def prepare(self, head_node: str, rules: ImageRules, look_again: bool = False) -> None:
        """See to the head node's image, by the owner's rules; answers ImagePulling now and then,
        ImageReady or ImageFailed. `look_again`: ask its registry for a newer one.
        """
        self._submit(lambda: self._prepare(head_node, rules, look_again))

    def tidy_images(self, keep: frozenset[str]) -> None:
        """Remove pulled images that no pilot needs any more; answers ImagesTidied. `keep`: ids of
        those from which pilots are or may be started.
        """
        self._submit(lambda: self._tidy_images(keep))

    def look_at_cache(self, head_node: str, rules: CacheRules) -> None:
        """See how large the head node's cache is, clear it if the owner wants that; answers
        CacheMeasured.
        """
        self._submit(lambda: self._look_at_cache(head_node, rules))

    def clear_cache(self, head_node: str) -> int:
        """Make the head node's cache empty, as the owner ordered; answers CacheCleared.

        On the calling thread, one of `lane`. Gives how many parts stay until the pilots end that
        use them. Raises EngineTrouble.
        """
        left = self._engine.clear_cache(head_node)
        self._post(CacheCleared(head_node, left))
        return left

    def have(
        self,
        source: ImageSource,
        rules: ImageRules,
        look_again: bool = False,
        tell: Callable[[int, int], None] = lambda done, total: None,
    ) -> str:
        """The image's reference, once it is here. On the calling thread, from any; takes minutes.

        `tell` hears of bytes done and bytes in all. Raises EngineTrouble.
        """
        if isinstance(source, Pulled):
            plan = PullPlan(rules, look_again, self._login(source), tell)
            return self._engine.ensure_image(source, plan)
        with self._building:
            return self._engine.ensure_image(source)

    def close(self) -> None:
        """Give up what is not begun; waits for nothing."""
        self.lane.shutdown(wait=False, cancel_futures=True)

    # The work, on the threads "images" ---------------------------------------------------------

    def _submit(self, work: Callable[[], object]) -> None:
        def guarded() -> None:
            try:
                work()
            except Exception:
                log.exception("images: unexpected error")

        self.lane.submit(guarded)

    def _prepare(self, head_node: str, rules: ImageRules, look_again: bool) -> None:
        def tell(done: int, total: int) -> None:
            self._post(ImagePulling(Pulling(head_node, done / 1e6, total / 1e6)))

        try:
            source = self._head_nodes()[head_node].image
            image = self.have(source, rules, look_again, tell)
            refresh_s = source.refresh_s if isinstance(source, Pulled) else 0.0
            self._post(ImageReady(head_node, image, refresh_s))
        except ImageRefused as error:
            self._post(ImageFailed(head_node, error.trouble, error.image))
        except (EngineTrouble, HeadNodeTrouble) as error:
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
            sources = [node.image for node in self._head_nodes().values()]
            wanted = {source.reference for source in sources if isinstance(source, Pulled)}
            left = self._engine.remove_images(wanted, keep)
        except EngineTrouble as error:
            log.warning("superseded images stay for now: %s", error)
        finally:
            self._post(ImagesTidied(left))

    def _look_at_cache(self, head_node: str, rules: CacheRules) -> None:
        trouble: Trouble | None = None
        gb: float | None = None
        try:
            gb = self._engine.cache_gb(head_node)
            if gb is None:
                trouble = cache_unknown(head_node, translate("Images", "the engine cannot tell"))
            elif gb >= rules.most_gb > 0 and rules.clear_when_full:
                gb = None if self._engine.clear_cache(head_node) else 0.0
            elif gb >= rules.most_gb > 0:
                trouble = cache_full(head_node, gb, rules.most_gb)
        except EngineTrouble as error:
            trouble = cache_unknown(head_node, error.trouble.title)
        except Exception as error:
            log.exception("cache of %s", head_node)
            trouble = cache_unknown(head_node, str(error))
        is_open = rules.most_gb > 0 and trouble is None
        self._post(CacheMeasured(head_node, is_open, trouble, gb))


def cache_full(head_node: str, gb: float, most_gb: float) -> Trouble:
    """What the owner reads of a full cache."""
    return Trouble(
        translate("Images", "The cache of {head_node} is full").format(head_node=head_node),
        translate(
            "Images",
            "It has {size} GB of {most}, and new pilots do without it. Clear it with: planctongui "
            "cache clear {head_node}, or raise most_gb in [cache].",
        ).format(size=decimal(f"{gb:.1f}"), most=decimal(f"{most_gb:g}"), head_node=head_node),
    )


def cache_unknown(head_node: str, why: str) -> Trouble:
    """What the owner reads of a cache that cannot be measured."""
    return Trouble(
        translate("Images", "The size of the cache of {head_node} is not known").format(
            head_node=head_node
        ),
        translate("Images", "{why}. New pilots do without it; it is measured again later.").format(
            why=why.rstrip(".")
        ),
    )
