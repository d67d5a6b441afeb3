"""Points in time as the owner's clock and calendar show them.

For: "until tomorrow 07:00", "3 s ago", what stands under a bar. Not for: spans and other numbers
(`formats`). Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Literal

from planctongui.core.history import Step
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


def stamp(moment: float) -> str:
    """Day and time of a point in Unix time, to the second: "2026-11-25 14:03:09"."""
    then = datetime.fromtimestamp(moment)
    return f"{date(then)} {then:%H:%M:%S}"


def ago(age_s: float) -> str:
    """How long ago, in words: "just now", "3 s ago", "2 h ago"."""
    if age_s < 2:
        return translate("Sentences", "just now")
    if age_s < 90:
        return translate("Sentences", "{span} ago").format(span=f"{age_s:.0f} s")
    if age_s < 90 * 60:
        return translate("Sentences", "{span} ago").format(span=f"{age_s / 60:.0f} min")
    return translate("Sentences", "{span} ago").format(span=f"{age_s / 3600:.0f} h")


_MONTHS: Mapping[int, str] = Phrases(
    lambda: {
        1: translate("Formats", "Jan"),
        2: translate("Formats", "Feb"),
        3: translate("Formats", "Mar"),
        4: translate("Formats", "Apr"),
        5: translate("Formats", "May"),
        6: translate("Formats", "Jun"),
        7: translate("Formats", "Jul"),
        8: translate("Formats", "Aug"),
        9: translate("Formats", "Sep"),
        10: translate("Formats", "Oct"),
        11: translate("Formats", "Nov"),
        12: translate("Formats", "Dec"),
    }
)


def period(step: Step, start: float, whole: bool = False) -> str:
    """What stands under a bar that begins at this Unix time; `whole`: said in full, for a line."""
    day = datetime.fromtimestamp(start)
    month = _MONTHS[day.month]
    if step is Step.YEAR:
        return str(day.year)
    if step is Step.MONTH:
        return f"{month} {day.year}"
    if not whole:
        return translate("Formats", "{day} {month}").format(day=day.day, month=month)
    said = translate("Formats", "{day} {month} {year}")
    if step is Step.WEEK:
        said = translate("Formats", "the week from {day} {month} {year} on")
    return said.format(day=day.day, month=month, year=day.year)
