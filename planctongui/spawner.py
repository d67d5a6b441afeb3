"""One step: take in what happened, look, decide, give the orders, report.

For: the way from events to actions. No Qt, no sleep, no slow call: holds go to the governor, slow
work to the hands, and both answer by events. Not for: the decision itself (`core.policy`), waiting
for the next event (`loop`). All on one thread. `step` never raises.
"""

from __future__ import annotations

import logging
import math
import random
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from planctongui import events as ev
from planctongui import standings
from planctongui.accounts import Accounts
from planctongui.books import ReapOrder
from planctongui.chronicle import Chronicle
from planctongui.core import policy
from planctongui.core.model import (
    Action,
    AtQuit,
    Breathe,
    Condition,
    End,
    EngineState,
    Hold,
    Kill,
    Limits,
    Mood,
    Observation,
    Pending,
    Phase,
    Presence,
    Reap,
    Reason,
    Release,
    Report,
    Slot,
    SourceStatus,
    Spawn,
    Trouble,
    Verdict,
)
from planctongui.core.schedule import Calendar
from planctongui.facts import Facts, HeadNodeFacts
from planctongui.governor.protocol import Governor
from planctongui.hands import Hands, SpawnOrder
from planctongui.harm import Harm
from planctongui.headnodes.folder import HeadNodeFolder, Placed
from planctongui.headnodes.protocol import SaysAtWork
from planctongui.intake import Clock, Intake
from planctongui.roster import Roster
from planctongui.sensors.delay import Means
from planctongui.sensors.protocol import Senses
from planctongui.settings import SettingsFile
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
        about_governor: Callable[[], tuple[str, str]] = lambda: ("", ""),
    ) -> None:
        """`waiting` counts what programs wait for the CPU; `about_governor` says how good it is
        and what would make it better.
        """
        self._clock = clock
        self._settings = settings
        self._senses = senses
        self._governor = governor
        self._hands = hands
        self._facts = Facts()
        self._head_nodes = head_nodes
        self._placed: Mapping[str, Placed] = {}
        self._image_rules = settings.current.images
        self._cache_rules = settings.current.cache
        self._roster = Roster()
        self._harm = Harm(waiting, hands.books.remember_delay)
        self._about_governor = about_governor
        self.chronicle = Chronicle(hands.books.record)
        """What went on, step by step."""
        self._accounts = Accounts()
        self._intake = Intake(
            self._facts, self._roster, self._accounts, hands, settings, clock, chance
        )
        self._calendar = Calendar()
        self._memory = policy.State()
        self._may_start = False
        self._place_head_nodes()
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

    def _put_on_record(self, report: Report, now: float, wall: float) -> None:
        try:
            self.chronicle.note(report, now, wall, self._accounts.used_s)
        except Exception:
            log.exception("spawner: not on record")  # no reason to hold pilots

    def _try_to_take(self, event: ev.Event, now: float) -> Exception | None:
        try:
            self._intake.take(event, now)
        except Exception as error:
            log.exception("spawner: %r", event)
            return error
        return None

    def _keep_still(self, error: Exception, now: float) -> Report:
        """Not knowing counts as the owner being here: hold every pilot, start none."""
        trouble = Trouble(
            translate("Engine", "Something went wrong inside planctongui"), f"{error!r}"
        )
        self._facts.troubles["inside"] = trouble
        self._may_start = False
        holds = tuple(
            Hold(pilot.id, Reason.INSIDE)
            for pilot in self._roster.pilots(now)
            if pilot.phase is Phase.RUNNING
            and pilot.pending not in (Pending.HOLD, Pending.END, Pending.KILL)
        )
        for hold in holds:
            self._do(hold, now, self._limits())
        verdict = Verdict(Mood.TROUBLE, Reason.INSIDE)
        blind = Presence("none", None, translate("Engine", "The last look failed."))
        return self._report(verdict, holds, now + policy.TICK_RUNNING_S, blind, None)

    def _step(self, now: float) -> Report:
        wall = self._clock.wall()
        presence = self._senses.presence()
        if self._settings.refresh():
            self._senses.retune(self._settings.current.limits.calm_s)
            self._senses.mind(self._settings.current.minding)
            self._mind_rules()
            if not self._facts.writing:
                self._facts.chosen.clear()
        if self._facts.ledger_opened:
            self._harm.recall(self._facts.kept_delay, wall)
        limits, slot = self._harm.lower(self._limits(), self._slot(wall))
        self._forget_old_orders(wall)
        ours = self._accounts.total_s(self._roster.living())
        seen = Observation(
            now=now,
            wall=wall,
            presence=presence,
            owner_cores=self._senses.owner_cores(now, ours),
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
        decision = policy.decide(seen, limits, self._memory)
        self._memory = decision.state
        self._may_start = decision.may_start
        if decision.room:
            self._ask_for_work(now)
        actions = tuple(a for a in decision.actions if not self._too_early(a, now))
        for action in actions:
            self._do(action, now, limits)
        for pilot in self._roster.releases_due(now):  # unless it was just told something else
            self._do(Release(pilot), now, limits)
        living = [entry.id for entry in self._roster.living()]
        self._governor.tend(living, len(self._roster.starting))
        self._harm.note(seen, limits, ours, self._roster.living(), actions)
        for entry in self._roster.to_listen(now):
            self._hands.listen(entry.id, entry.head_node)
        # After the holds: a file that changed has to be read.
        if self._head_nodes.refresh():
            self._place_head_nodes()
        self._see_to_engine(now)
        self._remove_what_is_left(now)
        self._count(now, wall)
        wake_at = min([decision.wake_at, *(t for t in self._due_times() if t > now)])
        return self._report(
            decision.verdict, actions, wake_at, presence, seen.owner_cores, seen.conditions
        )

    # What is done ---------------------------------------------------------------------------------

    def _too_early(self, action: Action, now: float) -> bool:
        """True for a start that the end of a pilot before it, or an answer, may still prevent."""
        if not isinstance(action, Spawn):
            return False
        asking = self._facts.nodes[action.head_node].asking
        return asking.holds_up(now) or self._roster.unjudged(action.head_node, now)

    def _ask_for_work(self, now: float) -> None:
        """Ask head nodes whether work waits, where it is time to."""
        for name in self._facts.to_ask(now):
            self._facts.nodes[name].asking.begin(now)
            self._hands.ask(name)

    def _place_head_nodes(self) -> None:
        """The folder's head nodes are those in force from now on."""
        before, self._placed = self._placed, self._head_nodes.current
        changed = {n for n, p in self._placed.items() if n in before and p.node != before[n].node}
        again = {n for n in self._placed if n in self._facts.nodes and n not in before}
        nodes = {
            name: HeadNodeFacts(
                hold_tolerance_s=placed.node.hold_tolerance_s,
                breath_every_s=placed.node.breath_every_s,
                grace_s=placed.node.grace_s,
                share=placed.share,
                folders=placed.folders,
            )
            for name, placed in self._placed.items()
        }
        self._facts.place(nodes, changed | again)
        says = (name for name, p in self._placed.items() if isinstance(p.node, SaysAtWork))
        self._roster.sayers |= frozenset(says)
        for key in [key for key in self._facts.troubles if key.startswith("headnode:")]:
            del self._facts.troubles[key]
        for name, trouble in self._head_nodes.troubles.items():
            self._facts.troubles[f"headnode:{name}"] = trouble
        self._hands.set_head_nodes([placed.node for placed in self._placed.values()])

    def _do(self, action: Action, now: float, limits: Limits) -> None:
        match action:
            case Hold(pilot):
                entry = self._roster.ordered(pilot, Pending.HOLD, now, None)
                self._governor.hold(pilot, entry.cores)
            case Release(pilot):
                entry = self._roster.ordered(pilot, Pending.RELEASE, now, None)
                self._governor.release(pilot, entry.cores)
            case Breathe(pilot):
                entry = self._roster.ordered(pilot, Pending.BREATH, now, None)
                self._governor.breathe(pilot, entry.cores)
            case End(pilot, reason):
                self._roster.ordered(pilot, Pending.END, now, reason)
                self._governor.before_end(pilot)
                self._hands.end(pilot)
            case Kill(pilot, reason):
                self._roster.ordered(pilot, Pending.KILL, now, reason)
                self._governor.before_end(pilot)
                self._hands.kill(pilot)
            case Reap(pilot):
                entry = self._roster.ordered(pilot, Pending.REAP, now, None)
                self._hands.reap(
                    ReapOrder(
                        pilot=pilot,
                        head_node=entry.head_node,
                        job=entry.job,
                        image=entry.image,
                        created=entry.created,
                        held_s=entry.held_s,
                        reason=entry.end_reason,
                    )
                )
            case Spawn(head_node):
                pilot = uuid.uuid4().hex[:12]
                self._roster.starting[pilot] = head_node
                self._facts.nodes[head_node].asking.pilot_started()
                order = SpawnOrder(
                    pilot=pilot,
                    head_node=head_node,
                    image=self._facts.nodes[head_node].image,
                    cores=limits.pilot_cores,
                    memory_mb=limits.pilot_memory_mb,
                    ttl_s=limits.ttl_s,
                    folders=self._facts.nodes[head_node].folders_now,
                )
                self._hands.spawn(order, frozenset(self._roster.jobs()), lambda: self._may_start)

    def _see_to_engine(self, now: float) -> None:
        """Look at all pilots when it is time to, and have missing images made."""
        if self._facts.next_look_at() <= now:
            self._facts.looking, self._facts.looked_at = True, now
            self._hands.look(frozenset(self._roster.entries), now)
        if self._facts.engine is not EngineState.UP or self._facts.quit_by is not None:
            return
        if self._facts.orders.paused_until is not None or self._facts.removing is not None:
            return  # an owner who paused wants no build and no download either
        for name in self._facts.to_prepare(now):
            node = self._facts.nodes[name]
            node.preparing = True
            self._hands.supplies.prepare(name, self._image_rules, look_again=bool(node.image))
        for name in self._facts.to_measure(now):
            self._facts.nodes[name].cache_at = math.inf
            self._hands.supplies.look_at_cache(name, self._cache_rules)

    def _mind_rules(self) -> None:
        """The owner's list may be another now: what is no longer on it starts no pilot."""
        if self._cache_rules != self._settings.current.cache:
            self._cache_rules = self._settings.current.cache
            for node in self._facts.nodes.values():
                node.cache_at = min(node.cache_at, self._clock.now())
        if self._image_rules != self._settings.current.images:
            self._image_rules = self._settings.current.images
            self._facts.doubt_images()

    def _remove_what_is_left(self, now: float) -> None:
        """Once no pilot is left that could end by itself, or after the patience."""
        removing = self._facts.removing
        if removing is None or removing.asked:
            return
        busy = (
            not self._facts.looked_once
            or self._facts.engine is not EngineState.UP
            or self._roster.starting
            or self._roster.entries
            or any(node.preparing for node in self._facts.nodes.values())
        )
        down = self._facts.engine is EngineState.DOWN
        if not busy or now >= (removing.down_by if down else removing.by):
            removing.asked = True
            self._hands.remove_everything()

    def _count(self, now: float, wall: float) -> None:
        """Read the pilots' counters now and then, and book what they gave."""
        deltas = self._accounts.take_if_due(self._roster, now)
        if deltas:
            self._hands.books.accrue(deltas, wall)
        day = time.localtime(wall).tm_yday
        if day != self._facts.day:
            self._facts.day = day
            self._hands.books.count()
        if self._facts.open_ledger_at <= now:
            self._facts.open_ledger_at = math.inf
            self._hands.books.open_ledger()

    # What is known --------------------------------------------------------------------------------

    def _limits(self) -> Limits:
        return replace(self._settings.current.limits, **self._facts.chosen)

    def _slot(self, wall: float) -> Slot:
        return self._calendar.slot(self._settings.current.schedule, wall)

    def _forget_old_orders(self, wall: float) -> None:
        until = self._facts.orders.paused_until
        if until is not None and until <= wall:
            self._facts.orders = replace(self._facts.orders, paused_until=None)
            self._hands.books.remember(self._facts.orders)

    def _due_times(self) -> list[float]:
        nodes = [node for node in self._facts.nodes.values() if node.share > 0]
        times = [node.prepare_at for node in nodes if not node.preparing]
        times += [node.cache_at for node in nodes if node.folders.cache]
        times += [node.asking.give_up_at for node in nodes]
        times += [self._facts.next_look_at(), self._facts.open_ledger_at]
        retry = self._roster.next_retry()
        if retry is not None:
            times.append(retry)
        if self._facts.removing is not None:
            times += [self._facts.removing.by, self._facts.removing.down_by]
        if self._facts.quit_by is not None:
            times += [self._facts.quit_by, self._facts.give_up_engine_at]
        return times

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

    def _engine_status(self) -> SourceStatus:
        up, heard_at = self._facts.engine is EngineState.UP, self._facts.heard_at
        age_s = None if heard_at is None else max(0.0, self._clock.now() - heard_at)
        trouble = self._facts.troubles.get("engine")
        otherwise = trouble.title if trouble else translate("Engine", "it has not answered yet")
        return SourceStatus(
            "Docker", up, translate("Engine", "it answers") if up else otherwise, age_s
        )

    def _report(
        self,
        verdict: Verdict,
        actions: tuple[Action, ...],
        wake_at: float,
        presence: Presence,
        owner_cores: float | None,
        conditions: tuple[Condition, ...] = (),
    ) -> Report:
        living = self._roster.living()
        running = sum(1 for e in living if e.running_since is not None)
        first = ("inside", "engine")  # what stops everything is told first
        known = self._facts.troubles
        troubles = {key: known[key] for key in (*(k for k in first if k in known), *known)}
        if self._settings.trouble is not None:
            troubles["settings"] = self._settings.trouble
        if (stubborn := self._roster.stubborn()) is not None:
            troubles.setdefault("stubborn", stubborn)
        limits = self._limits()
        good, better = self._about_governor()
        return Report(
            at=self._clock.wall(),
            verdict=verdict,
            presence=presence,
            owner_cores=owner_cores,
            running=running,
            held=len(living) - running,
            starting=len(self._roster.starting),
            max_cores=limits.max_cores,
            machine_cores=self._senses.machine_cores,
            rung=limits.rung,
            slot=self._calendar.last,
            limits=limits,
            minding=self._settings.current.minding,
            notices=self._settings.current.notices,
            power=self._settings.current.power,
            rules=self._calendar.rules,
            sums=self._facts.sums,
            fruits=self._facts.fruits,
            troubles=tuple(troubles.values()),
            orders=self._facts.orders,
            governor=self._governor.phrase,
            actions=actions,
            conditions=conditions,
            locked=self._senses.locked(),
            sources=self._senses.sources(),
            delay=self._harm.told(limits, self._calendar.last),
            head_nodes=standings.of(self._facts, self._roster, self._clock),
            governor_good=good,
            governor_better=better,
            engine=self._engine_status(),
            pulls=tuple(n.pulling for n in self._facts.nodes.values() if n.pulling),
            pilots=self._roster.pilots(self._clock.now()),
            removal=self._facts.removal,
            wake_in_s=max(0.0, wake_at - self._clock.now()),
        )
