"""What the program does, why, and until when: one plain sentence for each reason.

For: window, tray, terminal and command line, so that all of them say the same. Not for: deciding
(`core.policy`) or painting (`views`). Pure: every function may be called from any thread.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

from planctongui.core.gate import LIKE_THE_OWNER
from planctongui.core.report import Report
from planctongui.core.verdict import Mood, Reason
from planctongui.tongue import Phrases, translate
from planctongui.words import moments, reasons
from planctongui.words.details import cores, pulls, why_blind

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


def status(report: Report, now: float) -> str:
    """What the program does, why, and until when. `now` is Unix time."""
    return STATUS[report.verdict.reason](report, now)


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
        return told.format(why=reasons.WHY[others[0]], goes=goes)
    if report.presence.age_s is None:
        told = translate("Sentences", "Cannot see whether you are here: {why} So {goes}.")
        return told.format(why=why_blind(report), goes=goes)
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
    return told.format(why=why_blind(report))


def _owner_paused(report: Report, now: float) -> str:
    until = report.verdict.until
    if until is None or math.isinf(until):
        return translate("Sentences", "Paused by you until you resume.")
    told = translate("Sentences", "Paused by you {until}.")
    return told.format(until=moments.clock(until, now, "until"))


def _scheduled_off(report: Report, now: float) -> str:
    until = report.verdict.until
    if until is None or math.isinf(until):
        return translate("Sentences", "Paused by your schedule.")
    told = translate("Sentences", "Paused by your schedule {until}.")
    return told.format(until=moments.clock(until, now, "until"))


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


def _not_allowed(report: Report, now: float) -> str:
    refused = next((one.refused for one in report.head_nodes if one.refused), "")
    told = translate("Sentences", "Waiting: you have not allowed the image {image}.").format(
        image=refused
    )
    if not refused:
        told = translate("Sentences", "Waiting: you have not allowed the image of any head node.")
    then = translate("Sentences", "If you trust it, allow it on the page Head nodes.")
    return f"{told} {then}"


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
        Reason.NOT_ALLOWED: _not_allowed,
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


def _with_next(what: str, then: str, report: Report, now: float) -> str:
    """The sentence, and if that is known a second one {when} it goes on: coarse, so it stands."""
    until = report.verdict.until
    if until is None or math.isinf(until):
        return what
    soon = until - now < 60
    when = translate("Sentences", "within a minute") if soon else moments.clock(until, now, "at")
    return f"{what} {then.format(when=when)}"


def _title(report: Report, otherwise: str) -> str:
    """The first trouble's title, without its full stop."""
    return report.troubles[0].title.rstrip(".") if report.troubles else otherwise


def _seconds(span_s: float) -> int:
    return max(0, round(span_s))
