"""The page "Contribution": what was given, to whom, what it was good for, and what it took.

For: the past. Not for: today's tiles (`overview`), or sums: they are asked for and come from the
ledger's thread. GUI thread only.
"""

from __future__ import annotations

import time

from PyQt5.QtCore import QBuffer, QIODevice
from PyQt5.QtGui import QImage, QPalette
from PyQt5.QtWidgets import QFormLayout, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from planctongui.core.history import CLASSES, AskGiven, Given, Period, Reach, jobs, of_class
from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.core.trouble import Trouble
from planctongui.core.wishes import Power
from planctongui.tongue import translate
from planctongui.views.choices import Number
from planctongui.views.given_chart import GivenChart
from planctongui.views.given_table import GivenTable, Legend
from planctongui.views.intents import Intents
from planctongui.views.page import SPACING, Page
from planctongui.views.parts import Faint, Tile, TroubleBox, bold, row, say, unbroken, words
from planctongui.views.rung_chooser import Box
from planctongui.views.saving import Saving
from planctongui.words import formats, given_csv
from planctongui.words import given as given_words
from planctongui.words.formats import hours

ASK_AGAIN_S = 15.0
"""New sums are asked for when so long has passed, and something was given meanwhile."""
PICTURE_SCALE = 2.0


class ContributionPage(Page):
    """Asks AskGiven, and emits `intents.setting` for what a core is taken to use."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._reach = Reach.DAYS
        self._given: Given | None = None
        self._total = Period(0.0)
        self._power = Power()
        self._asked_at = 0.0
        self._asked_for: float | None = None
        """The total that was known when it was asked last; None = never asked."""
        self._make_parts()
        self._make_exports()
        self._lay_out()

    def paint(self, report: Report) -> None:
        """Ask for sums when those shown are old; show the owner's assumptions."""
        for number in (self._watts, self._co2):
            number.paint(report)
        if report.power != self._power:
            self._power = report.power
            self._show_cost()

    def tick(self, report: Report, now: float) -> None:
        """New sums now and then, but only if there are any."""
        due = time.monotonic() - self._asked_at >= ASK_AGAIN_S
        if self._asked_for is None or (due and report.sums.total_s != self._asked_for):
            self._asked_for = report.sums.total_s
            self._ask()

    def answer(self, answer: Answer) -> None:
        """Show the sums that were asked for last."""
        if answer.question != AskGiven(self._reach):
            return
        if isinstance(answer.content, Trouble):
            self._troubles.show_troubles((answer.content,))
            self._asked_for = None if self._given is None else self._asked_for
        elif isinstance(answer.content, Given):
            self._troubles.show_troubles(())
            self.show_given(answer.content)

    def show_given(self, given: Given) -> None:
        """Show these sums in chart, tiles and table."""
        self._given, self._total = given, given.total()
        total = self._total
        # By the alphabet, so that a head node keeps its colour whatever is shown.
        names = sorted({portion.head_node for portion in total.portions} - {""})
        self.chart.show_given(given, total, names)
        for outcome, tile in self._tiles.items():
            tile.say(hours(of_class(total.portions, outcome)))
        self._jobs.say(formats.count(jobs(total.portions)))
        self._held.say(hours(total.held_s))
        self._table.show_total(total, names)
        self._show_cost()
        for button in self._exports:
            button.setEnabled(True)

    # Making it

    def _make_parts(self) -> None:
        self.reach = Box()
        for reach, name in (
            (Reach.DAYS, translate("Contribution", "Days, the last 30")),
            (Reach.WEEKS, translate("Contribution", "Weeks, the last 26")),
            (Reach.MONTHS, translate("Contribution", "Months, the last 24")),
            (Reach.ALL, translate("Contribution", "All there is")),
        ):
            self.reach.addItem(name, reach)
        self.reach.setAccessibleName(translate("Contribution", "Time shown"))
        self.reach.activated.connect(self._turn)
        self._troubles = TroubleBox()
        self.chart = GivenChart()
        self.chart.picked.connect(self._tell_bar)
        self._told = Faint(translate("Contribution", "Point at a bar, or walk by arrow keys."))
        self._told.setWordWrap(True)
        self._tiles = {outcome: Tile(given_words.CLASS[outcome]) for outcome in CLASSES}
        self._jobs = Tile(translate("Contribution", "jobs done"))
        self._held = Tile(given_words.CLASS["held"])
        self._table = GivenTable()
        self._cost = words(translate("Contribution", "Energy and CO2"), wrap=True)
        self._basis = Faint()
        self._basis.setWordWrap(True)
        self._watts = Number(
            translate("Contribution", "A &busy core takes"), "W", (1, 1000),
            lambda r: r.power.core_watts,
            lambda value: self._intents.setting.emit("energy", "core_watts", float(value)),
        )  # fmt: skip
        self._co2 = Number(
            translate("Contribution", "CO&2 of your electricity"), "g/kWh", (0, 5000),
            lambda r: r.power.co2_g_per_kwh,
            lambda value: self._intents.setting.emit("energy", "co2_g_per_kwh", float(value)),
        )  # fmt: skip

    def _make_exports(self) -> None:
        self._csv = Saving(self, "planctongui-contribution", "csv")
        self._picture = Saving(self, "planctongui-contribution", "png")
        csv = QPushButton(translate("Contribution", "Save as &table (CSV) ..."))
        csv.clicked.connect(self._save_csv)
        picture = QPushButton(translate("Contribution", "Save as p&icture (PNG) ..."))
        picture.clicked.connect(self._save_picture)
        self._exports = (csv, picture)
        self._saved = Faint()
        self._saved.setWordWrap(True)
        for button, saving in zip(self._exports, (self._csv, self._picture), strict=True):
            button.setEnabled(False)  # until there is something
            saving.done.connect(self._saved.setText)

    def _lay_out(self) -> None:
        caption = QLabel(translate("Contribution", "&Show"))
        caption.setBuddy(self.reach)
        self.column.addLayout(row(caption, self.reach, stretch=1))
        self.column.addWidget(self._troubles)
        self.sheet = QWidget()
        """What a picture of it shows."""
        sheet = QVBoxLayout(self.sheet)
        sheet.setContentsMargins(0, 0, 0, 0)
        sheet.setSpacing(SPACING)
        sheet.addWidget(bold(QLabel(translate("Contribution", "CPU hours given"))))
        sheet.addWidget(self.chart)
        sheet.addWidget(Legend())
        sheet.addWidget(self._told)
        tiles = QGridLayout()
        tiles.setSpacing(10)
        for index, tile in enumerate((*self._tiles.values(), self._jobs, self._held)):
            tiles.addWidget(tile, index // 3, index % 3)
        sheet.addLayout(tiles)
        sheet.addWidget(self._table)
        about = Faint(given_words.about_classes())
        about.setWordWrap(True)
        sheet.addWidget(about)
        sheet.addWidget(self._cost)
        sheet.addWidget(self._basis)
        self.column.addWidget(self.sheet)
        numbers = QFormLayout()
        numbers.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for number in (self._watts, self._co2):
            numbers.addRow(number.caption, number.box)
        self.column.addLayout(numbers)
        for button in self._exports:
            self.column.addWidget(button)
        self.column.addWidget(self._saved)
        self.column.addStretch()

    # Doing it

    def _turn(self, index: int) -> None:
        self._reach = self.reach.itemData(index)
        self._ask()

    def _ask(self) -> None:
        self._asked_at = time.monotonic()
        self._intents.ask.emit(AskGiven(self._reach))

    def _tell_bar(self, period: Period | None) -> None:
        if period is not None and self._given is not None:
            say(self._told, unbroken(given_words.bar(self._given.step, period)))

    def _show_cost(self) -> None:
        if self._given is not None:
            watts = given_words.watts(self._given, self._power)
            say(self._cost, given_words.cost(self._total.cpu_s, watts, self._power) + ".")
            say(self._basis, given_words.cost_basis(self._given, self._power))

    def _save_csv(self) -> None:
        given = self._given
        if given is not None:
            self._csv.ask(lambda: given_csv.text(given).encode())

    def _save_picture(self) -> None:
        picture = self.picture()
        self._picture.ask(lambda: as_png(picture))

    def picture(self) -> QImage:
        """Chart, tiles and table as they stand there, finer than the screen's dots."""
        picture = QImage(self.sheet.size() * PICTURE_SCALE, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(PICTURE_SCALE)
        picture.fill(self.palette().color(QPalette.ColorRole.Window))
        self.sheet.render(picture)
        return picture


def as_png(picture: QImage) -> bytes:
    """The picture as a file's content; any thread."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return bytes(buffer.data())
