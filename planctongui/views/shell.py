"""Window, tray and the wait for a tray host, as one thing to paint on.

For: the app, which hands in Intents and paints Reports. Not for: carrying intents out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt5.QtCore import QObject

from planctongui.core.notices import Kind, Notice
from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.core.verdict import Reason
from planctongui.keepsakes import Keepsakes
from planctongui.views.intents import Intents
from planctongui.views.notifier import Notifier
from planctongui.views.tray import Tray
from planctongui.views.tray_host import PATIENCE_MS, TrayHost
from planctongui.words import messages

if TYPE_CHECKING:
    from planctongui.views.welcome import Welcome
    from planctongui.views.window import Window

WELCOMED = "welcomed"
"""Keepsake: False = the first steps were begun, True = they are done or put off."""


class Shell(QObject):
    """Everything the owner sees. GUI thread only.

    Needs `QApplication.setQuitOnLastWindowClosed(False)`: a hidden window is no reason to quit.
    """

    def __init__(
        self,
        intents: Intents,
        machine_cores: int,
        patience_ms: int = PATIENCE_MS,
        keepsakes: Keepsakes | None = None,
    ) -> None:
        """`patience_ms`: how long to wait for a tray host before the window is shown instead.

        Without `keepsakes` it remembers nothing over a restart.
        """
        super().__init__()
        self._intents = intents
        self._machine_cores = machine_cores
        self._keepsakes = keepsakes or Keepsakes()
        self._notifier = Notifier(intents, self._keepsakes, self)
        self._notifier.undelivered.connect(self._tell_by_icon)
        self._report: Report | None = None
        self._window: Window | None = None
        self.tray: Tray | None = None
        """None until a tray host is found."""
        self._welcome: Welcome | None = None
        self._awaits_steps = False
        """True while the owner has not seen the first steps, and nothing runs before them."""
        intents.open_window.connect(self.show_window)
        intents.first_steps.connect(self.show_first_steps)
        self.tray_host = TrayHost(patience_ms, self)
        self.tray_host.settled.connect(self._settled)
        self.tray_host.late_host.connect(self._make_tray)

    @property
    def window(self) -> Window:
        """The window, made when it is first asked for."""
        if self._window is None:
            self._window = self._make_window()
        return self._window

    def start(self) -> None:
        """Look for a tray host; without one the window is shown after the patience."""
        self.tray_host.start()

    def paint(self, report: Report) -> None:
        """Show a Report in all that is visible. Cheap when nothing has changed."""
        self._report = report
        if self._window is not None:
            self._window.paint(report)
        if self.tray is not None:
            self.tray.paint(report)
        if self._welcome is not None:
            self._welcome.paint(report)
        self._notifier.paint(report)
        if self._awaits_steps and report.orders.paused_until is None:
            self._end_wait()  # they told it by other ways to go on
            if report.verdict.reason is not Reason.INSIDE:  # which knows of no orders
                self._keepsakes.keep(WELCOMED, True)
        elif self._awaits_steps:
            self._notifier.tell_once(Kind.FIRST_STEPS)

    def answer(self, answer: Answer) -> None:
        """Hand an answer to the window's pages."""
        if self._window is not None:
            self._window.answer(answer)

    def show_window(self) -> None:
        """Show the window in front; the first steps come before it."""
        if self._awaits_steps:
            self.show_first_steps()
            return
        self.window.show_in_front()

    def await_first_steps(self) -> None:
        """Started without a window: the owner's click opens the first steps, once they look."""
        self._awaits_steps = True
        if self.tray is not None:
            self.tray.offer_first_steps(True)

    def _end_wait(self) -> None:
        self._awaits_steps = False
        if self.tray is not None:
            self.tray.offer_first_steps(False)

    def show_first_steps(self, again: bool = True) -> None:
        """Show the first steps in front; `again`: the owner has made choices before."""
        if self._awaits_steps:
            again = False
            self._end_wait()
        if self._welcome is None:
            from planctongui.views.welcome import Welcome

            self._welcome = Welcome(self._intents, self._machine_cores, again)
            self._welcome.turn_to.connect(self._go_on_at)
            self._welcome.finished.connect(self._welcomed)
            if self._report is not None:
                self._welcome.paint(self._report)
        self._welcome.show()
        self._welcome.raise_()
        self._welcome.activateWindow()

    def _go_on_at(self, page: str) -> None:
        if page in self.window.pages:
            self.window.turn_to(page)

    def _welcomed(self) -> None:
        """Started or put off: the window tells what goes on from here."""
        if self._welcome is not None:
            self._welcome.deleteLater()
            self._welcome = None
        self._keepsakes.keep(WELCOMED, True)
        self.show_window()

    def close(self) -> None:
        """Take window and icon away, so that nothing stays behind while the program ends."""
        self.tray_host.stop()
        for shown in (self._welcome, self._window):
            if shown is not None:
                shown.hide()
        if self.tray is not None:
            self.tray.hide()

    def _settled(self, available: bool) -> None:
        if available:
            self._make_tray()
            return
        self.window.set_tray(False)
        if not self.window.isVisible():
            self.show_window()

    def _make_tray(self) -> None:
        self.tray = Tray(self._intents, self._machine_cores, self)
        if self._report is not None:
            self.tray.paint(self._report)
        self.tray.offer_first_steps(self._awaits_steps)
        self.tray.show()
        if self._window is not None:
            self._window.set_tray(True)

    def _tell_by_icon(self, notice: Notice) -> None:
        """A desktop without a notification service: the icon says where the window is."""
        if notice.kind in (Kind.TRAY, Kind.FIRST_STEPS) and self.tray is not None:
            self.tray.say(*messages.words(notice, self._report))

    def _make_window(self) -> Window:
        # Only now: at login nobody opens it, and it is 7 MB and 30 ms on the way to the icon.
        from planctongui.views.window import Window

        window = Window(self._intents, self._machine_cores, self._keepsakes)
        window.close_without_tray.connect(self._intents.quit)
        window.closed_into_tray.connect(self._notifier.tell_of_tray)
        if self.tray is not None:
            window.set_tray(True)
        if self._report is not None:
            window.paint(self._report)
        return window
