"""What happened becomes what is known: one small method per kind of event.

For: changing facts, roster and accounts, and the few orders that follow at once (remember a pause,
book the last seconds of a pilot). Not for: deciding anything about pilots.
"""

from __future__ import annotations

import logging
import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import singledispatchmethod

from planctongui import events as ev
from planctongui.accounts import Accounts
from planctongui.core.backoff import after_miss, after_success
from planctongui.core.model import AtQuit, EngineState, Remnant, Removal, Trouble, Value
from planctongui.facts import LOOK_AGAIN_S, Facts, Removing
from planctongui.hands import Hands
from planctongui.headnodes.protocol import Outcome
from planctongui.roster import Roster
from planctongui.settings import SettingsFile
from planctongui.tongue import translate

log = logging.getLogger(__name__)

DOWN_PATIENCE_S = LOOK_AGAIN_S + 1.0
"""So long a program that quits, or removes everything, waits for an engine that is down."""

OPEN_AGAIN_S = 30.0
"""A ledger that could not be opened is tried again after this long."""

FIRST_REFRESH_S = 600.0
"""Within so long after the start newer images are looked for, where head nodes want that."""

CACHE_EVERY_S = 600.0
"""How often a cache is measured: Docker counts files for it."""

CACHE_AGAIN_S = 60.0
"""The same for one that is full or could not be measured."""

QUIT_PATIENCE_S = 15.0
"""Beyond the grace of the pilots; then the program ends all the same."""


REMOVE_PATIENCE_S = 45.0
"""Beyond the grace of the pilots; then what is left of them is removed without their last word."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Both clocks, handed in so that tests can turn them."""

    now: Callable[[], float]
    """Monotonic seconds."""
    wall: Callable[[], float]
    """Unix time."""


