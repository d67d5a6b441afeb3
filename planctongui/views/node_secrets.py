"""The secrets of the chosen head node: whether each is there, and a button to set it.

For: showing states and sending what the owner types to the keyring's thread. A secret is never
shown, and forgotten here as soon as it is sent. GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planctongui.core.sheets import SecretGiven, SecretLine, UnlockAsked
from planctongui.tongue import translate
from planctongui.vault.secret import Secret
from planctongui.views.intents import Intents
from planctongui.views.parts import Faint, bold, row, say, words
from planctongui.words import head_nodes


class NodeSecrets(QWidget):
    """Emits `intents.ask`. Hidden while the head node needs no secret."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._head_node = ""
        self._names: tuple[str, ...] = ()
        self._states: list[QLabel] = []
        self.buttons: list[QPushButton] = []
        """One for each secret."""
        self.unlock = QPushButton(translate("Head nodes", "&Unlock the keyring"))
        self.unlock.clicked.connect(self._unlock)
        self._wait = Faint(translate("Head nodes", "Waiting for your keyring ..."))
        self._wait.setAccessibleName(translate("Head nodes", "Keyring"))
        self._rows = QVBoxLayout()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bold(QLabel(translate("Head nodes", "Secrets"))))
        column.addLayout(self._rows)
        column.addLayout(row(self.unlock, self._wait, stretch=1))
        self.hide()

    def show_node(
        self, head_node: str, names: tuple[str, ...], lines: Sequence[SecretLine] | None
    ) -> None:
        """Show these secrets; None = their states are not known yet."""
        if (head_node, names) != (self._head_node, self._names):
            self._make(head_node, names)
        self.setVisible(bool(names))
        self.show_waiting(lines is None)
        known = {line.name: line for line in lines or ()}
        for name, state, button in zip(names, self._states, self.buttons, strict=True):
            line = known.get(name)
            say(state, f"{name}: {head_nodes.secret(line) if line else '...'}")
            there = line is not None and line.answer == "set"
            told = translate("Head nodes", "Replace") if there else translate("Head nodes", "Set")
            say(button, f"{told} ...")
        self.unlock.setVisible(any(line.answer == "locked" for line in known.values()))

    def show_waiting(self, waiting: bool) -> None:
        """Say whether the keyring is being asked; nothing can be ordered meanwhile."""
        self._wait.setVisible(waiting)
        for button in (*self.buttons, self.unlock):
            button.setEnabled(not waiting)

    def send(self, name: str, secret: Secret | Path) -> None:
        """Have this secret kept."""
        self.show_waiting(True)
        self._intents.ask.emit(SecretGiven(self._head_node, name, secret))

    def _unlock(self) -> None:
        self.show_waiting(True)
        self._intents.ask.emit(UnlockAsked(self._head_node, self._names))

    def _make(self, head_node: str, names: tuple[str, ...]) -> None:
        for old in (*self._states, *self.buttons):
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._head_node, self._names = head_node, names
        self._states = [words(name, wrap=True) for name in names]
        self.buttons = [QPushButton() for _ in names]
        for name, state, button in zip(names, self._states, self.buttons, strict=True):
            told = translate("Head nodes", "Set the secret {name}").format(name=name)
            button.setAccessibleName(told)
            button.clicked.connect(lambda _, name=name: self._ask_for(name))
            self._rows.addWidget(state)
            self._rows.addWidget(button, alignment=Qt.AlignmentFlag.AlignLeft)

    def _ask_for(self, name: str) -> None:
        dialog = SecretDialog(self, self._head_node, name)
        dialog.accepted.connect(lambda: self._send_typed(dialog, name))
        dialog.open()

    def _send_typed(self, dialog: SecretDialog, name: str) -> None:
        self.send(name, dialog.given())


class SecretDialog(QDialog):
    """Takes one secret, typed or as a file."""

    def __init__(self, parent: QWidget, head_node: str, name: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(
            translate("Head nodes", "Secret {name} of {head_node}").format(
                name=name, head_node=head_node
            )
        )
        self._path: Path | None = None
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setAccessibleName(translate("Head nodes", "The secret"))
        self.line.setMinimumWidth(self.fontMetrics().horizontalAdvance("M") * 24)
        told = Faint(
            translate(
                "Head nodes",
                "It goes to your keyring and from there to pilots of this head node, nowhere else. "
                "Of several lines, take it from a file.",
            )
        )
        told.setWordWrap(True)
        file = QPushButton(translate("Head nodes", "From a &file ..."))
        file.setAutoDefault(False)
        file.clicked.connect(self._choose)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self._ok = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._ok.setEnabled(False)
        self.line.textChanged.connect(lambda text: self._ok.setEnabled(bool(text)))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        for part in (told, self.line, file, buttons):
            column.addWidget(part)

    def given(self) -> Secret | Path:
        """What the owner gave; the line is emptied."""
        secret = self._path or Secret(self.line.text().encode("utf-8", "surrogatepass"))
        self.line.clear()
        return secret

    def _choose(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.windowTitle())
        if name:
            self._path = Path(name)
            self.accept()
