"""The owner's share of the CPU, from counters that may do anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planctongui.core.load import WINDOW_S, LoadSample, keep_recent, owner_cores


def kept(*samples: LoadSample) -> tuple[LoadSample, ...]:
    recent: tuple[LoadSample, ...] = ()
    for sample in samples:
        recent = keep_recent(recent, sample)
    return recent


def test_the_owner_used_what_we_did_not() -> None:
    assert owner_cores(kept(LoadSample(0, 100, 50), LoadSample(2, 103, 51))) == 1.0


def test_too_short_a_time_tells_nothing() -> None:
    assert owner_cores(()) is None
    assert owner_cores(kept(LoadSample(0, 0, 0))) is None
    assert owner_cores(kept(LoadSample(0, 0, 0), LoadSample(0.9, 9, 0))) is None


def test_the_mean_spans_the_window_and_forgets_what_was_before() -> None:
    burst = [LoadSample(t, min(t, 4) * 2.0, 0) for t in range(20)]
    recent = kept(*burst)
    assert owner_cores(recent) == 0.0
    assert recent[-1].now - recent[0].now == WINDOW_S


def test_a_pause_between_samples_keeps_one_of_before() -> None:
    assert owner_cores(kept(LoadSample(0, 0, 0), LoadSample(100, 50, 0))) == 0.5


def test_a_clock_or_a_counter_that_goes_back_begins_anew() -> None:
    first = LoadSample(10, 10, 0)
    for back in (LoadSample(9, 11, 0), LoadSample(11, 9, 0)):
        assert kept(first, back) == (back,)
        assert owner_cores(kept(first, back)) is None


def test_our_own_counters_running_ahead_make_no_negative_owner() -> None:
    assert owner_cores(kept(LoadSample(0, 0, 0), LoadSample(2, 1, 2))) == 0.0


@given(st.lists(st.tuples(*(st.floats(0, 1e9) for _ in range(3))), max_size=30))
def test_any_counters_give_a_number_of_cores_or_nothing(rows: list[tuple[float, ...]]) -> None:
    cores = owner_cores(kept(*(LoadSample(*row) for row in rows)))
    assert cores is None or cores >= 0
