"""What a report carries besides its verdict: pilots, presence, sources, delay, schedule, pulls.

For: window, tray, terminal and command line, so that all of them say the same. Not for: the verdict
(`status`). Pure; any thread.
"""

from __future__ import annotations

import math

from planctongui.core.limits import Level
from planctongui.core.observation import SourceStatus
from planctongui.core.report import Delay, Report
from planctongui.tongue import translate
from planctongui.words import formats, levels, moments


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
        return translate("Sentences", "not visible: {why}").format(why=why_blind(report))
    age_s = seen.age_s + max(0.0, now - report.at)
    told = translate("Sentences", "last input {ago} ({source})")
    return told.format(ago=moments.ago(age_s), source=source_name(seen.source))


def why_blind(report: Report) -> str:
    why = report.presence.why_blind
    return (why or translate("Sentences", "no source of your input works here")).rstrip(".") + "."


def source_name(name: str) -> str:
    """A way of seeing the owner or the machine, as the owner knows it."""
    return translate("Sensors", name)


def source(status: SourceStatus, later_s: float = 0.0) -> str:
    """What one source sees, or why it sees nothing; `later_s`: told so long after it was asked."""
    if status.works and status.age_s is not None:
        told = translate("Sentences", "{detail}, last seen {ago}")
        return told.format(detail=status.detail, ago=moments.ago(status.age_s + max(0.0, later_s)))
    if status.works and status.heard_s is not None:
        told = translate("Sentences", "{detail}, last heard of {ago}")
        return told.format(
            detail=status.detail, ago=moments.ago(status.heard_s + max(0.0, later_s))
        )
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
    elif cost.today_s > 0:
        told = translate("Sentences", "It cost you {delay} today.").format(
            delay=_cost(cost.today_s)
        )
    else:
        told = translate("Sentences", "It cost you nothing today.")
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
        rung=levels.LEVEL_WORDS[Level(cost.rung.value)] if cost.rung else "",
        calm=f"{cost.calm_s or 0:.0f}",
    )


def _cost(seconds: float) -> str:
    if seconds < 0.05:
        least = formats.decimal("0.1")
        return translate("Sentences", "less than {seconds} s").format(seconds=least)
    return formats.decimal(f"{seconds:.1f} s") if seconds < 9.95 else f"{seconds:.0f} s"


def schedule(report: Report, now: float) -> str:
    """What the owner's schedule says instead of their choice; "" when it says nothing now."""
    level = report.slot.level
    if level is None:
        return ""
    word = levels.LEVEL_WORDS[level]
    if math.isinf(report.slot.until):
        told = translate("Sentences", "Your schedule says {level}, whatever is chosen here.")
        return told.format(level=word)
    told = translate("Sentences", "Your schedule says {level} {until}, whatever is chosen here.")
    return told.format(level=word, until=moments.clock(report.slot.until, now, "until"))


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
