"""The switch "Start when I log in".

For: the limits page; it holds at once, since it is no limit. Not for: how a session starts programs
(`autostart`). GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from planctongui.core.questions import Answer
from planctongui.core.record import AskAutostart, Autostart
from planctongui.core.trouble import Trouble
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.views.parts import Faint, say


class AutostartSwitch(QWidget):
    """Emits `intents.ask`; not to be used until it is known how things stand."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._asked = False
        self.box = QCheckBox(translate("Limits", "Start planctongui when I log &in"))
        self.box.setEnabled(False)
        self.box.clicked.connect(lambda on: intents.ask.emit(AskAutostart(on)))
        self._trouble = Faint()
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self._trouble)

    def ask(self) -> None:
        """Find out, once."""
        if not self._asked:
            self._asked = True
            self._intents.ask.emit(AskAutostart())

    def answer(self, answer: Answer) -> None:
        """Show how things stand, or why they could not be changed."""
        if not isinstance(answer.question, AskAutostart):
            return
        content = answer.content
        if isinstance(content, Autostart):
            self.box.setEnabled(True)
            self.box.setChecked(content.on)
            self._trouble.hide()
        elif isinstance(content, Trouble):
            say(self._trouble, f"{content.title}. {content.advice}")
            self._trouble.show()
            self.box.setChecked(not answer.question.wanted)
