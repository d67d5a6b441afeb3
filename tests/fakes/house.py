"""All the real rooms around a fake engine, a desk and a clock turned by hand.

For: tests of whole stories. Spawner, hands, governor, ledger, settings and head node are the real
ones, threads included; a test waits for a condition, never for luck.
"""

from __future__ import annotations

import select
import sqlite3
import threading
import time
from collections import Counter as Tally
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

from planctongui.core.pilot import Phase
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.engine.protocol import PilotPlan
from planctongui.events import Event
from planctongui.governor.engine_calls import EngineGovernor, Means
from planctongui.governor.protocol import Governor
from planctongui.governor.slice import SliceGovernor
from planctongui.hands import Hands
from planctongui.headnodes.folder import HeadNodeFolder
from planctongui.headnodes.local import WIDTH, LocalHeadNode
from planctongui.headnodes.protocol import PilotOrder
from planctongui.ledger.ledger import Ledger
from planctongui.mailbox import Mailbox
from planctongui.settings import SettingsFile, SettingsTrouble
from planctongui.spawner.spawner import Spawner
from tests.fakes.clock import HandClock
from tests.fakes.desk import Desk
from tests.fakes.engine import FakeEngine
from tests.fakes.waiting import Waiting

LIMIT_S = 20.0
BLOCKED_S = 1.0


