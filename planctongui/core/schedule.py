"""The owner's week: what goes on at which hour, as they write it and as it is looked up.

For: rules such as "mon-fri 08-18 quiet" -> 7 x 24 cells -> the slot an instant is in. Pure: the
way from Unix time to the owner's calendar is handed in. Not for: what a level means (`gate`).

A rule is DAYS [HOURS] LEVEL. Where rules overlap the later one wins. Hours that go backwards
("18-08") run over midnight into the next day. What no rule covers is left to the owner's rung.
Hours are those of the wall clock: one that summer time skips is skipped, one that comes twice
counts twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from planctongui.core.limits import Level, Slot
from planctongui.tongue import mark

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
HOURS_A_WEEK = 7 * 24
EXAMPLE = "mon-fri 08-18 quiet"

_QUARTER_S = 900
"""All of the world's clocks are off by quarters of an hour, and change by quarters of an hour."""

_HOURS = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?-([0-9]{1,2})(?::([0-9]{2}))?")
_LEVELS = {level.value: level for level in Level}


class BadRule(ValueError):
    """A rule that cannot be understood; the text says what and why, for the owner."""

    def __init__(self, rule: str, form: str, **values: str) -> None:
        super().__init__(form.format(**values))
        self.rule = rule
        """The rule as it was written."""
        self.form = form
        """Why, marked for translation in the context "Schedule", with the places of `values`."""
        self.values = values


@dataclass(frozen=True, slots=True)
class Schedule:
    """One week, by the hour, from Monday 0:00 on."""

    cells: tuple[Level | None, ...] = (None,) * HOURS_A_WEEK
    """None = no rule covers this hour."""


def parse(rules: Iterable[str]) -> Schedule:
    """The week that these rules make. Raises BadRule."""
    cells: list[Level | None] = [None] * HOURS_A_WEEK
    for rule in rules:
        days, (first, length), level = _parts(rule)
        for day in days:
            for hour in range(first, first + length):
                cells[(day * 24 + hour) % HOURS_A_WEEK] = level
    return Schedule(tuple(cells))


def rules_of(cells: Sequence[Level | None]) -> tuple[str, ...]:
    """Rules that make exactly these cells, days that are alike said together.

    `cells`: HOURS_A_WEEK levels from Monday 0:00 on. `parse` is the way back.
    """
    alike: dict[str, list[int]] = {}
    for day in range(7):
        for span in _spans(cells[day * 24 : day * 24 + 24]):
            alike.setdefault(span, []).append(day)
    return tuple(f"{_days_text(days)} {span}" for span, days in alike.items())


def level_at(schedule: Schedule, local: datetime) -> Level | None:
    """The level at this instant of the owner's calendar; None = no rule covers it."""
    return schedule.cells[local.weekday() * 24 + local.hour]


def slot_at(
    schedule: Schedule, wall: float, local: Callable[[float], datetime] = datetime.fromtimestamp
) -> Slot:
    """The slot in which the Unix time `wall` lies; `local` gives the owner's calendar for it."""
    level = level_at(schedule, local(wall))
    return Slot(level, next_change(schedule, wall, local))


def next_change(
    schedule: Schedule, wall: float, local: Callable[[float], datetime] = datetime.fromtimestamp
) -> float:
    """The Unix time after `wall` at which another level begins; inf = never."""
    if len(set(schedule.cells)) == 1:
        return float("inf")
    now = level_at(schedule, local(wall))
    # Looked up and not computed: only the calendar knows which hours are skipped or come twice.
    quarter = wall // _QUARTER_S * _QUARTER_S
    while True:
        quarter += _QUARTER_S
        if level_at(schedule, local(quarter)) is not now:
            return quarter


