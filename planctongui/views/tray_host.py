"""Waits for a tray host, so that Qt is asked only when it will find one.

For: the first seconds after login, when panel and app start in any order. Qt decides once and for
ever at the first touch of QSystemTrayIcon whether a StatusNotifier host is there; touched too early
there is never an icon. Not for: the icon itself (`tray`). GUI thread only, and nothing here waits:
a panel that hangs must not hold up the window.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt5.QtCore import QObject, QTimer, pyqtSignal, pyqtSlot
from PyQt5.QtDBus import (
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusPendingReply,
    QDBusServiceWatcher,
)
from PyQt5.QtGui import QGuiApplication

if TYPE_CHECKING:
    from planctongui.views.xembed import XembedWatch

WATCHER = "org.kde.StatusNotifierWatcher"
WATCHER_PATH = "/StatusNotifierWatcher"
PATIENCE_MS = 4000
"""How long `settled` may take while no host is there."""
# A watcher takes its name first and is ready to answer a little later.
_SETTLE_MS = 200
_ASK_MS = 1000


class TrayHost(QObject):
    """Tells once whether there is a tray host, and later if one comes after all."""

    settled = pyqtSignal(bool)
    """Emitted exactly once: True = QSystemTrayIcon may be made now; False = none came in time."""
    late_host = pyqtSignal()
    """A host came after `settled(False)`: the icon can be made now, Qt has not decided yet."""

    def __init__(self, patience_ms: int = PATIENCE_MS, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._found = False
        self._told = False
        self._listening = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._give_up)
        self._xembed: XembedWatch | None = None
        self._names: QDBusServiceWatcher | None = None

    def start(self) -> None:
        """Look, and keep looking. Never raises."""
        self._patience.start()
        self._ask()

    def stop(self) -> None:
        """Look no more: neither signal comes after this. May be called twice."""
        self._found = self._told = True
        self._patience.stop()
        self._stop_listening()

    def _listen(self) -> None:
        if QGuiApplication.platformName() == "xcb":
            from planctongui.views.xembed import XembedWatch  # most desktops never need it

            self._xembed = XembedWatch(self)
            self._xembed.changed.connect(self._look)
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        self._names = QDBusServiceWatcher(
            WATCHER, bus, QDBusServiceWatcher.WatchModeFlag.WatchForRegistration, self
        )
        self._names.serviceRegistered.connect(self._look_soon)
        # Watcher and host can be two programs, and the watcher alone does not satisfy Qt.
        bus.connect(WATCHER, WATCHER_PATH, WATCHER, "StatusNotifierHostRegistered", self._look_soon)

    @pyqtSlot()
    def _look_soon(self) -> None:
        QTimer.singleShot(_SETTLE_MS, self._ask)

    @pyqtSlot()
    def _ask(self) -> None:
        """Ask for a StatusNotifier host, in the way Qt asks; the answer comes by `_answered`."""
        if self._found:
            return
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            self._no_notifier()
            return
        question = QDBusMessage.createMethodCall(
            WATCHER, WATCHER_PATH, "org.freedesktop.DBus.Properties", "Get"
        )
        question.setArguments([WATCHER, "IsStatusNotifierHostRegistered"])
        question.setAutoStartService(False)
        asked = QDBusPendingCallWatcher(bus.asyncCall(question, _ASK_MS), self)
        asked.finished.connect(self._answered)

    def _answered(self, asked: QDBusPendingCallWatcher) -> None:
        reply = QDBusPendingReply(asked).reply()
        asked.deleteLater()
        if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments()[0] is True:
            self._find()
        else:
            self._no_notifier()

    def _no_notifier(self) -> None:
        if not self._found and not self._listening:
            self._listening = True
            self._listen()
            self._ask()  # one may have come between the answer and our listening
        self._look()

    @pyqtSlot()
    def _look(self) -> None:
        if not self._found and self._xembed is not None and self._xembed.present():
            self._find()

    def _find(self) -> None:
        if self._found:
            return
        self._found = True
        self._patience.stop()
        self._stop_listening()
        if self._told:
            self.late_host.emit()
        else:
            self._told = True
            self.settled.emit(True)

    @pyqtSlot()
    def _give_up(self) -> None:
        if not self._told:
            self._told = True
            self.settled.emit(False)

    def _stop_listening(self) -> None:
        """From here on Qt itself follows hosts that go and come back."""
        if self._xembed is not None:
            self._xembed.close()
        if self._names is not None:
            self._names.deleteLater()
            self._names = None
            QDBusConnection.sessionBus().disconnect(
                WATCHER, WATCHER_PATH, WATCHER, "StatusNotifierHostRegistered", self._look_soon
            )
