"""The same loop in a terminal: one line per event, until Ctrl-C. No Qt.

For: machines without a display. Not for: words (`words`).
"""

from __future__ import annotations

import contextlib
import signal
import time
from types import FrameType

from planctongui import wiring
from planctongui.core.actions import Breathe
from planctongui.core.report import Report
from planctongui.core.verdict import Reason
from planctongui.events import QuitOrdered
from planctongui.session import Session
from planctongui.tongue import translate
from planctongui.words import formats, reasons, status


def run(session: Session) -> int:
    """Run until a signal or the order to quit; a second signal ends at once. Gives exit status."""
    printer = Printer()

    def on_signal(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.SIG_DFL)
        session.mailbox.post(QuitOrdered())

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    told = translate("Command line", "planctongui runs in this terminal. Ctrl-C ends it.")
    print(told, flush=True)

    def tell(report: Report) -> None:
        session.last_report = report
        printer.tell(report)

    wiring.run(session.mailbox, session.enquiries, tell)
    printer.say(translate("Command line", "Bye."))
    return 0


class Printer:
    """Prints what changed since the last report."""

    def __init__(self) -> None:
        self._said: dict[str, object] = {}

    def tell(self, report: Report) -> None:
        for action in report.actions:
            if not isinstance(action, Breathe):  # every few seconds, and no news
                self.say(reasons.action_line(action))
        self._news("status", status.status(report, report.at), report.verdict.reason)
        for trouble in report.troubles:
            self._news(trouble.title, f"{trouble.title}. {trouble.advice}")
        for fruit in report.fruits:
            told = translate("Command line", "{fruit}, {hours} given")
            given = formats.hours(report.sums.total_s)
            self._news("fruit", told.format(fruit=fruit, hours=given))

    def _news(self, key: str, text: str, reason: Reason | None = None) -> None:
        # The sentence about the owner's CPU counts seconds down: once is enough.
        same = reason if reason is Reason.OWNER_CPU else text
        if self._said.get(key) != same:
            self._said[key] = same
            self.say(text)

    def say(self, text: str) -> None:
        with contextlib.suppress(OSError):  # nobody reads any more: the loop goes on
            print(time.strftime("%H:%M:%S"), formats.printable(text), flush=True)
