"""The list "What it sees", behind a button that opens it.

For: every source with what it sees, or why it sees nothing. Not for: choosing among them.
GUI thread only.
"""

from __future__ import annotations

from collections.abc import Iterator

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QFormLayout, QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget

from planctongui.core.questions import Answer, WhoSeesMe
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.views.parts import Faint, row, say, words
from planctongui.words import details


class Sources(QWidget):
    """A disclosure button; below it a line per source, and a test of those that see input."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._report: Report | None = None
        self._now = 0.0
        self._names: tuple[str, ...] = ()
        self._lines: list[QLabel] = []
        self.button = QToolButton()
        self.button.setText(translate("Overview", "What it &sees"))
        self.button.setCheckable(True)
        self.button.setAutoRaise(True)
        self.button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.button.setArrowType(Qt.ArrowType.RightArrow)
        self.button.toggled.connect(self._toggle)
        self._list = QWidget()
        self._list.hide()
        self._rows = QFormLayout(self._list)
        self._rows.setContentsMargins(8, 0, 0, 0)
        self._rows.setVerticalSpacing(3)
        self.test = QPushButton(translate("Sources", "&Test what sees you"))
        self.test.clicked.connect(self._begin_test)
        self._outcome = words(translate("Sources", "What saw you"), wrap=True)
        self.test.hide()
        self._outcome.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        buttons = row(self.button, self.test)
        buttons.addStretch()
        column.addLayout(buttons)
        column.addWidget(self._outcome)
        column.addWidget(self._list)
        self.hide()  # until there are any

    def tell(self, report: Report, now: float) -> None:
        """Show the sources of this Report; costs nothing while the list is closed."""
        self.setVisible(bool(report.sources))
        self._report, self._now = report, now
        if not self.button.isChecked():
            return
        names = tuple(status.name for status in report.sources)
        if names != self._names:
            self._make_lines(names)
        for line, status in zip(self._lines, report.sources, strict=True):
            mark = "✓" if status.works else "✗"
            say(line, f"{mark} {details.source(status, now - report.at)}")

    def answer(self, answer: Answer) -> None:
        """Take what came of the test."""
        if not isinstance(answer.question, WhoSeesMe):
            return
        self.test.setEnabled(True)
        if isinstance(answer.content, Trouble):
            say(self._outcome, f"{answer.content.title}. {answer.content.advice}")
        else:
            say(self._outcome, "\n".join(_lines(answer.content)))

    def shown(self) -> list[str]:
        """The lines as they stand there."""
        return [line.text() for line in self._lines]

    def outcome(self) -> str:
        """What the test says, as it stands there."""
        return self._outcome.text() if self._outcome.isVisible() else ""

    def _make_lines(self, names: tuple[str, ...]) -> None:
        while self._rows.rowCount():
            self._rows.removeRow(0)
        self._names = names
        self._lines = [words(details.source_name(name), wrap=True) for name in names]
        for name, line in zip(names, self._lines, strict=True):
            self._rows.addRow(Faint(details.source_name(name)), line)

    def _toggle(self, opened: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        for part in (self._list, self.test):
            part.setVisible(opened)
        self._outcome.setVisible(opened and bool(self._outcome.text()))
        if opened and self._report is not None:
            self.tell(self._report, self._now)

    def _begin_test(self) -> None:
        self.test.setEnabled(False)
        order = translate(
            "Sources",
            "Keep your hands off for some seconds, then move the mouse or press a key.",
        )
        say(self._outcome, order)
        self._outcome.show()
        self._intents.ask.emit(WhoSeesMe())


def _lines(content: object) -> Iterator[str]:
    """What to read of the answer."""
    found = content if isinstance(content, tuple) else ()
    saw = [one for one in found if one.works]
    if not saw:
        yield translate(
            "Sources",
            "No source saw any input. If you gave some, pilots would not stop for you: pause them.",
        )
    form = translate("Sources", "{source} saw you: {when}")
    for one in saw:
        yield form.format(source=details.source_name(one.name), when=one.detail)
