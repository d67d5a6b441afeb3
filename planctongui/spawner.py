"""One step: take in what happened, look, decide, give the orders, report.

For: the way from events to actions. No Qt, no sleep, no slow call: holds go to the governor, slow
work to the hands, and both answer by events. Not for: the decision itself (`core.policy`), waiting
for the next event (`loop`). All on one thread. `step` never raises.
"""

from __future__ import annotations

import logging
import math
import random
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import singledispatchmethod

from planctongui import events as ev
from planctongui.accounts import Accounts
from planctongui.core import policy
from planctongui.core.backoff import Backoff, after_miss, after_success
from planctongui.core.model import (
    Action,
    AtQuit,
    End,
    EngineState,
    HeadNodeStatus,
    Hold,
    Kill,
    Limits,
    Mood,
    Observation,
    Orders,
    Pending,
    Phase,
    Presence,
    Reap,
    Reason,
    Release,
    Report,
    Spawn,
    Sums,
    Trouble,
    Verdict,
)
from planctongui.governor.protocol import Governor
from planctongui.hands import Hands, ReapOrder, SpawnOrder
from planctongui.headnodes.protocol import Outcome
from planctongui.roster import Roster
from planctongui.sensors.protocol import Senses
from planctongui.settings import SettingsFile

log = logging.getLogger(__name__)

LOOK_EVERY_S = 300.0
"""The event stream tells all; this is for what it may have missed."""

LOOK_AGAIN_S = 5.0
"""The same while the engine does not answer."""

DOWN_PATIENCE_S = LOOK_AGAIN_S + 1.0
"""So long a program that quits waits for an engine that is down, to end or hold its pilots."""

QUIT_PATIENCE_S = 15.0
"""Beyond the grace of the pilots; then the program ends all the same."""


@dataclass(slots=True)
class _HeadNode:
    """One head node's image and pauses."""

    image: str = ""
    preparing: bool = False
    backoff: Backoff = field(default_factory=Backoff)
    image_backoff: Backoff = field(default_factory=Backoff)


@dataclass(frozen=True, slots=True)
class Clock:
    """Both clocks, handed in so that tests can turn them."""

    now: Callable[[], float]
    """Monotonic seconds."""
    wall: Callable[[], float]
    """Unix time."""


