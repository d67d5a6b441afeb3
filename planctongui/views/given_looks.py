"""The colour of a head node and the pattern of a class.

For: chart, legend and table of the page "Contribution". Not for: where they are painted. GUI thread
only.
"""

from __future__ import annotations

from PyQt5.QtCore import QRectF, Qt
from PyQt5.QtGui import QBrush, QColor, QPainter, QPalette

from planctongui.views.parts import mixed

COLOURS = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00")
"""Told apart by the colour-blind too; a seventh head node begins anew."""

PATTERNS = {
    "useful": Qt.BrushStyle.SolidPattern,
    "empty": Qt.BrushStyle.Dense6Pattern,
    "lost": Qt.BrushStyle.BDiagPattern,
    "open": Qt.BrushStyle.Dense5Pattern,
    "held": Qt.BrushStyle.HorPattern,
}


def colour(names: list[str], name: str, palette: QPalette) -> QColor:
    """The colour of a head node, or of no head node's time."""
    if not name:
        return palette.color(QPalette.ColorRole.WindowText)
    return QColor(COLOURS[names.index(name) % len(COLOURS)])


def brushes(tint: QColor, pattern: str, ground: QColor) -> tuple[QBrush, ...]:
    """What a box of this colour and pattern is filled with, one over the other."""
    style = PATTERNS[pattern]
    if style is Qt.BrushStyle.SolidPattern:
        return (QBrush(tint),)
    return (QBrush(mixed(tint, ground, 0.15)), QBrush(tint, style))


def fill(painter: QPainter, box: QRectF, with_: tuple[QBrush, ...]) -> None:
    """Fill one box."""
    for brush in with_:
        painter.fillRect(box, brush)
