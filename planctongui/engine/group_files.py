"""The files of one control group by which its CPU is given and taken (v1 and v2).

For: finding, writing and reading them; a write takes 0.03 to 0.1 ms and needs the right to it (root
has it). Not for: CPU counters (`counters`), or who is held and why.
See the kernel's sched-bwc.rst, cgroup-v1/freezer-subsystem.rst and cgroup-v2.rst.
"""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from pathlib import Path

from planctongui.engine.counters import PARENT_PREFIX, Counter

PERIOD_US = 100_000
"""Period of the bandwidth limit; the kernel's default."""

ENGINE_NAMES = ("runc", "crun")
"""Begin of the names of processes that become a container's first one."""

LEAST_US = 1000
"""The kernel takes no smaller quota: a hundredth of a core."""


def quota_us(cores: float) -> int:
    """Bandwidth in microseconds per period; 0 cores = as little as the kernel allows."""
    return max(LEAST_US, int(cores * PERIOD_US))


@dataclass(frozen=True, slots=True)
class GroupFiles:
    """One control group. Methods that write raise OSError when it is gone or not ours to write."""

    cpu: Path
    """The folder with cpu.max (v2) or cpu.cfs_quota_us (v1)."""
    freezer: Path
    """The file cgroup.freeze (v2) or freezer.state (v1); it need not exist."""

    @property
    def v2(self) -> bool:
        """True in the one hierarchy of v2."""
        return self.freezer.name == "cgroup.freeze"

    @property
    def quota_file(self) -> Path:
        """The file that limits the bandwidth."""
        return self.cpu / ("cpu.max" if self.v2 else "cpu.cfs_quota_us")

    def parent(self) -> GroupFiles:
        """The group around it."""
        name = self.freezer.name
        return GroupFiles(self.cpu.parent, self.freezer.parent.parent / name)

    def is_ours(self) -> bool:
        """True for a group around pilots that holds nothing else."""
        return self.cpu.name.startswith(PARENT_PREFIX)

    def outermost(self) -> GroupFiles | None:
        """The outermost group around it that is ours: there weights count against strangers."""
        found, around = None, self.parent()
        while around.is_ours():
            found, around = around, around.parent()
        return found

    def may_write(self) -> bool:
        """True when bandwidth and freezer can be written now."""
        return all(os.access(file, os.W_OK) for file in (self.quota_file, self.freezer))

    def limit(self, cores: float | None) -> None:
        """Let all in it use so many cores together; 0 = almost none, None = no limit."""
        if self.v2:
            quota = "max" if cores is None else str(quota_us(cores))
            _write(self.quota_file, f"{quota} {PERIOD_US}")
        else:
            # An engine's period may be another one; a quota that exceeds it must not slip in first.
            period = self.cpu / "cpu.cfs_period_us"
            if period.read_text().strip() != str(PERIOD_US):
                _write(period, str(PERIOD_US))
            _write(self.quota_file, "-1" if cores is None else str(quota_us(cores)))

    def hold(self, cores: float | None) -> None:
        """Give all in it no CPU, at once; `cores` is what they have when they are not held.

        A freeze may wait for whoever changes groups, so the bandwidth comes first. But who has none
        cannot even freeze. In v2 it is given back when they are told to: they run into the freezer.
        """
        self.limit(0.0)
        with contextlib.suppress(OSError):  # it crawls at least
            self.freeze(True)
            if self.v2:
                self.limit(cores)

    def crawls(self) -> bool:
        """True when its bandwidth is as small as it gets; False also when that cannot be read."""
        try:
            quota = self.quota_file.read_text().split()[0]
            return quota.isdecimal() and 0 < int(quota) <= LEAST_US
        except (OSError, IndexError):
            return False

    def freeze(self, frozen: bool) -> None:
        """Freeze all in it, or let them go on. Returns at once; freezing may take its time."""
        states = ("0", "1") if self.v2 else ("THAWED", "FROZEN")
        _write(self.freezer, states[frozen])

    def is_frozen(self) -> bool:
        """True when it was told to freeze, whoever said so."""
        own = self.freezer if self.v2 else self.freezer.with_name("freezer.self_freezing")
        try:
            return own.read_text().strip() == "1"
        except OSError:
            return False

    def is_populated(self) -> bool:
        """True in v2 when a process is in it or below; False also when that cannot be read."""
        try:
            return "populated 1" in (self.cpu / "cgroup.events").read_text()
        except OSError:
            return False

    def is_becoming(self) -> bool:
        """True in v1 while the engine's own process is in it, about to become the pilot's.

        Frozen in that instant it stays so for ever, half of its threads waiting for the others.
        """
        if self.v2:
            return False
        try:
            processes = self.freezer.with_name("cgroup.procs").read_text().split()
            names = [Path("/proc", process, "comm").read_text() for process in processes]
        except OSError:
            return True  # one of them has just come or gone
        return not names or any(name.startswith(ENGINE_NAMES) for name in names)

    def is_stuck(self) -> bool:
        """True in v1 while it cannot be frozen: a program's threads wait for one another there."""
        try:
            return not self.v2 and self.freezer.read_text().strip() == "FREEZING"
        except OSError:
            return False

    def yield_to_others(self) -> bool:
        """Let it run only where no other group wants the CPU; False when that was refused."""
        for name, value in (("cpu.idle", "1"), ("cpu.weight", "1"), ("cpu.shares", "2")):
            with contextlib.suppress(OSError):
                if (self.cpu / name).read_text().strip() != value:
                    _write(self.cpu / name, value)
                return True
        return False

    def take_part(self) -> None:
        """Let it compete as anybody does. `yield_to_others` undoes it."""
        for name, value in (("cpu.idle", "0"), ("cpu.weight", "100"), ("cpu.shares", "1024")):
            with contextlib.suppress(OSError):
                _write(self.cpu / name, value)


def is_held(group: GroupFiles) -> bool:
    """True when a pilot's group gets no CPU worth the name, by whatever means."""
    return group.is_frozen() or group.crawls() or _all_held(group)


def _all_held(group: GroupFiles) -> bool:
    """True when a group around it that is ours is held."""
    around = group.parent()
    while around.is_ours():
        if around.crawls() or around.is_frozen():
            return True
        around = around.parent()
    return False


def files_of(counter: Counter) -> GroupFiles | None:
    """The files of the group that a counter counts; None when they are nowhere to be found."""
    folder = counter.file.parent
    if counter.file.name == "cpu.stat":
        return GroupFiles(folder, folder / "cgroup.freeze")
    # In v1 each controller may have a tree of its own, beside the counters' or joined with it.
    tree = next((up for up in folder.parents if (up / "release_agent").exists()), None)
    if tree is None:
        return None
    path = folder.relative_to(tree)
    freezer = tree.parent / "freezer" / path / "freezer.state"
    for cpu in (folder, tree.parent / "cpu" / path):
        if (cpu / "cpu.cfs_quota_us").exists():
            return GroupFiles(cpu, freezer)
    return None


def _write(file: Path, text: str) -> None:
    # In one system call, and never making a file where a group has just gone.
    handle = os.open(file, os.O_WRONLY | os.O_TRUNC | os.O_CLOEXEC)
    try:
        os.write(handle, text.encode())
    finally:
        os.close(handle)
