"""A StatusNotifier watcher and host, as a panel would run it: `python -m tests.desk.sni_watcher`.

For: letting Qt find a tray on the session bus (it asks Introspect first). Not for: reading or
clicking an item (that is `sni_tray`). It prints one line per item that comes or goes.
"""

from __future__ import annotations

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

NAME = "org.kde.StatusNotifierWatcher"
PATH = "/StatusNotifierWatcher"
PROPERTIES = "org.freedesktop.DBus.Properties"
INTERFACE = f"""<node><interface name="{NAME}">
<method name="RegisterStatusNotifierItem"><arg type="s" direction="in"/></method>
<method name="RegisterStatusNotifierHost"><arg type="s" direction="in"/></method>
<property name="RegisteredStatusNotifierItems" type="as" access="read"/>
<property name="IsStatusNotifierHostRegistered" type="b" access="read"/>
<property name="ProtocolVersion" type="i" access="read"/>
<signal name="StatusNotifierItemRegistered"><arg type="s"/></signal>
<signal name="StatusNotifierItemUnregistered"><arg type="s"/></signal>
<signal name="StatusNotifierHostRegistered"/>
</interface></node>"""
_EMITTER = DBusAddress(PATH, interface=NAME)


class Watcher:
    """Keeps the list of items. Single thread: `serve` never returns while the bus lives."""

    def __init__(self, connection: DBusConnection) -> None:
        self._bus = connection
        self._items: list[str] = []

    def serve(self) -> None:
        """Take the name and answer; RuntimeError when another watcher has it."""
        rule = "type='signal',sender='org.freedesktop.DBus',member='NameOwnerChanged'"
        self._bus.send_and_get_reply(message_bus.AddMatch(rule))
        do_not_queue, owner = 4, 1
        taken = self._bus.send_and_get_reply(message_bus.RequestName(NAME, do_not_queue))
        if taken.body[0] != owner:
            raise RuntimeError(f"{NAME} is taken")
        self._bus.send(new_signal(_EMITTER, "StatusNotifierHostRegistered"))
        while True:
            message = self._bus.receive()
            if message.header.message_type == MessageType.method_call:
                self._bus.send(self._answer(message))
            elif message.header.message_type == MessageType.signal:
                self._forget(message)

    def _answer(self, call: Message) -> Message:
        fields = call.header.fields
        interface = fields.get(HeaderFields.interface)
        member = fields.get(HeaderFields.member)
        if member == "Introspect":
            return new_method_return(call, "s", (INTERFACE,))
        if (interface, member) == (NAME, "RegisterStatusNotifierItem"):
            self._register(str(fields[HeaderFields.sender]), call.body[0])
            return new_method_return(call)
        if (interface, member) == (NAME, "RegisterStatusNotifierHost"):
            return new_method_return(call)
        if (interface, member) == (PROPERTIES, "GetAll"):
            return new_method_return(call, "a{sv}", (self._properties(),))
        if (interface, member) == (PROPERTIES, "Get") and call.body[1] in self._properties():
            return new_method_return(call, "v", (self._properties()[call.body[1]],))
        return new_error(call, "org.freedesktop.DBus.Error.UnknownMethod")

    def _properties(self) -> dict[str, tuple[str, Any]]:
        return {
            "RegisteredStatusNotifierItems": ("as", list(self._items)),
            "IsStatusNotifierHostRegistered": ("b", True),
            "ProtocolVersion": ("i", 0),
        }

    def _register(self, sender: str, service: str) -> None:
        # Some apps say their object path, Qt says its bus name.
        item = sender + service if service.startswith("/") else f"{service}/StatusNotifierItem"
        if item not in self._items:
            self._items.append(item)
        print("item", item, flush=True)
        self._bus.send(new_signal(_EMITTER, "StatusNotifierItemRegistered", "s", (item,)))

    def _forget(self, signal: Message) -> None:
        if signal.header.fields.get(HeaderFields.member) != "NameOwnerChanged":
            return
        name, _, new_owner = signal.body
        if new_owner:
            return
        for item in [item for item in self._items if item.split("/")[0] == name]:
            self._items.remove(item)
            print("gone", item, flush=True)
            self._bus.send(new_signal(_EMITTER, "StatusNotifierItemUnregistered", "s", (item,)))


def main() -> None:
    """Serve on the session bus of the environment until the bus or we are ended."""
    with open_dbus_connection("SESSION") as connection:
        try:
            Watcher(connection).serve()
        except ConnectionError:
            print("the bus went away", flush=True)


if __name__ == "__main__":
    main()
