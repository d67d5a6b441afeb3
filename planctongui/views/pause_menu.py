"""The pauses to choose from, as menu entries.

For: the tray's menu and the window's button. Not for: what a pause means (`words.snooze`).
"""

from __future__ import annotations

import time

from PyQt5.QtWidgets import QAction, QMenu

from planctongui.views.intents import Intents
from planctongui.words.snooze import SNOOZES, Snooze


def fill(menu: QMenu, intents: Intents) -> None:
    """Add one entry for each pause; a click emits `intents.pause` with its end."""
    for snooze in SNOOZES:
        menu.addAction(_entry(snooze, menu, intents))


def _entry(snooze: Snooze, menu: QMenu, intents: Intents) -> QAction:
    entry = QAction(snooze.label, menu)
    entry.triggered.connect(lambda: intents.pause.emit(snooze.until(time.time())))
    return entry
