"""The tray icon and its menu.

For: telling the state at a glance and taking the owner's orders. Not for: waiting for a tray host
(`tray_host`; make a Tray only after it found one). GUI thread only.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PyQt5.QtCore import QObject
from PyQt5.QtWidgets import QAction, QMenu, QSystemTrayIcon

from planctongui.core.report import Report
from planctongui.core.verdict import Mood
from planctongui.tongue import translate
from planctongui.views import pause_menu
from planctongui.views.cores_menu import CoresMenu
from planctongui.views.icons import icon
from planctongui.views.intents import Intents, paused
from planctongui.views.rung_menu import RungMenu
from planctongui.words import status


class Tray(QObject):
    """Left click pauses or resumes, or opens the first steps while they are offered; middle click
    opens the window, right click shows the menu.

    The entries are made once and then only changed: a StatusNotifier host keeps a copy of the menu
    and clicks by number, so an entry must stay the same thing for as long as it lives.
    """

    def __init__(self, intents: Intents, machine_cores: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._intents = intents
        self._report: Report | None = None
        self._mood: Mood | None = None
        self._offers_steps = False
        self._icon = QSystemTrayIcon(self)
        self._icon.activated.connect(self._activated)
        self._menu = self._make_menu(machine_cores)
        self._menu.aboutToShow.connect(self._refresh)
        self._icon.setContextMenu(self._menu)
        self._show_mood(Mood.WAITING)
        self._icon.setToolTip("planctongui")

    def show(self) -> None:
        """Put the icon into the tray."""
        self._icon.show()

    def hide(self) -> None:
        """Take the icon out of the tray."""
        self._icon.hide()

    def say(self, title: str, text: str) -> None:
        """Show a message beside the icon."""
        self._icon.showMessage(title, text, self._icon.icon())

    @property
    def menu(self) -> QMenu:
        """The menu, for tests that read it."""
        return self._menu

    def offer_first_steps(self, offered: bool) -> None:
        """A click opens the first steps, and the sentence says so, for as long as this is True."""
        self._offers_steps = offered
        self._refresh()

    def paint(self, report: Report) -> None:
        """Show a Report; touches only what has changed."""
        self._report = report
        self._show_mood(report.verdict.mood)
        self._refresh()

    def _make_menu(self, machine_cores: int) -> QMenu:
        intents, menu = self._intents, QMenu()
        self._sentence = menu.addAction(translate("Tray", "Starting."))
        self._sentence.setEnabled(False)
        menu.addSeparator()
        self._pause = QMenu(translate("Tray", "Pause"), menu)
        pause_menu.fill(self._pause, intents)
        menu.addMenu(self._pause)
        self._resume = self._entry(menu, translate("Tray", "Resume"), intents.resume.emit)
        self._resume.setVisible(False)
        self._finish = menu.addAction(translate("Tray", "Finish current jobs, then stop"))
        self._finish.setCheckable(True)
        self._finish.triggered.connect(intents.finish.emit)
        self._cores = CoresMenu(intents, machine_cores)
        menu.addMenu(self._cores)
        self._rungs = RungMenu(intents)
        menu.addMenu(self._rungs)
        menu.addSeparator()
        self._entry(menu, translate("Tray", "Open"), intents.open_window.emit)
        self._entry(menu, translate("Tray", "First steps"), intents.first_steps.emit)
        self._entry(menu, translate("Tray", "Quit"), intents.quit.emit)
        return menu

    @staticmethod
    def _entry(menu: QMenu, label: str, order: Callable[[], None]) -> QAction:
        entry = menu.addAction(label)
        # A signal's emit would take the entry's "checked" for an argument of its own.
        entry.triggered.connect(lambda: order())
        return entry

    def _show_mood(self, mood: Mood) -> None:
        if mood is not self._mood:
            self._mood = mood
            self._icon.setIcon(icon(mood))

    def _refresh(self) -> None:
        """Bring words and ticks up to the last Report and to the time of day."""
        report = self._report
        if report is None:
            return
        sentence = status.status(report, time.time())
        if self._offers_steps:
            sentence = translate("Tray", "Nothing runs yet: click the icon for the first steps.")
        if sentence != self._sentence.text():
            self._sentence.setText(sentence)
            self._icon.setToolTip(sentence)
        pausing = paused(report)
        self._resume.setVisible(pausing)
        self._pause.setTitle(
            translate("Tray", "Pause") if not pausing else translate("Tray", "Change the pause")
        )
        self._finish.setChecked(report.orders.finishing)
        self._cores.show_limit(report.max_cores)
        self._rungs.show_rung(report.rung)

    def _activated(self, reason: QSystemTrayIcon.ActivationReason) -> None:
        if reason == QSystemTrayIcon.ActivationReason.MiddleClick:
            self._intents.open_window.emit()
        elif reason in (
            QSystemTrayIcon.ActivationReason.Trigger,
            # The second of two quick clicks: without this it would be swallowed on XEmbed trays.
            QSystemTrayIcon.ActivationReason.DoubleClick,
        ):
            if self._offers_steps:
                self._intents.first_steps.emit()
            elif paused(self._report):
                self._intents.resume.emit()
            else:
                self._intents.pause.emit(math.inf)
