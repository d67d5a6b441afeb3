"""The loop in a thread of the tray application.

For: a QThread around the loop, and its reports as a signal. Everything that could raise is caught
here: an exception that leaves a slot or a thread's run aborts a PyQt process.
"""

from __future__ import annotations

import logging
from dataclasses import replace

from PyQt5.QtCore import QThread, pyqtSignal

from planctongui.core.model import Report
from planctongui.session import Session

log = logging.getLogger(__name__)


RETELL_S = 10.0
"""How old the owner's last input may look in the window while nothing else changes."""


class Worker(QThread):
    """Runs the loop. `reported` carries a Report, `failed` a sentence; both queued to the GUI."""

    reported = pyqtSignal(object)
    failed = pyqtSignal(str)

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._told: Report | None = None
        self._told_at = 0.0
        self.broken = False
        """True when the loop ended although nobody told it to."""

    def run(self) -> None:
        """On the worker's thread; returns when the program was told to quit."""
        try:
            from planctongui import wiring  # here, so that the icon need not wait for the SDK

            wiring.run(self._session.settings, self._session.mailbox, self._tell)
        except Exception as error:
            log.exception("worker: the loop ended")
            self.broken = True
            self.failed.emit(f"{error!r}")

    def _tell(self, report: Report) -> None:
        self._session.last_report = report
        # A report that shows nothing new would only wake the GUI thread.
        news = replace(report, at=0.0, presence=replace(report.presence, age_s=None))
        news = replace(news, actions=(), owner_cores=None, wake_in_s=None)
        if news != self._told or report.at - self._told_at >= RETELL_S:
            self._told, self._told_at = news, report.at
            self.reported.emit(report)
