"""Names beside their colours, in as many lines as the width asks for.

For: charts. Not for: which colours (`hues`). GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PyQt5.QtCore import QRect, QSize, Qt
from PyQt5.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PyQt5.QtWidgets import QSizePolicy, QWidget

from planctongui.views.hues import faint

Entry = tuple[str, Callable[[QPalette], QColor]]
"""A name, and its colour in the palette of now."""


class Legend(QWidget):
    """One entry after the other, like words."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self._entries = tuple(entries)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName("")  # the chart says it in words

    def show_entries(self, entries: Sequence[Entry]) -> None:
        """Show these instead."""
        names = [name for name, _ in entries]
        if names != [name for name, _ in self._entries]:
            self._entries = tuple(entries)
            self.updateGeometry()
            self.update()

    def names(self) -> list[str]:
        """What is written there."""
        return [name for name, _ in self._entries]

    def sizeHint(self) -> QSize:
        """All in one line."""
        widths = [self._width_of(name) for name, _ in self._entries]
        return QSize(sum(widths), self._line())

    def minimumSizeHint(self) -> QSize:
        """The longest alone in a line."""
        widest = max((self._width_of(name) for name, _ in self._entries), default=0)
        return QSize(widest, self._line())

    def hasHeightForWidth(self) -> bool:
        """True: a narrow one is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Pixels that all lines need."""
        places = self._places(width)
        return (places[-1].bottom() + 1) if places else self._line()

    def paintEvent(self, event: QPaintEvent) -> None:
        """A little square and a name for each."""
        painter, palette = QPainter(self), self.palette()
        ink, edge = palette.color(QPalette.ColorRole.WindowText), faint(palette, 0.5)
        side = self.fontMetrics().ascent() * 3 // 4
        for (name, colour), room in zip(self._entries, self._places(self.width()), strict=True):
            box = QRect(room.left(), room.center().y() - side // 2, side, side)
            painter.setPen(edge)
            painter.setBrush(colour(palette))
            painter.drawRect(box)
            painter.setPen(ink)
            text = room.adjusted(side + side // 2, 0, 0, 0)
            painter.drawText(
                text, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name
            )
        painter.end()

    def _line(self) -> int:
        return self.fontMetrics().height() + 4

    def _width_of(self, name: str) -> int:
        metrics = self.fontMetrics()
        return metrics.horizontalAdvance(name) + 2 * metrics.ascent() + 6

    def _places(self, width: int) -> list[QRect]:
        places, x, y = [], 0, 0
        for name, _ in self._entries:
            wide = self._width_of(name)
            if x > 0 and x + wide > width:
                x, y = 0, y + self._line()
            places.append(QRect(x, y, wide, self._line()))
            x += wide
        return places
