"""The owner's week: rules in words, cells, and when the next change comes."""

from __future__ import annotations

import math
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctongui.core.limits import Level, Slot
from planctongui.core.schedule import (
    BadRule,
    Calendar,
    Schedule,
    level_at,
    next_change,
    parse,
    rules_of,
    slot_at,
)

BERLIN = ZoneInfo("Europe/Berlin")
LORD_HOWE = ZoneInfo("Australia/Lord_Howe")
MONDAY = datetime(2025, 3, 3)


def berlin(wall: float) -> datetime:
    return datetime.fromtimestamp(wall, BERLIN)


def at(*when: int, zone: ZoneInfo = BERLIN, fold: int = 0) -> float:
    """Unix time of year, month, day, hour, minute on the zone's clocks."""
    return datetime(*when, tzinfo=zone, fold=fold).timestamp()  # type: ignore[arg-type]


def hours(*rules: str) -> dict[int, str]:
    """Hour of the week -> level, for those that have one."""
    return {hour: level.value for hour, level in enumerate(parse(rules).cells) if level}


def test_no_rule_covers_nothing() -> None:
    assert hours() == {}
    assert parse([]) == Schedule()


@pytest.mark.parametrize(
    ("rule", "covered"),
    [
        ("mon 08-10 quiet", [8, 9]),
        ("mon 8-10 quiet", [8, 9]),
        ("mon 08:00-10:00 quiet", [8, 9]),
        ("  MON   08-10 Quiet ", [8, 9]),
        ("tue quiet", range(24, 48)),
        ("tue 00-24 quiet", range(24, 48)),
        ("tue 23-24 quiet", [47]),
        ("mon,wed 00-01 quiet", [0, 48]),
        ("mon-wed 00-01 quiet", [0, 24, 48]),
        ("sat-mon 00-01 quiet", [120, 144, 0]),
        ("mon,thu-fri 00-01 quiet", [0, 72, 96]),
        ("daily 12-13 quiet", range(12, 168, 24)),
        ("mon 22-02 quiet", [22, 23, 24, 25]),
        ("sun 23-01 quiet", [167, 0]),
        ("mon 18-00 quiet", range(18, 24)),
    ],
)
def test_a_rule_covers_its_hours(rule: str, covered: range) -> None:
    assert hours(rule) == dict.fromkeys(covered, "quiet")


def test_every_level_can_be_said() -> None:
    for level in Level:
        assert set(hours(f"daily {level.value}").values()) == {level.value}


def test_where_rules_overlap_the_later_one_wins() -> None:
    assert hours("mon 08-11 quiet", "mon 10-12 share") == {
        8: "quiet", 9: "quiet", 10: "share", 11: "share",
    }  # fmt: skip
    assert hours("mon 09-10 off", "mon 08-11 quiet") == dict.fromkeys([8, 9, 10], "quiet")


@pytest.mark.parametrize(
    ("rule", "why"),
    [
        ("", "a rule is days"),
        ("quiet", "a rule is days"),
        ("mon 08-10 quiet please", "a rule is days"),
        ("mon 08-10 loud", '"loud" is no level; there are off, quiet, share'),
        ("moon quiet", '"moon" is no day; there are mon, tue'),
        ("mon- quiet", '"" is no day'),
        ("mon,,tue quiet", '"" is no day'),
        ("mon-tue-wed quiet", "more than two ends"),
        ("mon 8 quiet", '"8" is no span'),
        ("mon 08.00-10.00 quiet", "is no span"),
        ("mon 08:30-10 quiet", "full hours"),
        ("mon 08-10:59 quiet", "full hours"),
        ("mon 24-08 quiet", "beyond the day"),
        ("mon 08-25 quiet", "beyond the day"),
        ("mon 08-08 quiet", "has no length"),
        ("mon \u0668-10 quiet", "is no span"),
    ],
)
def test_a_rule_that_makes_no_sense_is_refused_with_a_reason(rule: str, why: str) -> None:
    with pytest.raises(BadRule) as caught:
        parse(["daily quiet", rule])
    assert caught.value.rule == rule
    assert why in str(caught.value)


@given(st.text(max_size=30) | st.from_regex(r"[a-z,-]{1,9} [0-9:-]{1,11} (quiet|off)"))
def test_any_text_is_a_rule_or_is_refused(text: str) -> None:
    try:
        week = parse([text])
    except BadRule:
        return
    assert len(week.cells) == 168
    assert any(week.cells)


