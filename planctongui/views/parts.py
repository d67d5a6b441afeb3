"""Small pieces the window is made of.

For: looks and layout that are used more than once. Not for: what is said in them (`window`).
Colours come from the owner's palette, so light and dark desktops both look right.
"""

from __future__ import annotations

import re
from typing import TypeVar

from PyQt5.QtCore import QEvent, Qt
from PyQt5.QtGui import QColor, QPainter, QPaintEvent, QPalette
from PyQt5.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from planctongui.core.trouble import Trouble
from planctongui.tongue import translate

RADIUS = 8


def say(label: QLabel | QAbstractButton, text: str) -> None:
    """Set a label's text only if it differs: the same text would be laid out and painted again."""
    if label.text() != text:
        label.setText(text)


def unbroken(text: str) -> str:
    """The same text with a number and its unit kept on one line."""
    return re.sub(r"(?<=\d) (?=(s|min|h)\b)", "\u00a0", text)


def breakable(text: str) -> str:
    """The same text with places to break in long names, such as those of images."""
    return re.sub(
        r"\S{40,}", lambda name: re.sub(r"([/@:])", "\\1\N{ZERO WIDTH SPACE}", name[0]), text
    )


def words(name: str, wrap: bool = False) -> QLabel:
    """A label of plain text, never taken for markup; `name` is what a screen reader calls it."""
    label = QLabel()
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setAccessibleName(name)
    label.setWordWrap(wrap)
    return label


def selectable(label: QLabel) -> QLabel:
    """The same label with words that can be copied, also by keyboard."""
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    label.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else Tab passes it by
    return label


Part = TypeVar("Part", bound=QWidget)


def scaled(label: Part, factor: float) -> Part:
    """The same widget in a font larger or smaller than the owner's by this factor."""
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * factor)
    label.setFont(font)
    return label


def bold(label: QLabel) -> QLabel:
    """The same label in bold."""
    font = label.font()
    font.setBold(True)
    label.setFont(font)
    return label


def mixed(one: QColor, other: QColor, share: float) -> QColor:
    """`share` (0..1) of `one` over `other`."""
    mix = [
        round(a * share + b * (1 - share))
        for a, b in zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)
    ]
    return QColor(*mix)


class Card(QFrame):
    """A rounded box a shade off the window's colour, or tinted to be noticed."""

    def __init__(self, tint: QColor | None = None) -> None:
        super().__init__()
        self._tint = tint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the box; its content paints itself."""
        palette = self.palette()
        ground = palette.color(QPalette.ColorRole.Window)
        ink = palette.color(QPalette.ColorRole.WindowText)
        tint, share = (ink, 0.06) if self._tint is None else (self._tint, 0.18)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(mixed(tint, ground, share))
        painter.setPen(mixed(tint, ground, share * 2.5))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), RADIUS, RADIUS)
        painter.end()


class Tile(Card):
    """A number with a caption under it."""

    def __init__(self, caption: str) -> None:
        super().__init__()
        self._number = scaled(words(caption), 1.3)
        below = Faint(caption)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(2)
        for label in (self._number, below):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)

    def say(self, number: str) -> None:
        """Show this number."""
        say(self._number, number)

    @property
    def number(self) -> str:
        """What is shown."""
        return self._number.text()


class Faint(QLabel):
    """A small quiet label: a caption. Still well legible, in whatever palette."""

    def __init__(self, text: str = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        scaled(self, 0.92)
        self._dimmed = 0
        self._dim()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the desktop when it turns from light to dark."""
        if event.type() in (QEvent.Type.ApplicationPaletteChange, QEvent.Type.PaletteChange):
            self._dim()
        super().changeEvent(event)

    def _dim(self) -> None:
        # The application's, since our own is still the old one while the desktop changes.
        palette = QApplication.palette(self)
        if palette.cacheKey() == self._dimmed:
            return
        self._dimmed = palette.cacheKey()
        ink = palette.color(QPalette.ColorRole.WindowText)
        ground = palette.color(QPalette.ColorRole.Window)
        # Of our own only this one colour: who has a whole palette is told of no change at all.
        own = QPalette()
        own.setColor(QPalette.ColorRole.WindowText, mixed(ink, ground, 0.72))
        self.setPalette(own)


class TroubleBox(Card):
    """What is wrong and what to do, one pair for each Trouble; hidden when there is none."""

    def __init__(self) -> None:
        super().__init__(QColor("#e5484d"))
        self._shown: tuple[Trouble, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(12, 10, 12, 10)
        self._column.setSpacing(4)
        self.setAccessibleName(translate("Overview", "Troubles"))
        self.hide()

    def show_troubles(self, troubles: tuple[Trouble, ...]) -> None:
        """Show exactly these."""
        if troubles == self._shown:
            return
        self._shown = troubles
        while (item := self._column.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for trouble in troubles:
            self._add(trouble)
        self.setVisible(bool(troubles))

    def _add(self, trouble: Trouble) -> None:
        title = words(translate("Overview", "What is wrong"), wrap=True)
        # The advice is often a command.
        advice = selectable(words(translate("Overview", "What to do"), wrap=True))
        bold(title).setText(trouble.title)
        advice.setText(trouble.advice)
        self._column.addWidget(title)
        self._column.addWidget(advice)


def row(*widgets: QWidget, stretch: int = -1) -> QHBoxLayout:
    """Widgets side by side; the one with index `stretch` takes the room that is left."""
    line = QHBoxLayout()
    for index, widget in enumerate(widgets):
        line.addWidget(widget, int(index == stretch))
    return line
