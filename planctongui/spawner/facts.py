"""What is known apart from the pilots: engine, head nodes, the owner's orders, sums, troubles.

For: plain state, changed by `intake` as events come in and read by the spawner. Not for: pilots
(`roster`), their CPU time (`accounts`), or deciding (`core.policy`).
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from planctongui.core.backoff import Backoff, after_miss
from planctongui.core.observation import EngineState, HeadNodeStatus
from planctongui.core.orders import Orders
from planctongui.core.removal import Removal
from planctongui.core.report import Pulling, Sums
from planctongui.core.standing import LastPilot, Trial
from planctongui.core.trouble import Trouble
from planctongui.headnodes.folders import Folders
from planctongui.spawner.asking import Asking

LOOK_EVERY_S = 300.0
"""The event stream tells all; a look at all pilots is for what it may have missed."""

LOOK_AGAIN_S = 5.0
"""The same while the engine does not answer."""


@dataclass(slots=True)
class HeadNodeFacts:
    """One head node's image and pauses."""

    image: str = ""
    """Reference of its image; "" = not on the machine, as far as is known."""
    hold_tolerance_s: float = math.inf
    """A pilot held for longer is of no use to it."""
    breath_every_s: float = math.inf
    grace_s: float = 0.0
    share: float = 1.0
    """Its weight; 0 = it was removed: its pilots may end, none is started."""
    refused: str = ""
    """Its image's full name, while that is none that the owner allows."""
    preparing: bool = False
    prepare_again: bool = False
    """True when its file or the owner's list changed while its image was being prepared."""
    pulling: Pulling | None = None
    """How far its image is on its way; None = none is."""
    folders: Folders = field(default_factory=Folders)
    cache_open: bool | None = None
    """True = new pilots get its cache; None = nobody knows yet whether it is full."""
    cache_gb: float | None = None
    """How large its cache was when it was measured last; None = not known."""
    cache_at: float = -math.inf
    """When its cache is to be looked at again; inf = it is being looked at."""
    look_again_at: float = math.inf
    """When a newer image is to be looked for; the one it has is used meanwhile."""
    asking: Asking = field(default_factory=Asking)
    backoff: Backoff = field(default_factory=Backoff)
    image_backoff: Backoff = field(default_factory=Backoff)
    last: LastPilot | None = None
    trial: Trial | None = None

    @property
    def ready(self) -> bool:
        """True when all is there that a pilot needs."""
        return bool(self.image) and (not self.folders.cache or self.cache_open is not None)

    @property
    def folders_now(self) -> Folders:
        """What a pilot that starts now sees."""
        return replace(self.folders, cache_open=bool(self.cache_open))

    @property
    def prepare_at(self) -> float:
        """When its image is to be seen to; -inf = now, inf = it needs nothing, or the owner."""
        if self.refused:
            return math.inf
        return self.look_again_at if self.image else self.image_backoff.not_before


@dataclass(slots=True)
class Removing:
    """The owner's order to remove everything, under way."""

    began: float
    by: float
    """When what is left is removed although pilots have not ended yet."""
    down_by: float
    """The same while the engine is down: the hands then tell why nothing can be removed."""
    asked: bool = False
    """True once the hands were told to remove what is left."""
    ended: list[str] = field(default_factory=list)
    """Pilots that ended and were booked meanwhile."""


