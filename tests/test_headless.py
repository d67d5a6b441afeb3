"""The program in a terminal, as a process of its own, on a machine without Docker."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planctongui import control
from planctongui.core.verdict import Mood, Reason
from planctongui.headless import Printer
from tests.views.reports import report

LIMIT_S = 20.0


class Terminal:
    """One `planctongui run --terminal`; every folder of it is in the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folders = {f"XDG_{kind}_HOME": str(folder / kind) for kind in ("CONFIG", "DATA")}
        self._environment = {
            **{k: v for k, v in os.environ.items() if k not in ("DISPLAY", "WAYLAND_DISPLAY")},
            **folders,
            "HOME": str(folder),
            "XDG_RUNTIME_DIR": str(folder / "run"),
            "DOCKER_HOST": f"unix://{folder}/no-docker.sock",
            "PLANCTONGUI_INSTANCE": "test",
        }
        self._output = folder / "output"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until its door answers."""
        with self._output.open("wb") as output:
            self.process = self._run("run", "--terminal", stdout=output)
        limit = time.monotonic() + LIMIT_S
        while "is not running" not in self.said():
            assert self.process.poll() is None and time.monotonic() < limit, self.said()
            self._pause()

    def ask(self, *words: str) -> object:
        """An order through the door."""
        return control.ask(self.folder / "run" / "planctongui", "test", list(words))

    def once(self, *arguments: str) -> tuple[int, str]:
        """Exit status and words of another start."""
        with self._run(*arguments, stdout=subprocess.PIPE) as other:
            words = other.communicate(timeout=LIMIT_S)[0].decode()
        return other.returncode, words

    def said(self) -> str:
        return self._output.read_text()

    def wait(self) -> int:
        assert self.process is not None
        return self.process.wait(LIMIT_S)

    def _run(self, *arguments: str, stdout: object) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "planctongui", *arguments],
            env=self._environment, stdout=stdout, stderr=subprocess.STDOUT,  # type: ignore[call-overload]
        )  # fmt: skip

    def _pause(self) -> None:
        """Give the process a moment; the condition around it decides."""
        assert self.process is not None
        try:
            self.process.wait(0.05)
        except subprocess.TimeoutExpired:
            return


@pytest.fixture
def terminal(tmp_path: Path) -> Iterator[Terminal]:
    made = Terminal(tmp_path)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.process.kill()
        made.process.wait()


def test_without_docker_it_says_what_to_do_and_ends_at_ctrl_c(terminal: Terminal) -> None:
    terminal.start()
    assert "sudo systemctl start docker" in terminal.said()
    assert terminal.process is not None
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.wait() == 0
    assert terminal.said().endswith("Bye.\n")
    assert "Traceback" not in terminal.said()


def test_it_takes_orders_tells_its_state_and_runs_once_only(terminal: Terminal) -> None:
    terminal.start()
    status = terminal.ask("status")
    assert isinstance(status, dict)
    assert status["report"]["running"] == 0
    assert terminal.once("run", "--terminal")[0] == 1
    assert terminal.once("pause", "soon") == (
        2, "pause takes a number of minutes above 0, not 'soon'.\n",
    )  # fmt: skip
    assert terminal.once("pause")[0] == 0
    limit = time.monotonic() + LIMIT_S
    while terminal.ask("status")["report"]["verdict"]["mood"] != "paused":  # type: ignore[index]
        assert time.monotonic() < limit
    assert terminal.once("quit")[0] == 0
    assert terminal.wait() == 0
    assert terminal.once("status")[0] == 3
    terminal.start()
    while terminal.ask("status")["report"]["verdict"]["mood"] != "paused":  # type: ignore[index]
        assert time.monotonic() < limit
    terminal.ask("quit")
    assert terminal.wait() == 0


def test_seconds_that_count_down_are_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    printer = Printer()
    busy = report(Mood.HELD, Reason.OWNER_CPU, until=time.time() + 10)
    for later_s in (0, 2, 4):
        printer.tell(replace(busy, at=busy.at + later_s))
    assert capsys.readouterr().out.count("your programs need the CPU") == 1
    printer.tell(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING))
    printer.tell(busy)
    assert capsys.readouterr().out.count("your programs need the CPU") == 1
