"""What the pages ask is answered from the ledger, the machine and the last Report."""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Queue

import pytest

from planctongui.core.limits import Limits
from planctongui.core.preview import Preview
from planctongui.core.questions import Answer
from planctongui.core.record import (
    KINDS,
    AskAutostart,
    AskDiagnosis,
    AskLog,
    AskPreview,
    AskPrograms,
    AskPulses,
    AskSpans,
    Autostart,
    Batch,
    Diagnosis,
    Log,
    Pulse,
    Wish,
)
from planctongui.core.trouble import Trouble
from planctongui.engine.about import About
from planctongui.enquiries import Enquiries
from planctongui.replies import Replies
from tests.core.days import busy_week
from tests.fakes.house import House

PATIENCE_S = 60
WEEK_S = 7 * 86400.0


class Counter:
    """Whoever asks, and who answers on which thread."""

    def __init__(self, house: House) -> None:
        self._told: Queue[tuple[Answer, str]] = Queue()
        self.enquiries = Enquiries()
        self.enquiries.listen(lambda a: self._told.put((a, threading.current_thread().name)))
        self.replies = Replies(
            house.hands.books,
            house.spawner.chronicle,
            lambda: house.last if house.reports else None,
            lambda: About("Docker", "20.10.24", "cgroupfs", "1", ""),
        )
        self.replies.tie(self.enquiries)

    def ask(self, question: object) -> tuple[object, str]:
        """The answer's content, and the thread it came from."""
        self.enquiries.ask(question)
        answer, thread = self._told.get(timeout=PATIENCE_S)
        assert answer.question == question
        return answer.content, thread


@pytest.fixture
def counter(house: House, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter]:
    """The answers of a program whose ledger holds a busy week."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "machine"))
    made = Counter(house)
    yield made
    made.replies.close()


def test_spans_and_log_come_from_the_ledger_on_its_own_thread(
    counter: Counter, house: House
) -> None:
    house.full()
    house.clock.turn(30.0)
    house.step()
    spans, thread = counter.ask(AskSpans(house.clock.wall - 60, house.clock.wall + 60))
    assert isinstance(spans, tuple) and thread.startswith("books")
    log, _ = counter.ask(AskLog(math.inf, KINDS))
    assert isinstance(log, Log)
    assert "program.began" in [line.kind for line in log.happenings]


def test_a_preview_is_made_on_a_thread_of_its_own_and_reads_the_week_once(
    counter: Counter, house: House
) -> None:
    house.full()
    record = busy_week(1)
    shift = time.time() - WEEK_S - record.spans[0].begin
    spans = tuple(type(s)(s.begin + shift, s.end + shift, s.mood, s.reason) for s in record.spans)
    touches = tuple(type(t)(t.begin + shift, t.end + shift) for t in record.touches)
    loads = tuple(type(x)(x.begin + shift, x.end + shift, x.cores) for x in record.loads)
    house.hands.books.record(Batch(spans, touches, loads))
    question = AskPreview(Wish(Limits(4)), Wish(Limits(1)))
    began = time.process_time()
    told, thread = counter.ask(question)
    print(f"a preview of a busy week: {time.process_time() - began:.2f} s of CPU")
    assert thread.startswith("replay")
    assert isinstance(told, Preview)
    assert told.known_s > 0.8 * WEEK_S
    assert 0 < told.changed.core_s < told.now.core_s
    assert counter.ask(question)[0] == told


def test_the_machine_and_the_program_answer_for_themselves(counter: Counter, house: House) -> None:
    house.full()
    house.clock.turn(5.0)
    house.step()
    pulses, _ = counter.ask(AskPulses())
    assert isinstance(pulses, tuple) and all(isinstance(one, Pulse) for one in pulses)
    programs, _ = counter.ask(AskPrograms())
    assert isinstance(programs, tuple) and programs
    assert counter.ask(AskAutostart())[0] == Autostart(False)
    assert counter.ask(AskAutostart(True))[0] == Autostart(True)
    diagnosis, _ = counter.ask(AskDiagnosis())
    assert isinstance(diagnosis, Diagnosis)
    assert diagnosis.findings[0].works


def test_before_the_first_step_there_is_no_diagnosis_yet(counter: Counter) -> None:
    assert counter.ask(AskDiagnosis())[0] is None


def test_a_ledger_that_is_damaged_is_told_by_every_page_that_needs_it(
    tmp_path: Path,
) -> None:
    (tmp_path / "ledger.sqlite3").write_bytes(b"no ledger at all " * 99)
    house = House(tmp_path)
    try:
        house.until(lambda: any("damaged" in t.title for t in house.last.troubles))
        counter = Counter(house)
        for question in (
            AskSpans(0.0, 1.0),
            AskLog(math.inf, KINDS),
            AskPreview(Wish(Limits(4)), Wish(Limits(1))),
        ):
            content, _ = counter.ask(question)
            assert isinstance(content, Trouble), question
        counter.replies.close()
    finally:
        house.close()