class Facts:
    """All on the spawner's thread. Times in monotonic seconds."""

    def __init__(self) -> None:
        self.nodes: dict[str, HeadNodeFacts] = {}
        """Also those that were removed in this run."""
        self.engine = EngineState.UNKNOWN
        self.engine_name = "Docker"
        self.stream_up = False
        self.looking = False
        self.looked_at = -math.inf
        self.looked_once = False
        """True once a look was answered in this run."""
        self.heard_at: float | None = None
        """When the engine last said anything; None = not in this run."""
        self.ledger_opened = False
        self.kept_delay: str | None = None
        """What the ledger had of the delays of an earlier run, once it was opened."""
        self.open_ledger_at = math.inf
        """When the ledger is to be opened again."""
        self.day = 0
        """Day of the year by the owner's clock: with a new one, today's hours begin anew."""
        self.orders = Orders()
        self.pause_settled = False
        """True once the owner paused or resumed in this run: the run before has no say then."""
        self.removing: Removing | None = None
        self.removal: Removal | None = None
        """What came of the last order to remove everything."""
        self.quit_by: float | None = None
        """When the program ends whatever happens; None = it stays."""
        self.give_up_engine_at = math.inf
        """When a program that quits no longer waits for an engine that is down."""
        self.chosen: dict[str, Any] = {}
        """Limits chosen in window or tray, by their names; the settings file takes them later."""
        self.writing = 0
        """Changes of the settings file that are under way."""
        self.images_left = True
        """True when images may be left that no pilot needs any more, as after an earlier run."""
        self.sums = Sums()
        self.fruits: tuple[str, ...] = ()
        self.troubles: dict[str, Trouble] = {}
        """By what they are about, so that what is mended takes its trouble with it."""

    def place(self, nodes: Mapping[str, HeadNodeFacts], changed: Collection[str]) -> None:
        """These are the head nodes from now on. `changed`: same name, but not the same any more."""
        for name in self.nodes.keys() - nodes.keys() | set(changed):
            for what in ("spawn", "lost", "image", "cache"):
                self.troubles.pop(f"{what}:{name}", None)
            self.nodes[name].share = 0.0
        for name, node in nodes.items():
            before = self.nodes.get(name)
            if before is None or name in changed:
                busy = before is not None and before.preparing
                node.preparing = node.prepare_again = busy
                self.nodes[name] = node
            else:
                before.share = node.share

    def statuses(self, now: float, starting: Collection[str]) -> tuple[HeadNodeStatus, ...]:
        """The head nodes as the policy sees them; `starting` names one for each start under way."""
        statuses = []
        for name, node in self.nodes.items():
            pause = node.backoff if node.image else node.image_backoff
            waiting, not_before = node.asking.known(now), pause.not_before
            if waiting == 0:
                not_before = max(not_before, node.asking.next_at)
            statuses.append(
                HeadNodeStatus(
                    name=name,
                    ready=node.ready,
                    not_before=not_before,
                    failing=pause.failing,
                    refused=bool(node.refused),
                    hold_tolerance_s=node.hold_tolerance_s,
                    grace_s=node.grace_s,
                    breath_every_s=node.breath_every_s,
                    share=node.share,
                    waiting=waiting,
                    starting=sum(other == name for other in starting),
                )
            )
        return tuple(statuses)

    def to_prepare(self, now: float) -> list[str]:
        """Head nodes without an image, or whose image is due to be looked for again."""
        return [
            name
            for name, node in self.nodes.items()
            if node.share > 0 and not node.preparing and node.prepare_at <= now
        ]

    def to_measure(self, now: float) -> list[str]:
        """Head nodes whose caches are due to be looked at."""
        return [
            name
            for name, node in self.nodes.items()
            if node.share > 0 and node.folders.cache and node.cache_at <= now
        ]

    def doubt_images(self) -> None:
        """The owner's rules about images changed: each is seen to anew, under the new rules."""
        for node in self.nodes.values():
            node.image, node.refused, node.image_backoff = "", "", Backoff()
            node.prepare_again = node.preparing

    def missed(self, head_node: str, now: float, failing: bool, chance: float) -> None:
        """A pilot for it found no job, or failed: the pause before the next grows."""
        if head_node in self.nodes:
            node = self.nodes[head_node]
            node.backoff = after_miss(node.backoff, now, failing, chance)

    def to_ask(self, now: float) -> list[str]:
        """Head nodes that could get a pilot and are due to be asked whether work waits."""
        return [
            name
            for name, node in self.nodes.items()
            if node.share > 0
            and node.image
            and node.backoff.not_before <= now
            and node.asking.is_due(now)
        ]

    def next_look_at(self) -> float:
        """When all pilots are to be looked at again; inf = not while this look is under way."""
        if self.looking or not self.stream_up:
            return math.inf
        return self.looked_at + (LOOK_EVERY_S if self.engine is EngineState.UP else LOOK_AGAIN_S)

    def look_soon(self, now: float) -> None:
        """Something did not fit: look in LOOK_AGAIN_S at the latest."""
        self.looked_at = min(self.looked_at, now - LOOK_EVERY_S + LOOK_AGAIN_S)
