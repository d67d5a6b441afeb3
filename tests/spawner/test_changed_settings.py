"""Settings that change while pilots run, by the file or by the window."""

from __future__ import annotations

from planctongui.events import MaxCoresSet
from tests.fakes.house import House
from tests.spawner.told import titles


def test_changed_settings_count_at_the_next_step(house: House) -> None:
    house.full()
    house.settings_path.write_text("[limits]\nmax_cores = 2\ncalm_s = 60\n")
    house.until(lambda: house.last.running == 2)
    assert house.desk.calm_s == 60
    house.desk.touch()
    house.step()
    assert house.last.verdict.until == house.clock.wall + 60


def test_a_calm_changed_while_the_slider_writes_is_not_forgotten(house: House) -> None:
    house.full()
    house.may_write.clear()
    house.until(lambda: house.last.running == 3, MaxCoresSet(3))
    house.settings_path.write_text("[limits]\nmax_cores = 4\ncalm_s = 60\n")
    house.step()
    assert house.desk.calm_s == 60
    assert house.last.max_cores == 3
    house.may_write.set()
    house.until(lambda: "max_cores = 3" in house.written())
    house.clock.turn(1)
    house.settings_path.write_text("[limits]\nmax_cores = 1\n")
    house.until(lambda: house.last.running == 1)


def test_a_slider_whose_file_cannot_be_written_says_so_and_still_counts(house: House) -> None:
    house.full()
    house.settings_path.write_text("[limits]\nmax_cores = 'many'\n")
    house.until(lambda: len(house.last.troubles) == 2, MaxCoresSet(2))
    house.until(lambda: house.last.running == 2)


def test_a_broken_file_keeps_the_last_good_settings(house: House) -> None:
    house.settings_path.write_text("[limits]\nmax_cores = 2\n")
    house.full(2)
    house.settings_path.write_text("[limits]\nmax_cores = -2\n")
    house.step()
    assert titles(house.last) == {"The setting limits.max_cores is not possible"}
    assert house.last.max_cores == 2