class House:
    """One run of the program; `restart` makes the next one on the same engine and disk."""

    def __init__(
        self,
        folder: Path,
        means: Means = "pause",
        jobs: int = 0,
        builtin: LocalHeadNode | None = None,
        around: Path | None = None,
    ) -> None:
        """`builtin`: the head node while there is no file of one; else one with so many jobs.

        `around`: a slice that holds the pilots; else the engine's calls by `means`.
        """
        self.folder = folder
        self.builtin = builtin
        self.means = means
        self.around = around
        self.jobs = jobs
        self.clock = HandClock()
        self.desk = Desk(self.clock)
        self.waiting = Waiting()
        self.engine = FakeEngine(self.clock, folder / "cgroup")
        self.trial_engine = FakeEngine(self.clock, folder / "cgroup" / "trial")
        """Where test pilots are."""
        self.settings_path = folder / "settings.toml"
        self.reports: list[Report] = []
        self.may_write = threading.Event()
        """While it is not set, the slider's change of the file waits."""
        self.may_write.set()
        self._begin()

    def _begin(self) -> None:
        self._closed = False
        self.mailbox = Mailbox()
        self.engine.post = self.mailbox.post
        self.settings = SettingsFile(self.settings_path, self.desk.machine_cores)
        governed = self.engine, self.means, self.mailbox.post
        self.governor: Governor = (
            SliceGovernor(self.around, *governed) if self.around else EngineGovernor(*governed)
        )
        self.head_nodes = HeadNodeFolder(
            self.folder / "headnodes", self.builtin or LocalHeadNode(self.jobs)
        )
        self.hands = Hands(
            self.engine,
            lambda: Ledger(self.folder / "ledger.sqlite3"),
            [placed.node for placed in self.head_nodes.current.values()],
            self._write_setting,
            self.mailbox.post,
            trial_engine=self.trial_engine,
        )
        self._watch_work()
        self.spawner = Spawner(
            self.clock.clock(), self.settings, self.desk, self.governor, self.hands,
            self.head_nodes,
            chance=lambda: 0.5,
            waiting=self.waiting,
        )  # fmt: skip

    def close(self) -> None:
        """End the threads; what is in the engine and on the disk stays, as after a kill."""
        if self._closed:
            return
        self._closed = True
        self.engine.mend()
        self.may_write.set()
        self.governor.close()
        self.hands.close()
        self.engine.post = lambda event: None

    def restart(self) -> None:
        """The next run finds what this one left."""
        self.close()
        self._begin()

    def step(self, *events: Event) -> Report:
        """One step with these events and with what the threads have posted."""
        for event in events:
            self.mailbox.post(event)
        report = self.spawner.step(self.mailbox.take())
        self.reports.append(report)
        return report

    def until(self, true: Callable[[], bool], *events: Event) -> Report:
        """Step with these events, then at every event that comes, until the condition is true."""
        report = self.step(*events)
        limit = time.monotonic() + LIMIT_S
        while not true():
            left = limit - time.monotonic()
            assert left > 0, f"it never became true; the last report: {report}"
            if select.select([self.mailbox], [], [], min(left, 0.05))[0]:
                report = self.step()
        return report

    def later(self, seconds: float, true: Callable[[], bool]) -> Report:
        """Turn the clock, then step until the condition is true."""
        self.clock.turn(seconds)
        return self.until(true)

    def live(self, true: Callable[[], bool], limit_s: float = 3600.0) -> float:
        """Live as the loop does, but with the waiting left out: gives the seconds that went by.

        While no event comes and all threads rest the clock is turned to the instant the last report
        asked for. A report that keeps asking for at once would be a tight loop: that fails.
        """
        began, hasty = self.clock.now, 0
        report = self.step()
        while not true():
            passed = self.clock.now - began
            assert passed <= limit_s, f"it never became true; the last report: {report}"
            if not self._anything_comes():
                wait_s = 60.0 if report.wake_in_s is None else report.wake_in_s
                hasty = hasty + 1 if wait_s < 0.05 else 0
                assert hasty < 3, f"a tight loop: {report}"
                self.clock.turn(max(wait_s, 0.001))
            report = self.step()
        return self.clock.now - began

    def _anything_comes(self) -> bool:
        """Wait until an event comes (True), or until all threads rest and none did (False).

        A thread that a test made wait on purpose counts as resting after a while.
        """
        limit = time.monotonic() + BLOCKED_S
        while time.monotonic() < limit:
            self._work = [work for work in self._work if not work.done()]
            resting = not self._work
            if select.select([self.mailbox], [], [], 0.005)[0]:
                return True
            if resting:
                return False
        return False

    def _watch_work(self) -> None:
        """Note all work that hands and governor give to their threads."""
        self._work: list[Future[Any]] = []
        parts = (
            self.hands,
            self.hands.books,
            self.hands.demand,
            self.hands.supplies,
            self.governor,
        )
        for lane in (value for part in parts for value in vars(part).values()):
            if isinstance(lane, ThreadPoolExecutor):
                lane.submit = self._noted(lane.submit)  # type: ignore[method-assign]

    def _noted(self, submit: Callable[..., Future[Any]]) -> Callable[..., Future[Any]]:
        def noted(*work: Any) -> Future[Any]:
            under_way = submit(*work)
            self._work.append(under_way)
            return under_way

        return noted

    def full(self, pilots: int = 4) -> list[str]:
        """Connect the engine and wait until so many pilots run; gives their names."""
        self.engine.connect()
        report = self.until(lambda: self.last.running == pilots)
        assert report.running == len(self.engine.running()) == pilots
        return self.engine.running()

    def allow_all_images(self) -> None:
        """The owner trusts every registry."""
        self.settings_path.write_text('[images]\nallow = ["*"]\n')
        self.restart()

    def head_node(self, name: str, text: str | None) -> None:
        """Write a head node's file anew, or remove it."""
        file = self.folder / "headnodes" / f"{name}.toml"
        file.parent.mkdir(exist_ok=True)
        if text is None:
            file.unlink()
        else:
            file.write_text(text)

    def working_for(self) -> dict[str, int]:
        """Pilots that run, by head node."""
        return dict(Tally(self.engine.pilots[p].plan.head_node for p in self.engine.running()))

    def written(self) -> str:
        """The settings file; "" when there is none."""
        return self.settings_path.read_text() if self.settings_path.exists() else ""

    @property
    def last(self) -> Report:
        """The newest report."""
        return self.reports[-1]

    def plan(self, name: str, job: str = "7") -> PilotPlan:
        """A pilot as an earlier run would have planned it."""
        order = PilotOrder(("primes", str(int(job) * WIDTH), str((int(job) + 1) * WIDTH)), job)
        return PilotPlan(name, "local", "planctongui-local:test", order, 1.0, 256, 3600.0)

    def phases(self) -> dict[str, Phase]:
        """Pilots of the engine by phase."""
        return {name: one.phase for name, one in self.engine.pilots.items()}

    def booked(self) -> tuple[float, list[tuple[str, str, float]]]:
        """From the disk: CPU seconds in all, and (pilot, outcome, CPU seconds) of each row."""
        with closing(sqlite3.connect(self.folder / "ledger.sqlite3")) as base:
            (total_s,) = base.execute("SELECT TOTAL(cpu_s) FROM given").fetchone()
            rows = base.execute("SELECT id, outcome, cpu_s FROM pilot ORDER BY id").fetchall()
        return total_s, rows

    def _write_setting(self, section: str, key: str, value: int | str) -> Trouble | None:
        assert self.may_write.wait(LIMIT_S)
        try:
            SettingsFile(self.settings_path, self.desk.machine_cores).set(section, key, value)
        except SettingsTrouble as error:
            return error.trouble
        return None
