"""Colours that tell things apart, in light and dark and for every kind of colour vision.

For: charts. The set is that of Okabe and Ito; greys come from the owner's palette. Not for: text,
which is always in the palette's own colours.
"""

from __future__ import annotations

from PyQt5.QtGui import QColor, QPalette

from planctongui.views.parts import mixed
from planctongui.words.telling import Group

_COLOURS = {
    Group.GIVEN: "#009e73",
    Group.BESIDE: "#56b4e9",
    Group.HELD: "#e69f00",
    Group.RESTING: "#cc79a7",
    Group.WAITING: "#f0e442",
    Group.TROUBLE: "#d55e00",
}

PILOTS, OWNER = QColor(_COLOURS[Group.GIVEN]), QColor(_COLOURS[Group.HELD])


def of(group: Group, palette: QPalette) -> QColor:
    """The colour of a group."""
    if group in _COLOURS:
        return QColor(_COLOURS[group])
    return faint(palette, 0.45 if group is Group.PAUSED else 0.08)


def faint(palette: QPalette, share: float) -> QColor:
    """So much (0..1) of the text's colour over the window's."""
    ink = palette.color(QPalette.ColorRole.WindowText)
    return mixed(ink, palette.color(QPalette.ColorRole.Window), share)
