"""The "Max cores" submenu of the tray.

For: choosing the limit without opening the window. Not for: what the limit does.
"""

from __future__ import annotations

from PyQt5.QtWidgets import QAction, QActionGroup, QMenu

from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.words.details import cores

_FULL_LIST = 16


def steps(machine_cores: int) -> list[int]:
    """The limits to offer: all up to 16 cores; above that 0, the powers of two, and quarters."""
    if machine_cores <= _FULL_LIST:
        return list(range(machine_cores + 1))
    powers = {2**n for n in range(machine_cores.bit_length()) if 2**n <= machine_cores}
    quarters = {machine_cores * n // 4 for n in (1, 2, 3, 4)}
    return sorted({0} | powers | quarters)


class CoresMenu(QMenu):
    """One checkable entry for each step; the limit in force is checked, also between steps."""

    def __init__(self, intents: Intents, machine_cores: int) -> None:
        super().__init__(translate("Tray", "Max cores"))
        self._machine_cores = machine_cores
        self._intents = intents
        self._group = QActionGroup(self)
        self._entries = {count: self._add(count) for count in steps(machine_cores)}
        # A limit that is no step (set by slider or file) is shown by an entry of its own.
        self._between = self._add(0)
        self._between.setVisible(False)

    def show_limit(self, count: int) -> None:
        """Check the entry of this limit."""
        entry = self._entries.get(count, self._between)
        self._between.setVisible(entry is self._between)
        self._between.setText(cores(count, self._machine_cores))
        entry.setChecked(True)

    def _add(self, count: int) -> QAction:
        entry = self.addAction(
            cores(count, self._machine_cores) if count else translate("Tray", "None")
        )
        entry.setCheckable(True)
        self._group.addAction(entry)
        entry.setData(count)
        entry.triggered.connect(lambda: self._choose(count))
        return entry

    def _choose(self, count: int) -> None:
        if self._entries[count].isChecked():
            self._intents.max_cores.emit(count)
