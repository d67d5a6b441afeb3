"""One thread for calls that may hang for ever, and a caller who does not.

For: D-Bus services that never answer. Not for: what is called. The thread is a daemon: it never
keeps the program from quitting. It is not replaced while it hangs, so one dead service costs one
thread, however often it is asked.
"""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

T = TypeVar("T")


class Stuck(Exception):
    """The call has not come back in time. It goes on; what it brings is dropped."""


class Lane:
    """Calls one after the other, on a thread that is made with the first of them."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._todo: queue.SimpleQueue[tuple[Callable[[], Any], Future[Any]]] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._stuck = False
        """True while a call is under way that its caller gave up."""

    def call(self, work: Callable[[], T], limit_s: float) -> T:
        """Its result, or what it raised; Stuck after `limit_s` seconds, or at once while an
        earlier call hangs. For any thread."""
        done: Future[T] = Future()
        with self._lock:
            if self._stuck:
                raise Stuck
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
                self._thread.start()
            self._todo.put((work, done))
        with contextlib.suppress(TimeoutError):
            return done.result(limit_s)
        with self._lock:
            if not done.cancel() and not done.done():
                self._stuck = True
        if done.done() and not done.cancelled():
            return done.result()  # it came just now, or the work's own was a TimeoutError
        raise Stuck

    def _run(self) -> None:
        while True:
            work, done = self._todo.get()
            if not done.set_running_or_notify_cancel():
                continue
            try:
                brought = work()
            except BaseException as error:
                done.set_exception(error)
            else:
                done.set_result(brought)
                del brought
            with self._lock:
                self._stuck = False
            del work, done  # or the last secret would stay here until the next call
