"""What the owner chooses is previewed first, saved by one click and dropped by another."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QCheckBox, QLabel, QSpinBox
from pytestqt.qtbot import QtBot

from planctongui.core.limits import Limits, Rung
from planctongui.core.questions import Answer
from planctongui.core.record import AskAutostart, AskPreview, AskPrograms, Autostart, Wish
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood
from planctongui.core.wishes import Minding
from planctongui.views import draft
from planctongui.views.choices import Programs
from planctongui.views.draft import with_changes
from planctongui.views.intents import Intents
from planctongui.views.limits import LimitsPage
from planctongui.views.program_picker import ProgramPicker
from planctongui.views.window import Window
from tests.views.canned import PREVIEW
from tests.views.reports import of_mood

LIMITS = Limits(3, calm_s=10.0)
REPORT = replace(of_mood(Mood.CONTRIBUTING), limits=LIMITS, max_cores=3)


class Desk:
    """The window with the page in front, and all that is said to the program."""

    def __init__(self, qtbot: QtBot) -> None:
        self.intents = Intents()
        self.asked: list[object] = []
        self.saved: list[tuple[object, ...]] = []
        self.intents.ask.connect(self.asked.append)
        self.intents.max_cores.connect(lambda cores: self.saved.append(("max_cores", cores)))
        self.intents.rung.connect(lambda rung: self.saved.append(("rung", rung)))
        self.intents.setting.connect(lambda *choice: self.saved.append(choice))
        self.window = Window(self.intents, 8)
        qtbot.addWidget(self.window)
        self.window.show()
        page = self.window.turn_to("Limits")
        assert isinstance(page, LimitsPage)
        self.page, self.draft = page, page.draft
        self.window.paint(REPORT)

    @property
    def cores(self):  # type: ignore[no-untyped-def]
        """The slider."""
        return self.page._cores.slider

    def number(self, name: str) -> QSpinBox:
        """The box of this name."""
        return next(b for b in self.page.findChildren(QSpinBox) if b.accessibleName() == name)

    def previews(self) -> list[AskPreview]:
        """What was asked for."""
        return [one for one in self.asked if isinstance(one, AskPreview)]


@pytest.fixture
def desk(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A window whose previews are asked for at once."""
    monkeypatch.setattr(draft, "ASK_AFTER_MS", 0)
    return Desk(qtbot)


def test_without_changes_there_is_no_bar(desk: Desk) -> None:
    assert not desk.draft.isVisible()
    assert desk.previews() == []


def test_a_change_asks_for_its_preview_and_the_bar_tells_it(desk: Desk, qtbot: QtBot) -> None:
    desk.cores.setValue(6)
    assert desk.draft.isVisible()
    qtbot.waitUntil(lambda: len(desk.previews()) == 1, timeout=10_000)
    question = desk.previews()[0]
    assert question.now == Wish(LIMITS, Minding(), ())
    assert question.changed.limits.max_cores == 6
    desk.window.answer(Answer(question, PREVIEW))
    assert "31.4 h (now 24.4 h)" in desk.draft.told.text()
    assert desk.saved == []


def test_an_answer_to_an_older_question_is_not_shown(desk: Desk, qtbot: QtBot) -> None:
    desk.cores.setValue(6)
    qtbot.waitUntil(lambda: len(desk.previews()) == 1, timeout=10_000)
    desk.number("Go on after your last input").setValue(30)
    qtbot.waitUntil(lambda: len(desk.previews()) == 2, timeout=10_000)
    assert desk.previews()[1].changed.limits == replace(LIMITS, max_cores=6, calm_s=30.0)
    desk.window.answer(Answer(desk.previews()[0], PREVIEW))
    assert "31.4 h" not in desk.draft.told.text()


