"""Values turned into words: one plain sentence each.

For: window, tray, terminal and command line, so that all of them say the same. Not for: deciding
(`core.policy`) or painting (`views`). Pure: every function may be called from any thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Literal

from planctongui import formats
from planctongui.core.gate import LIKE_THE_OWNER
from planctongui.core.model import (
    Action,
    Breathe,
    Delay,
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
from planctongui.tongue import Phrases, translate

# Not by strftime: the toolkit sets the owner's locale, and one sentence has one language.
WEEKDAYS: Mapping[int, str] = Phrases(
    lambda: {
        0: translate("Sentences", "Mon"),
        1: translate("Sentences", "Tue"),
        2: translate("Sentences", "Wed"),
        3: translate("Sentences", "Thu"),
        4: translate("Sentences", "Fri"),
        5: translate("Sentences", "Sat"),
        6: translate("Sentences", "Sun"),
    }
)
"""Short names of the days, 0 = Monday."""

MOODS: Mapping[Mood, str] = Phrases(
    lambda: {
        Mood.CONTRIBUTING: translate("Sentences", "Contributing"),
        Mood.HELD: translate("Sentences", "Making room for you"),
        Mood.PAUSED: translate("Sentences", "Paused"),
        Mood.WAITING: translate("Sentences", "Waiting"),
        Mood.TROUBLE: translate("Sentences", "Needs attention"),
    }
)
"""A mood in one or two words."""


LEVELS: Mapping[Level | None, str] = Phrases(
    lambda: {
        None: translate("Sentences", "nothing: as chosen above"),
        Level.OFF: translate("Sentences", "off: nothing runs, even while you are away"),
        Level.QUIET: translate("Sentences", "quiet: everything stops while you are here"),
        Level.SHARE: translate("Sentences", "share: half of the cores go on"),
        Level.GENEROUS: translate("Sentences", "generous: all cores but one go on"),
        Level.DEDICATED: translate("Sentences", "dedicated: all cores go on"),
    }
)
"""Level -> what the owner chooses by it."""

LEVEL_WORDS: Mapping[Level, str] = Phrases(
    lambda: {
        Level.OFF: translate("Sentences", "off", "level"),
        Level.QUIET: translate("Sentences", "quiet", "level"),
        Level.SHARE: translate("Sentences", "share", "level"),
        Level.GENEROUS: translate("Sentences", "generous", "level"),
        Level.DEDICATED: translate("Sentences", "dedicated", "level"),
    }
)
"""A level or rung as one word in a sentence."""

RUNGS: Mapping[Rung, tuple[str, str]] = Phrases(
    lambda: {
        Rung.QUIET: (
            translate("Sentences", "Quiet: everything stops"),
            translate(
                "Sentences",
                "All pilots stop at your first key or mouse move and go on once you have been "
                "still.",
            ),
        ),
        Rung.SHARE: (
            translate("Sentences", "Share: half of the cores go on"),
            translate(
                "Sentences",
                "Half of the cores, rounded down. All stop when your programs need the CPU.",
            ),
        ),
        Rung.GENEROUS: (
            translate("Sentences", "Generous: all cores but one go on"),
            translate(
                "Sentences",
                "One core stays yours, and your programs get back as many more as they use.",
            ),
        ),
        Rung.DEDICATED: (
            translate("Sentences", "Dedicated: all cores go on"),
            translate(
                "Sentences",
                "For machines that nobody sits at: neither your input nor your programs stop a "
                "pilot.",
            ),
        ),
    }
)
"""What goes on while the owner is here: the name to choose it by, and one sentence about it."""


def status(report: Report, now: float) -> str:
    """What the program does, why, and until when. `now` is Unix time."""
    return STATUS[report.verdict.reason](report, now)


def hours(cpu_seconds: float) -> str:
    """CPU hours with about three digits: "0.70 h", "12.3 h", "1 234 h"."""
    return formats.measure(cpu_seconds / 3600, "h")


_MOMENTS: Mapping[str, tuple[str, str, str, str]] = Phrases(
    lambda: {
        "": (
            "{time}",
            translate("Sentences", "tomorrow {time}"),
            "{day} {time}",
            "{date} {time}",
        ),
        "until": (
            translate("Sentences", "until {time}"),
            translate("Sentences", "until tomorrow {time}"),
            translate("Sentences", "until {day} {time}", "weekday"),
            translate("Sentences", "until {date} {time}"),
        ),
        "at": (
            translate("Sentences", "at {time}"),
            translate("Sentences", "tomorrow at {time}"),
            translate("Sentences", "on {day} at {time}", "weekday"),
            translate("Sentences", "on {date} at {time}"),
        ),
    }
)
"""A moment of today, of tomorrow, of the next six days, of any other day."""


def clock(moment: float, now: float, how: Literal["", "until", "at"] = "") -> str:
    """A point in Unix time as the owner's clock shows it, with the day when it is not today's."""
    try:
        then, today = datetime.fromtimestamp(moment), datetime.fromtimestamp(now).date()
    except (OverflowError, ValueError, OSError):
        return translate("Sentences", "a day too far away to name")
    days = (then.date() - today).days
    form = _MOMENTS[how][days if days in (0, 1) else 2 if 1 < days < 7 else 3]
    return form.format(time=f"{then:%H:%M}", day=WEEKDAYS[then.weekday()], date=date(then))


def date(day: datetime) -> str:
    """The day as the owner writes it: "2026-11-25"."""
    form = translate("Sentences", "{year}-{month}-{day}")
    return form.format(year=day.year, month=f"{day:%m}", day=f"{day:%d}")


def cores(count: int, machine_cores: int) -> str:
    """How much of the machine is allowed, e.g. "3 of 8 cores"."""
    told = translate("Sentences", "{count} of %n core(s)", "", machine_cores)
    return told.format(count=count)


def pilots(report: Report) -> str:
    """Pilots by what they do, e.g. "3 running, 1 held"."""
    parts = []
    if report.running:
        parts.append(translate("Sentences", "%n running", "", report.running))
    if report.held:
        parts.append(translate("Sentences", "%n held", "", report.held))
    if report.starting:
        parts.append(translate("Sentences", "%n starting", "", report.starting))
    return ", ".join(parts) or translate("Sentences", "none", "pilots")


def presence(report: Report, now: float) -> str:
    """What is known about the owner, and by which source. `now` is Unix time."""
    seen = report.presence
    if seen.age_s is None:
        return translate("Sentences", "not visible: {why}").format(why=_why_blind(report))
    age_s = seen.age_s + max(0.0, now - report.at)
    told = translate("Sentences", "last input {ago} ({source})")
    return told.format(ago=ago(age_s), source=source_name(seen.source))


def source_name(name: str) -> str:
    """A way of seeing the owner or the machine, as the owner knows it."""
    return translate("Sensors", name)


def source(status: SourceStatus, later_s: float = 0.0) -> str:
    """What one source sees, or why it sees nothing; `later_s`: told so long after it was asked."""
    if status.works and status.age_s is not None:
        told = translate("Sentences", "{detail}, last seen {ago}")
        return told.format(detail=status.detail, ago=ago(status.age_s + max(0.0, later_s)))
    if status.works and status.heard_s is not None:
        told = translate("Sentences", "{detail}, last heard of {ago}")
        return told.format(detail=status.detail, ago=ago(status.heard_s + max(0.0, later_s)))
    return status.detail


def delay(report: Report) -> str:
    """What it cost the owner today, and what follows when that is too much."""
    cost = report.delay
    if cost is None:
        return translate("Sentences", "What it cost you today is not known yet.")
    if cost.today_s is None:
        told = translate(
            "Sentences",
            "What it cost you today is not known: nothing here tells how long programs wait.",
        )
    else:
        told = translate("Sentences", "It cost you {delay} today.").format(
            delay=_cost(cost.today_s)
        )
    return f"{told} {_instead(cost)}".rstrip()


def _instead(cost: Delay) -> str:
    """What follows from too much delay; "" = nothing."""
    if cost.rung is None and cost.calm_s is None:
        return ""
    if cost.calm_s is None:
        form = translate(
            "Sentences",
            "That is more than the {budget} s you allow: until midnight it keeps to {rung}.",
        )
    elif cost.rung is None:
        form = translate(
            "Sentences",
            "That is more than the {budget} s you allow: until midnight it waits {calm} s after "
            "your last input.",
        )
    else:
        form = translate(
            "Sentences",
            "That is more than the {budget} s you allow: until midnight it keeps to {rung} and it "
            "waits {calm} s after your last input.",
        )
    return form.format(
        budget=formats.decimal(f"{cost.budget_s:g}"),
        rung=LEVEL_WORDS[Level(cost.rung.value)] if cost.rung else "",
        calm=f"{cost.calm_s or 0:.0f}",
    )


def _cost(seconds: float) -> str:
    if seconds < 0.05:
        if seconds > 0:
            return translate("Sentences", "less than {seconds} s").format(
                seconds=formats.decimal("0.1")
            )
        return translate("Sentences", "nothing", "delay")
    return formats.decimal(f"{seconds:.1f} s") if seconds < 9.95 else f"{seconds:.0f} s"


def schedule(report: Report, now: float) -> str:
    """What the owner's schedule says instead of their choice; "" when it says nothing now."""
    level = report.slot.level
    if level is None:
        return ""
    word = LEVEL_WORDS[level]
    if math.isinf(report.slot.until):
        told = translate("Sentences", "Your schedule says {level}, whatever is chosen here.")
        return told.format(level=word)
    told = translate("Sentences", "Your schedule says {level} {until}, whatever is chosen here.")
    return told.format(level=word, until=clock(report.slot.until, now, "until"))


