"""The tray application: Qt's event loop, the views, and the worker's thread tied together.

For: wiring signals, start and end of the process. Not for: what anything looks like (`views`) or
what the worker does (`wiring`, `spawner`).
"""

from __future__ import annotations

import logging
import os
import signal
import socket
import sys
from types import FrameType, TracebackType

# Before Qt starts: without it a window costs 50 MB for OpenGL, which nothing here uses.
os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")

from PyQt5.QtCore import QObject, QSocketNotifier, pyqtSignal
from PyQt5.QtWidgets import QApplication

from planctongui.core.model import Mood, Presence, Reason, Report, Trouble, Verdict
from planctongui.events import (
    Event,
    FinishOrdered,
    MaxCoresSet,
    PauseOrdered,
    QuitOrdered,
    ResumeOrdered,
)
from planctongui.session import Session
from planctongui.views import icons
from planctongui.views.intents import Intents
from planctongui.views.shell import Shell
from planctongui.worker import Worker

log = logging.getLogger(__name__)


def run(hidden: bool) -> int:
    """Run until the owner quits; gives the exit status. Raises AlreadyRunning."""
    knocks = _Knocks()
    session = Session(knocks.show_window.emit)
    sys.excepthook = _log_and_live
    application = QApplication([sys.argv[0]])
    application.setApplicationName("planctongui")
    application.setDesktopFileName("planctongui")
    application.setQuitOnLastWindowClosed(False)
    application.setWindowIcon(icons.program_icon())
    intents = Intents()
    shell = Shell(intents, os.cpu_count() or 1)
    worker = Worker(session)
    _carry_out(intents, session, shell)
    knocks.show_window.connect(shell.show_window)
    worker.reported.connect(shell.paint)
    worker.failed.connect(lambda words: shell.paint(_broken(session, words)))
    worker.finished.connect(lambda: application.quit() if not worker.broken else None)
    intents.quit.connect(lambda: _end_if_broken(application, worker))
    signals = _UnixSignals(intents)
    shell.start()
    worker.start()
    if not hidden:
        shell.show_window()
    status = application.exec_()
    session.close()
    signals.close()
    # A hung engine call must not keep the process: its threads have nothing left to save.
    sys.stdout.flush()
    os._exit(status)


class _Knocks(QObject):
    """Calls from the control thread, queued to the GUI."""

    show_window = pyqtSignal()


def _carry_out(intents: Intents, session: Session, shell: Shell) -> None:
    """Turn what the owner wants into events; the worker answers with a Report."""

    def post(event: Event) -> None:
        session.mailbox.post(event)

    intents.pause.connect(lambda until: post(PauseOrdered(until)))
    intents.resume.connect(lambda: post(ResumeOrdered()))
    intents.finish.connect(lambda on: post(FinishOrdered(on)))
    intents.max_cores.connect(lambda cores: post(MaxCoresSet(cores)))
    intents.quit.connect(lambda: post(QuitOrdered()))
    intents.quit.connect(shell.close)


def _broken(session: Session, words: str) -> Report:
    """A report that says that the loop itself is gone; the window stays to tell it."""
    last = session.last_report
    return Report(
        at=last.at if last else 0.0,
        verdict=Verdict(Mood.TROUBLE, Reason.INSIDE),
        presence=Presence("none", None, ""),
        owner_cores=None,
        running=0,
        held=0,
        starting=0,
        max_cores=last.max_cores if last else 0,
        machine_cores=last.machine_cores if last else os.cpu_count() or 1,
        troubles=(Trouble("planctongui has stopped working", f"Quit and start it again. {words}"),),
    )


def _end_if_broken(application: QApplication, worker: Worker) -> None:
    if worker.isFinished():
        application.quit()


def _log_and_live(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """PyQt aborts on an exception in a slot unless somebody takes it."""
    log.error("unexpected error", exc_info=(kind, error, trace))


class _UnixSignals(QObject):
    """SIGINT and SIGTERM as the order to quit; Python alone would not see them under Qt."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._ours, self._theirs = socket.socketpair()
        for end in (self._ours, self._theirs):
            end.setblocking(False)
        signal.set_wakeup_fd(self._theirs.fileno())
        self._notifier = QSocketNotifier(
            self._ours.fileno(), QSocketNotifier.Read, self  # type: ignore[arg-type]
        )
        # Python runs its handlers as soon as this slot is entered.
        self._notifier.activated.connect(lambda: self._ours.recv(64))

        def on_signal(number: int, frame: FrameType | None) -> None:
            signal.signal(number, signal.SIG_DFL)
            intents.quit.emit()

        signal.signal(signal.SIGINT, on_signal)
        signal.signal(signal.SIGTERM, on_signal)

    def close(self) -> None:
        """Stop listening."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