def test_a_ledger_that_cannot_be_read_is_told_and_saving_works_all_the_same(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.cores.setValue(6)
    qtbot.waitUntil(lambda: len(desk.previews()) == 1, timeout=10_000)
    desk.window.answer(Answer(desk.previews()[0], Trouble("It is damaged", "Mend it.")))
    assert desk.draft.told.text() == "It is damaged. Mend it."
    desk.draft.save.click()
    assert desk.saved == [("max_cores", 6)]


def test_save_says_each_change_once_and_the_bar_goes(desk: Desk) -> None:
    desk.cores.setValue(5)
    desk.cores.setValue(6)
    desk.number("Go on after your last input").setValue(30)
    desk.draft.save.click()
    assert desk.saved == [("max_cores", 6), ("limits", "calm_s", 30.0)]
    assert not desk.draft.isVisible()


def test_discard_shows_what_holds_again_and_says_nothing(desk: Desk) -> None:
    desk.cores.setValue(6)
    desk.number("Go on after your last input").setValue(30)
    desk.page.grid.cells[0] = None
    desk.draft.discard.click()
    assert desk.cores.value() == 3
    assert desk.number("Go on after your last input").value() == 10
    assert desk.saved == [] and not desk.draft.isVisible()


def test_however_long_the_owner_thought_what_they_saved_stays(desk: Desk) -> None:
    desk.cores.setValue(6)
    desk.page._cores.echo.end()  # as after some seconds
    desk.draft.save.click()
    desk.window.paint(replace(REPORT, at=REPORT.at + 1))
    assert desk.cores.value() == 6, "a Report from before it was saved"


def test_a_change_back_to_what_holds_is_no_change(desk: Desk) -> None:
    desk.cores.setValue(6)
    desk.cores.setValue(3)
    assert not desk.draft.isVisible()


def test_a_new_report_does_not_take_a_draft_away(desk: Desk) -> None:
    desk.cores.setValue(6)
    desk.window.paint(replace(REPORT, max_cores=4, limits=replace(LIMITS, max_cores=4)))
    assert desk.cores.value() == 6 and desk.draft.isVisible()


def test_the_bar_is_on_its_own_page_only_and_is_there_when_one_comes_back(desk: Desk) -> None:
    desk.cores.setValue(6)
    desk.window.turn_to("Overview")
    assert not desk.draft.isVisible()
    desk.window.turn_to("Limits")
    assert desk.draft.isVisible()


def told(**changes: object) -> Report:
    """A Report with other wishes."""
    return replace(REPORT, minding=replace(Minding(), **changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("key", "value", "field", "becomes"),
    [
        ("locked", "ignore", "lock_is_away", False),
        ("inhibitors", "ignore", "inhibitors", False),
        ("metered", "hold", "metered", True),
        ("full_screen", "ignore", "full_screen", False),
        ("on_battery", 40, "battery_above", 40),
        ("on_battery", "hold", "battery_above", math.inf),
        ("exclusive", ("steam",), "exclusive", ("steam",)),
    ],
)
def test_a_setting_becomes_the_wish_it_stands_for(
    key: str, value: int | str, field: str, becomes: object
) -> None:
    wish = with_changes(told(battery_above=0.0), {("presence", key): value})
    assert getattr(wish.minding, field) == becomes


def test_settings_that_no_replay_knows_change_no_wish() -> None:
    changes = {("presence", "desktops"): "mind", ("images", "disk_gb"): 5}
    assert with_changes(REPORT, changes) == Wish(LIMITS, Minding(), ())  # type: ignore[arg-type]
    disk = with_changes(REPORT, {("limits", "keep_disk_mb"): 99}).minding.keep_disk_mb
    assert disk == 99
    rung = with_changes(REPORT, {("limits", "rung"): "share"}).limits.rung
    assert rung is Rung.SHARE
    assert with_changes(REPORT, {("schedule", "rules"): ("mon off",)}).rules == ("mon off",)


# Programs that run, and starting at login --------------------------------------------------------


def test_programs_are_ticked_in_a_list_of_those_that_run(desk: Desk, qtbot: QtBot) -> None:
    part = desk.page.findChild(Programs)
    part.line.setText("steam, my-tool")
    part.pick.click()
    assert desk.asked[-1] == AskPrograms()
    desk.window.answer(Answer(AskPrograms(), ("blender", "Steam", "vim")))
    qtbot.waitUntil(lambda: desk.page.findChild(ProgramPicker) is not None, timeout=10_000)
    picker = desk.page.findChild(ProgramPicker)
    names = [picker.list.item(row).text() for row in range(picker.list.count())]
    assert names == ["steam", "my-tool", "blender", "vim"]
    assert picker.chosen() == ("steam", "my-tool")
    picker.search.setText("BLEN")
    shown = [n for n in range(4) if not picker.list.item(n).isHidden()]
    assert shown == [2]
    picker.list.item(2).setCheckState(Qt.CheckState.Checked)
    picker.accept()
    assert desk.draft.changes == {("presence", "exclusive"): ("steam", "my-tool", "blender")}
    assert part.line.text() == "steam, my-tool, blender"


def test_the_switch_for_the_login_shows_how_things_stand_and_holds_at_once(desk: Desk) -> None:
    box = next(b for b in desk.page.findChildren(QCheckBox) if "log" in b.text())
    assert AskAutostart() in desk.asked and not box.isEnabled()
    desk.window.answer(Answer(AskAutostart(), Autostart(True)))
    assert box.isEnabled() and box.isChecked()
    box.click()
    assert desk.asked[-1] == AskAutostart(False)
    desk.window.answer(Answer(AskAutostart(False), Trouble("It could not be changed", "Mend it.")))
    assert box.isChecked(), "as it still is"
    labels = [label.text() for label in desk.page.findChildren(QLabel)]
    assert "It could not be changed. Mend it." in labels
