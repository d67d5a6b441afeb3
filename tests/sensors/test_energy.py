"""The processor's meter, on folders as the kernel makes them: no test machine surely has one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from planctongui.sensors.energy import LONGEST_S, EnergyMeter

TICKS = os.sysconf("SC_CLK_TCK")


class Machine:
    """Folders like /sys/class/powercap and a file like /proc/stat, and a clock."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.now = folder, 100.0
        self.zone("intel-rapl:0", "package-0", 1_000_000)
        self.zone("intel-rapl:1", "psys", 5_000_000)
        self.zone("intel-rapl:0:0", "core", 400_000)
        self.busy(10.0)

    def zone(self, name: str, what: str, micro: int) -> None:
        zone = self.folder / name
        zone.mkdir(parents=True, exist_ok=True)
        (zone / "name").write_text(f"{what}\n")
        (zone / "energy_uj").write_text(f"{micro}\n")
        (zone / "max_energy_range_uj").write_text("10000000\n")

    def busy(self, cpu_s: float) -> None:
        ticks = round(cpu_s * TICKS)
        self.stat.write_text(f"cpu  {ticks} 0 0 12345 678 0 0 0 0 0\ncpu0 1 2 3\n")

    @property
    def stat(self) -> Path:
        return self.folder / "stat"

    def meter(self) -> EnergyMeter:
        return EnergyMeter(self.folder, self.stat, lambda: self.now)

    def go_on(self, micro: int, busy_s: float, seconds: float = 10.0) -> None:
        self.zone("intel-rapl:0", "package-0", micro)
        self.busy(busy_s)
        self.now += seconds


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_pilots_get_their_share_of_what_the_processor_took(machine: Machine) -> None:
    meter = machine.meter()
    assert meter.note(5.0) is None  # nothing to compare with yet
    machine.go_on(3_000_000, 18.0)
    assert meter.note(4.0) == pytest.approx(1.0)


def test_a_meter_that_begins_anew_goes_on(machine: Machine) -> None:
    meter = machine.meter()
    meter.note(1.0)
    machine.go_on(500_000, 11.0)
    assert meter.note(1.0) == pytest.approx(9.5)


def test_after_a_long_gap_nothing_is_told(machine: Machine) -> None:
    meter = machine.meter()
    meter.note(1.0)
    machine.go_on(3_000_000, 18.0, LONGEST_S + 1)
    assert meter.note(1.0) is None
    machine.go_on(4_000_000, 19.0)
    assert meter.note(1.0) == pytest.approx(1.0)


def test_a_meter_that_may_not_be_read_is_no_meter(machine: Machine, tmp_path: Path) -> None:
    meter = machine.meter()
    meter.note(1.0)
    (machine.folder / "intel-rapl:0" / "energy_uj").unlink()
    machine.busy(20.0)
    assert meter.note(1.0) is None
    assert EnergyMeter(tmp_path / "nowhere", machine.stat).note(1.0) is None


def test_a_machine_that_does_nothing_else_gives_no_share_of_nothing(machine: Machine) -> None:
    meter = machine.meter()
    meter.note(1.0)
    machine.go_on(2_000_000, 10.0)
    assert meter.note(1.0) is None