def _parts(rule: str) -> tuple[list[int], tuple[int, int], Level]:
    """Days (0 = Monday), first hour and number of hours, level. Raises BadRule."""
    words = rule.lower().split()
    if len(words) not in (2, 3):
        raise BadRule(
            rule,
            mark("Schedule", 'a rule is days, hours and a level, as in "{example}"'),
            example=EXAMPLE,
        )
    level = _LEVELS.get(words[-1])
    if level is None:
        raise BadRule(
            rule,
            mark("Schedule", '"{word}" is no level; there are {levels}'),
            word=words[-1],
            levels=", ".join(_LEVELS),
        )
    hours = _hours(rule, words[1]) if len(words) == 3 else (0, 24)
    return [day for part in words[0].split(",") for day in _days(rule, part)], hours, level


def _days(rule: str, text: str) -> list[int]:
    """Numbers of the days in "mon", "mon-fri", over the week's end "fri-mon", or "daily"."""
    if text == "daily":
        return list(range(7))
    ends = text.split("-")
    for name in ends:
        if name not in DAYS:
            raise BadRule(
                rule,
                mark("Schedule", '"{word}" is no day; there are {days} and daily'),
                word=name,
                days=", ".join(DAYS),
            )
    if len(ends) > 2:
        raise BadRule(
            rule,
            mark("Schedule", '"{word}" has more than two ends; separate days by commas'),
            word=text,
        )
    first, last = DAYS.index(ends[0]), DAYS.index(ends[-1])
    return [day % 7 for day in range(first, first + (last - first) % 7 + 1)]


def _hours(rule: str, text: str) -> tuple[int, int]:
    """First hour and number of hours of "08-18", "08:00-18:00" or, over midnight, "18-8"."""
    found = _HOURS.fullmatch(text)
    if found is None:
        raise BadRule(
            rule, mark("Schedule", '"{word}" is no span of hours such as 08-18'), word=text
        )
    if any(minutes not in (None, "00") for minutes in (found[2], found[4])):
        raise BadRule(
            rule, mark("Schedule", '"{word}" must begin and end at full hours'), word=text
        )
    first, last = int(found[1]), int(found[3])
    if first > 23 or last > 24:
        raise BadRule(
            rule, mark("Schedule", '"{word}" is beyond the day: hours go from 00 to 24'), word=text
        )
    if first == last:
        raise BadRule(
            rule,
            mark("Schedule", '"{word}" has no length; leave the hours out for the whole day'),
            word=text,
        )
    return first, (last - first) % 24 or 24


def _spans(day: Sequence[Level | None]) -> Iterator[str]:
    """ "HOURS LEVEL" for each run of equal cells of one day; the whole day needs no hours."""
    hour = 0
    for level, run in groupby(day):
        first, hour = hour, hour + len(list(run))
        if level is not None:
            hours = "" if (first, hour) == (0, 24) else f"{first:02}-{hour:02} "
            yield hours + level.value


def _days_text(days: Sequence[int]) -> str:
    """ "mon-wed,sat" for (0, 1, 2, 5); days in rising order."""
    if len(days) == 7:
        return "daily"
    parts = []
    for _, run in groupby(enumerate(days), lambda place: place[1] - place[0]):
        ends = [DAYS[day] for _, day in run]
        parts.append(ends[0] if len(ends) == 1 else f"{ends[0]}-{ends[-1]}")
    return ",".join(parts)


class Calendar:
    """The slot of now, looked up anew only when it may be another: steps come in quick succession.

    One thread only.
    """

    def __init__(self, local: Callable[[float], datetime] = datetime.fromtimestamp) -> None:
        self._local = local
        self._schedule = Schedule()
        self._from = self._to = 0.0
        self.last = Slot()
        """The slot that was asked for last."""
        self.rules: tuple[str, ...] = ()
        """What `rules_of` makes of the schedule that was asked about last."""

    def slot(self, schedule: Schedule, wall: float) -> Slot:
        """The slot in which the Unix time `wall` lies."""
        if schedule is not self._schedule or not self._from <= wall < self._to:
            self.last = slot_at(schedule, wall, self._local)
            self.rules = rules_of(schedule.cells)
            self._schedule, self._from = schedule, wall
            # No longer than an hour: the owner may travel, and the clock with them.
            self._to = min(self.last.until, wall + 3600.0)
        return self.last
