"""What it cost the owner: the sum, what bounds it, and the rung that it steps down."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctongui.core import budget
from planctongui.core.budget import Sample, Tally
from planctongui.core.limits import Level, Limits, Rung, Slot

TODAY = Tally(day="2026-11-23")
FREE = frozenset[str]()
UP = [Rung.QUIET, Rung.SHARE, Rung.GENEROUS, Rung.DEDICATED]


def two(first: Sample, second: Sample) -> Tally:
    return budget.add(budget.add(TODAY, first), second)


def test_what_others_waited_counts_without_the_pilots_own_waiting() -> None:
    assert two(Sample(10, 5.0), Sample(12, 5.5)).delay_s == 0.5
    assert two(Sample(10, 5.0, 1.0), Sample(12, 5.5, 1.2)).delay_s == pytest.approx(0.3)
    assert two(Sample(10, 5.0, 1.0), Sample(12, 5.5, 3.0)).delay_s == 0.0


def test_nobody_waits_behind_pilots_for_longer_than_these_use_the_cpu() -> None:
    assert two(Sample(10, 5.0, None, 7.0), Sample(12, 7.0, None, 7.25)).delay_s == 0.25
    assert two(Sample(10, 5.0, None, None), Sample(12, 99.0, None, None)).delay_s == 2.0


def test_a_counter_that_began_anew_and_a_clock_that_stood_still_add_nothing() -> None:
    assert two(Sample(10, 5.0), Sample(12, 1.0)) == replace(TODAY, last=Sample(12, 1.0))
    assert two(Sample(10, 5.0), Sample(10, 6.0)).delay_s == 0
    assert two(Sample(10, 5.0), Sample(9, 6.0)).delay_s == 0


def test_time_without_pilots_beside_the_owner_is_left_out() -> None:
    tally = budget.add(budget.add(TODAY, Sample(10, 5.0)), None)
    assert tally.last is None
    assert budget.add(tally, Sample(100, 95.0)).delay_s == 0


def test_what_nothing_tells_is_not_known_and_not_zero() -> None:
    tally = two(Sample(10, None), Sample(12, None))
    assert (tally.delay_s, tally.unknown_s) == (0, 2)
    assert budget.told(tally, Limits(4), Slot()).today_s is None
    assert budget.told(TODAY, Limits(4), Slot()).today_s == 0
    assert two(Sample(10, None), Sample(12, 3.0)).unknown_s == 2


def test_a_reaction_counts_from_the_input_until_the_last_pilot_is_held() -> None:
    both = frozenset({"a", "b"})
    tally = budget.react(TODAY, 100.02, 100.0, both, both)
    tally = budget.react(tally, 100.04, 100.04, FREE, frozenset({"b", "c"}))
    assert (tally.delay_s, tally.reaction is None) == (0, False)
    tally = budget.react(tally, 100.06, 100.05, frozenset({"c"}), frozenset({"c"}))
    tally = budget.react(tally, 100.1, 100.1, FREE, FREE)
    assert tally.delay_s == pytest.approx(0.1)
    assert tally.reaction is None
    assert budget.react(tally, 200, 200, FREE, frozenset({"c"})) == tally


def test_a_hold_that_hangs_is_a_reaction_for_a_second_only() -> None:
    tally = budget.react(TODAY, 100.0, 100.0, frozenset({"a"}), frozenset({"a"}))
    tally = budget.react(tally, 130.0, 130.0, FREE, frozenset({"a"}))
    assert (tally.delay_s, tally.reaction) == (1.0, None)
    tally = budget.react(TODAY, 100.0, 100.0, frozenset({"a"}), frozenset({"a"}))
    assert budget.react(tally, 50.0, 50.0, FREE, FREE).delay_s == 0


@pytest.mark.parametrize(
    ("rung", "rungs"),
    [
        (Rung.GENEROUS, [("generous", 10), ("share", 10), ("quiet", 10), ("quiet", 20)]),
        (Rung.SHARE, [("share", 10), ("quiet", 10), ("quiet", 20), ("quiet", 40), ("quiet", 60)]),
        (Rung.QUIET, [("quiet", 10), ("quiet", 20), ("quiet", 40), ("quiet", 60), ("quiet", 60)]),
        (Rung.DEDICATED, [("dedicated", 10), ("dedicated", 10)]),
    ],
)
def test_each_step_is_a_rung_and_then_twice_the_calm(
    rung: Rung, rungs: list[tuple[str, float]]
) -> None:
    steps = [budget.lower(Limits(4, rung), Slot(), n)[0] for n in range(len(rungs))]
    assert [(limits.rung.value, limits.calm_s) for limits in steps] == rungs


def test_what_the_schedule_says_is_stepped_down_too_and_off_stays_off() -> None:
    limits, slot = budget.lower(Limits(4), Slot(Level.GENEROUS, 60.0), 1)
    assert (limits, slot) == (Limits(4), Slot(Level.SHARE, 60.0))
    assert budget.lower(Limits(4), Slot(Level.OFF), 3) == (Limits(4), Slot(Level.OFF))
    told = budget.told(replace(TODAY, lowered=1), Limits(4), Slot(Level.GENEROUS))
    assert (told.rung, told.calm_s, told.budget_s) == (Rung.SHARE, None, 60.0)
    told = budget.told(replace(TODAY, lowered=3), Limits(4), Slot(Level.GENEROUS))
    assert (told.rung, told.calm_s) == (Rung.QUIET, 20.0)
    assert budget.told(TODAY, Limits(4), Slot()).rung is None


def test_each_budget_used_up_is_a_step_and_a_much_larger_budget_takes_it_back() -> None:
    over = budget.weigh(replace(TODAY, delay_s=11.0), 5.0)
    assert over.lowered == 2
    assert budget.weigh(replace(over, delay_s=9.0), 5.0).lowered == 2
    assert budget.weigh(over, 11.0).lowered == 2
    assert budget.weigh(over, 15.0).lowered == 1
    assert budget.weigh(over, 30.0).lowered == 0
    assert budget.weigh(replace(over, unknown_s=1.0), 30.0).lowered == 2
    assert budget.weigh(over, 0).lowered == 0
    assert budget.weigh(replace(TODAY, delay_s=1e9), 0.1).lowered == budget.MOST_STEPS


def test_a_new_day_begins_with_nothing_and_a_day_set_back_undoes_nothing() -> None:
    spent = replace(TODAY, delay_s=7.0, unknown_s=1.0, lowered=1)
    assert budget.on_day(spent, "2026-11-24") == Tally(day="2026-11-24")
    assert budget.on_day(spent, "2026-11-22") == replace(spent, day="2026-11-22")
    assert budget.on_day(spent, TODAY.day) == spent
    assert budget.on_day(spent, "") == spent


def test_what_an_earlier_run_kept_is_added_on_the_same_day_only() -> None:
    spent = replace(TODAY, delay_s=7.5, unknown_s=1.0, lowered=1)
    text = budget.as_text(spent)
    assert budget.with_kept(replace(TODAY, delay_s=0.5), text) == replace(spent, delay_s=8.0)
    assert budget.with_kept(Tally(day="2026-11-24"), text) == Tally(day="2026-11-24")
    for nonsense in ("", "x", "2026-11-23 nan 0 0", "2026-11-23 1 inf 0", "2026-11-23 -1 0 0"):
        assert budget.with_kept(TODAY, nonsense) == TODAY
    assert budget.with_kept(TODAY, "2026-11-23 1 0 99").lowered == budget.MOST_STEPS
    assert budget.with_kept(TODAY, "2026-11-23 1 0 -9").lowered == 0


# What holds whatever is seen ----------------------------------------------------------------------

clock = st.floats(-1e9, 1e9)
counter = st.none() | st.floats(0, 1e9)
samples = st.none() | st.builds(Sample, clock, counter, counter, counter)
names = st.frozensets(st.sampled_from("abc"))
days = st.sampled_from(["", "2026-11-22", "2026-11-23", "2026-11-24"])
slots = st.builds(Slot, st.none() | st.sampled_from(Level))


@given(st.sampled_from(Rung), st.floats(1, 3600), slots, st.integers(0, 50))
def test_no_step_ever_lets_more_go_on_than_the_owner_chose(
    rung: Rung, calm_s: float, slot: Slot, steps: int
) -> None:
    chosen = Limits(4, rung, calm_s)
    limits, lower_slot = budget.lower(chosen, slot, steps)
    assert UP.index(limits.rung) <= UP.index(rung)
    assert chosen.calm_s <= limits.calm_s <= max(chosen.calm_s, budget.LONGEST_CALM_S)
    assert replace(limits, rung=rung, calm_s=calm_s) == chosen
    if slot.level is None or slot.level is Level.OFF:
        assert lower_slot == slot
    else:
        assert lower_slot.level is not None
        before, after = Rung(slot.level.value), Rung(lower_slot.level.value)
        assert UP.index(after) <= UP.index(before)
    deeper, deeper_slot = budget.lower(chosen, slot, steps + 1)
    assert UP.index(deeper.rung) <= UP.index(limits.rung)
    assert deeper.calm_s >= limits.calm_s
    assert deeper_slot.until == slot.until


@given(st.lists(st.tuples(days, samples, clock, clock, names, names, st.floats(0, 100))))
def test_within_a_day_the_sum_only_grows_and_never_faster_than_time(
    story: list[tuple[str, Sample | None, float, float, frozenset[str], frozenset[str], float]],
) -> None:
    tally = Tally()
    for day, sample, now, since, held, going, allowed_s in story:
        begun = budget.on_day(tally, day)
        if day <= tally.day:
            assert begun.delay_s == tally.delay_s and begun.lowered == tally.lowered
        added = budget.add(begun, sample)
        most_s = 0.0
        if begun.last is not None and sample is not None:
            most_s = max(0.0, sample.now - begun.last.now)
        assert begun.delay_s <= added.delay_s <= begun.delay_s + most_s + 1e-6
        assert added.unknown_s >= begun.unknown_s
        reacted = budget.react(added, now, since, held, going)
        assert added.delay_s <= reacted.delay_s <= added.delay_s + budget.LONGEST_REACTION_S
        tally = budget.weigh(reacted, allowed_s)
        assert 0 <= tally.lowered <= budget.MOST_STEPS
        assert tally.lowered == 0 or allowed_s > 0
        if allowed_s > 0 and tally.delay_s >= allowed_s:
            assert tally.lowered >= 1
        assert math.isfinite(tally.delay_s)
        told = budget.told(tally, Limits(4, delay_budget_s=allowed_s), Slot())
        assert (told.today_s is None) is (tally.unknown_s > 0)
