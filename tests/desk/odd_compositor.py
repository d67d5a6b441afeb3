"""A Wayland compositor of our own hand, so small that a test can have it lie, hang or go away.

For: what no real compositor does on command, and the protocol that Debian 12's sway does not have
(ext_idle_notify_v1). Not for: what real ones do (`compositor`).
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from pathlib import Path

from tests.desk.process import wait_until

EXT, KDE, SEAT = "ext_idle_notifier_v1", "org_kde_kwin_idle", "wl_seat"
_DISPLAY = 1


class OddCompositor:
    """Serves one client on a thread; `offers` are the interfaces and versions it announces."""

    def __init__(self, path: Path, *offers: tuple[str, int]) -> None:
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(path))
        self._listening.listen()
        self._client: socket.socket | None = None
        self._offers = offers
        self._registry = 0
        self._bound: dict[int, str] = {}
        self.notices: dict[int, tuple[str, int, int, int]] = {}
        """Id of each notice asked for -> interface, request, timeout in ms, seat."""
        self.hangs = False
        """True = reads, and answers nothing."""
        self.answers = 0
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def tell(self, event: int) -> None:
        """Send this event of every notice: 0 = idle, 1 = in use again."""
        for notice in list(self.notices):
            self.say(notice, event)

    def say(self, target: int, event: int, arguments: bytes = b"", size: int | None = None) -> None:
        """Send an event; with another `size` than it has, if wanted."""
        assert self._client is not None
        size = 8 + len(arguments) if size is None else size
        self._client.sendall(struct.pack("=II", target, size << 16 | event) + arguments)

    def offer(self, name: int, interface: str, version: int) -> None:
        """Announce one thing more."""
        text = interface.encode() + b"\0"
        text += b"\0" * (-len(text) % 4)
        length = len(interface) + 1
        body = struct.pack("=II", name, length) + text + struct.pack("=I", version)
        self.say(self._registry, 0, body)

    def withdraw(self, name: int) -> None:
        """Announce that this is gone. Names count from 1, in the order of the offers."""
        self.say(self._registry, 1, struct.pack("=I", name))

    def error(self, words: str) -> None:
        """A protocol error, which ends a connection."""
        text = words.encode() + b"\0"
        body = struct.pack("=III", _DISPLAY, 3, len(text)) + text + b"\0" * (-len(text) % 4)
        self.say(_DISPLAY, 0, body)

    def go_away(self) -> None:
        """Hang up, listen no more, and wait for the thread's end. May be called twice."""
        for connection in (self._client, self._listening):
            if connection is not None and connection.fileno() >= 0:
                try:
                    connection.shutdown(socket.SHUT_RDWR)
                except OSError:
                    continue
        wait_until(lambda: not self._thread.is_alive(), 5, "the compositor's end")
        self._listening.close()

    def _serve(self) -> None:
        try:
            self._client, _ = self._listening.accept()
        except OSError:
            return
        # A program under test may hang up at any moment, unread answers or not.
        with (
            contextlib.suppress(ConnectionError),
            self._client as client,
            client.makefile("rb") as stream,
        ):
            while len(head := stream.read(8)) == 8:
                target, word = struct.unpack("=II", head)
                arguments = stream.read((word >> 16) - 8)
                self._take(target, word & 0xFFFF, arguments)

    def _take(self, target: int, request: int, arguments: bytes) -> None:
        if self.hangs:
            return
        words = struct.unpack(f"={len(arguments) // 4}I", arguments)
        if (target, request) == (_DISPLAY, 0):
            self.say(words[0], 0, struct.pack("=I", 0))
            self.say(_DISPLAY, 1, struct.pack("=I", words[0]))
            self.answers += 1
        elif (target, request) == (_DISPLAY, 1):
            self._registry = words[0]
            for name, (interface, version) in enumerate(self._offers, start=1):
                self.offer(name, interface, version)
        elif target == self._registry:
            length = words[1]
            self._bound[words[-1]] = arguments[8 : 8 + length - 1].decode()
        else:
            interface = self._bound[target]
            notice, second, third = words
            timeout, seat = (third, second) if interface == KDE else (second, third)
            assert self._bound[seat] == SEAT
            self.notices[notice] = (interface, request, timeout, seat)