def pulls(report: Report) -> str:
    """Which images are on their way, and how far; "" when none is."""
    told = []
    for one in report.pulls:
        if one.total_mb:
            text = translate(
                "Sentences", "Pulling the pilot image for {head_node}: {done} of {total} MB."
            )
        else:
            text = translate("Sentences", "Pulling the pilot image for {head_node}.")
        done, total = f"{one.done_mb:.0f}", f"{one.total_mb:.0f}"
        told.append(text.format(head_node=one.head_node, done=done, total=total))
    return " ".join(told)


def level_name(level: Level | None) -> str:
    """What the schedule says of an hour, for a list or a tip."""
    return LEVELS[level]


def action_line(action: Action) -> str:
    """One thing the program ordered, for a terminal."""
    if isinstance(action, Spawn):
        told = translate("Sentences", "start a pilot for {head_node}")
        return told.format(head_node=action.head_node)
    if isinstance(action, Hold):
        told = translate("Sentences", "hold {pilot}: {why}")
        return told.format(pilot=action.pilot, why=WHY[action.reason])
    if isinstance(action, Breathe):
        return translate("Sentences", "let {pilot} breathe").format(pilot=action.pilot)
    if isinstance(action, Release):
        return translate("Sentences", "release {pilot}").format(pilot=action.pilot)
    if isinstance(action, End):
        told = translate("Sentences", "end {pilot}: {why}")
        return told.format(pilot=action.pilot, why=WHY[action.reason])
    if isinstance(action, Kill):
        told = translate("Sentences", "kill {pilot}: {why}")
        return told.format(pilot=action.pilot, why=WHY[action.reason])
    return translate("Sentences", "reap {pilot}").format(pilot=action.pilot)


