"""Single choices of the limits page: a number, a switch, the battery, a list of programs.

For: showing what is in force and saying what the owner chooses, each with a keyboard letter and a
name. Not for: which choices there are (`limits`). GUI thread only.
"""

from __future__ import annotations

import math
from collections.abc import Callable

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QWheelEvent
from PyQt5.QtWidgets import (
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from planctongui.core.questions import Answer
from planctongui.core.record import AskPrograms
from planctongui.core.report import Report
from planctongui.tongue import translate
from planctongui.views.echo import Echo
from planctongui.views.intents import Intents
from planctongui.views.parts import Faint, row
from planctongui.views.program_picker import ProgramPicker
from planctongui.views.rung_chooser import Box

Choose = Callable[[str, str, object], None]
"""Section, key and value of the settings file."""


class Number:
    """A whole number in a box; `chosen` is called when the owner is done with it."""

    def __init__(
        self,
        name: str,
        unit: str,
        span: tuple[int, int],
        shown: Callable[[Report], float],
        chosen: Callable[[float], None],
    ) -> None:
        """`name` has its keyboard letter marked by "&"; `span`: both ends are allowed."""
        self._shown, self._chosen = shown, chosen
        self.echo = Echo()
        self.box = _NumberBox()
        self.box.setRange(*span)
        self.box.setSuffix(f" {unit}")
        self.box.setKeyboardTracking(False)
        self.box.setGroupSeparatorShown(True)
        self.box.setAccessibleName(name.replace("&", ""))
        self.box.valueChanged.connect(self._changed)
        self.caption = QLabel(name)
        self.caption.setBuddy(self.box)

    def paint(self, report: Report) -> None:
        """Show what is in force, unless the owner is just typing."""
        if self.echo.over and not self.box.hasFocus():
            self.show(self._shown(report))

    def show(self, number: float) -> None:
        """Show this number without calling `chosen`."""
        blocked = self.box.blockSignals(True)
        self.box.setValue(round(number))
        self.box.blockSignals(blocked)

    def _changed(self, number: int) -> None:
        self.echo.begin()
        self._chosen(number)


class Switch:
    """A yes or no."""

    def __init__(
        self, name: str, shown: Callable[[Report], bool], chosen: Callable[[bool], None]
    ) -> None:
        """`name` has its keyboard letter marked by "&"."""
        self._shown, self._chosen = shown, chosen
        self.echo = Echo()
        self.box = QCheckBox(name)
        self.box.clicked.connect(self._clicked)

    def paint(self, report: Report) -> None:
        """Show what is in force."""
        if self.echo.over:
            self.box.setChecked(self._shown(report))

    def _clicked(self, on: bool) -> None:
        self.echo.begin()
        self._chosen(on)


class Battery:
    """Whether pilots run on battery, and above which charge."""

    OFFERED = (math.inf, 80.0, 60.0, 40.0, 20.0, 0.0)
    """Charges in percent above which they run; inf = never."""

    def __init__(self, choose: Choose) -> None:
        self._choose = choose
        self.echo = Echo()
        self._charges = list(self.OFFERED)
        self.box = Box()
        for charge in self._charges:
            self.box.addItem(_on_battery(charge))
        self.box.setAccessibleName(translate("Limits", "On battery"))
        self.box.activated.connect(self._chosen)
        self.caption = QLabel(translate("Limits", "On &battery"))
        self.caption.setBuddy(self.box)

    def paint(self, report: Report) -> None:
        """Show what is in force; a charge from the file that is not offered is shown too."""
        charge = report.minding.battery_above
        if charge not in self._charges:
            self._charges.append(charge)
            self.box.addItem(_on_battery(charge))
        if self.echo.over:
            self.box.setCurrentIndex(self._charges.index(charge))

    def _chosen(self, index: int) -> None:
        self.echo.begin()
        charge = self._charges[index]
        self._choose("presence", "on_battery", "hold" if math.isinf(charge) else int(charge))


def _on_battery(charge: float) -> str:
    if math.isinf(charge):
        return translate("Limits", "hold")
    if charge > 0:
        return translate("Limits", "go on above {charge} %").format(charge=f"{charge:g}")
    return translate("Limits", "go on")


class Programs(QWidget):
    """Names of programs beside which nothing runs, separated by commas."""

    def __init__(self, choose: Choose, intents: Intents) -> None:
        """Emits `intents.ask` for the programs that run."""
        super().__init__()
        self._choose = choose
        self.echo = Echo()
        self.pick = QPushButton(translate("Limits", "Choose from what r&uns ..."))
        self.pick.clicked.connect(lambda: intents.ask.emit(AskPrograms()))
        self.line = QLineEdit()
        self.line.setAccessibleName(translate("Limits", "Nothing runs beside these programs"))
        self.line.editingFinished.connect(self._edited)
        caption = QLabel(translate("Limits", "Nothing runs beside these p&rograms"))
        caption.setBuddy(self.line)
        hint = Faint(
            translate(
                "Limits", "Names as in a process list, separated by commas, e.g. blender, steam"
            )
        )
        hint.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(caption)
        column.addLayout(row(self.line, self.pick, stretch=0))
        column.addWidget(hint)

    def answer(self, answer: Answer) -> None:
        """These programs run: let the owner tick some."""
        if not isinstance(answer.question, AskPrograms) or not isinstance(answer.content, tuple):
            return
        dialog = ProgramPicker(answer.content, self._names(), self)
        dialog.accepted.connect(lambda: self._picked(dialog.chosen()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _picked(self, names: tuple[str, ...]) -> None:
        self.line.setText(", ".join(names))
        self.echo.begin()
        self._choose("presence", "exclusive", names)

    def _names(self) -> tuple[str, ...]:
        names = (name.strip() for name in self.line.text().split(","))
        return tuple(name for name in names if name)

    def paint(self, report: Report) -> None:
        """Show what is in force, unless the owner is just typing."""
        if self.echo.over and not self.line.hasFocus():
            self.line.setText(", ".join(report.minding.exclusive))
            self.line.setModified(False)

    def _edited(self) -> None:
        if self.line.isModified():
            self.line.setModified(False)
            self.echo.begin()
            self._choose("presence", "exclusive", self._names())


class _NumberBox(QSpinBox):
    """Never changed by a wheel that was only meant to scroll past."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave it to whatever is around."""
        event.ignore()
