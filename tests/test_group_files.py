"""What is written into a control group's files, in both layouts."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from planctongui.engine.counters import Counter
from planctongui.engine.group_files import GroupFiles, files_of, is_held
from tests.desk.process import wait_until
from tests.fakes import groups


def test_in_v2_bandwidth_and_freezer_stand_beside_the_counter(tmp_path: Path) -> None:
    made = groups.make(tmp_path / "planctongui.slice" / "docker-1.scope")
    group = files_of(Counter(made.cpu / "cpu.stat"))
    assert group == made and group.v2 and group.may_write() and not group.is_ours()
    assert group.parent().is_ours()
    group.limit(1.5)
    assert (group.cpu / "cpu.max").read_text().startswith("150000 100000")
    assert not is_held(group)
    group.limit(0.0)
    assert group.quota_file.read_text().split() == ["1000", "100000"]
    assert group.crawls() and is_held(group)


def test_no_limit_and_the_freezer_in_v2(tmp_path: Path) -> None:
    group = groups.make(tmp_path)
    group.limit(None)
    assert group.quota_file.read_text().startswith("max 100000") and not group.crawls()
    group.freeze(True)
    assert group.is_frozen() and is_held(group)
    group.freeze(False)
    assert not group.is_frozen()


def test_whom_it_holds_in_v2_has_the_cpu_that_freezing_takes(tmp_path: Path) -> None:
    group = groups.make(tmp_path)
    for cores, quota in ((None, "max"), (0.5, "50000")):
        group.hold(cores)
        assert group.is_frozen() and group.quota_file.read_text().split()[0] == quota


@pytest.mark.parametrize("joined", [False, True])
def test_in_v1_each_controller_has_a_tree(tmp_path: Path, joined: bool) -> None:
    counter = groups.make_v1(tmp_path, "planctongui-u1/abc", joined)
    group = files_of(Counter(counter))
    assert group is not None and not group.v2 and group.may_write()
    assert group.freezer == tmp_path / "freezer/planctongui-u1/abc/freezer.state"
    assert group.parent().freezer == tmp_path / "freezer/planctongui-u1/freezer.state"
    group.limit(0.0)
    assert (group.cpu / "cpu.cfs_period_us").read_text().startswith("100000")
    assert group.quota_file.read_text().startswith("1000")
    group.hold(1.0)
    assert group.crawls()
    assert group.freezer.read_text().startswith("FROZEN") and not group.is_stuck()
    group.freezer.write_text("FREEZING\n")
    assert group.is_stuck()


def test_in_v1_a_pilot_that_is_still_the_engines_own_process_is_told(tmp_path: Path) -> None:
    group = files_of(Counter(groups.make_v1(tmp_path, "planctongui-u1/abc")))
    assert group is not None and not group.is_becoming()
    program = tmp_path / "runc"
    shutil.copy("/bin/sleep", program)
    engines = subprocess.Popen([program, "600"])
    try:
        procs = group.freezer.with_name("cgroup.procs")
        procs.write_text(f"{engines.pid}\n")
        wait_until(group.is_becoming, 30, "it has its new name")
    finally:
        engines.kill()
        engines.wait()
    assert group.is_becoming(), "it has just gone"
    procs.write_text("")
    assert group.is_becoming(), "nobody is there yet"
    assert not groups.make(tmp_path / "v2").is_becoming(), "there a freeze always comes to its end"


def test_a_pilot_is_held_when_the_group_around_it_is(tmp_path: Path) -> None:
    around = groups.make(tmp_path / "planctongui.slice" / "planctongui-u1.slice")
    top = groups.make(tmp_path / "planctongui.slice")
    pilot = groups.make(around.cpu / "docker-1.scope")
    assert not is_held(pilot)
    top.limit(0.0)
    assert is_held(pilot)


def test_a_group_that_is_gone_is_never_made_again(tmp_path: Path) -> None:
    group = GroupFiles(tmp_path / "gone", tmp_path / "gone" / "cgroup.freeze")
    with pytest.raises(FileNotFoundError):
        group.limit(0.0)
    assert not group.may_write() and not group.crawls() and not group.is_frozen()
    assert not group.yield_to_others()
    assert not (tmp_path / "gone").exists()
    assert files_of(Counter(tmp_path / "cpuacct.usage")) is None


def test_pilots_yield_by_the_idle_class_where_the_kernel_has_it(tmp_path: Path) -> None:
    group = groups.make(tmp_path)
    assert group.yield_to_others()
    assert (tmp_path / "cpu.idle").read_text().startswith("1")
    (tmp_path / "cpu.idle").unlink()
    (tmp_path / "cpu.shares").write_text("1024")
    assert group.yield_to_others()
    assert (tmp_path / "cpu.shares").read_text() == "2"


def test_pilots_that_yield_may_take_part_for_a_moment(tmp_path: Path) -> None:
    group = groups.make(tmp_path)
    (tmp_path / "cpu.weight").write_text("1\n")
    assert group.yield_to_others()
    group.take_part()
    assert (tmp_path / "cpu.idle").read_text().startswith("0")
    assert (tmp_path / "cpu.weight").read_text().startswith("100")
    assert not (tmp_path / "cpu.shares").exists()
    assert group.yield_to_others()
    assert (tmp_path / "cpu.idle").read_text().startswith("1")
