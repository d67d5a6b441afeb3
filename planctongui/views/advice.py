"""A sentence that says what would be better, with its command to copy.

For: whatever the owner can mend by one command. Not for: what is wrong (`parts.TroubleBox`). GUI
thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import QTimer
from PyQt5.QtWidgets import QApplication, QHBoxLayout, QPushButton, QWidget

from planctongui.tongue import translate
from planctongui.views.parts import say, selectable, words

COPIED_MS = 2000


class Advice(QWidget):
    """Hidden while there is nothing to say; `name` is what a screen reader calls the sentence."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._command = ""
        self._sentence = selectable(words(name, wrap=True))
        self.copy = QPushButton()
        self.copy.clicked.connect(self._copy)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._offer)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._sentence, 1)
        line.addWidget(self.copy)
        self._offer()
        self.hide()

    def give(self, sentence: str, command: str) -> None:
        """Say this; the button copies `command` and is not there without one."""
        self._command = command
        say(self._sentence, sentence)
        self.copy.setVisible(bool(command))
        self.setVisible(bool(sentence))

    def _copy(self) -> None:
        QApplication.clipboard().setText(self._command)
        say(self.copy, translate("Advice", "Copied"))
        self._soon.start(COPIED_MS)

    def _offer(self) -> None:
        say(self.copy, translate("Advice", "&Copy command"))
