"""Asks head nodes how many jobs wait. The answers come as events.

For: calls that may take seconds, on threads of their own, never two for one head node at once. Not
for: when to ask (`spawner.asking`), or what follows from the answer (`core.policy`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from planctongui.events import Demanded, Event
from planctongui.headnodes.protocol import HeadNode

log = logging.getLogger(__name__)

THREADS = 8
"""One that hangs keeps its thread; the others go on."""


class Demand:
    """`ask` returns at once; may be called from any thread."""

    def __init__(self, post: Callable[[Event], None]) -> None:
        self._post = post
        self._under_way: set[str] = set()
        self._lock = threading.Lock()
        self.lane = ThreadPoolExecutor(THREADS, thread_name_prefix="demand")

    def ask(self, node: HeadNode) -> None:
        """Answers Demanded, once. Nothing happens while it is being asked already."""
        with self._lock:
            if node.name in self._under_way:
                return
            self._under_way.add(node.name)
        self.lane.submit(self._ask, node)

    def close(self) -> None:
        """Wait for no answer any more."""
        self.lane.shutdown(wait=False, cancel_futures=True)

    def _ask(self, node: HeadNode) -> None:
        waiting: int | None = None
        try:
            waiting = node.waiting()
        except Exception:
            log.exception("%s: waiting", node.name)
        with self._lock:
            self._under_way.discard(node.name)
        self._post(Demanded(node.name, None if waiting is None else max(0, waiting)))
