"""Pauses grow with misses that are tries, and end with the first success."""

from __future__ import annotations

import math
import random
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from planctongui.core.backoff import FIRST_S, LONGEST_S, Backoff, after_miss, after_success


def test_the_first_miss_waits_a_little_and_each_next_one_twice_as_long() -> None:
    pause, now, pauses = Backoff(), 0.0, []
    for _ in range(4):
        pause = after_miss(pause, now, failing=False, chance=0.5)
        pauses.append(pause.not_before - now)
        now = pause.not_before
    assert pauses == [FIRST_S, 2 * FIRST_S, 4 * FIRST_S, 8 * FIRST_S]


def test_work_ends_the_pause_at_once() -> None:
    assert after_success() == Backoff(0, -math.inf, False)


def test_pilots_that_miss_together_count_as_one_try() -> None:
    first = after_miss(Backoff(), 100.0, failing=False, chance=0.5)
    second = after_miss(first, 101.0, failing=True, chance=0.5)
    assert (second.misses, second.not_before) == (1, first.not_before)
    assert second.failing
    assert after_miss(second, 102.0, failing=False, chance=0.5).failing


def test_many_machines_do_not_come_back_together() -> None:
    early, late = (after_miss(Backoff(), 0.0, False, chance).not_before for chance in (0.0, 1.0))
    assert (early, late) == (0.5 * FIRST_S, 1.5 * FIRST_S)


@given(st.integers(0, 10**6), st.floats(0, 1e12), st.floats(0, 1), st.booleans())
def test_no_pause_is_shorter_than_the_first_or_longer_than_the_longest(
    misses: int, now: float, chance: float, failing: bool
) -> None:
    pause = after_miss(Backoff(misses), now, failing, chance)
    assert 0.49 * FIRST_S <= pause.not_before - now <= 1.51 * LONGEST_S
    assert pause.failing == failing


def test_ten_thousand_volunteers_whose_head_node_fell_do_not_knock_at_once() -> None:
    machines, chance = 10_000, random.Random(1)
    knocks: Counter[int] = Counter()
    for _ in range(machines):
        pause, now = Backoff(), 0.0
        while now < 3600:
            pause = after_miss(pause, now, failing=True, chance=chance.random())
            now = pause.not_before
            knocks[int(now)] += 1
    assert max(knocks.values()) < machines / 4, "the very first time, within seconds"
    assert max(n for second, n in knocks.items() if second > 60) < machines / 30
    assert max(n for second, n in knocks.items() if second > 1800) < machines / 300
