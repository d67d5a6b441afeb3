"""The list "What it sees", behind a button that opens it.

For: every source with what it sees, or why it sees nothing. Not for: choosing among them.
GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QFormLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from planctongui import sentences
from planctongui.core.model import Report
from planctongui.tongue import translate
from planctongui.views.parts import Faint, say, words


class Sources(QWidget):
    """A disclosure button; below it a line per source."""

    def __init__(self) -> None:
        super().__init__()
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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.button)
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
            say(line, f"{mark} {sentences.source(status, now - report.at)}")

    def shown(self) -> list[str]:
        """The lines as they stand there."""
        return [line.text() for line in self._lines]

    def _make_lines(self, names: tuple[str, ...]) -> None:
        while self._rows.rowCount():
            self._rows.removeRow(0)
        self._names = names
        self._lines = [words(sentences.source_name(name), wrap=True) for name in names]
        for name, line in zip(names, self._lines, strict=True):
            self._rows.addRow(Faint(sentences.source_name(name)), line)

    def _toggle(self, opened: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if opened else Qt.ArrowType.RightArrow
        self.button.setArrowType(arrow)
        self._list.setVisible(opened)
        if opened and self._report is not None:
            self.tell(self._report, self._now)
