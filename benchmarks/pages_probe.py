"""A process that looks at every page with years behind it and prints what each took of its thread.

`python -m benchmarks.pages_probe ours LEDGER` or `... bare`: one line of JSON, page -> part -> ms.
For: the window benchmark, which runs both in turn. Counted is the CPU time of the GUI thread, piece
by piece as Qt's loop takes them: how long nothing else is painted and no click heard. Waiting for a
busy machine is not in it. Not for: judging.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")  # as in the application

from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QWidget

from benchmarks.window_probe import WAIT_MS, Heart, wait

if TYPE_CHECKING:
    from planctongui.enquiries import Enquiries

ROUNDS = 5
HALT = "halt while it is replayed"
"""A part that is no CPU time: see `Heart`."""
OLDER = 5
"""So many times older lines of the log are asked for."""

Parts = dict[str, float]


def main(words: list[str]) -> int:
    """Measure, print."""
    application = QApplication(["pages_probe"])
    application.setQuitOnLastWindowClosed(False)
    pages = _ours(application, Path(words[1])) if words[0] == "ours" else _bare(application)
    print(json.dumps(pages))
    sys.stdout.flush()
    os._exit(0)


def _bare(application: QApplication) -> dict[str, Parts]:
    from benchmarks.bare_window import PAGES, BareWindow

    made: list[BareWindow] = []
    parts = {"made": cpu_ms(application, lambda: made.append(BareWindow()))}
    (window,) = made
    parts["first shown"] = cpu_ms(application, lambda: _shown(window))
    parts["look"] = max(
        cpu_ms(application, lambda name=name: window.turn_to(name)) for name in PAGES[1:]
    )
    return {"Window": parts}


def _ours(application: QApplication, path: Path) -> dict[str, Parts]:
    import gc

    from planctongui import wiring
    from planctongui.core.questions import Answer
    from planctongui.core.verdict import Mood
    from planctongui.enquiries import Enquiries
    from planctongui.views.icons import icon
    from planctongui.views.intents import Intents
    from planctongui.views.window import Window
    from tests.views.gallery import good_day
    from tests.views.reports import of_mood

    intents, enquiries = Intents(), Enquiries()
    _let_answer(enquiries, path)
    gc.freeze()  # as the application does
    sys.setswitchinterval(wiring.SWITCH_S)
    icon(Mood.CONTRIBUTING)  # the tray has drawn it
    waiting: list[Answer] = []
    enquiries.listen(waiting.append)
    intents.ask.connect(enquiries.ask)
    report = good_day()
    made: list[Window] = []
    opened: Parts = {}
    opened["made"] = cpu_ms(application, lambda: made.append(Window(intents, machine_cores=8)))
    pages: dict[str, Parts] = {"Window": opened}
    (window,) = made
    window.set_tray(True)
    window.paint(report)
    opened["first shown"] = cpu_ms(application, lambda: _shown(window))

    def take_answers(parts: Parts) -> None:
        _take(application, window, waiting, parts)

    for name in window.pages:
        parts = pages[name] = {}
        parts["first look"] = cpu_ms(application, lambda name=name: window.turn_to(name))
        take_answers(parts)
        other = replace(of_mood(Mood.HELD), at=report.at)
        parts["report"] = max(
            cpu_ms(application, lambda told=told: window.paint(told)) for told in (other, report)
        )
        if name == "Log":
            older = window.turn_to(name).older
            for _ in range(OLDER):
                assert older.isVisible(), "a log of five weeks has older lines"
                older.click()
                take_answers(parts)
    for _ in range(ROUNDS):
        for name in window.pages:
            taken = cpu_ms(application, lambda name=name: window.turn_to(name))
            pages[name]["look"] = max(taken, pages[name].get("look", 0.0))
            waiting.clear()
    pages["Limits"] |= _dragged(window, waiting)
    pages["First steps"] = _first_steps(application, report)
    return pages


def _let_answer(enquiries: Enquiries, path: Path) -> None:
    """A ledger answers what it can; the rest is canned."""
    from planctongui.core.history import AskGiven
    from planctongui.core.insight import AskPilots
    from planctongui.core.preview import preview
    from planctongui.core.record import AskDiagnosis, AskLog, AskPreview, AskPulses, AskSpans
    from planctongui.core.sheets import SecretsAsked, SheetsAsked
    from planctongui.ledger import annals
    from planctongui.ledger.ledger import Ledger
    from tests.views import canned, pilots_seen
    from tests.views.test_nodes import SET, SHEETS

    books = ThreadPoolExecutor(1, thread_name_prefix="books")
    replays = ThreadPoolExecutor(1, thread_name_prefix="replay")
    ledger = books.submit(Ledger, path).result()
    now = time.time()
    week = books.submit(
        ledger.read, lambda base: annals.record(base, now - 7 * 86400, now)
    ).result()
    for kind, answerer in (
        (AskGiven, lambda asked: ledger.given(asked.reach, datetime.now())),
        (AskSpans, lambda q: ledger.read(lambda base: annals.spans(base, q.since, q.until))),
        (AskLog, lambda asked: ledger.read(lambda base: annals.log(base, asked))),
        (AskPulses, lambda asked: canned.answer(asked, now)),
        (AskPilots, lambda asked: pilots_seen.ANSWER),
        (SheetsAsked, lambda asked: SHEETS),
        (SecretsAsked, lambda asked: (SET,)),
        (AskDiagnosis, lambda asked: canned.diagnosis(asked.named)),
    ):
        enquiries.answer_by(kind, books, answerer)
    enquiries.answer_by(
        AskPreview, replays, lambda asked: preview(week, asked.now, asked.changed, 8, 16_000)
    )


def _take(application: QApplication, window: QWidget, waiting: list, parts: Parts) -> None:
    """Hand over the answers that come within a second; the longest of each kind counts."""
    until = time.monotonic() + 1.0
    while time.monotonic() < until or waiting:
        if not waiting:
            QTest.qWait(5)
            continue
        answer = waiting.pop(0)
        name = f"answer {type(answer.question).__name__}"
        taken = cpu_ms(application, lambda answer=answer: window.answer(answer))
        parts[name] = max(taken, parts.get(name, 0.0))


def _dragged(window: QWidget, waiting: list) -> Parts:
    """The longest halt while the slider is moved and last week is replayed for it."""
    page = window.turn_to("Limits")
    heart = Heart()
    for cores in (2, 5, 3):
        page._cores.slider.setValue(cores)
        wait(lambda: any(type(one.question).__name__ == "AskPreview" for one in waiting))
        while waiting:
            window.answer(waiting.pop(0))
        QTest.qWait(20)
    return {HALT: heart.longest_ms}


def _first_steps(application: QApplication, report: object) -> Parts:
    from planctongui.views.intents import Intents
    from planctongui.views.welcome import Welcome

    made: list[Welcome] = []

    def make() -> None:
        made.append(Welcome(Intents(), machine_cores=8, again=True))

    parts = {"made": cpu_ms(application, make)}
    (steps,) = made
    parts["first shown"] = cpu_ms(application, lambda: _shown(steps))
    parts["report"] = cpu_ms(application, lambda: steps.paint(report))
    parts["first look"] = max(cpu_ms(application, steps.next) for _ in steps.pageIds())
    return parts


def _shown(window: QWidget) -> None:
    window.show()
    assert QTest.qWaitForWindowExposed(window, WAIT_MS), "the window does not show"


def cpu_ms(application: QApplication, do: Callable[[], object]) -> float:
    """Do it and let Qt paint; milliseconds of this thread's CPU time."""
    begin = time.thread_time()
    do()
    application.processEvents()
    application.sync()
    return (time.thread_time() - begin) * 1000


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
