"""What one running planctongui has before its loop starts: mailbox, last report, its door.

For: both ways to run (tray and terminal) share it. Not for: the parts of the loop (`wiring`).
"""

from __future__ import annotations

import time
from collections.abc import Callable

from planctongui import places
from planctongui.control import Control
from planctongui.core.report import Report
from planctongui.core.standing import Trial
from planctongui.enquiries import Enquiries
from planctongui.mailbox import Mailbox
from planctongui.tongue import translate


class Session:
    """Raises AlreadyRunning when this owner has a planctongui running.

    `show` is called (on the control thread) when a second start asks for the window.
    """

    def __init__(self, show: Callable[[], None]) -> None:
        self._show = show
        self.mailbox = Mailbox()
        self.enquiries = Enquiries()
        self.last_report: Report | None = None
        self._control = Control(
            places.data_folder(), places.runtime_folder(), places.instance(), self._answer
        )

    def close(self) -> None:
        """Shut the door; the mailbox stays open for late answers until the process ends."""
        self._control.close()

    def _answer(self, words: list[str]) -> object:
        # Here, because nobody asks in the first moment.
        from planctongui import checkup, orders
        from planctongui.words import details, status
        from planctongui.words import removal as removal_words

        report = self.last_report
        match words:
            case ["removal"]:
                done = report.removal if report is not None else None
                if done is None:
                    return {"at": 0.0}
                return {
                    "at": done.at,
                    "lines": removal_words.told(done),
                    "done": removal_words.is_done(done),
                }
            case ["show"]:
                self._show()
                return "shown"
            case ["status" | "doctor"]:
                if report is None:
                    raise ValueError(
                        translate("Command line", "It is just starting; ask again in a second.")
                    )
                if words == ["doctor"]:
                    return checkup.of_report(report, time.time())
                return {
                    "sentence": status.status(report, time.time()),
                    "delay": details.delay(report),
                    "report": orders.plain(report),
                }
            case ["tested", name]:
                return orders.plain(_trial_of(report, name))
            case ["test", name]:
                _trial_of(report, name)
        self.mailbox.post(orders.event_for(words))
        return "ordered"


def _trial_of(report: Report | None, head_node: str) -> Trial | None:
    """The last test of a head node in force. Raises ValueError with a sentence."""
    standings = report.head_nodes if report else ()
    found = next((one for one in standings if one.name == head_node), None)
    if found is None:
        told = translate(
            "Command line", "No head node {name} is in force. See: planctongui headnode list"
        )
        raise ValueError(told.format(name=head_node))
    return found.trial
