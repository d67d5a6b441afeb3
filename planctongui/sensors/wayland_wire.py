"""The Wayland wire, as much of it as idleness needs: a socket, numbers and strings.

For: the bytes, with a limit on every wait. Not for: what an event means for the owner (that is
`wayland_idle`). By hand because it is short, needs nothing installed, and a compositor that hangs
or goes away is an exception here, where the C library would wait for ever or end the process.

A message is: object, size and number of the request or event in one word, arguments; all in words
of the machine's byte order. Everything on one thread.
"""

from __future__ import annotations

import os
import select
import socket
import struct
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from planctongui.tongue import translate

LIMIT_S = 0.2
"""The longest wait for the compositor, seconds. Usual is 0.2 ms."""
_READ_BYTES = 65536
_HEAD = struct.Struct("=II")
_DISPLAY = 1
_SYNC, _GET_REGISTRY = 0, 1
_ERROR, _DELETE_ID = 0, 1
_BIND = 0

OnEvent = Callable[[int, bytes], None]
"""Gets the event's number and its arguments."""


class WireTrouble(Exception):
    """The compositor cannot be trusted to answer; the text is for the owner."""


def socket_path(environment: Mapping[str, str] = os.environ) -> Path:
    """Where the compositor listens, by the same rules as the C library."""
    folder = Path(environment.get("XDG_RUNTIME_DIR") or "/nonexistent")
    return folder / (environment.get("WAYLAND_DISPLAY") or "wayland-0")


class Wire:
    """A connection to a compositor. Every method but `close` may raise WireTrouble."""

    def __init__(self, path: Path, limit_s: float | None = None) -> None:
        """Connect; nothing is waited for but the kernel. `limit_s` None = LIMIT_S."""
        self._limit_s = LIMIT_S if limit_s is None else limit_s
        self._socket = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._socket.settimeout(self._limit_s)
        try:
            self._socket.connect(str(path))
        except OSError as problem:
            self._socket.close()
            raise WireTrouble(
                translate("Sensors", "The Wayland compositor does not let us in.")
            ) from problem
        self._received = b""
        self._free: list[int] = []
        self._newest = _DISPLAY
        self._listeners: dict[int, OnEvent] = {_DISPLAY: self._on_display}

    def fileno(self) -> int:
        """Readable when events have come."""
        return self._socket.fileno()

    def add(self, listener: OnEvent | None = None) -> int:
        """The id of a new object of ours, and who gets its events."""
        if self._free:
            made = self._free.pop()
        else:
            self._newest += 1
            made = self._newest
        if listener is not None:
            self._listeners[made] = listener
        return made

    def send(self, target: int, request: int, *arguments: int | str) -> None:
        """Send a request. Numbers are words (signed ones too); strings end in a zero."""
        packed = b"".join(map(_pack, arguments))
        head = _HEAD.pack(target, (_HEAD.size + len(packed)) << 16 | request)
        try:
            self._socket.sendall(head + packed)
        except OSError as problem:
            raise WireTrouble(
                translate("Sensors", "The Wayland compositor went away.")
            ) from problem

    def registry(self, listener: OnEvent) -> int:
        """Have all that the compositor offers told to `listener`; the registry's id."""
        made = self.add(listener)
        self.send(_DISPLAY, _GET_REGISTRY, made)
        return made

    def bind(self, registry: int, name: int, interface: str, version: int) -> int:
        """The id of an object of ours that stands for something offered."""
        made = self.add()
        self.send(registry, _BIND, name, interface, version, made)
        return made

    def round_trip(self) -> None:
        """Wait until the compositor has done all that was asked and told all it had to tell."""
        answered: list[int] = []
        self.send(_DISPLAY, _SYNC, self.add(lambda event, _: answered.append(event)))
        deadline = time.monotonic() + self._limit_s
        while not answered:
            left_s = deadline - time.monotonic()
            if left_s <= 0 or not select.select([self._socket], [], [], left_s)[0]:
                raise WireTrouble(
                    translate(
                        "Sensors", "The Wayland compositor did not answer within {limit_s} s."
                    ).format(limit_s=f"{self._limit_s:g}")
                )
            self._read()

    def pump(self) -> None:
        """Take in the events that have come; one read, does not wait."""
        if select.select([self._socket], [], [], 0)[0]:
            self._read()

    def close(self) -> None:
        """Leave; the compositor forgets all our objects. May be called twice."""
        self._socket.close()

    def _read(self) -> None:
        try:
            received = self._socket.recv(_READ_BYTES)
        except OSError as problem:
            raise WireTrouble(
                translate("Sensors", "The Wayland compositor went away.")
            ) from problem
        if not received:
            raise WireTrouble(translate("Sensors", "The Wayland compositor went away."))
        self._received += received
        try:
            while self._deliver_one():
                pass
        except (struct.error, ValueError) as problem:
            raise WireTrouble(
                translate("Sensors", "The Wayland compositor said something odd.")
            ) from problem

    def _deliver_one(self) -> bool:
        if len(self._received) < _HEAD.size:
            return False
        target, word = _HEAD.unpack_from(self._received)
        size, event = word >> 16, word & 0xFFFF
        if size < _HEAD.size or size % 4:
            raise ValueError("no such size")
        if len(self._received) < size:
            return False
        arguments, self._received = self._received[_HEAD.size : size], self._received[size:]
        listener = self._listeners.get(target)
        if listener is not None:
            listener(event, arguments)
        return True

    def _on_display(self, event: int, arguments: bytes) -> None:
        if event == _ERROR:
            words = string_at(arguments, 8)
            raise WireTrouble(
                translate("Sensors", "The Wayland compositor refused us ({words}).").format(
                    words=words
                )
            )
        if event == _DELETE_ID:
            (gone,) = struct.unpack_from("=I", arguments)
            if self._listeners.pop(gone, None) is not None:
                self._free.append(gone)


def _pack(argument: int | str) -> bytes:
    if isinstance(argument, int):
        return struct.pack("=I", argument & 0xFFFFFFFF)
    text = argument.encode() + b"\0"
    return struct.pack("=I", len(text)) + text + b"\0" * (-len(text) % 4)


def string_at(arguments: bytes, offset: int) -> str:
    """The string that starts there; ValueError or struct.error when there is none."""
    (length,) = struct.unpack_from("=I", arguments, offset)
    text = arguments[offset + 4 : offset + 4 + length]
    if len(text) != length or not length:
        raise ValueError("the string is cut off")
    return text[:-1].decode(errors="replace")
