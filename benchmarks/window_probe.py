"""A process that opens a window, measures itself and prints what it found as one line of JSON.

`python -m benchmarks.window_probe ours LEDGER` or `... bare`. For: the window benchmark, which runs
both in turn. The ledger is read on a thread of its own, as in the application. Not for: judging.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path

os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")  # as in the application

from PyQt5.QtCore import Qt, QTimer
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QWidget

from benchmarks.pss import pss_mib

ROUNDS = 20
WAIT_MS = 30_000


def main(words: list[str]) -> int:
    """Measure, print."""
    application = QApplication(["window_probe"])
    application.setQuitOnLastWindowClosed(False)
    found = {"pss_before": pss_mib(os.getpid())}
    found |= _ours(application, Path(words[1])) if words[0] == "ours" else _bare(application)
    print(json.dumps(found))
    sys.stdout.flush()
    os._exit(0)


def _ours(application: QApplication, path: Path) -> dict[str, float]:
    from planctongui.core.history import AskGiven, Reach
    from planctongui.core.questions import Answer
    from planctongui.core.verdict import Mood
    from planctongui.enquiries import Enquiries
    from planctongui.ledger.ledger import Ledger
    from planctongui.views.intents import Intents
    from tests.views.reports import of_mood

    intents, enquiries = Intents(), Enquiries()
    books = ThreadPoolExecutor(1, thread_name_prefix="books")
    ledger = books.submit(Ledger, path).result()
    enquiries.answer_by(AskGiven, books, lambda asked: ledger.given(asked.reach, datetime.now()))
    waiting: list[Answer] = []
    enquiries.listen(waiting.append)
    intents.ask.connect(enquiries.ask)

    def make() -> QWidget:
        from planctongui.views.window import Window

        window = Window(intents, machine_cores=8)
        window.set_tray(True)
        window.paint(of_mood(Mood.CONTRIBUTING))
        return window

    window, found = _opened(application, make)
    names = list(window._makers)
    found["first_switch_ms"] = max(
        _ms(application, lambda name=name: window.turn_to(name)) for name in names
    )
    page = window.turn_to("Contribution")
    # A first answer, as the page asked for it itself.
    wait(lambda: bool(waiting))
    window.answer(waiting.pop())
    page.reach.setCurrentIndex(page.reach.findData(Reach.ALL))
    heart = Heart()
    begin = time.perf_counter()
    page._turn(page.reach.currentIndex())
    wait(lambda: bool(waiting))
    found["all_ms"] = (time.perf_counter() - begin) * 1000
    window.answer(waiting.pop())
    QTest.qWait(50)
    found["stall_ms"] = heart.longest_ms
    given = page._given
    found["show_ms"] = _median_ms(application, lambda: page.show_given(given))

    def redraw() -> None:
        page.chart._drawn = None
        page.chart.repaint()

    found["redraw_ms"] = _median_ms(application, redraw)
    found |= _switches(application, window, names)
    return found


def _bare(application: QApplication) -> dict[str, float]:
    from benchmarks.bare_window import PAGES, BareWindow

    window, found = _opened(application, BareWindow)
    window.turn_to("two")
    found["redraw_ms"] = _median_ms(application, window.bars.repaint)
    return found | _switches(application, window, list(PAGES))


def _opened(application: QApplication, make: Callable[[], QWidget]) -> tuple[QWidget, dict]:
    """Make and show it, hide and show it again; the window and what that took."""
    begin = time.perf_counter()
    window = make()
    window.show()
    assert QTest.qWaitForWindowExposed(window, WAIT_MS), "the window does not show"
    application.processEvents()
    application.sync()
    found = {"open_ms": (time.perf_counter() - begin) * 1000, "pss_open": pss_mib(os.getpid())}
    closes, opens = [], []
    for _ in range(ROUNDS):
        closes.append(_ms(application, window.hide))
        begin = time.perf_counter()
        window.show()
        assert QTest.qWaitForWindowExposed(window, WAIT_MS), "the window does not show again"
        application.processEvents()
        application.sync()
        opens.append((time.perf_counter() - begin) * 1000)
    window.hide()
    application.processEvents()
    found |= {"close_ms": statistics.median(closes), "reopen_ms": statistics.median(opens)}
    found["pss_closed"] = pss_mib(os.getpid())
    window.show()
    assert QTest.qWaitForWindowExposed(window, WAIT_MS), "the window does not show again"
    return window, found


def _switches(application: QApplication, window: QWidget, names: list[str]) -> dict[str, float]:
    """Median of turning to a page that was seen before."""
    taken = [
        _ms(application, lambda name=name: window.turn_to(name))
        for _ in range(ROUNDS)
        for name in names
    ]
    return {"switch_ms": statistics.median(taken)}


class Heart:
    """The longest time for which Qt's loop did not come round.

    Without what the thread was ready for but the busy machine gave it no CPU.
    """

    def __init__(self) -> None:
        self._schedule = Path(f"/proc/self/task/{threading.get_native_id()}/schedstat")
        self.longest_ms, self._last = 0.0, self._now_ms()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(1)

    def _beat(self) -> None:
        now = self._now_ms()
        self.longest_ms, self._last = max(self.longest_ms, now - self._last), now

    def _now_ms(self) -> float:
        unscheduled_ns = int(self._schedule.read_text().split()[1])
        return time.perf_counter() * 1000 - unscheduled_ns / 1e6


def _median_ms(application: QApplication, do: Callable[[], object]) -> float:
    return statistics.median(_ms(application, do) for _ in range(ROUNDS))


def _ms(application: QApplication, do: Callable[[], object]) -> float:
    """Do it, let Qt paint and the X server draw; milliseconds."""
    begin = time.perf_counter()
    do()
    application.processEvents()
    application.sync()
    return (time.perf_counter() - begin) * 1000


def wait(true: Callable[[], bool]) -> None:
    until = time.monotonic() + WAIT_MS / 1000
    while not true():
        assert time.monotonic() < until, "no answer"
        QTest.qWait(1)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