def _contributing(report: Report, now: float) -> str:
    allowed = cores(report.max_cores, report.machine_cores)
    if not report.running:
        return translate("Sentences", "Contributing on up to {cores}.").format(cores=allowed)
    told = translate(
        "Sentences", "Contributing with %n pilot(s) on up to {cores}.", "", report.running
    )
    return told.format(cores=allowed)


def _sharing(report: Report, now: float) -> str:
    count = round(report.verdict.cores or 0)
    allowed = cores(count, report.machine_cores)
    goes = _go_on(allowed, count)
    others = [c.reason for c in report.conditions if c.reason in LIKE_THE_OWNER]
    if others:
        told = translate("Sentences", "Contributing: {why}, so {goes}.")
        return told.format(why=WHY[others[0]], goes=goes)
    if report.presence.age_s is None:
        told = translate("Sentences", "Cannot see whether you are here: {why} So {goes}.")
        return told.format(why=_why_blind(report), goes=goes)
    return translate("Sentences", "Contributing: you are here, so {goes}.").format(goes=goes)


def _go_on(allowed: str, count: int) -> str:
    """E.g. "only 1 of 8 cores goes on"; `count` is how many it is."""
    if count == 1:
        return translate("Sentences", "only {cores} goes on").format(cores=allowed)
    return translate("Sentences", "only {cores} go on").format(cores=allowed)


def _owner_input(report: Report, now: float) -> str:
    until, age_s = report.verdict.until, report.presence.age_s
    if until is None or age_s is None:
        return translate(
            "Sentences",
            "Paused: you are using the computer. Resumes soon after your last input.",
        )
    # Said as the owner's own setting, so that the sentence stands still while they type.
    told = translate(
        "Sentences",
        "Paused: you are using the computer. Resumes {seconds} s after your last input.",
    )
    return told.format(seconds=_seconds(until - report.at + age_s))


