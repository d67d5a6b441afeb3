"""The page "Limits": each choice is shown as it holds and said once when it is made."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PyQt5.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt5.QtGui import QMouseEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QCheckBox, QSpinBox
from pytestqt.qtbot import QtBot

from planctongui.core.limits import Level, Limits
from planctongui.core.report import Report
from planctongui.core.schedule import parse
from planctongui.core.verdict import Mood
from planctongui.core.wishes import Minding, NoticeWishes
from planctongui.views import choices, echo, limits
from planctongui.views.intents import Intents
from planctongui.views.limits import LimitsPage
from planctongui.views.rung_chooser import Box
from tests.views.reports import of_mood

Asked = list[tuple[str, str, object]]
"""What was saved; a test that chooses saves by `save`."""


def save(page: LimitsPage) -> None:
    """Press Save."""
    page.draft.save.click()


@pytest.fixture
def intents(qtbot: QtBot) -> Intents:
    """The owner's side."""
    return Intents()


@pytest.fixture
def asked(intents: Intents) -> Asked:
    """What was chosen."""
    told: Asked = []
    intents.setting.connect(lambda *choice: told.append(choice))
    return told


@pytest.fixture
def page(qtbot: QtBot, intents: Intents) -> LimitsPage:
    """The page, shown, on a machine with 8 cores."""
    page = LimitsPage(intents, 8)
    for part in (page, page.draft):
        qtbot.addWidget(part)
    page.show()
    return page


def told(**changes: object) -> Report:
    """A Report with these things in it."""
    return replace(of_mood(Mood.CONTRIBUTING), **changes)  # type: ignore[arg-type]


def drag(page: LimitsPage, first: int, last: int) -> None:
    """Paint from one cell to another."""
    start, end = (page.grid.cell_rect(cell).center() for cell in (first, last))
    QTest.mousePress(page.grid, Qt.MouseButton.LeftButton, pos=start)
    move(page, end)
    QTest.mouseRelease(page.grid, Qt.MouseButton.LeftButton, pos=end)


def move(page: LimitsPage, place: QPoint) -> None:
    """Move the pressed mouse; the platform's own pointer stays where it is."""
    pressed = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(place), pressed, pressed, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(page.grid, event)


def named(page: LimitsPage, kind: type, name: str) -> QSpinBox:
    """The box of this kind with this name."""
    boxes = page.findChildren(kind)
    return next(b for b in boxes if (b.accessibleName() or b.text().replace("&", "")) == name)


def test_a_drag_paints_a_rectangle_of_days_and_hours(page: LimitsPage, asked: Asked) -> None:
    page.brushes.setCurrentIndex(limits.LEVELS.index(Level.SHARE))
    page.brushes.activated.emit(page.brushes.currentIndex())
    drag(page, 0 * 24 + 8, 4 * 24 + 17)
    save(page)
    assert asked == [("schedule", "rules", ("mon-fri 08-18 share",))]
    assert "share" in page.grid.accessibleDescription()


def test_a_drag_beyond_the_edge_ends_at_the_edge(page: LimitsPage, asked: Asked) -> None:
    start = page.grid.cell_rect(6 * 24 + 20).center()
    QTest.mousePress(page.grid, Qt.MouseButton.LeftButton, pos=start)
    move(page, QPoint(5000, 5000))
    QTest.mouseRelease(page.grid, Qt.MouseButton.LeftButton, pos=QPoint(5000, 5000))
    save(page)
    assert asked == [("schedule", "rules", ("sun 20-24 quiet",))]


