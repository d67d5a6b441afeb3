"""Every page by keyboard, by screen reader, in a theme that changes, and where it stood before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PyQt5.QtCore import QPoint, QSize
from PyQt5.QtGui import QPalette
from PyQt5.QtWidgets import QApplication, QLabel, QWidget, QWizard
from pytestqt.qtbot import QtBot

from planctongui import language, tongue
from planctongui.keepsakes import Keepsakes
from planctongui.views.intents import Intents
from planctongui.views.parts import Faint
from planctongui.views.sources import Sources
from planctongui.views.welcome import Welcome
from planctongui.views.window import Window
from tests.views.clipping import settle, unnamed, unreachable
from tests.views.demo_app import dark_palette
from tests.views.gallery import full


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    """A window that is shown and active, with something in every place."""
    window = Window(Intents(), machine_cores=8)
    window.set_tray(True)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.paint(full())
    return window


def every_page(window: Window) -> Iterator[str]:
    """Turn to one after the other, with all that can be opened opened."""
    for name in window.pages:
        page = window.turn_to(name)
        window.paint(full())
        for sources in page.findChildren(Sources):
            sources.button.setChecked(True)
        settle()
        yield name


@pytest.mark.parametrize("faults", [unnamed, unreachable])
def test_every_control_of_every_page_is_named_and_reached_by_keyboard(
    window: Window, faults: Callable[[QWidget], list[str]]
) -> None:
    found = {name: faults(window) for name in every_page(window)}
    assert found == {name: [] for name in window.pages}


def test_what_is_neither_named_nor_reached_would_be_found(qtbot: QtBot) -> None:
    from PyQt5.QtCore import Qt
    from PyQt5.QtWidgets import QPushButton, QSpinBox, QVBoxLayout

    bad = QWidget()
    column = QVBoxLayout(bad)
    nameless, by_mouse = QSpinBox(), QPushButton("Only by mouse")
    by_mouse.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for part in (nameless, by_mouse, QPushButton("Good")):
        column.addWidget(part)
    qtbot.addWidget(bad)
    bad.show()
    settle()
    assert unnamed(bad) == ["QSpinBox in QWidget"]
    assert unreachable(bad) == ["QPushButton Only by mouse"]


@pytest.mark.parametrize("number", range(4))
def test_every_page_of_the_first_steps_is_named_and_reached_by_keyboard(
    qtbot: QtBot, number: int
) -> None:
    welcome = Welcome(Intents(), machine_cores=8, again=True)
    qtbot.addWidget(welcome)
    welcome.show()
    qtbot.waitExposed(welcome)
    welcome.paint(full())
    for _ in range(number):
        welcome.next()
    settle()
    assert unnamed(welcome) == []
    assert unreachable(welcome) == []
    reached = welcome.button(QWizard.WizardButton.NextButton)
    assert reached.isVisible() == (number < 3)


@pytest.mark.parametrize("spoken", ["en", "it"])
def test_no_two_controls_of_a_page_share_a_keyboard_letter(qtbot: QtBot, spoken: str) -> None:
    language.speak({"LANG": spoken})
    try:
        window = Window(Intents(), machine_cores=8)
        qtbot.addWidget(window)
        window.show()
        found = {name: _twice(window) for name in every_page(window)}
    finally:
        tongue.use(None)
    assert found == {name: set() for name in window.pages}


def _twice(window: Window) -> set[str]:
    letters = [letter for widget in window.findChildren(QWidget) if widget.isVisible()
               for letter in _letter(widget)]  # fmt: skip
    return {letter for letter in letters if letters.count(letter) > 1}


def _letter(widget: QWidget) -> list[str]:
    """The keyboard letter that is marked in its text."""
    text = getattr(widget, "text", None)
    if not callable(text) or (isinstance(widget, QLabel) and widget.buddy() is None):
        return []
    _, _, rest = str(text()).replace("&&", "").partition("&")
    return [rest[:1].lower()] if rest else []


def test_the_window_follows_the_desktop_from_light_to_dark_and_back(window: Window) -> None:
    def brightness() -> dict[str, int]:
        seen = {}
        for name in every_page(window):
            picture = window.grab().toImage()
            corner = picture.pixelColor(picture.width() - 40, 6)
            labels = window.turn_to(name).findChildren(Faint)
            ink = [x.palette().color(QPalette.ColorRole.WindowText).lightness() for x in labels]
            seen[name] = (corner.lightness() > 128, *(value > 128 for value in ink))
        return seen

    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.palette()
    light = brightness()
    try:
        application.setPalette(dark_palette())
        dark = brightness()
    finally:
        application.setPalette(before)
    for name in window.pages:
        assert light[name][0] and not dark[name][0], "the ground"
        assert not any(light[name][1:]) and all(dark[name][1:]), "quiet words"
    assert brightness() == light


def test_the_window_comes_back_where_it_was_and_as_large(qtbot: QtBot) -> None:
    keepsakes = Keepsakes()
    first = Window(Intents(), 8, keepsakes)
    first.set_tray(True)
    qtbot.addWidget(first)
    first.show()
    qtbot.waitExposed(first)
    first.resize(QSize(700, 500))
    first.move(QPoint(60, 50))
    qtbot.waitUntil(lambda: first.size() == QSize(700, 500), timeout=20_000)
    settle()
    place = first.geometry()
    first.close()
    second = Window(Intents(), 8, keepsakes)
    qtbot.addWidget(second)
    second.show()
    qtbot.waitExposed(second)
    qtbot.waitUntil(lambda: second.size() == place.size(), timeout=20_000)


@pytest.mark.parametrize("kept", ["", "nonsense", "AAAA", "\u00e9", 7, None, ["x"]])
def test_a_place_that_cannot_be_read_is_none(qtbot: QtBot, kept: object) -> None:
    keepsakes = Keepsakes()
    keepsakes.keep("window", kept)
    window = Window(Intents(), 8, keepsakes)
    qtbot.addWidget(window)
    assert window.width() > 300
