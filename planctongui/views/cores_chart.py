"""The last minutes' cores, live: the owner's at the bottom, the pilots' on them, the rest free.

For: seeing who uses the machine. Not for: asking for the samples (`day`). GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QRect, QRectF, QSize, Qt
from PyQt5.QtGui import QColor, QPainter, QPaintEvent
from PyQt5.QtWidgets import QSizePolicy, QWidget

from planctongui.core.record import Pulse
from planctongui.tongue import translate
from planctongui.views import hues
from planctongui.words import formats

SHOWN_S = 600.0
HOLDS_S = 35.0
"""A sample tells of so much time before it at most: steps are further apart while all is still."""


class CoresChart(QWidget):
    """Steps, not lines: each sample is the mean of the time before it."""

    def __init__(self, machine_cores: int) -> None:
        super().__init__()
        self._cores = machine_cores
        self._pulses: tuple[Pulse, ...] = ()
        self._now = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(translate("Overview", "Cores in use, the last 10 minutes"))
        self._describe()

    def show_pulses(self, pulses: Sequence[Pulse], now: float) -> None:
        """Show the minutes before `now`, Unix time."""
        self._pulses, self._now = tuple(pulses), now
        self._describe()
        self.update()

    def told(self) -> str:
        """The newest sample in words."""
        if not self._pulses:
            return translate("Overview", "Not measured yet.")
        last = self._pulses[-1]
        owner, pilots = (_cores(used) for used in (last.owner, last.pilots))
        return translate("Overview", "You use {owner} cores, pilots {pilots}, of {all}.").format(
            owner=owner, pilots=pilots, all=self._cores
        )

    def sizeHint(self) -> QSize:
        """A few lines high."""
        line = self.fontMetrics().height()
        return QSize(line * 16, line * 6)

    def minimumSizeHint(self) -> QSize:
        """Any width shows something."""
        line = self.fontMetrics().height()
        return QSize(line * 8, line * 5)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Grid, areas, and what the axes mean."""
        painter, room = QPainter(self), self._plot()
        painter.fillRect(room, hues.faint(self.palette(), 0.05))
        before = self._now - SHOWN_S
        for pulse in self._pulses:
            begin = max(before, pulse.at - HOLDS_S, self._now - SHOWN_S)
            before = pulse.at
            if pulse.at <= self._now - SHOWN_S:
                continue
            left, right = self._x(begin, room), self._x(pulse.at, room)
            owner = min(pulse.owner or 0.0, self._cores)
            pilots = min(pulse.pilots or 0.0, self._cores - owner)
            self._fill(painter, room, (left, right), (0.0, owner), hues.OWNER)
            self._fill(painter, room, (left, right), (owner, owner + pilots), hues.PILOTS)
        self._paint_axes(painter, room)
        painter.end()

    def _fill(
        self,
        painter: QPainter,
        room: QRect,
        across: tuple[float, float],
        cores: tuple[float, float],
        colour: QColor,
    ) -> None:
        if cores[1] <= cores[0]:
            return
        high = room.height() / self._cores
        top, bottom = (room.bottom() + 1 - high * used for used in (cores[1], cores[0]))
        painter.fillRect(QRectF(across[0], top, across[1] - across[0], bottom - top), colour)

    def _paint_axes(self, painter: QPainter, room: QRect) -> None:
        metrics = self.fontMetrics()
        painter.setPen(hues.faint(self.palette(), 0.35))
        painter.drawRect(room.adjusted(0, 0, -1, -1))
        painter.setPen(hues.faint(self.palette(), 0.75))
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        for cores, y in ((self._cores, room.top()), (0, room.bottom())):
            at = min(max(0, y - metrics.height() // 2), self.height() - metrics.height())
            label = QRect(0, at, room.left() - 4, metrics.height())
            painter.drawText(label, right, str(cores))
        below = QRect(room.left(), room.bottom() + 2, room.width(), metrics.height())
        since = translate("Overview", "10 min ago")
        painter.drawText(below, int(Qt.AlignmentFlag.AlignLeft), since)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight), translate("Overview", "now"))

    def _plot(self) -> QRect:
        metrics = self.fontMetrics()
        left = metrics.horizontalAdvance(str(self._cores)) + 6
        return self.rect().adjusted(left, 0, 0, -metrics.height() - 3)

    def _x(self, at: float, room: QRect) -> float:
        return room.right() + 1 - (self._now - at) / SHOWN_S * room.width()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.told())


def _cores(used: float | None) -> str:
    if used is None:
        return translate("Overview", "an unknown number of")
    return formats.decimal(f"{used:.1f}")
