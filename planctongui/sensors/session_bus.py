"""The session bus with a limit on every wait, for sources that ask a desktop service.

For: calls that are answered in time or fail, and signals that a loop can wait for by descriptor.
Not for: what a service says about the owner (a source each).

jeepney gives the bytes; its own connection waits for ever for a bus that lets us in and then says
nothing, so the waiting is done here. Everything on one thread.
"""

from __future__ import annotations

import select
import socket
import time
from collections import deque
from typing import Any

from jeepney import (
    DBusAddress,
    HeaderFields,
    MatchRule,
    Message,
    MessageType,
    Parser,
    message_bus,
    new_method_call,
)
from jeepney.bus import get_bus
from jeepney.io.blocking import prep_socket

from planctongui.tongue import translate

LIMIT_S = 0.2
"""The longest wait of one call, seconds. Usual is 1 ms; later than this, nobody is there."""
MOST_SIGNALS = 100
"""A service that sends more than this between two looks is not trusted any more."""
_READ_BYTES = 65536
_ERRORS = "org.freedesktop.DBus.Error"
_SAID_BY_THE_BUS = (f"{_ERRORS}.NoReply", f"{_ERRORS}.ServiceUnknown", f"{_ERRORS}.NameHasNoOwner")
"""What the bus answers for somebody who has left."""


class BusTrouble(Exception):
    """The bus or a service on it cannot be trusted to answer; the text is for the owner."""


class SessionBus:
    """A connection to the session bus. Every method but `close` may raise BusTrouble."""

    def __init__(self) -> None:
        """Connect and say hello: two waits at most, 0.2 s each."""
        try:
            self._socket: socket.socket = prep_socket(get_bus("SESSION"), timeout=LIMIT_S)
        except Exception as problem:
            # No address, an odd one, nobody there, not let in: jeepney has an error for each.
            raise BusTrouble(translate("Sensors", "There is no session bus.")) from problem
        self._socket.settimeout(LIMIT_S)
        self._parser = Parser()
        self._serial = 0
        self._signals: deque[Message] = deque()
        try:
            self._ask(message_bus.Hello(), translate("Sensors", "The session bus"))
        except BusTrouble:
            self.close()
            raise

    def fileno(self) -> int:
        """Readable when signals have come."""
        return self._socket.fileno()

    def owner_of(self, name: str) -> str | None:
        """The unique name behind a well-known one; None when nobody has it. Starts nobody."""
        reply = self._ask(message_bus.GetNameOwner(name), translate("Sensors", "The session bus"))
        if reply.header.message_type == MessageType.error:
            return None
        return str(_only(reply, "s", translate("Sensors", "The session bus")))

    def listen(self, sender: str, interface: str, member: str, argument: str | None = None) -> None:
        """Have this signal sent to us; with `argument`, only where its first one is that string."""
        rule = MatchRule(type="signal", sender=sender, interface=interface, member=member)
        if argument is not None:
            rule.add_arg_condition(0, argument)
        self._ask(message_bus.AddMatch(rule), translate("Sensors", "The session bus"))

    def call(
        self, address: DBusAddress, member: str, answer: str, signature: str = "", *body: Any
    ) -> Any:
        """The one value of the reply, whose D-Bus type must be `answer` ("t", "u" ...)."""
        who = f"{address.interface}.{member}"
        message = new_method_call(address, member, signature or None, body)
        reply = self._ask(message, who)
        if reply.header.message_type == MessageType.error:
            name = reply.header.fields.get(HeaderFields.error_name)
            gone = name in _SAID_BY_THE_BUS
            raise BusTrouble(
                translate("Sensors", "{interface} went away.").format(interface=address.interface)
                if gone
                else translate("Sensors", "{who} answered with an error.").format(who=who)
            )
        return _only(reply, answer, who)

    def signals(self) -> list[Message]:
        """All signals that have come so far, oldest first; does not wait."""
        while select.select([self._socket], [], [], 0)[0]:
            self._read(translate("Sensors", "The session bus"))
        taken = list(self._signals)
        self._signals.clear()
        return taken

    def close(self) -> None:
        """Leave the bus; may be called twice."""
        self._socket.close()

    def _ask(self, message: Message, who: str) -> Message:
        self._serial += 1
        deadline = time.monotonic() + LIMIT_S
        try:
            self._socket.sendall(message.serialise(serial=self._serial))
        except OSError as problem:
            raise BusTrouble(translate("Sensors", "The session bus went away.")) from problem
        while True:
            left_s = deadline - time.monotonic()
            if left_s <= 0 or not select.select([self._socket], [], [], left_s)[0]:
                raise BusTrouble(
                    translate("Sensors", "{who} did not answer within {limit_s} s.").format(
                        who=who, limit_s=f"{LIMIT_S:g}"
                    )
                )
            reply = self._read(who)
            if reply is not None:
                return reply

    def _read(self, who: str) -> Message | None:
        """Take in what is there; the reply to the newest call when it is among it."""
        try:
            received = self._socket.recv(_READ_BYTES)
        except OSError as problem:
            raise BusTrouble(translate("Sensors", "The session bus went away.")) from problem
        if not received:
            raise BusTrouble(translate("Sensors", "The session bus went away."))
        try:
            messages = self._parser.feed(received)
        except Exception as problem:
            # Whatever jeepney stumbles over, the rest of the stream cannot be read any more.
            raise BusTrouble(
                translate("Sensors", "{who} said something that cannot be read.").format(who=who)
            ) from problem
        found = None
        for message in messages:
            if message.header.message_type == MessageType.signal:
                self._signals.append(message)
            elif message.header.fields.get(HeaderFields.reply_serial) == self._serial:
                found = message
        if len(self._signals) > MOST_SIGNALS:
            raise BusTrouble(translate("Sensors", "The session bus is flooded with signals."))
        return found


def _only(reply: Message, answer: str, who: str) -> Any:
    if reply.header.fields.get(HeaderFields.signature) != answer:
        raise BusTrouble(
            translate("Sensors", "{who} answered something else than it should.").format(who=who)
        )
    return reply.body[0]


def believable(idle_s: float, who: str) -> float:
    """That idle time; BusTrouble when it is negative or began before the machine did."""
    if not 0 <= idle_s <= time.clock_gettime(time.CLOCK_BOOTTIME) + 1:
        raise BusTrouble(
            translate("Sensors", "{who} told an idle time that cannot be.").format(who=who)
        )
    return idle_s
