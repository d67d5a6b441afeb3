"""The least a PyQt5 window with pages can be: what the application's window is compared with.

For: the window benchmark, which measures it as it does ours. Not for: looks.
"""

from __future__ import annotations

from PyQt5.QtGui import QPainter, QPaintEvent
from PyQt5.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

PAGES = ("one", "two", "three", "four")
BARS = 37


class Bars(QWidget):
    """As many plain rectangles as months in three years."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for bar in range(BARS):
            painter.fillRect(bar * 10, 0, 8, self.height() - bar, self.palette().highlight())
        painter.end()


class BareWindow(QWidget):
    """A list of pages, and on each some labels and a button; bars on the second."""

    def __init__(self) -> None:
        super().__init__()
        self._list, self._stack = QListWidget(), QStackedWidget()
        self.bars = Bars()
        for name in PAGES:
            self._list.addItem(name)
            page = QWidget()
            column = QVBoxLayout(page)
            for number in range(12):
                column.addWidget(QLabel(f"{name} {number}"))
            column.addWidget(self.bars if name == "two" else QPushButton(name))
            self._stack.addWidget(page)
        row = QHBoxLayout(self)
        row.addWidget(self._list)
        row.addWidget(self._stack, 1)
        self._list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self.resize(640, 560)

    def turn_to(self, name: str) -> None:
        """Put this page in front."""
        self._list.setCurrentRow(PAGES.index(name))
