"""Limits of what the machine bears: over at once, under only when it is clearly so."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui.core.observation import Condition
from planctongui.core.verdict import Reason
from planctongui.core.wishes import Minding
from planctongui.sensors import machine, strain
from planctongui.sensors.strain import Strain


def of(**wishes: float) -> Strain:
    """The strain of an owner with these limits."""
    minding = Minding(**wishes)  # type: ignore[arg-type]
    return Strain(lambda: minding)


def test_pressure_holds_from_its_limit_until_it_is_clearly_below(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[float | None] = [0.0]
    monkeypatch.setattr(machine, "pressure", lambda what: told[0] if what == "memory" else 0.0)
    looked = of(max_memory_pressure=20)
    for percent, holds in ((19, False), (21, True), (17, True), (15, False), (19, False)):
        told[0] = percent
        assert (looked.memory()[0] is not None) is holds
    told[0] = 100
    assert of(max_memory_pressure=0).memory() == (None, "100 % of the time")
    told[0] = None
    with pytest.raises(LookupError, match="CONFIG_PSI"):
        looked.memory()


def test_memory_is_news_when_its_pressure_is_another(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[float | None] = [0.0]
    monkeypatch.setattr(machine, "pressure", lambda what: told[0])
    looked = of(max_memory_pressure=20)
    assert looked.memory_news()
    looked.memory()
    assert not looked.memory_news()
    told[0] = 0.1
    assert looked.memory_news()
    told[0] = None
    with pytest.raises(LookupError):
        looked.memory()
    assert not looked.memory_news()


def test_the_cpus_pressure_holds_for_a_while_after_it_fell_since_pilots_make_some_of_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told, now = [95.0], [1000.0]
    monkeypatch.setattr(machine, "pressure", lambda what: told[0] if what == "cpu" else 0.0)
    monkeypatch.setattr(strain.time, "monotonic", lambda: now[0])
    assert of().cpu() == (None, "95 % of the time"), "it does not matter unless the owner says so"
    looked = of(max_cpu_pressure=80)
    assert looked.cpu()[0] == Condition(Reason.CPU_PRESSURE, "95 % of the time")
    told[0] = 3.0
    now[0] += strain.REST_S - 1
    assert looked.cpu()[0] is not None
    now[0] += 2
    assert looked.cpu() == (None, "3 % of the time")


def test_heat_holds_from_its_limit_until_it_is_clearly_below(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[float | None] = [None]
    monkeypatch.setattr(machine, "hottest", lambda: told[0])
    looked = of(max_celsius=80)
    with pytest.raises(LookupError, match="shows no temperature"):
        looked.heat()
    for celsius, holds in ((79, False), (81, True), (76, True), (74, False), (79, False)):
        told[0] = celsius
        assert (looked.heat()[0] is not None) is holds


def test_a_full_disk_holds_until_there_is_clearly_more_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = [0]
    monkeypatch.setattr(machine, "free_disk_mb", lambda: told[0])
    looked = of(keep_disk_mb=1000)
    for free_mb, holds in ((1001, False), (999, True), (1050, True), (1101, False), (1001, False)):
        told[0] = free_mb
        assert (looked.disk()[0] is not None) is holds
    told[0] = 0
    assert of(keep_disk_mb=0).disk() == (None, "0 MiB free")
    assert looked.disk()[0] == Condition(Reason.LITTLE_DISK, "0 MiB free")


def test_room_is_that_of_the_engines_disk_or_else_of_the_root(tmp_path: Path) -> None:
    # Others write meanwhile, so both are only nearly what the kernel says a moment later.
    shm = Path("/dev/shm")
    assert abs(machine.free_disk_mb(shm) - _free_mb(shm)) < 256
    assert abs(machine.free_disk_mb(tmp_path / "none") - _free_mb(Path("/"))) < 2048


def _free_mb(folder: Path) -> int:
    import os

    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize // 2**20


def test_the_kernels_pressure_file_is_read_and_its_absence_is_no_number(tmp_path: Path) -> None:
    (tmp_path / "memory").write_text("some avg10=12.50 avg60=1.00 avg300=0.10 total=7\nfull a\n")
    (tmp_path / "cpu").write_text("nonsense\n")
    assert machine.pressure("memory", tmp_path) == 12.5
    assert machine.pressure("cpu", tmp_path) is None
    assert machine.pressure("io", tmp_path) is None
