"""What is heard of head nodes becomes what is known of them: images, caches, demand, tests.

For: events of one head node each. Not for: the pilots that work for it (`pilot_intake`).
"""

from __future__ import annotations

import logging
import math
from functools import singledispatchmethod

from planctongui import events as ev
from planctongui.core.backoff import after_miss, after_success
from planctongui.core.standing import Trial
from planctongui.hands import Hands
from planctongui.spawner.facts import Facts
from planctongui.spawner.parts import Parts
from planctongui.trials import Size

log = logging.getLogger(__name__)

FIRST_REFRESH_S = 600.0
"""Within so long after the start newer images are looked for, where head nodes want that."""

CACHE_EVERY_S = 600.0
"""How often a cache is measured: Docker counts files for it."""

CACHE_AGAIN_S = 60.0
"""The same for one that is full or could not be measured."""


class HeadNodeIntake:
    """On the spawner's thread. Its parts are the spawner's own."""

    def __init__(self, parts: Parts) -> None:
        self._facts = parts.facts
        self._hands = parts.hands
        self._settings = parts.settings
        self._clock = parts.clock
        self._chance = parts.chance

    @singledispatchmethod
    def take(self, event: object, now: float) -> None:
        """Take in one event at `now` (monotonic seconds)."""
        log.error("unknown event %r", event)

    @take.register
    def _(self, event: ev.ImageReady, now: float) -> None:
        node = self._facts.nodes[event.head_node]
        node.preparing, node.pulling = False, None
        if node.prepare_again:
            node.prepare_again = False  # that was the image of a file that is another now
            return
        before, node.image = node.image, event.image
        node.image_backoff = after_success()
        if event.refresh_s <= 0 or not now < node.look_again_at < math.inf:
            first = node.look_again_at == math.inf
            node.look_again_at = self._look_again_at(event.refresh_s, first, now)
        self._facts.troubles.pop(f"image:{event.head_node}", None)
        if self._facts.images_left or before not in ("", event.image):
            tidy_images(self._facts, self._hands)

    @take.register
    def _(self, event: ev.ImagePulling, now: float) -> None:
        self._facts.nodes[event.pulling.head_node].pulling = event.pulling

    @take.register
    def _(self, event: ev.ImageFailed, now: float) -> None:
        node = self._facts.nodes[event.head_node]
        node.preparing, node.pulling = False, None
        if node.prepare_again or node.share == 0:
            node.prepare_again = False
            return
        node.refused = event.refused
        if not node.refused:
            node.image_backoff = after_miss(node.image_backoff, now, True, self._chance())
            node.look_again_at = node.image_backoff.not_before
        self._facts.troubles[f"image:{event.head_node}"] = event.trouble

    @take.register
    def _(self, event: ev.ImagesTidied, now: float) -> None:
        self._facts.images_left = event.left > 0

    @take.register
    def _(self, event: ev.CacheMeasured, now: float) -> None:
        node, key = self._facts.nodes[event.head_node], f"cache:{event.head_node}"
        node.cache_open, node.cache_gb = event.is_open, event.gb
        # The owner may clear a full one any time; a good one grows slowly for a disk.
        node.cache_at = now + (CACHE_AGAIN_S if event.trouble else CACHE_EVERY_S)
        if event.trouble is None or node.share == 0:
            self._facts.troubles.pop(key, None)
        else:
            self._facts.troubles[key] = event.trouble

    @take.register
    def _(self, event: ev.CacheCleared, now: float) -> None:
        node = self._facts.nodes.get(event.head_node)
        if node is not None:
            node.cache_gb = None if event.left else 0.0
            node.cache_at = now
            self._facts.troubles.pop(f"cache:{event.head_node}", None)

    @take.register
    def _(self, event: ev.Demanded, now: float) -> None:
        node = self._facts.nodes[event.head_node]
        node.asking.answered(event.waiting, now, self._chance())

    @take.register
    def _(self, event: ev.TrialOrdered, now: float) -> None:
        node = self._facts.nodes.get(event.head_node)
        if node is None or node.share == 0:
            return  # it went while the owner clicked
        if node.trial is not None and node.trial.finding is None:
            return  # one is under way
        if self._facts.quit_by is not None:
            return
        node.trial = Trial(self._clock.wall())
        limits, images = self._settings.current.limits, self._settings.current.images
        size = Size(
            limits.pilot_cores, limits.pilot_memory_mb, limits.grace_s, images, node.folders
        )
        self._hands.test(event.head_node, size)

    @take.register
    def _(self, event: ev.TrialEnded, now: float) -> None:
        node = self._facts.nodes.get(event.head_node)
        if node is None or node.trial is None:
            return  # its file changed meanwhile: that was another head node
        node.trial = Trial(node.trial.began, event.finding)
        self._hands.books.remember_trial(event.head_node, node.trial.began, event.finding)
        if event.finding.good:
            node.backoff = after_success()
            for what in ("lost", "spawn"):
                self._facts.troubles.pop(f"{what}:{event.head_node}", None)

    @take.register
    def _(self, event: ev.HeadNodesRecalled, now: float) -> None:
        for name, node in self._facts.nodes.items():
            node.last = node.last or event.lasts.get(name)
            node.trial = node.trial or event.trials.get(name)

    def _look_again_at(self, refresh_s: float, first: bool, now: float) -> float:
        """When a newer image is looked for. Spread out, so that volunteers do not come at once;
        soon after the start, so that a machine that is on for an hour a day gets it too.
        """
        if refresh_s <= 0:
            return math.inf
        if first:
            return now + min(refresh_s, FIRST_REFRESH_S) * self._chance()
        return now + refresh_s * (0.75 + 0.5 * self._chance())


def tidy_images(facts: Facts, hands: Hands) -> None:
    """Have superseded images removed. A head node's file that is damaged wants one, too."""
    if not any(key.startswith("headnode:") for key in facts.troubles):
        facts.images_left = False
        # Another head node may still start pilots from what is superseded for this one.
        hands.tidy_images(frozenset(n.image for n in facts.nodes.values()))
