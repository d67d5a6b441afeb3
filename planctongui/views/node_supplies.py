"""What the chosen head node needs of this machine: its image, if the owner allows it; its cache.

For: saying that an image is not allowed, how large a cache is, and a button for each. Not for:
secrets (`node_secrets`) or doing it (a question each). GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QMessageBox, QPushButton, QVBoxLayout, QWidget

from planctongui.core.sheets import AllowImage, ClearCache
from planctongui.core.standing import Standing
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.views.parts import breakable, say, words
from planctongui.words import head_nodes


class NodeSupplies(QWidget):
    """Emits `intents.ask`. Hidden while there is nothing to say."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._head_node = self._image = ""
        self._asked: set[object] = set()
        """Questions that are under way."""
        self.refused = words(translate("Head nodes", "Image"), wrap=True)
        self.allow = QPushButton(translate("Head nodes", "A&llow this image"))
        self.allow.clicked.connect(lambda: self._ask(AllowImage(self._image), self.allow))
        self.cache = words(translate("Head nodes", "Cache"), wrap=True)
        self.clear = QPushButton(translate("Head nodes", "&Clear the cache ..."))
        self.clear.clicked.connect(self._confirm)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        for told, button in ((self.refused, self.allow), (self.cache, self.clear)):
            column.addWidget(told)
            column.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)
        self.hide()

    def show_node(self, head_node: str, standing: Standing | None) -> None:
        """Show what this one needs; None = it is not in force."""
        self._head_node = head_node
        self._image = standing.refused if standing else ""
        cache = standing.cache if standing else None
        say(self.refused, breakable(head_nodes.refused(self._image)) if self._image else "")
        self.allow.setAccessibleDescription(self._image)
        say(self.cache, head_nodes.cache(cache) if cache else "")
        for part in (self.refused, self.allow):
            part.setVisible(bool(self._image))
        for part in (self.cache, self.clear):
            part.setVisible(cache is not None)
        self.allow.setEnabled(AllowImage(self._image) not in self._asked)
        nothing = cache is not None and cache.gb == 0
        self.clear.setEnabled(not nothing and ClearCache(head_node) not in self._asked)
        self.setVisible(bool(self._image) or cache is not None)

    def answered(self, question: object) -> None:
        """It is not under way any more."""
        self._asked.discard(question)

    def _ask(self, question: AllowImage | ClearCache, button: QPushButton) -> None:
        self._asked.add(question)
        button.setEnabled(False)
        self._intents.ask.emit(question)

    def _confirm(self) -> None:
        asked = ClearCache(self._head_node)
        question = translate(
            "Head nodes",
            "Clear the cache of {name}? What its pilots fetched and kept there is gone; they fetch "
            "it again when they need it.",
        ).format(name=self._head_node)
        box = QMessageBox(QMessageBox.Icon.Question, "planctongui", question, parent=self)
        yes = box.addButton(translate("Head nodes", "Clear"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(
            lambda button: self._ask(asked, self.clear) if button is yes else None
        )
        box.open()
