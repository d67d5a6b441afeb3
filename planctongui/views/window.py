"""The window: everything about the present, and the few orders an owner gives.

For: desktops with and without a tray. Not for: deciding or keeping anything; it paints Reports and
emits intents, and leaves nothing on disk. GUI thread only.
"""

from __future__ import annotations

import math
import time

from PyQt5.QtCore import QEvent, QSize, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import QCloseEvent, QHideEvent, QResizeEvent, QShowEvent
from PyQt5.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from planctongui import sentences
from planctongui.core.model import Mood, Report
from planctongui.views import pause_menu
from planctongui.views.cores_slider import CoresSlider
from planctongui.views.icons import icon, program_icon
from planctongui.views.intents import Intents, paused
from planctongui.views.parts import (
    Faint,
    Tile,
    TroubleBox,
    bold,
    row,
    say,
    scaled,
    unbroken,
    words,
)
from planctongui.views.rung_chooser import RungChooser
from planctongui.views.sources import Sources

ICON_PX = 64
WIDTH_PX = 440
# Only "3 s ago" needs it, and only while somebody looks.
CLOCK_MS = 1000


class Window(QWidget):
    """Paints the last Report while it is shown; while hidden it only remembers it."""

    close_without_tray = pyqtSignal()
    """The owner closed the window, and there is no tray to come back from."""

    def __init__(self, intents: Intents, machine_cores: int) -> None:
        super().__init__()
        self._intents = intents
        self._report: Report | None = None
        self._painted: Report | None = None
        self._mood: Mood | None = None
        self._has_tray = False
        self.setWindowTitle("planctongui")
        self.setWindowIcon(program_icon())
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._paint_times)
        self._make_parts(machine_cores)
        self._lay_out()

    def paint(self, report: Report) -> None:
        """Take a Report; paints at once when the window is shown, else when it will be."""
        self._report = report
        if self.isVisible():
            self._paint_now()

    def set_tray(self, present: bool) -> None:
        """Say whether there is a tray icon: with one, closing the window only hides it."""
        self._has_tray = present
        self._hint.setVisible(not present)
        if self.isVisible():
            self._fit()

    def show_in_front(self) -> None:
        """Show it, also when it is minimised or behind others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    # Making it

    def _make_parts(self, machine_cores: int) -> None:
        intents = self._intents
        self._picture = QLabel()
        self._picture.setFixedSize(ICON_PX, ICON_PX)
        self._headline = bold(scaled(words("State"), 1.4))
        self._sentence = words("What it does and why", wrap=True)
        self._troubles = TroubleBox()
        self._pause = QPushButton("&Pause")
        self._pause.setToolTip("Hold all pilots until you resume")
        self._pause.clicked.connect(self._pause_or_resume)
        self._pause_for = QPushButton("Pause f&or")
        self._pauses = QMenu(self._pause_for)
        pause_menu.fill(self._pauses, intents)
        self._pause_for.setMenu(self._pauses)
        self._finish = QCheckBox("&Finish current jobs, then stop")
        self._finish.clicked.connect(intents.finish.emit)
        self._cores = CoresSlider(intents, machine_cores)
        self._rungs = RungChooser(intents)
        self._rungs.grown.connect(self._fit)
        self._today, self._week, self._total = Tile("today"), Tile("this week"), Tile("in total")
        self._pilots, self._presence = words("Pilots", wrap=True), words("You", wrap=True)
        self._governor, self._fruits = words("Held back by", wrap=True), words("Results", wrap=True)
        self._sources = Sources(self._fit)
        self._hint = Faint("There is no tray on this desktop: closing this window quits.")
        self._hint.hide()  # until it is known

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(14)
        state = QVBoxLayout()
        state.setSpacing(2)
        state.addStretch()
        state.addWidget(self._headline)
        state.addWidget(self._sentence)
        state.addStretch()
        top = row(self._picture)
        top.setSpacing(16)
        top.addLayout(state, 1)
        column.addLayout(top)
        column.addWidget(self._troubles)
        column.addLayout(row(self._pause, self._pause_for, stretch=0))
        column.addWidget(self._finish)
        column.addWidget(self._cores)
        column.addWidget(self._rungs)
        column.addWidget(bold(QLabel("CPU hours given")))
        tiles = row(self._today, self._week, self._total)
        tiles.setSpacing(10)
        column.addLayout(tiles)
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(6)
        for label in (self._pilots, self._presence, self._governor, self._fruits):
            facts.addRow(Faint(label.accessibleName()), label)
        column.addLayout(facts)
        column.addWidget(self._sources)
        column.addWidget(self._hint)
        column.addStretch()
        self.setMinimumWidth(WIDTH_PX)
        # Qt's own first size guesses at the wrapped lines, and would leave a gap.
        self.resize(WIDTH_PX, column.totalHeightForWidth(WIDTH_PX))
        self.setMinimumHeight(self.height())

    # Painting

    def _paint_now(self) -> None:
        report = self._report
        if report is None or report is self._painted:
            return
        self._painted = report
        self._show_mood(report.verdict.mood)
        say(self._pause, "&Resume" if paused(report) else "&Pause")
        self._finish.setChecked(report.orders.finishing)
        self._cores.show_limit(report.max_cores)
        self._rungs.show_rung(report.rung)
        sums = report.sums
        for tile, cpu_s in (
            (self._today, sums.today_s),
            (self._week, sums.week_s),
            (self._total, sums.total_s),
        ):
            tile.say(sentences.hours(cpu_s))
        say(self._pilots, sentences.pilots(report))
        say(self._governor, report.governor or "not chosen yet")
        say(self._fruits, "\n".join(report.fruits) or "none yet")
        self._troubles.show_troubles(report.troubles)
        self._paint_times()
        self._fit()

    def _paint_times(self) -> None:
        """What changes by itself, without a new Report."""
        if self._report is not None:
            now = time.time()
            say(self._sentence, unbroken(sentences.status(self._report, now)))
            say(self._presence, sentences.presence(self._report, now))
            self._rungs.show_schedule(sentences.schedule(self._report, now))
            self._sources.tell(self._report, now)

    def _show_mood(self, mood: Mood) -> None:
        if mood is not self._mood:
            self._mood = mood
            self._picture.setPixmap(icon(mood).pixmap(QSize(ICON_PX, ICON_PX)))
            say(self._headline, sentences.MOODS[mood])

    def _fit(self) -> None:
        """Be high enough for the wrapped lines, and give the room back when they get fewer."""
        layout = self.layout()
        if layout is None:
            return
        layout.activate()
        needed = layout.totalHeightForWidth(self.width())
        snug = self.height() <= self.minimumHeight()
        if needed > 0 and needed != self.minimumHeight():
            self.setMinimumHeight(needed)
            if snug:
                self.resize(self.width(), needed)

    def _pause_or_resume(self) -> None:
        if paused(self._report):
            self._intents.resume.emit()
        else:
            self._intents.pause.emit(math.inf)

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Paint what was missed while it was hidden."""
        super().showEvent(event)
        self._clock.start()
        self._paint_now()
        self._fit()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while nobody looks."""
        self._clock.stop()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrower window has more lines."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """A minimised window costs no more than a hidden one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            if self.isMinimized():
                self._clock.stop()
            elif self.isVisible():
                self._clock.start()
                self._paint_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide into the tray; without one it is for the owner of this window to quit."""
        if self._has_tray:
            event.accept()
            return
        event.ignore()
        self.close_without_tray.emit()
