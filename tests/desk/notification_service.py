"""A desktop's notification service that shows nothing and remembers all.

Run by `python -m tests.desk.notification_service [--plain]` it takes the name on the session bus
and answers as the specification says; `--plain`: it has no buttons. `Notifications` reads it and
clicks for the owner. Not for: how a message looks.
"""

from __future__ import annotations

import json
import sys
from types import TracebackType
from typing import Any, NamedTuple

from jeepney import (
    DBusAddress,
    HeaderFields,
    Message,
    MessageType,
    message_bus,
    new_error,
    new_method_call,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import DBusConnection, open_dbus_connection

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
HAND = "org.planctongui.Hand"
"""Interface of what only tests ask."""
_EMITTER = DBusAddress(PATH, interface=NAME)
_REPLY_S = 10.0
DISMISSED = 2


class Shown(NamedTuple):
    """One message as it was handed in."""

    number: int
    title: str
    text: str
    buttons: dict[str, str]


class NotificationService:
    """Serves until the bus or it is ended."""

    def __init__(self, bus: DBusConnection, buttons: bool) -> None:
        self._bus = bus
        self._capabilities = ["body", *(["actions"] if buttons else [])]
        self._shown: list[Shown] = []
        taken = bus.send_and_get_reply(message_bus.RequestName(NAME))
        assert taken.body[0] == 1, f"{NAME} is taken"

    def serve(self) -> None:
        """Answer for ever."""
        while True:
            call = self._bus.receive()
            if call.header.message_type == MessageType.method_call:
                self._bus.send(self._answer(call))

    def _answer(self, call: Message) -> Message:
        fields = call.header.fields
        asked = (fields.get(HeaderFields.interface), fields.get(HeaderFields.member))
        if asked == (NAME, "GetCapabilities"):
            return new_method_return(call, "as", (self._capabilities,))
        if asked == (NAME, "Notify"):
            if fields.get(HeaderFields.signature) != "susssasa{sv}i":
                return new_error(call, "org.freedesktop.DBus.Error.InvalidArgs")
            _, _, _, title, text, buttons, _, _ = call.body
            named = dict(zip(buttons[::2], buttons[1::2], strict=True))
            self._shown.append(Shown(len(self._shown) + 1, title, text, named))
            return new_method_return(call, "u", (len(self._shown),))
        if asked == (HAND, "Shown"):
            return new_method_return(call, "s", (json.dumps(self._shown),))
        if asked == (HAND, "Click"):
            self._click(*call.body)
            return new_method_return(call)
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")

    def _click(self, number: int, name: str) -> None:
        self._bus.send(new_signal(_EMITTER, "ActionInvoked", "us", (number, name)))
        self._bus.send(new_signal(_EMITTER, "NotificationClosed", "uu", (number, DISMISSED)))


class Notifications:
    """The owner's eyes and hand on the service. Use it with `with`."""

    def __init__(self, bus_address: str) -> None:
        self._bus = open_dbus_connection(bus_address)

    def __enter__(self) -> Notifications:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._bus.close()

    def shown(self) -> list[Shown]:
        """All messages so far, the oldest first."""
        return [Shown(*one) for one in json.loads(self._ask("Shown"))]

    def click(self, number: int, name: str) -> None:
        """Click this button of this message."""
        self._ask("Click", "us", number, name)

    def _ask(self, member: str, signature: str = "", *body: Any) -> Any:
        address = DBusAddress(PATH, NAME, HAND)
        question = new_method_call(address, member, signature or None, body)
        reply = self._bus.send_and_get_reply(question, timeout=_REPLY_S)
        assert reply.header.message_type == MessageType.method_return, reply
        return reply.body[0] if reply.body else None


def main() -> None:
    """Serve on the session bus of the environment."""
    with open_dbus_connection("SESSION") as bus:
        NotificationService(bus, "--plain" not in sys.argv).serve()


if __name__ == "__main__":
    main()
