"""Bars of CPU hours: a colour for each head node, a pattern for each class, held time below.

For: the page "Contribution". Not for: sums or words. Painted plainly, a rectangle per portion: no
chart library costs less than this. GUI thread only.
"""

from __future__ import annotations

import math

from PyQt5.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from PyQt5.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPixmap,
    QResizeEvent,
)
from PyQt5.QtWidgets import QSizePolicy, QWidget

from planctongui.core.history import CLASSES, Given, Period
from planctongui.tongue import translate
from planctongui.views.given_looks import brushes, colour, fill
from planctongui.views.parts import mixed
from planctongui.words import formats, moments
from planctongui.words import given as given_words

LINES = 14
"""Height in lines of text."""

_AT_THE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -(10**6),
    Qt.Key.Key_End: 10**6,
}


class GivenChart(QWidget):
    """Paints a Given. Arrows, Home and End pick a bar, as the mouse does."""

    picked = pyqtSignal(object)
    """The Period that is looked at; None = none."""

    def __init__(self) -> None:
        super().__init__()
        self._given: Given | None = None
        self._names: list[str] = []
        self._above, self._below = 1.0, 0.0
        """The most hours above and below the line, with a little air; never nothing above."""
        self._drawn: QPixmap | None = None
        """All but what is picked, as it was painted last."""
        self._picked: int | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Contribution", "Chart of CPU hours given"))

    def show_given(self, given: Given, total: Period, names: list[str]) -> None:
        """Show this, which is `total` in all; `names`: head nodes in the order of their colours."""
        if self._given is None or len(given.periods) != len(self._given.periods):
            self._picked = None
        self._given, self._names = given, names
        above = max(period.cpu_s for period in given.periods) / 3600
        below = max(period.held_s for period in given.periods) / 3600
        self._above, self._below = max(above, 0.01) * 1.05, below * 1.05
        self._drawn = None
        self.setAccessibleDescription(given_words.chart(given, total))
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as there is room, as high as some lines of text."""
        return QSize(self.fontMetrics().horizontalAdvance("M") * 20, self._height())

    def minimumSizeHint(self) -> QSize:
        """The same."""
        return self.sizeHint()

    def _height(self) -> int:
        return self.fontMetrics().lineSpacing() * LINES

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was drawn before, and round the bar that is looked at a frame."""
        if self._given is None:
            return
        if self._drawn is None:
            self._drawn = self._draw()
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._drawn)
        if self._picked is not None:
            plot, _ = self._plot()
            bar = self._bar(plot, self._picked)
            painter.setPen(self.palette().color(QPalette.ColorRole.Highlight))
            painter.drawRect(QRectF(bar.left() - 1, plot.top(), bar.width() + 2, plot.height()))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew."""
        super().resizeEvent(event)
        self._drawn = None

    def changeEvent(self, event: QEvent) -> None:
        """Colours or font are others now."""
        super().changeEvent(event)
        self._drawn = None

    def _draw(self) -> QPixmap:
        """Axis, bars and labels."""
        assert self._given is not None
        sharp = self.devicePixelRatioF()
        drawn = QPixmap(self.size() * sharp)
        drawn.setDevicePixelRatio(sharp)
        drawn.fill(Qt.GlobalColor.transparent)
        painter = QPainter(drawn)
        painter.setFont(self.font())
        plot, hour = self._plot()
        self._paint_axis(painter, plot, hour)
        self._paint_bars(painter, plot, hour)
        self._paint_labels(painter, plot)
        painter.end()
        return drawn

    def _plot(self) -> tuple[QRectF, float]:
        """Where the bars are, its line of nothing included, and the height of an hour in pixels."""
        assert self._given is not None
        metrics = self.fontMetrics()
        left = max(metrics.horizontalAdvance(f"{formats.count(tick)} h ") for tick in self._ticks())
        line = metrics.lineSpacing()
        room = QRectF(left, line / 2, self.width() - left - 2, self.height() - 2 * line)
        return room, room.height() / (self._above + self._below)

    def _ticks(self) -> list[float]:
        """Hours at which the axis has a line: at most five, at round numbers."""
        rough = self._above / 4
        size = 10 ** math.floor(math.log10(rough))
        step = next(size * times for times in (1, 2, 5, 10) if size * times >= rough)
        return [step * number for number in range(int(self._above / step) + 1)]

    def _paint_axis(self, painter: QPainter, plot: QRectF, hour: float) -> None:
        ink = self.palette().color(QPalette.ColorRole.WindowText)
        ground = self.palette().color(QPalette.ColorRole.Window)
        zero, half = plot.top() + self._above * hour, self.fontMetrics().lineSpacing() / 2
        for tick in self._ticks():
            y = zero - tick * hour
            painter.setPen(mixed(ink, ground, 0.5 if tick == 0 else 0.15))
            painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y))
            painter.setPen(mixed(ink, ground, 0.72))
            box = QRectF(0, y - half, plot.left() - half / 2, 2 * half)
            text = f"{tick:g} h" if tick < 1000 else f"{formats.count(tick)} h"
            painter.drawText(box, _AT_THE_RIGHT, text)

    def _bar(self, plot: QRectF, index: int) -> QRectF:
        """The column of one period, as high as the plot."""
        assert self._given is not None
        slot = plot.width() / len(self._given.periods)
        width = min(slot * 0.8, self.fontMetrics().height() * 3)
        left = plot.left() + slot * index + (slot - width) / 2
        return QRectF(left, plot.top(), max(1.0, width), plot.height())

    def _paint_bars(self, painter: QPainter, plot: QRectF, hour: float) -> None:
        assert self._given is not None
        palette, zero = self.palette(), plot.top() + self._above * hour
        ink = palette.color(QPalette.ColorRole.WindowText)
        ground = palette.color(QPalette.ColorRole.Window)
        names = [*self._names, ""]
        look = {
            (name, outcome): brushes(colour(self._names, name, palette), outcome, ground)
            for name in names
            for outcome in CLASSES
        }
        order = {key: index for index, key in enumerate(look)}
        held = brushes(ink, "held", ground)
        for index, period in enumerate(self._given.periods):
            bar, y = self._bar(plot, index), zero
            for one in sorted(period.portions, key=lambda p: order[p.head_node, p.outcome]):
                height = one.cpu_s / 3600 * hour
                y -= height
                box = QRectF(bar.left(), y, bar.width(), height)
                fill(painter, box, look[one.head_node, one.outcome])
            if period.held_s > 0:
                box = QRectF(bar.left(), zero + 1, bar.width(), period.held_s / 3600 * hour)
                fill(painter, box, held)

    def _paint_labels(self, painter: QPainter, plot: QRectF) -> None:
        """Under the bars, as many as there is room for, the newest always."""
        assert self._given is not None
        metrics, periods = self.fontMetrics(), self._given.periods
        labels = [moments.period(self._given.step, period.start) for period in periods]
        widest = max(metrics.horizontalAdvance(label) for label in labels)
        every = max(1, math.ceil(widest * 1.7 / (plot.width() / len(periods))))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        top = self.height() - metrics.lineSpacing()
        for index in range(len(periods) - 1, -1, -every):
            middle = self._bar(plot, index).center().x()
            left = min(max(plot.left(), middle - widest / 2), self.width() - widest)
            box = QRectF(left, top, widest + 1, metrics.lineSpacing())
            painter.drawText(box, Qt.AlignmentFlag.AlignHCenter, labels[index])

    # Looking at one bar

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End walk over the bars."""
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or self._given is None:
            super().keyPressEvent(event)
            return
        last = len(self._given.periods) - 1
        start = last + 1 if self._picked is None and step < 0 else (self._picked or 0)
        self._pick(min(max(0, start + step), last))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Look at the newest bar at first."""
        super().focusInEvent(event)
        if self._picked is None and self._given is not None:
            self._pick(len(self._given.periods) - 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Look at the bar under the pointer."""
        if self._given is not None:
            plot, _ = self._plot()
            place = (event.x() - plot.left()) / plot.width() * len(self._given.periods)
            if 0 <= place < len(self._given.periods):
                self._pick(int(place))

    def leaveEvent(self, event: QEvent) -> None:
        """Look at none any more, unless the keyboard does."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._pick(None)

    def _pick(self, index: int | None) -> None:
        if index != self._picked and self._given is not None:
            self._picked = index
            period = None if index is None else self._given.periods[index]
            if period is not None:
                self.setAccessibleDescription(given_words.bar(self._given.step, period))
            self.picked.emit(period)
            self.update()
