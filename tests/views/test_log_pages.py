"""The pages "Log" and "Diagnostics": read, filtered, copied."""

from __future__ import annotations

import math
import time

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planctongui.core.questions import Answer
from planctongui.core.record import KINDS, AskDiagnosis, AskLog, Log
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood
from planctongui.views.diagnostics import DiagnosticsPage
from planctongui.views.intents import Intents
from planctongui.views.log import LogPage, line_of
from tests.views import canned
from tests.views.reports import of_mood

REPORT = of_mood(Mood.CONTRIBUTING)
NOW = time.time()
WAIT_MS = 60_000
LINES = tuple(canned.happenings(NOW)[:10])


@pytest.fixture
def log(qtbot: QtBot, intents: Intents) -> LogPage:
    """The log, shown."""
    page = LogPage(intents)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_log_asks_when_it_is_looked_at_and_once_a_minute(
    log: LogPage, asked: list[object]
) -> None:
    for second in range(59):
        log.tick(REPORT, NOW + second)
    assert asked == [AskLog(math.inf, KINDS)]
    log.tick(REPORT, NOW + 61)
    assert len(asked) == 2


def test_lines_are_shown_as_sentences_with_day_and_time(log: LogPage, asked: list[object]) -> None:
    log.tick(REPORT, NOW)
    log.answer(Answer(asked[-1], Log(LINES, more=False)))
    shown = [item.text() for item in log.list.lines()]
    assert shown == [line_of(line) for line in LINES]
    assert shown[1].endswith("Held: you used the computer (20\N{NO-BREAK SPACE}s).")
    assert not log.older.isVisible()


def test_the_filter_asks_for_its_kind_only(log: LogPage, asked: list[object]) -> None:
    log.filter.setCurrentIndex(4)
    log.filter.activated.emit(4)
    assert asked == [AskLog(math.inf, ("troubles",))]
    log.answer(Answer(asked[-1], Log((), more=False)))
    assert log._note.isVisible() and "Nothing" in log._note.text()


def test_older_lines_come_after_the_ones_that_are_there(log: LogPage, asked: list[object]) -> None:
    log.tick(REPORT, NOW)
    log.answer(Answer(asked[-1], Log(LINES[:4], more=True)))
    log.older.click()
    assert asked[-1] == AskLog(LINES[3].at, KINDS)
    log.answer(Answer(asked[-1], Log(LINES[4:], more=False)))
    assert [item.text() for item in log.list.lines()] == [line_of(line) for line in LINES]


def test_older_lines_that_are_asked_for_twice_are_there_once(
    log: LogPage, asked: list[object]
) -> None:
    log.tick(REPORT, NOW)
    log.answer(Answer(asked[-1], Log(LINES[:4], more=True)))
    log.older.click()
    log.older.click()
    for question in asked[-2:]:
        log.answer(Answer(question, Log(LINES[4:], more=False)))
    assert len(log.list.lines()) == len(LINES)


def test_the_lines_one_reads_stay_in_sight_while_others_come(
    log: LogPage, asked: list[object], qtbot: QtBot
) -> None:
    many = LINES * 30
    bar = log.list.verticalScrollBar()
    log.tick(REPORT, NOW)
    log.answer(Answer(asked[-1], Log(many, more=True)))
    qtbot.waitUntil(lambda: bar.maximum() > 100, timeout=WAIT_MS)
    bar.setValue(90)
    log.tick(REPORT, NOW + 61)  # the newest again
    log.answer(Answer(asked[-1], Log((*LINES[:1], *many), more=True)))
    qtbot.waitUntil(lambda: log.list.count() > len(many) and bar.value() == 90, timeout=WAIT_MS)
    log.older.click()
    log.answer(Answer(asked[-1], Log(many, more=False)))
    qtbot.waitUntil(lambda: bar.maximum() > 400, timeout=WAIT_MS)
    assert bar.value() == 90


def test_what_another_question_is_answered_is_not_shown(log: LogPage, asked: list[object]) -> None:
    log.tick(REPORT, NOW)
    log.answer(Answer(AskLog(1.0, KINDS), Log(LINES, more=False)))
    assert log.list.lines() == []
    log.answer(Answer(asked[-1], Trouble("The ledger is damaged", "Mend it.")))
    assert log._note.text() == "The ledger is damaged. Mend it."


def test_selected_lines_are_copied_or_else_all_of_them(log: LogPage, asked: list[object]) -> None:
    log.tick(REPORT, NOW)
    log.answer(Answer(asked[-1], Log(LINES, more=False)))
    log.copy.click()
    assert QApplication.clipboard().text().splitlines() == [line_of(line) for line in LINES]
    log.list.setFocus()
    log.list.lines()[2].setSelected(True)
    QTest.keyClick(log.list, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().text() == line_of(LINES[2]) + "\n"


# Diagnostics -----------------------------------------------------------------------------------


@pytest.fixture
def diagnostics(qtbot: QtBot, intents: Intents) -> DiagnosticsPage:
    """The page, shown."""
    page = DiagnosticsPage(intents)
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_first_look_is_made_by_itself_and_shown_as_a_table(
    diagnostics: DiagnosticsPage, asked: list[object]
) -> None:
    diagnostics.tick(REPORT, NOW)
    diagnostics.tick(REPORT, NOW)
    assert asked == [AskDiagnosis(False)]
    diagnostics.answer(Answer(asked[0], None))
    diagnostics.tick(REPORT, NOW)
    assert len(asked) == 2, "it was just starting"
    diagnostics.answer(Answer(asked[1], canned.diagnosis(False)))
    shown = diagnostics.shown()
    assert shown[0].startswith("✓ Docker Docker 20.10.24")
    assert "✗ Mutter idle monitor GNOME Shell is not on the session bus." in shown
    diagnostics.again.click()
    diagnostics.answer(Answer(asked[2], canned.diagnosis(False)))
    assert len(diagnostics.shown()) == len(shown), "the old table is gone"


def test_the_report_is_copied_without_names_unless_they_are_wanted(
    diagnostics: DiagnosticsPage, asked: list[object]
) -> None:
    diagnostics.tick(REPORT, NOW)
    for ticked in (False, True):
        diagnostics.named.setChecked(ticked)
        diagnostics.copy.click()
        assert asked[-1] == AskDiagnosis(ticked)
        diagnostics.answer(Answer(asked[-1], canned.diagnosis(ticked)))
        assert QApplication.clipboard().text() == canned.diagnosis(ticked).report
        assert diagnostics.note.text() == "The report is in the clipboard."


def test_a_look_that_fails_says_why(diagnostics: DiagnosticsPage, asked: list[object]) -> None:
    diagnostics.tick(REPORT, NOW)
    diagnostics.answer(Answer(asked[-1], Trouble("It broke", "Try again.")))
    assert diagnostics.note.text() == "It broke. Try again."
