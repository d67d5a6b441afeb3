"""The window shows Reports and says what the owner wants."""

from __future__ import annotations

import math
import time
from dataclasses import replace

import pytest
from PyQt5.QtCore import QPoint, QPointF, Qt
from PyQt5.QtGui import QWheelEvent
from PyQt5.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QSlider, QWidget
from pytestqt.qtbot import QtBot

from planctongui.core.limits import Level, Rung, Slot
from planctongui.core.orders import Orders
from planctongui.core.report import Pulling
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason
from planctongui.views import advice, echo
from planctongui.views.intents import Intents
from planctongui.views.limits import LimitsPage
from planctongui.views.overview import Overview
from planctongui.views.rung_chooser import RungChooser
from planctongui.views.window import Window
from planctongui.words.levels import RUNGS
from tests.views.reports import BLIND, ENGINE_TROUBLE, of_mood, report


@pytest.fixture
def intents(qtbot: QtBot) -> Intents:
    """The owner's side."""
    return Intents()


@pytest.fixture
def window(qtbot: QtBot, intents: Intents) -> Window:
    """A window that is shown, on a machine with 8 cores."""
    window = Window(intents, machine_cores=8)
    window.set_tray(True)
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def limits(window: Window) -> Window:
    """The same window with its page "Limits" in front."""
    window.turn_to("Limits")
    return window


def texts(window: QWidget) -> list[str]:
    """All words that can be seen."""
    return [label.text() for label in window.findChildren(QLabel) if label.isVisible()]


def button(window: QWidget, text: str) -> QPushButton:
    """The button with this text, short-cut marks left out."""
    found = {b.text().replace("&", ""): b for b in window.findChildren(QPushButton)}
    return found[text]


def save(window: Window) -> None:
    """Press Save on the page "Limits"."""
    page = window.turn_to("Limits")
    assert isinstance(page, LimitsPage)
    page.draft.save.click()


