"""What was given, by period, head node and class: what the page "Contribution" asks and is told.

For: the values, and where days, weeks, months and years begin by the owner's calendar. Pure. Not
for: sums on disk (`ledger.sums`), energy (`energy`) or painting.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import Enum

from planctongui.core.contribution import day_start
from planctongui.core.energy import Metered

USEFUL, EMPTY, LOST, OPEN = "useful", "empty", "lost", "open"
CLASSES = (USEFUL, EMPTY, LOST, OPEN)
"""What CPU time was good for; open: its pilot has not ended, so nobody knows yet."""

MOST_MONTHS = 48
"""All that was ever given is told in months up to so many, in years beyond."""


class Step(Enum):
    """How long one period is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Reach(Enum):
    """How far back is asked."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    ALL = "all"


SPANS = {Reach.DAYS: (Step.DAY, 30), Reach.WEEKS: (Step.WEEK, 26), Reach.MONTHS: (Step.MONTH, 24)}
"""Reach -> how long one period is, and how many there are, the current one included."""


@dataclass(frozen=True, slots=True)
class AskGiven:
    """The question; a `Given` answers it."""

    reach: Reach


@dataclass(frozen=True, slots=True)
class Portion:
    """What one head node got in one class."""

    head_node: str
    """"" = of pilots that have not ended yet, and whose head node the ledger does not know yet."""
    outcome: str
    """One of CLASSES."""
    cpu_s: float
    """CPU seconds in the period, exact to the quarter of an hour."""
    held_s: float = 0.0
    """Seconds for which pilots that ended in the period were held in their life: no CPU time."""
    pilots: int = 0
    """Pilots that ended in the period."""


@dataclass(frozen=True, slots=True)
class Period:
    """One day, week, month or year."""

    start: float
    """Unix time."""
    portions: tuple[Portion, ...] = ()

    @property
    def cpu_s(self) -> float:
        """CPU seconds of all portions."""
        return sum(portion.cpu_s for portion in self.portions)

    @property
    def held_s(self) -> float:
        """Seconds held, of all portions."""
        return sum(portion.held_s for portion in self.portions)


@dataclass(frozen=True, slots=True)
class Given:
    """The answer: periods without a gap, the oldest first; the last one is now's."""

    step: Step
    periods: tuple[Period, ...]
    metered: Metered = field(default_factory=Metered)
    """What the processor's own meter counted for pilots."""

    def total(self) -> Period:
        """All periods as one."""
        return Period(
            self.periods[0].start,
            merged(portion for period in self.periods for portion in period.portions),
        )


def merged(portions: Iterable[Portion]) -> tuple[Portion, ...]:
    """One portion per head node and class, by head node, then in the order of CLASSES."""
    sums: dict[tuple[str, str], list[float]] = {}
    for one in portions:
        row = sums.setdefault((one.head_node, one.outcome), [0.0, 0.0, 0])
        for index, more in enumerate((one.cpu_s, one.held_s, one.pilots)):
            row[index] += more
    return tuple(
        Portion(*key, cpu_s, held_s, int(pilots))
        for key, (cpu_s, held_s, pilots) in sorted(
            sums.items(), key=lambda item: (item[0][0], CLASSES.index(item[0][1]))
        )
    )


def of_class(portions: Iterable[Portion], outcome: str) -> float:
    """CPU seconds of one class."""
    return sum(portion.cpu_s for portion in portions if portion.outcome == outcome)


def jobs(portions: Iterable[Portion]) -> int:
    """Jobs that were done: a pilot does one."""
    return sum(portion.pilots for portion in portions if portion.outcome == USEFUL)


def starts(reach: Reach, now: datetime, first: float | None) -> tuple[Step, tuple[float, ...]]:
    """The length of a period, and when each begins (Unix time), the oldest first.

    `now` is naive (the machine's zone) or has a real zone; `first`: when anything was given first,
    Unix time; None = nothing was.
    """
    if reach is Reach.ALL:
        since = now if first is None else datetime.fromtimestamp(first, now.tzinfo)
        back = max(0, (now.year - since.year) * 12 + now.month - since.month)
        step, count = Step.MONTH, back + 1
        if count > MOST_MONTHS:
            step, count = Step.YEAR, now.year - since.year + 1
    else:
        step, count = SPANS[reach]
    days = [_begin(step, now.date())]
    while len(days) < count:
        days.append(_begin(step, days[-1] - timedelta(days=1)))
    midnights = (datetime.combine(day, time(), now.tzinfo) for day in reversed(days))
    return step, tuple(day_start(midnight) for midnight in midnights)


def _begin(step: Step, day: date) -> date:
    """The first day of the period that this day lies in."""
    if step is Step.WEEK:
        return day - timedelta(days=day.weekday())
    if step is Step.MONTH:
        return day.replace(day=1)
    return day.replace(month=1, day=1) if step is Step.YEAR else day
