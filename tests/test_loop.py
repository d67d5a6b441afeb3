"""The loop and its mailbox: woken by events, wakers and time, and by nothing else."""

from __future__ import annotations

import os
import threading
import time

from planctongui import loop
from planctongui.core.orders import AtQuit
from planctongui.core.report import Report
from planctongui.events import EngineUp, QuitOrdered
from planctongui.mailbox import Mailbox
from tests.fakes.house import House


class Pipe:
    """A waker with a real descriptor."""

    def __init__(self) -> None:
        self.ours, self.theirs = os.pipe()
        self.pumped = 0

    def fileno(self) -> int | None:
        return self.ours

    def pump(self) -> None:
        self.pumped += len(os.read(self.ours, 64))

    def close(self) -> None:
        os.close(self.ours)
        os.close(self.theirs)


class NoDescriptor:
    """A waker that has nothing to wait on."""

    def __init__(self, descriptor: int | None) -> None:
        self._descriptor = descriptor

    def fileno(self) -> int | None:
        return self._descriptor

    def pump(self) -> None:
        raise AssertionError("nothing to pump")


def test_events_from_another_thread_wake_the_loop_until_the_order_to_quit(house: House) -> None:
    reports: list[Report] = []
    full = threading.Event()

    def tell(report: Report) -> None:
        reports.append(report)
        if report.running == 4:
            full.set()

    def quit_when_full() -> None:
        full.wait(10.0)
        house.mailbox.post(QuitOrdered(AtQuit.END))

    other = threading.Thread(target=quit_when_full)
    other.start()
    house.engine.connect()
    loop.run(house.spawner, house.mailbox, (), tell)
    other.join()
    assert full.is_set()
    assert house.engine.pilots == {}
    assert reports[-1].running == 0


def test_a_descriptor_wakes_the_loop_and_is_pumped(house: House) -> None:
    pipe = Pipe()
    os.write(pipe.theirs, b"x")

    def tell(report: Report) -> None:
        if pipe.pumped == 1:
            os.write(pipe.theirs, b"yz")
        elif pipe.pumped == 3:
            house.mailbox.post(QuitOrdered(AtQuit.LEAVE))

    loop.run(house.spawner, house.mailbox, (NoDescriptor(None), NoDescriptor(-1), pipe), tell)
    assert pipe.pumped == 3
    pipe.close()


def test_the_loop_waits_when_nothing_happens(house: House) -> None:
    steps = 0

    def tell(report: Report) -> None:
        nonlocal steps
        steps += 1

    later = threading.Timer(0.5, lambda: house.mailbox.post(QuitOrdered(AtQuit.LEAVE)))
    later.start()
    used = time.thread_time()
    loop.run(house.spawner, house.mailbox, (), tell)
    later.join()
    assert steps < 10
    assert time.thread_time() - used < 0.25


def test_the_mailbox_gives_events_in_order_and_each_once() -> None:
    mailbox = Mailbox()
    assert mailbox.take() == []
    mailbox.wake()
    assert mailbox.take() == []
    events = [EngineUp(), QuitOrdered(), EngineUp()]
    for event in events:
        mailbox.post(event)
    assert mailbox.take() == events
    assert mailbox.take() == []
    mailbox.close()


def test_many_threads_lose_no_event() -> None:
    mailbox = Mailbox()
    writers = [
        threading.Thread(target=lambda: [mailbox.post(EngineUp()) for _ in range(500)])
        for _ in range(8)
    ]
    for writer in writers:
        writer.start()
    taken = 0
    limit = time.monotonic() + 10
    while taken < 4000 and time.monotonic() < limit:
        taken += len(mailbox.take())
    for writer in writers:
        writer.join()
    assert taken == 4000
    mailbox.close()


def test_a_closed_mailbox_drops_what_comes_late() -> None:
    mailbox = Mailbox()
    mailbox.close()
    mailbox.close()
    mailbox.post(EngineUp())
    mailbox.wake()
