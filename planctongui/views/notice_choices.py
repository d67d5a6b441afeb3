"""Which messages of the desktop the owner wants to see.

For: a group of switches on a page. Not for: the messages (`notifier`). GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PyQt5.QtWidgets import QLabel, QVBoxLayout, QWidget

from planctongui.core.report import Report
from planctongui.core.wishes import NoticeWishes
from planctongui.tongue import translate
from planctongui.views.choices import Choose, Switch
from planctongui.views.parts import bold


class NoticeChoices(QWidget):
    """A switch for each kind."""

    def __init__(self, choose: Choose) -> None:
        super().__init__()
        self._choose = choose
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(bold(QLabel(translate("Limits", "Messages, at most three a day"))))
        self._switches = (
            self._switch(
                "pause",
                translate("Limits", "When pilots make room for you for the &first time"),
                lambda wishes: wishes.pause,
            ),
            self._switch(
                "trouble",
                translate("Limits", "When something needs &your attention"),
                lambda wishes: wishes.trouble,
            ),
            self._switch(
                "thanks",
                translate("Limits", "Once a wee&k, the hours that you gave"),
                lambda wishes: wishes.thanks,
            ),
        )
        for switch in self._switches:
            column.addWidget(switch.box)

    def paint(self, report: Report) -> None:
        """Show what is in force."""
        for switch in self._switches:
            switch.paint(report)

    def _switch(self, key: str, name: str, shown: Callable[[NoticeWishes], bool]) -> Switch:
        return Switch(name, lambda report: shown(report.notices), partial(self._chosen, key))

    def _chosen(self, key: str, on: bool) -> None:
        self._choose("notices", key, "show" if on else "off")
