"""CPU seconds: every one counted once, whatever dies when; days that begin where they should."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctongui.core.contribution import (
    Account,
    Sample,
    adopt,
    by_class,
    day_start,
    forget,
    quarter,
    take,
    week_start,
)


def test_a_living_pilot_gets_what_its_counter_grew_by() -> None:
    account, deltas = take(Account(), Sample({"a": 1.5}, 1.5))
    assert deltas == {"a": 1.5}
    account, deltas = take(account, Sample({"a": 4.0}, 4.0))
    assert deltas == {"a": 2.5}
    assert take(account, Sample({"a": 4.0}, 4.0))[1] == {}


def test_the_rest_of_a_dead_pilot_comes_from_the_parent() -> None:
    account, _ = take(Account(), Sample({"a": 1.0, "b": 2.0}, 10.0))
    account, deltas = take(account, Sample({"b": 3.0}, 14.0, frozenset({"a"})))
    assert deltas == {"b": 1.0, "a": 3.0}
    assert account == Account({"b": 3.0}, 11.0)


def test_pilots_that_die_together_share_the_rest() -> None:
    account, _ = take(Account(), Sample({"a": 1.0, "b": 2.0}, 3.0))
    _, deltas = take(account, Sample({}, 7.0, frozenset({"a", "b"})))
    assert deltas == {"a": 2.0, "b": 2.0}


def test_a_pilot_born_and_dead_between_two_samples_is_counted() -> None:
    account, _ = take(Account(), Sample({}, 5.0))
    assert take(account, Sample({}, 5.5, frozenset({"short"})))[1] == {"short": 0.5}


def test_a_death_told_one_sample_late_loses_nothing() -> None:
    account, _ = take(Account(), Sample({"a": 1.0}, 1.0))
    account, deltas = take(account, Sample({}, 3.0))
    assert deltas == {}
    assert take(account, Sample({}, 3.0, frozenset({"a"})))[1] == {"a": 2.0}


def test_two_deaths_of_which_one_is_told_late_are_counted_once() -> None:
    account, _ = take(Account(), Sample({"a": 1.0, "b": 1.0}, 2.0))
    account, first = take(account, Sample({}, 6.0, frozenset({"a"})))
    account, second = take(account, Sample({}, 6.0, frozenset({"b"})))
    assert first == {"a": 2.0, "b": 2.0}
    assert second == {}


def test_a_pilot_read_once_more_at_its_end_gets_its_last_step_and_the_rest() -> None:
    account, _ = take(Account(), Sample({"a": 1.0}, 1.0))
    account, deltas = take(account, Sample({"a": 2.0}, 2.5, frozenset({"a"})))
    assert deltas == {"a": 1.5}
    assert account.counted == {}


@pytest.mark.parametrize("before", [None, 5.0])
def test_without_the_parent_a_dead_pilot_keeps_what_was_counted(before: float | None) -> None:
    account, _ = take(Account(), Sample({"a": 1.0}, before))
    account, deltas = take(account, Sample({}, None, frozenset({"a"})))
    assert deltas == {}
    # Nor is its rest given to the next one that dies.
    account, deltas = take(account, Sample({}, 9.0, frozenset({"b"})))
    assert deltas == {}
    assert account.dead_s == 9.0


def test_a_parent_unread_for_a_while_is_made_up_for() -> None:
    account, _ = take(Account(), Sample({"a": 1.0}, 1.0))
    account, _ = take(account, Sample({"a": 2.0}, None))
    assert take(account, Sample({}, 4.0, frozenset({"a"})))[1] == {"a": 2.0}


def test_a_counter_that_goes_backwards_counts_nothing_and_starts_anew() -> None:
    account, _ = take(Account(), Sample({"a": 5.0, "b": 1.0}, 6.0))
    account, deltas = take(account, Sample({"a": 1.0}, 6.0, frozenset({"b"})))
    assert deltas == {}
    assert take(account, Sample({"a": 1.5}, 6.5))[1] == {"a": 0.5}
    assert take(Account({"a": 5.0}), Sample({"a": 1.0}, 1.0))[1] == {}


def test_a_parent_that_goes_backwards_takes_nothing_away() -> None:
    account, _ = take(Account(), Sample({"a": 5.0}, 50.0))
    assert take(account, Sample({}, 1.0, frozenset({"a"})))[1] == {}


def test_after_a_restart_an_adopted_pilot_goes_on_where_the_ledger_stood() -> None:
    account, deltas = take(Account(counted={"a": 4.0}), Sample({"a": 6.0}, 100.0))
    assert deltas == {"a": 2.0}
    assert take(account, Sample({}, 101.0, frozenset({"a"})))[1] == {"a": 1.0}


@pytest.mark.parametrize("parent", [None, 100.0])
def test_pilots_adopted_or_forgotten_midway_leave_the_others_seconds_alone(
    parent: float | None,
) -> None:
    account, _ = take(Account(), Sample({"a": 1.0}, parent))
    account = adopt(account, {"a": 9.0, "old": 4.0})
    assert account.counted == {"a": 1.0, "old": 4.0}
    account, deltas = take(account, Sample({"a": 1.0, "old": 6.0}, parent and parent + 2))
    assert deltas == {"old": 2.0}
    account = forget(account, "old")
    rest = {"a": 3.0} if parent else {}
    assert take(account, Sample({}, parent and parent + 5, frozenset({"a"})))[1] == rest
    assert forget(account, "never seen") == account


@dataclass
class Machine:
    """Counters as a kernel keeps them: a child's is gone at its death, the parent's stays."""

    parent: float = 0.0
    children: dict[str, float] = field(default_factory=dict)

    def work(self, pilot: str, seconds: float) -> None:
        self.children[pilot] = self.children.get(pilot, 0.0) + seconds
        self.parent += seconds


step = st.tuples(
    st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 1000), max_size=6),
    st.sets(st.sampled_from("abcdef")),
    st.sets(st.sampled_from("abcdef")),
    st.booleans(),
)


@given(st.lists(step, max_size=20))
def test_all_that_the_parent_counted_is_given_to_someone(
    steps: list[tuple[dict[str, int], set[str], set[str], bool]],
) -> None:
    machine, account, total, life = Machine(), Account(), 0.0, 0
    account, _ = take(account, Sample({}, 0.0))
    untold: set[str] = set()
    for work, deaths, late, parent_readable in [*steps, ({}, set(), set(), True)]:
        for letter, seconds in work.items():
            machine.work(f"{letter}{life}", seconds)
        dead = {pilot for pilot in machine.children if pilot[0] in deaths}
        for pilot in dead:
            del machine.children[pilot]
        life += bool(dead)
        # One that was never seen must be told of in time: nothing else knows of it.
        told = {p for p in dead | untold if p[0] not in late or p not in account.counted}
        untold = (untold | dead) - told
        # A settlement without the parent's counter loses the rest, by contract: not here.
        parent = machine.parent if parent_readable or told else None
        account, deltas = take(account, Sample(dict(machine.children), parent, frozenset(told)))
        assert all(delta > 0 for delta in deltas.values())
        total += sum(deltas.values())
    account, deltas = take(account, Sample(machine.children, machine.parent, frozenset(untold)))
    total += sum(deltas.values())
    assert total == pytest.approx(machine.parent, abs=1e-6)
    assert account.counted == pytest.approx(machine.children, abs=1e-6)


counters = st.dictionaries(st.sampled_from("abc"), st.floats(0, 1e6), max_size=3)
parents = st.none() | st.floats(0, 1e6)


@given(
    st.lists(st.tuples(counters, parents, st.frozensets(st.sampled_from("abc")))),
    counters,
)
def test_whatever_the_counters_say_nothing_is_taken_back(
    samples: list[tuple[dict[str, float], float | None, frozenset[str]]],
    known: dict[str, float],
) -> None:
    account = Account(known)
    for alive, parent, gone in samples:
        account, deltas = take(account, Sample(alive, parent, gone))
        assert all(delta > 0 for delta in deltas.values())
        assert not gone & account.counted.keys()


def test_hours_are_told_apart_by_what_they_were_good_for() -> None:
    finished = [("useful", 3.0), ("lost", 1.0), ("useful", 2.0)]
    assert by_class(finished) == {"useful": 5.0, "empty": 0.0, "lost": 1.0}
    with pytest.raises(KeyError):
        by_class([("eaten", 1.0)])


def test_a_quarter_has_900_seconds() -> None:
    assert [quarter(at) for at in (0.0, 899.9, 900.0)] == [0, 0, 1]


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("day", "hours"), [((2026, 3, 29), 23), ((2026, 10, 25), 25), ((2026, 7, 1), 24)]
)
def test_a_day_is_as_long_as_the_clocks_make_it(day: tuple[int, int, int], hours: int) -> None:
    noon = datetime(*day, 12, tzinfo=BERLIN)
    assert day_start(noon + timedelta(days=1)) - day_start(noon) == hours * 3600


def test_the_hour_that_comes_twice_belongs_to_one_day() -> None:
    twice = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN)
    assert day_start(twice) == day_start(twice.replace(fold=1))


def test_a_midnight_that_was_skipped_is_the_moment_the_clock_jumped() -> None:
    jump = datetime(2018, 11, 4, 1, tzinfo=ZoneInfo("America/Sao_Paulo"))
    assert day_start(jump) == jump.timestamp()


@pytest.mark.parametrize("zone", ["Asia/Kathmandu", "Australia/Eucla", "America/St_Johns"])
def test_every_local_day_begins_with_a_quarter(zone: str) -> None:
    assert day_start(datetime(2026, 5, 5, 5, tzinfo=ZoneInfo(zone))) % 900 == 0


def test_the_week_begins_on_monday_also_across_a_change_of_clocks() -> None:
    monday = datetime(2026, 3, 23, tzinfo=BERLIN).timestamp()
    assert week_start(datetime(2026, 3, 29, 23, 59, tzinfo=BERLIN)) == monday
    assert week_start(datetime(2026, 3, 23, 0, 0, tzinfo=BERLIN)) == monday
    assert week_start(datetime(2026, 3, 30, 0, 0, tzinfo=BERLIN)) != monday


def test_a_naive_time_is_the_machines_own() -> None:
    now = datetime.now()
    assert datetime.fromtimestamp(day_start(now)).date() == now.date()
