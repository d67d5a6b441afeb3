"""Few messages, each of them once, and never more than three a day."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from planctongui.core.notices import (
    AGAIN_S,
    LASTS_S,
    MOST_A_DAY,
    WORTH_S,
    Kind,
    Notice,
    Told,
    after,
    from_plain,
    may_tell,
    next_notice,
    plain,
)
from planctongui.core.observation import Presence
from planctongui.core.report import Report, Sums
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason, Verdict
from planctongui.core.wishes import NoticeWishes

MONDAY = datetime(2026, 3, 2)
NOON = (MONDAY + timedelta(days=2, hours=12)).timestamp()
"""A Wednesday."""
WEEK_S = 7 * 24 * 3600.0
HERE = Presence("hand", 1.0)
AWAY = Presence("hand", 600.0)
DOWN = Trouble("Docker is not running", "Start it.")


def report(at: float = NOON, **fields: object) -> Report:
    calm = Report(
        at=at, verdict=Verdict(Mood.CONTRIBUTING, Reason.CONTRIBUTING), presence=HERE,
        owner_cores=0.0, running=1, held=0, starting=0, max_cores=4, machine_cores=4,
    )  # fmt: skip
    return replace(calm, **fields)  # type: ignore[arg-type]


def held(at: float = NOON, **fields: object) -> Report:
    return report(at, verdict=Verdict(Mood.HELD, Reason.OWNER_INPUT), held=2, **fields)


def given(total_s: float, at: float = NOON, **fields: object) -> Report:
    return report(at, sums=Sums(total_s=total_s), **fields)


def kinds(*reports: Report, told: Told | None = None) -> list[Kind]:
    """What is shown of these, one after the other."""
    told = told or Told()
    shown = []
    for one in reports:
        notice, told = next_notice(one, told)
        shown += [notice.kind] if notice else []
    return shown


def test_nothing_is_told_while_all_is_well() -> None:
    assert kinds(report(), report(NOON + 3600)) == []


def test_the_first_pause_ever_is_told_once() -> None:
    assert kinds(report(), held(), held(NOON + 60), held(NOON + 30 * WEEK_S)) == [Kind.PAUSE]


def test_a_pause_without_pilots_or_of_another_kind_is_not_the_owners() -> None:
    assert kinds(held(), told=Told(once=("pause",))) == []
    assert kinds(replace(held(), held=0)) == []
    assert kinds(report(held=2, verdict=Verdict(Mood.PAUSED, Reason.OWNER_PAUSED))) == []


def test_a_trouble_is_told_when_it_lasts_and_again_after_a_day() -> None:
    def down(after_s: float) -> Report:
        return report(NOON + after_s, troubles=(DOWN,))

    assert kinds(down(0), down(LASTS_S - 1)) == []
    assert kinds(down(0), down(LASTS_S), down(LASTS_S + 3600)) == [Kind.TROUBLE]
    again = LASTS_S + AGAIN_S
    assert kinds(down(0), down(LASTS_S), down(again - 1), down(again)) == [Kind.TROUBLE] * 2


def test_a_trouble_that_went_and_came_back_has_to_last_anew() -> None:
    down = report(troubles=(DOWN,))
    back = report(NOON + LASTS_S, troubles=(DOWN,))
    assert kinds(down, report(NOON + 30), back) == []


def test_what_was_told_of_a_trouble_stands_in_the_notice() -> None:
    _, told = next_notice(report(troubles=(DOWN,)), Told())
    notice, _ = next_notice(report(NOON + LASTS_S, troubles=(DOWN,)), told)
    assert notice == Notice(Kind.TROUBLE, DOWN)


def test_no_more_than_three_in_a_day_and_the_rest_tomorrow() -> None:
    troubles = tuple(Trouble(f"Trouble {number}", "Mend it.") for number in range(5))
    minutes = [report(NOON + 60 * n, troubles=troubles) for n in range(1, 9)]
    assert kinds(report(troubles=troubles), *minutes) == [Kind.TROUBLE] * MOST_A_DAY
    tomorrow = [report(NOON + 13 * 3600 + 60 * n, troubles=troubles) for n in range(1, 9)]
    assert len(kinds(report(troubles=troubles), *minutes, *tomorrow)) == 5


def test_a_clock_that_was_set_back_does_not_silence_for_ever() -> None:
    ahead = Told(at=(NOON + 9 * WEEK_S,) * MOST_A_DAY)
    assert may_tell(ahead, NOON)
    assert after(Notice(Kind.TRAY), ahead, report()).at == (NOON,)


def test_thanks_come_once_in_the_next_week_for_what_was_given() -> None:
    _, told = next_notice(given(1000.0), Told())
    assert (told.week, told.total_s) == (MONDAY.timestamp(), 1000.0)
    assert next_notice(given(9000.0, NOON + WEEK_S / 2 - 3600), told)[0] is None
    notice, told = next_notice(given(9000.0, NOON + WEEK_S), told)
    assert notice == Notice(Kind.THANKS, given_s=8000.0, since=MONDAY.timestamp())
    assert next_notice(given(9500.0, NOON + WEEK_S + 60), told)[0] is None
    assert told.total_s == 9000.0


def test_thanks_wait_for_the_owner() -> None:
    _, told = next_notice(given(1000.0), Told())
    away = given(9000.0, NOON + WEEK_S, presence=AWAY)
    blind = given(9000.0, NOON + WEEK_S, presence=Presence("none", None))
    assert kinds(away, told=told) == []
    assert kinds(away, blind, told=told) == [Kind.THANKS]


def test_a_week_with_next_to_nothing_is_not_thanked_for() -> None:
    _, told = next_notice(given(1000.0), Told())
    assert kinds(given(1000.0 + WORTH_S - 1, NOON + WEEK_S), told=told) == []
    _, told = next_notice(given(1000.0 + WORTH_S - 1, NOON + WEEK_S), told)
    assert told.week == (MONDAY + timedelta(days=7)).timestamp()


def test_before_the_ledger_was_read_no_week_begins() -> None:
    _, told = next_notice(given(0.0), Told())
    assert told.week == 0


def test_a_new_ledger_begins_anew() -> None:
    _, told = next_notice(given(50.0), Told(week=MONDAY.timestamp(), total_s=1000.0))
    assert told.total_s == 50.0


@pytest.mark.parametrize("kind", [Kind.PAUSE, Kind.TROUBLE, Kind.THANKS])
def test_each_kind_can_be_switched_off(kind: Kind) -> None:
    wishes = replace(NoticeWishes(), **{kind.value: False})
    _, told = next_notice(given(1000.0, notices=wishes, troubles=(DOWN,)), Told())
    due = held(NOON + WEEK_S, sums=Sums(total_s=9000.0), troubles=(DOWN,), notices=wishes)
    shown = set(kinds(due, due, due, due, told=replace(told, waiting={DOWN.title: NOON})))
    assert shown == {Kind.PAUSE, Kind.TROUBLE, Kind.THANKS} - {kind}


def test_what_was_told_outlives_a_restart() -> None:
    told = Told((NOON,), ("pause",), {DOWN.title: NOON}, MONDAY.timestamp(), 5.0, {"x": 1.0})
    kept = from_plain(json.loads(json.dumps(plain(told))))
    assert kept == replace(told, waiting={})


@pytest.mark.parametrize(
    "kept", [None, "x", {}, {"at": 1}, {"at": ["soon"]}, plain(Told()) | {"troubles": []}]
)
def test_what_cannot_be_understood_counts_as_nothing_told(kept: object) -> None:
    assert from_plain(kept) == Told()
