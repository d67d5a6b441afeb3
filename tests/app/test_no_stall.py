"""Whatever hangs or goes away around it, the window never stands still for a tenth of a second."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planctongui import control
from tests.desk import Child, Desktop, wait_until
from tests.desk.desktop import WATCHER_NAME
from tests.desk.idle_service import MUTTER, SCREEN_SAVER
from tests.desk.odd_compositor import EXT, SEAT, OddCompositor

LONGEST_MS = 100
BEATS = 4
"""So many seconds a trouble lasts."""

Start = Callable[..., "Beating"]


class Beating:
    """The program with a heart, in a process of its own, with its window open and no engine."""

    def __init__(self, desktop: Desktop, **env: str) -> None:
        self._env = desktop.env | env | {"PYTHONUNBUFFERED": "1"}
        folder = Path(self._env["XDG_CONFIG_HOME"]) / "planctongui"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "settings.toml").write_text(
            '[limits]\ncalm_s = 1\n[presence]\ndesktops = "ignore"\n'
            '[engine]\nurl = "unix:///nowhere"\n'
        )
        command = [sys.executable, "-m", "tests.app.heartbeat", "--verbose", "run"]
        log, root = desktop.folder / "heart.log", Path(__file__).resolve().parents[2]
        self.child = Child(command, env=self._env, log=log, cwd=root)
        wait_until(lambda: self.source(), 30, "the program answers", self.child)

    def source(self) -> str:
        """Which source sees the owner, and whether it does; "" = it does not answer."""
        try:
            run = Path(self._env["XDG_RUNTIME_DIR"]) / "planctongui"
            answer = control.ask(run, "default", ["status"])
        except (control.NotRunning, ValueError):
            return ""
        assert isinstance(answer, dict)
        presence = answer["report"]["presence"]
        return f"{presence['source']}{' (blind)' if presence['age_s'] is None else ''}"

    def lines(self, word: str) -> list[str]:
        """What it told by now that begins so."""
        told = self.child.log.read_text(errors="replace").splitlines()
        return [line for line in told if line.split(" ")[0] == word]

    def stalls_in(self, beats: int = BEATS) -> list[float]:
        """Milliseconds of each gap that is too long, in the next seconds."""
        before, told = len(self.lines("stall")), len(self.lines("beat"))
        wait_until(lambda: len(self.lines("beat")) >= told + beats, 60, "it to beat", self.child)
        gaps = [float(line.split()[1]) for line in self.lines("stall")[before:]]
        return [gap for gap in gaps if gap > LONGEST_MS]


@pytest.fixture
def start(desktop: Desktop) -> Iterator[Start]:
    """Start it; it is ended in the end, whatever hangs."""
    started: list[Beating] = []

    def start(**env: str) -> Beating:
        started.append(Beating(desktop, **env))
        started[-1].stalls_in(2)  # the first second of a start is another test's
        return started[-1]

    yield start
    for one in started:
        one.child.kill()


def service(desktop: Desktop, *arguments: str) -> Child:
    """An idle service on the desktop's session bus."""
    child = desktop.start(sys.executable, "-m", "tests.desk.idle_service", *arguments)
    wait_until(lambda: desktop.has_bus_name(arguments[0]), 20, arguments[0], child)
    return child


def stop(child: Child) -> None:
    """It hangs from now on, in whatever it is doing; the bus still has its name."""
    os.kill(child.pid, signal.SIGSTOP)


def go_on(child: Child) -> None:
    os.kill(child.pid, signal.SIGCONT)


@pytest.mark.parametrize(("name", "unit"), [(MUTTER, "ms"), (SCREEN_SAVER, "s")])
def test_an_idle_service_hangs(desktop: Desktop, start: Start, name: str, unit: str) -> None:
    idle = service(desktop, name, unit)
    beating = start()
    stop(idle)
    try:
        desktop.move_mouse(300, 300)
        assert not beating.stalls_in()
    finally:
        go_on(idle)
    assert not beating.stalls_in(2)


@pytest.mark.parametrize("desktop", ["sni"], indirect=True)
def test_the_panel_hangs(desktop: Desktop, start: Start) -> None:
    assert desktop._tray is not None
    beating = start()
    stop(desktop._tray)
    try:
        assert not beating.stalls_in()
    finally:
        go_on(desktop._tray)


def test_the_whole_session_bus_hangs(desktop: Desktop, start: Start) -> None:
    bus = next(child for child in desktop._children if child.name == "dbus-daemon")
    beating = start()
    stop(bus)
    try:
        desktop.move_mouse(310, 300)
        assert not beating.stalls_in()
    finally:
        go_on(bus)
    assert not beating.stalls_in(2)


def test_the_compositor_hangs_and_goes_away(desktop: Desktop, start: Start, tmp_path: Path) -> None:
    compositor = OddCompositor(tmp_path / "odd", (SEAT, 1), (EXT, 1))
    beating = start(WAYLAND_DISPLAY=str(tmp_path / "odd"))
    assert beating.source() == "Wayland idle notice"
    compositor.hangs = True
    assert not beating.stalls_in()
    compositor.go_away()
    assert not beating.stalls_in()
    wait_until(lambda: "(blind)" in beating.source(), 20, "it to say that it is blind")
    assert not beating.stalls_in(2)


@pytest.mark.parametrize("desktop", ["none"], indirect=True)
def test_a_panel_that_hangs_from_the_start_on(desktop: Desktop, start: Start) -> None:
    desktop.start_tray("sni")
    assert desktop._tray is not None and desktop.has_bus_name(WATCHER_NAME)
    stop(desktop._tray)
    try:
        beating = start()
        assert not [one for one in beating.lines("stall") if float(one.split()[1]) > LONGEST_MS]
    finally:
        go_on(desktop._tray)
