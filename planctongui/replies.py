"""Who answers what the pages ask of the record, the machine and the program.

For: tying questions to the threads that may answer them. What needs the ledger is read on the
books' thread; a replay and a slow look have threads of their own. Not for: the envelope and the
waiting (`enquiries`), or the answers themselves.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from planctongui import autostart, diagnosis
from planctongui.books import Books
from planctongui.core.preview import Preview, preview
from planctongui.core.record import (
    AskAutostart,
    AskDiagnosis,
    AskLog,
    AskPreview,
    AskPrograms,
    AskPulses,
    AskSpans,
    Diagnosis,
    Record,
)
from planctongui.core.report import Report
from planctongui.engine.about import About
from planctongui.enquiries import Enquiries
from planctongui.ledger import annals
from planctongui.sensors import load, programs
from planctongui.spawner.chronicle import Chronicle

WEEK_S = 7 * 86400.0

FRESH_S = 30.0
"""For so long the same week serves one preview after the other."""


class Replies:
    """`close` ends its threads."""

    def __init__(
        self,
        books: Books,
        chronicle: Chronicle,
        last_report: Callable[[], Report | None],
        ask_engine: Callable[[], About],
    ) -> None:
        self._books = books
        self._chronicle = chronicle
        self._last_report = last_report
        self._ask_engine = ask_engine
        self._week: tuple[float, Record] = (-FRESH_S, Record())
        self._replays = ThreadPoolExecutor(1, thread_name_prefix="replay")
        self._looks = ThreadPoolExecutor(1, thread_name_prefix="replies")

    def tie(self, enquiries: Enquiries) -> None:
        """From now on these questions are answered."""
        books = self._books
        enquiries.answer_by(
            AskSpans,
            books.lane,
            lambda asked: books.read(lambda base: annals.spans(base, asked.since, asked.until)),
        )
        enquiries.answer_by(
            AskLog, books.lane, lambda asked: books.read(lambda base: annals.log(base, asked))
        )
        enquiries.answer_by(AskPreview, self._replays, self._preview)
        enquiries.answer_by(AskPulses, self._looks, lambda asked: self._chronicle.pulses())
        enquiries.answer_by(AskPrograms, self._looks, lambda asked: programs.names())
        enquiries.answer_by(AskAutostart, self._looks, _autostart)
        enquiries.answer_by(AskDiagnosis, self._looks, self._diagnose)

    def close(self) -> None:
        """Wait for nobody: what is under way is of no use any more."""
        for lane in (self._replays, self._looks):
            lane.shutdown(wait=False, cancel_futures=True)

    def _preview(self, asked: AskPreview) -> Preview:
        return preview(
            self._last_week(),
            asked.now,
            asked.changed,
            load.machine_cores(),
            load.total_memory_mb(),
        )

    def _last_week(self) -> Record:
        read_at, week = self._week
        if time.monotonic() - read_at >= FRESH_S:
            now = time.time()
            reading = self._books.lane.submit(
                self._books.read, lambda base: annals.record(base, now - WEEK_S, now)
            )
            week = reading.result()
            self._week = (time.monotonic(), week)
        return week

    def _diagnose(self, asked: AskDiagnosis) -> Diagnosis | None:
        report = self._last_report()
        if report is None:
            return None
        return diagnosis.of(report, time.time(), self._ask_engine, asked.named)


def _autostart(asked: AskAutostart) -> object:
    return autostart.is_on() if asked.wanted is None else autostart.turn(asked.wanted)
