"""The "While you are here" submenu of the tray.

For: choosing the rung without opening the window. Not for: what a rung does.
"""

from __future__ import annotations

from PyQt5.QtWidgets import QAction, QActionGroup, QMenu

from planctongui.core.limits import Rung
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.words.levels import RUNGS


class RungMenu(QMenu):
    """One checkable entry for each rung; the owner's choice is checked."""

    def __init__(self, intents: Intents) -> None:
        super().__init__(translate("Tray", "While you are here"))
        self._intents = intents
        self._group = QActionGroup(self)
        self._entries = {rung: self._add(rung) for rung in RUNGS}

    def show_rung(self, rung: Rung) -> None:
        """Check the entry of this rung."""
        self._entries[rung].setChecked(True)

    def _add(self, rung: Rung) -> QAction:
        entry = self.addAction(RUNGS[rung][0])
        entry.setCheckable(True)
        self._group.addAction(entry)
        entry.triggered.connect(lambda: self._intents.rung.emit(rung.value))
        return entry
