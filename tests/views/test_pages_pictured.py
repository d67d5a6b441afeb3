"""Every page in light and dark, at the usual and at twice the font: pictured, and nothing clipped.

Pictures for the eye are written to build/screenshots; what can be measured is asserted here.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from planctongui.core.questions import Answer
from planctongui.core.verdict import Mood
from planctongui.views import draft
from planctongui.views.intents import Intents
from planctongui.views.limits import LimitsPage
from planctongui.views.page import Page
from planctongui.views.window import Window
from tests.views import canned
from tests.views.demo_app import dark_palette
from tests.views.reports import of_mood

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"
PAGES = ("Overview", "Limits", "Log", "Diagnostics")


@pytest.fixture(params=[("light", 1.0), ("dark", 1.0), ("light", 2.0), ("dark", 2.0)])
def look(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The owner's colours and font; gives a name for them."""
    colours, scale = request.param
    palette, font = qapp.palette(), qapp.font()
    larger = qapp.font()
    larger.setPointSizeF(font.pointSizeF() * scale)
    qapp.setFont(larger)
    if colours == "dark":
        qapp.setPalette(dark_palette())
    yield f"{colours}-{scale * 100:.0f}"
    qapp.setPalette(palette)
    qapp.setFont(font)


@pytest.fixture
def window(qtbot: QtBot, look: str, monkeypatch: pytest.MonkeyPatch) -> Window:
    """The window of a program that has run for a week; all that is asked is answered at once."""
    monkeypatch.setattr(draft, "ASK_AFTER_MS", 0)
    intents = Intents()
    window = Window(intents, 8)
    window.set_tray(True)
    qtbot.addWidget(window)
    intents.ask.connect(lambda q: window.answer(Answer(q, canned.answer(q, time.time()))))
    window.paint(of_mood(Mood.CONTRIBUTING))
    window.show()
    return window


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_the_page_is_clipped(window: Window, qtbot: QtBot, look: str, name: str) -> None:
    page = window.turn_to(name)
    if isinstance(page, LimitsPage):
        page._cores.slider.setValue(6)
        qtbot.waitUntil(lambda: "31.4 h" in page.draft.told.text(), timeout=10_000)
    QApplication.processEvents()
    PICTURES.mkdir(parents=True, exist_ok=True)
    window.grab().save(str(PICTURES / f"page-{name.lower()}-{look}.png"))
    page.grab().save(str(PICTURES / f"whole-{name.lower()}-{look}.png"))
    area = page.parentWidget().parentWidget()
    assert isinstance(area, QScrollArea)
    assert page.width() <= area.viewport().width(), "no page is wider than the window"
    assert clipped(page) == []


def clipped(page: Page) -> list[str]:
    """Texts that have less room than they need."""
    found = []
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.wordWrap():
            if label.height() < label.heightForWidth(label.width()):
                found.append(label.text())
        elif label.isVisible() and label.width() < label.sizeHint().width():
            found.append(label.text())
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width():
            found.append(button.text())
    return found


@pytest.mark.parametrize("name", PAGES)
def test_everything_to_choose_from_has_a_name_and_can_be_reached_by_keyboard(
    window: Window, name: str
) -> None:
    page = window.turn_to(name)
    QApplication.processEvents()
    nameless = [
        type(control).__name__
        for control in page.findChildren(QWidget)
        if control.focusPolicy() & Qt.FocusPolicy.TabFocus
        and control.isVisible()
        and not (control.accessibleName() or getattr(control, "text", str)())
    ]
    assert nameless == [], name
