"""CPU counters in both layouts that kernels have, and on the machine that runs this."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui.engine.counters import Counter, counter_of
from planctongui.engine.hardening import parent_group


def put(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return path


def found(tmp_path: Path, lines: str) -> Counter | None:
    """The counter of process 42, which is in these groups."""
    put(tmp_path / "proc/42/cgroup", lines)
    return counter_of(42, "abc", root=tmp_path / "sys", proc=tmp_path / "proc")


@pytest.mark.parametrize("folder", ["cpuacct", "cpu,cpuacct"])
def test_the_first_version_has_a_folder_per_controller(tmp_path: Path, folder: str) -> None:
    lines = f"9:pids:/planctongui-u1/abc\n4:{folder}:/planctongui-u1/abc\n0::/elsewhere\n"
    own = put(tmp_path / "sys" / folder / "planctongui-u1/abc/cpuacct.usage", "2500000000\n")
    put(tmp_path / "sys" / folder / "planctongui-u1/cpuacct.usage", "7000000000\n")
    counter = found(tmp_path, lines)
    assert counter == Counter(own)
    assert counter.read() == 2.5
    parent = counter.parent()
    assert parent is not None and parent.read() == 7.0


def test_the_second_version_has_one_tree(tmp_path: Path) -> None:
    slice_name = parent_group(True, 1000, "default")
    text = "usage_usec 1500000\nuser_usec 1000000\nsystem_usec 500000\n"
    put(tmp_path / "sys" / slice_name / "docker-abc.scope/cpu.stat", text)
    put(tmp_path / "sys" / slice_name / "cpu.stat", text.replace("1500000", "9000000"))
    counter = found(tmp_path, f"0::/{slice_name}/docker-abc.scope\n")
    assert counter is not None and counter.read() == 1.5
    parent = counter.parent()
    assert parent is not None and parent.read() == 9.0


def test_a_group_that_podman_makes_within_a_pilots_counts_as_the_pilots(tmp_path: Path) -> None:
    own = put(tmp_path / "sys/planctongui-u1.slice/libpod-abc.scope/cpu.stat", "usage_usec 1\n")
    put(own.parent / "cgroup.procs", "")
    put(own.parent / "container/cpu.stat", "usage_usec 1\n")
    put(own.parent / "container/cgroup.procs", "42\n")
    put(tmp_path / "proc/42/task/42/stat", "42 (a) R 1 42 42 0 -1")
    counter = found(tmp_path, "0::/planctongui-u1.slice/libpod-abc.scope/container\n")
    assert counter == Counter(own) and counter.wants_cpu(tmp_path / "proc")


def test_a_parent_that_is_shared_with_strangers_is_none_of_ours(tmp_path: Path) -> None:
    put(tmp_path / "sys/docker/abc/cpu.stat", "usage_usec 1\n")
    put(tmp_path / "sys/docker/cpu.stat", "usage_usec 2\n")
    counter = found(tmp_path, "0::/docker/abc\n")
    assert counter is not None and counter.parent() is None


@pytest.mark.parametrize(
    "lines", ["", "\n", "0::/gone\n", "4:cpuacct:/gone\n", "nonsense\n", "0:\n", "::\n"]
)
def test_what_cannot_be_found_is_none(tmp_path: Path, lines: str) -> None:
    assert found(tmp_path, lines) is None
    assert counter_of(43, "abc", root=tmp_path / "sys", proc=tmp_path / "proc") is None


@pytest.mark.parametrize("text", ["", "x", "usage_usec\n", "usage_usec x\n", "user_usec 5\n"])
def test_what_cannot_be_read_is_none(tmp_path: Path, text: str) -> None:
    assert Counter(put(tmp_path / "cpu.stat", text)).read() is None
    assert Counter(put(tmp_path / "cpuacct.usage", text)).read() is None
    assert Counter(tmp_path / "gone/cpu.stat").read() is None


@pytest.mark.parametrize("path", ["/", "/planctongui-u1/another", "/abc/another", "/docker/xyz"])
def test_a_process_that_has_left_its_group_has_no_counter(tmp_path: Path, path: str) -> None:
    # One that has just ended is in the root group: its counter is all that the machine ever did.
    folder = path.strip("/")
    put(tmp_path / "sys/cpuacct" / folder / "cpuacct.usage", "9999000000000\n")
    put(tmp_path / "sys" / folder / "cpu.stat", "usage_usec 9999000000\n")
    assert found(tmp_path, f"4:cpuacct:{path}\n0::{path}\n") is None


@pytest.mark.parametrize(
    ("states", "wanted"), [("S", False), ("R", True), ("SR", True), ("SD", True), ("SZ", False)]
)
def test_threads_that_run_or_read_from_disk_want_the_cpu(
    tmp_path: Path, states: str, wanted: bool
) -> None:
    put(tmp_path / "group/cgroup.procs", "42\n")
    for number, state in enumerate(states):
        put(tmp_path / f"proc/42/task/{number}/stat", f"{number} (a) b (c) {state} 1 42 42 0 -1")
    assert Counter(tmp_path / "group/cpu.stat").wants_cpu(tmp_path / "proc") is wanted


@pytest.mark.parametrize("processes", ["", "42\n"])
def test_threads_that_cannot_be_seen_are_not_known_to_wait(tmp_path: Path, processes: str) -> None:
    counter = Counter(tmp_path / "group/cpu.stat")
    assert counter.wants_cpu(tmp_path / "proc") is None
    put(tmp_path / "group/cgroup.procs", processes)
    assert counter.wants_cpu(tmp_path / "proc") is None


def test_a_systemd_parent_lies_in_the_root_slice() -> None:
    # systemd takes each dash as a step down: a-b.slice lies in a.slice.
    assert parent_group(True, 1000, "default") == "planctongui-u1000.slice"
    assert parent_group(False, 1000, "default") == "/planctongui-u1000"
    assert parent_group(False, 1000, "x") == "/planctongui-u1000-x"
