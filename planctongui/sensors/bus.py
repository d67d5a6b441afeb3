"""Listening to one D-Bus on a thread of its own.

For: services that tell what the owner does (logind, UPower, NetworkManager, inhibitors): signals
are taken in as they come, questions are asked by the same thread, and a service that hangs, lies or
dies costs only that thread. Not for: what any service means (an `Ear` each).

Thread: one per bus, asleep while nothing is said. Nothing here is called by the spawner's thread
but `close`.
"""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Literal, Protocol

from jeepney import DBusAddress, MatchRule, Message, MessageType, new_method_call
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from planctongui.tongue import translate

log = logging.getLogger(__name__)

ANSWER_S = 2.0
"""A service that has not answered by then hangs."""

AGAIN_S = 10.0
"""A service that hung or talked nonsense is asked again after this."""

RECONNECT_S = 30.0
"""So long after the bus was lost or could not be reached it is tried again."""

_BUS = "org.freedesktop.DBus"
PROPERTIES = "org.freedesktop.DBus.Properties"


class BusTrouble(Exception):
    """A service gave no answer that makes sense; the text says which, for the owner."""


@dataclass(frozen=True, slots=True)
class Signal:
    """Something a service said by itself."""

    path: str
    interface: str
    member: str
    body: tuple[Any, ...]


class Ask:
    """Questions to one service. Blocks its caller for ANSWER_S at most; raises BusTrouble."""

    def __init__(self, connection: DBusConnection, service: str) -> None:
        self._connection = connection
        self._service = service

    def call(
        self,
        path: str,
        interface: str,
        member: str,
        signature: str | None = None,
        body: tuple[Any, ...] = (),
    ) -> tuple[Any, ...]:
        """The answer's values. A connection that breaks raises OSError."""
        address = DBusAddress(path, self._service, interface)
        message = new_method_call(address, member, signature, body)
        try:
            reply = self._connection.send_and_get_reply(message, timeout=ANSWER_S)
        except TimeoutError as error:
            raise BusTrouble(
                translate("Sensors", "{service} does not answer.").format(service=self._service)
            ) from error
        if reply.header.message_type is MessageType.error:
            raise BusTrouble(
                translate("Sensors", "{service} refuses {member}.").format(
                    service=self._service, member=member
                )
            )
        return tuple(reply.body)

    def properties(self, path: str, interface: str) -> dict[str, Any]:
        """All properties of an object, without their types."""
        (told,) = self.call(path, PROPERTIES, "GetAll", "s", (interface,))
        if not isinstance(told, dict):
            raise BusTrouble(
                translate("Sensors", "{service} tells nonsense.").format(service=self._service)
            )
        return plain(told)


def plain(told: dict[str, Any]) -> dict[str, Any]:
    """Properties as they came, (type, value) each, to their values."""
    return {name: value[1] for name, value in told.items() if isinstance(value, tuple)}


class Ear(Protocol):
    """Knows one service. All calls on the bus's thread, except what it offers to others."""

    service: str
    """Its well-known name."""
    path: str
    """The object whose signals matter."""
    below: bool
    """True when those of all objects below it matter too."""

    def meet(self, ask: Ask) -> None:
        """The service is there (again): ask for everything. May raise anything."""

    def heard(self, ask: Ask, signal: Signal) -> None:
        """It said something. May raise anything."""

    def lost(self, why: str, gone: bool) -> None:
        """It hangs or talks nonsense; `gone`: it left the bus, so it has no say any more."""


