"""The page "Overview": what it does now and why, and the few orders an owner gives.

For: the present and the day that led to it. Not for: limits (`limits`) or older times. GUI thread
only.
"""

from __future__ import annotations

import math
import time

from PyQt5.QtCore import QSize
from PyQt5.QtWidgets import QCheckBox, QFormLayout, QLabel, QMenu, QPushButton, QVBoxLayout

from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.core.verdict import Mood
from planctongui.tongue import translate
from planctongui.views import pause_menu
from planctongui.views.advice import Advice
from planctongui.views.day import Day
from planctongui.views.icons import icon
from planctongui.views.intents import Intents, paused
from planctongui.views.page import Page
from planctongui.views.parts import Faint, Tile, TroubleBox, bold, row, say, scaled, unbroken, words
from planctongui.views.sources import Sources
from planctongui.words import details, formats, status

ICON_PX = 64


class Overview(Page):
    """Emits `intents.pause`, `resume`, `finish` and `ask`."""

    def __init__(self, intents: Intents, machine_cores: int) -> None:
        super().__init__()
        self._intents = intents
        self.day = Day(intents, machine_cores)
        self._mood: Mood | None = None
        self._paused = False
        self._make_parts()
        self._lay_out()

    def paint(self, report: Report) -> None:
        """Show a new Report."""
        self._show_mood(report.verdict.mood)
        self._paused = paused(report)
        say(
            self._pause,
            translate("Overview", "&Resume") if self._paused else translate("Overview", "&Pause"),
        )
        self._finish.setChecked(report.orders.finishing)
        sums = report.sums
        for tile, cpu_s in (
            (self._today, sums.today_s),
            (self._week, sums.week_s),
            (self._total, sums.total_s),
        ):
            tile.say(formats.hours(cpu_s))
        say(self._pilots, details.pilots(report))
        say(self._governor, report.governor or translate("Overview", "not chosen yet"))
        self._better.give(report.governor_better, report.governor_command)
        say(self._delay, details.delay(report))
        say(self._fruits, "\n".join(report.fruits) or translate("Overview", "none yet"))
        say(self._pulls, details.pulls(report))
        self._pulls.setVisible(bool(report.pulls))
        self._troubles.show_troubles(report.troubles)

    def tick(self, report: Report, now: float) -> None:
        """Show what changes by itself."""
        say(self._sentence, unbroken(status.status(report, now)))
        say(self._presence, details.presence(report, now))
        self._sources.tell(report, now)
        self.day.tick(report, now)

    def answer(self, answer: Answer) -> None:
        """Take what the sources asked for, the day's record and the last minutes' cores."""
        self._sources.answer(answer)
        self.day.answer(answer, time.time())

    def _make_parts(self) -> None:
        intents = self._intents
        self._picture = QLabel()
        self._picture.setFixedSize(ICON_PX, ICON_PX)
        self.headline = bold(scaled(words(translate("Overview", "State")), 1.4))
        self._sentence = words(translate("Overview", "What it does and why"), wrap=True)
        self._troubles = TroubleBox()
        self._pause = QPushButton(translate("Overview", "&Pause"))
        self._pause.setToolTip(translate("Overview", "Hold all pilots until you resume"))
        self._pause.clicked.connect(self._pause_or_resume)
        scaled(self._pause, 1.2).setMinimumHeight(2 * self._pause.fontMetrics().height())
        self._pause_for = QPushButton(translate("Overview", "Pause f&or"))
        self._pause_for.setMinimumHeight(self._pause.minimumHeight())
        self._pauses = QMenu(self._pause_for)
        pause_menu.fill(self._pauses, intents)
        self._pause_for.setMenu(self._pauses)
        self._finish = QCheckBox(translate("Overview", "&Finish current jobs, then stop"))
        self._finish.clicked.connect(intents.finish.emit)
        self._today = Tile(translate("Overview", "today"))
        self._week = Tile(translate("Overview", "this week"))
        self._total = Tile(translate("Overview", "in total"))
        self._pilots = words(translate("Overview", "Pilots"), wrap=True)
        self._presence = words(translate("Overview", "You"), wrap=True)
        self._governor = words(translate("Overview", "Held back"), wrap=True)
        self._better = Advice(translate("Overview", "What would hold them better"))
        self._fruits = words(translate("Overview", "Results"), wrap=True)
        self._delay = words(translate("Overview", "Your delay"), wrap=True)
        self._pulls = words(translate("Overview", "Images on their way"), wrap=True)
        self._sources = Sources(intents)

    def _lay_out(self) -> None:
        state = QVBoxLayout()
        state.setSpacing(2)
        state.addStretch()
        state.addWidget(self.headline)
        state.addWidget(self._sentence)
        state.addStretch()
        top = row(self._picture)
        top.setSpacing(16)
        top.addLayout(state, 1)
        self.column.addLayout(top)
        self.column.addWidget(self._troubles)
        self.column.addWidget(self._pulls)
        self.column.addLayout(row(self._pause, self._pause_for, stretch=0))
        self.column.addWidget(self._finish)
        self.column.addWidget(bold(QLabel(translate("Overview", "CPU hours given"))))
        tiles = row(self._today, self._week, self._total)
        tiles.setSpacing(10)
        self.column.addLayout(tiles)
        self.column.addWidget(self.day)
        facts = QFormLayout()
        facts.setHorizontalSpacing(16)
        facts.setVerticalSpacing(6)
        held = QVBoxLayout()
        held.addWidget(self._governor)
        held.addWidget(self._better)
        for label in (self._pilots, self._presence, self._governor, self._delay, self._fruits):
            name = Faint(label.accessibleName())
            facts.addRow(name, held if label is self._governor else label)
        self.column.addLayout(facts)
        self.column.addWidget(self._sources)
        self.column.addStretch(1)

    def _show_mood(self, mood: Mood) -> None:
        if mood is not self._mood:
            self._mood = mood
            self._picture.setPixmap(icon(mood).pixmap(QSize(ICON_PX, ICON_PX)))
            say(self.headline, status.MOODS[mood])

    def _pause_or_resume(self) -> None:
        if self._paused:
            self._intents.resume.emit()
        else:
            self._intents.pause.emit(math.inf)
