"""Whole stories: the real spawner, hands, governor and ledger around a fake engine."""

from __future__ import annotations

from tests.fakes.house import House


def test_a_calm_machine_fills_up_with_pilots_two_at_a_time(house: House) -> None:
    house.full()
    assert max(report.starting for report in house.reports) == 2
