"""The tray application: Qt's event loop, the views, and the worker's thread tied together.

For: wiring signals, start and end of the process. Not for: what anything looks like (`views`) or
what the worker does (`wiring`, `spawner`).
"""

from __future__ import annotations

import logging
import math
import os
import signal
import socket
import sys
from types import FrameType, TracebackType
from typing import TYPE_CHECKING

# Before Qt starts: without it a window costs 50 MB for OpenGL, which nothing here uses.
os.environ.setdefault("QT_XCB_GL_INTEGRATION", "none")

from PyQt5.QtCore import (
    QLibraryInfo,
    QLocale,
    QObject,
    QSocketNotifier,
    QTimer,
    QTranslator,
    pyqtSignal,
)
from PyQt5.QtWidgets import QApplication

from planctongui import language, places
from planctongui.keepsakes import Keepsakes, default_path
from planctongui.session import Session
from planctongui.views.intents import Intents
from planctongui.views.shell import WELCOMED, Shell

if TYPE_CHECKING:
    from planctongui.worker import Worker

log = logging.getLogger(__name__)


ICON_FIRST_MS = 300
"""The worker's start (it imports the SDK) waits this long at most for the icon to be shown."""


def run(hidden: bool) -> int:
    """Run until the owner quits; gives the exit status. Raises AlreadyRunning."""
    knocks = _Knocks()
    session = Session(knocks.show_window.emit)
    sys.excepthook = _log_and_live
    application = QApplication([sys.argv[0]])
    application.setApplicationName("planctongui")
    application.setDesktopFileName("planctongui")
    application.setQuitOnLastWindowClosed(False)
    _speak(application)
    intents = Intents()
    keepsakes = Keepsakes(default_path())
    shell = Shell(intents, os.cpu_count() or 1, keepsakes=keepsakes)
    signals = _UnixSignals(intents)
    knocks.show_window.connect(shell.show_window)
    begun = _Begun(application, session, shell, intents)
    shell.tray_host.settled.connect(lambda _: QTimer.singleShot(0, begun.begin))
    QTimer.singleShot(ICON_FIRST_MS, begun.begin)
    shell.start()
    if _is_first_start(keepsakes):
        _begin_with_first_steps(session, shell, keepsakes, hidden)
    elif not hidden:
        shell.show_window()
    status = application.exec_()
    session.close()
    signals.close()
    keepsakes.close()
    # A hung engine call must not keep the process: its threads have nothing left to save.
    sys.stdout.flush()
    os._exit(status)


class _Begun:
    """The worker and what ties it to the views; made once, after the icon."""

    def __init__(
        self, application: QApplication, session: Session, shell: Shell, intents: Intents
    ) -> None:
        self._application = application
        self._session = session
        self._shell = shell
        self._intents = intents
        self._worker: Worker | None = None
        self._quitting = False
        intents.quit.connect(self._quit)

    def begin(self) -> None:
        """Start the worker if that has not been done."""
        if self._worker is not None or self._quitting:
            return
        from planctongui import worker
        from planctongui.core.limits import Rung
        from planctongui.events import (
            FinishOrdered,
            MaxCoresSet,
            PauseOrdered,
            RemoveOrdered,
            ResumeOrdered,
            RungSet,
            SettingChosen,
            StopOrdered,
            TrialOrdered,
        )

        self._worker = worker.Worker(self._session)
        self._worker.reported.connect(self._shell.paint)
        self._worker.answered.connect(self._shell.answer)
        self._worker.finished.connect(self._ended)
        post = self._session.mailbox.post
        self._intents.ask.connect(self._session.enquiries.ask)
        self._intents.pause.connect(lambda until: post(PauseOrdered(until)))
        self._intents.resume.connect(lambda: post(ResumeOrdered()))
        self._intents.finish.connect(lambda on: post(FinishOrdered(on)))
        self._intents.stop.connect(lambda pilot: post(StopOrdered(pilot)))
        self._intents.remove_everything.connect(lambda: post(RemoveOrdered()))
        self._intents.max_cores.connect(lambda cores: post(MaxCoresSet(cores)))
        self._intents.rung.connect(lambda rung: post(RungSet(Rung(rung))))
        self._intents.setting.connect(
            lambda section, key, value: post(SettingChosen(section, key, value))
        )
        self._intents.test.connect(lambda name: post(TrialOrdered(name)))
        self._worker.start()

    def _quit(self) -> None:
        from planctongui.events import QuitOrdered

        self._quitting = True
        self._shell.close()
        if self._worker is None or self._worker.isFinished():
            self._application.quit()
        else:
            self._session.mailbox.post(QuitOrdered())

    def _ended(self) -> None:
        """The loop is over: as ordered, or because something broke; then the window stays."""
        if self._worker is None or self._worker.broken is None:
            self._application.quit()
        else:
            self._shell.paint(self._worker.broken)


def _is_first_start(keepsakes: Keepsakes) -> bool:
    """True until the owner has seen the first steps, unless they used the program before them."""
    welcomed = keepsakes.get(WELCOMED)
    if welcomed is None:
        from planctongui import settings

        used = (settings.default_path(), places.data_folder() / "ledger.sqlite3")
        return not any(file.exists() for file in used)
    return welcomed is False


def _begin_with_first_steps(
    session: Session, shell: Shell, keepsakes: Keepsakes, hidden: bool
) -> None:
    """Nothing runs before the owner has read what will; `hidden`: they are not there to read."""
    from planctongui.events import PauseOrdered

    session.mailbox.post(PauseOrdered(math.inf))
    keepsakes.keep(WELCOMED, False)
    if hidden:
        shell.await_first_steps()
    else:
        shell.show_first_steps(again=False)


def _speak(application: QApplication) -> None:
    """Have Qt's own buttons, days and numbers in the language of all other words."""
    code = language.speak()
    if QLocale.system().language() != QLocale(code).language():
        QLocale.setDefault(QLocale(code))
    folder = QLibraryInfo.location(QLibraryInfo.LibraryLocation.TranslationsPath)
    own = QTranslator(application)
    if own.load(f"qtbase_{code}", folder):
        application.installTranslator(own)


class _Knocks(QObject):
    """Calls from the control thread, queued to the GUI."""

    show_window = pyqtSignal()


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
            self._ours.fileno(),  # type: ignore[arg-type]
            QSocketNotifier.Read,
            self,
        )
        # Python runs its handlers as soon as this slot is entered.
        self._notifier.activated.connect(lambda: self._ours.recv(64))

        def on_signal(number: int, frame: FrameType | None) -> None:
            signal.signal(number, signal.SIG_DFL)
            intents.quit.emit()

        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, on_signal)

    def close(self) -> None:
        """Stop listening."""
        signal.set_wakeup_fd(-1)
        self._notifier.setEnabled(False)
