"""The choice of what goes on while the owner is here, with a sentence on what is chosen.

For: the window. Not for: what a rung does. GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QWheelEvent
from PyQt5.QtWidgets import QComboBox, QLabel, QVBoxLayout, QWidget

from planctongui.core.limits import Rung
from planctongui.tongue import translate
from planctongui.views.echo import Echo
from planctongui.views.intents import Intents
from planctongui.views.parts import Faint, say
from planctongui.words.levels import RUNGS


class RungChooser(QWidget):
    """Emits `intents.rung` once for each choice; shows the owner's choice, whoever made it."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self.echo = Echo()
        self._rungs = list(RUNGS)
        self.box = Box()
        for name, sentence in RUNGS.values():
            self.box.addItem(name)
            self.box.setItemData(self.box.count() - 1, sentence, Qt.ItemDataRole.ToolTipRole)
        self.box.setAccessibleName(translate("Limits", "While you are here"))
        self.box.activated.connect(self._choose)
        caption = QLabel(translate("Limits", "&While you are here"))
        caption.setBuddy(self.box)
        self._sentence, self._schedule = Faint(), Faint()
        for label in (self._sentence, self._schedule):
            label.setWordWrap(True)
        self._schedule.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for part in (caption, self.box, self._sentence, self._schedule):
            column.addWidget(part)
        self._tell(Rung.QUIET)

    def show_rung(self, rung: Rung) -> None:
        """Show the choice in force, unless the owner has just made another."""
        index = self._rungs.index(rung)
        if index != self.box.currentIndex() and self.echo.over:
            self.box.setCurrentIndex(index)
            self._tell(rung)

    def show_schedule(self, sentence: str) -> None:
        """Say what the schedule says instead; "" = nothing."""
        if sentence != self._schedule.text():
            self._schedule.setText(sentence)
            self._schedule.setVisible(bool(sentence))

    def _choose(self, index: int) -> None:
        self.echo.begin()
        rung = self._rungs[index]
        self._tell(rung)
        self._intents.rung.emit(rung.value)

    def _tell(self, rung: Rung) -> None:
        say(self._sentence, RUNGS[rung][1])
        self.box.setAccessibleDescription(RUNGS[rung][1])


class Box(QComboBox):
    """Never changed by a wheel that was only meant to scroll past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to whatever is around."""
        event.ignore()
