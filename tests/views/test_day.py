"""The strip of the day and the live chart: what is drawn, hovered, read out and asked for."""

from __future__ import annotations

import time

import pytest
from PyQt5.QtCore import QEvent, QPoint, QPointF, Qt
from PyQt5.QtGui import QColor, QMouseEvent
from PyQt5.QtTest import QTest
from PyQt5.QtWidgets import QApplication, QToolTip
from pytestqt.qtbot import QtBot

from planctongui.core.questions import Answer
from planctongui.core.record import AskPulses, AskSpans, Pulse, Span
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason
from planctongui.views import hues
from planctongui.views.cores_chart import CoresChart
from planctongui.views.day import Day
from planctongui.views.day_strip import DAY_S, DayStrip, columns, hours_between
from planctongui.views.intents import Intents
from planctongui.views.legend import Legend
from planctongui.words import telling
from planctongui.words.telling import Group
from tests.views.reports import of_mood

NOW = 1_700_050_000.0
GIVEN = Span(NOW - 43_200, NOW, Mood.CONTRIBUTING, Reason.CONTRIBUTING)
HELD = Span(NOW - 50_000, NOW - 43_200, Mood.HELD, Reason.OWNER_INPUT)


@pytest.fixture
def strip(qtbot: QtBot) -> DayStrip:
    """A strip, shown, of a day whose second half was given."""
    strip = DayStrip()
    qtbot.addWidget(strip)
    strip.resize(600, strip.sizeHint().height())
    strip.show_spans((HELD, GIVEN), NOW)
    strip.show()
    return strip


def colour_at(widget: DayStrip | CoresChart, x: int, y: int) -> str:
    """What is painted there."""
    return QColor(widget.grab().toImage().pixel(x, y)).name()


def test_each_part_of_the_day_has_the_colour_of_what_was(strip: DayStrip) -> None:
    middle = 10
    assert colour_at(strip, 450, middle) == hues.of(Group.GIVEN, strip.palette()).name()
    assert colour_at(strip, 275, middle) == hues.of(Group.HELD, strip.palette()).name()
    assert colour_at(strip, 100, middle) == hues.of(Group.UNKNOWN, strip.palette()).name()


def test_a_column_is_shared_by_how_long_each_lasted() -> None:
    half = DAY_S / 10 / 2
    spans = [
        Span(NOW - DAY_S, NOW - DAY_S + half, Mood.HELD, Reason.OWNER_INPUT),
        Span(NOW - DAY_S + half, NOW - DAY_S + 2 * half, Mood.CONTRIBUTING, Reason.CONTRIBUTING),
    ]
    shares = columns(spans, NOW, 10)
    assert shares[0] == {Group.HELD: pytest.approx(0.5), Group.GIVEN: pytest.approx(0.5)}
    assert shares[1:] == [{}] * 9


def test_a_whole_day_fills_every_column_and_no_more() -> None:
    shares = columns([Span(NOW - 2 * DAY_S, NOW + 9, Mood.HELD, Reason.BATTERY)], NOW, 333)
    assert all(sum(share.values()) == pytest.approx(1.0) for share in shares)


