"""What the engine and the pilots tell becomes what is known of them.

For: events of the engine, of single pilots and of orders to them; the last seconds of one that
ended are booked at once. Not for: the owner's orders (`owner_intake`), images (`head_node_intake`).
"""

from __future__ import annotations

import logging
import math
from dataclasses import replace
from functools import singledispatchmethod

from planctongui import events as ev
from planctongui.core.backoff import after_success
from planctongui.core.observation import EngineState
from planctongui.core.standing import LastPilot
from planctongui.core.trouble import Trouble
from planctongui.headnodes.protocol import Outcome
from planctongui.spawner.head_node_intake import tidy_images
from planctongui.spawner.parts import Parts
from planctongui.tongue import translate

log = logging.getLogger(__name__)


class PilotIntake:
    """On the spawner's thread. Its parts are the spawner's own."""

    def __init__(self, parts: Parts) -> None:
        self._facts = parts.facts
        self._roster = parts.roster
        self._accounts = parts.accounts
        self._hands = parts.hands
        self._clock = parts.clock
        self._chance = parts.chance

    @singledispatchmethod
    def take(self, event: object, now: float) -> None:
        """Take in one event at `now` (monotonic seconds)."""
        log.error("unknown event %r", event)

    @take.register
    def _(self, event: ev.EngineUp, now: float) -> None:
        self._facts.stream_up, self._facts.heard_at = True, now
        self._facts.engine_name = event.engine
        self._facts.looked_at = -math.inf

    @take.register
    def _(self, event: ev.EngineDown, now: float) -> None:
        self._facts.engine = EngineState.DOWN
        self._facts.engine_name = event.engine or self._facts.engine_name
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
        self._facts.missed(event.head_node, now, True, self._chance())
        self._facts.troubles[f"spawn:{event.head_node}"] = event.trouble
        self._facts.look_soon(now)  # a start that timed out may come true later
        if event.head_node in self._facts.nodes:
            self._facts.nodes[event.head_node].image = ""  # perhaps it is gone: see to it

    @take.register
    def _(self, event: ev.Settled, now: float) -> None:
        self._roster.settled(event.pilot, event.held, now)

    @take.register
    def _(self, event: ev.Breathed, now: float) -> None:
        for pilot in event.pilots:
            self._roster.breathed(pilot, now)

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
    def _(self, event: ev.Heard, now: float) -> None:
        self._roster.heard(event.pilot, event.at_work)

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
            tidy_images(self._facts, self._hands)
        if not event.by_us and event.head_node in self._facts.nodes:
            last = LastPilot(event.outcome.value, self._clock.wall(), event.say)
            self._facts.nodes[event.head_node].last = last
        if event.outcome is Outcome.USEFUL:
            if event.head_node in self._facts.nodes:
                self._facts.nodes[event.head_node].backoff = after_success()
            self._facts.troubles.pop(f"lost:{event.head_node}", None)
        elif not event.by_us:
            failing = event.outcome is Outcome.LOST
            self._facts.missed(event.head_node, now, failing, self._chance())
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

    def _settle(self, ended: frozenset[str]) -> None:
        """Pilots ended: book the rest of what they gave, before their rows are written."""
        deltas = self._accounts.settle(self._roster, ended) if ended else {}
        if deltas:
            self._hands.books.accrue(deltas, self._clock.wall())
