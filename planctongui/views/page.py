"""What every page of the window answers.

For: the window, which makes a page when it is first looked at and paints the one in front only.
Not for: any one page. GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtWidgets import QVBoxLayout, QWidget

from planctongui.core.questions import Answer
from planctongui.core.report import Report

MARGIN = 20
SPACING = 14


class Page(QWidget):
    """One column of parts. It lies in a scroll area: it may be as high as it needs to be."""

    def __init__(self, foot: QWidget | None = None) -> None:
        """`foot` stands under the scroll area while the page is in front."""
        super().__init__()
        self.foot = foot
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(MARGIN, MARGIN, MARGIN, MARGIN)
        self.column.setSpacing(SPACING)

    def paint(self, report: Report) -> None:
        """Show a new Report. Only while the page is in front."""

    def answer(self, answer: Answer) -> None:
        """Take what was asked for, by whatever page: look at the question first."""

    def tick(self, report: Report, now: float) -> None:
        """Show what changes by itself at Unix time `now`; after each `paint` and once a second."""
