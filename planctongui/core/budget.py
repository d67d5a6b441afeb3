"""What the pilots cost the owner today, in seconds of delay, and what follows from it.

For: one honest figure from counters that others read (`sensors.delay`, `engine.counters`), and
the rung that it steps down. Pure, as the policy is. Not for: reading anything, keeping it
(`spawner.harm`).

Two things are added up, each only while somebody is here, on every rung but dedicated:
- The reaction: from the newest input before a hold to the answer that the pilots are held.
- Pilots that go on beside the owner: time in which some other program waited for the CPU.
It says too much where the owner's programs wait for each other or for the system's while pilots
run, and where a reaction disturbed nobody (it counts in full). Both have a bound: nobody waits
behind pilots for longer than these use the CPU, and a hold is no reaction after a second.
It says too little where pilots and the owner's programs wait at the same instant and the pilots'
own waiting is taken off (pilots on more cores than the machine has, or out of their own quota,
which the kernel counts as waiting), where several of the owner's programs wait at once (time is
counted, not programs), and of all that is no CPU: cache, memory, disk, heat. Where the kernel has
no count for the pilots' group, theirs is taken for the owner's. Delays while nobody is here are no
delays.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

from planctongui.core.limits import Level, Limits, Rung, Slot
from planctongui.core.report import Delay

LONGEST_REACTION_S = 1.0
"""A hold that takes longer is no reaction any more: what it costs is measured like all else."""

LONGEST_CALM_S = 60.0
"""The calm is made no longer than this."""

RECOVERED = 0.5
"""A step is taken back below this part of what led to it: the owner allows more, or a new day."""

MOST_STEPS = 2 + math.ceil(math.log2(LONGEST_CALM_S))
"""More change nothing: two rungs, then the calm from a second to the longest."""

_DOWN: dict[Rung, Rung] = {Rung.GENEROUS: Rung.SHARE, Rung.SHARE: Rung.QUIET}


@dataclass(frozen=True, slots=True)
class Sample:
    """Counters read at one instant, while pilots run beside the owner. They only ever grow."""

    now: float
    """Monotonic seconds."""
    waited_s: float | None
    """Seconds in which some program waited for the CPU; None = nothing tells."""
    pilots_waited_s: float | None = None
    """The same for pilots, when they are among those; None = they are not, or nothing tells."""
    pilots_s: float | None = None
    """CPU seconds that pilots used; None = not known."""


@dataclass(frozen=True, slots=True)
class Reaction:
    """Pilots that were told to hold because of the owner, and are not held yet."""

    began: float
    """Monotonic seconds."""
    pilots: frozenset[str]


@dataclass(frozen=True, slots=True)
class Tally:
    """What is remembered from one step to the next."""

    day: str = ""
    """The owner's date, e.g. "2026-11-23"."""
    delay_s: float = 0.0
    """Seconds that it cost the owner on this day."""
    unknown_s: float = 0.0
    """Seconds in which pilots ran beside the owner and nothing told what it cost."""
    lowered: int = 0
    """Steps that are taken down for it."""
    last: Sample | None = None
    reaction: Reaction | None = None


def on_day(tally: Tally, day: str) -> Tally:
    """Begin anew with a new day. A calendar that is set back makes nothing undone; "" = no day."""
    if day > tally.day:
        return replace(tally, day=day, delay_s=0.0, unknown_s=0.0, lowered=0)
    return replace(tally, day=day) if day else tally


def add(tally: Tally, sample: Sample | None) -> Tally:
    """Add what happened since the sample before; None = no pilot runs beside the owner now."""
    last = tally.last
    tally = replace(tally, last=sample)
    if last is None or sample is None or sample.now <= last.now:
        return tally
    span_s = sample.now - last.now
    waited_s = _grown(last.waited_s, sample.waited_s)
    if waited_s is None:
        return replace(tally, unknown_s=tally.unknown_s + span_s)
    own_s = _grown(last.pilots_waited_s, sample.pilots_waited_s) or 0.0
    used_s = _grown(last.pilots_s, sample.pilots_s)
    most_s = span_s if used_s is None else min(span_s, used_s)
    return replace(tally, delay_s=tally.delay_s + min(max(0.0, waited_s - own_s), most_s))