def _owner_cpu(report: Report, now: float) -> str:
    until = report.verdict.until
    if until is None:
        return translate(
            "Sentences", "Held: your programs need the CPU. Resumes soon if they stay calm."
        )
    told = translate(
        "Sentences", "Held: your programs need the CPU. Resumes in {seconds} s if they stay calm."
    )
    return told.format(seconds=_seconds(until - now))


def _blind(report: Report, now: float) -> str:
    told = translate(
        "Sentences", "Cannot see whether you are here: {why} Nothing runs until that works."
    )
    return told.format(why=_why_blind(report))


def _owner_paused(report: Report, now: float) -> str:
    until = report.verdict.until
    if until is None or math.isinf(until):
        return translate("Sentences", "Paused by you until you resume.")
    told = translate("Sentences", "Paused by you {until}.")
    return told.format(until=clock(until, now, "until"))


def _scheduled_off(report: Report, now: float) -> str:
    until = report.verdict.until
    if until is None or math.isinf(until):
        return translate("Sentences", "Paused by your schedule.")
    told = translate("Sentences", "Paused by your schedule {until}.")
    return told.format(until=clock(until, now, "until"))


def _finishing(report: Report, now: float) -> str:
    living = report.running + report.held
    if not living:
        return translate("Sentences", "Finishing: the current jobs may end, no new ones start.")
    if living == 1:
        return translate(
            "Sentences", "Finishing: the job of the last pilot may end, no new ones start."
        )
    return translate(
        "Sentences", "Finishing: the jobs of %n pilot(s) may end, no new ones start.", "", living
    )


def _preparing(report: Report, now: float) -> str:
    what = pulls(report) or translate("Sentences", "Preparing the pilot image.")
    then = translate("Sentences", "Pilots start once it is there.")
    return f"{what} {then}"


def _no_work(report: Report, now: float) -> str:
    return _with_next(
        translate("Sentences", "Waiting: there is no work just now."),
        translate("Sentences", "Asks again {when}."),
        report,
        now,
    )


def _failing(report: Report, now: float) -> str:
    return _with_next(
        translate("Sentences", "The last pilots failed."),
        translate("Sentences", "Tries again {when}."),
        report,
        now,
    )


def _engine(report: Report, now: float) -> str:
    title = _title(report, translate("Sentences", "Pilots cannot be started"))
    told = translate("Sentences", "{trouble}. Goes on by itself once that is solved.")
    return told.format(trouble=title)


def _inside(report: Report, now: float) -> str:
    title = _title(report, translate("Sentences", "Something went wrong inside planctongui"))
    return translate("Sentences", "{trouble}. Nothing runs until that is over.").format(
        trouble=title
    )


def _limit(report: Report, now: float) -> str:
    told = translate(
        "Sentences", "Held: the cores you allow ({count}) are needed by your own programs."
    )
    return told.format(count=report.max_cores)


def _condition(sentence: str, otherwise: str) -> Callable[[Report, float], str]:
    """Says the condition with its detail as the sentence's {detail}, or `otherwise` without one."""

    def tell(report: Report, now: float) -> str:
        told = (c.detail for c in report.conditions if c.reason is report.verdict.reason)
        detail = next(told, "")
        return sentence.format(detail=detail) if detail else otherwise

    return tell


def _always(sentence: str) -> Callable[[Report, float], str]:
    return lambda report, now: sentence


