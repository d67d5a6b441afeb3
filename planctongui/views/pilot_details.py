"""All that is known of one pilot, and what came of removing everything.

For: the page "Pilots", which fills them. Not for: the words. GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QFormLayout, QLabel, QWidget

from planctongui.core.removal import Removal
from planctongui.tongue import translate
from planctongui.views.parts import Card, Faint, breakable, say, words
from planctongui.words import removal as removal_words


class Details(QWidget):
    """Captions and texts; made once, since each pilot has the same ones."""

    def __init__(self) -> None:
        super().__init__()
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._lines: list[QLabel] = []

    def show_lines(self, lines: list[tuple[str, str]]) -> None:
        """Show these."""
        while len(self._lines) < len(lines):
            caption = lines[len(self._lines)][0]
            text = words(caption, wrap=True)
            text.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self._form.addRow(Faint(caption), text)
            self._lines.append(text)
        for label, (_, told) in zip(self._lines, lines, strict=True):
            say(label, breakable(told))


class Over(Card):
    """What came of removing everything, or that it is under way; hidden when it never was."""

    def __init__(self) -> None:
        super().__init__()
        self._told = words(translate("Pilots", "Removal"), wrap=True)
        column = QFormLayout(self)
        column.addRow(self._told)
        self.hide()

    def show_removal(self, removal: Removal | None, under_way: bool) -> None:
        """Show how it stands."""
        self.setVisible(under_way or removal is not None)
        if under_way:
            waits = translate("Pilots", "Removing everything: pilots get their time to end.")
            say(self._told, waits)
        elif removal is not None:
            say(self._told, "\n".join(removal_words.told(removal)))