class Intake:
    """On the spawner's thread. Its parts are the spawner's own."""

    def __init__(
        self,
        facts: Facts,
        roster: Roster,
        accounts: Accounts,
        hands: Hands,
        settings: SettingsFile,
        clock: Clock,
        chance: Callable[[], float],
    ) -> None:
        self._facts = facts
        self._roster = roster
        self._accounts = accounts
        self._hands = hands
        self._settings = settings
        self._clock = clock
        self._chance = chance

    @singledispatchmethod
    def take(self, event: object, now: float) -> None:
        """Take in one event at `now` (monotonic seconds)."""
        log.error("unknown event %r", event)

    @take.register
    def _(self, event: ev.EngineUp, now: float) -> None:
        self._facts.stream_up, self._facts.heard_at = True, now
        self._facts.looked_at = -math.inf

    @take.register
    def _(self, event: ev.EngineDown, now: float) -> None:
        self._facts.engine = EngineState.DOWN
        self._facts.looking = self._facts.looking and not event.answers_look
        self._facts.troubles["engine"] = event.trouble

    @take.register
    def _(self, event: ev.Looked, now: float) -> None:
        self._facts.looking, self._facts.looked_once = False, True
        self._facts.engine, self._facts.heard_at = EngineState.UP, now
        self._facts.troubles.pop("engine", None)
        ended = self._roster.looked(event.sightings, event.asked_at, now, self._clock.wall())
        known = self._roster.entries
        self._accounts.adopt({p: cpu_s for p, cpu_s in event.counted.items() if p in known})
        self._settle(ended)

    @take.register
    def _(self, event: ev.PilotTurned, now: float) -> None:
        self._facts.heard_at = now
        if self._roster.turned(event.pilot, event.turn, now):
            self._settle(frozenset({event.pilot}))
        elif event.turn is ev.Turn.STARTED and not self._roster.knows(event.pilot):
            self._facts.looked_at = -math.inf  # a start that was given up came true after all

    @take.register
    def _(self, event: ev.Spawned, now: float) -> None:
        if self._roster.spawned(event.pilot, event.sighting, now, self._clock.wall()):
            self._settle(frozenset({event.pilot}))
        if event.sighting is not None:
            self._facts.troubles.pop(f"spawn:{event.sighting.head_node}", None)

    @take.register
    def _(self, event: ev.SpawnFailed, now: float) -> None:
        self._roster.spawned(event.pilot, None, now, self._clock.wall())
        self._miss(event.head_node, now, failing=True)
        self._facts.troubles[f"spawn:{event.head_node}"] = event.trouble
        self._facts.look_soon(now)  # a start that timed out may come true later
        if event.head_node in self._facts.nodes:
            self._facts.nodes[event.head_node].image = ""  # perhaps it is gone: see to it

    @take.register
    def _(self, event: ev.Settled, now: float) -> None:
        self._roster.settled(event.pilot, event.held, now)

    @take.register
    def _(self, event: ev.OrderFailed, now: float) -> None:
        failures = self._roster.failed(event.pilot, event.trouble, now, event.down)
        # It may go on each second for hours: no reason to fill the log.
        level = logging.WARNING if failures == 1 else logging.DEBUG
        log.log(level, "order for %s failed: %s", event.pilot, event.trouble)
        self._facts.look_soon(now)
        if event.down:
            self._facts.engine = EngineState.DOWN
            self._facts.troubles["engine"] = event.trouble

    @take.register
    def _(self, event: ev.Reaped, now: float) -> None:
        self._roster.reaped(event.pilot, now)
        self._facts.orders = replace(
            self._facts.orders, stopping=self._facts.orders.stopping - {event.pilot}
        )
        if self._facts.removing is not None:
            self._facts.removing.ended.append(event.pilot)
        self._accounts.forget(event.pilot)
        if self._facts.images_left:
            self._tidy_images()
        if event.outcome is Outcome.USEFUL:
            if event.head_node in self._facts.nodes:
                self._facts.nodes[event.head_node].backoff = after_success()
            self._facts.troubles.pop(f"lost:{event.head_node}", None)
        elif not event.by_us:
            failing = event.outcome is Outcome.LOST
            self._miss(event.head_node, now, failing=failing)
            if failing:
                said = event.say or translate("Engine", "The last one ended without a result.")
                self._facts.troubles[f"lost:{event.head_node}"] = Trouble(
                    translate("Engine", "Pilots for {head_node} fail").format(
                        head_node=event.head_node
                    ),
                    translate("Engine", "{said} The next is tried after a pause.").format(
                        said=said
                    ),
                )

    @take.register
    def _(self, event: ev.Counted, now: float) -> None:
        self._facts.sums, self._facts.fruits = event.sums, event.fruits
        self._facts.troubles.pop("ledger", None)

    @take.register
    def _(self, event: ev.LedgerOpened, now: float) -> None:
        self._facts.ledger_opened, self._facts.kept_delay = True, event.delay
        self._facts.troubles.pop("ledger", None)
        if not self._facts.pause_settled:
            self._facts.orders = replace(self._facts.orders, paused_until=event.orders.paused_until)

    @take.register
    def _(self, event: ev.LedgerFailed, now: float) -> None:
        self._facts.troubles["ledger"] = event.trouble
        if not self._facts.ledger_opened:
            self._facts.open_ledger_at = now + OPEN_AGAIN_S

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
            self._tidy_images()

    @take.register
    def _(self, event: ev.ImagePulling, now: float) -> None:
        self._facts.nodes[event.pulling.head_node].pulling = event.pulling

    @take.register
    def _(self, event: ev.ImagesTidied, now: float) -> None:
        self._facts.images_left = event.left > 0

    @take.register
    def _(self, event: ev.CacheMeasured, now: float) -> None:
        node, key = self._facts.nodes[event.head_node], f"cache:{event.head_node}"
        node.cache_open = event.is_open
        # The owner may clear a full one any time; a good one grows slowly for a disk.
        node.cache_at = now + (CACHE_AGAIN_S if event.trouble else CACHE_EVERY_S)
        if event.trouble is None or node.share == 0:
            self._facts.troubles.pop(key, None)
        else:
            self._facts.troubles[key] = event.trouble

    @take.register
    def _(self, event: ev.ImageFailed, now: float) -> None:
        node = self._facts.nodes[event.head_node]
        node.preparing, node.pulling = False, None
        if node.prepare_again or node.share == 0:
            node.prepare_again = False
            return
        node.image_backoff = after_miss(node.image_backoff, now, True, self._chance())
        node.look_again_at = node.image_backoff.not_before
        self._facts.troubles[f"image:{event.head_node}"] = event.trouble

    @take.register
    def _(self, event: ev.Demanded, now: float) -> None:
        node = self._facts.nodes[event.head_node]
        node.asking.answered(event.waiting, now, self._chance())

    @take.register
    def _(self, event: ev.PauseOrdered, now: float) -> None:
        self._facts.pause_settled = True
        self._facts.orders = replace(self._facts.orders, paused_until=event.until)
        self._hands.books.remember(self._facts.orders)

    @take.register
    def _(self, event: ev.ResumeOrdered, now: float) -> None:
        self._facts.pause_settled = True
        self._facts.orders = replace(self._facts.orders, paused_until=None, finishing=False)
        self._hands.books.remember(self._facts.orders)

    @take.register
    def _(self, event: ev.FinishOrdered, now: float) -> None:
        self._facts.orders = replace(self._facts.orders, finishing=event.on)

    @take.register
    def _(self, event: ev.StopOrdered, now: float) -> None:
        if event.pilot in self._roster.entries:
            self._facts.orders = replace(
                self._facts.orders, stopping=self._facts.orders.stopping | {event.pilot}
            )

    @take.register
    def _(self, event: ev.RemoveOrdered, now: float) -> None:
        if self._facts.removing is not None:
            return
        # Paused for good, also over a restart: what was removed must not come back by itself.
        self.take(ev.PauseOrdered(math.inf), now)
        self._facts.orders = replace(self._facts.orders, removing=True)
        grace_s = self._settings.current.limits.grace_s
        grace_s = max([grace_s, *(node.grace_s for node in self._facts.nodes.values())])
        self._facts.removing = Removing(
            now, now + grace_s + REMOVE_PATIENCE_S, now + DOWN_PATIENCE_S
        )
        self._facts.removal = None

    @take.register
    def _(self, event: ev.Removed, now: float) -> None:
        removing, self._facts.removing = self._facts.removing, None
        if removing is None:
            return
        self._facts.orders = replace(self._facts.orders, removing=False)
        for node in self._facts.nodes.values():
            node.image, node.image_backoff = "", after_success()
        self._facts.removal = Removal(
            at=self._clock.wall(),
            took_s=now - removing.began,
            removed=(*(Remnant("pilot", pilot) for pilot in removing.ended), *event.removed),
            left=event.left,
            trouble=event.trouble,
        )
        self._facts.look_soon(now)

    @take.register
    def _(self, event: ev.Breathed, now: float) -> None:
        for pilot in event.pilots:
            self._roster.breathed(pilot, now)

    @take.register
    def _(self, event: ev.MaxCoresSet, now: float) -> None:
        self._choose("max_cores", event.cores, event.cores)

    @take.register
    def _(self, event: ev.RungSet, now: float) -> None:
        self._choose("rung", event.rung, event.rung.value)

    @take.register
    def _(self, event: ev.SettingChosen, now: float) -> None:
        if event.section == "limits":
            self._choose(event.key, event.value, event.value)
        else:
            # Read again from the file as soon as that has it.
            self._facts.writing += 1
            self._hands.books.write_setting(event.section, event.key, event.value)

    @take.register
    def _(self, event: ev.SettingWritten, now: float) -> None:
        self._facts.writing -= 1
        if event.trouble is None:
            self._facts.troubles.pop("chosen", None)
        else:
            self._facts.troubles["chosen"] = event.trouble

    @take.register
    def _(self, event: ev.QuitOrdered, now: float) -> None:
        settings = self._settings.current
        leaving = event.at_quit or AtQuit(settings.at_quit)
        self._facts.orders = replace(self._facts.orders, leaving=leaving)
        self._accounts.read_soon()
        if self._facts.quit_by is None:
            self._facts.quit_by = now + settings.limits.grace_s + QUIT_PATIENCE_S
            # An engine that is down may be back at the next look, and one that was never looked at
            # may have pilots of an earlier run; known to have none, it is no matter.
            looked = self._facts.looked_once or self._facts.engine is EngineState.DOWN
            nothing = looked and not self._roster.living()
            self._facts.give_up_engine_at = now + (0.0 if nothing else DOWN_PATIENCE_S)

    def _look_again_at(self, refresh_s: float, first: bool, now: float) -> float:
        """When a newer image is looked for. Spread out, so that volunteers do not come at once;
        soon after the start, so that a machine that is on for an hour a day gets it too.
        """
        if refresh_s <= 0:
            return math.inf
        if first:
            return now + min(refresh_s, FIRST_REFRESH_S) * self._chance()
        return now + refresh_s * (0.75 + 0.5 * self._chance())

    def _tidy_images(self) -> None:
        """Have superseded images removed. A head node's file that is damaged wants one, too."""
        if not any(key.startswith("headnode:") for key in self._facts.troubles):
            self._facts.images_left = False
            # Another head node may still start pilots from what is superseded for this one.
            self._hands.tidy_images(frozenset(n.image for n in self._facts.nodes.values()))

    def _choose(self, name: str, limit: object, written: Value) -> None:
        """A limit was chosen in window or tray: it holds at once, and is written to the file."""
        self._facts.chosen[name] = limit
        self._facts.writing += 1
        self._hands.books.write_setting("limits", name, written)

    def _settle(self, ended: frozenset[str]) -> None:
        """Pilots ended: book the rest of what they gave, before their rows are written."""
        deltas = self._accounts.settle(self._roster, ended) if ended else {}
        if deltas:
            self._hands.books.accrue(deltas, self._clock.wall())

    def _miss(self, head_node: str, now: float, failing: bool) -> None:
        if head_node in self._facts.nodes:
            node = self._facts.nodes[head_node]
            node.backoff = after_miss(node.backoff, now, failing, self._chance())
