"""Moods and the program itself as icons, drawn from the shipped SVG files.

For: tray and window. Not for: choosing a mood. GUI thread only.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from PyQt5.QtCore import QByteArray, QRectF, Qt
from PyQt5.QtGui import QIcon, QPainter, QPixmap
from PyQt5.QtSvg import QSvgRenderer

import planctongui.resources
from planctongui.core.verdict import Mood

SIZES = (16, 22, 24, 32, 48, 64)
"""Edge lengths in pixels that panels ask for. Each is drawn, none is scaled."""


def icon(mood: Mood) -> QIcon:
    """The icon of a mood; the same object every time."""
    return _from_svg(mood.value)


def program_icon() -> QIcon:
    """The icon of the program; the same object every time."""
    return _from_svg("planctongui")


@cache
def _from_svg(name: str) -> QIcon:
    # A plain path: importlib.resources would cost as much time as all the drawing.
    svg = (Path(planctongui.resources.__file__).parent / "icons" / f"{name}.svg").read_bytes()
    picture = QSvgRenderer(QByteArray(svg))
    drawn = QIcon()
    for size in SIZES:
        drawn.addPixmap(_render(picture, size))
    return drawn


def _render(picture: QSvgRenderer, size: int) -> QPixmap:
    """The picture as a square pixmap with `size` pixels an edge."""
    pixmap = QPixmap(size, size)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    picture.render(painter, QRectF(0, 0, size, size))
    painter.end()
    return pixmap
