"""The day strip and the live chart with their captions, kept fresh while they are looked at.

For: the overview. It asks for the record now and then and goes on by itself in between. Not for:
painting (`day_strip`, `cores_chart`). GUI thread only.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from PyQt5.QtGui import QColor, QPalette
from PyQt5.QtWidgets import QLabel, QVBoxLayout, QWidget

from planctongui.core.questions import Answer
from planctongui.core.record import AskPulses, AskSpans, Span
from planctongui.core.report import Report
from planctongui.tongue import translate
from planctongui.views import hues
from planctongui.views.cores_chart import CoresChart
from planctongui.views.day_strip import DAY_S, DayStrip
from planctongui.views.intents import Intents
from planctongui.views.legend import Entry, Legend
from planctongui.views.parts import bold
from planctongui.words import telling
from planctongui.words.telling import Group

SPANS_EVERY_S = 60.0
PULSES_EVERY_S = 2.0
REDRAW_S = 30.0
"""A pixel of the strip is longer than this."""
BRIDGE_S = 90.0
"""A verdict that was written down no longer ago goes on until now."""


class Day(QWidget):
    """Emits `intents.ask`."""

    def __init__(self, intents: Intents, machine_cores: int) -> None:
        super().__init__()
        self._intents = intents
        self._spans: tuple[Span, ...] = ()
        self._asked_spans = self._asked_pulses = self._drawn = -math.inf
        self._shown: tuple[object, ...] = ()
        self.strip, self.chart = DayStrip(), CoresChart(machine_cores)
        self._groups = Legend([_entry(group) for group in Group])
        users = (
            (translate("Overview", "you"), hues.OWNER),
            (translate("Overview", "pilots"), hues.PILOTS),
        )
        self._users = Legend(
            [
                *((name, _always(colour)) for name, colour in users),
                (translate("Overview", "free"), lambda palette: hues.faint(palette, 0.05)),
            ]
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for caption, parts in (
            (translate("Overview", "The last 24 hours"), (self.strip, self._groups)),
            (translate("Overview", "Cores in use"), (self.chart, self._users)),
        ):
            column.addWidget(bold(QLabel(caption)))
            for part in parts:
                column.addWidget(part)

    def tick(self, report: Report, now: float) -> None:
        """Ask for what is old, and let the strip go on; `now` in Unix time."""
        if not 0 <= now - self._asked_spans < SPANS_EVERY_S:
            self._asked_spans = now
            self._intents.ask.emit(AskSpans(now - DAY_S, now))
        if not 0 <= now - self._asked_pulses < PULSES_EVERY_S:
            self._asked_pulses = now
            self._intents.ask.emit(AskPulses())
        shown = (report.verdict.mood, report.verdict.reason, self._spans)
        if shown != self._shown or now - self._drawn >= REDRAW_S:
            self._spans = _with_now(self._spans, report, now)
            self._shown = (report.verdict.mood, report.verdict.reason, self._spans)
            self._drawn = now
            self.strip.show_spans(self._spans, now)

    def answer(self, answer: Answer, now: float) -> None:
        """Take spans and samples; what could not be read leaves all as it was."""
        content = answer.content
        if not isinstance(content, tuple):
            return
        if isinstance(answer.question, AskSpans):
            self._spans = content
            self._drawn = -math.inf
        elif isinstance(answer.question, AskPulses):
            self.chart.show_pulses(content, now)


def _with_now(spans: tuple[Span, ...], report: Report, now: float) -> tuple[Span, ...]:
    """The spans, and the verdict of now at their end: the record is written a little later."""
    verdict, begin = report.verdict, min(report.at, now)
    if spans and now - spans[-1].end <= BRIDGE_S:
        last = spans[-1]
        if (last.mood, last.reason) == (verdict.mood, verdict.reason):
            return (*spans[:-1], replace(last, end=now))
        begin = last.end
    return (*spans, Span(begin, now, verdict.mood, verdict.reason))


def _entry(group: Group) -> Entry:
    return (telling.group_name(group), lambda palette: hues.of(group, palette))


def _always(colour: QColor) -> Callable[[QPalette], QColor]:
    return lambda palette: colour
