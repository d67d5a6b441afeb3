"""Questions of a view, answered on the threads that know.

For: what is asked now and then and may take long, such as the hours of three years. Not for: what
every Report carries, or orders (`orders`).
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from planctongui.core.questions import Answer
from planctongui.core.trouble import Trouble, unforeseen
from planctongui.tongue import translate

log = logging.getLogger(__name__)

Answerer = Callable[[Any], object]
"""Takes a question of its kind, gives the answer's content; an error's `trouble` becomes it."""


class Enquiries:
    """May be used from any thread; every method returns at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._answerers: dict[type, tuple[Executor, Answerer]] = {}
        self._waiting: list[object] = []
        """Asked before the one who can answer was there."""
        self._tell: Callable[[Answer], None] = lambda answer: None

    def listen(self, tell: Callable[[Answer], None]) -> None:
        """Every answer goes there, on the thread that answered; it must return at once."""
        self._tell = tell

    def answer_by(self, kind: type, lane: Executor, answerer: Answerer) -> None:
        """Questions of this type are answered so, on that executor's threads."""
        with self._lock:
            self._answerers[kind] = (lane, answerer)
            asked = [question for question in self._waiting if type(question) is kind]
            self._waiting = [question for question in self._waiting if type(question) is not kind]
        for question in asked:
            self.ask(question)

    def ask(self, question: object) -> None:
        """The answer comes to the listener, once; while the program starts it takes a while."""
        with self._lock:
            found = self._answerers.get(type(question))
            if found is None:
                self._waiting.append(question)
                return
        lane, answerer = found
        try:
            lane.submit(self._answer, answerer, question)
        except RuntimeError:
            return  # the program is leaving: nobody waits for it any more

    def _answer(self, answerer: Answerer, question: object) -> None:
        try:
            content = answerer(question)
        except Exception as error:
            trouble = getattr(error, "trouble", None)
            if not isinstance(trouble, Trouble):
                log.exception("enquiries: %r", question)
                title = translate("Enquiries", "What you asked for could not be found out")
                trouble = unforeseen(title, error)
            content = trouble
        try:
            self._tell(Answer(question, content))
        except Exception:
            log.exception("enquiries: an answer could not be told")
