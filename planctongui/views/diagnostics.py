"""The page "Diagnostics": everything that is seen, what is not and why; and a report of it to copy.

For: what `planctongui doctor` tells. Not for: finding it out (`diagnosis`). GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QApplication, QCheckBox, QGridLayout, QLabel, QPushButton, QWidget

from planctongui.core.questions import Answer
from planctongui.core.record import AskDiagnosis, Diagnosis, Finding
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.views.page import Page
from planctongui.views.parts import Faint, bold, row, say, words


class DiagnosticsPage(Page):
    """Emits `intents.ask` when it is first looked at and when the owner wants a fresh look."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._asked: AskDiagnosis | None = None
        self._copying = False
        self.again = QPushButton(translate("Diagnostics", "&Look again"))
        self.again.clicked.connect(lambda: self._ask(copying=False))
        self.copy = QPushButton(translate("Diagnostics", "&Copy report"))
        self.copy.clicked.connect(lambda: self._ask(copying=True))
        self.named = QCheckBox(
            translate("Diagnostics", "With the &names of this computer and its users")
        )
        self.note = Faint()
        self.note.setWordWrap(True)
        self._table = QWidget()
        self._rows = QGridLayout(self._table)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setHorizontalSpacing(12)
        self._rows.setColumnStretch(2, 1)
        explained = Faint(
            translate(
                "Diagnostics",
                "What planctongui sees here and what it does not. The report is this table as "
                "text; no secret ever stands in it.",
            )
        )
        explained.setWordWrap(True)
        self.column.addWidget(bold(QLabel(translate("Diagnostics", "What works here"))))
        self.column.addWidget(explained)
        self.column.addWidget(self._table)
        self.column.addLayout(row(self.again, self.copy))
        self.column.addWidget(self.named)
        self.column.addWidget(self.note)
        self.column.addStretch(1)

    def tick(self, report: Report, now: float) -> None:
        """The first look is made by itself."""
        if self._asked is None:
            self._ask(copying=False)

    def answer(self, answer: Answer) -> None:
        """Show the table; copy the report if that was asked for."""
        if answer.question is not self._asked:
            return
        content = answer.content
        if isinstance(content, Trouble):
            say(self.note, f"{content.title}. {content.advice}")
        elif isinstance(content, Diagnosis):
            self._show(content.findings)
            say(self.note, "")
            if self._copying:
                QApplication.clipboard().setText(content.report)
                say(self.note, translate("Diagnostics", "The report is in the clipboard."))
        else:
            self._asked = None  # it is just starting: at the next tick

    def shown(self) -> list[str]:
        """The table's lines: mark, name and words."""
        lines = []
        for number in range(self._rows.rowCount()):
            cells = (self._rows.itemAtPosition(number, place) for place in range(3))
            labels = (cell.widget() for cell in cells if cell is not None)
            parts = [label.text() for label in labels if isinstance(label, QLabel)]
            lines += [" ".join(parts)] if parts else []
        return lines

    def _ask(self, copying: bool) -> None:
        self._copying = copying
        say(self.note, translate("Diagnostics", "Looking ..."))
        self._asked = AskDiagnosis(self.named.isChecked())
        self._intents.ask.emit(self._asked)

    def _show(self, findings: tuple[Finding, ...]) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        top = Qt.AlignmentFlag.AlignTop
        for number, finding in enumerate(findings):
            mark, name, says = words(""), words(finding.name), words(finding.name, wrap=True)
            mark.setText({True: "✓", False: "✗", None: ""}[finding.works])
            mark.setAccessibleName(
                {
                    True: translate("Diagnostics", "works"),
                    False: translate("Diagnostics", "does not work"),
                    None: "",
                }[finding.works]
            )
            name.setText(finding.name)
            name.setWordWrap(True)
            says.setText(finding.says)
            for place, label in enumerate((mark, name, says)):
                self._rows.addWidget(label, number, place, top)
        self._rows.setColumnMinimumWidth(1, self.fontMetrics().horizontalAdvance("M") * 9)
