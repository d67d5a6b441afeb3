"""Values turned into words: one plain sentence each.

For: window, tray, terminal and command line, so that all of them say the same. Not for: deciding
(`core.policy`) or painting (`views`). Pure: every function may be called from any thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime

from planctongui.core.gate import LIKE_THE_OWNER
from planctongui.core.model import (
    Action,
    Breathe,
    End,
    Hold,
    Kill,
    Level,
    Mood,
    Reason,
    Release,
    Report,
    Rung,
    SourceStatus,
    Spawn,
)

# Not by strftime: the toolkit sets the owner's locale, and one sentence has one language.
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

MOODS: Mapping[Mood, str] = {
    Mood.CONTRIBUTING: "Contributing",
    Mood.HELD: "Making room for you",
    Mood.PAUSED: "Paused",
    Mood.WAITING: "Waiting",
    Mood.TROUBLE: "Needs attention",
}
"""A mood in one or two words."""


LEVELS: Mapping[Level | None, str] = {
    None: "nothing: as chosen above",
    Level.OFF: "off: nothing runs, even while you are away",
    Level.QUIET: "quiet: everything stops while you are here",
    Level.SHARE: "share: half of the cores go on",
    Level.GENEROUS: "generous: all cores but one go on",
    Level.DEDICATED: "dedicated: all cores go on",
}
"""Level -> what the owner chooses by it."""

RUNGS: Mapping[Rung, tuple[str, str]] = {
    Rung.QUIET: (
        "Quiet: everything stops",
        "All pilots stop at your first key or mouse move and go on once you have been still.",
    ),
    Rung.SHARE: (
        "Share: half of the cores go on",
        "Half of the cores, rounded down. All stop when your programs need the CPU.",
    ),
    Rung.GENEROUS: (
        "Generous: all cores but one go on",
        "One core stays yours, and your programs get back as many more as they use.",
    ),
    Rung.DEDICATED: (
        "Dedicated: all cores go on",
        "For machines that nobody sits at: neither your input nor your programs stop a pilot.",
    ),
}
"""What goes on while the owner is here: the name to choose it by, and one sentence about it."""


def status(report: Report, now: float) -> str:
    """What the program does, why, and until when. `now` is Unix time."""
    return STATUS[report.verdict.reason](report, now)


def hours(cpu_seconds: float) -> str:
    """CPU hours with about three digits: "0.70 h", "12.3 h", "1 234 h"."""
    number = cpu_seconds / 3600
    if number < 9.995:
        return f"{number:.2f} h"
    if number < 999.5:
        return f"{number:.1f} h"
    return f"{number:,.0f} h".replace(",", "\N{NO-BREAK SPACE}")


def clock(until: float, now: float) -> str:
    """A point in Unix time as the owner's clock shows it, with the day when it is not today's."""
    try:
        then, today = datetime.fromtimestamp(until), datetime.fromtimestamp(now).date()
    except (OverflowError, ValueError, OSError):
        return "a day too far away to name"
    days = (then.date() - today).days
    time = f"{then:%H:%M}"
    if days == 0:
        return time
    if days == 1:
        return f"tomorrow {time}"
    if 1 < days < 7:
        return f"{_WEEKDAYS[then.weekday()]} {time}"
    return f"{then:%Y-%m-%d} {time}"


def cores(count: int, machine_cores: int) -> str:
    """How much of the machine is allowed, e.g. "3 of 8 cores"."""
    return f"{count} of {_count(machine_cores, 'core')}"


def pilots(report: Report) -> str:
    """Pilots by what they do, e.g. "3 running, 1 held"."""
    parts = [(report.running, "running"), (report.held, "held"), (report.starting, "starting")]
    return ", ".join(f"{count} {what}" for count, what in parts if count) or "none"


def presence(report: Report, now: float) -> str:
    """What is known about the owner, and by which source. `now` is Unix time."""
    seen = report.presence
    if seen.age_s is None:
        return f"not visible: {_why_blind(report)}"
    age_s = seen.age_s + max(0.0, now - report.at)
    return f"last input {ago(age_s)} ({seen.source})"


def source(status: SourceStatus, later_s: float = 0.0) -> str:
    """What one source sees, or why it sees nothing; `later_s`: told so long after it was asked."""
    if status.works and status.age_s is not None:
        return f"{status.detail}, last seen {ago(status.age_s + max(0.0, later_s))}"
    return status.detail


def delay(report: Report) -> str:
    """What it cost the owner today, and what follows when that is too much."""
    cost = report.delay
    if cost is None:
        return "What it cost you today is not known yet."
    if cost.today_s is None:
        told = "What it cost you today is not known: nothing here tells how long programs wait."
    else:
        told = f"It cost you {_cost(cost.today_s)} today."
    if cost.rung is None and cost.calm_s is None:
        return told
    instead = [f"it keeps to {cost.rung.value}"] if cost.rung else []
    instead += [f"it waits {cost.calm_s:.0f} s after your last input"] if cost.calm_s else []
    what = f"That is more than the {cost.budget_s:g} s you allow: until midnight"
    return f"{told} {what} {' and '.join(instead)}."


def _cost(seconds: float) -> str:
    if seconds < 0.05:
        return "less than 0.1 s" if seconds > 0 else "nothing"
    return f"{seconds:.1f} s" if seconds < 9.95 else f"{seconds:.0f} s"


def schedule(report: Report, now: float) -> str:
    """What the owner's schedule says instead of their choice; "" when it says nothing now."""
    level = report.slot.level
    if level is None:
        return ""
    until = "" if math.isinf(report.slot.until) else f" until {clock(report.slot.until, now)}"
    return f"Your schedule says {level.value}{until}, whatever is chosen here."


