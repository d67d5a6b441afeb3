"""Tests a head node's connection: one pilot, at the owner's click, watched until it ends.

For: a finding in the owner's words, whatever happens on the way. The pilot is bounded by the limits
of all pilots and by LIMIT_S. It runs also while the owner is here, because they asked for it: under
no group of ours, where it would be held. Not for: what its end means (`headnodes.finding`).
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
import uuid
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, field, replace
from typing import Protocol

from planctongui import handing
from planctongui.core.allow import ImageRules
from planctongui.core.pilot import Phase
from planctongui.core.standing import Finding
from planctongui.core.trouble import unforeseen
from planctongui.core.verdict import Reason
from planctongui.engine.protocol import Engine, EngineTrouble, PilotPlan, Remains, Sighting
from planctongui.events import Event, TrialEnded
from planctongui.headnodes import finding
from planctongui.headnodes.folders import Folders
from planctongui.headnodes.protocol import Harvest, HeadNode, Knocks, PilotOrder, SaysAtWork
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.ledger.border import LedgerTrouble
from planctongui.reaping import ReapOrder, judge
from planctongui.supplies import Supplies
from planctongui.tongue import translate
from planctongui.vault.protocol import Vault, VaultTrouble

log = logging.getLogger(__name__)

LIMIT_S = 180.0
"""A pilot without a job leaves within a minute and a half; one that has one need not end it."""

LOOK_EVERY_S = 0.5
CLOSE_S = 15.0
"""A program that ends waits so long for its test pilot to be gone."""

STALE_S = 1800.0
"""A test pilot that is older was left by a run that was killed."""


@dataclass(frozen=True, slots=True)
class Size:
    """What the test pilot may use, as any pilot."""

    cores: float
    memory_mb: int
    grace_s: float
    """Seconds between SIGTERM and SIGKILL, at least."""
    images: ImageRules = field(default_factory=ImageRules)
    folders: Folders = field(default_factory=Folders)


class Keeper(Protocol):
    """Keeps what a test pilot gave; see `Books`."""

    def choose_job(self, node: HeadNode, pilot: str, busy: frozenset[str]) -> PilotOrder:
        """What it is told."""

    def give_back(self, pilot: str) -> None:
        """It was not started."""

    def accrue(self, deltas: Mapping[str, float], at: float) -> None:
        """CPU seconds that it used until this Unix time."""

    def book(self, node: HeadNode | None, order: ReapOrder, remains: Remains | None) -> Harvest:
        """What it brought. May raise LedgerTrouble."""


class Uncounted:
    """The Keeper of a test in a terminal while no planctongui runs: nobody keeps the books."""

    def choose_job(self, node: HeadNode, pilot: str, busy: frozenset[str]) -> PilotOrder:
        return node.order(busy)

    def give_back(self, pilot: str) -> None:
        pass

    def accrue(self, deltas: Mapping[str, float], at: float) -> None:
        pass

    def book(self, node: HeadNode | None, order: ReapOrder, remains: Remains | None) -> Harvest:
        return judge(node, remains or Remains(None, "", None, None, False))


class Examiner:
    """One test at a time, on the calling thread; `stop` may be called from any other."""

    def __init__(
        self,
        engine: Engine,
        supplies: Supplies,
        vault: Vault | None,
        keeper: Keeper,
        limit_s: float = LIMIT_S,
    ) -> None:
        """`engine` has test pilots only: none of its pilots is held, or looked for by others."""
        self._engine = engine
        self._supplies = supplies
        self._vault = vault
        self._keeper = keeper
        self._limit_s = limit_s
        self._stopping = threading.Event()

    def stop(self) -> None:
        """End the test under way at once; later ones end before they begin."""
        self._stopping.set()

    def examine(self, node: HeadNode, size: Size) -> Finding:
        """What came of it; never raises. Takes minutes."""
        try:
            if self._stopping.is_set():
                return _called_off(node)
            self._sweep()
            if isinstance(node, Knocks):
                node.knock()
            image = self._supplies.have(node.image, size.images)
            return self._run(node, image, size)
        except (EngineTrouble, HeadNodeTrouble, VaultTrouble, LedgerTrouble) as error:
            return Finding(False, f"{error.trouble.title}.", error.trouble.advice)
        except Exception as error:
            log.exception("test of %s", node.name)
            title = translate("Test", "The test of {name} could not be made.")
            trouble = unforeseen(title.format(name=node.name), error)
            return Finding(False, trouble.title, trouble.advice)

    def _sweep(self) -> None:
        """Remove what a killed run left."""
        for left in self._engine.look(()):
            if time.time() - left.created > STALE_S:
                self._engine.remove(left.id)

    def _run(self, node: HeadNode, image: str, size: Size) -> Finding:
        pilot = uuid.uuid4().hex[:12]
        told = self._keeper.choose_job(node, pilot, frozenset())
        try:
            plan = PilotPlan(
                id=pilot,
                head_node=node.name,
                image=image,
                order=told,
                cores=size.cores,
                memory_mb=size.memory_mb,
                ttl_s=2 * self._limit_s,  # the net, should this program be killed
                handed=handing.fetch(self._vault, node, told.secrets),
                # Its cache would be another one than the pilots': that belongs to their engine.
                folders=replace(size.folders, cache_open=False),
            )
            seen = self._engine.spawn(plan, lambda: not self._stopping.is_set())
        except Exception:
            self._keeper.give_back(pilot)
            raise
        if seen is None:
            self._keeper.give_back(pilot)
            return _called_off(node)
        try:
            return self._watch(node, seen, size)
        finally:
            with contextlib.suppress(EngineTrouble):
                self._engine.remove(pilot)

    def _watch(self, node: HeadNode, seen: Sighting, size: Size) -> Finding:
        """From the pilot's start to its end, and what that says."""
        began, counted = time.monotonic(), _Count(seen, self._keeper)
        stopped = not self._ended_within(seen.id, self._limit_s, counted)
        at_work = None
        if stopped and isinstance(node, SaysAtWork):
            at_work = node.at_work(self._engine.said(seen.id))
        if stopped:
            self._end(seen.id, 0.0 if self._stopping.is_set() else max(size.grace_s, node.grace_s))
        if self._stopping.is_set():
            return _called_off(node)
        remains = self._engine.remains(seen.id)
        order = ReapOrder(
            pilot=seen.id,
            head_node=node.name,
            job=seen.job,
            image=seen.image,
            created=seen.created,
            held_s=0.0,
            reason=Reason.TTL if stopped else None,
        )
        harvest = self._keeper.book(node, order, remains)
        lasted_s = time.monotonic() - began
        if remains is not None and remains.started and remains.ended:
            lasted_s = remains.ended - remains.started
        killed = remains is not None and remains.killed_for_memory
        return finding.judge(
            node.name, finding.Ran(harvest, lasted_s, stopped, at_work, short_of_memory=killed)
        )

    def _ended_within(self, pilot: str, seconds: float, counted: _Count) -> bool:
        """Wait for its end; False when it lives on after that long, or when all is to stop."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and not self._stopping.is_set():
            counted.note()
            if not self._lives(pilot):
                return True
            self._stopping.wait(LOOK_EVERY_S)
        return not self._lives(pilot)

    def _lives(self, pilot: str) -> bool:
        alive = (Phase.CREATED, Phase.RUNNING, Phase.HELD)
        return any(s.id == pilot and s.phase in alive for s in self._engine.look((pilot,)))

    def _end(self, pilot: str, grace_s: float) -> None:
        self._engine.end(pilot)
        until = time.monotonic() + grace_s
        while self._lives(pilot):
            if time.monotonic() >= until:
                self._engine.kill(pilot)
                return
            time.sleep(min(LOOK_EVERY_S, max(0.0, until - time.monotonic())))


class _Count:
    """Books what one pilot uses, as far as its counter could be read before its end."""

    def __init__(self, seen: Sighting, keeper: Keeper) -> None:
        self._seen, self._keeper = seen, keeper
        self._booked_s = 0.0

    def note(self) -> None:
        """Read the counter and book what is new."""
        used = self._seen.counter.read() if self._seen.counter else None
        if used is not None and used > self._booked_s:
            self._keeper.accrue({self._seen.id: used - self._booked_s}, time.time())
            self._booked_s = used


class Trials:
    """Tests on a thread of their own, one after the other; each answers TrialEnded."""

    def __init__(self, examiner: Examiner, post: Callable[[Event], None]) -> None:
        self._examiner = examiner
        self._post = post
        self._under_way: list[Future[None]] = []
        self.lane = ThreadPoolExecutor(1, thread_name_prefix="trials")

    def begin(self, node: HeadNode, size: Size) -> None:
        """Returns at once."""

        def work() -> None:
            self._post(TrialEnded(node.name, self._examiner.examine(node, size)))

        self._under_way = [one for one in self._under_way if not one.done()]
        self._under_way.append(self.lane.submit(work))

    def close(self) -> None:
        """End the test under way and wait for its pilot to be gone, but not for long."""
        self._examiner.stop()
        self.lane.shutdown(wait=False, cancel_futures=True)
        wait(self._under_way, timeout=CLOSE_S)


def _called_off(node: HeadNode) -> Finding:
    title = translate("Test", "The test of {name} was called off.")
    return Finding(False, title.format(name=node.name))
