"""What the owner orders becomes what is known, and what the books answer about it.

For: pauses, ends, choices of settings, quitting; the ledger, which remembers a pause and tells the
sums. Not for: carrying any of it out (`dispatch`, `upkeep`).
"""

from __future__ import annotations

import logging
import math
from dataclasses import replace
from functools import singledispatchmethod

from planctongui import events as ev
from planctongui.core.backoff import after_success
from planctongui.core.observation import EngineState
from planctongui.core.orders import AtQuit
from planctongui.core.removal import Remnant, Removal
from planctongui.core.wishes import Value
from planctongui.spawner.facts import LOOK_AGAIN_S, Removing
from planctongui.spawner.parts import Parts

log = logging.getLogger(__name__)

DOWN_PATIENCE_S = LOOK_AGAIN_S + 1.0
"""So long a program that quits, or removes everything, waits for an engine that is down."""

QUIT_PATIENCE_S = 15.0
"""Beyond the grace of the pilots; then the program ends all the same."""

REMOVE_PATIENCE_S = 45.0
"""Beyond the grace of the pilots; then what is left of them is removed without their last word."""

OPEN_AGAIN_S = 30.0
"""A ledger that could not be opened is tried again after this long."""


class OwnerIntake:
    """On the spawner's thread. Its parts are the spawner's own."""

    def __init__(self, parts: Parts) -> None:
        self._facts = parts.facts
        self._roster = parts.roster
        self._accounts = parts.accounts
        self._hands = parts.hands
        self._settings = parts.settings
        self._clock = parts.clock

    @singledispatchmethod
    def take(self, event: object, now: float) -> None:
        """Take in one event at `now` (monotonic seconds)."""
        log.error("unknown event %r", event)

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

    def _choose(self, name: str, limit: object, written: Value) -> None:
        """A limit was chosen in window or tray: it holds at once, and is written to the file."""
        self._facts.chosen[name] = limit
        self._facts.writing += 1
        self._hands.books.write_setting("limits", name, written)
