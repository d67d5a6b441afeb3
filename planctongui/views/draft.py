"""Choices of the limits page that are not saved yet, and the bar that tells what they would mean.

For: collecting what the owner changes, asking for its preview, saving or dropping it. Not for: the
controls (`limits`) or the replay itself. GUI thread only.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PyQt5.QtCore import QTimer, pyqtSignal
from PyQt5.QtWidgets import QPushButton, QVBoxLayout

from planctongui.core.limits import Limits, Rung
from planctongui.core.preview import Preview
from planctongui.core.questions import Answer
from planctongui.core.record import AskPreview, Wish
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.core.wishes import Minding, Value
from planctongui.tongue import translate
from planctongui.views import preview_words
from planctongui.views.intents import Intents
from planctongui.views.parts import Card, Faint, row, say, words

ASK_AFTER_MS = 150
"""A slider that moves asks once it rests for so long."""

Changes = Mapping[tuple[str, str], Value]
"""Section and key of the settings file -> value."""


class Draft(Card):
    """Emits `intents.ask`, and on Save `intents.max_cores`, `rung` and `setting`."""

    saved = pyqtSignal()
    """Save was pressed: until the next Reports have it, the controls show what was chosen."""
    dropped = pyqtSignal()
    """Discard was pressed: the controls are to show what holds."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._report: Report | None = None
        self._changes: dict[tuple[str, str], Value] = {}
        self._asked: AskPreview | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(ASK_AFTER_MS)
        self._later.timeout.connect(self._ask)
        self.told, self.more = words(translate("Limits", "Preview"), wrap=True), Faint()
        self.more.setWordWrap(True)
        self.save = QPushButton(translate("Limits", "Sa&ve"))
        self.discard = QPushButton(translate("Limits", "Disc&ard"))
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self._drop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addWidget(self.told)
        column.addWidget(self.more)
        buttons = row(self.discard, self.save)
        buttons.insertStretch(0)
        column.addLayout(buttons)
        self.setAccessibleName(translate("Limits", "Unsaved changes"))
        self._tell()

    @property
    def changes(self) -> Changes:
        """What was chosen and not saved."""
        return self._changes

    def paint(self, report: Report) -> None:
        """A new Report: what holds now."""
        self._report = report

    def choose(self, section: str, key: str, value: Value) -> None:
        """The owner chose this; what holds anyway is no change."""
        self._changes[section, key] = value
        if self._report is not None and with_changes(self._report, {(section, key): value}) == (
            wish_of(self._report)
        ):
            del self._changes[section, key]
        self._tell()
        if self._changes:
            self._later.start()

    def answer(self, answer: Answer) -> None:
        """Show the preview, unless something was chosen since it was asked for."""
        if answer.question != self._asked or not self._changes:
            return
        if isinstance(answer.content, Preview):
            say(self.told, preview_words.sentence(answer.content))
            say(self.more, preview_words.notes(answer.content))
        elif isinstance(answer.content, Trouble):
            say(self.told, f"{answer.content.title}. {answer.content.advice}")
        self.more.setVisible(bool(self.more.text()))

    def _tell(self) -> None:
        """Until the preview comes."""
        self.setVisible(bool(self._changes))
        self.more.hide()
        say(self.more, "")
        say(self.told, translate("Limits", "Looking at your last week ..."))

    def _ask(self) -> None:
        if self._report is not None and self._changes:
            self._asked = AskPreview(
                wish_of(self._report), with_changes(self._report, self._changes)
            )
            self._intents.ask.emit(self._asked)

    def _save(self) -> None:
        changes, self._changes = self._changes, {}
        self.saved.emit()
        for (section, key), value in changes.items():
            if (section, key) == ("limits", "max_cores"):
                self._intents.max_cores.emit(value)
            elif (section, key) == ("limits", "rung"):
                self._intents.rung.emit(value)
            else:
                self._intents.setting.emit(section, key, value)
        self._tell()

    def _drop(self) -> None:
        self._changes = {}
        self.discard.setFocus()  # a box with the focus would keep what was typed in it
        self._tell()
        self.dropped.emit()


def wish_of(report: Report) -> Wish:
    """What holds now."""
    return Wish(report.limits, report.minding, report.rules)


def with_changes(report: Report, changes: Changes) -> Wish:
    """What would hold with these."""
    limits: dict[str, Any] = {}
    minding: dict[str, Any] = {}
    rules: Any = report.rules
    for (section, key), value in changes.items():
        if section == "limits" and key in Limits.__dataclass_fields__:
            limits[key] = Rung(value) if key == "rung" else value
        elif section == "schedule":
            rules = value
        elif section in ("presence", "limits"):  # room on the disk is a limit, and minded
            minding |= _minding(key, value)
    return Wish(replace(report.limits, **limits), replace(report.minding, **minding), rules)


def _minding(key: str, value: Value) -> dict[str, Any]:
    """The field of Minding that this key of the settings file sets; {} = none does."""
    if key == "locked":
        return {"lock_is_away": value == "away"}
    if key == "on_battery":
        return {"battery_above": math.inf if value == "hold" else value}
    if key in ("inhibitors", "metered", "full_screen"):
        return {key: value == "hold"}
    return {key: value} if key in Minding.__dataclass_fields__ else {}