STATUS: Mapping[Reason, Callable[[Report, float], str]] = Phrases(
    lambda: {
        Reason.CONTRIBUTING: _contributing,
        Reason.SHARING: _sharing,
        Reason.STARTING: _always(translate("Sentences", "Starting pilots.")),
        Reason.OWNER_INPUT: _owner_input,
        Reason.OWNER_CPU: _owner_cpu,
        Reason.BLIND: _blind,
        Reason.REMOTE_USER: _condition(
            translate(
                "Sentences",
                "Held: somebody is logged in from elsewhere ({detail}). Resumes soon after their "
                "last key.",
            ),
            translate(
                "Sentences",
                "Held: somebody is logged in from elsewhere. Resumes soon after their last key.",
            ),
        ),
        Reason.ASLEEP: _always(
            translate("Sentences", "Held: the computer is going to sleep. Resumes after it.")
        ),
        Reason.INHIBITED: _condition(
            translate(
                "Sentences",
                "Held for a film, a call or a presentation ({detail}). Resumes when it ends.",
            ),
            translate(
                "Sentences", "Held for a film, a call or a presentation. Resumes when it ends."
            ),
        ),
        Reason.EXCLUSIVE_APP: _condition(
            translate(
                "Sentences",
                "Held: {detail} runs, and you want nothing beside it. Resumes when it ends.",
            ),
            translate(
                "Sentences",
                "Held for a program beside which you want nothing. Resumes when it ends.",
            ),
        ),
        Reason.BATTERY: _condition(
            translate(
                "Sentences", "Held: the computer runs on battery ({detail}). Resumes on mains."
            ),
            translate("Sentences", "Held: the computer runs on battery. Resumes on mains."),
        ),
        Reason.METERED: _always(
            translate("Sentences", "Held: the network is metered. Resumes on another one.")
        ),
        Reason.HOT: _condition(
            translate(
                "Sentences", "Held: the computer is hot ({detail}). Resumes when it has cooled."
            ),
            translate("Sentences", "Held: the computer is hot. Resumes when it has cooled."),
        ),
        Reason.PRESSURE: _condition(
            translate(
                "Sentences",
                "Held: your programs wait for memory ({detail}). Resumes when they do not.",
            ),
            translate(
                "Sentences", "Held: your programs wait for memory. Resumes when they do not."
            ),
        ),
        Reason.CPU_PRESSURE: _condition(
            translate(
                "Sentences",
                "Held: programs wait for the CPU ({detail}). Resumes within a minute after.",
            ),
            translate(
                "Sentences", "Held: programs wait for the CPU. Resumes within a minute after."
            ),
        ),
        Reason.LITTLE_DISK: _condition(
            translate(
                "Sentences", "Held: the disk is nearly full ({detail}). Resumes when there is room."
            ),
            translate("Sentences", "Held: the disk is nearly full. Resumes when there is room."),
        ),
        Reason.OWNER_PAUSED: _owner_paused,
        Reason.SCHEDULED_OFF: _scheduled_off,
        Reason.FINISHING: _finishing,
        Reason.FINISHED: _always(
            translate("Sentences", "Finished: all jobs are done, no new ones start.")
        ),
        Reason.NO_CORES: _always(
            translate("Sentences", "Paused: you allow no cores. Choose at least one to contribute.")
        ),
        Reason.LITTLE_MEMORY: _always(
            translate("Sentences", "Waiting: too little memory is free for another pilot.")
        ),
        Reason.SETTINGS: _always(
            translate("Sentences", "Your settings cannot be read. Nothing runs until they can.")
        ),
        Reason.PREPARING: _preparing,
        Reason.NO_HEAD_NODE: _always(
            translate("Sentences", "Waiting: no head node is on. Add one, or mend its file.")
        ),
        Reason.NO_WORK: _no_work,
        Reason.FAILING: _failing,
        Reason.ENGINE: _engine,
        Reason.INSIDE: _inside,
        Reason.TTL: _always(translate("Sentences", "Ending pilots that have run their full time.")),
        Reason.HELD_TOO_LONG: _always(
            translate("Sentences", "Ending pilots that were held for too long.")
        ),
        Reason.MEMORY_PRESSURE: _always(
            translate("Sentences", "Ending pilots: your programs need the memory.")
        ),
        Reason.IDLE: _always(translate("Sentences", "Ending pilots that have no job.")),
        Reason.LIMIT: _limit,
        Reason.CANNOT_HOLD: _always(translate("Sentences", "Ending pilots that cannot be held.")),
        Reason.GRACE_OVER: _always(
            translate("Sentences", "Ending pilots that did not end when asked.")
        ),
        Reason.STOPPED: _always(translate("Sentences", "Ending the pilot you stopped.")),
        Reason.REMOVING: _always(
            translate("Sentences", "Removing everything: pilots end, then images and caches go.")
        ),
        Reason.QUITTING: _always(translate("Sentences", "Quitting.")),
    }
)
"""A sentence for each reason a verdict can have."""

