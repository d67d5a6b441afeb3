"""Which message the desktop shows the owner now, if any.

For: one pure answer to each Report; few messages, each of them once. Not for: its words
(`words`), showing it (`views.notifier`) or keeping what was told (`keepsakes`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Reason

MOST_A_DAY = 3
"""Messages between two local midnights."""
LASTS_S = 60.0
"""A trouble that is over sooner is not told: most go by themselves."""
AGAIN_S = 24 * 3600.0
"""The same trouble is told again after this."""
HERE_S = 60.0
"""Thanks wait for an owner whose last input is not older."""
WORTH_S = 360.0
"""CPU seconds that are worth a word of thanks."""


class Kind(Enum):
    """What a message is about; the values are names of settings."""

    PAUSE = "pause"
    """The first time ever that pilots made room for the owner."""
    TROUBLE = "trouble"
    THANKS = "thanks"
    """What the machine gave in the week that is over."""
    TRAY = "tray"
    """The window was closed for the first time ever, and the program goes on."""
    FIRST_STEPS = "first_steps"
    """It was started without a window for the first time ever, and does nothing yet."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One message to show."""

    kind: Kind
    trouble: Trouble | None = None
    given_s: float = 0.0
    """CPU seconds to thank for."""
    since: float = 0.0
    """Unix time from which on they were given."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was told so far; kept over restarts, but for `waiting`."""

    at: tuple[float, ...] = ()
    """Unix times of the messages of the last day."""
    once: tuple[str, ...] = ()
    """Kinds that are told once ever, and were."""
    troubles: Mapping[str, float] = field(default_factory=dict)
    """Title of a trouble -> Unix time at which it was told."""
    week: float = 0.0
    """Unix time at which the week began for which thanks are still due; 0 = none is counted yet."""
    total_s: float = 0.0
    """CPU seconds given in all when that week began."""
    waiting: Mapping[str, float] = field(default_factory=dict)
    """Title of a trouble that is there now -> Unix time since which it is."""


def next_notice(report: Report, told: Told) -> tuple[Notice | None, Told]:
    """What to show at the time of this Report, and what is then told."""
    now = report.at
    waiting = {t.title: told.waiting.get(t.title, now) for t in report.troubles}
    told = _weeks(report, replace(told, waiting=waiting))
    for notice in (
        _of_trouble(report, told),
        _of_pause(report, told),
        _of_thanks(report, told),
    ):
        if notice is not None and may_tell(told, now):
            return notice, after(notice, told, report)
    return None, told


def may_tell(told: Told, now: float) -> bool:
    """True while there is room for one more message today."""
    midnight = _midnight(now).timestamp()
    return sum(1 for at in told.at if midnight <= at <= now) < MOST_A_DAY


def after(notice: Notice, told: Told, report: Report) -> Told:
    """What is told once this notice is shown."""
    now = report.at
    midnight = _midnight(now).timestamp()
    told = replace(told, at=(*(at for at in told.at if midnight <= at <= now), now))
    if notice.kind is Kind.TROUBLE and notice.trouble is not None:
        fresh = {title: at for title, at in told.troubles.items() if now - at < AGAIN_S}
        return replace(told, troubles={**fresh, notice.trouble.title: now})
    if notice.kind is Kind.THANKS:
        return replace(told, week=_monday(now), total_s=report.sums.total_s)
    return replace(told, once=(*told.once, notice.kind.value))


def _weeks(report: Report, told: Told) -> Told:
    """Begin to count when something was given, and begin anew where there is nothing to thank."""
    total_s, monday = report.sums.total_s, _monday(report.at)
    if total_s <= 0:
        return told  # nothing yet, or the ledger has not been read
    over = told.week < monday and not (report.notices.thanks and total_s - told.total_s >= WORTH_S)
    if told.week == 0 or over or total_s < told.total_s:
        return replace(told, week=monday, total_s=total_s)
    return told


def _of_trouble(report: Report, told: Told) -> Notice | None:
    if not report.notices.trouble:
        return None
    for trouble in report.troubles:
        lasting = report.at - told.waiting[trouble.title] >= LASTS_S
        told_at = told.troubles.get(trouble.title)
        if lasting and (told_at is None or report.at - told_at >= AGAIN_S):
            return Notice(Kind.TROUBLE, trouble)
    return None


def _of_pause(report: Report, told: Told) -> Notice | None:
    first = Kind.PAUSE.value not in told.once
    held = report.held > 0 and report.verdict.reason is Reason.OWNER_INPUT
    return Notice(Kind.PAUSE) if report.notices.pause and first and held else None


def _of_thanks(report: Report, told: Told) -> Notice | None:
    age_s = report.presence.age_s
    here = age_s is None or age_s < HERE_S
    if not (here and report.notices.thanks and 0 < told.week < _monday(report.at)):
        return None
    return Notice(Kind.THANKS, given_s=report.sums.total_s - told.total_s, since=told.week)


def _midnight(now: float) -> datetime:
    return datetime.fromtimestamp(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _monday(now: float) -> float:
    """Unix time of the midnight with which this week began."""
    midnight = _midnight(now)
    return (midnight - timedelta(days=midnight.weekday())).timestamp()


def plain(told: Told) -> dict[str, object]:
    """As JSON can keep it."""
    return {
        "at": list(told.at),
        "once": list(told.once),
        "troubles": dict(told.troubles),
        "week": told.week,
        "total_s": told.total_s,
    }


def from_plain(kept: object) -> Told:
    """What was kept; nothing was told where it cannot be understood."""
    if not isinstance(kept, Mapping):
        return Told()
    try:
        return Told(
            at=tuple(float(at) for at in kept["at"]),
            once=tuple(str(name) for name in kept["once"]),
            troubles={str(title): float(at) for title, at in kept["troubles"].items()},
            week=float(kept["week"]),
            total_s=float(kept["total_s"]),
        )
    except (AttributeError, KeyError, TypeError, ValueError):
        return Told()
