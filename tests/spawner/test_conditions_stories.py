"""Whole stories of what besides input holds pilots, with the real spawner, hands and governor."""

from __future__ import annotations

import time

import pytest

from planctongui.core.observation import Condition
from planctongui.core.verdict import Mood, Reason
from planctongui.sensors import machine, senses
from planctongui.sensors.senses import MachineSenses
from tests.fakes.house import House
from tests.sensors.conftest import no_display

CONDITIONS = [
    Condition(Reason.REMOTE_USER, "anna from 10.0.0.5"),
    Condition(Reason.ASLEEP),
    Condition(Reason.INHIBITED, "VLC: film"),
    Condition(Reason.EXCLUSIVE_APP, "zoom"),
    Condition(Reason.BATTERY, "42 %"),
    Condition(Reason.METERED),
    Condition(Reason.HOT, "91 degrees"),
    Condition(Reason.PRESSURE, "30 % of the time"),
    Condition(Reason.CPU_PRESSURE, "90 % of the time"),
    Condition(Reason.LITTLE_DISK, "90 MiB free"),
]


@pytest.mark.parametrize("condition", CONDITIONS, ids=lambda c: c.reason.value)
def test_pilots_are_held_while_a_condition_lasts_and_go_on_after_it(
    house: House, condition: Condition
) -> None:
    house.full()
    house.desk.holding = (condition,)
    report = house.until(lambda: not house.engine.running())
    assert (report.verdict.mood, report.verdict.reason) == (Mood.HELD, condition.reason)
    assert report.conditions == (condition,)
    assert report.sources
    house.desk.holding = ()
    house.until(lambda: len(house.engine.running()) == 4)


def test_the_owner_locks_the_screen_and_pilots_go_on_long_before_the_calm_is_over(
    house: House,
) -> None:
    house.full()
    house.desk.touch()
    house.until(lambda: not house.engine.running())
    house.desk.screen_locked = True
    assert house.live(lambda: len(house.engine.running()) == 4) <= 2.1
    house.desk.touch()
    house.until(lambda: not house.engine.running())
    house.desk.screen_locked = False
    assert house.live(lambda: len(house.engine.running()) == 4) >= 9.0


def test_new_wishes_in_the_settings_reach_the_senses(house: House) -> None:
    house.full()
    house.settings_path.write_text('[presence]\nexclusive = ["zoom"]\non_battery = 40\n')
    house.until(lambda: house.desk.minding is not None)
    assert house.desk.minding is not None
    assert house.desk.minding.exclusive == ("zoom",)
    assert house.desk.minding.battery_above == 40.0


def test_after_sleep_the_load_is_measured_and_the_calm_begun_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no_display(monkeypatch)  # the source is the terminals then
    slept_s = [0.0]
    clocks = machine.clocks

    def after_sleep() -> tuple[float, float, float]:
        now, boot, wall = clocks()
        return now, boot + slept_s[0], wall + slept_s[0]

    monkeypatch.setattr(senses.machine, "clocks", after_sleep)
    monkeypatch.setattr(senses.load, "busy_cpu_s", lambda: 0.0)
    eyes = MachineSenses(10.0, lambda: None, ignore_desktops=True)
    try:
        eyes.presence()
        assert eyes.owner_cores(100.0, 0.0) is None
        assert eyes.owner_cores(104.0, 0.0) == 0.0
        slept_s[0] = 3600.0
        woke = time.monotonic()
        seen = eyes.presence()
        assert seen.age_s is not None and seen.age_s <= time.monotonic() - woke + 0.1
        assert eyes.owner_cores(108.0, 0.0) is None
    finally:
        eyes.close()