class BusListener:
    """Listens until it is closed. `wake` is called after each thing that was taken in."""

    def __init__(
        self, bus: Literal["SYSTEM", "SESSION"], ears: Sequence[Ear], wake: Callable[[], None]
    ) -> None:
        self._bus = bus
        self._ears = tuple(ears)
        self._wake = wake
        self._closing = threading.Event()
        self._connection: DBusConnection | None = None
        self._retry: dict[str, float] = {}
        self._heard_at: dict[str, float] = {}
        self._thread = threading.Thread(target=self._run, name=f"bus-{bus.lower()}", daemon=True)
        self._thread.start()

    def heard_s(self, ear: Ear) -> float | None:
        """Seconds since this service last said something that makes sense. For any thread."""
        at = self._heard_at.get(ear.service)
        return None if at is None else time.monotonic() - at

    def close(self) -> None:
        """Stop listening; waits for the thread for a moment."""
        self._closing.set()
        connection = self._connection
        if connection is not None:
            with contextlib.suppress(OSError):
                connection.sock.shutdown(2)  # wakes the thread from its wait
        self._thread.join(ANSWER_S)

    def _run(self) -> None:
        while not self._closing.is_set():
            try:
                self._listen()
            except Exception as error:
                # jeepney raises much: OSError, KeyError for a bus without address, ValueError ...
                log.info("%s bus: %r", self._bus, error)
                self._tell_lost(
                    translate("Sensors", "The {bus} bus cannot be reached.").format(
                        bus=self._bus.lower()
                    )
                )
            self._closing.wait(RECONNECT_S)

    def _listen(self) -> None:
        with open_dbus_connection(self._bus, enable_fds=True) as connection:
            self._connection = connection
            if self._closing.is_set():
                return
            said: deque[Message] = deque()
            with connection.filter(MatchRule(type="signal"), queue=said):
                for ear in self._ears:
                    self._subscribe(connection, ear)
                for ear in self._ears:
                    self._meet(connection, ear)
                while not self._closing.is_set():
                    self._take_next(connection, said)

    def _subscribe(self, connection: DBusConnection, ear: Ear) -> None:
        place = {"path_namespace" if ear.below else "path": ear.path}
        comes = MatchRule(type="signal", sender=_BUS, interface=_BUS, member="NameOwnerChanged")
        comes.add_arg_condition(0, ear.service)
        for rule in (MatchRule(type="signal", sender=ear.service, **place), comes):
            connection.send_and_get_reply(message_bus.AddMatch(rule), timeout=ANSWER_S)

    def _take_next(self, connection: DBusConnection, said: deque[Message]) -> None:
        wait_s = None
        if self._retry:
            wait_s = max(0.0, min(self._retry.values()) - time.monotonic())
        try:
            message = connection.recv_until_filtered(said, timeout=wait_s)
        except TimeoutError:
            for ear in self._ears:
                if self._retry.get(ear.service, time.monotonic() + 1) <= time.monotonic():
                    self._meet(connection, ear)
            return
        signal = _signal(message)
        if signal.interface == _BUS and signal.member == "NameOwnerChanged":
            self._owner_changed(connection, signal)
            return
        # Signals carry the sender's unique name; which ear they are for shows in the path.
        for ear in self._ears:
            if signal.path == ear.path or (ear.below and signal.path.startswith(f"{ear.path}/")):
                self._try(ear, partial(ear.heard, Ask(connection, ear.service), signal))

    def _owner_changed(self, connection: DBusConnection, signal: Signal) -> None:
        if len(signal.body) != 3:
            return
        name, _, new = signal.body
        for ear in self._ears:
            if ear.service == name and new:
                self._meet(connection, ear)
            elif ear.service == name:
                self._lose(
                    ear, translate("Sensors", "{name} is not there.").format(name=name), gone=True
                )

    def _meet(self, connection: DBusConnection, ear: Ear) -> None:
        self._retry.pop(ear.service, None)
        asked = connection.send_and_get_reply(
            message_bus.NameHasOwner(ear.service), timeout=ANSWER_S
        )
        if asked.body == (True,):
            self._try(ear, lambda: ear.meet(Ask(connection, ear.service)))
        else:
            # Many services start when they are called; only NameOwnerChanged tells of others.
            self._lose(
                ear,
                translate("Sensors", "{service} is not there.").format(service=ear.service),
                gone=True,
            )

    def _try(self, ear: Ear, act: Callable[[], None]) -> None:
        """Whatever a service does to us, the others go on."""
        try:
            act()
        except OSError:
            raise  # the bus itself is lost
        except BusTrouble as trouble:
            self._fail(ear, str(trouble))
        except Exception as error:
            log.info("%s: %r", ear.service, error)
            self._fail(
                ear, translate("Sensors", "{service} tells nonsense.").format(service=ear.service)
            )
        else:
            self._heard_at[ear.service] = time.monotonic()
            self._wake()

    def _fail(self, ear: Ear, why: str) -> None:
        self._retry[ear.service] = time.monotonic() + AGAIN_S
        self._lose(ear, why, gone=False)

    def _lose(self, ear: Ear, why: str, gone: bool) -> None:
        ear.lost(why, gone)
        self._wake()

    def _tell_lost(self, why: str) -> None:
        self._retry.clear()
        for ear in self._ears:
            self._lose(ear, why, gone=True)


def _signal(message: Message) -> Signal:
    fields = {field.name: value for field, value in message.header.fields.items()}
    return Signal(
        str(fields.get("path", "")),
        str(fields.get("interface", "")),
        str(fields.get("member", "")),
        tuple(message.body),
    )