WHY: Mapping[Reason, str] = Phrases(
    lambda: {
        Reason.CONTRIBUTING: translate("Sentences", "contributing"),
        Reason.SHARING: translate("Sentences", "you are here, and only some cores go on"),
        Reason.STARTING: translate("Sentences", "starting"),
        Reason.OWNER_INPUT: translate("Sentences", "you are using the computer"),
        Reason.OWNER_CPU: translate("Sentences", "your programs need the CPU"),
        Reason.BLIND: translate("Sentences", "cannot see whether you are here"),
        Reason.REMOTE_USER: translate("Sentences", "somebody is logged in from elsewhere"),
        Reason.ASLEEP: translate("Sentences", "the computer is going to sleep"),
        Reason.INHIBITED: translate("Sentences", "a film, a call or a presentation"),
        Reason.EXCLUSIVE_APP: translate("Sentences", "a program beside which you want nothing"),
        Reason.BATTERY: translate("Sentences", "the computer runs on battery"),
        Reason.METERED: translate("Sentences", "the network is metered"),
        Reason.HOT: translate("Sentences", "the computer is hot"),
        Reason.PRESSURE: translate("Sentences", "your programs wait for memory"),
        Reason.CPU_PRESSURE: translate("Sentences", "programs wait for the CPU"),
        Reason.LITTLE_DISK: translate("Sentences", "the disk is nearly full"),
        Reason.OWNER_PAUSED: translate("Sentences", "paused by you"),
        Reason.SCHEDULED_OFF: translate("Sentences", "paused by your schedule"),
        Reason.FINISHING: translate("Sentences", "finishing"),
        Reason.FINISHED: translate("Sentences", "finished"),
        Reason.NO_CORES: translate("Sentences", "you allow no cores"),
        Reason.LITTLE_MEMORY: translate("Sentences", "too little memory is free"),
        Reason.SETTINGS: translate("Sentences", "your settings cannot be read"),
        Reason.PREPARING: translate("Sentences", "the pilot image is being prepared"),
        Reason.NO_HEAD_NODE: translate("Sentences", "no head node is on"),
        Reason.NO_WORK: translate("Sentences", "there is no work"),
        Reason.FAILING: translate("Sentences", "the last pilots failed"),
        Reason.ENGINE: translate("Sentences", "the engine does not answer"),
        Reason.INSIDE: translate("Sentences", "an error inside planctongui"),
        Reason.TTL: translate("Sentences", "it has run its full time"),
        Reason.HELD_TOO_LONG: translate("Sentences", "it was held for too long to be of use"),
        Reason.MEMORY_PRESSURE: translate("Sentences", "your programs need the memory"),
        Reason.IDLE: translate("Sentences", "it has no job"),
        Reason.LIMIT: translate("Sentences", "more cores in use than allowed now"),
        Reason.CANNOT_HOLD: translate("Sentences", "it cannot be held"),
        Reason.GRACE_OVER: translate("Sentences", "it did not end when asked"),
        Reason.STOPPED: translate("Sentences", "you stopped it"),
        Reason.REMOVING: translate("Sentences", "everything is removed"),
        Reason.QUITTING: translate("Sentences", "the program quits"),
    }
)
"""A reason as the second half of a line about one pilot."""


def _with_next(what: str, then: str, report: Report, now: float) -> str:
    """The sentence, and if that is known a second one {when} it goes on: coarse, so it stands."""
    until = report.verdict.until
    if until is None or math.isinf(until):
        return what
    soon = until - now < 60
    when = translate("Sentences", "within a minute") if soon else clock(until, now, "at")
    return f"{what} {then.format(when=when)}"


def _title(report: Report, otherwise: str) -> str:
    """The first trouble's title, without its full stop."""
    return report.troubles[0].title.rstrip(".") if report.troubles else otherwise


def _why_blind(report: Report) -> str:
    why = report.presence.why_blind
    return (why or translate("Sentences", "no source of your input works here")).rstrip(".") + "."


def _seconds(span_s: float) -> int:
    return max(0, round(span_s))


def ago(age_s: float) -> str:
    """How long ago, in words: "just now", "3 s ago", "2 h ago"."""
    if age_s < 2:
        return translate("Sentences", "just now")
    if age_s < 90:
        return translate("Sentences", "{span} ago").format(span=f"{age_s:.0f} s")
    if age_s < 90 * 60:
        return translate("Sentences", "{span} ago").format(span=f"{age_s / 60:.0f} min")
    return translate("Sentences", "{span} ago").format(span=f"{age_s / 3600:.0f} h")


def printable(text: str) -> str:
    """The text without control characters, which could be orders to a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)
