"""A question is answered once, on the thread that knows, whenever it was asked."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from queue import Queue

import pytest

from planctongui.core.questions import Answer
from planctongui.core.trouble import Trouble
from planctongui.enquiries import Enquiries
from planctongui.ledger.border import LedgerTrouble

PATIENCE_S = 10


@dataclass(frozen=True)
class Twice:
    number: int


@dataclass(frozen=True)
class Unknown:
    pass


@pytest.fixture
def lane() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1, thread_name_prefix="knows") as executor:
        yield executor


def asked() -> tuple[Enquiries, Queue[tuple[Answer, str]]]:
    told: Queue[tuple[Answer, str]] = Queue()
    enquiries = Enquiries()
    enquiries.listen(lambda answer: told.put((answer, threading.current_thread().name)))
    return enquiries, told


def test_the_answer_comes_from_the_thread_that_knows(lane: ThreadPoolExecutor) -> None:
    enquiries, told = asked()
    enquiries.answer_by(Twice, lane, lambda question: question.number * 2)
    enquiries.ask(Twice(4))
    answer, thread = told.get(timeout=PATIENCE_S)
    assert answer == Answer(Twice(4), 8)
    assert thread.startswith("knows")


def test_what_is_asked_too_early_is_answered_once_somebody_can(lane: ThreadPoolExecutor) -> None:
    enquiries, told = asked()
    enquiries.ask(Unknown())
    enquiries.ask(Twice(1))
    enquiries.answer_by(Twice, lane, lambda question: question.number * 2)
    assert told.get(timeout=PATIENCE_S)[0] == Answer(Twice(1), 2)
    enquiries.ask(Twice(2))
    assert told.get(timeout=PATIENCE_S)[0] == Answer(Twice(2), 4)
    assert told.empty()


def test_an_error_with_words_for_the_owner_is_the_answer(lane: ThreadPoolExecutor) -> None:
    enquiries, told = asked()
    trouble = Trouble("The ledger is damaged", "Put a backup in its place.")

    def fail(question: Twice) -> object:
        raise LedgerTrouble(trouble) if question.number else ZeroDivisionError("odd")

    enquiries.answer_by(Twice, lane, fail)
    enquiries.ask(Twice(1))
    assert told.get(timeout=PATIENCE_S)[0].content == trouble
    enquiries.ask(Twice(0))
    content = told.get(timeout=PATIENCE_S)[0].content
    assert isinstance(content, Trouble) and "odd" in content.advice


def test_a_listener_that_fails_does_not_end_the_thread(lane: ThreadPoolExecutor) -> None:
    enquiries, told = asked()
    enquiries.answer_by(Twice, lane, lambda question: question.number)
    enquiries.listen(lambda answer: 1 / 0)  # type: ignore[arg-type, return-value]
    enquiries.ask(Twice(1))
    lane.submit(lambda: None).result(timeout=PATIENCE_S)
    enquiries.listen(lambda answer: told.put((answer, "")))
    enquiries.ask(Twice(2))
    assert told.get(timeout=PATIENCE_S)[0].content == 2


def test_asking_while_the_program_leaves_does_nothing() -> None:
    enquiries, told = asked()
    lane = ThreadPoolExecutor(1)
    enquiries.answer_by(Twice, lane, lambda question: question.number)
    lane.shutdown()
    enquiries.ask(Twice(1))
    assert told.empty()
