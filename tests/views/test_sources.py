"""The list "What it sees" in the window."""

from __future__ import annotations

import time
from dataclasses import replace

from pytestqt.qtbot import QtBot

from planctongui.core.observation import SourceStatus
from planctongui.core.questions import Answer, WhoSeesMe
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason
from planctongui.views.intents import Intents
from planctongui.views.sources import Sources
from planctongui.views.window import Window
from tests.views.reports import report

EYES = (
    SourceStatus("X11 idle alarm", True, "in use", 3.0),
    SourceStatus("logind", False, "The system bus cannot be reached."),
)


def test_the_list_opens_by_its_button_and_follows_the_reports(qtbot: QtBot) -> None:
    window = Window(Intents(), 8)
    qtbot.addWidget(window)
    shown = report(Mood.WAITING, Reason.NO_WORK, sources=EYES, at=time.time())
    window.show()
    window.paint(shown)
    sources = window.findChild(Sources)
    assert sources.button.isVisible() and sources.shown() == []
    sources.button.click()
    assert sources.shown() == [
        "✓ in use, last seen 3 s ago",
        "✗ The system bus cannot be reached.",
    ]
    window.paint(replace(shown, sources=EYES[:1], at=time.time() + 1))
    assert sources.shown() == ["✓ in use, last seen 3 s ago"]
    sources.button.click()
    qtbot.waitUntil(lambda: not sources._list.isVisible())


def test_without_sources_there_is_no_list(qtbot: QtBot) -> None:
    window = Window(Intents(), 8)
    qtbot.addWidget(window)
    window.show()
    window.paint(report(Mood.WAITING, Reason.NO_WORK))
    assert not window.findChild(Sources).isVisible()


def test_the_owner_tests_what_sees_them_and_reads_what_did(qtbot: QtBot) -> None:
    intents = Intents()
    asked: list[object] = []
    intents.ask.connect(asked.append)
    window = Window(intents, 8)
    qtbot.addWidget(window)
    window.show()
    window.paint(report(Mood.WAITING, Reason.NO_WORK, sources=EYES, at=time.time()))
    sources = window.findChild(Sources)
    assert not sources.test.isVisible()
    sources.button.click()
    asked.clear()  # what the rest of the page asked
    sources.test.click()
    assert asked == [WhoSeesMe()]
    assert not sources.test.isEnabled(), "one test at a time"
    assert "Keep your hands off" in sources.outcome()
    window.answer(Answer("something else", ()))
    assert not sources.test.isEnabled()
    saw = replace(EYES[0], detail="after 0.4 s", age_s=None)
    window.answer(Answer(WhoSeesMe(), (saw, replace(EYES[1], name="pynput"))))
    assert sources.outcome() == "X11 idle alarm saw you: after 0.4 s"
    sources.test.click()
    window.answer(Answer(WhoSeesMe(), (EYES[1],)))
    assert sources.outcome().startswith("No source saw any input.")
    sources.test.click()
    window.answer(Answer(WhoSeesMe(), Trouble("It broke", "Try again.")))
    assert sources.outcome() == "It broke. Try again."
    assert sources.test.isEnabled()
    sources.button.click()
    assert sources.outcome() == ""