def test_the_pointer_is_told_what_was(strip: DayStrip) -> None:
    place = QPoint(450, 10)
    event = QMouseEvent(
        QEvent.Type.MouseMove, QPointF(place), QPointF(strip.mapToGlobal(place)),
        Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(strip, event)
    assert QToolTip.text() == telling.span(GIVEN)
    QToolTip.hideText()


def test_the_keyboard_walks_through_the_day_and_a_screen_reader_hears_it(strip: DayStrip) -> None:
    strip.setFocus()
    before = strip.accessibleDescription()
    assert "given" in before and "held for you" in before
    QTest.keyClick(strip, Qt.Key.Key_Left)
    assert strip.accessibleDescription().startswith(telling.span(GIVEN))
    QTest.keyClick(strip, Qt.Key.Key_Home)
    assert "did not run" in strip.accessibleDescription()
    QTest.keyClick(strip, Qt.Key.Key_End)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert strip.accessibleDescription().startswith(telling.span(GIVEN))
    QToolTip.hideText()


def test_the_hours_are_those_of_the_owners_clock() -> None:
    hours = [telling.clock(at, seconds=False) for at in hours_between(NOW - DAY_S, NOW)]
    assert len(hours) == 8 and len(set(hours)) == 8
    assert {int(hour[:2]) % 3 for hour in hours} == {0}


def test_the_colours_differ_from_each_other_in_light_and_dark(strip: DayStrip) -> None:
    colours = [hues.of(group, strip.palette()).name() for group in Group]
    assert len(set(colours)) == len(colours)


def test_the_chart_stacks_pilots_on_the_owner_and_says_so_in_words(qtbot: QtBot) -> None:
    chart = CoresChart(4)
    qtbot.addWidget(chart)
    chart.resize(400, 120)
    assert chart.accessibleDescription() == "Not measured yet."
    pulses = [Pulse(NOW - 600 + n, 1.0, 2.0) for n in range(601)]
    chart.show_pulses(pulses, NOW)
    chart.show()
    plot = chart._plot()
    x, high = plot.center().x(), plot.height() / 4
    assert colour_at(chart, x, round(plot.bottom() - high / 2)) == hues.OWNER.name()
    assert colour_at(chart, x, round(plot.bottom() - 2 * high)) == hues.PILOTS.name()
    free = colour_at(chart, x, round(plot.top() + high / 2))
    assert free not in (hues.OWNER.name(), hues.PILOTS.name())
    assert chart.accessibleDescription() == "You use 1.0 cores, pilots 2.0, of 4."
    chart.show_pulses([Pulse(NOW, None, None)], NOW)
    assert "unknown" in chart.accessibleDescription()


def test_time_without_a_step_stays_empty(qtbot: QtBot) -> None:
    chart = CoresChart(4)
    qtbot.addWidget(chart)
    chart.resize(400, 120)
    chart.show_pulses([Pulse(NOW - 500, 4.0, 0.0), Pulse(NOW - 10, 4.0, 0.0)], NOW)
    plot = chart._plot()
    assert colour_at(chart, plot.center().x(), plot.center().y()) != hues.OWNER.name()


def test_a_legend_takes_as_many_lines_as_it_needs(qtbot: QtBot) -> None:
    legend = Legend([(f"entry {n}", lambda palette: QColor("red")) for n in range(8)])
    qtbot.addWidget(legend)
    wide = legend.heightForWidth(legend.sizeHint().width())
    assert legend.heightForWidth(legend.sizeHint().width() // 3) >= 3 * wide
    assert legend.heightForWidth(legend.minimumSizeHint().width()) == 8 * wide
    legend.show_entries([])
    assert legend.names() == []


@pytest.fixture
def asked(qtbot: QtBot) -> tuple[Day, list[object]]:
    """The day's part of the overview, and what it asks."""
    intents, questions = Intents(), []
    intents.ask.connect(questions.append)
    day = Day(intents, 8)
    qtbot.addWidget(day)
    return day, questions


def test_it_asks_now_and_then_and_not_at_every_tick(asked: tuple[Day, list[object]]) -> None:
    day, questions = asked
    for second in range(60):
        day.tick(of_mood(Mood.CONTRIBUTING), NOW + second)
    assert sum(isinstance(one, AskSpans) for one in questions) == 1
    assert sum(isinstance(one, AskPulses) for one in questions) == 30
    day.tick(of_mood(Mood.CONTRIBUTING), NOW - 3600)
    assert isinstance(questions[-2], AskSpans), "a clock that was set back"


def test_between_two_answers_the_strip_goes_on_with_what_is_now(
    asked: tuple[Day, list[object]],
) -> None:
    day, _ = asked
    now = time.time()
    early = Span(now - 3600, now - 20, Mood.CONTRIBUTING, Reason.CONTRIBUTING)
    day.answer(Answer(AskSpans(now - DAY_S, now), (early,)), now)
    day.tick(of_mood(Mood.CONTRIBUTING), now)
    assert day.strip.told_at(now - 1).endswith("Contributed.")
    day.tick(of_mood(Mood.HELD), now + 1)
    day.tick(of_mood(Mood.HELD), now + 40)
    assert day.strip.told_at(now - 1).endswith("Contributed.")
    assert day.strip.told_at(now + 39).endswith("Held: you used the computer.")


def test_without_a_ledger_it_shows_what_it_sees_itself(asked: tuple[Day, list[object]]) -> None:
    day, questions = asked
    now = time.time()
    day.tick(of_mood(Mood.PAUSED), now)
    day.answer(Answer(questions[0], Trouble("The ledger is damaged", "Mend it.")), now)
    day.tick(of_mood(Mood.PAUSED), now + 31)
    assert day.strip.told_at(now + 30).endswith("Paused by you.")