def test_what_would_hold_pilots_better_is_told_and_its_command_can_be_copied(
    window: Window, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    monkeypatch.setattr(advice, "COPIED_MS", 0)
    told = of_mood(Mood.CONTRIBUTING)
    window.paint(told)
    assert not button(window, "Copy command").isVisible()
    better = replace(told, governor_better="It is better with: do it", governor_command="do it")
    window.paint(better)
    assert "It is better with: do it" in texts(window)
    copy = button(window, "Copy command")
    copy.click()
    assert QApplication.clipboard().text() == "do it" and copy.text() == "Copied"
    qtbot.waitUntil(lambda: copy.text() == "&Copy command", timeout=30_000)
    window.paint(replace(better, governor_command=""))
    assert "It is better with: do it" in texts(window) and not copy.isVisible()
    window.paint(told)
    assert "It is better with: do it" not in texts(window)


def test_a_report_is_shown_in_words_and_numbers(window: Window) -> None:
    window.paint(of_mood(Mood.CONTRIBUTING))
    shown = texts(window)
    for words in (
        "Contributing",
        "Contributing with 3 pilots on up to 3 of 8 cores.",
        "0.70 h",
        "12.3 h",
        "342.9 h",
        "3 running",
        "last input 5 min ago (X11 idle alarm)",
        "CPU bandwidth, about 1 % of a core each",
        "local demo: 1.2 M primes so far",
    ):
        assert words in shown


def test_troubles_stand_in_a_box_as_long_as_there_are_any(window: Window) -> None:
    window.paint(of_mood(Mood.TROUBLE))
    assert {ENGINE_TROUBLE.title, ENGINE_TROUBLE.advice} <= set(texts(window))
    window.paint(of_mood(Mood.CONTRIBUTING))
    assert ENGINE_TROUBLE.title not in texts(window)


def test_markup_in_a_trouble_is_shown_as_it_is(window: Window) -> None:
    strange = Trouble("<b>bold</b>", "<img src=x>")
    window.paint(report(Mood.TROUBLE, Reason.ENGINE, troubles=(strange,)))
    labels = [x for x in window.findChildren(QLabel) if x.text() == "<img src=x>"]
    assert labels and all(x.textFormat() == Qt.TextFormat.PlainText for x in labels)


def test_a_blind_source_is_explained(window: Window) -> None:
    window.paint(report(Mood.TROUBLE, Reason.BLIND, presence=BLIND))
    assert "not visible: Wayland does not tell this program about input." in texts(window)


def test_the_pause_button_pauses_until_resumed_and_then_resumes(
    qtbot: QtBot, window: Window, intents: Intents
) -> None:
    window.paint(of_mood(Mood.CONTRIBUTING))
    with qtbot.waitSignal(intents.pause) as pausing:
        qtbot.mouseClick(button(window, "Pause"), Qt.MouseButton.LeftButton)
    assert pausing.args == [math.inf]
    window.paint(of_mood(Mood.PAUSED))
    with qtbot.waitSignal(intents.resume):
        qtbot.mouseClick(button(window, "Resume"), Qt.MouseButton.LeftButton)


def test_a_pause_with_an_end_can_be_chosen(qtbot: QtBot, window: Window, intents: Intents) -> None:
    menu = button(window, "Pause for").menu()
    assert menu is not None
    hour = next(entry for entry in menu.actions() if entry.text() == "1 hour")
    before = time.time()
    with qtbot.waitSignal(intents.pause) as pausing:
        hour.trigger()
    assert before + 3600 <= pausing.args[0] <= time.time() + 3600


def test_finish_is_ordered_and_taken_back(qtbot: QtBot, window: Window, intents: Intents) -> None:
    box = window.findChild(QCheckBox)
    with qtbot.waitSignal(intents.finish) as finishing:
        box.click()
    assert finishing.args == [True]
    window.paint(report(Mood.CONTRIBUTING, Reason.FINISHING, running=1))
    assert box.isChecked()
    window.paint(replace(of_mood(Mood.HELD), orders=Orders(finishing=True)))
    assert box.isChecked(), "the order stands while the owner is here"
    with qtbot.waitSignal(intents.finish) as going_on:
        box.click()
    assert going_on.args == [False]
    window.paint(of_mood(Mood.CONTRIBUTING))
    assert not box.isChecked()


def test_the_slider_asks_once_for_each_number(
    qtbot: QtBot, limits: Window, intents: Intents
) -> None:
    limits.paint(of_mood(Mood.CONTRIBUTING))
    asked: list[int] = []
    intents.max_cores.connect(asked.append)
    slider = limits.findChild(QSlider)
    for value in (4, 4, 5, 8):
        slider.setValue(value)
    assert asked == [], "nothing holds that was not saved"
    save(limits)
    assert asked == [8]
    assert "8 of 8 cores" in texts(limits)


def test_painting_a_report_asks_for_nothing(limits: Window, intents: Intents) -> None:
    asked: list[int] = []
    intents.max_cores.connect(asked.append)
    limits.paint(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, max_cores=6))
    assert limits.findChild(QSlider).value() == 6
    assert asked == []


def test_a_late_report_never_pulls_the_slider_out_of_the_owners_hand(limits: Window) -> None:
    slider = limits.findChild(QSlider)
    limits.paint(of_mood(Mood.CONTRIBUTING))
    slider.setSliderDown(True)
    slider.setValue(7)
    limits.paint(of_mood(Mood.CONTRIBUTING))
    assert slider.value() == 7
    slider.setSliderDown(False)
    save(limits)
    limits.paint(of_mood(Mood.CONTRIBUTING))
    assert slider.value() == 7, "a Report from before the move"


def test_a_limit_that_was_refused_comes_back(
    limits: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(echo, "ECHO_S", 0.0)
    slider = limits.findChild(QSlider)
    slider.setValue(7)
    save(limits)
    limits.paint(of_mood(Mood.CONTRIBUTING))
    assert slider.value() == 3


def test_the_rung_is_chosen_by_keyboard_and_its_sentence_is_shown(
    qtbot: QtBot, limits: Window, intents: Intents
) -> None:
    limits.paint(of_mood(Mood.CONTRIBUTING))
    box = limits.findChild(RungChooser).box
    assert RUNGS[Rung.QUIET][1] in texts(limits)
    asked: list[str] = []
    intents.rung.connect(asked.append)
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert RUNGS[Rung.SHARE][1] in texts(limits)
    save(limits)
    assert asked == ["share"]
    limits.paint(of_mood(Mood.CONTRIBUTING))
    assert box.currentText() == RUNGS[Rung.SHARE][0], "a Report from before the choice"


def test_a_rung_chosen_elsewhere_is_shown_and_asks_for_nothing(
    limits: Window, intents: Intents
) -> None:
    asked: list[str] = []
    intents.rung.connect(asked.append)
    for rung in Rung:
        limits.paint(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, rung=rung))
        assert limits.findChild(RungChooser).box.currentText() == RUNGS[rung][0]
        assert RUNGS[rung][1] in texts(limits)
    assert asked == []


