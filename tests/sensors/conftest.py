"""A desktop for this folder, and the environment that a source started in it would have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planctongui.sensors import wayland_wire
from tests.desk import Desktop
from tests.desk.compositor import KWin, Mutter, Sway, WaylandDesk

_SESSION = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XAUTHORITY", "XDG_RUNTIME_DIR")


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """An X server with nothing but a window manager; DISPLAY of this process leads there."""
    with Desktop(tray="none", session_bus=False) as desktop:
        no_display(monkeypatch)
        monkeypatch.setenv("DISPLAY", desktop.display)
        yield desktop


def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget whatever display and session bus the tests were started on."""
    for name in (*_SESSION, "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)


def enter(monkeypatch: pytest.MonkeyPatch, desk: WaylandDesk) -> None:
    """Have this process be in that session, as far as a source can see."""
    no_display(monkeypatch)
    for name in (*_SESSION, "DBUS_SESSION_BUS_ADDRESS"):
        if name in desk.env:
            monkeypatch.setenv(name, desk.env[name])


@pytest.fixture
def mutter(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mutter]:
    """GNOME's compositor without a screen; this process is in its session."""
    with Mutter() as desktop:
        enter(monkeypatch, desktop)
        yield desktop


@pytest.fixture
def sway(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sway]:
    """sway without a screen; this process is in its session."""
    with Sway() as desktop:
        enter(monkeypatch, desktop)
        yield desktop


@pytest.fixture
def kwin(monkeypatch: pytest.MonkeyPatch) -> Iterator[KWin]:
    """KDE's compositor without a screen; this process is in its session."""
    # It draws as well, on a machine that may have better to do.
    monkeypatch.setattr(wayland_wire, "LIMIT_S", 20.0)
    with KWin() as desktop:
        enter(monkeypatch, desktop)
        yield desktop


@pytest.fixture
def bare_session(monkeypatch: pytest.MonkeyPatch) -> Iterator[WaylandDesk]:
    """A session bus under Wayland on which nobody is, and no compositor."""
    with WaylandDesk() as desktop:
        enter(monkeypatch, desktop)
        yield desktop
