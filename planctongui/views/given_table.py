"""Which colour and pattern is what, and what each head node got.

For: the page "Contribution"; by words, for those to whom colours say nothing. Not for: the bars
(`given_chart`). GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import QRectF, Qt
from PyQt5.QtGui import QPainter, QPaintEvent, QPalette
from PyQt5.QtWidgets import QGridLayout, QWidget

from planctongui.core.history import Period, jobs
from planctongui.tongue import translate
from planctongui.views.given_looks import brushes, colour, fill
from planctongui.views.parts import Faint, words
from planctongui.words import given
from planctongui.words.formats import hours


class _Swatch(QWidget):
    """A small box in a head node's colour or a class's pattern."""

    def __init__(self, names: list[str], name: str, pattern: str) -> None:
        super().__init__()
        self._names, self._name, self._pattern = names, name, pattern
        side = self.fontMetrics().ascent()
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        tint = colour(self._names, self._name, palette) if self._names else ink
        painter = QPainter(self)
        box = QRectF(self.rect()).adjusted(0, 0, -1, -1)
        fill(painter, box, brushes(tint, self._pattern, palette.color(QPalette.ColorRole.Window)))
        painter.setPen(ink)
        painter.drawRect(box)
        painter.end()


class Legend(QWidget):
    """Which pattern is which class."""

    def __init__(self) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        for index, (pattern, name) in enumerate(given.CLASS.items()):
            at = index // 3, index % 3 * 2
            grid.addWidget(_Swatch([], "", pattern), *at)
            grid.addWidget(Faint(name), at[0], at[1] + 1)
        for column in (1, 3, 5):
            grid.setColumnStretch(column, 1)


class GivenTable(QWidget):
    """A line for each head node: its colour, its name, what it got."""

    def __init__(self) -> None:
        super().__init__()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self._grid.setHorizontalSpacing(12)
        self._shown: Period | None = None

    def show_total(self, total: Period, names: list[str]) -> None:
        """Show what each head node got in all periods."""
        if total == self._shown:
            return
        self._shown = total
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for line, (name, cpu_s) in enumerate(given.by_head_node(total.portions).items()):
            mine = [portion for portion in total.portions if portion.head_node == name]
            told = words(translate("Contribution", "Head node"), wrap=True)
            told.setText(given.head_node(name))
            self._grid.addWidget(_Swatch(names or [""], name, "useful"), line, 0)
            self._grid.addWidget(told, line, 1)
            done = translate("Contribution", "%n job(s) done", n=jobs(mine))
            if not name:
                done = ""
            for column, text in enumerate((hours(cpu_s), done), start=2):
                number = words(given.head_node(name))
                number.setText(text)
                number.setAlignment(Qt.AlignmentFlag.AlignRight)
                self._grid.addWidget(number, line, column)