class Spawner:
    """The loop's mind and its memory. Its parts are handed in; see `wiring` for the real ones."""

    def __init__(
        self,
        clock: Clock,
        settings: SettingsFile,
        senses: Senses,
        governor: Governor,
        hands: Hands,
        head_nodes: Sequence[str],
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._clock = clock
        self._settings = settings
        self._senses = senses
        self._governor = governor
        self._hands = hands
        self._chance = chance
        self._nodes = {name: _HeadNode() for name in head_nodes}
        self._roster = Roster()
        self._accounts = Accounts()
        self._memory = policy.State()
        self._engine = EngineState.UNKNOWN
        self._stream_up = False
        self._looking = False
        self._looked_at = -math.inf
        self._orders = Orders()
        self._pause_settled = False
        """True once the owner paused or resumed in this run: the run before has no say then."""
        self._quit_by: float | None = None
        self._give_up_engine_at = math.inf
        self._max_cores: int | None = None
        """The slider's last word; the settings file takes it a little later."""
        self._writing = 0
        """Changes of the settings file that are under way."""
        self._sums = Sums()
        self._fruits: tuple[str, ...] = ()
        self._troubles: dict[str, Trouble] = {}
        self._may_start = False
        hands.open_ledger()

    @property
    def done(self) -> bool:
        """True when the program was told to quit and nothing is left to do for it."""
        now = self._clock.now()
        return self._quit_by is not None and (now >= self._quit_by or self._all_quit(now))

    def step(self, happened: Sequence[ev.Event]) -> Report:
        """Take one step; `happened` may be empty (a tick, or the owner's input)."""
        now = self._clock.now()
        try:
            # One event that goes wrong must not swallow the next: it may be the order to quit.
            broken = [error for event in happened if (error := self._try_to_take(event, now))]
            if broken:
                raise broken[0]
            report = self._step(now)
        except Exception as error:
            log.exception("spawner: unexpected error")
            return self._keep_still(error, now)
        self._troubles.pop("inside", None)
        return report

    def _try_to_take(self, event: ev.Event, now: float) -> Exception | None:
        try:
            self._take(event, now)
        except Exception as error:
            log.exception("spawner: %r", event)
            return error
        return None

    def _keep_still(self, error: Exception, now: float) -> Report:
        """Not knowing counts as the owner being here: hold every pilot, start none."""
        trouble = Trouble("Something went wrong inside planctongui", f"{error!r}")
        self._troubles["inside"] = trouble
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
        blind = Presence("none", None, "The last look failed.")
        return self._report(verdict, holds, now + policy.TICK_RUNNING_S, blind, None)

    def _step(self, now: float) -> Report:
        wall = self._clock.wall()
        presence = self._senses.presence()
        if self._settings.refresh():
            self._senses.retune(self._settings.current.limits.calm_s)
            if not self._writing:
                self._max_cores = None
        limits = self._limits()
        self._forget_old_orders(wall)
        ours = self._accounts.total_s(self._roster.living())
        seen = Observation(
            now=now,
            wall=wall,
            presence=presence,
            owner_cores=self._senses.owner_cores(now, ours),
            free_memory_mb=self._senses.free_memory_mb(),
            machine_cores=self._senses.machine_cores,
            engine=self._engine,
            pilots=self._roster.pilots(now),
            starting=len(self._roster.starting),
            head_nodes=tuple(self._status(name) for name in self._nodes),
            orders=self._orders,
        )
        decision = policy.decide(seen, limits, self._memory)
        self._memory = decision.state
        self._may_start = decision.may_start
        actions = tuple(a for a in decision.actions if not self._too_early(a, now))
        for action in actions:
            self._do(action, now, limits)
        for pilot in self._roster.releases_due(now):  # unless it was just told something else
            self._do(Release(pilot), now, limits)
        self._see_to_engine(now)
        self._count(now, wall)
        wake_at = min([decision.wake_at, *(t for t in self._due_times() if t > now)])
        return self._report(decision.verdict, actions, wake_at, presence, seen.owner_cores)

    # What happened ------------------------------------------------------------------------------

    @singledispatchmethod
    def _take(self, event: object, now: float) -> None:
        log.error("unknown event %r", event)

    @_take.register
    def _(self, event: ev.EngineUp, now: float) -> None:
        self._stream_up = True
        self._looked_at = -math.inf

    @_take.register
    def _(self, event: ev.EngineDown, now: float) -> None:
        self._engine = EngineState.DOWN
        self._looking = self._looking and not event.answers_look
        self._troubles["engine"] = event.trouble

    @_take.register
    def _(self, event: ev.Looked, now: float) -> None:
        self._looking = False
        self._engine = EngineState.UP
        self._troubles.pop("engine", None)
        ended = self._roster.looked(event.sightings, event.asked_at, now, self._clock.wall())
        known = self._roster.entries
        self._accounts.adopt({p: cpu_s for p, cpu_s in event.counted.items() if p in known})
        self._settle(ended)

    @_take.register
    def _(self, event: ev.PilotTurned, now: float) -> None:
        if self._roster.turned(event.pilot, event.turn, now):
            self._settle(frozenset({event.pilot}))

    @_take.register
    def _(self, event: ev.Spawned, now: float) -> None:
        if self._roster.spawned(event.pilot, event.sighting, now, self._clock.wall()):
            self._settle(frozenset({event.pilot}))
        if event.sighting is not None:
            self._troubles.pop(f"spawn:{event.sighting.head_node}", None)

    @_take.register
    def _(self, event: ev.SpawnFailed, now: float) -> None:
        self._roster.spawned(event.pilot, None, now, self._clock.wall())
        self._miss(event.head_node, now, failing=True)
        self._troubles[f"spawn:{event.head_node}"] = event.trouble
        if event.head_node in self._nodes:
            self._nodes[event.head_node].image = ""  # it may be gone: see to it before the next

    @_take.register
    def _(self, event: ev.Settled, now: float) -> None:
        self._roster.settled(event.pilot, event.held, now)

    @_take.register
    def _(self, event: ev.OrderFailed, now: float) -> None:
        failures = self._roster.failed(event.pilot, event.trouble, now)
        # It may go on each second for hours: no reason to fill the log.
        level = logging.WARNING if failures == 1 else logging.DEBUG
        log.log(level, "order for %s failed: %s", event.pilot, event.trouble)
        self._looked_at = min(self._looked_at, now - LOOK_EVERY_S + LOOK_AGAIN_S)
        if event.down:
            self._engine = EngineState.DOWN
            self._troubles["engine"] = event.trouble

    @_take.register
    def _(self, event: ev.Reaped, now: float) -> None:
        self._roster.reaped(event.pilot, now)
        self._accounts.forget(event.pilot)
        if event.outcome is Outcome.USEFUL:
            if event.head_node in self._nodes:
                self._nodes[event.head_node].backoff = after_success()
            self._troubles.pop(f"lost:{event.head_node}", None)
        elif not event.by_us:
            failing = event.outcome is Outcome.LOST
            self._miss(event.head_node, now, failing=failing)
            if failing:
                self._troubles[f"lost:{event.head_node}"] = Trouble(
                    f"Pilots for {event.head_node} fail",
                    "The last one ended without a result. The next is tried after a pause.",
                )

    @_take.register
    def _(self, event: ev.Counted, now: float) -> None:
        self._sums, self._fruits = event.sums, event.fruits
        self._troubles.pop("ledger", None)

    @_take.register
    def _(self, event: ev.LedgerOpened, now: float) -> None:
        if not self._pause_settled:
            self._orders = replace(self._orders, paused_until=event.orders.paused_until)

    @_take.register
    def _(self, event: ev.LedgerFailed, now: float) -> None:
        self._troubles["ledger"] = event.trouble

    @_take.register
    def _(self, event: ev.ImageReady, now: float) -> None:
        node = self._nodes[event.head_node]
        node.image, node.preparing, node.image_backoff = event.image, False, after_success()
        self._troubles.pop(f"image:{event.head_node}", None)

    @_take.register
    def _(self, event: ev.ImageFailed, now: float) -> None:
        node = self._nodes[event.head_node]
        node.preparing = False
        node.image_backoff = after_miss(node.image_backoff, now, True, self._chance())
        self._troubles[f"image:{event.head_node}"] = event.trouble

    @_take.register
    def _(self, event: ev.PauseOrdered, now: float) -> None:
        self._pause_settled = True
        self._orders = replace(self._orders, paused_until=event.until)
        self._hands.remember(self._orders)

    @_take.register
    def _(self, event: ev.ResumeOrdered, now: float) -> None:
        self._pause_settled = True
        self._orders = replace(self._orders, paused_until=None, finishing=False)
        self._hands.remember(self._orders)

    @_take.register
    def _(self, event: ev.FinishOrdered, now: float) -> None:
        self._orders = replace(self._orders, finishing=event.on)

    @_take.register
    def _(self, event: ev.MaxCoresSet, now: float) -> None:
        self._max_cores = event.cores
        self._writing += 1
        self._hands.write_setting("limits", "max_cores", event.cores)

    @_take.register
    def _(self, event: ev.SettingWritten, now: float) -> None:
        self._writing -= 1
        if event.trouble is None:
            self._troubles.pop("slider", None)
        else:
            self._troubles["slider"] = event.trouble

    @_take.register
    def _(self, event: ev.QuitOrdered, now: float) -> None:
        settings = self._settings.current
        leaving = event.at_quit or AtQuit(settings.at_quit)
        self._orders = replace(self._orders, leaving=leaving)
        self._accounts.read_soon()
        if self._quit_by is None:
            self._quit_by = now + settings.limits.grace_s + QUIT_PATIENCE_S
            # An engine that is down may be back at the next look; without pilots it is no matter.
            patience_s = DOWN_PATIENCE_S if self._roster.living() else 0.0
            self._give_up_engine_at = now + patience_s

    # What is done ---------------------------------------------------------------------------------

    def _too_early(self, action: Action, now: float) -> bool:
        """True for a start while the end of a pilot before it may still mean a pause."""
        return isinstance(action, Spawn) and self._roster.unjudged(action.head_node, now)

    def _do(self, action: Action, now: float, limits: Limits) -> None:
        match action:
            case Hold(pilot):
                entry = self._roster.ordered(pilot, Pending.HOLD, now, None)
                self._governor.hold(pilot, entry.cores)
            case Release(pilot):
                entry = self._roster.ordered(pilot, Pending.RELEASE, now, None)
                self._governor.release(pilot, entry.cores)
            case End(pilot, reason):
                self._roster.ordered(pilot, Pending.END, now, reason)
                self._hands.end(pilot)
            case Kill(pilot, reason):
                self._roster.ordered(pilot, Pending.KILL, now, reason)
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
                order = SpawnOrder(
                    pilot=pilot,
                    head_node=head_node,
                    image=self._nodes[head_node].image,
                    cores=limits.pilot_cores,
                    memory_mb=limits.pilot_memory_mb,
                    ttl_s=limits.ttl_s,
                )
                self._hands.spawn(order, frozenset(self._roster.jobs()), lambda: self._may_start)

    def _see_to_engine(self, now: float) -> None:
        """Look at all pilots when it is time to, and have missing images made."""
        if self._stream_up and not self._looking:
            patience = LOOK_EVERY_S if self._engine is EngineState.UP else LOOK_AGAIN_S
            if now - self._looked_at >= patience:
                self._looking, self._looked_at = True, now
                self._hands.look(frozenset(self._roster.entries), now)
        if self._engine is not EngineState.UP or self._quit_by is not None:
            return
        for name, node in self._nodes.items():
            if not node.image and not node.preparing and node.image_backoff.not_before <= now:
                node.preparing = True
                self._hands.prepare(name)

    def _count(self, now: float, wall: float) -> None:
        """Read the pilots' counters now and then, and book what they gave."""
        deltas = self._accounts.take_if_due(self._roster, now)
        if deltas:
            self._hands.accrue(deltas, wall)

    def _settle(self, ended: frozenset[str]) -> None:
        """Pilots ended: book the rest of what they gave, before their rows are written."""
        deltas = self._accounts.settle(self._roster, ended) if ended else {}
        if deltas:
            self._hands.accrue(deltas, self._clock.wall())

    # What is known --------------------------------------------------------------------------------

    def _limits(self) -> Limits:
        limits = self._settings.current.limits
        return limits if self._max_cores is None else replace(limits, max_cores=self._max_cores)

    def _forget_old_orders(self, wall: float) -> None:
        until = self._orders.paused_until
        if until is not None and until <= wall:
            self._orders = replace(self._orders, paused_until=None)
            self._hands.remember(self._orders)

    def _miss(self, head_node: str, now: float, failing: bool) -> None:
        if head_node in self._nodes:
            node = self._nodes[head_node]
            node.backoff = after_miss(node.backoff, now, failing, self._chance())

    def _status(self, name: str) -> HeadNodeStatus:
        node = self._nodes[name]
        return HeadNodeStatus(name, bool(node.image), node.backoff.not_before, node.backoff.failing)

    def _due_times(self) -> list[float]:
        times = [node.image_backoff.not_before for node in self._nodes.values() if not node.image]
        retry = self._roster.next_retry()
        if retry is not None:
            times.append(retry)
        if self._engine is EngineState.DOWN:
            times.append(self._looked_at + LOOK_AGAIN_S)
        if self._quit_by is not None:
            times += [self._quit_by, self._give_up_engine_at]
        return times

    def _all_quit(self, now: float) -> bool:
        if self._engine is EngineState.DOWN and now >= self._give_up_engine_at:
            return True
        if self._roster.starting:
            return False
        if self._orders.leaving is AtQuit.END:
            return not self._roster.entries
        living = self._roster.living()
        if self._orders.leaving is AtQuit.HOLD:
            return all(e.running_since is None for e in living)
        return True

    def _report(
        self,
        verdict: Verdict,
        actions: tuple[Action, ...],
        wake_at: float,
        presence: Presence,
        owner_cores: float | None,
    ) -> Report:
        living = self._roster.living()
        running = sum(1 for e in living if e.running_since is not None)
        troubles = dict(self._troubles)
        if self._settings.trouble is not None:
            troubles["settings"] = self._settings.trouble
        if (stubborn := self._roster.stubborn()) is not None:
            troubles.setdefault("stubborn", stubborn)
        limits = self._limits()
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
            sums=self._sums,
            fruits=self._fruits,
            troubles=tuple(troubles.values()),
            governor=self._governor.phrase,
            actions=actions,
            wake_in_s=max(0.0, wake_at - self._clock.now()),
        )
