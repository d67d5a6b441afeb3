"""The first steps: nothing is chosen for the owner before they start."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QLabel, QRadioButton, QWizard
from pytestqt.qtbot import QtBot

from planctongui.core.limits import Rung
from planctongui.core.observation import SourceStatus
from planctongui.core.orders import Orders
from planctongui.core.verdict import Mood
from planctongui.keepsakes import Keepsakes
from planctongui.views.intents import Intents
from planctongui.views.nodes import NodesPage
from planctongui.views.shell import WELCOMED, Shell
from planctongui.views.welcome import Welcome
from tests.views.reports import BLIND, ENGINE_TROUBLE, of_mood

CORES = 8
PAUSED = replace(of_mood(Mood.PAUSED), orders=Orders(paused_until=math.inf))
NEXT, BACK = QWizard.WizardButton.NextButton, QWizard.WizardButton.BackButton
START, LATER = QWizard.WizardButton.FinishButton, QWizard.WizardButton.CancelButton


class Owner:
    """Clicks through the pages, and hears what the program is told."""

    def __init__(self, qtbot: QtBot, again: bool = False) -> None:
        self._qtbot = qtbot
        self.said: list[tuple[object, ...]] = []
        intents = Intents()
        for name in ("max_cores", "rung", "resume", "pause"):
            getattr(intents, name).connect(lambda *values, name=name: self._hear(name, *values))
        self.welcome = Welcome(intents, CORES, again)
        self.welcome.turn_to.connect(lambda page: self._hear("turn to", page))
        qtbot.addWidget(self.welcome)
        self.welcome.show()

    def _hear(self, *words: object) -> None:
        self.said.append(words)

    def click(self, *buttons: QWizard.WizardButton) -> None:
        for button in buttons:
            found = self.welcome.button(button)
            assert found.isVisible()
            self._qtbot.mouseClick(found, Qt.MouseButton.LeftButton)

    def choose(self, words: str) -> None:
        boxes = self.welcome.findChildren(QRadioButton)
        next(b for b in boxes if b.isVisible() and words in b.text().replace("&", "")).click()

    def sees(self) -> str:
        shown = self.welcome.findChildren(QLabel)
        return "\n".join(label.text() for label in shown if label.isVisible())


def test_four_clicks_lead_from_the_first_page_to_work(qtbot: QtBot) -> None:
    owner = Owner(qtbot)
    owner.click(NEXT, NEXT, NEXT)
    assert owner.said == []
    owner.click(START)
    assert owner.said == [
        ("max_cores", CORES), ("rung", "quiet"), ("resume",), ("turn to", "Overview"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("words", "cores", "rung"),
    [("Half of the cores", 4, "quiet"), ("half of them beside you", CORES, "share")],
)
def test_another_amount_is_taken(qtbot: QtBot, words: str, cores: int, rung: str) -> None:
    owner = Owner(qtbot)
    owner.click(NEXT, NEXT)
    owner.choose(words)
    owner.click(NEXT, BACK, NEXT, START)
    assert owner.said[:2] == [("max_cores", cores), ("rung", rung)]


def test_a_machine_of_one_core_is_offered_no_half_of_it(qtbot: QtBot) -> None:
    asked: list[int] = []
    intents = Intents()
    intents.max_cores.connect(asked.append)
    welcome = Welcome(intents, 1, again=False)
    qtbot.addWidget(welcome)
    welcome.show()
    next(b for b in welcome.findChildren(QRadioButton) if "alf" in b.text()).click()
    welcome.accept()
    assert asked == [1]


def test_seen_again_it_changes_nothing_that_is_not_chosen(qtbot: QtBot) -> None:
    owner = Owner(qtbot, again=True)
    owner.welcome.paint(replace(of_mood(Mood.CONTRIBUTING), rung=Rung.GENEROUS))
    owner.click(NEXT, NEXT)
    names = [b.text().replace("&", "") for b in owner.welcome.findChildren(QRadioButton)]
    assert "As it is now: 3 of 8 cores. Generous: all cores but one go on" in names
    owner.click(NEXT, START)
    assert owner.said == [("resume",), ("turn to", "Overview")]


def shown_steps() -> list[Welcome]:
    return [w for w in _tops() if isinstance(w, Welcome) and w.isVisible()]


@pytest.mark.parametrize("opened_by", ["open_window", "first_steps"])
def test_after_a_start_without_a_window_the_first_steps_come_before_all_else(
    qtbot: QtBot, opened_by: str
) -> None:
    intents, keepsakes = Intents(), Keepsakes()
    shell = Shell(intents, CORES, keepsakes=keepsakes)
    shell._make_tray()
    assert shell.tray is not None
    sentence = shell.tray.menu.actions()[0]
    shell.await_first_steps()
    shell.paint(PAUSED)
    assert sentence.text() == "Nothing runs yet: click the icon for the first steps."
    assert not shown_steps()
    getattr(intents, opened_by).emit()
    assert len(shown_steps()) == 1
    assert sentence.text() == "Paused by you until you resume."
    assert keepsakes.get(WELCOMED) is None
    shell.close()


def test_who_resumes_by_other_ways_has_put_the_first_steps_off(qtbot: QtBot) -> None:
    keepsakes = Keepsakes()
    shell = Shell(Intents(), CORES, keepsakes=keepsakes)
    shell.await_first_steps()
    shell._make_tray()
    assert shell.tray is not None
    shell.paint(PAUSED)
    shell.paint(of_mood(Mood.CONTRIBUTING))
    assert keepsakes.get(WELCOMED) is True
    assert shell.tray.menu.actions()[0].text().startswith("Contributing")
    shell.close()


def test_who_helps_an_institute_goes_on_at_the_head_nodes(qtbot: QtBot) -> None:
    owner = Owner(qtbot)
    owner.click(NEXT, NEXT, NEXT)
    owner.choose("institute")
    owner.click(START)
    assert owner.said[-1] == ("turn to", "Head nodes")


def test_not_now_says_nothing(qtbot: QtBot) -> None:
    owner = Owner(qtbot)
    owner.click(NEXT, LATER)
    assert owner.said == [] and not owner.welcome.isVisible()


def test_what_is_missing_is_told_with_its_cure_as_long_as_it_is(qtbot: QtBot) -> None:
    owner = Owner(qtbot)
    owner.click(NEXT)
    down = SourceStatus("Docker", False, ENGINE_TROUBLE.title)
    owner.welcome.paint(replace(of_mood(Mood.TROUBLE), engine=down, presence=BLIND))
    assert "✗ Docker cannot be used yet." in owner.sees()
    assert ENGINE_TROUBLE.advice in owner.sees()
    assert f"✗ It cannot be seen whether you are here. {BLIND.why_blind}" in owner.sees()
    up = SourceStatus("Docker", True, "it answers")
    owner.welcome.paint(replace(of_mood(Mood.PAUSED), engine=up))
    assert "✓ Docker runs, and you may use it." in owner.sees()
    assert "✓ It sees whether you are here, by: X11 idle alarm." in owner.sees()
    assert ENGINE_TROUBLE.advice not in owner.sees()


@pytest.mark.parametrize("button", [START, LATER])
def test_once_they_are_over_the_window_is_shown_and_they_can_be_repeated(
    qtbot: QtBot, button: QWizard.WizardButton
) -> None:
    intents, keepsakes = Intents(), Keepsakes()
    shell = Shell(intents, CORES, keepsakes=keepsakes)
    shell.paint(of_mood(Mood.PAUSED))
    shell.show_first_steps(again=False)
    (welcome,) = (w for w in _tops() if isinstance(w, Welcome) and w.isVisible())
    while not welcome.button(START).isVisible():
        welcome.next()
    qtbot.mouseClick(welcome.button(button), Qt.MouseButton.LeftButton)
    assert shell.window.isVisible()
    assert keepsakes.get(WELCOMED) is True
    intents.first_steps.emit()
    assert any(isinstance(w, Welcome) and w.isVisible() for w in _tops())
    shell.close()
    assert not any(isinstance(w, Welcome) and w.isVisible() for w in _tops())
    shell.window.deleteLater()


def test_who_helps_an_institute_finds_the_page_of_head_nodes_in_front(qtbot: QtBot) -> None:
    shell = Shell(Intents(), CORES, keepsakes=Keepsakes())
    shell.paint(of_mood(Mood.PAUSED))
    shell.show_first_steps(again=False)
    (welcome,) = (w for w in _tops() if isinstance(w, Welcome) and w.isVisible())
    while not welcome.button(START).isVisible():
        welcome.next()
    welcome._whom.institute.click()
    qtbot.mouseClick(welcome.button(START), Qt.MouseButton.LeftButton)
    (page,) = shell.window.findChildren(NodesPage)
    assert page.isVisible()
    shell.close()
    shell.window.deleteLater()


def _tops() -> list[object]:
    from PyQt5.QtWidgets import QApplication

    return list(QApplication.topLevelWidgets())
