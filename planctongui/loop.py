"""Waits until something happens or is due, lets the spawner take a step, hands on its report.

For: the one place below the threads that waits. No Qt: the tray's worker thread and the terminal
run this same loop. Not for: what a step does (`spawner`).
"""

from __future__ import annotations

import logging
import selectors
from collections.abc import Callable
from typing import Protocol

from planctongui.core.report import Report
from planctongui.mailbox import Mailbox
from planctongui.spawner.spawner import Spawner

log = logging.getLogger(__name__)

LONGEST_WAIT_S = 60.0


class Waker(Protocol):
    """Something beside the mailbox that can wake the loop: input source, control socket."""

    def fileno(self) -> int | None:
        """Readable when `pump` has work; None when it wakes by the mailbox or not at all."""

    def pump(self) -> None:
        """Take in what is there; never blocks, never raises."""


def run(
    spawner: Spawner,
    mailbox: Mailbox,
    wakers: tuple[Waker, ...],
    tell: Callable[[Report], None],
) -> None:
    """Run until the spawner is done. Everything happens on the calling thread.

    `tell` gets each step's report, on this thread; it must return at once.
    """
    wait_s = 0.0
    while not spawner.done:
        for waker in _wait(mailbox, wakers, wait_s):
            waker.pump()
        report = spawner.step(mailbox.take())
        try:
            tell(report)
        except Exception:
            log.exception("loop: a report could not be told")  # no reason to leave pilots alone
        wait_s = LONGEST_WAIT_S if report.wake_in_s is None else report.wake_in_s


def _wait(mailbox: Mailbox, wakers: tuple[Waker, ...], wait_s: float) -> list[Waker]:
    """Wait until a descriptor is readable or the time is up; gives the wakers that have work."""
    # Descriptors come and go with their sources, so they are asked for anew each time.
    with selectors.PollSelector() as selector:
        selector.register(mailbox, selectors.EVENT_READ)
        for waker in wakers:
            descriptor = waker.fileno()
            if descriptor is not None and descriptor >= 0:
                selector.register(descriptor, selectors.EVENT_READ, waker)
        ready = selector.select(min(wait_s, LONGEST_WAIT_S))
    return [key.data for key, _ in ready if key.data is not None]