def _grown(before: float | None, after: float | None) -> float | None:
    """How much a counter grew; one that went backwards began anew and has grown by nothing."""
    return None if before is None or after is None else max(0.0, after - before)


def react(
    tally: Tally, now: float, since: float, held: frozenset[str], going: frozenset[str]
) -> Tally:
    """Measure how long holds take. `now` and `since` in monotonic seconds.

    `held`: pilots that were just told to hold because of an owner who came at `since`; `going`:
    pilots that use the CPU now.
    """
    reaction = tally.reaction
    if held:
        began = since if reaction is None else min(since, reaction.began)
        reaction = Reaction(began, held | (reaction.pilots if reaction else frozenset()))
    if reaction is None:
        return tally
    took_s = now - reaction.began
    if reaction.pilots & going and took_s < LONGEST_REACTION_S:
        return replace(tally, reaction=reaction)
    cost_s = min(max(0.0, took_s), LONGEST_REACTION_S)
    return replace(tally, delay_s=tally.delay_s + cost_s, reaction=None)


def weigh(tally: Tally, budget_s: float) -> Tally:
    """Take a step down for each budget that is used up; `budget_s` seconds a day, 0 = none."""
    if budget_s <= 0:
        return replace(tally, lowered=0)
    lowered = tally.lowered
    while lowered < MOST_STEPS and tally.delay_s >= budget_s * (lowered + 1):
        lowered += 1
    # What is not known is no reason to go on as before.
    while lowered > 0 and not tally.unknown_s and tally.delay_s < budget_s * lowered * RECOVERED:
        lowered -= 1
    return replace(tally, lowered=lowered)


def lower(limits: Limits, slot: Slot, lowered: int) -> tuple[Limits, Slot]:
    """The limits and the schedule's word after so many steps; dedicated and off stay as they are.

    From generous over share to quiet, and then twice the calm with each step.
    """
    rung = limits.rung if slot.level is None else _rung(slot.level)
    if rung is None or rung is Rung.DEDICATED:
        return limits, slot
    lower_rung: Rung = rung
    calm_s = limits.calm_s
    for _ in range(lowered):
        if lower_rung in _DOWN:
            lower_rung = _DOWN[lower_rung]
        else:
            calm_s = max(calm_s, min(calm_s * 2, LONGEST_CALM_S))
    if slot.level is not None:
        slot = replace(slot, level=Level(lower_rung.value))
        lower_rung = limits.rung
    return replace(limits, rung=lower_rung, calm_s=calm_s), slot


def told(tally: Tally, chosen: Limits, slot: Slot) -> Delay:
    """The figure for the owner. `chosen` and `slot` as they are without any step down."""
    limits, lower_slot = lower(chosen, slot, tally.lowered)
    before, after = slot.level or chosen.rung, lower_slot.level or limits.rung
    return Delay(
        today_s=None if tally.unknown_s else tally.delay_s,
        budget_s=chosen.delay_budget_s,
        rung=None if before.value == after.value else _rung(after),
        calm_s=None if limits.calm_s == chosen.calm_s else limits.calm_s,
    )


def _rung(level: Level | Rung) -> Rung | None:
    return None if level is Level.OFF else Rung(level.value)


def as_text(tally: Tally) -> str:
    """What has to outlive the program."""
    return f"{tally.day} {tally.delay_s!r} {tally.unknown_s!r} {tally.lowered}"


def with_kept(tally: Tally, text: str) -> Tally:
    """Add what an earlier run kept; no matter if it makes no sense or is of another day."""
    try:
        day, delay, unknown, steps = text.split(" ")
        delay_s, unknown_s, lowered = float(delay), float(unknown), int(steps)
    except ValueError:
        return tally
    if day != tally.day or not (0 <= delay_s < math.inf and 0 <= unknown_s < math.inf):
        return tally
    return replace(
        tally,
        delay_s=tally.delay_s + delay_s,
        unknown_s=tally.unknown_s + unknown_s,
        lowered=max(tally.lowered, min(max(0, lowered), MOST_STEPS)),
    )
