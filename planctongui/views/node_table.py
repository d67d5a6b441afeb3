"""The list of head nodes: a row each, with how it stands.

For: showing and choosing one. Not for: what can be done with the chosen one (`nodes`). GUI thread
only.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtGui import QResizeEvent
from PyQt5.QtWidgets import QAbstractItemView, QHeaderView, QStyle, QTableWidget, QTableWidgetItem

from planctongui.tongue import translate

STATE = 1
"""The column that takes what room is left."""

LEAST_ROWS, MOST_ROWS = 3, 8
"""So many are seen at once; for more there is a bar."""


class NodeTable(QTableWidget):
    """Rows of texts; the first of each is the head node's name."""

    chosen = pyqtSignal()
    """Another row is the chosen one, or its name is another."""

    def __init__(self) -> None:
        super().__init__(0, 6)
        self.setAccessibleName(translate("Head nodes", "Head nodes"))
        self.setHorizontalHeaderLabels(
            [
                translate("Head nodes", "Name"),
                translate("Head nodes", "State"),
                translate("Head nodes", "Share"),
                translate("Head nodes", "Waiting"),
                translate("Head nodes", "Last pilot"),
                translate("Head nodes", "Secret"),
            ]
        )
        self.verticalHeader().hide()
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.setTabKeyNavigation(False)  # Tab goes on to the buttons
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.itemSelectionChanged.connect(self.chosen.emit)

    @property
    def name(self) -> str:
        """The chosen head node; "" = none."""
        row = self.currentRow()
        return self._cell(row, 0).text() if row >= 0 else ""

    def choose(self, name: str) -> None:
        """Choose this one, if it is there."""
        for row in range(self.rowCount()):
            if self._cell(row, 0).text() == name:
                self.selectRow(row)

    def show_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Show exactly these; the chosen one stays chosen while it is there."""
        before = self.name
        names = [row[0] for row in rows]
        if names != [self._cell(row, 0).text() for row in range(self.rowCount())]:
            self._make(names, before)
        for number, row in enumerate(rows):
            for column, text in enumerate(row):
                item = self._cell(number, column)
                if item.text() != text:
                    item.setText(text)
                    item.setToolTip(text)
        self._take_size()
        if self.name != before:
            self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._take_size()

    def _make(self, names: Sequence[str], chosen: str) -> None:
        blocked = self.blockSignals(True)
        self.setRowCount(len(names))
        for row, name in enumerate(names):
            for column in range(self.columnCount()):
                self.setItem(row, column, QTableWidgetItem(name if column == 0 else ""))
        if names:
            self.selectRow(names.index(chosen) if chosen in names else 0)
        self.blockSignals(blocked)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item = self.item(row, column)
        assert item is not None, "each row is made whole"
        return item

    def _take_size(self) -> None:
        """Columns as wide as their texts, or, where there is no room, down to their longest words.

        Then as high as the rows, within bounds.
        """
        header, columns = self.horizontalHeader(), range(self.columnCount())
        widths = [max(self.sizeHintForColumn(c), header.sectionSizeHint(c)) for c in columns]
        spare = self.viewport().width() - sum(widths)
        widths[STATE] += max(0, spare)
        slack = [max(0, widths[c] - self._least_width(c)) for c in columns]
        share = min(1.0, max(0, -spare) / max(1, sum(slack)))
        for column in columns:
            self.setColumnWidth(column, widths[column] - math.ceil(slack[column] * share))
        self._take_height()

    def _least_width(self, column: int) -> int:
        """Of the title, and of the longest word below it with its edges."""
        texts = [self._cell(row, column).text() for row in range(self.rowCount())]
        words = [self.fontMetrics().horizontalAdvance(word) for t in texts for word in t.split()]
        edge = self.style().pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, None, self) + 1
        title = self.horizontalHeader().sectionSizeHint(column)
        return max(title, max(words, default=0) + 2 * edge + 2)

    def _take_height(self) -> None:
        """As high as its rows, within bounds."""
        self.resizeRowsToContents()
        seen = max(LEAST_ROWS, min(self.rowCount(), MOST_ROWS))
        line = self.verticalHeader().defaultSectionSize()
        heights = [self.rowHeight(row) for row in range(min(self.rowCount(), seen))]
        heights += [line] * (seen - len(heights))
        bar = self.horizontalScrollBar().sizeHint().height()
        height = self.horizontalHeader().height() + sum(heights) + 2 * self.frameWidth() + bar
        if height != self.height():
            self.setFixedHeight(height)
