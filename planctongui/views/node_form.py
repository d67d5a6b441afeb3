"""Dialogs in which a head node is filled in: a form of its kind, or the file's text.

For: what the owner types, until it was taken. A refusal is shown in the dialog and nothing typed is
lost. Not for: checking (the shelf does, on its thread). GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PyQt5.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planctongui.core.sheets import FormGiven, Key, TextGiven
from planctongui.core.trouble import Trouble
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.views.parts import Faint, TroubleBox

WIDTH_EMS, HEIGHT_LINES = 40, 30
TABLE_LINES = 4


class NodeDialog(QDialog):
    """Sends a question when the owner is done, and closes when its answer is no Trouble."""

    def __init__(self, parent: QWidget, intents: Intents, name: str) -> None:
        """`name` "" = the owner names a new head node."""
        super().__init__(parent)
        self._intents = intents
        self._name = name
        self.asked: FormGiven | TextGiven | None = None
        """The question that is under way."""
        told = translate("Head nodes", "Head node {name}").format(name=name)
        self.setWindowTitle(told if name else translate("Head nodes", "New head node"))
        self.name = QLineEdit(name)
        self.name.setEnabled(not name)
        self.name.setAccessibleName(translate("Head nodes", "Name"))
        self._troubles = TroubleBox()
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self._buttons.accepted.connect(self._send)
        self._buttons.rejected.connect(self.reject)
        self.column = QVBoxLayout(self)
        metrics = self.fontMetrics()
        self.resize(
            metrics.horizontalAdvance("M") * WIDTH_EMS, metrics.lineSpacing() * HEIGHT_LINES
        )

    def answered(self, content: object) -> None:
        """What came of the question: a Trouble, or all is well."""
        self.asked = None
        self._buttons.setEnabled(True)
        if isinstance(content, Trouble):
            self._troubles.show_troubles((content,))
        else:
            self.accept()

    def question(self) -> FormGiven | TextGiven:
        """What is typed, as a question."""
        raise NotImplementedError

    def _send(self) -> None:
        self.asked = self.question()
        self._buttons.setEnabled(False)
        self._intents.ask.emit(self.asked)


class NodeForm(NodeDialog):
    """The keys of a kind, one below the other."""

    def __init__(
        self,
        parent: QWidget,
        intents: Intents,
        kind: str,
        keys: Sequence[Key],
        name: str = "",
        typed: Mapping[str, str] | None = None,
    ) -> None:
        """`typed`: what the file says; None = the defaults."""
        super().__init__(parent, intents, name)
        self._kind = kind
        self._read: dict[str, Callable[[], str]] = {}
        self._first = {key.name: key.otherwise for key in keys} | dict(typed or {})
        inside = QWidget()
        rows = QFormLayout(inside)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        rows.addRow(translate("Head nodes", "&Name"), self.name)
        for key in keys:
            self._add(rows, key)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inside)
        for part in (area, self._troubles, self._buttons):
            self.column.addWidget(part)

    def question(self) -> FormGiven:
        """Only what differs from what was there first: a file's other keys stay as they are."""
        typed = {key: read() for key, read in self._read.items()}
        changed = {key: text for key, text in typed.items() if text != self._first[key]}
        new = not self._name
        return FormGiven(self.name.text().strip(), self._kind, changed, new)

    def _add(self, rows: QFormLayout, key: Key) -> None:
        first = self._first[key.name]
        field: QWidget
        if key.shape == "switch":
            box = QCheckBox()
            box.setChecked(first == "true")
            self._read[key.name] = lambda: "true" if box.isChecked() else "false"
            field = box
        elif key.shape == "table":
            lines = QPlainTextEdit(first)
            lines.setTabChangesFocus(True)
            lines.setFixedHeight(self.fontMetrics().lineSpacing() * (TABLE_LINES + 1))
            self._read[key.name] = lines.toPlainText
            field = lines
        else:
            line = QLineEdit(first)
            self._read[key.name] = line.text
            field = line
        field.setAccessibleName(key.name)
        field.setAccessibleDescription(key.sentence)
        rows.addRow(key.name, field)
        unit = f" ({key.unit})" if key.unit else ""
        how = ""
        if key.shape == "table":
            how = " " + translate("Head nodes", 'One a line: name = "text"')
        sentence = Faint(f"{key.sentence}{unit}{how}")
        sentence.setWordWrap(True)
        rows.addRow("", sentence)


class NodeText(NodeDialog):
    """A file that no form can show, because it is damaged."""

    def __init__(self, parent: QWidget, intents: Intents, name: str, text: str) -> None:
        super().__init__(parent, intents, name)
        self.text = QPlainTextEdit(text)
        self.text.setAccessibleName(translate("Head nodes", "The file"))
        self.text.setTabChangesFocus(True)
        for part in (self.text, self._troubles, self._buttons):
            self.column.addWidget(part)

    def question(self) -> TextGiven:
        """The whole text."""
        return TextGiven(self._name, self.text.toPlainText(), new=False)
