"""Waits for a tray host, so that Qt is asked only when it will find one.

For: the first seconds after login, when panel and app start in any order. Qt decides once and for
ever at the first touch of QSystemTrayIcon whether a StatusNotifier host is there; touched too early
there is never an icon. Not for: the icon itself (`tray`). GUI thread only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PyQt5.QtCore import QObject, QTimer, pyqtSignal, pyqtSlot
from PyQt5.QtDBus import QDBus, QDBusConnection, QDBusMessage, QDBusServiceWatcher
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
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(patience_ms)
        self._patience.timeout.connect(self._give_up)
        self._xembed: XembedWatch | None = None
        self._names: QDBusServiceWatcher | None = None

    def start(self) -> None:
        """Look, and keep looking. `settled` may come before this returns. Never raises."""
        self._look()
        if self._found:
            return
        self._listen()
        self._look()
        if not self._found:
            self._patience.start()

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
        QTimer.singleShot(_SETTLE_MS, self._look)

    @pyqtSlot()
    def _look(self) -> None:
        if self._found or not (has_notifier_host() or self._has_xembed()):
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

    def _has_xembed(self) -> bool:
        return self._xembed is not None and self._xembed.present()

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


def has_notifier_host() -> bool:
    """True when a StatusNotifier host is on the session bus, asked in the way Qt asks."""
    bus = QDBusConnection.sessionBus()
    names = bus.interface() if bus.isConnected() else None
    if names is None or not names.isServiceRegistered(WATCHER).value():
        return False
    question = QDBusMessage.createMethodCall(
        WATCHER, WATCHER_PATH, "org.freedesktop.DBus.Properties", "Get"
    )
    question.setArguments([WATCHER, "IsStatusNotifierHostRegistered"])
    reply = bus.call(question, QDBus.CallMode.Block, _ASK_MS)
    return reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments()[0] is True
