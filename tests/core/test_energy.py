"""Joules and CPU seconds become watts, kilowatt hours, and a line in the ledger."""

from __future__ import annotations

import pytest

from planctongui.core.energy import (
    ENOUGH_S,
    Metered,
    kwh,
    measured_watts,
    more,
    read,
    share_of,
    written,
)


def test_an_hour_at_ten_watts_is_ten_watt_hours() -> None:
    assert kwh(3600.0, 10.0) == pytest.approx(0.01)


@pytest.mark.parametrize(
    ("ours_s", "busy_s", "joules"),
    [(5.0, 10.0, 50.0), (20.0, 10.0, 100.0), (0.0, 10.0, 0.0), (5.0, 0.0, 0.0)],
)
def test_energy_is_shared_out_by_cpu_time(ours_s: float, busy_s: float, joules: float) -> None:
    assert share_of(100.0, ours_s, busy_s) == joules


def test_the_meter_is_believed_once_it_was_read_for_long_enough() -> None:
    short = more(Metered(), 1000.0, ENOUGH_S - 100)
    assert measured_watts(short) is None
    assert measured_watts(more(short, 5000.0, 100.0)) == 6000.0 / ENOUGH_S


@pytest.mark.parametrize("metered", [Metered(), Metered(0.1 + 0.2, 1e9)])
def test_what_is_written_is_read_again(metered: Metered) -> None:
    assert read(written(metered)) == metered


@pytest.mark.parametrize("text", [None, "", "1", "a b", "1 2 3", "nan 1", "1 inf", "-1 5", "5 -1"])
def test_a_line_that_makes_no_sense_counts_for_nothing(text: str | None) -> None:
    assert read(text) == Metered()
