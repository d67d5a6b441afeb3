"""Where any thread leaves events for the spawner's thread, and wakes it.

For: a queue with a descriptor that `select` can wait on. Not for: what the events mean.
"""

from __future__ import annotations

import contextlib
import os
from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planctongui.events import Event


class Mailbox:
    """`post` from any thread; `take` on the one thread that waits on `fileno`."""

    def __init__(self) -> None:
        self._events: deque[Event] = deque()
        self._wake = os.eventfd(0, os.EFD_NONBLOCK | os.EFD_CLOEXEC)

    def fileno(self) -> int:
        """Readable while there is something to take."""
        return self._wake

    def post(self, event: Event) -> None:
        """Leave an event; never blocks."""
        self._events.append(event)
        self.wake()

    def wake(self) -> None:
        """Wake the waiting thread without an event, e.g. because the owner is back."""
        try:
            os.eventfd_write(self._wake, 1)
        except (OSError, ValueError):
            return  # closed: the loop is over, nobody waits any more

    def take(self) -> list[Event]:
        """All events so far, oldest first."""
        with contextlib.suppress(BlockingIOError):
            os.eventfd_read(self._wake)
        taken: list[Event] = []
        while self._events:
            taken.append(self._events.popleft())
        return taken

    def close(self) -> None:
        """Free the descriptor; later posts are dropped."""
        descriptor, self._wake = self._wake, -1
        if descriptor >= 0:
            os.close(descriptor)
