"""The page "Pilots" shows what can be seen, asks only while it is looked at, and stops on order."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from planctongui.core.insight import AskPilots
from planctongui.core.orders import Orders
from planctongui.core.pilot import Pending
from planctongui.core.questions import Answer
from planctongui.core.removal import Remnant, Removal
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.views import pilots
from planctongui.views.intents import Intents
from planctongui.views.pilots import PilotsPage
from planctongui.views.window import Window
from tests.views.looking import LOOKS, cut_off, dressed, picture, unnamed
from tests.views.pilots_seen import ANSWER, LITTLE, PLAIN, with_pilots

WAIT_MS = 60_000


def opened(window: Window, report: Report | None = None) -> PilotsPage:
    page = window.turn_to("Pilots")
    window.paint(report or with_pilots())
    window.show()
    window.answer(Answer(AskPilots(), ANSWER))
    QApplication.processEvents()
    assert isinstance(page, PilotsPage)
    return page


def texts(page: PilotsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def rows(page: PilotsPage) -> list[list[str]]:
    columns = range(page.list.columnCount())
    return [[row.text(column) for column in columns] for row in page._rows()]


def button(page: PilotsPage, text: str) -> QPushButton:
    return next(b for b in page.findChildren(QPushButton) if text in b.text())


def test_every_pilot_has_a_row_and_the_chosen_one_all_details(window: Window) -> None:
    page = opened(window)
    assert rows(page) == [
        ["alice-grid", "running", "1 h 5 min", "187 MiB", "4 h 55 min"],
        ["local demo", "held", "unknown", "unknown", "5 h 59 min"],
    ]
    told = texts(page)
    for text in (
        "registry.example.org/alice/pilot:v7", "sha256:0f3e2d1c0b9a", "187 MiB of 2\xa0048 MiB",
        "192.0.2.17:9618\n[2001:db8::5]:443", "token", "none", "cannot be changed by it",
    ):  # fmt: skip
        assert text in told, text
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert LITTLE.id in texts(page)
    assert texts(page).count("unknown") == 4  # CPU, rights, connections and secrets


def test_the_choice_stays_while_pilots_come_and_go(window: Window) -> None:
    page = opened(window)
    page.list.setCurrentItem(page._rows()[1])
    other = replace(PLAIN, id="third")
    window.answer(Answer(AskPilots(), (other, LITTLE)))
    assert len(rows(page)) == 2 and LITTLE.id in texts(page)
    window.paint(with_pilots(pilots=(), running=0, held=0))
    assert rows(page) == [] and "No pilot lives now." in texts(page)


def test_states_are_the_policys_words(window: Window) -> None:
    report = with_pilots()
    ending = replace(report.pilots[0], pending=Pending.END)
    page = opened(window, replace(report, pilots=(ending,)))
    assert [row[1] for row in rows(page)] == ["ending", "running"]
    assert rows(page)[1][4] == "unknown"
    stopping = Orders(stopping=frozenset({PLAIN.id}))
    window.paint(replace(report, orders=stopping))
    assert rows(page)[0][1] == "ending"
    assert not button(page, "End this").isEnabled()


def test_it_asks_only_in_front_one_question_at_a_time_and_not_about_nothing(
    window: Window, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pilots, "ASK_EVERY_S", 0.0)
    window.show()
    window.paint(with_pilots())
    asked.clear()  # what the overview asked
    page = window.turn_to("Pilots")
    page.tick(with_pilots(), time.time())
    assert asked == [AskPilots()]
    window.answer(Answer(AskPilots(), ANSWER))
    page.tick(with_pilots(), time.time())
    assert asked == [AskPilots()] * 2
    window.answer(Answer(AskPilots(), ANSWER))
    window.turn_to("Overview")
    window.paint(with_pilots(held=0))
    window.turn_to("Pilots")
    window.answer(Answer(AskPilots(), ANSWER))
    before = len(asked)
    page.tick(with_pilots(pilots=(), running=0, held=0), time.time())
    assert len(asked) == before


def test_an_engine_that_does_not_answer_is_told_of(window: Window) -> None:
    page = opened(window)
    window.answer(Answer(AskPilots(), Trouble("Docker does not answer", "Restart it.")))
    assert "Docker does not answer" in texts(page)
    window.answer(Answer(AskPilots(), ANSWER))
    assert "Docker does not answer" not in texts(page)


def test_stopping_one_is_one_click(window: Window, intents: Intents) -> None:
    page = opened(window)
    stopped: list[str] = []
    intents.stop.connect(stopped.append)
    button(page, "End this").click()
    assert stopped == [PLAIN.id]


@pytest.mark.parametrize("agreed", [True, False])
def test_everything_is_removed_only_after_a_yes(
    qtbot: QtBot, window: Window, intents: Intents, agreed: bool
) -> None:
    page = opened(window)
    ordered: list[bool] = []
    intents.remove_everything.connect(lambda: ordered.append(True))
    button(page, "Remove everything").click()
    question = page.question
    assert question is not None and not ordered
    assert question.defaultButton() is question.button(QMessageBox.StandardButton.Cancel)
    wanted = next(b for b in question.buttons() if ("Remove" in b.text()) == agreed)
    with qtbot.waitSignal(question.finished, timeout=WAIT_MS):
        wanted.click()
    assert ordered == [True] * agreed


def test_what_is_left_and_how_long_it_took_is_shown(window: Window) -> None:
    orders = Orders(removing=True)
    page = opened(window, with_pilots(orders=orders))
    assert not button(page, "Remove everything").isEnabled()
    assert "Removing everything: pilots get their time to end." in texts(page)
    done = Removal(time.time(), 4.2, (Remnant("pilot", "a"), Remnant("image", "b")))
    window.paint(with_pilots(removal=done, pilots=(), running=0, held=0))
    told = "\n".join(texts(page))
    assert "Removed in 4.20 s: 1 pilot, 1 image, 0 caches, 0 networks." in told
    assert "What is left of planctongui in the engine: nothing." in told
    assert "stays so until you resume" in told
    left = replace(done, left=(Remnant("image", "b", "It is used."),))
    window.paint(with_pilots(removal=left, pilots=(), running=0, held=0))
    told = "\n".join(texts(page))
    assert "image b: It is used." in told and "nothing." not in told.split("Leave no trace")[0]
    failed = Removal(time.time(), 4.2, trouble=Trouble("Docker is not running", "Start it."))
    window.paint(with_pilots(removal=failed, pilots=(), running=0, held=0))
    assert "Docker is not running. Start it." in "\n".join(texts(page))


@pytest.mark.parametrize(("look", "times"), LOOKS)
def test_nothing_is_cut_off(qtbot: QtBot, intents: Intents, look: str, times: int) -> None:
    long = replace(PLAIN, image=f"registry.example.org/{'very/long/' * 5}image:version-17")
    with dressed(look, times):
        window = Window(intents, machine_cores=8)
        qtbot.addWidget(window)
        page = opened(window, with_pilots(removal=Removal(time.time(), 4.2)))
        window.answer(Answer(AskPilots(), (long, LITTLE)))
        qtbot.waitUntil(lambda: not cut_off(page), timeout=WAIT_MS)
        picture(page, f"pilots-{look}-{times}00")
        assert unnamed(page) == []
