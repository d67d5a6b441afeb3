"""What the pilots cost the owner, measured step by step and kept over restarts.

For: when counters are read (only while pilots run beside somebody; at rest nothing is), and the
step down that follows. On the spawner's thread; a step that reads takes 0.1 ms. Not for: the sum
and what it says or not (`core.budget`), reading the machine's own counter (`sensors.delay`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from datetime import datetime

from planctongui.core import budget
from planctongui.core.actions import Action, Hold
from planctongui.core.gate import rung_now, somebody_is_here
from planctongui.core.limits import Limits, Rung, Slot
from planctongui.core.observation import Observation
from planctongui.core.orders import Orders
from planctongui.core.report import Delay
from planctongui.core.verdict import Reason
from planctongui.sensors.delay import Means, waited_in
from planctongui.spawner.entry import Entry

KEEP_EVERY_S = 60.0
"""A crash forgets no more than this of what it cost."""

BECAUSE_OF_INPUT = (Reason.OWNER_INPUT, Reason.SHARING)
BECAUSE_OF_SOMEBODY = (
    *BECAUSE_OF_INPUT,
    Reason.OWNER_CPU,
    Reason.REMOTE_USER,
    Reason.INHIBITED,
    Reason.EXCLUSIVE_APP,
)
"""Holds whose time the owner may notice."""


class Harm:
    """`means` counts waiting, None = nothing does; `keep` writes one line down, by and by."""

    def __init__(self, means: Means | None, keep: Callable[[str], None]) -> None:
        self._means = means
        self._keep = keep
        self._tally = budget.Tally()
        self._kept = ""
        self._kept_at = -math.inf
        self._may_keep = False
        self._stepped_at = -math.inf

    def recall(self, text: str | None, wall: float) -> None:
        """What an earlier run kept is known now; `wall` in Unix time."""
        if not self._may_keep:
            self._may_keep = True
            self._tally = budget.on_day(self._tally, _day(wall))
            self._tally = budget.with_kept(self._tally, text or "")

    def lower(self, chosen: Limits, slot: Slot) -> tuple[Limits, Slot]:
        """What holds instead of what the owner chose: never more of it."""
        return budget.lower(chosen, slot, self._tally.lowered)

    def told(self, chosen: Limits, slot: Slot) -> Delay:
        """The figure for the owner."""
        return budget.told(self._tally, chosen, slot)

    def note(
        self,
        seen: Observation,
        limits: Limits,
        pilots_s: float,
        living: Sequence[Entry],
        actions: Sequence[Action],
    ) -> None:
        """A step was taken: these were its orders. `pilots_s` = CPU seconds of all pilots."""
        going = [entry for entry in living if entry.running_since is not None]
        tally = budget.on_day(self._tally, _day(seen.wall))
        held = {entry.id for entry in going if not entry.failures}
        holds = [a for a in actions if isinstance(a, Hold) and a.pilot in held]
        told = [hold for hold in holds if hold.reason in BECAUSE_OF_SOMEBODY]
        tally = budget.react(
            tally,
            seen.now,
            self._since(seen, told),
            frozenset(hold.pilot for hold in told),
            frozenset(entry.id for entry in going),
        )
        # Time of a reaction is counted by its own length, not a second time.
        beside = bool(going) and tally.reaction is None and _somebody_minds(seen, limits)
        if self._means is not None:
            self._means.want(beside)
        tally = budget.add(tally, self._sample(seen.now, pilots_s, going) if beside else None)
        self._tally = budget.weigh(tally, limits.delay_budget_s)
        self._stepped_at = seen.now
        self._write_down(seen.now, seen.orders)

    def close(self) -> None:
        """Measure no more."""
        if self._means is not None:
            self._means.close()

    def _since(self, seen: Observation, holds: Sequence[Hold]) -> float:
        """When the somebody came for whom pilots are held; monotonic seconds."""
        age_s = seen.presence.age_s
        if age_s is not None and any(hold.reason in BECAUSE_OF_INPUT for hold in holds):
            came = seen.now - max(0.0, age_s)
            # An older input was there at the last step, and did not make it hold anything.
            return came if came > self._stepped_at else seen.now
        return seen.now

    def _sample(self, now: float, pilots_s: float, going: Sequence[Entry]) -> budget.Sample:
        means = self._means
        parents = (entry.counter.parent() for entry in going if entry.counter)
        parent = next((found for found in parents if found is not None), None)
        sees_pilots = means is not None and means.sees_pilots
        own_s = waited_in(parent.pressure_file()) if parent and sees_pilots else None
        # A pilot without a counter may have used any amount.
        known = parent is not None or all(entry.counter for entry in going)
        waited_s = means.waited_s() if means else None
        return budget.Sample(now, waited_s, own_s, pilots_s if known else None)

    def _write_down(self, now: float, orders: Orders) -> None:
        text = budget.as_text(self._tally)
        if not self._may_keep or text == self._kept:
            return
        steps, kept = text.rpartition(" ")[2], self._kept.rpartition(" ")[2]
        if now - self._kept_at >= KEEP_EVERY_S or orders.leaving or steps != kept:
            self._kept, self._kept_at = text, now
            self._keep(text)


def _somebody_minds(seen: Observation, limits: Limits) -> bool:
    """Somebody is here and did not say that nobody ever is."""
    return rung_now(seen, limits) is not Rung.DEDICATED and somebody_is_here(seen, limits)


def _day(wall: float) -> str:
    try:
        return datetime.fromtimestamp(wall).date().isoformat()
    except (OverflowError, ValueError, OSError):
        return ""  # a clock that shows no day begins none
