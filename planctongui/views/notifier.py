"""Messages of the desktop, by its notification service.

For: showing what `core.notices` finds due, and taking the owner's click on it. Where no service is
there nothing happens. Not for: which message is due, or its words (`words.messages`). GUI thread
only, and nothing here waits for an answer.
"""

from __future__ import annotations

from collections.abc import Callable

from PyQt5.QtCore import QMetaType, QObject, QVariant, pyqtSignal, pyqtSlot
from PyQt5.QtDBus import (
    QDBusArgument,
    QDBusConnection,
    QDBusMessage,
    QDBusPendingCallWatcher,
    QDBusPendingReply,
)

from planctongui.core import notices
from planctongui.core.notices import Kind, Notice
from planctongui.core.report import Report
from planctongui.keepsakes import Keepsakes
from planctongui.views.intents import Intents
from planctongui.words import messages

SERVICE = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
_ANSWER_MS = 5000
_KEPT = "notices"


class Notifier(QObject):
    """Paints nothing itself: it hands each message that is due to the desktop, once."""

    undelivered = pyqtSignal(object)
    """A Notice that nobody took: there is no service, or it refused."""

    def __init__(
        self, intents: Intents, keepsakes: Keepsakes, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._intents = intents
        self._keepsakes = keepsakes
        self._told = notices.from_plain(keepsakes.get(_KEPT))
        self._report: Report | None = None
        self._shown: dict[int, Kind] = {}
        """Number of a message that is on the screen -> what it is about."""
        self._capable: bool | None = None
        """True when the service shows buttons; None = not asked yet."""
        self._heard = False

    def paint(self, report: Report) -> None:
        """Take a Report; shows a message when one is due."""
        self._report = report
        notice, told = notices.next_notice(report, self._told)
        self._remember(told)
        if notice is not None:
            self._show(notice)

    def tell_of_tray(self) -> None:
        """The window has gone into the tray: say so the first time that it does."""
        self.tell_once(Kind.TRAY)

    def tell_once(self, kind: Kind) -> None:
        """Say it, unless it was ever said, once a Report has come."""
        if kind.value in self._told.once or self._report is None:
            return
        notice = Notice(kind)
        if notices.may_tell(self._told, self._report.at):
            self._remember(notices.after(notice, self._told, self._report))
            self._show(notice)

    def _remember(self, told: notices.Told) -> None:
        self._told = told
        self._keepsakes.keep(_KEPT, notices.plain(told))

    # The service

    def _show(self, notice: Notice) -> None:
        if not QDBusConnection.sessionBus().isConnected():
            self.undelivered.emit(notice)  # such a call would never be answered
        elif self._capable is not None:
            self._notify(notice)
        else:
            self._ask("GetCapabilities", [], lambda reply: self._knows(reply, notice))

    def _knows(self, reply: QDBusMessage, notice: Notice) -> None:
        if reply.type() != QDBusMessage.MessageType.ReplyMessage:
            self.undelivered.emit(notice)
            return
        capabilities = reply.arguments()[0]
        self._capable = isinstance(capabilities, list) and "actions" in capabilities
        self._notify(notice)

    def _notify(self, notice: Notice) -> None:
        self._listen()
        title, text = messages.words(notice, self._report)
        offered = messages.answers(notice.kind) if self._capable else {}
        buttons = [word for pair in offered.items() for word in pair]
        if self._capable:
            buttons = ["default", offered["open"], *buttons]
        replaced = QVariant(0)
        replaced.convert(QVariant.Type.UInt)
        arguments = [
            "planctongui", replaced, "planctongui", title, text,
            QDBusArgument(buttons, QMetaType.Type.QStringList),
            {"desktop-entry": "planctongui"}, -1,
        ]  # fmt: skip
        self._ask("Notify", arguments, lambda reply: self._took(reply, notice))

    def _took(self, reply: QDBusMessage, notice: Notice) -> None:
        if reply.type() == QDBusMessage.MessageType.ReplyMessage:
            self._shown[int(reply.arguments()[0])] = notice.kind
        else:
            self._capable = None  # another service may come
            self.undelivered.emit(notice)

    def _ask(
        self, member: str, arguments: list[object], answered: Callable[[QDBusMessage], None]
    ) -> None:
        question = QDBusMessage.createMethodCall(SERVICE, PATH, SERVICE, member)
        question.setArguments(arguments)
        bus = QDBusConnection.sessionBus()
        asked = QDBusPendingCallWatcher(bus.asyncCall(question, _ANSWER_MS), self)

        def finished(asked: QDBusPendingCallWatcher) -> None:
            reply = QDBusPendingReply(asked).reply()
            asked.deleteLater()
            answered(reply)

        asked.finished.connect(finished)

    def _listen(self) -> None:
        if not self._heard:
            bus = QDBusConnection.sessionBus()
            bus.connect("", PATH, SERVICE, "ActionInvoked", self._clicked)
            bus.connect("", PATH, SERVICE, "NotificationClosed", self._closed)
            self._heard = True

    @pyqtSlot(QDBusMessage)
    def _clicked(self, message: QDBusMessage) -> None:
        number, name = message.arguments()[:2]
        kind = self._shown.get(number)
        if kind is None:
            return  # another program's
        if name == "off":
            self._intents.setting.emit("notices", kind.value, "off")
        else:
            self._intents.open_window.emit()

    @pyqtSlot(QDBusMessage)
    def _closed(self, message: QDBusMessage) -> None:
        self._shown.pop(message.arguments()[0], None)
