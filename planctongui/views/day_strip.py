"""The last 24 hours as one strip, each minute in the colours of what was then.

For: seeing a day at a glance, and asking any moment of it by mouse or keyboard. A column of pixels
covers minutes: its colours are stacked by how long each lasted. Not for: asking for the record
(`day`). GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QEvent, QPoint, QRect, QSize, Qt
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
from PyQt5.QtWidgets import QSizePolicy, QToolTip, QWidget

from planctongui.core.record import Span, in_order
from planctongui.tongue import translate
from planctongui.views import hues
from planctongui.words import telling
from planctongui.words.telling import Group

DAY_S = 86400.0
STEP_S = 600.0
"""An arrow key moves so far."""
HOURS_APART = 3
_ORDER = list(Group)
"""From below, where several share a column."""


class DayStrip(QWidget):
    """Arrows, Home and End move a cursor; what was at it is the accessible description."""

    def __init__(self) -> None:
        super().__init__()
        self._spans: tuple[Span, ...] = ()
        self._until = 0.0
        self._cursor: float | None = None
        """Unix time; None = it was never moved."""
        self._picture: QPixmap | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Overview", "The last 24 hours"))
        self._describe()

    def show_spans(self, spans: Sequence[Span], until: float) -> None:
        """Show the 24 hours before `until`, Unix time."""
        self._spans, self._until = in_order(spans, until - DAY_S, until), until
        self._picture = None
        self._describe()
        self.update()

    def told_at(self, at: float) -> str:
        """What was at this Unix time, in words."""
        found = next((one for one in self._spans if one.begin <= at < one.end), None)
        if found is not None:
            return telling.span(found)
        missing = translate("Overview", "planctongui did not run, or the computer slept.")
        return f"{telling.clock(at)}: {missing}"

    def sizeHint(self) -> QSize:
        """High enough for a bar and the hours under it."""
        line = self.fontMetrics().height()
        return QSize(line * 16, line * 3 + 4)

    def minimumSizeHint(self) -> QSize:
        """Any width shows something."""
        return QSize(self.fontMetrics().height() * 8, self.sizeHint().height())

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar from its picture, the hours, and the cursor while it has the focus."""
        painter, bar = QPainter(self), self._bar()
        if self._picture is None:
            self._picture = self._drawn(bar.size())
        painter.drawPixmap(bar.topLeft(), self._picture)
        self._paint_hours(painter, bar)
        if self.hasFocus():
            pen = painter.pen()
            pen.setColor(self.palette().color(QPalette.ColorRole.WindowText))
            pen.setWidth(2)
            painter.setPen(pen)
            x = self._x_of(self._cursor if self._cursor is not None else self._until)
            painter.drawLine(x, bar.top(), x, bar.bottom())
            painter.drawRect(bar.adjusted(1, 1, -1, -1))
        painter.end()

    def _drawn(self, size: QSize) -> QPixmap:
        picture = QPixmap(size)
        picture.fill(hues.of(Group.UNKNOWN, self.palette()))
        painter = QPainter(picture)
        colours = {group: hues.of(group, self.palette()) for group in Group}
        for x, shares in enumerate(columns(self._spans, self._until, size.width())):
            below = float(size.height())
            for group in sorted(shares, key=_ORDER.index):
                high = shares[group] * size.height()
                top, bottom = round(below - high), round(below)
                painter.fillRect(x, top, 1, bottom - top, colours[group])
                below -= high
        painter.setPen(hues.faint(self.palette(), 0.35))
        painter.drawRect(0, 0, size.width() - 1, size.height() - 1)
        painter.end()
        return picture

    def _paint_hours(self, painter: QPainter, bar: QRect) -> None:
        metrics = self.fontMetrics()
        painter.setPen(hues.faint(self.palette(), 0.75))
        wide = metrics.horizontalAdvance("00:00")
        free_from = 0
        for at in hours_between(self._until - DAY_S, self._until):
            x = self._x_of(at)
            painter.drawLine(x, bar.bottom() + 1, x, bar.bottom() + 3)
            left = min(max(0, x - wide // 2), self.width() - wide)
            if left >= free_from:
                room = QRect(left, bar.bottom() + 4, wide, metrics.height())
                text = telling.clock(at, seconds=False)
                painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), text)
                free_from = left + wide + wide // 3

    def _bar(self) -> QRect:
        return self.rect().adjusted(0, 0, 0, -self.fontMetrics().height() - 4)

    def _x_of(self, at: float) -> int:
        return round((at - self._until + DAY_S) / DAY_S * (self.width() - 1))

    def _time_at(self, x: int) -> float:
        return self._until - DAY_S + x / max(1, self.width() - 1) * DAY_S

    # The owner's hand

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell what was under the pointer."""
        QToolTip.showText(event.globalPos(), self.told_at(self._time_at(event.x())), self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move the cursor and tell what was there."""
        at = self._cursor if self._cursor is not None else self._until
        moves = {
            Qt.Key.Key_Left: at - STEP_S,
            Qt.Key.Key_Right: at + STEP_S,
            Qt.Key.Key_Home: self._until - DAY_S,
            Qt.Key.Key_End: self._until,
        }
        key = Qt.Key(event.key())
        if key not in moves:
            super().keyPressEvent(event)
            return
        self._cursor = min(max(moves[key], self._until - DAY_S), self._until - 0.001)
        self._describe()
        place = QPoint(self._x_of(self._cursor), self._bar().bottom())
        QToolTip.showText(self.mapToGlobal(place), self.told_at(self._cursor), self)
        self.update()

    def _describe(self) -> None:
        told = telling.summary(self._spans)
        if self._cursor is not None:
            told = f"{self.told_at(self._cursor)} {told}"
        self.setAccessibleDescription(told)

    # Qt's events

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the cursor."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the cursor."""
        super().focusOutEvent(event)
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width has other columns."""
        self._picture = None
        super().resizeEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the desktop when it turns from light to dark."""
        if event.type() == QEvent.Type.PaletteChange:
            self._picture = None
        super().changeEvent(event)


def columns(spans: Sequence[Span], until: float, width: int) -> list[dict[Group, float]]:
    """For each of `width` columns of the 24 hours before `until`: group -> share, 0..1."""
    shares: list[dict[Group, float]] = [{} for _ in range(width)]
    per_s = width / DAY_S
    for one in spans:
        begin = max(0.0, (one.begin - until + DAY_S) * per_s)
        end = min(float(width), (one.end - until + DAY_S) * per_s)
        group = telling.group_of(one.reason)
        for x in range(int(begin), min(width, int(end) + 1)):
            part = min(end, x + 1.0) - max(begin, float(x))
            if part > 0:
                shares[x][group] = shares[x].get(group, 0.0) + part
    return shares


def hours_between(since: float, until: float) -> list[float]:
    """Unix times of the full hours 0, 3, 6 ... of the owner's clock."""
    # Looked up and not computed: a day of a change of clocks has 23 or 25 hours.
    quarter = since // 900 * 900 + 900
    found = []
    while quarter <= until:
        hour, minute = telling.clock(quarter, seconds=False).split(":")
        if minute == "00" and int(hour) % HOURS_APART == 0:
            found.append(quarter)
        quarter += 900
    return found