CELLS = st.lists(st.sampled_from([None, *Level]), min_size=168, max_size=168)


@given(CELLS)
def test_rules_made_from_any_week_make_that_week_again(cells: list[Level | None]) -> None:
    assert parse(rules_of(cells)).cells == tuple(cells)


@pytest.mark.parametrize(
    "rules",
    [
        (),
        ("daily off",),
        ("mon-fri 08-18 quiet", "sat-sun share"),
        ("mon,wed,fri-sat 00-01 generous",),
    ],
)
def test_rules_are_written_as_an_owner_would_write_them(rules: tuple[str, ...]) -> None:
    assert rules_of(parse(rules).cells) == rules


def test_a_slot_ends_where_another_level_begins() -> None:
    week = parse(["mon-fri 08-18 quiet", "mon-fri 12-13 generous"])
    assert level_at(week, MONDAY) is None
    noon = at(2025, 3, 3, 12, 30)
    assert slot_at(week, noon, berlin) == Slot(Level.GENEROUS, at(2025, 3, 3, 13))
    assert slot_at(week, at(2025, 3, 3, 13), berlin) == Slot(Level.QUIET, at(2025, 3, 3, 18))
    assert slot_at(week, at(2025, 3, 7, 18), berlin) == Slot(None, at(2025, 3, 10, 8))


def test_a_week_of_one_level_never_changes() -> None:
    assert slot_at(Schedule(), 0.0) == Slot(None, math.inf)
    assert slot_at(parse(["daily share"]), 1e9) == Slot(Level.SHARE, math.inf)


def test_hours_that_summer_time_skips_are_skipped() -> None:
    week = parse(["sun 02-03 share", "sun 03-04 quiet"])
    before = at(2025, 3, 30, 1, 30)  # at 2:00 the clocks show 3:00
    assert next_change(week, before, berlin) == before + 1800
    assert slot_at(week, before + 1800, berlin).level is Level.QUIET
    only = parse(["sun 02-03 share"])
    assert next_change(only, before, berlin) == at(2025, 4, 6, 2)


def test_hours_that_come_twice_count_twice() -> None:
    week = parse(["sun 02-03 share"])
    first = at(2025, 10, 26, 2)
    assert slot_at(week, first, berlin) == Slot(Level.SHARE, first + 7200)
    assert slot_at(week, at(2025, 10, 26, 2, 30, fold=1), berlin).until == first + 7200


def test_clocks_that_change_by_half_an_hour_are_followed() -> None:
    week = parse(["sun 02-03 share"])
    first = at(2025, 4, 6, 1, 0, zone=LORD_HOWE)  # at 2:00 the clocks show 1:30

    def local(wall: float) -> datetime:
        return datetime.fromtimestamp(wall, LORD_HOWE)

    assert next_change(week, first, local) == first + 1.5 * 3600


@given(st.integers(0, 2**31), st.lists(st.sampled_from([*Level, None]), min_size=168, max_size=168))
def test_the_level_stands_until_the_next_change_and_is_another_then(
    wall: int, cells: list[Level | None]
) -> None:
    week = Schedule(tuple(cells))
    slot = slot_at(week, wall, berlin)
    if math.isinf(slot.until):
        assert len(set(cells)) == 1
        return
    assert slot.until > wall
    for part in (0.0, 0.25, 0.5, 0.75, 0.999):
        assert level_at(week, berlin(wall + part * (slot.until - wall))) is slot.level
    assert level_at(week, berlin(slot.until)) is not slot.level


def test_the_calendar_looks_anew_only_when_it_must() -> None:
    looked: list[float] = []

    def local(wall: float) -> datetime:
        looked.append(wall)
        return berlin(wall)

    week, start = parse(["mon 08-18 quiet"]), at(2025, 3, 3, 9)
    calendar = Calendar(local)
    assert calendar.slot(week, start) == Slot(Level.QUIET, at(2025, 3, 3, 18)) == calendar.last
    seen = len(looked)
    assert calendar.slot(week, start + 3599) == calendar.last
    assert len(looked) == seen
    for wall in (start + 3600, start - 60, at(2025, 3, 3, 18)):
        calendar.slot(week, wall)
        assert len(looked) > seen, "an hour later, a clock put back, a change"
        seen = len(looked)
    assert calendar.last == Slot(None, at(2025, 3, 10, 8))
    assert calendar.slot(Schedule(), at(2025, 3, 3, 18)) == Slot(None, math.inf)
