"""One program per owner, and the door to it."""

from __future__ import annotations

import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui import control
from planctongui.control import AlreadyRunning, Control, NotRunning, ask, socket_path


def answer(words: list[str]) -> object:
    match words:
        case ["refuse"]:
            raise ValueError("not today")
        case ["break"]:
            raise RuntimeError("a bug")
        case ["much"]:
            return "x" * 40_000
    return words


@pytest.fixture
def door(tmp_path: Path) -> Iterator[Control]:
    made = Control(tmp_path, tmp_path / "run", "test", answer)
    yield made
    made.close()


def test_an_order_gets_its_answer(door: Control, tmp_path: Path) -> None:
    folder = tmp_path / "run"
    assert ask(folder, "test", ["pause", "5"]) == ["pause", "5"]
    assert ask(folder, "test", []) == []
    assert ask(folder, "test", ["much"]) == "x" * 40_000
    with pytest.raises(ValueError, match="not today"):
        ask(folder, "test", ["refuse"])
    with pytest.raises(ValueError, match="a bug"):
        ask(folder, "test", ["break"])
    assert ask(folder, "test", ["still", "here"]) == ["still", "here"]


def test_only_the_owner_can_open_the_door(door: Control, tmp_path: Path) -> None:
    assert stat.S_IMODE((tmp_path / "run").stat().st_mode) == 0o700
    assert stat.S_IMODE(socket_path(tmp_path / "run", "test").stat().st_mode) == 0o600


def test_a_second_program_is_refused_and_the_first_stays_reachable(
    door: Control, tmp_path: Path
) -> None:
    with pytest.raises(AlreadyRunning):
        Control(tmp_path, tmp_path / "run", "test", answer)
    assert ask(tmp_path / "run", "test", ["hello"]) == ["hello"]
    other = Control(tmp_path, tmp_path / "run", "other", answer)
    other.close()


def test_after_the_end_there_is_nobody_and_the_next_may_start(tmp_path: Path) -> None:
    first = Control(tmp_path, tmp_path, "test", answer)
    first.close()
    with pytest.raises(NotRunning):
        ask(tmp_path, "test", ["hello"])
    second = Control(tmp_path, tmp_path, "test", answer)
    assert ask(tmp_path, "test", ["hello"]) == ["hello"]
    second.close()


def test_a_killed_program_leaves_no_lock_behind(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from planctongui.control import Control; "
        "folder = Path(sys.argv[1]); c = Control(folder, folder, 'test', list); "
        "print('up', flush=True); time.sleep(60)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path)], stdout=subprocess.PIPE
    ) as killed:
        assert killed.stdout is not None and killed.stdout.readline() == b"up\n"
        with pytest.raises(AlreadyRunning):
            Control(tmp_path, tmp_path, "test", answer)
        os.kill(killed.pid, signal.SIGKILL)
    with pytest.raises(NotRunning):
        ask(tmp_path, "test", ["hello"])
    door = Control(tmp_path, tmp_path, "test", answer)
    assert ask(tmp_path, "test", ["hello"]) == ["hello"]
    door.close()


def test_callers_that_say_nothing_or_nonsense_do_not_block_the_door(
    door: Control, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = str(socket_path(tmp_path / "run", "test"))

    def call(words: bytes) -> bytes:
        with socket.socket(socket.AF_UNIX) as caller:
            caller.settimeout(10.0)
            caller.connect(address)
            caller.sendall(words)
            caller.shutdown(socket.SHUT_WR)
            return caller.recv(65536)

    assert call(b"") == b'{"ok": []}\n'
    assert call(b"\xff\xfe\x00\n").startswith(b'{"ok": ')
    assert json.loads(call(b"pause\nquit\n")) == {"ok": ["pause"]}
    with socket.socket(socket.AF_UNIX) as gone:
        gone.connect(address)
        gone.sendall(b"much\n")
    assert ask(tmp_path / "run", "test", ["hello"]) == ["hello"]


def test_a_caller_that_drips_letters_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(control, "ANSWER_S", 0.3)
    door = Control(tmp_path, tmp_path, "test", answer)
    over = threading.Event()

    def drip(caller: socket.socket) -> None:
        while not over.wait(0.05):
            try:
                caller.sendall(b"a")
            except OSError:
                return

    with socket.socket(socket.AF_UNIX) as slow:
        slow.connect(str(socket_path(tmp_path, "test")))
        thread = threading.Thread(target=drip, args=(slow,))
        thread.start()
        thread.join(5.0)
        cut_off = not thread.is_alive()
        over.set()
        thread.join()
    assert cut_off
    door.close()


def test_the_door_closes_while_a_caller_is_inside(tmp_path: Path) -> None:
    inside, let_go = threading.Event(), threading.Event()

    def wait(words: list[str]) -> object:
        inside.set()
        let_go.wait(5.0)
        return "late"

    door = Control(tmp_path, tmp_path, "test", wait)
    with socket.socket(socket.AF_UNIX) as caller:
        caller.connect(str(socket_path(tmp_path, "test")))
        caller.sendall(b"status\n")
        assert inside.wait(5.0)
        door.close()
        let_go.set()
        caller.settimeout(5.0)
        assert caller.recv(100) == b'{"ok": "late"}\n'


def test_a_door_in_a_place_that_others_may_enter_is_refused(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run").chmod(0o777)
    with pytest.raises(PermissionError, match="yours alone"):
        Control(tmp_path, tmp_path / "run", "test", list)
    (tmp_path / "elsewhere").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(PermissionError, match="yours alone"):
        Control(tmp_path, tmp_path / "link", "test", list)


def test_two_sessions_of_one_owner_share_the_lock(tmp_path: Path) -> None:
    first = Control(tmp_path / "data", tmp_path / "desktop", "test", list)
    with pytest.raises(AlreadyRunning):
        Control(tmp_path / "data", tmp_path / "ssh", "test", list)
    first.close()
