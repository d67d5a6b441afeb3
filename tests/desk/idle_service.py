"""A desktop's idle service that answers as told, well or badly.

Run it by `python -m tests.desk.idle_service`. For: what no real service does on command: hang,
lie, die in the middle of a call; and the screen saver service, in seconds or in milliseconds.
Not for: what a real mutter does (`compositor`).

Arguments: the bus name to take, and the unit of GetSessionIdleTime (s or ms). Beside the methods of
both services it has Behave(how) and Fire(), which fires the newest watch without any input;
SimulateUserActivity means input.
"""

from __future__ import annotations

import os
import sys
import time
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

MUTTER = "org.gnome.Mutter.IdleMonitor"
SCREEN_SAVER = "org.freedesktop.ScreenSaver"
LIES: dict[str, tuple[str, tuple[Any, ...]]] = {
    "negative": ("x", (-5,)),
    "huge t": ("t", (2**63,)),
    "huge u": ("u", (2**32 - 1,)),
    "words": ("s", ("soon",)),
    "a list": ("at", ([1, 2],)),
    "two numbers": ("tt", (1, 2)),
    "nothing": ("", ()),
}
_QUESTIONS = ("GetIdletime", "GetSessionIdleTime")


class IdleService:
    """Serves until the bus or it is ended."""

    def __init__(self, bus: DBusConnection, name: str, unit_s: float) -> None:
        self._bus = bus
        self._unit_s = unit_s
        self._since = time.monotonic()
        self._watches = 0
        self._behaviour = "well"
        self._emitter = DBusAddress("/org/gnome/Mutter/IdleMonitor/Core", interface=name)
        taken = bus.send_and_get_reply(message_bus.RequestName(name))
        assert taken.body[0] == 1, f"{name} is taken"

    def serve(self) -> None:
        """Answer for ever."""
        while True:
            call = self._bus.receive()
            if call.header.message_type == MessageType.method_call:
                answer = self._answer(call, str(call.header.fields[HeaderFields.member]))
                if answer is not None:
                    self._bus.send(answer)

    def _answer(self, call: Message, member: str) -> Message | None:
        if member == "Behave":
            self._behaviour = call.body[0]
            return new_method_return(call)
        if member in _QUESTIONS and self._behaviour != "well":
            return self._misbehave(call)
        idle_s = time.monotonic() - self._since
        if member == "GetIdletime":
            return new_method_return(call, "t", (int(idle_s * 1000),))
        if member == "GetSessionIdleTime":
            return new_method_return(call, "u", (int(idle_s / self._unit_s),))
        if member in ("AddIdleWatch", "AddUserActiveWatch"):
            self._watches += 1
            return new_method_return(call, "u", (self._watches,))
        if member in ("SimulateUserActivity", "Fire"):
            self._since = time.monotonic() if member != "Fire" else self._since
            self._fire(self._watches)
            return new_method_return(call)
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")

    def _misbehave(self, call: Message) -> Message | None:
        if self._behaviour == "hang":
            return None
        if self._behaviour == "die":
            os._exit(1)
        if self._behaviour == "flood":
            for _ in range(1000):
                self._fire(self._watches)
            return None
        if self._behaviour in LIES:
            return new_method_return(call, *LIES[self._behaviour])
        return new_error(call, "org.example.Error.Sulking")

    def _fire(self, watch: int) -> None:
        self._bus.send(new_signal(self._emitter, "WatchFired", "u", (watch,)))


def main() -> None:
    """Serve on the session bus of the environment."""
    with open_dbus_connection("SESSION") as bus:
        IdleService(bus, sys.argv[1], {"s": 1.0, "ms": 0.001}[sys.argv[2]]).serve()


if __name__ == "__main__":
    main()
