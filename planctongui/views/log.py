"""The page "Log": what happened, newest first, in plain sentences.

For: reading, filtering and copying. Not for: what is written down
(`spawner.chronicle`) or its words (`words.telling`). GUI thread only.
"""

from __future__ import annotations

import math

from PyQt5.QtCore import QSize, Qt, pyqtSignal
from PyQt5.QtGui import QKeyEvent, QKeySequence
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
)

from planctongui.core.questions import Answer
from planctongui.core.record import (
    KINDS,
    ORDERS,
    PILOTS,
    PROGRAM,
    TROUBLES,
    VERDICTS,
    AskLog,
    Happening,
    Log,
)
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.tongue import mark, translate
from planctongui.views.intents import Intents
from planctongui.views.page import Page
from planctongui.views.parts import Faint, row, say
from planctongui.views.rung_chooser import Box
from planctongui.words import moments, telling

FILTERS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (mark("Log", "Everything"), KINDS),
    (mark("Log", "What it did, and why"), (VERDICTS,)),
    (mark("Log", "Pilots"), (PILOTS,)),
    (mark("Log", "What you ordered"), (ORDERS,)),
    (mark("Log", "Troubles"), (TROUBLES,)),
    (mark("Log", "Start, end and sleep"), (PROGRAM,)),
)
"""What to show: a name, and the kinds of lines."""

ASK_AGAIN_S = 60.0


class LogPage(Page):
    """Emits `intents.ask`. New lines come by themselves as long as no older ones were asked for."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._lines: tuple[Happening, ...] = ()
        self._asked: AskLog | None = None
        self._asked_at = -math.inf
        self.filter = Box()
        for name, _ in FILTERS:
            self.filter.addItem(translate("Log", name))
        self.filter.setAccessibleName(translate("Log", "Show"))
        self.filter.activated.connect(lambda index: self._begin())
        self.copy = QPushButton(translate("Log", "&Copy"))
        self.copy.setToolTip(translate("Log", "Copy the selected lines, or all of them"))
        self.copy.clicked.connect(self._copy)
        self.older = QPushButton(translate("Log", "Show &older ones"))
        self.older.clicked.connect(self._ask_older)
        self.older.hide()
        self._note = Faint()
        self._note.setWordWrap(True)
        self.list = _Lines()
        self.list.copied.connect(self._copy)
        caption = QLabel(translate("Log", "&Show"))
        caption.setBuddy(self.filter)
        self.column.addLayout(row(caption, self.filter, self.copy, stretch=1))
        self.column.addWidget(self._note)
        self.column.addWidget(self.list, 1)
        self.column.addLayout(row(self.older))
        self._say_note("")

    def tick(self, report: Report, now: float) -> None:
        """Ask when it is time to."""
        paged = len(self._lines) > AskLog(0.0, ()).most
        if not paged and not 0 <= now - self._asked_at < ASK_AGAIN_S:
            self._begin(now)

    def answer(self, answer: Answer) -> None:
        """Show the lines, or why there are none."""
        if answer.question != self._asked or self._asked is None:
            return
        content = answer.content
        if isinstance(content, Trouble):
            self._say_note(f"{content.title}. {content.advice}")
        if not isinstance(content, Log):
            return
        told = [line_of(one) for one in content.happenings]
        if self._asked.before < math.inf:
            self._asked = None  # asked for twice, they come twice
            self._lines += content.happenings
            self.list.addItems(told)
        else:
            self._lines = content.happenings
            self.list.show_lines(told)
        self.older.setVisible(content.more)
        empty = translate("Log", "Nothing of this kind happened yet.")
        self._say_note("" if self._lines else empty)

    def _begin(self, now: float | None = None) -> None:
        """Ask for the newest lines."""
        if now is not None:
            self._asked_at = now
        self._ask(math.inf)

    def _ask_older(self) -> None:
        self._ask(self._lines[-1].at)

    def _ask(self, before: float) -> None:
        self._asked = AskLog(before, FILTERS[self.filter.currentIndex()][1])
        self._intents.ask.emit(self._asked)

    def _say_note(self, text: str) -> None:
        say(self._note, text)
        self._note.setVisible(bool(text))

    def _copy(self) -> None:
        lines = [item.text() for item in self.list.chosen()]
        QApplication.clipboard().setText("\n".join(lines) + "\n")


def line_of(told: Happening) -> str:
    """Day, time and what happened."""
    return f"{moments.stamp(told.at)}  {telling.happening(told)}"


class _Lines(QListWidget):
    """Lines to select; a long one goes on in the next row."""

    copied = pyqtSignal()
    """The owner pressed the keys for it."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Log", "Log"))
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_lines(self, lines: list[str]) -> None:
        """Show these; what is selected and where it is scrolled to stays if they are the same."""
        if lines == [item.text() for item in self.lines()]:
            return
        place = self.verticalScrollBar().value()
        self.clear()
        self.addItems(lines)
        self.verticalScrollBar().setValue(place)

    def lines(self) -> list[QListWidgetItem]:
        """All lines."""
        found = (self.item(number) for number in range(self.count()))
        return [item for item in found if item is not None]

    def chosen(self) -> list[QListWidgetItem]:
        """The selected lines in order; all of them when none is selected."""
        return [item for item in self.lines() if item.isSelected()] or self.lines()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """All selected lines are copied, not only the one under the cursor."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copied.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """Some lines; it takes what room there is."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("M") * 30, metrics.lineSpacing() * 16)