def level_name(level: Level | None) -> str:
    """What the schedule says of an hour, for a list or a tip."""
    return LEVELS[level]


def action_line(action: Action) -> str:
    """One thing the program ordered, for a terminal."""
    if isinstance(action, Spawn):
        return f"start a pilot for {action.head_node}"
    if isinstance(action, Hold):
        return f"hold {action.pilot}: {WHY[action.reason]}"
    if isinstance(action, Breathe):
        return f"let {action.pilot} breathe"
    if isinstance(action, Release):
        return f"release {action.pilot}"
    if isinstance(action, End):
        return f"end {action.pilot}: {WHY[action.reason]}"
    if isinstance(action, Kill):
        return f"kill {action.pilot}: {WHY[action.reason]}"
    return f"reap {action.pilot}"


def _contributing(report: Report, now: float) -> str:
    allowed = cores(report.max_cores, report.machine_cores)
    if not report.running:
        return f"Contributing on up to {allowed}."
    return f"Contributing with {_count(report.running, 'pilot')} on up to {allowed}."


def _sharing(report: Report, now: float) -> str:
    count = round(report.verdict.cores or 0)
    allowed = cores(count, report.machine_cores)
    goes = "goes" if count == 1 else "go"
    others = [c.reason for c in report.conditions if c.reason in LIKE_THE_OWNER]
    if others:
        return f"Contributing: {WHY[others[0]]}, so only {allowed} {goes} on."
    if report.presence.age_s is None:
        why = _why_blind(report)
        return f"Cannot see whether you are here: {why} So only {allowed} {goes} on."
    return f"Contributing: you are here, so only {allowed} {goes} on."


def _owner_input(report: Report, now: float) -> str:
    until, age_s = report.verdict.until, report.presence.age_s
    calm = "soon"
    if until is not None and age_s is not None:
        # Said as the owner's own setting, so that the sentence stands still while they type.
        calm = f"{_seconds(until - report.at + age_s)} s"
    return f"Paused: you are using the computer. Resumes {calm} after your last input."


def _owner_cpu(report: Report, now: float) -> str:
    until = report.verdict.until
    when = "soon" if until is None else f"in {_seconds(until - now)} s"
    return f"Held: your programs need the CPU. Resumes {when} if they stay calm."


def _blind(report: Report, now: float) -> str:
    return f"Cannot see whether you are here: {_why_blind(report)} Nothing runs until that works."


def _owner_paused(report: Report, now: float) -> str:
    until = report.verdict.until
    if until is None or math.isinf(until):
        return "Paused by you until you resume."
    return f"Paused by you until {clock(until, now)}."


