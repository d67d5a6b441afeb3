"""Remote users by real terminals and real records in a utmp file of our own."""

from __future__ import annotations

import ctypes
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui.core.observation import Condition
from planctongui.core.verdict import Reason
from planctongui.sensors.logind import RemoteSession
from planctongui.sensors.logins import Logins

_USER_PROCESS = 7
_C = ctypes.CDLL(None, use_errno=True)


class _Utmp(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_short),
        ("pid", ctypes.c_int),
        ("line", ctypes.c_char * 32),
        ("id", ctypes.c_char * 4),
        ("user", ctypes.c_char * 32),
        ("host", ctypes.c_char * 256),
        ("rest", ctypes.c_char * 256),
    )


class Utmp:
    """The C library's utmp, led to a file of ours."""

    def __init__(self, path: Path) -> None:
        path.touch()
        _C.utmpname(os.fsencode(path))

    def write(self, terminal: str, user: str, host: str) -> None:
        record = _Utmp(
            _USER_PROCESS, os.getpid(), terminal.encode(), terminal[-2:].encode(), user.encode(),
            host.encode(),
        )  # fmt: skip
        _C.setutent()
        assert _C.pututline(ctypes.byref(record))
        _C.endutent()


@pytest.fixture
def utmp(tmp_path: Path) -> Iterator[Utmp]:
    yield Utmp(tmp_path / "utmp")
    _C.utmpname(b"/var/run/utmp")


class Terminal:
    """A pty with somebody at its other end."""

    def __init__(self) -> None:
        self._far, self._near = os.openpty()
        self.name = os.ttyname(self._near).removeprefix("/dev/")

    def type(self) -> None:
        os.write(self._far, b"x\n")
        os.read(self._near, 10)

    def last_key(self, seconds_ago: float) -> None:
        then = time.time() - seconds_ago
        os.utime(f"/dev/{self.name}", (then, then))

    def close(self) -> None:
        os.close(self._near)
        os.close(self._far)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    made = Terminal()
    yield made
    made.close()


ANNA = Condition(Reason.REMOTE_USER, "anna from 10.0.0.5")


def test_a_remote_user_is_present_for_a_minute_after_a_key(utmp: Utmp, terminal: Terminal) -> None:
    logins = Logins()
    assert logins.look((), 60) is None
    utmp.write(terminal.name, "anna", "10.0.0.5")
    terminal.type()
    assert logins.look((), 60) == ANNA
    assert Logins().look((), 60) == ANNA
    terminal.last_key(67)  # the kernel may be 8 s behind the key
    assert Logins().look((), 60) == ANNA
    terminal.last_key(69)
    assert Logins().look((), 60) is None


def test_nobody_is_no_news_until_somebody_comes(
    utmp: Utmp, terminal: Terminal, tmp_path: Path
) -> None:
    logins = Logins(records=tmp_path / "utmp")
    assert logins.news(()), "nobody has looked yet"
    assert logins.look((), 60) is None
    assert not logins.news(())
    named = RemoteSession("anna", os.getuid(), "10.0.0.5", terminal.name)
    assert logins.news([named])
    assert logins.look([named], 60) is not None
    assert logins.news(()), "she went"
    assert logins.look((), 60) is None
    utmp.write(terminal.name, "anna", "10.0.0.5")
    assert logins.news(())
    terminal.last_key(3600)
    assert logins.look((), 60) is None
    assert logins.news(()), "her keys are to be looked at"


def test_without_records_nobody_is_no_news_either(tmp_path: Path) -> None:
    logins = Logins(records=tmp_path / "none")
    logins.look((), 60)
    assert not logins.news(())


def test_a_key_counts_by_our_own_clock_even_if_the_walls_is_wrong(
    utmp: Utmp, terminal: Terminal
) -> None:
    now, wall = [1000.0], [time.time()]
    logins = Logins(clock=lambda: now[0], wall=lambda: wall[0])
    utmp.write(terminal.name, "anna", "10.0.0.5")
    terminal.last_key(3600)
    assert logins.look((), 60) is None
    wall[0] += 1e6
    terminal.last_key(0)
    assert logins.look((), 60) == ANNA
    now[0] += 59
    assert logins.look((), 60) == ANNA
    now[0] += 2
    assert logins.look((), 60) is None


@pytest.mark.parametrize("host", ["", ":0", ":0.0", "localhost", "tmux(12).%0", ":pts/3:S.0"])
def test_who_sits_here_is_not_remote(utmp: Utmp, terminal: Terminal, host: str) -> None:
    utmp.write(terminal.name, "anna", host)
    terminal.type()
    assert Logins().look((), 60) is None


def test_a_record_without_its_terminal_is_nobody(utmp: Utmp) -> None:
    utmp.write("pts/99999", "ghost", "10.0.0.5")
    utmp.write("../etc/passwd", "odd", "10.0.0.6")
    assert Logins().look((), 60) is None


def test_logind_is_a_second_source_with_or_without_the_terminals_name(
    utmp: Utmp, terminal: Terminal
) -> None:
    terminal.type()
    named = RemoteSession("anna", os.getuid(), "10.0.0.5", terminal.name)
    assert Logins().look([named], 60) == ANNA
    nameless = RemoteSession("anna", os.getuid(), "10.0.0.5", "")
    assert Logins().look([nameless], 60) == ANNA
    other = RemoteSession("eva", 54321, "10.0.0.7", "")
    assert Logins().look([other], 60) is None
