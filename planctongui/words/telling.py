"""The record in words: what was, when, and for how long.

For: the day strip, the log and the preview of limits. Not for: what is now (`words`). Pure:
every function may be called from any thread.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from enum import Enum

from planctongui.core.record import Happening, Span
from planctongui.core.verdict import Reason
from planctongui.tongue import mark, translate
from planctongui.words import formats, moments


class Group(Enum):
    """Reasons that an owner need not tell apart at a glance; in the order of a legend."""

    GIVEN = "given"
    BESIDE = "beside"
    HELD = "held"
    RESTING = "resting"
    PAUSED = "paused"
    WAITING = "waiting"
    TROUBLE = "trouble"
    UNKNOWN = "unknown"


_GROUPS: Mapping[Group, tuple[str, tuple[Reason, ...]]] = {
    Group.GIVEN: (mark("Log", "given"), (Reason.CONTRIBUTING, Reason.FINISHING)),
    Group.BESIDE: (mark("Log", "given beside you"), (Reason.SHARING,)),
    Group.HELD: (
        mark("Log", "held for you"),
        (Reason.OWNER_INPUT, Reason.OWNER_CPU, Reason.REMOTE_USER, Reason.INHIBITED,
         Reason.EXCLUSIVE_APP, Reason.LIMIT),
    ),
    Group.RESTING: (
        mark("Log", "held for the machine"),
        (Reason.ASLEEP, Reason.BATTERY, Reason.METERED, Reason.HOT, Reason.PRESSURE,
         Reason.LITTLE_MEMORY, Reason.CPU_PRESSURE, Reason.LITTLE_DISK),
    ),
    Group.PAUSED: (
        mark("Log", "paused"),
        (Reason.OWNER_PAUSED, Reason.SCHEDULED_OFF, Reason.NO_CORES, Reason.FINISHED,
         Reason.QUITTING, Reason.REMOVING),
    ),
    Group.WAITING: (
        mark("Log", "waiting"),
        (Reason.STARTING, Reason.PREPARING, Reason.NO_WORK, Reason.NO_HEAD_NODE),
    ),
    Group.TROUBLE: (
        mark("Log", "trouble"),
        (Reason.ENGINE, Reason.INSIDE, Reason.SETTINGS, Reason.FAILING, Reason.NOT_ALLOWED,
         Reason.BLIND),
    ),
    Group.UNKNOWN: (mark("Log", "not running"), ()),
}  # fmt: skip

_OF_REASON = {reason: group for group, (_, reasons) in _GROUPS.items() for reason in reasons}

_PAST: Mapping[Reason, str] = {
    Reason.CONTRIBUTING: mark("Log", "Contributed."),
    Reason.SHARING: mark("Log", "You were here, and some cores went on."),
    Reason.STARTING: mark("Log", "Started pilots."),
    Reason.OWNER_INPUT: mark("Log", "Held: you used the computer."),
    Reason.OWNER_CPU: mark("Log", "Held: your programs needed the CPU."),
    Reason.BLIND: mark("Log", "Held: it could not see whether you were here."),
    Reason.REMOTE_USER: mark("Log", "Held: somebody was logged in from elsewhere."),
    Reason.ASLEEP: mark("Log", "Held: the computer was going to sleep."),
    Reason.INHIBITED: mark("Log", "Held for a film, a call or a presentation."),
    Reason.EXCLUSIVE_APP: mark("Log", "Held for a program beside which you want nothing."),
    Reason.BATTERY: mark("Log", "Held: the computer ran on battery."),
    Reason.METERED: mark("Log", "Held: the network was metered."),
    Reason.HOT: mark("Log", "Held: the computer was hot."),
    Reason.PRESSURE: mark("Log", "Held: your programs waited for memory."),
    Reason.CPU_PRESSURE: mark("Log", "Held: programs waited for the CPU."),
    Reason.LITTLE_DISK: mark("Log", "Held: the disk was nearly full."),
    Reason.OWNER_PAUSED: mark("Log", "Paused by you."),
    Reason.SCHEDULED_OFF: mark("Log", "Paused by your schedule."),
    Reason.FINISHING: mark("Log", "Let the running jobs end."),
    Reason.FINISHED: mark("Log", "Finished: no new jobs were started."),
    Reason.NO_CORES: mark("Log", "Paused: you allowed no cores."),
    Reason.LITTLE_MEMORY: mark("Log", "Waited: too little memory was free."),
    Reason.SETTINGS: mark("Log", "Held: your settings could not be read."),
    Reason.PREPARING: mark("Log", "Made the pilot image."),
    Reason.NO_HEAD_NODE: mark("Log", "Waited: no head node was on."),
    Reason.NO_WORK: mark("Log", "Waited: there was no work."),
    Reason.FAILING: mark("Log", "Waited: the last pilots had failed."),
    Reason.NOT_ALLOWED: mark("Log", "Waited: you had not allowed the image."),
    Reason.ENGINE: mark("Log", "The engine did not answer."),
    Reason.INSIDE: mark("Log", "An error inside planctongui held everything."),
    Reason.LIMIT: mark("Log", "Held: your programs needed the cores you allow."),
    Reason.QUITTING: mark("Log", "Quitting."),
    Reason.REMOVING: mark("Log", "Removed all pilots, images and networks."),
    # These are reasons of single pilots only.
    Reason.STOPPED: mark("Log", "you stopped it"),
    Reason.TTL: mark("Log", "it had run its full time"),
    Reason.HELD_TOO_LONG: mark("Log", "it was held for too long"),
    Reason.MEMORY_PRESSURE: mark("Log", "your programs needed the memory"),
    Reason.IDLE: mark("Log", "it had no job"),
    Reason.CANNOT_HOLD: mark("Log", "it could not be held"),
    Reason.GRACE_OVER: mark("Log", "it did not end when asked"),
}

_OUTCOMES = {
    "useful": mark("Log", "A pilot of {node} finished its job and gave {cpu} of CPU time."),
    "empty": mark("Log", "A pilot of {node} found no job."),
    "lost": mark("Log", "A pilot of {node} ended without a result after {cpu} of CPU time."),
}

_HAPPENINGS: Mapping[str, str] = {
    "program.began": mark("Log", "planctongui started."),
    "program.ended": mark("Log", "planctongui ended."),
    "program.slept": mark("Log", "The computer woke from sleep."),
    "orders.paused": mark("Log", "You paused until you resume."),
    "orders.resumed": mark("Log", "The pause was over."),
    "orders.finish": mark("Log", "You told it to finish."),
    "orders.go_on": mark("Log", "You told it not to finish."),
    "orders.quit": mark("Log", "It was told to quit."),
    "troubles.went": mark("Log", "Solved: {0}."),
    "troubles.came": mark("Log", "{0}. {1}."),
    "orders.limit": mark("Log", "New limit, {0}: {1}."),
    "orders.schedule": mark("Log", "New schedule: {0}."),
}


_LIMITS: Mapping[str, str] = {
    "max_cores": mark("Log", "max cores"),
    "rung": mark("Log", "while you are here"),
    "calm_s": mark("Log", "seconds after your last input"),
    "owner_cpu_percent": mark("Log", "percent of the CPU for your programs"),
    "keep_memory_mb": mark("Log", "MiB of memory left free"),
    "pilot_cores": mark("Log", "cores of a pilot"),
    "pilot_memory_mb": mark("Log", "MiB of memory of a pilot"),
    "ttl_s": mark("Log", "seconds that a pilot may run"),
    "grace_s": mark("Log", "seconds that a pilot has to end"),
    "delay_budget_s": mark("Log", "seconds of delay a day"),
}


def group_of(reason: Reason) -> Group:
    """The group of a verdict's reason."""
    return _OF_REASON.get(reason, Group.WAITING)