def test_the_week_is_painted_by_keyboard(page: LimitsPage, asked: Asked) -> None:
    page.grid.setFocus()
    QTest.keyClick(page.grid, Qt.Key.Key_Down)
    QTest.keyClick(page.grid, Qt.Key.Key_Space)
    QTest.keyClick(page.grid, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    save(page)
    assert asked == [("schedule", "rules", ("tue 00-02 quiet",))]
    QTest.keyClick(page.grid, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert not page.draft.changes, "what is painted already is no change"


def test_a_drag_that_changes_nothing_says_nothing(page: LimitsPage, asked: Asked) -> None:
    page.paint(told(rules=("daily quiet",)))
    drag(page, 0, 5)
    assert not page.draft.changes


def test_the_week_in_force_is_shown_but_never_pulled_from_the_owners_hand(
    page: LimitsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.paint(told(rules=("sat share",)))
    assert page.grid.cells == list(parse(["sat share"]).cells)
    drag(page, 0, 0)
    page.paint(told(rules=("sat share",)))
    assert page.grid.cells[0] is Level.QUIET, "not saved yet"
    save(page)
    page.paint(told(rules=("sat share",)))
    assert page.grid.cells[0] is Level.QUIET, "a Report from before the choice"
    monkeypatch.setattr(echo, "ECHO_S", 0.0)
    page.paint(told(rules=("sat share",)))
    assert page.grid.cells[0] is None, "a choice that was refused comes back"


@pytest.mark.parametrize(
    ("name", "number", "choice"),
    [
        ("Go on after your last input", 30, ("limits", "calm_s", 30.0)),
        ("Hold when your programs use more than", 40, ("limits", "owner_cpu_percent", 40.0)),
        ("Leave memory free, at least", 4096, ("limits", "keep_memory_mb", 4096)),
        ("Leave room on the disk, at least", 4096, ("limits", "keep_disk_mb", 4096)),
    ],
)
def test_a_number_is_said_once(
    page: LimitsPage, asked: Asked, name: str, number: int, choice: tuple[str, str, object]
) -> None:
    page.paint(told())
    named(page, QSpinBox, name).setValue(number)
    save(page)
    assert asked == [choice]
    assert type(asked[0][2]) is type(choice[2])


@pytest.mark.parametrize(
    ("name", "choice"),
    [
        ("A locked screen means that you are away", ("presence", "locked", "ignore")),
        (
            "Hold for a film, a call or a presentation",
            ("presence", "inhibitors", "ignore"),
        ),
        ("Hold on a metered network", ("presence", "metered", "hold")),
        ("When something needs your attention", ("notices", "trouble", "off")),
        ("Once a week, the hours that you gave", ("notices", "thanks", "off")),
    ],
)
def test_a_switch_is_said_once(
    page: LimitsPage, asked: Asked, name: str, choice: tuple[str, str, object]
) -> None:
    page.paint(told())
    named(page, QCheckBox, name).click()
    save(page)
    assert asked == [choice]


def test_what_is_in_force_is_shown_and_nothing_is_asked(page: LimitsPage, asked: Asked) -> None:
    wishes = Minding(
        lock_is_away=False, inhibitors=False, exclusive=("blender", "steam"),
        battery_above=math.inf, metered=True, full_screen=False,
    )  # fmt: skip
    limits, notices = Limits(3, calm_s=25, owner_cpu_percent=70), NoticeWishes(trouble=False)
    page.paint(told(limits=limits, minding=wishes, notices=notices))
    shown = {b.accessibleName(): b.value() for b in page.findChildren(QSpinBox)}
    assert shown == {
        "Go on after your last input": 25,
        "Hold when your programs use more than": 70,
        "Leave memory free, at least": 1024,
        "Leave room on the disk, at least": 512,
    }
    boxes = {box.text().replace("&", ""): box.isChecked() for box in page.findChildren(QCheckBox)}
    assert boxes == {
        "A locked screen means that you are away": False,
        "Hold for a film, a call or a presentation": False,
        "Hold while a window fills the screen": False,
        "Hold on a metered network": True,
        "When pilots make room for you for the first time": True,
        "When something needs your attention": False,
        "Once a week, the hours that you gave": True,
        "Start planctongui when I log in": False,
    }
    line = page.findChild(choices.Programs).line
    assert line.text() == "blender, steam"
    assert asked == []


def test_programs_are_said_when_the_owner_is_done(page: LimitsPage, asked: Asked) -> None:
    line = page.findChild(choices.Programs).line
    QTest.keyClicks(line, "blender,, my game ")
    assert not page.draft.changes
    QTest.keyClick(line, Qt.Key.Key_Return)
    save(page)
    assert asked == [("presence", "exclusive", ("blender", "my game"))]


@pytest.mark.parametrize(
    ("text", "value"), [("hold", "hold"), ("go on above 40 %", 40), ("go on", 0)]
)
def test_what_goes_on_on_battery_is_said_once(
    page: LimitsPage, asked: Asked, text: str, value: object
) -> None:
    page.paint(told(minding=Minding(battery_above=55)))
    box = next(b for b in page.findChildren(Box) if b.accessibleName() == "On battery")
    assert box.currentText() == "go on above 55 %"
    box.activated.emit(box.findText(text))
    save(page)
    assert asked == [("presence", "on_battery", value)]
