"""Terminals, with a real one."""

from __future__ import annotations

import os
import socket
import time
from pathlib import Path

import pytest

from planctongui.sensors import terminals
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.surroundings import desktop_nearby
from planctongui.sensors.terminals import STEP_S, Terminals
from tests.desk.desktop import Desktop
from tests.sensors.conftest import no_display


def nothing() -> None:
    """A wake that is not needed."""


def age(source: Terminals) -> float:
    seen = source.presence().age_s
    assert seen is not None
    return seen


@pytest.fixture
def terminal(tmp_path: Path) -> object:
    """A real terminal, alone in a folder: (our end, its name in the folder)."""
    ours, theirs = os.openpty()
    pts = tmp_path / "pts"
    pts.mkdir()
    link = pts / "7"
    link.symlink_to(os.ttyname(theirs))
    yield ours, theirs, link
    os.close(ours)
    os.close(theirs)


def test_somebody_types_and_the_age_falls_to_nothing(
    terminal: tuple[int, int, Path], tmp_path: Path
) -> None:
    ours, theirs, link = terminal
    long_ago = time.time() - 3600
    os.utime(link, (long_ago, long_ago))
    source = Terminals(tmp_path / "pts", tmp_path / "none")
    assert age(source) == pytest.approx(3600 - STEP_S, abs=5)
    os.write(ours, b"hello\n")
    os.read(theirs, 100)
    assert age(source) <= STEP_S
    source.close()


def test_the_newest_of_several_terminals_counts(
    terminal: tuple[int, int, Path], tmp_path: Path
) -> None:
    _, _, link = terminal
    now = time.time()
    other_ours, other_theirs = os.openpty()
    consoles = tmp_path / "dev"
    consoles.mkdir()
    (consoles / "tty3").symlink_to(os.ttyname(other_theirs))
    os.utime(link, (now - 5000, now - 5000))
    os.utime(consoles / "tty3", (now - 100, now - 100))
    assert age(Terminals(tmp_path / "pts", consoles)) == pytest.approx(100 - STEP_S, abs=5)
    os.close(other_ours)
    os.close(other_theirs)


def test_what_is_no_numbered_terminal_does_not_count(
    terminal: tuple[int, int, Path], tmp_path: Path
) -> None:
    _, _, link = terminal
    os.utime(link, (1000, 1000))
    (tmp_path / "pts" / "ptmx").symlink_to("/dev/null")
    (tmp_path / "pts" / "8").write_text("just a file")
    (tmp_path / "pts" / "9").symlink_to(tmp_path / "gone")
    consoles = tmp_path / "dev"
    consoles.mkdir()
    (consoles / "ttyS0").symlink_to("/dev/null")
    assert age(Terminals(tmp_path / "pts", consoles)) > 1e8


def test_without_any_terminal_nobody_was_there_since_boot(tmp_path: Path) -> None:
    source = Terminals(tmp_path / "none", tmp_path / "neither")
    assert age(source) == pytest.approx(time.clock_gettime(time.CLOCK_BOOTTIME), abs=1)


def test_a_clock_that_was_set_back_does_not_make_the_age_negative(
    terminal: tuple[int, int, Path], tmp_path: Path
) -> None:
    _, _, link = terminal
    later = time.time() + 900
    os.utime(link, (later, later))
    assert age(Terminals(tmp_path / "pts", tmp_path / "none")) == 0.0


@pytest.mark.parametrize("name", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_where_there_is_a_display_it_refuses(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    no_display(monkeypatch)
    monkeypatch.setenv(name, ":0")
    with pytest.raises(SourceMissing, match="display"):
        terminals.open_source(10.0, nothing)


def test_on_this_machine_without_a_display_it_has_an_answer_and_no_descriptor(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    no_display(monkeypatch)
    source = terminals.open_regardless(10.0, nothing)
    assert age(source) >= 0
    assert source.fileno() is None
    source.pump()
    source.close()


def test_a_desktop_that_it_was_not_started_in_makes_it_blind(
    desk: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert desk.x_server.alive()
    no_display(monkeypatch)
    with pytest.raises(SourceMissing, match="A desktop runs on this machine"):
        terminals.open_source(10.0, nothing)


def test_a_socket_that_a_dead_server_left_behind_is_no_desktop(tmp_path: Path) -> None:
    left = tmp_path / "X7"
    with socket.socket(socket.AF_UNIX) as door:
        door.bind(str(left))
        assert not desktop_nearby(tmp_path, tmp_path / "none")  # bound, but nobody listens
        door.listen()
        assert desktop_nearby(tmp_path, tmp_path / "none")
    assert not desktop_nearby(tmp_path, tmp_path / "none")
