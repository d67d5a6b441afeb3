"""The loop in a thread of the tray application.

For: a QThread around the loop, and its reports as a signal. Everything that could raise is caught
here: an exception that leaves a slot or a thread's run aborts a PyQt process.
"""

from __future__ import annotations

import logging
import math
import os
import time
from dataclasses import replace

from PyQt5.QtCore import QThread, pyqtSignal

from planctongui.core.observation import Presence
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason, Verdict
from planctongui.session import Session
from planctongui.tongue import translate

log = logging.getLogger(__name__)


RETELL_S = 10.0
"""How old the owner's last input may look in the window while nothing else changes."""


class Worker(QThread):
    """Runs the loop. `reported` carries a Report, queued to the GUI."""

    reported = pyqtSignal(object)
    answered = pyqtSignal(object)
    """Carries an Answer."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        session.enquiries.listen(self.answered.emit)
        self._told: Report | None = None
        self._told_at = 0.0
        self.broken: Report | None = None
        """What to show when the loop ended although nobody told it to."""

    def run(self) -> None:
        """On the worker's thread; returns when the program was told to quit."""
        try:
            from planctongui import wiring  # here, so that the GUI need not wait for the SDK

            wiring.run(self._session.mailbox, self._session.enquiries, self._tell)
        except Exception as error:
            log.exception("worker: the loop ended")
            self.broken = _broken(error)

    def _tell(self, report: Report) -> None:
        self._session.last_report = report
        news = _what_shows(report)
        if news != self._told or report.at - self._told_at >= RETELL_S:
            self._told, self._told_at = news, report.at
            self.reported.emit(report)


def _what_shows(report: Report) -> Report:
    """The report without what differs from step to step although nothing happened."""
    until = report.verdict.until
    if until is not None and math.isfinite(until):
        until = round(until)
    return replace(
        report,
        at=0.0,
        verdict=replace(report.verdict, until=until),
        presence=replace(report.presence, age_s=None),
        sources=tuple(replace(one, age_s=None, heard_s=None) for one in report.sources),
        engine=None if report.engine is None else replace(report.engine, age_s=None),
        owner_cores=None,
        pilots=(),
        actions=(),
        wake_in_s=None,
    )


def _broken(error: Exception) -> Report:
    """A report that says that the loop itself is gone."""
    cores = os.cpu_count() or 1
    return Report(
        at=time.time(),
        verdict=Verdict(Mood.TROUBLE, Reason.INSIDE),
        presence=Presence("none", None, translate("Engine", "planctongui has stopped looking.")),
        owner_cores=None,
        running=0,
        held=0,
        starting=0,
        max_cores=cores,
        machine_cores=cores,
        troubles=(
            Trouble(
                translate("Engine", "planctongui has stopped working"),
                translate("Engine", "Quit and start it. {error}").format(error=repr(error)),
            ),
        ),
    )
