"""One step: take in what happened, look, decide, give the orders, report.

For: the way from events to actions. No Qt, no sleep, no slow call: holds go to the governor, slow
work to the hands, and both answer by events. Not for: the decision itself (`core.policy`), waiting
for the next event (`loop`). All on one thread. `step` never raises.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Sequence

from planctongui import events as ev
from planctongui.core import policy
from planctongui.core.actions import Action, Hold, Release
from planctongui.core.limits import Limits, Slot
from planctongui.core.observation import EngineState, Observation, Presence
from planctongui.core.orders import AtQuit
from planctongui.core.pilot import Pending, Phase
from planctongui.core.report import Report
from planctongui.core.schedule import Calendar
from planctongui.core.trouble import unforeseen
from planctongui.core.verdict import Mood, Reason, Verdict
from planctongui.governor.protocol import Governor
from planctongui.hands import Hands
from planctongui.headnodes.folder import HeadNodeFolder
from planctongui.sensors.delay import Means
from planctongui.sensors.protocol import Senses
from planctongui.settings import SettingsFile
from planctongui.spawner.chronicle import Chronicle
from planctongui.spawner.clock import Clock
from planctongui.spawner.dispatch import Dispatch
from planctongui.spawner.harm import Harm
from planctongui.spawner.intake import Intake
from planctongui.spawner.parts import Parts
from planctongui.spawner.placing import Placing
from planctongui.spawner.reporting import Reporter
from planctongui.spawner.upkeep import Upkeep
from planctongui.tongue import translate

log = logging.getLogger(__name__)


class Spawner:
    """The loop's mind and its memory. Its parts are handed in; see `wiring` for the real ones."""

    def __init__(
        self,
        clock: Clock,
        settings: SettingsFile,
        senses: Senses,
        governor: Governor,
        hands: Hands,
        head_nodes: HeadNodeFolder,
        chance: Callable[[], float] = random.random,
        waiting: Means | None = None,
        about_governor: Callable[[], tuple[str, str, str]] = lambda: ("", "", ""),
    ) -> None:
        """`waiting` counts what programs wait for the CPU; `about_governor` says how good it is,
        what would make it better, and the command of that.
        """
        parts = Parts(clock, settings, senses, governor, hands, head_nodes, chance)
        self._parts = parts
        self._clock = clock
        self._settings = settings
        self._senses = senses
        self._governor = governor
        self._hands = hands
        self._facts = parts.facts
        self._roster = parts.roster
        self._accounts = parts.accounts
        self._calendar = Calendar()
        self._harm = Harm(waiting, hands.books.remember_delay)
        self._intake = Intake(parts)
        self._dispatch = Dispatch(parts)
        self._placing = Placing(parts)
        self._upkeep = Upkeep(parts)
        self._reporter = Reporter(parts, self._calendar, self._harm, about_governor)
        self.chronicle = Chronicle(hands.books.record)
        """What went on, step by step."""
        self._memory = policy.State()
        self._placing.place()
        hands.books.open_ledger()

    @property
    def done(self) -> bool:
        """True when the program was told to quit and nothing is left to do for it."""
        now, quit_by = self._clock.now(), self._facts.quit_by
        return quit_by is not None and (now >= quit_by or self._all_quit(now))

    def step(self, happened: Sequence[ev.Event]) -> Report:
        """Take one step; `happened` may be empty (a tick, or the owner's input)."""
        now, wall = self._clock.now(), self._clock.wall()
        try:
            # One event that goes wrong must not swallow the next: it may be the order to quit.
            broken = [error for event in happened if (error := self._try_to_take(event, now))]
            if broken:
                raise broken[0]
            report = self._step(now)
            self._facts.troubles.pop("inside", None)
        except Exception as error:
            log.exception("spawner: unexpected error")
            report = self._keep_still(error, now)
        self._put_on_record(report, now, wall)
        return report

    def _step(self, now: float) -> Report:
        wall = self._clock.wall()
        presence = self._senses.presence()
        self._mind_settings()
        if self._facts.ledger_opened:
            self._harm.recall(self._facts.kept_delay, wall)
        slot = self._calendar.slot(self._settings.current.schedule, wall)
        limits, slot = self._harm.lower(self._parts.limits(), slot)
        self._upkeep.end_pause(wall)
        ours_s = self._accounts.total_s(self._roster.living())

        seen = self._look(now, wall, presence, slot, ours_s)
        decision = policy.decide(seen, limits, self._memory)
        self._memory = decision.state
        actions = self._order(decision, limits, now)

        self._harm.note(seen, limits, ours_s, self._roster.living(), actions)
        for entry in self._roster.to_listen(now):
            self._hands.listen(entry.id, entry.head_node)
        self._placing.refresh()
        self._upkeep.do(now, wall)
        wake_at = min([decision.wake_at, *self._upkeep.due_times(now)])
        return self._reporter.report(
            decision.verdict, actions, wake_at, presence, seen.owner_cores, seen.conditions
        )

    def _look(
        self, now: float, wall: float, presence: Presence, slot: Slot, ours_s: float
    ) -> Observation:
        return Observation(
            now=now,
            wall=wall,
            presence=presence,
            owner_cores=self._senses.owner_cores(now, ours_s),
            free_memory_mb=self._senses.free_memory_mb(),
            machine_cores=self._senses.machine_cores,
            engine=self._facts.engine,
            pilots=self._roster.pilots(now),
            starting=len(self._roster.starting),
            head_nodes=self._facts.statuses(now, self._roster.starting.values()),
            orders=self._facts.orders,
            conditions=self._senses.conditions(),
            locked=self._senses.locked(),
            settings_known=self._settings.ever_good,
            slot=slot,
        )

    def _order(self, decision: policy.Decision, limits: Limits, now: float) -> tuple[Action, ...]:
        """Give the orders; gives those that were not put off."""
        self._dispatch.may_start = decision.may_start
        if decision.room:
            self._placing.ask_for_work(now)
        actions = tuple(a for a in decision.actions if not self._dispatch.too_early(a, now))
        for action in actions:
            self._dispatch.do(action, now, limits)
        for pilot in self._roster.releases_due(now):  # unless it was just told something else
            self._dispatch.do(Release(pilot), now, limits)
        self._tend()
        return actions

    def _tend(self) -> None:
        """Have the governor carry out what was ordered in this step."""
        living = [entry.id for entry in self._roster.living()]
        self._governor.tend(living, len(self._roster.starting))

    def _mind_settings(self) -> None:
        """The settings file may say something else by now."""
        if self._settings.refresh():
            self._senses.retune(self._settings.current.limits.calm_s)
            self._senses.mind(self._settings.current.minding)
            self._upkeep.mind_rules()
            if not self._facts.writing:
                self._facts.chosen.clear()

    def _try_to_take(self, event: ev.Event, now: float) -> Exception | None:
        try:
            self._intake.take(event, now)
        except Exception as error:
            log.exception("spawner: %r", event)
            return error
        return None

    def _keep_still(self, error: Exception, now: float) -> Report:
        """Not knowing counts as the owner being here: hold every pilot, start none."""
        title = translate("Engine", "Something went wrong inside planctongui")
        trouble = unforeseen(title, error)
        self._facts.troubles["inside"] = trouble
        self._dispatch.may_start = False
        holds = tuple(
            Hold(pilot.id, Reason.INSIDE)
            for pilot in self._roster.pilots(now)
            if pilot.phase is Phase.RUNNING
            and pilot.pending not in (Pending.HOLD, Pending.END, Pending.KILL)
        )
        for hold in holds:
            self._dispatch.do(hold, now, self._parts.limits())
        self._tend()
        verdict = Verdict(Mood.TROUBLE, Reason.INSIDE)
        blind = Presence("none", None, translate("Engine", "The last look failed."))
        return self._reporter.report(verdict, holds, now + policy.TICK_RUNNING_S, blind, None)

    def _put_on_record(self, report: Report, now: float, wall: float) -> None:
        try:
            self.chronicle.note(report, now, wall, self._accounts.used_s)
        except Exception:
            log.exception("spawner: not on record")  # no reason to hold pilots

    def _all_quit(self, now: float) -> bool:
        if self._facts.engine is not EngineState.UP and now >= self._facts.give_up_engine_at:
            return True
        if self._roster.starting:
            return False
        if self._facts.orders.leaving is not AtQuit.LEAVE and not self._facts.looked_once:
            return False  # an earlier run may have left pilots
        if self._facts.orders.leaving is AtQuit.END:
            return not self._roster.entries
        living = self._roster.living()
        if self._facts.orders.leaving is AtQuit.HOLD:
            return all(e.running_since is None for e in living)
        return True