def _scheduled_off(report: Report, now: float) -> str:
    until = report.verdict.until
    if until is None or math.isinf(until):
        return "Paused by your schedule."
    return f"Paused by your schedule until {clock(until, now)}."


def _finishing(report: Report, now: float) -> str:
    jobs = "the current jobs"
    if living := report.running + report.held:
        jobs = "the job of the last pilot" if living == 1 else f"the jobs of {living} pilots"
    return f"Finishing: {jobs} may end, no new ones start."


def _no_work(report: Report, now: float) -> str:
    return f"Waiting: there is no work just now.{_next(report, now, 'Asks again')}"


def _failing(report: Report, now: float) -> str:
    return f"The last pilots failed.{_next(report, now, 'Tries again')}"


def _engine(report: Report, now: float) -> str:
    title = _title(report, "Pilots cannot be started")
    return f"{title}. Goes on by itself once that is solved."


def _inside(report: Report, now: float) -> str:
    title = _title(report, "Something went wrong inside planctongui")
    return f"{title}. Nothing runs until that is over."


def _limit(report: Report, now: float) -> str:
    return f"Held: the cores you allow ({report.max_cores}) are needed by your own programs."


def _condition(sentence: str, otherwise: str) -> Callable[[Report, float], str]:
    """Says the condition with its detail in the sentence's {}, or `otherwise` without one."""

    def tell(report: Report, now: float) -> str:
        told = (c.detail for c in report.conditions if c.reason is report.verdict.reason)
        detail = next(told, "")
        return sentence.format(detail) if detail else otherwise

    return tell


def _always(sentence: str) -> Callable[[Report, float], str]:
    return lambda report, now: sentence


STATUS: Mapping[Reason, Callable[[Report, float], str]] = {
    Reason.CONTRIBUTING: _contributing,
    Reason.SHARING: _sharing,
    Reason.STARTING: _always("Starting pilots."),
    Reason.OWNER_INPUT: _owner_input,
    Reason.OWNER_CPU: _owner_cpu,
    Reason.BLIND: _blind,
    Reason.REMOTE_USER: _condition(
        "Held: somebody is logged in from elsewhere ({}). Resumes soon after their last key.",
        "Held: somebody is logged in from elsewhere. Resumes soon after their last key.",
    ),
    Reason.ASLEEP: _always("Held: the computer is going to sleep. Resumes after it."),
    Reason.INHIBITED: _condition(
        "Held for a film, a call or a presentation ({}). Resumes when it ends.",
        "Held for a film, a call or a presentation. Resumes when it ends.",
    ),
    Reason.EXCLUSIVE_APP: _condition(
        "Held: {} runs, and you want nothing beside it. Resumes when it ends.",
        "Held for a program beside which you want nothing. Resumes when it ends.",
    ),
    Reason.BATTERY: _condition(
        "Held: the computer runs on battery ({}). Resumes on mains.",
        "Held: the computer runs on battery. Resumes on mains.",
    ),
    Reason.METERED: _always("Held: the network is metered. Resumes on another one."),
    Reason.HOT: _condition(
        "Held: the computer is hot ({}). Resumes when it has cooled.",
        "Held: the computer is hot. Resumes when it has cooled.",
    ),
    Reason.PRESSURE: _condition(
        "Held: your programs wait for memory ({}). Resumes when they do not.",
        "Held: your programs wait for memory. Resumes when they do not.",
    ),
    Reason.OWNER_PAUSED: _owner_paused,
    Reason.SCHEDULED_OFF: _scheduled_off,
    Reason.FINISHING: _finishing,
    Reason.FINISHED: _always("Finished: all jobs are done, no new ones start."),
    Reason.NO_CORES: _always("Paused: you allow no cores. Choose at least one to contribute."),
    Reason.LITTLE_MEMORY: _always("Waiting: too little memory is free for another pilot."),
    Reason.SETTINGS: _always("Your settings cannot be read. Nothing runs until they can."),
    Reason.PREPARING: _always("Building the pilot image. Pilots start once it is there."),
    Reason.NO_HEAD_NODE: _always("Waiting: no head node is on. Add one, or mend its file."),
    Reason.NO_WORK: _no_work,
    Reason.FAILING: _failing,
    Reason.ENGINE: _engine,
    Reason.INSIDE: _inside,
    Reason.TTL: _always("Ending pilots that have run their full time."),
    Reason.HELD_TOO_LONG: _always("Ending pilots that were held for too long."),
    Reason.MEMORY_PRESSURE: _always("Ending pilots: your programs need the memory."),
    Reason.IDLE: _always("Ending pilots that have no job."),
    Reason.LIMIT: _limit,
    Reason.CANNOT_HOLD: _always("Ending pilots that cannot be held."),
    Reason.GRACE_OVER: _always("Ending pilots that did not end when asked."),
    Reason.QUITTING: _always("Quitting."),
}
"""A sentence for each reason a verdict can have."""

