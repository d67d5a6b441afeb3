"""The tray's menu follows the Reports and says what the owner wants."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest
from PyQt5.QtWidgets import QAction, QMenu, QSystemTrayIcon
from pytestqt.qtbot import QtBot

from planctongui.core.limits import Rung
from planctongui.core.orders import Orders
from planctongui.core.verdict import Mood, Reason
from planctongui.views.cores_menu import steps
from planctongui.views.icons import SIZES, icon, program_icon
from planctongui.views.intents import Intents
from planctongui.views.tray import Tray
from planctongui.words.levels import RUNGS
from tests.views.reports import of_mood, report


@pytest.fixture
def intents(qtbot: QtBot) -> Intents:
    """The owner's side."""
    return Intents()


@pytest.fixture
def tray(intents: Intents) -> Tray:
    """An icon that is not shown, on a machine with 8 cores."""
    return Tray(intents, machine_cores=8)


def entries(menu: QMenu) -> dict[str, QAction]:
    """The visible entries by their label."""
    return {
        entry.text(): entry
        for entry in menu.actions()
        if entry.isVisible() and not entry.isSeparator()
    }


def submenu(tray: Tray, label: str) -> dict[str, QAction]:
    """The visible entries of a submenu."""
    menu = entries(tray.menu)[label].menu()
    assert menu is not None
    return entries(menu)


def test_the_first_entry_is_the_sentence_and_cannot_be_clicked(tray: Tray) -> None:
    tray.paint(of_mood(Mood.CONTRIBUTING))
    first = tray.menu.actions()[0]
    assert first.text() == "Contributing with 3 pilots on up to 3 of 8 cores."
    assert not first.isEnabled()


def test_the_menu_has_everything_an_owner_needs(tray: Tray) -> None:
    tray.paint(of_mood(Mood.CONTRIBUTING))
    assert list(entries(tray.menu))[1:] == [
        "Pause",
        "Finish current jobs, then stop",
        "Max cores",
        "While you are here",
        "Open",
        "First steps",
        "Quit",
    ]
    assert list(submenu(tray, "Pause")) == [
        "15 minutes",
        "1 hour",
        "3 hours",
        "Until tomorrow 8:00",
        "Until I resume",
    ]


def test_resume_is_there_only_while_paused(tray: Tray, intents: Intents, qtbot: QtBot) -> None:
    tray.paint(of_mood(Mood.CONTRIBUTING))
    assert "Resume" not in entries(tray.menu)
    tray.paint(of_mood(Mood.PAUSED))
    with qtbot.waitSignal(intents.resume):
        entries(tray.menu)["Resume"].trigger()
    tray.paint(of_mood(Mood.HELD))
    assert "Resume" not in entries(tray.menu)


def test_a_left_click_pauses_and_another_resumes(
    tray: Tray, intents: Intents, qtbot: QtBot
) -> None:
    tray.paint(of_mood(Mood.CONTRIBUTING))
    with qtbot.waitSignal(intents.pause) as pausing:
        tray._activated(QSystemTrayIcon.ActivationReason.Trigger)
    assert pausing.args == [math.inf]
    tray.paint(of_mood(Mood.PAUSED))
    with qtbot.waitSignal(intents.resume):
        tray._activated(QSystemTrayIcon.ActivationReason.Trigger)
    with qtbot.waitSignal(intents.open_window):
        tray._activated(QSystemTrayIcon.ActivationReason.MiddleClick)


def test_the_limit_in_force_is_ticked_also_when_it_changes(tray: Tray) -> None:
    for limit in (3, 0, 8):
        tray.paint(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, max_cores=limit))
        ticked = [text for text, entry in submenu(tray, "Max cores").items() if entry.isChecked()]
        assert ticked == [f"{limit} of 8 cores" if limit else "None"]


def test_choosing_cores_asks_for_them(tray: Tray, intents: Intents, qtbot: QtBot) -> None:
    tray.paint(of_mood(Mood.CONTRIBUTING))
    with qtbot.waitSignal(intents.max_cores) as asked:
        submenu(tray, "Max cores")["5 of 8 cores"].trigger()
    assert asked.args == [5]


def test_the_rung_in_force_is_ticked_and_another_can_be_chosen(
    tray: Tray, intents: Intents, qtbot: QtBot
) -> None:
    for rung in Rung:
        tray.paint(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, rung=rung))
        rungs = submenu(tray, "While you are here")
        assert [t for t, entry in rungs.items() if entry.isChecked()] == [RUNGS[rung][0]]
    with qtbot.waitSignal(intents.rung) as asked:
        rungs[RUNGS[Rung.SHARE][0]].trigger()
    assert asked.args == ["share"]


def test_a_limit_between_the_steps_of_a_large_machine_is_shown(
    intents: Intents, qtbot: QtBot
) -> None:
    tray = Tray(intents, machine_cores=64)
    tray.paint(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, max_cores=13, machine_cores=64))
    assert submenu(tray, "Max cores")["13 of 64 cores"].isChecked()
    tray.paint(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, max_cores=16, machine_cores=64))
    assert "13 of 64 cores" not in submenu(tray, "Max cores")


@pytest.mark.parametrize(
    ("machine_cores", "offered"),
    [
        (1, [0, 1]),
        (4, [0, 1, 2, 3, 4]),
        (24, [0, 1, 2, 4, 6, 8, 12, 16, 18, 24]),
        (64, [0, 1, 2, 4, 8, 16, 32, 48, 64]),
    ],
)
def test_large_machines_get_a_short_list(machine_cores: int, offered: list[int]) -> None:
    assert steps(machine_cores) == offered


def test_finish_is_a_tick_that_stays_while_the_owner_is_here(
    tray: Tray, intents: Intents, qtbot: QtBot
) -> None:
    entry = entries(tray.menu)["Finish current jobs, then stop"]
    with qtbot.waitSignal(intents.finish) as asked:
        entry.trigger()
    assert asked.args == [True]
    tray.paint(report(Mood.CONTRIBUTING, Reason.FINISHING, running=2))
    tray.paint(replace(of_mood(Mood.HELD), orders=Orders(finishing=True)))
    assert entry.isChecked()
    tray.paint(of_mood(Mood.CONTRIBUTING))
    assert not entry.isChecked()


def test_open_and_quit_are_passed_on(tray: Tray, intents: Intents, qtbot: QtBot) -> None:
    with qtbot.waitSignal(intents.open_window):
        entries(tray.menu)["Open"].trigger()
    with qtbot.waitSignal(intents.quit):
        entries(tray.menu)["Quit"].trigger()


def test_an_unchanged_report_changes_nothing(tray: Tray) -> None:
    tray.paint(of_mood(Mood.CONTRIBUTING))
    before = tray._icon.icon().cacheKey()
    changes: list[object] = []
    for entry in tray.menu.actions():
        entry.changed.connect(lambda entry=entry: changes.append(entry.text()))
    tray.paint(of_mood(Mood.CONTRIBUTING))
    assert changes == []
    assert tray._icon.icon().cacheKey() == before


def test_every_mood_has_a_picture_of_its_own_in_every_size(qtbot: QtBot) -> None:
    pictures = {mood: icon(mood) for mood in Mood}
    for size in SIZES:
        images = [picture.pixmap(size, size).toImage() for picture in pictures.values()]
        images.append(program_icon().pixmap(size, size).toImage())
        assert all(image.width() == size for image in images)
        assert all(a != b for n, a in enumerate(images) for b in images[n + 1 :])


def test_an_icon_is_drawn_once(qtbot: QtBot) -> None:
    assert icon(Mood.HELD) is icon(Mood.HELD)
