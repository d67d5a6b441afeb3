"""The owner's week as 7 x 24 cells to paint on.

For: showing and choosing the level of each hour, by mouse or keyboard. Not for: what a level means
(`core.gate`) or its rules (`core.schedule`). GUI thread only.

How much of a cell is filled tells how much goes on, so that no colour has to be told apart.
"""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QPoint, QRect, QRectF, QSize, Qt, pyqtSignal
from PyQt5.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPalette
from PyQt5.QtWidgets import QSizePolicy, QToolTip, QWidget

from planctongui.core.limits import Level
from planctongui.core.schedule import HOURS_A_WEEK
from planctongui.tongue import translate
from planctongui.views.parts import mixed
from planctongui.words import levels, moments

FILL = {
    Level.OFF: 0.0,
    Level.QUIET: 0.25,
    Level.SHARE: 0.5,
    Level.GENEROUS: 0.8,
    Level.DEDICATED: 1.0,
}
"""Level -> share of the cell's height that is filled; a cell without a level is blank."""

_ARROWS = {
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Up: (-1, 0),
    Qt.Key.Key_Down: (1, 0),
}


class ScheduleGrid(QWidget):
    """Paints `brush` wherever the owner drags or presses Space; emits `painted` when they let go.

    Arrows move the cursor; with Shift they paint on their way.
    """

    painted = pyqtSignal()
    """The owner changed `cells`."""

    def __init__(self) -> None:
        super().__init__()
        self.cells: list[Level | None] = [None] * HOURS_A_WEEK
        self.brush: Level | None = Level.QUIET
        self._cursor = 0
        self._from: int | None = None
        """Cell where the drag began; None = nothing is dragged."""
        self._before: list[Level | None] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Limits", "Week schedule"))
        self._describe()

    @property
    def busy(self) -> bool:
        """True while the owner drags."""
        return self._from is not None

    def show_cells(self, cells: Sequence[Level | None]) -> None:
        """Show these, HOURS_A_WEEK levels from Monday 0:00 on; not while the owner drags."""
        if not self.busy and list(cells) != self.cells:
            self.cells = list(cells)
            self._describe()
            self.update()

    def cell_rect(self, cell: int) -> QRect:
        """Where a cell is."""
        left, top = self._margins()
        width = (self.width() - left - 1) / 24
        day, hour = divmod(cell, 24)
        x = round(left + hour * width)
        return QRect(x, top + day * self._row(), round(left + (hour + 1) * width) - x, self._row())

    def sizeHint(self) -> QSize:
        """Cells about as wide as two digits."""
        left, top = self._margins()
        return QSize(
            left + 24 * self.fontMetrics().horizontalAdvance("00"), top + 7 * self._row() + 1
        )

    def minimumSizeHint(self) -> QSize:
        """Narrow cells are still cells."""
        return QSize(self._margins()[0] + 24 * 8, self.sizeHint().height())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Names of days and hours, then the cells."""
        painter = QPainter(self)
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        painter.setPen(ink)
        left, top = self._margins()
        for day in range(7):
            room = QRect(0, top + day * self._row(), left - 6, self._row())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), moments.WEEKDAYS[day])
        for hour in range(0, 25, 6):
            x = self.cell_rect(min(hour, 23)).left() if hour < 24 else self.width() - 1
            room = QRect(x - left, 0, 2 * left, top)
            if hour == 24:
                room = QRect(x - 2 * left, 0, 2 * left, top)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignRight), str(hour))
            else:
                painter.drawText(room, int(Qt.AlignmentFlag.AlignHCenter), str(hour))
        for cell, level in enumerate(self.cells):
            self._paint_cell(painter, QRectF(self.cell_rect(cell)), level)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            pen = painter.pen()
            pen.setColor(ink)
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRect(self.cell_rect(self._cursor).adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_cell(self, painter: QPainter, room: QRectF, level: Level | None) -> None:
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        ground = palette.color(QPalette.ColorRole.Window)
        painter.setPen(mixed(ink, ground, 0.3))
        painter.setBrush(mixed(ink, ground, 0.18 if level is Level.OFF else 0.04))
        painter.drawRect(room)
        if level is None:
            return
        if level is Level.OFF:
            painter.drawLine(room.topLeft(), room.bottomRight())
            return
        height = (room.height() - 1) * FILL[level]
        filled = QRectF(room.left() + 1, room.bottom() - height, room.width() - 1, height)
        painter.fillRect(filled, mixed(palette.color(QPalette.ColorRole.Highlight), ground, 0.85))

    def _row(self) -> int:
        return self.fontMetrics().height() + 4

    def _margins(self) -> tuple[int, int]:
        metrics = self.fontMetrics()
        widest = max(metrics.horizontalAdvance(moments.WEEKDAYS[day]) for day in range(7))
        return widest + 8, metrics.height() + 2

    # The owner's hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle of days and hours."""
        cell = self._cell_at(event.pos())
        if event.button() == Qt.MouseButton.LeftButton and cell is not None:
            self._from, self._before = cell, list(self.cells)
            self._fill_to(cell)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Stretch the rectangle; without a pressed button say what is under the pointer."""
        cell = self._cell_at(event.pos())
        if cell is None:
            return
        if self._from is not None:
            self._fill_to(cell)
        else:
            QToolTip.showText(event.globalPos(), self._told(cell), self)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """The rectangle is done."""
        if self._from is not None and event.button() == Qt.MouseButton.LeftButton:
            self._from = None
            if self.cells != self._before:
                self.painted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor, paint with Space or Shift."""
        key = Qt.Key(event.key())
        if key in _ARROWS:
            down, right = _ARROWS[key]
            day, hour = divmod(self._cursor, 24)
            self._cursor = (day + down) % 7 * 24 + (hour + right) % 24
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._paint_cursor()
        elif key == Qt.Key.Key_Space:
            self._paint_cursor()
        else:
            super().keyPressEvent(event)
            return
        self._describe()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def _paint_cursor(self) -> None:
        if self.cells[self._cursor] is not self.brush:
            self.cells[self._cursor] = self.brush
            self.painted.emit()

    def _fill_to(self, cell: int) -> None:
        assert self._from is not None
        days, hours = zip(divmod(self._from, 24), divmod(cell, 24), strict=True)
        self.cells = list(self._before)
        for day in range(min(days), max(days) + 1):
            for hour in range(min(hours), max(hours) + 1):
                self.cells[day * 24 + hour] = self.brush
        self._cursor = cell
        self._describe()
        self.update()

    def _cell_at(self, place: QPoint) -> int | None:
        left, top = self._margins()
        if self.busy:  # the pointer may leave the grid while it drags
            place = QPoint(
                min(max(place.x(), left), self.width() - 2),
                min(max(place.y(), top), top + 7 * self._row() - 1),
            )
        hour = int((place.x() - left) * 24 / (self.width() - left - 1))
        day = (place.y() - top) // self._row()
        if place.x() < left or not (0 <= hour < 24 and 0 <= day < 7):
            return None
        return day * 24 + hour

    def _told(self, cell: int) -> str:
        day, hour = divmod(cell, 24)
        name = levels.level_name(self.cells[cell])
        return f"{moments.WEEKDAYS[day]} {hour}-{hour + 1}: {name}"

    def _describe(self) -> None:
        self.setAccessibleDescription(self._told(self._cursor))