def test_a_rung_that_was_refused_comes_back(
    qtbot: QtBot, limits: Window, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(echo, "ECHO_S", 0.0)
    box = limits.findChild(RungChooser).box
    qtbot.keyClick(box, Qt.Key.Key_Down)
    save(limits)
    limits.paint(of_mood(Mood.CONTRIBUTING))
    assert box.currentText() == RUNGS[Rung.QUIET][0]


def test_a_wheel_over_the_rung_changes_nothing(limits: Window, intents: Intents) -> None:
    asked: list[str] = []
    intents.rung.connect(asked.append)
    box = limits.findChild(RungChooser).box
    box.setFocus()
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(box.mapToGlobal(QPoint(5, 5))), QPoint(0, 0), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(box, turn)
    assert (box.currentIndex(), asked) == (0, [])


def test_what_the_schedule_says_stands_under_the_rung(limits: Window) -> None:
    slot = Slot(Level.SHARE)
    limits.paint(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, slot=slot))
    assert "Your schedule says share, whatever is chosen here." in texts(limits)
    limits.paint(of_mood(Mood.CONTRIBUTING))
    assert not any("schedule" in text for text in texts(limits))


def test_a_hidden_window_neither_paints_nor_ticks(window: Window) -> None:
    window.paint(of_mood(Mood.CONTRIBUTING))
    assert window._clock.isActive()
    window.hide()
    assert not window._clock.isActive()
    window.paint(of_mood(Mood.PAUSED))
    assert _page(window).headline.text() == "Contributing"
    window.show()
    assert _page(window).headline.text() == "Paused"


def test_closing_hides_into_the_tray(window: Window, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(window.close_without_tray):
        window.close()
    assert not window.isVisible()


def test_closing_without_a_tray_asks_to_quit_and_says_so_before(
    window: Window, qtbot: QtBot
) -> None:
    window.set_tray(False)
    assert "There is no tray on this desktop: closing this window quits." in texts(window)
    with qtbot.waitSignal(window.close_without_tray):
        window.close()
    assert window.isVisible()


def test_nothing_is_clipped_at_the_smallest_size(window: Window, qtbot: QtBot) -> None:
    long = "a rather long sentence about something that went wrong " * 4
    window.paint(report(Mood.TROUBLE, Reason.ENGINE, troubles=(Trouble(long, long),)))
    for name in ("Overview", "Limits", "Log", "Diagnostics"):
        page = window.turn_to(name)
        window.resize(window.minimumSize())
        QApplication.processEvents()
        for label in page.findChildren(QLabel):
            if label.isVisible() and label.wordWrap():
                assert label.height() >= label.heightForWidth(label.width()), label.text()


def test_the_first_page_needs_no_scrolling_as_long_as_all_is_well(window: Window) -> None:
    window.paint(of_mood(Mood.CONTRIBUTING))
    QApplication.processEvents()
    page = window.turn_to("Overview")
    assert page.visibleRegion().boundingRect().size() == page.size()


def _page(window: Window) -> Overview:
    page = window.turn_to("Overview")
    assert isinstance(page, Overview)
    return page


def test_every_control_can_be_reached_by_keyboard_and_is_named(window: Window) -> None:
    chain: list[str] = []
    control = window.nextInFocusChain()
    while control is not window:
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus and control.isVisible():
            name = control.accessibleName() or getattr(control, "text", str)()
            chain.append(name.replace("&", ""))
        control = control.nextInFocusChain()
    assert chain == [
        "Pages", "First steps", "Pause", "Pause for",
        "Finish current jobs, then stop", "The last 24 hours",
    ]  # fmt: skip


def test_an_image_on_its_way_is_told_until_it_is_here(window: Window) -> None:
    told = report(
        Mood.CONTRIBUTING, Reason.CONTRIBUTING, running=3, pulls=(Pulling("cms", 120.0, 840.0),)
    )
    window.paint(told)
    line = "Pulling the pilot image for cms: 120 of 840 MB."
    assert line in texts(window)
    window.paint(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, running=3))
    assert line not in texts(window)
