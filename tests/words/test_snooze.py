"""Pauses end when the owner expects it."""

from __future__ import annotations

import math
from datetime import datetime

import pytest

from planctongui.words.snooze import SNOOZES, tomorrow_morning


@pytest.mark.parametrize(
    ("now", "end"),
    [
        (datetime(2025, 3, 5, 22, 0), datetime(2025, 3, 6, 8, 0)),
        (datetime(2025, 3, 5, 1, 0), datetime(2025, 3, 6, 8, 0)),
        (datetime(2025, 12, 31, 23, 59), datetime(2026, 1, 1, 8, 0)),
        (datetime(2025, 3, 29, 9, 0), datetime(2025, 3, 30, 8, 0)),
        (datetime(2025, 10, 25, 9, 0), datetime(2025, 10, 26, 8, 0)),
    ],
)
def test_tomorrow_is_eight_by_the_clock_on_tomorrows_date(now: datetime, end: datetime) -> None:
    assert tomorrow_morning(now.timestamp()) == end.timestamp()


def test_the_night_of_the_change_to_summer_time_is_an_hour_shorter() -> None:
    evening = datetime(2025, 3, 29, 20, 0).timestamp()
    assert tomorrow_morning(evening) - evening == 11 * 3600


def test_the_choices_end_when_they_say() -> None:
    now = datetime(2025, 3, 5, 22, 0).timestamp()
    ends = {snooze.label: snooze.until(now) for snooze in SNOOZES}
    assert ends == {
        "15 minutes": now + 900,
        "1 hour": now + 3600,
        "3 hours": now + 3 * 3600,
        "Until tomorrow 8:00": tomorrow_morning(now),
        "Until I resume": math.inf,
    }
