"""The page "Contribution" asks for sums, paints them, says them in words, and saves them."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PyQt5.QtCore import QEvent, QPointF, Qt, QTimer
from PyQt5.QtGui import QImage, QMouseEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QLabel, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from planctongui.core.energy import ENOUGH_S, Metered
from planctongui.core.history import AskGiven, Given, Period, Portion, Reach, Step, starts
from planctongui.core.questions import Answer
from planctongui.core.report import Sums
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood
from planctongui.core.wishes import Power
from planctongui.views import contribution
from planctongui.views.contribution import ContributionPage
from planctongui.views.intents import Intents
from planctongui.views.saving import write
from planctongui.views.window import Window
from tests.views.looking import LOOKS, cut_off, dressed, picture, unnamed
from tests.views.reports import of_mood

WAIT_MS = 60_000


def given(reach: Reach = Reach.DAYS) -> Given:
    """Some of each class for three head nodes, with a day without any in between."""
    step, begin = starts(reach, datetime.now(), datetime.now().timestamp() - 3 * 365 * 86400)
    periods = [
        Period(
            start,
            ()
            if number % 7 == 3
            else (
                Portion("alice-grid", "useful", 3600.0 * (5 + number % 5), 3600.0, 12),
                Portion("alice-grid", "lost", 1800.0, 600.0, 1),
                Portion("belle2", "useful", 3600.0 * 3, 0.0, 5),
                Portion("local demo", "empty", 900.0, 0.0, 30),
            ),
        )
        for number, start in enumerate(begin)
    ]
    periods[-1] = replace(
        periods[-1],
        portions=(Portion("alice-grid", "open", 3000.0), Portion("belle2", "open", 2000.0)),
    )
    return Given(step, tuple(periods))


def opened(window: Window) -> ContributionPage:
    """The page in front, with its sums."""
    window.paint(of_mood(Mood.CONTRIBUTING))
    page = window.turn_to("Contribution")
    window.show()
    assert isinstance(page, ContributionPage)
    window.answer(Answer(AskGiven(Reach.DAYS), given()))
    QApplication.processEvents()
    return page


def texts(page: ContributionPage) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel))


def test_it_asks_once_and_again_only_when_more_was_given(
    window: Window, asked: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = opened(window)
    assert asked == [AskGiven(Reach.DAYS)]
    monkeypatch.setattr(contribution, "ASK_AGAIN_S", 0.0)
    report = of_mood(Mood.CONTRIBUTING)
    page.tick(report, 0.0)
    assert len(asked) == 1
    page.tick(replace(report, sums=Sums(total_s=9e9)), 0.0)
    assert len(asked) == 2
    window.hide()
    window.paint(replace(report, sums=Sums(total_s=9.1e9)))
    assert len(asked) == 2


def test_sums_stand_in_tiles_and_table_and_energy_follows_from_them(window: Window) -> None:
    page = opened(window)
    total = given().total()
    told = texts(page)
    hours = sum(p.cpu_s for p in total.portions if p.outcome == "useful") / 3600
    assert f"{hours:.1f} h" in told
    for name in ("alice-grid", "belle2", "local demo"):
        assert name in told
    kwh = total.cpu_s * 8 / 3.6e6
    assert f"About {kwh:.2f} kWh of electricity, {kwh * 0.475:.2f} kg of CO2." in told
    assert "Assumed: 8 W for each busy core" in told


def test_what_the_owner_assumes_counts_at_once_and_is_a_setting(
    window: Window, intents: Intents
) -> None:
    page = opened(window)
    chosen: list[tuple[str, str, object]] = []
    intents.setting.connect(lambda *setting: chosen.append(setting))
    page._watts.box.setValue(20)
    page._co2.box.setValue(100)
    assert chosen == [("energy", "core_watts", 20.0), ("energy", "co2_g_per_kwh", 100.0)]
    window.paint(replace(of_mood(Mood.CONTRIBUTING), power=Power(20.0, 100.0)))
    assert "Assumed: 20 W" in texts(page)


def test_a_meter_counts_more_than_an_assumption(window: Window) -> None:
    page = opened(window)
    measured = replace(given(), metered=Metered(5.0 * ENOUGH_S, ENOUGH_S))
    window.answer(Answer(AskGiven(Reach.DAYS), measured))
    assert "Measured: the processor's own meter said 5.00 W" in texts(page)


def test_an_answer_to_an_older_question_is_not_shown(window: Window, asked: list[object]) -> None:
    page = opened(window)
    page.reach.setCurrentIndex(page.reach.findData(Reach.ALL))
    page.reach.activated.emit(page.reach.currentIndex())
    assert asked[-1] == AskGiven(Reach.ALL)
    before = page.chart.accessibleDescription()
    window.answer(Answer(AskGiven(Reach.WEEKS), given(Reach.WEEKS)))
    assert page.chart.accessibleDescription() == before
    window.answer(Answer(AskGiven(Reach.ALL), given(Reach.ALL)))
    assert page.chart.accessibleDescription().startswith("Bars of CPU hours by month, 37 of them.")


def test_a_ledger_that_cannot_be_read_is_told_of_and_asked_again(
    window: Window, asked: list[object]
) -> None:
    window.paint(of_mood(Mood.CONTRIBUTING))
    page = window.turn_to("Contribution")
    window.show()
    window.answer(Answer(AskGiven(Reach.DAYS), Trouble("The ledger is not open", "Wait.")))
    assert "The ledger is not open" in texts(page)
    page.tick(of_mood(Mood.CONTRIBUTING), 0.0)
    assert len(asked) == 2
    window.answer(Answer(AskGiven(Reach.DAYS), given()))
    assert "The ledger is not open" not in [
        label.text() for label in page.findChildren(QLabel) if label.isVisible()
    ]


def test_what_living_pilots_of_an_older_ledger_used_stands_in_a_line_of_its_own(
    window: Window,
) -> None:
    page, sample = opened(window), given()
    assert "head node not known yet" not in texts(page)
    last = replace(sample.periods[-1], portions=(Portion("", "open", 7200.0),))
    with_unknown = replace(sample, periods=(*sample.periods[:-1], last))
    window.answer(Answer(AskGiven(Reach.DAYS), with_unknown))
    assert "head node not known yet" in texts(page)


def test_nothing_given_is_shown_as_nothing(window: Window) -> None:
    page = opened(window)
    empty = Given(Step.DAY, tuple(Period(p.start) for p in given().periods))
    window.answer(Answer(AskGiven(Reach.DAYS), empty))
    QApplication.processEvents()
    assert page.chart.accessibleDescription() == "Nothing was given in this time."


def test_bars_are_walked_over_by_keys_and_pointed_at_and_told_in_words(
    window: Window,
) -> None:
    page = opened(window)
    periods = given().periods
    picked: list[Period | None] = []
    page.chart.picked.connect(picked.append)
    window.activateWindow()
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_End)
    QTest.keyClick(page.chart, Qt.Key.Key_Left)
    assert picked[-1] is not None and picked[-1].start == periods[-2].start
    assert "alice-grid" in page.chart.accessibleDescription()
    assert "jobs done" in page._told.text()
    QTest.keyClick(page.chart, Qt.Key.Key_Home)
    assert picked[-1] is not None and picked[-1].start == periods[0].start
    place = QPointF(page.chart.width() - 4, page.chart.height() / 2)
    none = Qt.MouseButton.NoButton
    QApplication.sendEvent(
        page.chart,
        QMouseEvent(QEvent.Type.MouseMove, place, none, none, Qt.KeyboardModifier.NoModifier),
    )
    assert picked[-1] is not None and picked[-1].start == periods[-1].start
    assert "not ended yet" in page._told.text()


@pytest.mark.parametrize(("look", "times"), LOOKS)
def test_nothing_is_cut_off(qtbot: QtBot, intents: Intents, look: str, times: int) -> None:
    with dressed(look, times):
        window = Window(intents, machine_cores=8)
        qtbot.addWidget(window)
        page = opened(window)
        qtbot.waitUntil(lambda: not cut_off(page), timeout=WAIT_MS)
        picture(page, f"contribution-{look}-{times}00")
        assert unnamed(page) == []


# Saving -------------------------------------------------------------------------------------------


def save(qtbot: QtBot, page: ContributionPage, what: str, file: Path) -> str:
    """Press the button, choose the file in the dialog; what is told then."""
    button = next(b for b in page.findChildren(QPushButton) if what in b.text())
    saving = page._csv if "CSV" in what else page._picture
    button.click()
    dialog = saving.dialog
    assert dialog is not None
    dialog.setDirectory(str(file.parent))
    dialog.selectFile(file.name)
    with qtbot.waitSignal(saving.done, timeout=WAIT_MS) as told:
        dialog.accept()
    return str(told.args[0])


def test_the_table_and_the_picture_are_saved_where_the_owner_says(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = opened(window)
    table, drawn = tmp_path / "mine.csv", tmp_path / "mine.png"
    assert save(qtbot, page, "CSV", table) == f"Saved as {table}."
    rows = list(csv.DictReader(table.read_text().splitlines()))
    cpu_s = sum(float(row["cpu_seconds"]) for row in rows)
    assert cpu_s == pytest.approx(given().total().cpu_s, abs=1.0)
    assert save(qtbot, page, "PNG", drawn) == f"Saved as {drawn}."
    assert QImage(str(drawn)).width() == page.sheet.width() * 2


@pytest.mark.parametrize("answer", [QMessageBox.StandardButton.No, QMessageBox.StandardButton.Yes])
def test_a_file_that_is_there_is_asked_about(
    qtbot: QtBot, window: Window, tmp_path: Path, answer: QMessageBox.StandardButton
) -> None:
    page = opened(window)
    table = tmp_path / "mine.csv"
    table.write_text("precious")
    asked: list[str] = []

    def reply() -> None:
        for box in QApplication.topLevelWidgets():
            if isinstance(box, QMessageBox) and box.isVisible():
                asked.append(box.text())
                box.button(answer).click()
                return
        QTimer.singleShot(20, reply)

    page._exports[0].click()
    dialog = page._csv.dialog
    assert dialog is not None
    dialog.setDirectory(str(tmp_path))
    dialog.selectFile(table.name)
    QTimer.singleShot(20, reply)
    if answer == QMessageBox.StandardButton.Yes:
        with qtbot.waitSignal(page._csv.done, timeout=WAIT_MS):
            dialog.accept()
        assert table.read_text().startswith("begins,")
    else:
        dialog.accept()
        dialog.reject()
        assert table.read_text() == "precious"
    assert len(asked) == 1 and "already exists" in asked[0]


def test_a_file_that_came_meanwhile_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "mine"
    file.write_text("precious")
    with pytest.raises(FileExistsError):
        write(file, b"new", replace=False)
    assert file.read_text() == "precious"
    write(file, b"new", replace=True)
    assert file.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [file]


def test_a_folder_that_cannot_be_written_is_told_of(
    qtbot: QtBot, window: Window, tmp_path: Path
) -> None:
    page = opened(window)
    page._csv._content = lambda: b""
    with qtbot.waitSignal(page._csv.done, timeout=WAIT_MS) as told:
        page._csv._chosen(str(tmp_path / "nowhere" / "mine.csv"))
    assert "was not written" in told.args[0]
