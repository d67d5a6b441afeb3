"""What the owner sees of other limits before anything is changed: last week with and without them.

For: hours and holds by the replay, what these would have cost in delay, and limits that never give
anything. Pure. Not for: driving the gate (`replay`), or words (`views.preview_words`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from planctongui.core.limits import Level, Rung
from planctongui.core.record import Record, Span, Wish
from planctongui.core.replay import Effect, replay
from planctongui.core.schedule import parse
from planctongui.core.verdict import Reason

FEW_HOLDS = 5
"""From fewer holds no cost of one is concluded."""
LITTLE_SHARING_S = 600.0
"""From less time beside the owner no cost of it is concluded."""


@dataclass(frozen=True, slots=True)
class Costs:
    """What pilots cost the owner in delay, by the record; None = too little is known."""

    hold_s: float | None
    """Seconds a hold."""
    beside: float | None
    """Seconds a second of pilots beside the owner."""


class Never(Enum):
    """Why limits never give anything, or say what makes no difference."""

    NO_CORES = "no_cores"
    WIDE_PILOTS = "wide_pilots"
    ALWAYS_OFF = "always_off"
    NO_MEMORY = "no_memory"
    NO_PAUSE = "no_pause"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Preview:
    """What last week was and would have been."""

    known_s: float
    """Seconds of it that were recorded."""
    now: Effect
    changed: Effect
    delay_now_s: float | None
    """Seconds of delay; None = not known."""
    delay_s: float | None
    never: Never | None
    """Why the changed limits never give anything; None = they do."""
    unseen: tuple[str, ...] = ()
    """Changes of which the record knows nothing, so that they count for nothing."""
    at_least: bool = False
    """True for a shorter calm: it would have been more, hours, holds and delay alike."""


def preview(
    record: Record,
    now: Wish,
    changed: Wish,
    machine_cores: int,
    memory_mb: int | None = None,
    local: Callable[[float], datetime] = datetime.fromtimestamp,
) -> Preview:
    """Both wishes over the same record. `memory_mb`: all of the machine's, None = not known."""
    before = replay(record, now, machine_cores, local)
    after = before if changed == now else replay(record, changed, machine_cores, local)
    costs = costs_of(record)
    return Preview(
        known_s=sum(span.end - span.begin for span in record.spans),
        now=before,
        changed=after,
        delay_now_s=_delay(before, costs),
        delay_s=_delay(after, costs),
        never=never(record, changed, after, before, machine_cores, memory_mb),
        unseen=_unseen(now, changed),
        at_least=changed.limits.calm_s < now.limits.calm_s,
    )


def costs_of(record: Record) -> Costs:
    """What a hold and a second beside the owner cost in those days."""
    holds, hold_s, beside_s, beside_delay_s = 0, 0.0, 0.0, 0.0
    before: Span | None = None
    for span in record.spans:
        if span.reason is Reason.SHARING:
            beside_s += span.end - span.begin
            beside_delay_s += span.delay_s
        else:
            hold_s += span.delay_s
            gave = before is not None and before.reason is Reason.CONTRIBUTING and before.core_s > 0
            holds += gave and span.reason is not Reason.CONTRIBUTING
        before = span
    return Costs(
        hold_s / holds if holds >= FEW_HOLDS else None,
        beside_delay_s / beside_s if beside_s >= LITTLE_SHARING_S else None,
    )


def never(
    record: Record,
    wish: Wish,
    given: Effect,
    before: Effect,
    machine_cores: int,
    memory_mb: int | None,
) -> Never | None:
    """Why nothing is ever given; `given` = what the record says, `before` = with other limits."""
    limits = wish.limits
    levels = set(parse(wish.rules).cells)
    rungs = {limits.rung if level is None else level for level in levels} - {Level.OFF}
    if limits.max_cores <= 0:
        return Never.NO_CORES
    if limits.pilot_cores > min(limits.max_cores, machine_cores):
        return Never.WIDE_PILOTS
    if not rungs:
        return Never.ALWAYS_OFF
    if memory_mb is not None and limits.keep_memory_mb + limits.pilot_memory_mb > memory_mb:
        return Never.NO_MEMORY
    if given.core_s > 0 or before.core_s <= 0:
        return None
    quiet = machine_cores < 2 or rungs <= {Rung.QUIET, Level.QUIET}
    return Never.NO_PAUSE if quiet and _longest_pause(record) <= limits.calm_s else Never.NOTHING


def _longest_pause(record: Record) -> float:
    """Seconds between two touches, or a touch and an end of the record."""
    if not record.spans:
        return math.inf
    ends = [record.spans[0].begin, *(touch.end for touch in record.touches)]
    begins = [*(touch.begin for touch in record.touches), record.spans[-1].end]
    return max(begin - end for end, begin in zip(ends, begins, strict=True))


def _delay(given: Effect, costs: Costs) -> float | None:
    parts = ((given.holds, costs.hold_s), (given.beside_s, costs.beside))
    if any(amount > 0 and cost is None for amount, cost in parts):
        return None
    return sum(amount * (cost or 0.0) for amount, cost in parts)


def _unseen(now: Wish, changed: Wish) -> tuple[str, ...]:
    """What would hold that did not, and is therefore not in the record; and what is never in it."""
    before, after = now.minding, changed.minding
    stricter: Mapping[str, bool] = {
        "locked": after.lock_is_away and not before.lock_is_away,
        "inhibitors": after.inhibitors and not before.inhibitors,
        "full_screen": after.full_screen and not before.full_screen,
        "metered": after.metered and not before.metered,
        "on_battery": after.battery_above > before.battery_above,
        "exclusive": bool(set(after.exclusive) - set(before.exclusive)),
        "memory": now.limits.keep_memory_mb != changed.limits.keep_memory_mb,
        "disk": before.keep_disk_mb != after.keep_disk_mb,
    }
    return tuple(name for name, unseen in stricter.items() if unseen)
