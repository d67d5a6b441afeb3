"""The slider for the cores, live and never fought over.

For: the window. Not for: what the limit does. GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import Qt
from PyQt5.QtWidgets import QGridLayout, QLabel, QSlider, QWidget

from planctongui.tongue import translate
from planctongui.views.echo import Echo
from planctongui.views.intents import Intents
from planctongui.views.parts import say
from planctongui.words import details


class CoresSlider(QWidget):
    """From no core to all of them; emits `intents.max_cores` once for each new number."""

    def __init__(self, intents: Intents, machine_cores: int) -> None:
        super().__init__()
        self._intents = intents
        self._machine_cores = machine_cores
        self.echo = Echo()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, machine_cores)
        self.slider.setPageStep(max(1, machine_cores // 4))
        if machine_cores <= 32:
            self.slider.setTickPosition(QSlider.TickPosition.TicksBelow)
            self.slider.setTickInterval(1)
        self.slider.setAccessibleName(translate("Limits", "Max cores"))
        self.slider.valueChanged.connect(self._moved)
        caption = QLabel(translate("Limits", "Ma&x cores"))
        caption.setBuddy(self.slider)
        self._value = QLabel()
        self._value.setTextFormat(Qt.TextFormat.PlainText)
        self._tell(0)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(caption, 0, 0)
        grid.addWidget(self._value, 0, 1, Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.slider, 1, 0, 1, 2)

    @property
    def text(self) -> str:
        """The words beside the slider."""
        return self._value.text()

    def show_limit(self, count: int) -> None:
        """Show the limit in force, unless the owner is just choosing another."""
        chosen = self.slider.value()
        waiting = count != chosen and not self.echo.over
        if self.slider.isSliderDown() or waiting:
            return
        if count != chosen:
            blocked = self.slider.blockSignals(True)
            self.slider.setValue(count)
            self.slider.blockSignals(blocked)
        self._tell(count)

    def _moved(self, count: int) -> None:
        self.echo.begin()
        self._tell(count)
        self._intents.max_cores.emit(count)

    def _tell(self, count: int) -> None:
        say(self._value, details.cores(count, self._machine_cores))
