"""The list of head nodes: two lines each, its name with how it stands, and the rest in small.

For: showing and choosing one, at any width and size of font. Not for: what can be done with the
chosen one (`nodes`) or the words (`words.head_nodes`). GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PyQt5.QtCore import QModelIndex, QRect, QSize, Qt, pyqtSignal
from PyQt5.QtGui import QFont, QFontMetrics, QPainter, QPalette, QResizeEvent
from PyQt5.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from planctongui.tongue import translate
from planctongui.views.parts import mixed

LEAST_ROWS, MOST_ROWS = 2, 6
"""So many are seen at once; for more there is a bar."""

_ROW = int(Qt.ItemDataRole.UserRole)
_EDGE = 6
_WRAP = int(Qt.TextFlag.TextWordWrap)
_ENDLESS = 10_000


@dataclass(frozen=True, slots=True)
class Row:
    """What is said of one head node."""

    name: str
    state: str
    rest: str

    @property
    def text(self) -> str:
        """All of it, for those who hear it."""
        return f"{self.name}: {self.state}\n{self.rest}"


class NodeList(QListWidget):
    """One row for each head node."""

    chosen = pyqtSignal()
    """Another row is the chosen one, or its name is another."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(translate("Head nodes", "Head nodes"))
        self.setWordWrap(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_TwoLines(self))
        self.itemSelectionChanged.connect(self.chosen.emit)

    @property
    def name(self) -> str:
        """The chosen head node; "" = none."""
        row = self.currentRow()
        return self.rows()[row].name if row >= 0 else ""

    def rows(self) -> list[Row]:
        """What is shown."""
        items = (self.item(number) for number in range(self.count()))
        return [item.data(_ROW) for item in items if item is not None]

    def choose(self, name: str) -> None:
        """Choose this one, if it is there."""
        for number, row in enumerate(self.rows()):
            if row.name == name:
                self.setCurrentRow(number)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show exactly these; the chosen one stays chosen while it is there."""
        before, shown = self.name, self.rows()
        if list(rows) == shown:
            return
        names = [row.name for row in rows]
        if names != [row.name for row in shown]:
            self._make(names, before)
        for number, row in enumerate(rows):
            item = self.item(number)
            assert item is not None, "there is one for each name"
            item.setData(_ROW, row)
            item.setText(row.text)
        self._take_height()
        if self.name != before:
            self.chosen.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width breaks lines elsewhere."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._take_height()

    def _make(self, names: Sequence[str], chosen: str) -> None:
        blocked = self.blockSignals(True)
        self.clear()
        for name in names:
            item = QListWidgetItem()
            item.setData(_ROW, Row(name, "", ""))
            self.addItem(item)
        if names:
            self.setCurrentRow(names.index(chosen) if chosen in names else 0)
        self.blockSignals(blocked)

    def _take_height(self) -> None:
        """As high as its rows, within bounds."""
        heights = [self.sizeHintForRow(row) for row in range(min(self.count(), MOST_ROWS))]
        line = 2 * self.fontMetrics().lineSpacing() + 2 * _EDGE
        heights += [line] * (LEAST_ROWS - len(heights))
        height = sum(heights) + 2 * self.frameWidth()
        if height != self.height():
            self.setFixedHeight(height)


class _TwoLines(QStyledItemDelegate):
    """Paints a Row: the state beside the name where there is room for both, else below it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:
        """As wide as the list, as high as its lines."""
        width = self._room(option.widget)
        _, below = self._boxes(option.font, width, index.data(_ROW))
        return QSize(width, below.bottom() + 1 + _EDGE)

    def paint(
        self, painter: QPainter | None, option: QStyleOptionViewItem, index: QModelIndex
    ) -> None:
        """Paint the ground as the style does, and both texts on it."""
        assert painter is not None
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        row: Row = index.data(_ROW)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = (
            (QPalette.ColorRole.HighlightedText, QPalette.ColorRole.Highlight)
            if is_chosen
            else (QPalette.ColorRole.Text, QPalette.ColorRole.Base)
        )
        ink, ground = (option.palette.color(role) for role in roles)
        painter.save()
        painter.translate(option.rect.topLeft())
        state, rest = self._boxes(option.font, option.rect.width(), row)
        painter.setPen(ink)
        painter.setFont(_bold(option.font))
        wide = option.rect.width() - 2 * _EDGE
        name = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideMiddle, wide)
        painter.drawText(_EDGE, _EDGE + painter.fontMetrics().ascent(), name)
        painter.setFont(option.font)
        painter.drawText(state, _WRAP, row.state)
        painter.setFont(_small(option.font))
        painter.setPen(mixed(ink, ground, 0.9 if is_chosen else 0.72))
        painter.drawText(rest, _WRAP, row.rest)
        painter.restore()

    @staticmethod
    def _boxes(font: QFont, width: int, row: Row) -> tuple[QRect, QRect]:
        """Where the state and the rest are."""
        named, plain, small = (QFontMetrics(f) for f in (_bold(font), font, _small(font)))
        left = _EDGE + named.horizontalAdvance(f"{row.name}   ")
        if left + plain.horizontalAdvance(row.state) <= width - _EDGE:
            state = QRect(left, _EDGE, width - left, plain.lineSpacing())
        else:
            room = QRect(_EDGE, _EDGE + named.lineSpacing(), width - 2 * _EDGE, _ENDLESS)
            state = plain.boundingRect(room, _WRAP, row.state)
        room = QRect(_EDGE, state.bottom() + 1, width - 2 * _EDGE, _ENDLESS)
        return state, small.boundingRect(room, _WRAP, row.rest)

    @staticmethod
    def _room(widget: QWidget | None) -> int:
        assert isinstance(widget, NodeList)
        viewport = widget.viewport()
        assert viewport is not None
        return viewport.width()


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _small(font: QFont) -> QFont:
    made = QFont(font)
    made.setPointSizeF(font.pointSizeF() * 0.92)
    return made
