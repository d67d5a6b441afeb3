"""The application as a process of its own, with settings, folders and pilots of its own.

For: tests and benchmarks that use planctongui as its owner does. Not for: the desktop
(`tests.desk`) or the engine (`tests.engine.daemon`) it runs in.
"""

from __future__ import annotations

import os
import sys
import uuid
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from planctongui import control
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.hardening import parent_group
from tests.desk.process import Child, wait_until
from tests.engine.pilots import thaw

START_S = 20.0
QUIT_S = 30.0


def without_display(folder: Path) -> dict[str, str]:
    """The environment of an owner without a display and with folders of their own in this one."""
    places = {"XDG_CONFIG_HOME": "config", "XDG_DATA_HOME": "data", "XDG_RUNTIME_DIR": "run"}
    for name in places.values():
        (folder / name).mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "LANG": "C.UTF-8",
        **{key: str(folder / name) for key, name in places.items()},
    }


class Application:
    """planctongui under test. `env` comes from a Desktop (or is made by hand: no display).

    `settings` is the text of the settings file; the engine's address is added to it.
    """

    def __init__(
        self,
        env: Mapping[str, str],
        folder: Path,
        engine_url: str,
        settings: str = "",
        instance: str = "",
        engine_timeout_s: int = 10,
        hold_by: str = "auto",
        inside: tuple[str, ...] = (),
    ) -> None:
        """`inside`: words before its command, e.g. to see the network of a daemon of its own."""
        self._inside = inside
        self.instance = instance or f"test-{uuid.uuid4().hex[:8]}"
        self.env = {**env, "PLANCTONGUI_INSTANCE": self.instance, "PYTHONUNBUFFERED": "1"}
        self.folder = folder
        self.settings_file = Path(self.env["XDG_CONFIG_HOME"]) / "planctongui" / "settings.toml"
        self.settings_file.parent.mkdir(parents=True, exist_ok=True)
        # Other tests' desktops on this machine are not this application's business.
        alone = '[presence]\ndesktops = "ignore"'
        engine = f'[engine]\nurl = "{engine_url}"\ntimeout_s = {engine_timeout_s}'
        how = f'hold_by = "{hold_by}"'
        self.settings_file.write_text(f"{settings}\n{alone}\n{engine}\n{how}\n")
        self.ledger_file = Path(self.env["XDG_DATA_HOME"]) / "planctongui" / "ledger.sqlite3"
        self.engine = DockerEngine(engine_url, self.instance, 30)
        self.child: Child | None = None

    def start(self, *arguments: str, ready: bool = True) -> Child:
        """Start it; with `ready`, wait until it answers."""
        program = [sys.executable, "-m", "planctongui", "--verbose", "run", *arguments]
        log = self.folder / f"{self.instance}.log"
        self.child = Child([*self._inside, *program], env=self.env, log=log)
        if ready:
            wait_until(self.asked, START_S, "planctongui answers", self.child)
        return self.child

    def order(self, *words: str) -> object:
        """Give an order through its door, as the command line does."""
        return control.ask(self._runtime, self.instance, list(words))

    def asked(self) -> dict[str, Any] | None:
        """What it says of itself: {"sentence": ..., "report": {...}}; None while it does not."""
        try:
            answer = self.order("status")
        except (control.NotRunning, ValueError):
            return None
        assert isinstance(answer, dict)
        return answer

    def report(self) -> dict[str, Any]:
        """The last report as plain values; fails when it does not answer."""
        answer = self.asked()
        assert answer is not None, f"planctongui does not answer\n{self._tail()}"
        found: dict[str, Any] = answer["report"]
        return found

    def wait_for(
        self, wanted: Callable[[dict[str, Any]], object], seconds: float, what: str
    ) -> dict[str, Any]:
        """Wait until its report is as wanted; gives that report."""
        assert self.child is not None

        def asked() -> dict[str, Any] | None:
            answer = self.asked()
            return answer["report"] if answer and wanted(answer["report"]) else None

        try:
            return wait_until(asked, seconds, what, self.child)  # type: ignore[return-value]
        except AssertionError as error:
            raise AssertionError(f"{error}\nlast report: {self.asked()}") from None

    def wait_running(self, pilots: int, seconds: float = 120) -> dict[str, Any]:
        """Wait until exactly so many pilots use the CPU."""
        return self.wait_for(
            lambda r: r["running"] == pilots and not r["starting"], seconds, f"{pilots} pilots"
        )

    def counters(self) -> dict[str, Path]:
        """Pilot -> file of its CPU counter, for all pilots that live."""
        sightings = self.engine.look(())
        return {s.id: s.counter.file for s in sightings if s.counter is not None}

    def quit(self) -> None:
        """Quit as the owner does and wait for the end."""
        assert self.child is not None
        if self.child.alive():
            self.order("quit")
            wait_until(lambda: not self.child.alive(), QUIT_S, "it ends")  # type: ignore[union-attr]

    def clean(self) -> None:
        """Whatever happened: end it and remove its pilots and its empty control groups."""
        if self.child is not None:
            self.child.kill()
        thaw(self.instance)
        for sighting in self.engine.look(()):
            self.engine.remove(sighting.id)
        group = parent_group(False, os.getuid(), self.instance).lstrip("/")
        for folder in Path("/sys/fs/cgroup").glob(f"*/{group}"):
            wait_until(lambda group=folder: _removed(group), QUIT_S, f"{folder} is empty")  # type: ignore[misc]
        self.engine.close()

    @property
    def _runtime(self) -> Path:
        return Path(self.env["XDG_RUNTIME_DIR"]) / "planctongui"

    def _tail(self) -> str:
        return self.child.tail() if self.child else ""


def _removed(group: Path) -> bool:
    """Remove an empty control group; False while what ended in it is still there."""
    try:
        group.rmdir()
    except OSError:
        return False
    return True
