"""The page "Limits": what the owner allows, and when.

For: choosing; what is chosen is shown with what it would have meant last week, and holds once it is
saved (`draft`). Not for: what a limit does (`core`). GUI thread only.
"""

from __future__ import annotations

from collections.abc import Callable

from PyQt5.QtWidgets import QFormLayout, QLabel, QWidget

from planctongui.core.limits import Level
from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.core.schedule import parse, rules_of
from planctongui.tongue import translate
from planctongui.views.autostart_switch import AutostartSwitch
from planctongui.views.choices import Battery, Number, Programs, Switch
from planctongui.views.cores_slider import CoresSlider
from planctongui.views.draft import Draft
from planctongui.views.echo import Echo
from planctongui.views.intents import Intents
from planctongui.views.notice_choices import NoticeChoices
from planctongui.views.page import Page
from planctongui.views.parts import Faint, bold, row
from planctongui.views.rung_chooser import Box, RungChooser
from planctongui.views.schedule_grid import ScheduleGrid
from planctongui.words import details, levels

LEVELS = (None, Level.OFF, Level.QUIET, Level.SHARE, Level.GENEROUS)


class LimitsPage(Page):
    """Emits `intents.max_cores`, `rung`, `setting` and `ask`."""

    def __init__(self, intents: Intents, machine_cores: int) -> None:
        self.draft = Draft(intents)
        super().__init__(foot=self.draft)
        self._intents = intents
        self._report: Report | None = None
        self.draft.saved.connect(self._keep)
        self.draft.dropped.connect(self._take_back)
        # What the controls say goes into the draft first.
        self._wishes = Intents(self)
        self._wishes.max_cores.connect(lambda n: self.draft.choose("limits", "max_cores", n))
        self._wishes.rung.connect(lambda rung: self.draft.choose("limits", "rung", rung))
        self._wishes.setting.connect(self.draft.choose)
        self._cores = CoresSlider(self._wishes, machine_cores)
        self._rungs = RungChooser(self._wishes)
        self.grid = ScheduleGrid()
        self.grid.painted.connect(self._painted)
        self.echo = Echo()
        self.brushes = Box()
        for level in LEVELS:
            self.brushes.addItem(levels.level_name(level))
        self.brushes.setCurrentIndex(LEVELS.index(self.grid.brush))
        self.brushes.setAccessibleName(translate("Limits", "Paint with"))
        self.brushes.activated.connect(self._take_brush)
        self._make_choices()
        self._lay_out()

    def paint(self, report: Report) -> None:
        """Show what is in force, but never against what the owner is just choosing."""
        self._report = report
        self.draft.paint(report)
        self._autostart.ask()
        if self.draft.changes:
            return
        self._cores.show_limit(report.max_cores)
        self._rungs.show_rung(report.rung)
        if self.echo.over:
            self.grid.show_cells(parse(report.rules).cells)
        for choice in self._choices:
            choice.paint(report)
        self._notices.paint(report)

    def tick(self, report: Report, now: float) -> None:
        """The schedule goes on by itself."""
        self._rungs.show_schedule(details.schedule(report, now))

    def answer(self, answer: Answer) -> None:
        """Take a preview, the programs that run, or how things stand at login."""
        self.draft.answer(answer)
        self._programs.answer(answer)
        self._autostart.answer(answer)

    def _keep(self) -> None:
        """The draft was saved: show it until Reports do."""
        for echo in self._echoes():
            echo.begin()

    def _take_back(self) -> None:
        """The draft was dropped: show what holds."""
        for echo in self._echoes():
            echo.end()
        if self._report is not None:
            self.paint(self._report)

    def _echoes(self) -> list[Echo]:
        return [part.echo for part in (self, self._cores, self._rungs, *self._choices)]

    def _make_choices(self) -> None:
        choose = self._wishes.setting.emit
        self._calm = Number(
            translate("Limits", "&Go on after your last input"), "s", (1, 3600),
            lambda r: r.limits.calm_s, _to(choose, "limits", "calm_s", float),
        )  # fmt: skip
        self._owner_cpu = Number(
            translate("Limits", "Hold when your &programs use more than"), "%", (1, 100),
            lambda r: r.limits.owner_cpu_percent,
            _to(choose, "limits", "owner_cpu_percent", float),
        )  # fmt: skip
        self._memory = Number(
            translate("Limits", "&Leave memory free, at least"), "MiB", (0, 2**20),
            lambda r: r.limits.keep_memory_mb, _to(choose, "limits", "keep_memory_mb", int),
        )  # fmt: skip
        self._disk = Number(
            translate("Limits", "Leave room on the &disk, at least"), "MiB", (0, 2**30),
            lambda r: r.minding.keep_disk_mb, _to(choose, "limits", "keep_disk_mb", int),
        )  # fmt: skip
        self._lock = Switch(
            translate("Limits", "A lo&cked screen means that you are away"),
            lambda r: r.minding.lock_is_away,
            lambda on: choose("presence", "locked", "away" if on else "ignore"),
        )
        self._inhibitors = Switch(
            translate("Limits", "&Hold for a film, a call or a presentation"),
            lambda r: r.minding.inhibitors,
            lambda on: choose("presence", "inhibitors", "hold" if on else "ignore"),
        )
        self._full_screen = Switch(
            translate("Limits", "Hold while a window fills the &screen"),
            lambda r: r.minding.full_screen,
            lambda on: choose("presence", "full_screen", "hold" if on else "ignore"),
        )
        self._metered = Switch(
            translate("Limits", "Hold on a &metered network"),
            lambda r: r.minding.metered,
            lambda on: choose("presence", "metered", "hold" if on else "ignore"),
        )
        self._battery = Battery(choose)
        self._programs = Programs(choose, self._intents)
        self._autostart = AutostartSwitch(self._intents)
        self._notices = NoticeChoices(self._intents.setting.emit)
        self._choices = (
            self._calm, self._owner_cpu, self._memory, self._disk, self._lock, self._inhibitors,
            self._full_screen,
            self._metered, self._battery, self._programs,
        )  # fmt: skip

    def _lay_out(self) -> None:
        self.column.addWidget(self._cores)
        self.column.addWidget(self._rungs)
        numbers = (self._calm, self._owner_cpu, self._memory, self._disk)
        self.column.addLayout(_form(*((number.caption, number.box) for number in numbers)))
        self.column.addWidget(bold(QLabel(translate("Limits", "Your week"))))
        explained = Faint(
            translate(
                "Limits",
                "Drag over hours to paint them. The fuller a cell, the more goes on in it while "
                "you are here; blank hours have what is chosen above.",
            )
        )
        explained.setWordWrap(True)
        self.column.addWidget(explained)
        caption = QLabel(translate("Limits", "Pai&nt with"))
        caption.setBuddy(self.brushes)
        self.column.addLayout(_form((caption, self.brushes)))
        self.column.addWidget(self.grid)
        self.column.addWidget(bold(QLabel(translate("Limits", "Besides your input"))))
        for switch in (self._lock, self._inhibitors, self._full_screen, self._metered):
            self.column.addWidget(switch.box)
        self.column.addLayout(row(self._battery.caption, self._battery.box, stretch=1))
        self.column.addWidget(self._programs)
        self.column.addWidget(self._notices)
        self.column.addWidget(self._autostart)
        self.column.addStretch()

    def _take_brush(self, index: int) -> None:
        self.grid.brush = LEVELS[index]

    def _painted(self) -> None:
        self.echo.begin()
        self.draft.choose("schedule", "rules", rules_of(self.grid.cells))


def _form(*rows: tuple[QLabel, QWidget]) -> QFormLayout:
    """Captions with their boxes beside them; below them where there is no room."""
    form = QFormLayout()
    form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
    for caption, box in rows:
        form.addRow(caption, box)
    return form


def _to(
    choose: Callable[[str, str, object], None], section: str, key: str, kind: type
) -> Callable[[float], None]:
    """What a Number calls to have its value taken."""
    return lambda value: choose(section, key, kind(value))
