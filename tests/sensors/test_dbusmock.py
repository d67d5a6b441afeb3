"""The same services as others have written them: python-dbusmock's, on a private bus.

For: what our own services (`tests.desk.buses`) and our sensors could both have got wrong. Those
lie, hang and die; these only behave.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from planctongui.core.observation import Presence
from planctongui.core.verdict import Reason
from planctongui.sensors import logind, screensaver_idle
from tests.desk.buses import BOSS, LOGIN1, LOGIN1_PATH, PROPERTIES, SESSION, Bus
from tests.desk.process import Child, wait_until
from tests.sensors.test_conditions import GNOME, GNOME_PATH, LIMIT_S, UPOWER, UPOWER_PATH, World

MOCK = "org.freedesktop.DBus.Mock"
SAVER, SAVER_PATH = "org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"


class Mock:
    """A service of python-dbusmock, in a process of its own; Debian's Python has the library."""

    def __init__(self, bus: Bus, folder: Path, name: str, path: str, *which: str) -> None:
        """`which`: the command line's words for it."""
        self.name = name
        self.path = path
        self._connection: DBusConnection = open_dbus_connection(bus.address)
        command = ["/usr/bin/python3", "-m", "dbusmock", *which]
        log = folder / f"{name}.log"
        self._child = Child(command, env={**os.environ, "PYTHONPATH": ""}, log=log)
        wait_until(self._answers, LIMIT_S, f"dbusmock as {name}", self._child)

    def ask(self, path: str, interface: str, member: str, types: str = "", *body: Any) -> Any:
        """Call it; the answer's values."""
        address = DBusAddress(path, self.name, interface)
        message = new_method_call(address, member, types or None, body)
        reply = self._connection.send_and_get_reply(message, timeout=LIMIT_S)
        assert reply.header.message_type is MessageType.method_return, reply.body
        return reply.body

    def say(self, interface: str, member: str, types: str, *values: tuple[str, Any]) -> None:
        """Have it send a signal."""
        told = (interface, member, types, list(values))
        self.ask(self.path, MOCK, "EmitSignal", "sssav", *told)

    def method(self, interface: str, member: str, takes: str, gives: str, code: str) -> None:
        """Have it answer this from now on by this line of Python."""
        self.ask(self.path, MOCK, "AddMethod", "sssss", interface, member, takes, gives, code)

    def close(self) -> None:
        """End it."""
        self._connection.close()
        self._child.stop()

    def _answers(self) -> bool:
        address = DBusAddress(self.path, self.name, "org.freedesktop.DBus.Peer")
        reply = self._connection.send_and_get_reply(new_method_call(address, "Ping"))
        return reply.header.message_type is MessageType.method_return


class Mocked(World):
    """Conditions on a private bus, and mocks beside them."""

    def __init__(self, bus: Bus, folder: Path) -> None:
        super().__init__(bus)
        self._folder = folder
        self._mocks: list[Mock] = []

    def mock(self, name: str, path: str, *which: str) -> Mock:
        made = Mock(self.bus, self._folder, name, path, *which)
        self._mocks.append(made)
        return made

    def close(self) -> None:
        super().close()
        for mock in self._mocks:
            mock.close()


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Mocked]:
    bus = Bus(tmp_path / "bus")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus.address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus.address)
    made = Mocked(bus, tmp_path)
    yield made
    made.close()
    bus.close()


@pytest.fixture
def login1(world: Mocked) -> Mock:
    return world.mock(LOGIN1, LOGIN1_PATH, "--system", "--template", "logind")


def test_logind_as_others_know_it_tells_of_the_lock(world: Mocked, login1: Mock) -> None:
    whose = ("7", "seat0", os.getuid(), "owner", True)
    (session,) = login1.ask(LOGIN1_PATH, MOCK, "AddSession", "ssusb", *whose)

    def tell(key: str, value: tuple[str, Any]) -> None:
        login1.ask(session, MOCK, "UpdateProperties", "sa{sv}", SESSION, {key: value})

    tell("Type", ("s", "x11"))
    tell("LockedHint", ("b", False))
    world.watch()
    world.until_locked(False)
    tell("LockedHint", ("b", True))
    world.until_locked(True)
    login1.ask(session, SESSION, "Unlock")
    world.until_locked(False)
    login1.ask(session, SESSION, "Lock")
    world.until_locked(True)


def test_logind_as_others_know_it_waits_with_sleep_until_pilots_are_held(
    world: Mocked, login1: Mock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logind, "HELD_BY_THEN_S", 0.3)
    ours = ("sleep", "planctongui", "Pilots are held before sleep", "delay")

    def delayed() -> bool:
        (listed,) = login1.ask(LOGIN1_PATH, BOSS, "ListInhibitors")
        return ours in [tuple(one[:4]) for one in listed]

    world.watch()
    world.until_works("logind")
    wait_until(delayed, LIMIT_S, "our delay of sleep")
    login1.say(BOSS, "PrepareForSleep", "b", ("b", True))
    world.until(Reason.ASLEEP)
    wait_until(lambda: not delayed(), LIMIT_S, "the leave to sleep")
    login1.say(BOSS, "PrepareForSleep", "b", ("b", False))
    world.until()
    wait_until(delayed, LIMIT_S, "a delay of the next sleep")


def test_upower_as_others_know_it_tells_of_the_battery(world: Mocked) -> None:
    upower = world.mock(UPOWER, UPOWER_PATH, "--system", "--template", "upower")
    world.watch()
    world.until_works("UPower")
    assert world.reasons() == []
    for on_battery in (True, False):
        told = (UPOWER, "OnBattery", ("b", on_battery))
        upower.ask(UPOWER_PATH, PROPERTIES, "Set", "ssv", *told)
        world.until(*([Reason.BATTERY] if on_battery else []))


def test_inhibitors_as_others_know_them_hold(world: Mocked) -> None:
    gnome = world.mock(GNOME, GNOME_PATH, "--session", GNOME, GNOME_PATH, GNOME)
    gnome.method(GNOME, "IsInhibited", "u", "b", "ret = args[0] == 8")
    world.watch()
    world.until(Reason.INHIBITED)
    gnome.method(GNOME, "IsInhibited", "u", "b", "ret = False")
    gnome.say(GNOME, "InhibitorRemoved", "o", ("o", f"{GNOME_PATH}/Inhibitor1"))
    world.until()


def test_a_screen_saver_as_others_know_it_tells_the_idle_time(world: Mocked) -> None:
    saver = world.mock(SAVER, SAVER_PATH, "--session", SAVER, SAVER_PATH, SAVER)
    # Milliseconds since it was first asked, as KDE counts them.
    code = "import time; self.since = getattr(self, 'since', time.monotonic()); "
    code += "ret = int((time.monotonic() - self.since) * 1000)"
    saver.method(SAVER, "GetSessionIdleTime", "", "u", code)
    source = screensaver_idle.open_source(1.0, lambda: None)

    def age_s() -> float:
        seen: Presence = source.presence()
        assert seen.age_s is not None, seen.why_blind
        return seen.age_s

    try:
        wait_until(lambda: age_s() > 1.0, LIMIT_S, "the owner to count as away")
    finally:
        source.close()
