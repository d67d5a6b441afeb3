"""The check of held pilots: one that still freezes is left to it, one that is stuck is freed."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui.engine.counters import Counter
from planctongui.engine.group_files import files_of
from planctongui.governor import cgroup_files
from planctongui.governor.cgroup_files import CgroupGovernor
from tests.fakes import groups
from tests.fakes.clock import HandClock
from tests.fakes.engine import FakeEngine


def test_a_pilot_is_stuck_only_when_it_had_time_to_freeze(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    group = files_of(Counter(groups.make_v1(tmp_path, "planctongui-u1/abc")))
    assert group is not None
    engine = FakeEngine(HandClock(), tmp_path / "engine")
    governor = CgroupGovernor({"abc": group}.get, engine, "pause", lambda event: None)
    monkeypatch.setattr(cgroup_files, "CHECK_S", 0.0)
    monkeypatch.setattr(cgroup_files, "STUCK_S", 3600.0)
    governor.hold("abc", 1.0)
    group.freezer.write_text("FREEZING\n")
    group.freezer.with_name("freezer.self_freezing").write_text("1\n")
    governor.tend(["abc"])
    assert group.freezer.read_text() == "FREEZING\n"
    monkeypatch.setattr(cgroup_files, "STUCK_S", 0.0)
    governor.tend(["abc"])
    assert group.freezer.read_text() == "THAWED" and group.crawls()
    governor.close()
