"""Figures as the owner reads them."""

from __future__ import annotations

from datetime import datetime

import pytest

from planctongui.core.history import Step
from planctongui.words import formats, moments


@pytest.mark.parametrize(
    ("number", "told"),
    [(0, "0.00 h"), (0.7, "0.70 h"), (9.994, "9.99 h"), (12.34, "12.3 h"), (1234.4, "1\xa0234 h")],
)
def test_numbers_have_about_three_digits(number: float, told: str) -> None:
    assert formats.measure(number, "h") == told


@pytest.mark.parametrize(
    ("grams", "told"),
    [(0, "0 g"), (999, "999 g"), (5840, "5.84 kg"), (12_340, "12.3 kg"), (1_200_000, "1.20 t")],
)
def test_weights_have_the_unit_that_suits(grams: float, told: str) -> None:
    assert formats.weight(grams) == told


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (-5, "0 s"), (42, "42 s"), (310, "5 min 10 s"), (12_000, "3 h 20 min"),
        (187_200, "2 d 4 h"),
    ],
)  # fmt: skip
def test_spans_have_two_parts(seconds: float, told: str) -> None:
    assert formats.span(seconds) == told


@pytest.mark.parametrize(
    ("step", "short", "whole"),
    [
        (Step.DAY, "5 Nov", "5 Nov 2026"),
        (Step.WEEK, "5 Nov", "the week from 5 Nov 2026 on"),
        (Step.MONTH, "Nov 2026", "Nov 2026"),
        (Step.YEAR, "2026", "2026"),
    ],
)
def test_a_period_is_named_by_its_first_day(step: Step, short: str, whole: str) -> None:
    start = datetime(2026, 11, 5).timestamp()
    assert moments.period(step, start) == short
    assert moments.period(step, start, whole=True) == whole


def test_memory_is_told_in_mib() -> None:
    assert formats.memory(187.2 * formats.MIB) == "187 MiB"
