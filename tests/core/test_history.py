"""Where days, weeks, months and years begin, and what portions add up to."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from planctongui.core.history import (
    MOST_MONTHS,
    Given,
    Period,
    Portion,
    Reach,
    Step,
    jobs,
    merged,
    of_class,
    starts,
)

BERLIN = ZoneInfo("Europe/Berlin")
NOW = datetime(2026, 3, 30, 12, tzinfo=BERLIN)
"""The Monday after the clock was put forward."""


def at(*when: int) -> float:
    return datetime(*when, tzinfo=BERLIN).timestamp()


def test_days_end_with_today_and_the_short_one_has_23_hours() -> None:
    step, begin = starts(Reach.DAYS, NOW, None)
    assert step is Step.DAY and len(begin) == 30
    assert begin[-3:] == (at(2026, 3, 28), at(2026, 3, 29), at(2026, 3, 30))
    assert begin[-1] - begin[-2] == 23 * 3600


def test_weeks_begin_on_mondays() -> None:
    step, begin = starts(Reach.WEEKS, NOW, None)
    assert step is Step.WEEK and len(begin) == 26
    assert begin[-2:] == (at(2026, 3, 23), at(2026, 3, 30))


def test_months_begin_on_their_first_day() -> None:
    step, begin = starts(Reach.MONTHS, NOW, None)
    assert step is Step.MONTH and len(begin) == 24
    assert begin[0] == at(2024, 4, 1) and begin[-2:] == (at(2026, 2, 1), at(2026, 3, 1))


@pytest.mark.parametrize(
    ("first", "step", "count", "begin"),
    [
        (None, Step.MONTH, 1, (2026, 3, 1)),
        (at(2026, 3, 1), Step.MONTH, 1, (2026, 3, 1)),
        (at(2026, 1, 31, 23, 45), Step.MONTH, 3, (2026, 1, 1)),
        (at(2022, 4, 1), Step.MONTH, MOST_MONTHS, (2022, 4, 1)),
        (at(2022, 3, 31, 23, 45), Step.YEAR, 5, (2022, 1, 1)),
        (at(2027, 1, 1), Step.MONTH, 1, (2026, 3, 1)),
    ],
)
def test_all_begins_with_the_first_hour_in_months_or_years(
    first: float | None, step: Step, count: int, begin: tuple[int, int, int]
) -> None:
    found, periods = starts(Reach.ALL, NOW, first)
    assert (found, len(periods), periods[0]) == (step, count, at(*begin))


def test_portions_of_one_head_node_and_class_become_one_in_a_steady_order() -> None:
    parts = [
        Portion("", "open", 5.0),
        Portion("b", "useful", 1.0, 2.0, 1),
        Portion("a", "lost", 1.0, 0.0, 1),
        Portion("a", "useful", 1.0, 1.0, 2),
        Portion("b", "useful", 2.0, 3.0, 1),
    ]
    assert merged(parts) == (
        Portion("", "open", 5.0),
        Portion("a", "useful", 1.0, 1.0, 2),
        Portion("a", "lost", 1.0, 0.0, 1),
        Portion("b", "useful", 3.0, 5.0, 2),
    )
    assert of_class(parts, "useful") == 4.0
    assert jobs(parts) == 4


def test_the_total_is_all_periods_as_one() -> None:
    one, two = Portion("a", "useful", 1.0, 2.0, 1), Portion("a", "lost", 4.0, 1.0, 1)
    given = Given(Step.DAY, (Period(10.0, (one,)), Period(20.0, (one, two))))
    total = given.total()
    assert (total.start, total.cpu_s, total.held_s) == (10.0, 6.0, 5.0)
    assert total.portions == (Portion("a", "useful", 2.0, 4.0, 2), two)
