"""What pilots cost the owner: a fixed CPU task of theirs, and the lateness of their wake-ups.

With no pilots, with held ones, with pilots in the idle class, and with containers as the engine
makes them by default; in turn, round by round, so that a ratio is of neighbours in time. Not for:
how fast pilots are held (`hold`).
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.figures import Figure, load, median, percentile
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.group_files import GroupFiles
from planctongui.events import Event
from planctongui.governor.cgroup_files import CgroupGovernor
from tests.engine import pilots
from tests.engine.daemon import Daemon

PILOTS = 8
ROUNDS = 5
TASK_LOOPS = 12_000_000
WAKES = 1000
SHARE_S = 3.0

CORES = os.cpu_count() or 1
SPIN = (sys.executable, "-c", "while True: pass")
TASK = (sys.executable, "-c", f"for _ in range({TASK_LOOPS}): pass")


@contextmanager
def busy_owner(number: int) -> Iterator[list[int]]:
    """So many processes of the owner that use all the CPU they get; their ids."""
    spinners = [subprocess.Popen(SPIN) for _ in range(number)]
    try:
        yield [spinner.pid for spinner in spinners]
    finally:
        for spinner in spinners:
            spinner.kill()
            spinner.wait()


class Guests:
    """Eight spinning pilots on an engine of their own, put into one condition after the other."""

    def __init__(self, engine: DockerEngine, image: str) -> None:
        self.engine = engine
        self.image = image
        self.ids: list[str] = []
        self.events: list[Event] = []
        self.are_held = False
        self.governor = CgroupGovernor(engine.group, engine, "pause", self.events.append)

    def none(self) -> None:
        """No pilots."""
        for pilot in self.ids:
            self.engine.remove(pilot)
        self.ids.clear()
        self.are_held = False

    def default(self) -> None:
        """As containers are by default: their parent has the weight of any other group."""
        self._some()
        cpu = self._around().cpu
        (cpu / "cpu.idle").write_text("0")
        weight = cpu / ("cpu.weight" if self._around().v2 else "cpu.shares")
        weight.write_text("100" if self._around().v2 else "1024")

    def idle_class(self) -> None:
        """As the app lets them run."""
        self._some()
        self._around().yield_to_others()

    def held(self) -> None:
        """As the app holds them."""
        self.idle_class()
        for pilot in self.ids:
            self.governor.hold(pilot, CORES)
        self.are_held = True

    def used_s(self) -> float:
        """CPU seconds of all."""
        return sum(s.counter.read() or 0.0 for s in self.engine.look(()) if s.counter)

    def _some(self) -> None:
        while len(self.ids) < PILOTS:
            self.ids.append(
                pilots.start(self.engine, self.image, pilots.SPIN, cores=CORES, memory_mb=32)
            )
        if self.are_held:
            for pilot in self.ids:
                self.governor.release(pilot, CORES)
        self.are_held = False
        time.sleep(0.3)

    def _around(self) -> GroupFiles:
        group = self.engine.group(self.ids[0])
        assert group is not None and group.may_write(), "writing control groups: be root"
        return group.parent()


def costs(rounds: int = ROUNDS) -> Iterator[Figure]:
    """Figures owner_task_..., owner_share_... and wakeup_..."""
    daemon, instance = Daemon(), pilots.new_instance()
    try:
        daemon.start()
        engine = DockerEngine(daemon.url, instance, 30)
        guests = Guests(engine, engine.ensure_image(pilots.recipe()))
        conditions: dict[str, Callable[[], None]] = {
            "none": guests.none,
            "held": guests.held,
            "idle_class": guests.idle_class,
            "docker_default": guests.default,
        }
        tasks: dict[str, list[float]] = {name: [] for name in conditions}
        wakes: dict[str, list[float]] = {name: [] for name in conditions}
        for _ in range(rounds):
            for name, enter in conditions.items():
                enter()
                tasks[name].append(_task_s())
                wakes[name].append(percentile(_late_ms(), 99))
        shares = {}
        for name in ("idle_class", "docker_default"):
            conditions[name]()
            shares[name] = _share(guests)
        guests.governor.close()
        engine.close()
        client = daemon.client()
        pilots.clean_up(client, instance)
        client.close()
    finally:
        daemon.remove()
    how = f"{PILOTS} spinning pilots, {CORES} owner processes, median of {rounds} rounds, {load()}"
    for name, goal in (("held", 1.01), ("idle_class", None), ("docker_default", None)):
        ratio = median([a / b for a, b in zip(tasks[name], tasks["none"], strict=True)])
        yield Figure(f"owner_task_ratio_{name}", ratio, "x", goal, how)
    for name, least in (("idle_class", 0.97), ("docker_default", None)):
        yield Figure(f"owner_share_{name}", shares[name], "", least, how, at_least=True)
    for name in ("held", "idle_class", "docker_default"):
        ratio = median([a / b for a, b in zip(wakes[name], wakes["none"], strict=True)])
        yield Figure(
            f"wakeup_p99_ratio_{name}", ratio, "x", None, f"{WAKES} sleeps of 1 ms a round, {how}"
        )


def _task_s() -> float:
    """Seconds for a fixed amount of work on every core."""
    begin = time.monotonic()
    for task in [subprocess.Popen(TASK) for _ in range(CORES)]:
        task.wait()
    return time.monotonic() - begin


def _late_ms() -> list[float]:
    """How late sleeps of a millisecond end."""
    late = []
    for _ in range(WAKES):
        due = time.monotonic() + 0.001
        time.sleep(0.001)
        late.append((time.monotonic() - due) * 1000)
    return late


def _share(guests: Guests) -> float:
    """The owner's part of the CPU when owner and pilots want all of it."""
    with busy_owner(CORES) as owners:
        ours, theirs = guests.used_s(), _cpu_s(owners)
        time.sleep(SHARE_S)
        ours, theirs = guests.used_s() - ours, _cpu_s(owners) - theirs
    return theirs / (ours + theirs)


def _cpu_s(processes: list[int]) -> float:
    ticks = 0
    for pid in processes:
        words = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
        ticks += int(words[11]) + int(words[12])
    return ticks / os.sysconf("SC_CLK_TCK")