def group_name(group: Group) -> str:
    """A word or two for a legend."""
    return translate("Log", _GROUPS[group][0])


def was(reason: Reason) -> str:
    """A verdict that is over, in one sentence."""
    return translate("Log", _PAST[reason])


def span(told: Span) -> str:
    """When, how long and what, e.g. "13:05:12 - 13:07:40 (2 min 28 s): Held: ..."."""
    times = f"{clock(told.begin)} - {clock(told.end)}"
    return f"{times} ({length(told.end - told.begin)}): {was(told.reason)}"


def happening(told: Happening) -> str:
    """One line of the log, without its time."""
    family, _, name = told.kind.partition(".")
    if family == "verdicts":
        _, end = told.values
        return f"{was(Reason(name)).rstrip('.')} ({length(float(end) - told.at)})."
    if family == "pilots":
        return _pilot(told)
    if told.kind == "orders.paused" and told.values[0] != "":
        until = moments.clock(float(told.values[0]), told.at)
        return translate("Log", "You paused until {until}.").format(until=until)
    if told.kind == "orders.schedule" and told.values == ("",):
        return translate("Log", "The schedule is empty from now on.")
    if told.kind == "orders.limit":
        which, value = told.values
        shown = f"{value:g}" if isinstance(value, float) else value
        limit = translate("Log", _LIMITS.get(str(which), str(which)))
        return translate("Log", _HAPPENINGS[told.kind]).format(limit, shown)
    words = (str(value).rstrip(".") if isinstance(value, str) else value for value in told.values)
    return translate("Log", _HAPPENINGS[told.kind]).format(*words)


def _pilot(told: Happening) -> str:
    _, node, outcome, reason, cpu_s = told.values
    line = translate("Log", _OUTCOMES[str(outcome)]).format(node=node, cpu=length(float(cpu_s)))
    if reason and outcome == "lost":
        why = was(Reason(str(reason))).rstrip(".")
        return f"{line} {translate('Log', 'It was ended: {why}.').format(why=why)}"
    return line


def clock(at: float, seconds: bool = True) -> str:
    """The owner's time of day at this Unix time."""
    return f"{datetime.fromtimestamp(at):{'%H:%M:%S' if seconds else '%H:%M'}}"


def length(seconds: float) -> str:
    """A length of time such as "2 min 28 s", never broken over lines."""
    short = f"{formats.decimal(f'{seconds:.1f}')} s"
    return (short if seconds < 9.95 else formats.span(seconds)).replace(" ", "\N{NO-BREAK SPACE}")


def seconds_of(spans: Iterable[Span]) -> dict[Group, float]:
    """How long each group lasted in all, the longest first."""
    sums: dict[Group, float] = {}
    for one in spans:
        group = group_of(one.reason)
        sums[group] = sums.get(group, 0.0) + one.end - one.begin
    return dict(sorted(sums.items(), key=lambda pair: -pair[1]))


def summary(spans: Iterable[Span]) -> str:
    """The same in words, e.g. "given 12 h 3 min, held for you 4 h"."""
    parts = [f"{group_name(g)} {length(s)}" for g, s in seconds_of(spans).items() if s >= 0.05]
    return ", ".join(parts) or translate("Log", "nothing was recorded")