WHY: Mapping[Reason, str] = {
    Reason.CONTRIBUTING: "contributing",
    Reason.SHARING: "you are here, and only some cores go on",
    Reason.STARTING: "starting",
    Reason.OWNER_INPUT: "you are using the computer",
    Reason.OWNER_CPU: "your programs need the CPU",
    Reason.BLIND: "cannot see whether you are here",
    Reason.REMOTE_USER: "somebody is logged in from elsewhere",
    Reason.ASLEEP: "the computer is going to sleep",
    Reason.INHIBITED: "a film, a call or a presentation",
    Reason.EXCLUSIVE_APP: "a program beside which you want nothing",
    Reason.BATTERY: "the computer runs on battery",
    Reason.METERED: "the network is metered",
    Reason.HOT: "the computer is hot",
    Reason.PRESSURE: "your programs wait for memory",
    Reason.OWNER_PAUSED: "paused by you",
    Reason.SCHEDULED_OFF: "paused by your schedule",
    Reason.FINISHING: "finishing",
    Reason.FINISHED: "finished",
    Reason.NO_CORES: "you allow no cores",
    Reason.LITTLE_MEMORY: "too little memory is free",
    Reason.SETTINGS: "your settings cannot be read",
    Reason.PREPARING: "the pilot image is being built",
    Reason.NO_HEAD_NODE: "no head node is on",
    Reason.NO_WORK: "there is no work",
    Reason.FAILING: "the last pilots failed",
    Reason.ENGINE: "the engine does not answer",
    Reason.INSIDE: "an error inside planctongui",
    Reason.TTL: "it has run its full time",
    Reason.HELD_TOO_LONG: "it was held for too long to be of use",
    Reason.MEMORY_PRESSURE: "your programs need the memory",
    Reason.IDLE: "it has no job",
    Reason.LIMIT: "more cores in use than allowed now",
    Reason.CANNOT_HOLD: "it cannot be held",
    Reason.GRACE_OVER: "it did not end when asked",
    Reason.QUITTING: "the program quits",
}
"""A reason as the second half of a line about one pilot."""


def _next(report: Report, now: float, what: str) -> str:
    """A second sentence on when it goes on; "" when nobody knows. Coarse, so that it stands."""
    until = report.verdict.until
    if until is None or math.isinf(until):
        return ""
    return f" {what} {'within a minute' if until - now < 60 else 'at ' + clock(until, now)}."


def _title(report: Report, otherwise: str) -> str:
    """The first trouble's title, without its full stop."""
    return report.troubles[0].title.rstrip(".") if report.troubles else otherwise


def _why_blind(report: Report) -> str:
    return (report.presence.why_blind or "no source of your input works here").rstrip(".") + "."


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def _seconds(span_s: float) -> int:
    return max(0, round(span_s))


def ago(age_s: float) -> str:
    """How long ago, in words: "just now", "3 s ago", "2 h ago"."""
    if age_s < 2:
        return "just now"
    if age_s < 90:
        return f"{age_s:.0f} s ago"
    if age_s < 90 * 60:
        return f"{age_s / 60:.0f} min ago"
    return f"{age_s / 3600:.0f} h ago"


def printable(text: str) -> str:
    """The text without control characters, which could be orders to a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
