"""Breaths through control groups: the pilots' common group leaves the idle class for their time."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui.events import Event
from planctongui.governor import cgroup_files
from planctongui.governor.cgroup_files import CgroupGovernor
from tests.desk.process import wait_until
from tests.fakes import groups
from tests.fakes.clock import HandClock
from tests.fakes.engine import FakeEngine


def test_while_any_pilot_breathes_their_group_takes_part_and_then_it_yields_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    around = tmp_path / "planctongui-u1"
    groups.make(around)
    pilots = {name: groups.make(around / name) for name in ("a", "b")}
    events: list[Event] = []
    governor = CgroupGovernor(
        pilots.get, FakeEngine(HandClock(), tmp_path / "engine"), "pause", events.append
    )

    def idle() -> str:
        return (around / "cpu.idle").read_text().strip()

    governor.tend(pilots)
    assert idle() == "1"
    for name in pilots:
        governor.hold(name, 1.0)
    # A breath that only a hold ends, however slow this machine is.
    monkeypatch.setattr(cgroup_files, "BREATH_S", 3600.0)
    for name in pilots:
        governor.breathe(name, 1.0)
    assert idle() == "0"
    governor.hold("a", 1.0)
    assert idle() == "0", "the other one breathes"
    governor.hold("b", 1.0)
    assert idle() == "1"
    monkeypatch.setattr(cgroup_files, "BREATH_S", 0.01)
    governor.breathe("a", 1.0)
    wait_until(lambda: pilots["a"].is_frozen() and idle() == "1", 30, "the end of the breath")
    governor.close()
