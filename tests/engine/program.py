"""All real parts of the program around a made up owner, in a thread of its own.

For: stories with real pilots in which the owner has to come and go at an exact moment. Not for: the
program as its owner starts it (`tests.app.application`).
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

from planctongui import loop
from planctongui.core.orders import AtQuit
from planctongui.core.report import Report
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.watch import EngineWatch
from planctongui.events import QuitOrdered
from planctongui.governor.choice import choose
from planctongui.hands import Hands
from planctongui.headnodes.folder import HeadNodeFolder
from planctongui.headnodes.protocol import HeadNode
from planctongui.ledger.ledger import Ledger
from planctongui.mailbox import Mailbox
from planctongui.settings import SettingsFile
from planctongui.spawner.clock import Clock
from planctongui.spawner.spawner import Spawner
from planctongui.vault.choice import files_of
from tests.desk.process import wait_until
from tests.fakes.clock import HandClock
from tests.fakes.desk import Desk


class RealClock:
    """The machine's time, for the made up owner."""

    @property
    def now(self) -> float:
        return time.monotonic()


class Program:
    """It runs from the start on. Settings, head nodes, secrets and ledger are below `folder`."""

    def __init__(
        self,
        engine: DockerEngine,
        folder: Path,
        settings: str,
        builtin: HeadNode,
        hold_by: str = "auto",
    ) -> None:
        """`builtin`: the head node while there is no file of one in `folder`/headnodes."""
        self.engine = engine
        self.before = set(threading.enumerate())
        self.reports: list[Report] = []
        self.desk = Desk(cast(HandClock, RealClock()), machine_cores=2)
        self.mailbox = Mailbox()
        (folder / "settings.toml").write_text(settings)
        self.ledger_file = folder / "ledger.sqlite3"
        self.governor = choose(hold_by, engine.group, engine, self.mailbox.post)
        nodes = HeadNodeFolder(folder / "headnodes", builtin)
        self.hands = Hands(
            engine,
            lambda: Ledger(self.ledger_file),
            [placed.node for placed in nodes.current.values()],
            lambda section, key, value: None,
            self.mailbox.post,
            files_of(folder),
        )
        self.watch = EngineWatch(engine, self.mailbox.post)
        self.spawner = Spawner(
            Clock(time.monotonic, time.time),
            SettingsFile(folder / "settings.toml", 2), self.desk, self.governor, self.hands, nodes,
        )  # fmt: skip
        self.thread = threading.Thread(
            target=loop.run, args=(self.spawner, self.mailbox, (), self.reports.append)
        )
        self.watch.start()
        self.thread.start()

    def touch(self) -> None:
        """The owner moves the mouse."""
        self.desk.touch()
        self.mailbox.wake()

    def until(self, true: Callable[[Report], object], what: str, limit_s: float = 60) -> Report:
        """Wait for a report for which this is true; gives the last one."""

        def found() -> bool:
            return bool(self.reports) and bool(true(self.reports[-1]))

        wait_until(found, limit_s, what)
        return self.reports[-1]

    def close(self) -> None:
        """Quit, and wait for all threads."""
        self.mailbox.post(QuitOrdered(AtQuit.END))
        self.thread.join(30)
        self.watch.close()
        self.governor.close()
        self.hands.close()
        # An engine that is closed under a call that still runs leaves its socket open.
        for thread in set(threading.enumerate()) - self.before:
            thread.join(10)
        assert not self.thread.is_alive()
        self.mailbox.close()
