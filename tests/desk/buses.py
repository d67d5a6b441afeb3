"""A private D-Bus and services on it that answer as a test tells them to.

For: sensors that listen to logind, UPower and the like, as a real daemon carries their messages.
Services can lie (any values), hang (never answer) and die (leave the bus, even in a call).
"""

from __future__ import annotations

import contextlib
import os
import select
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, new_error, new_method_return, new_signal
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from tests.desk.process import Child, wait_until

_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>system</type><listen>unix:path={socket}</listen><auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/>
  </policy>
</busconfig>
"""
PROPERTIES = "org.freedesktop.DBus.Properties"
START_S = 60.0

Answer = tuple[str, tuple[Any, ...]]
"""Signature and values."""


def _is_open(door: Path) -> bool:
    """True when the bus listens: its socket is there a moment before."""
    with socket.socket(socket.AF_UNIX) as knocking:
        return knocking.connect_ex(str(door)) == 0


class Bus:
    """One dbus-daemon of ours; `address` leads to it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        door, config = folder / "bus", folder / "bus.conf"
        config.write_text(_CONFIG.format(socket=door))
        self.address = f"unix:path={door}"
        command = ["dbus-daemon", "--nofork", "--nopidfile", f"--config-file={config}"]
        self._daemon = Child(command, env=os.environ, log=folder / "log")
        wait_until(lambda: _is_open(door), START_S, "the bus", self._daemon)

    def close(self) -> None:
        self._daemon.stop()


class Service:
    """A name on the bus. `answers` are by (path, member), properties by (path, interface)."""

    def __init__(self, bus: Bus, name: str) -> None:
        self.name = name
        self.answers: dict[tuple[str, str], Answer | Callable[[tuple[Any, ...]], Answer]] = {}
        self.properties: dict[tuple[str, str], dict[str, tuple[str, Any]]] = {}
        self.asked: list[str] = []
        """Members that were called, in their order."""
        self.sent: list[int] = []
        """Descriptors to close here once the answer with them is on its way."""
        self.hangs = False
        self.dies_at = ""
        """The member at whose call it leaves the bus instead of answering."""
        self._connection: DBusConnection = open_dbus_connection(bus.address, enable_fds=True)
        self._sending = threading.Lock()
        self._thread = threading.Thread(target=self._serve, daemon=True)

    def start(self) -> Service:
        """Take the name and answer."""
        self._connection.send_and_get_reply(message_bus.RequestName(self.name))
        self._thread.start()
        return self

    def say(self, path: str, interface: str, member: str, signature: str, *body: Any) -> None:
        """Send a signal."""
        told = DBusAddress(path, interface=interface)
        with self._sending:
            self._connection.send(new_signal(told, member, signature, body))

    def change(self, path: str, interface: str, key: str, signature: str, value: Any) -> None:
        """Change a property, and say so."""
        self.properties.setdefault((path, interface), {})[key] = (signature, value)
        changed = {key: (signature, value)}
        self.say(path, PROPERTIES, "PropertiesChanged", "sa{sv}as", interface, changed, [])

    def close(self) -> None:
        """Leave the bus at once; may be called twice."""
        with contextlib.suppress(OSError):
            self._connection.sock.shutdown(2)
        if self._thread.is_alive() and self._thread is not threading.current_thread():
            self._thread.join()
        self._connection.close()

    def _serve(self) -> None:
        while True:
            try:
                message = self._connection.receive()
                if message.header.message_type is MessageType.method_call:
                    self._answer(message)
            except (OSError, ValueError):
                return

    def _answer(self, message: Any) -> None:
        fields = {field.name: value for field, value in message.header.fields.items()}
        path, member = fields["path"], fields["member"]
        self.asked.append(member)
        if member == self.dies_at:
            self._connection.sock.shutdown(2)
            return
        if self.hangs:
            return
        reply = new_error(message, "org.freedesktop.DBus.Error.UnknownMethod")
        if (path, member) in self.answers:
            told = self.answers[path, member]
            signature, body = told(message.body) if callable(told) else told
            reply = new_method_return(message, signature, body)
        elif member == "GetAll" and (path, message.body[0]) in self.properties:
            all_of_them = self.properties[path, message.body[0]]
            reply = new_method_return(message, "a{sv}", (all_of_them,))
        elif member == "Get" and message.body[1] in self.properties.get(
            (path, message.body[0]), {}
        ):
            value = self.properties[path, message.body[0]][message.body[1]]
            reply = new_method_return(message, "v", (value,))
        with self._sending:
            self._connection.send(reply)
        while self.sent:
            os.close(self.sent.pop())


LOGIN1 = "org.freedesktop.login1"
LOGIN1_PATH = "/org/freedesktop/login1"
BOSS = f"{LOGIN1}.Manager"
SESSION = f"{LOGIN1}.Session"
OWN_SESSION = f"{LOGIN1_PATH}/session/_31"


class Login1(Service):
    """logind with one graphical session of this user; knows Inhibit with a real descriptor."""

    def __init__(self, bus: Bus) -> None:
        super().__init__(bus, LOGIN1)
        self._pipes: list[int] = []
        self.sessions: list[tuple[str, int, str, str, str]] = []
        self.inhibitors: list[tuple[str, str, str, str, int, int]] = []
        self.answers[LOGIN1_PATH, "ListSessions"] = lambda body: ("a(susso)", (self.sessions,))
        self.answers[LOGIN1_PATH, "ListInhibitors"] = lambda body: (
            "a(ssssuu)", (self.inhibitors,),
        )  # fmt: skip
        self.answers[LOGIN1_PATH, "Inhibit"] = self._inhibit
        self.inhibited: list[tuple[Any, ...]] = []
        self.add(OWN_SESSION, os.getuid(), "owner", Type=("s", "x11"))

    def add(self, path: str, uid: int, user: str, **told: tuple[str, Any]) -> None:
        """A new session."""
        self.sessions.append((path[-1], uid, user, "seat0", path))
        plain = {"Remote": ("b", False), "LockedHint": ("b", False), "State": ("s", "active")}
        self.properties[path, SESSION] = plain | {"Type": ("s", "tty")} | told

    def leave_given(self) -> bool:
        """True when the program has given its newest delay of sleep back."""
        poll = select.poll()
        poll.register(self._pipes[-1], 0)
        return any(event & (select.POLLERR | select.POLLHUP) for _, event in poll.poll(0))

    def close(self) -> None:
        super().close()
        while self._pipes:
            os.close(self._pipes.pop())

    def _inhibit(self, body: tuple[Any, ...]) -> Answer:
        self.inhibited.append(body)
        read, write = os.pipe()
        self._pipes.append(write)  # breaks when the other side has closed its end
        self.sent.append(read)
        return ("h", (read,))
