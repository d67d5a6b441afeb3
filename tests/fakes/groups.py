"""Folders that look like control groups (v2): files that keep what is written.

For: what is written where, also where this machine has no such groups. Not for: what a kernel does
with it (`tests/engine`).
"""

from __future__ import annotations

import os
from pathlib import Path

from planctongui.engine.group_files import GroupFiles


def make(folder: Path) -> GroupFiles:
    """A group of v2 that has its CPU and is not frozen."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "cpu.max").write_text("max 100000\n")
    (folder / "cpu.idle").write_text("0\n")
    (folder / "cgroup.freeze").write_text("0\n")
    (folder / "cpu.stat").write_text("usage_usec 0\n")
    return GroupFiles(folder, folder / "cgroup.freeze")


def make_v1(root: Path, path: str, joined: bool = False) -> Path:
    """The same in v1; gives its counter's file. `joined` = cpu and cpuacct are one tree."""
    cpuacct = root / ("cpu,cpuacct" if joined else "cpuacct")
    cpu = cpuacct if joined else root / "cpu"
    for tree in {cpuacct, cpu, root / "freezer"}:
        (tree / path).mkdir(parents=True)
        (tree / "release_agent").write_text("\n")
    (cpu / path / "cpu.cfs_quota_us").write_text("50000\n")
    (cpu / path / "cpu.cfs_period_us").write_text("10000\n")
    (cpu / path / "cpu.shares").write_text("1024\n")
    (root / "freezer" / path / "freezer.state").write_text("THAWED\n")
    (root / "freezer" / path / "freezer.self_freezing").write_text("0\n")
    (root / "freezer" / path / "cgroup.procs").write_text(f"{os.getpid()}\n")
    counter = cpuacct / path / "cpuacct.usage"
    counter.write_text("0\n")
    return counter
