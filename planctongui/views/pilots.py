"""The page "Pilots": all that can be seen of each, stopping one, removing everything.

For: an owner who wants to know what strangers' code does on their machine. The engine is asked
while the page is in front and pilots live, and never else. Not for: how many there may be. GUI
thread only.
"""

from __future__ import annotations

import time

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QMessageBox,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
)

from planctongui.core.insight import AskPilots, Insight
from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.views.page import Page
from planctongui.views.parts import Faint, TroubleBox, bold, words
from planctongui.views.pilot_details import Details, Over
from planctongui.words import insight, removal

ASK_EVERY_S = 2.0
ROWS = 6
"""Pilots that are seen without scrolling."""


class PilotsPage(Page):
    """Asks AskPilots; emits `intents.stop` and `remove_everything`."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._report: Report | None = None
        self._seen: tuple[Insight, ...] = ()
        self._waiting = False
        self._asked_at = 0.0
        self.question: QMessageBox | None = None
        """Whether everything is to be removed, while it is asked."""
        self._make_parts()
        self._lay_out()

    def paint(self, report: Report) -> None:
        """Show what the policy knows, over what was last seen."""
        self._report = report
        if not report.pilots:
            self._seen = ()
        self._show()
        self._remove.setEnabled(not report.orders.removing)
        self._over.show_removal(report.removal, report.orders.removing)

    def tick(self, report: Report, now: float) -> None:
        """Ask again now and then, one question at a time."""
        due = time.monotonic() - self._asked_at >= ASK_EVERY_S
        if report.running + report.held and due and not self._waiting:
            self._waiting, self._asked_at = True, time.monotonic()
            self._intents.ask.emit(AskPilots())

    def answer(self, answer: Answer) -> None:
        """Take what was seen."""
        if not isinstance(answer.question, AskPilots):
            return
        self._waiting = False
        if isinstance(answer.content, Trouble):
            self._troubles.show_troubles((answer.content,))
        elif isinstance(answer.content, tuple):
            self._troubles.show_troubles(())
            self._seen = answer.content
            self._show()

    # Making it

    def _make_parts(self) -> None:
        self.list = QTreeWidget()
        self.list.setAccessibleName(translate("Pilots", "Pilots"))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHeaderLabels(
            [
                translate("Pilots", "Head node"),
                translate("Pilots", "State"),
                translate("Pilots", "CPU time"),
                translate("Pilots", "Memory"),
                translate("Pilots", "May still run"),
            ]
        )
        header = self.list.header()
        # None is ever cut; where all do not fit, the list scrolls sideways.
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(False)  # it would also be squeezed
        self.list.setMinimumHeight(self.fontMetrics().lineSpacing() * (ROWS + 2))
        self.list.currentItemChanged.connect(self._show_details)
        self._empty = words(translate("Pilots", "Pilots"), wrap=True)
        self._empty.setText(translate("Pilots", "No pilot lives now."))
        self._troubles = TroubleBox()
        self._details = Details()
        self._stop = QPushButton(translate("Pilots", "&End this pilot"))
        self._stop.setToolTip(
            translate("Pilots", "Its job goes back to its head node; another pilot may follow.")
        )
        self._stop.clicked.connect(self._stop_one)
        self._remove = QPushButton(translate("Pilots", "&Remove everything ..."))
        self._remove.clicked.connect(self._ask_to_remove)
        self._over = Over()

    def _lay_out(self) -> None:
        pilots = (self._troubles, self._empty, self.list, self._stop, self._details)
        for part in pilots:
            self.column.addWidget(part)
        self.column.addWidget(bold(QLabel(translate("Pilots", "Leave no trace"))))
        about = Faint(removal.warning())
        about.setWordWrap(True)
        for widget in (about, self._remove, self._over):
            self.column.addWidget(widget)
        self.column.addStretch()

    # Showing

    def _show(self) -> None:
        self._empty.setVisible(not self._seen)
        for part in (self.list, self._stop, self._details):
            part.setVisible(bool(self._seen))
        if self._report is None:
            return
        rows = {self._id(row): row for row in self._rows()}
        for gone in rows.keys() - {one.id for one in self._seen}:
            self.list.takeTopLevelItem(self.list.indexOfTopLevelItem(rows[gone]))
        for one in self._seen:
            self._show_row(rows.get(one.id) or self._new_row(one.id), one, self._report)
        if self.list.currentItem() is None and self._seen:
            self.list.setCurrentItem(self.list.topLevelItem(0))
        self._show_details()

    def _show_row(self, row: QTreeWidgetItem, one: Insight, report: Report) -> None:
        texts = (
            one.head_node,
            insight.state(one, report),
            insight.cpu(one),
            insight.memory(one),
            insight.time_left(one, report),
        )
        for column, text in enumerate(texts):
            if row.text(column) != text:
                row.setText(column, text)

    def _new_row(self, pilot: str) -> QTreeWidgetItem:
        row = QTreeWidgetItem(self.list)
        row.setData(0, Qt.ItemDataRole.UserRole, pilot)
        return row

    def _rows(self) -> list[QTreeWidgetItem]:
        rows = (self.list.topLevelItem(index) for index in range(self.list.topLevelItemCount()))
        return [row for row in rows if row is not None]

    @staticmethod
    def _id(row: QTreeWidgetItem | None) -> str:
        return "" if row is None else str(row.data(0, Qt.ItemDataRole.UserRole))

    def _chosen(self) -> Insight | None:
        chosen = self._id(self.list.currentItem())
        return next((one for one in self._seen if one.id == chosen), None)

    def _show_details(self) -> None:
        one, report = self._chosen(), self._report
        if one is not None and report is not None:
            self._details.show_lines(insight.details(one, report))
            self._stop.setEnabled(one.id not in report.orders.stopping)

    # Doing

    def _stop_one(self) -> None:
        one = self._chosen()
        if one is not None:
            self._stop.setEnabled(False)
            self._intents.stop.emit(one.id)

    def _ask_to_remove(self) -> None:
        question = QMessageBox(self)
        question.setIcon(QMessageBox.Icon.Warning)
        question.setWindowTitle("planctongui")
        question.setText(translate("Pilots", "Remove everything of planctongui from the engine?"))
        question.setInformativeText(removal.warning())
        yes = question.addButton(
            translate("Pilots", "&Remove everything"), QMessageBox.ButtonRole.DestructiveRole
        )
        no = question.addButton(QMessageBox.StandardButton.Cancel)
        question.setDefaultButton(no)
        question.setEscapeButton(no)
        yes.clicked.connect(self._intents.remove_everything.emit)
        question.finished.connect(question.deleteLater)
        self.question = question
        question.open()
