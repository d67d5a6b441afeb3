"""The real Shell fed with canned Reports, for tests that need a process on a test desktop.

`python -m tests.views.demo_app --orders FD [--dark] [--patience MS]`. A line on the descriptor is
the name of a mood to paint or an order of `Demo._obey`; everything seen goes to standard output, a
line each. Not for: the app's own loop.
"""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace

from PyQt5.QtCore import QEvent, QObject, QSocketNotifier
from PyQt5.QtGui import QColor, QPalette
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication

from planctongui import keepsakes
from planctongui.core.verdict import Mood
from planctongui.keepsakes import Keepsakes
from planctongui.views.icons import program_icon
from planctongui.views.intents import Intents
from planctongui.views.rung_chooser import RungChooser
from planctongui.views.shell import Shell
from tests.views.reports import of_mood, sharing_by_schedule

INTENTS = ("pause", "resume", "finish", "max_cores", "rung", "setting", "open_window", "quit")


def dark_palette() -> QPalette:
    """Colours of a dark desktop."""
    palette = QPalette(QColor("#31363b"), QColor("#2a2e32"))
    palette.setColor(QPalette.ColorRole.Base, QColor("#1b1e20"))
    palette.setColor(QPalette.ColorRole.Highlight, QColor("#3daee9"))
    return palette


def tell(*words: object) -> None:
    """One line to the test."""
    print(*words, flush=True)


class Popup(QObject):
    """Tells when the list of the rungs is shown."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            tell("the rungs are open")
        return False


class Demo:
    """Carries the orders out and tells every intent."""

    def __init__(self, app: QApplication, orders: int, patience_ms: int) -> None:
        self._app = app
        self._orders = orders
        self.intents = Intents()
        for name in INTENTS:
            self._tell_of(name)
        self.intents.quit.connect(app.quit)
        self._keepsakes = Keepsakes(keepsakes.default_path())
        self.shell = Shell(self.intents, 8, patience_ms, self._keepsakes)
        self.shell.tray_host.settled.connect(lambda found: tell("settled", found))
        self.shell.tray_host.late_host.connect(lambda: tell("late_host"))
        self._popup = Popup()
        self._notifier = QSocketNotifier(orders, QSocketNotifier.Type.Read)
        self._notifier.activated.connect(self._obey)

    def _tell_of(self, name: str) -> None:
        getattr(self.intents, name).connect(lambda *values: tell(name, *values))

    def leave(self) -> None:
        """What the window remembers is on the disk after this."""
        self.shell.close()
        self._keepsakes.close()

    def _where_is_open(self) -> tuple[object, ...]:
        """Centre of the tray menu's entry on the screen, once the menu is shown."""
        tray = self.shell.tray
        if tray is None or not tray.menu.isVisible():
            return ("hidden",)
        entry = next(e for e in tray.menu.actions() if e.text() == "Open")
        centre = tray.menu.mapToGlobal(tray.menu.actionGeometry(entry).center())
        return (centre.x(), centre.y())

    def _obey(self) -> None:
        for order in os.read(self._orders, 4096).decode().splitlines():
            if order == "quit":
                self._app.quit()
            elif order == "window":
                self.shell.show_window()
            elif order == "where is Open":
                tell("Open is", *self._where_is_open())
            elif order == "leave":
                self.shell.close()
            elif order == "settle after 600 ms":
                QTest.qWait(600)
            elif order == "sharing by schedule":
                self.shell.paint(sharing_by_schedule())
            elif order == "focus the rung":
                box = self.shell.window.turn_to("Limits").findChild(RungChooser).box
                box.setFocus()
                box.activated.connect(lambda index: tell("chosen", index))
                box.view().installEventFilter(self._popup)
            elif order == "save":
                self.shell.window.turn_to("Limits").draft.save.click()
            elif order == "two minutes of trouble":
                begun = of_mood(Mood.TROUBLE)
                self.shell.paint(begun)
                self.shell.paint(replace(begun, at=begun.at + 120))
            elif order == "look":
                pass
            elif order == "close":
                self.shell.window.close()
            else:
                self.shell.paint(of_mood(Mood(order)))
            self._app.sync()  # so that a screenshot taken now shows it
            tell("did", order)


def main() -> int:
    """Run until told to quit."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, required=True)
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--patience", type=int, default=1000)
    choice = parser.parse_args()
    app = QApplication(["planctongui"])
    app.setStyle("Fusion")
    app.setQuitOnLastWindowClosed(False)
    app.setWindowIcon(program_icon())
    if choice.dark:
        app.setPalette(dark_palette())
    demo = Demo(app, choice.orders, choice.patience)
    demo.shell.start()
    tell("started")
    status = int(app.exec_())
    demo.leave()
    return status


if __name__ == "__main__":
    sys.exit(main())
