"""Spans in order: none overlaps another, and none leaves the time that was asked for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planctongui.core.record import Touch, in_order

TIMES = st.integers(0, 100)


def test_parts_are_sorted_and_cut_to_what_was_asked_for() -> None:
    parts = (Touch(50, 60), Touch(0, 10), Touch(90, 200))
    assert in_order(parts, 5, 100) == (Touch(5, 10), Touch(50, 60), Touch(90, 100))


def test_after_a_clock_that_was_set_back_the_later_word_counts() -> None:
    assert in_order((Touch(0, 50), Touch(20, 70)), 0, 100) == (Touch(0, 20), Touch(20, 70))
    assert in_order((Touch(20, 50), Touch(20, 70)), 0, 100) == (Touch(20, 70),)


@given(st.lists(st.tuples(TIMES, TIMES)), TIMES, TIMES)
def test_none_overlaps_and_none_is_empty(
    ends: list[tuple[int, int]], since: int, until: int
) -> None:
    told = in_order((Touch(*pair) for pair in ends), since, until)
    edges = [edge for touch in told for edge in (touch.begin, touch.end)]
    assert edges == sorted(edges)
    assert all(touch.begin < touch.end for touch in told)
    assert not edges or (since <= edges[0] and edges[-1] <= until)
