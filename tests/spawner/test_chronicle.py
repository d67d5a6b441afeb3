"""Steps become spans, touches and events; what nobody saw stays a gap."""

from __future__ import annotations

import math
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from planctongui.core.actions import Hold
from planctongui.core.contribution import quarter
from planctongui.core.limits import Limits, Rung
from planctongui.core.observation import Condition, Presence
from planctongui.core.orders import Orders
from planctongui.core.record import (
    BLIND,
    KEPT_S,
    KINDS,
    LOCKED,
    ORDERS,
    VERDICTS,
    AskLog,
    Batch,
    Load,
    Record,
    Touch,
)
from planctongui.core.report import Delay, Report
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason, Verdict
from planctongui.ledger import annals
from planctongui.ledger.ledger import Ledger, PilotRow
from planctongui.ledger.opening import MIGRATIONS, open_base
from planctongui.spawner import chronicle
from planctongui.spawner.chronicle import Chronicle
from tests.core.days import made_up
from tests.fakes.house import House

T0 = 1_700_000_000.0
GIVING = Verdict(Mood.CONTRIBUTING, Reason.CONTRIBUTING)
TYPING = Verdict(Mood.HELD, Reason.OWNER_INPUT)


class Days:
    """A chronicle fed step by step, and all that it handed on as a ledger would keep it."""

    def __init__(self, path: Path) -> None:
        self.ledger = Ledger(path)
        self.writes = 0
        self.chronicle = Chronicle(self._write)
        self.wall, self.now = T0, 500.0
        self.report = Report(
            at=T0, verdict=GIVING, presence=Presence("test", 3600.0), owner_cores=0.2,
            running=2, held=0, starting=0, max_cores=4, machine_cores=4,
            limits=Limits(4, calm_s=10.0),
        )  # fmt: skip
        self.last_input = T0 - 3600

    def _write(self, batch: Batch) -> None:
        self.writes += 1
        self.ledger.record(batch)

    def step(self, passed_s: float = 0.0, used_s: float = 0.0, **changes: object) -> None:
        """Some time passes, something is different, and a step is taken."""
        self.wall, self.now = self.wall + passed_s, self.now + passed_s
        age = {"presence": Presence("test", self.wall - self.last_input)}
        self.report = replace(self.report, at=self.wall, **{"actions": (), **age, **changes})  # type: ignore[arg-type]
        self.chronicle.note(self.report, self.now, self.wall, used_s)

    def touch(self, passed_s: float, **changes: object) -> None:
        """The owner does something, and a step follows at once."""
        self.last_input = self.wall + passed_s
        self.step(passed_s, **changes)

    def kept(self) -> Record:
        """What the ledger has once the program has ended."""
        self.chronicle.close(self.wall)
        return self.ledger.read(lambda base: annals.record(base, T0 - 1e5, T0 + 1e8))

    def told(self, *kinds: str) -> list[tuple[str, tuple[object, ...]]]:
        """Kinds and values of the log, oldest first."""
        self.kept()
        asked = AskLog(math.inf, kinds or KINDS, 1000)
        lines = self.ledger.read(lambda base: annals.log(base, asked)).happenings
        return [(line.kind, line.values) for line in reversed(lines)]


@pytest.fixture
def days(tmp_path: Path) -> Iterator[Days]:
    made = Days(tmp_path / "ledger.sqlite3")
    yield made
    made.ledger.close()


def test_steps_with_the_same_verdict_are_one_span(days: Days) -> None:
    days.step()
    for _ in range(30):
        days.step(2.0)
    days.step(2.0, verdict=TYPING, running=0)
    days.step(5.0)
    first, second = days.kept().spans
    assert (first.begin, first.end, first.reason) == (T0, T0 + 62, Reason.CONTRIBUTING)
    assert first.core_s == 2.0 * 62, "two pilots of a core each, until they were held"
    assert (second.begin, second.end, second.reason) == (T0 + 62, T0 + 67, Reason.OWNER_INPUT)
    assert second.core_s == 0.0


def test_what_else_was_so_begins_another_span(days: Days) -> None:
    days.step()
    days.step(2.0, conditions=(Condition(Reason.BATTERY, "55 %"),))
    days.step(2.0, conditions=(Condition(Reason.BATTERY, "54 %"),))
    days.step(2.0, conditions=(), locked=True)
    days.step(2.0, locked=False, presence=Presence("none", None, "Dark."))
    days.step(2.0)
    days.step(2.0)
    beside = [span.beside for span in days.kept().spans]
    assert beside == [(), (Reason.BATTERY.value,), (LOCKED,), (BLIND,), ()]


def test_while_it_does_not_run_or_the_machine_sleeps_there_is_a_gap(days: Days) -> None:
    days.step()
    days.step(30.0)
    days.wall += 3600  # asleep: the monotonic clock stood still
    days.step(2.0)
    days.step(30.0)
    days.step(200.0)  # the whole program stood still
    days.step(10.0)
    spans = days.kept().spans
    assert [(s.begin - T0, s.end - T0) for s in spans] == [
        (0, 30), (3632, 3662), (3862, 3872),
    ]  # fmt: skip
    assert [kind for kind, _ in days.told("program")] == [
        "program.began", "program.slept", "program.ended", "program.ended",
    ]  # fmt: skip


def test_a_clock_that_is_set_back_makes_no_time_count_twice(days: Days) -> None:
    days.step()
    days.step(60.0)
    days.wall -= 40
    days.step(2.0)
    days.step(10.0)
    spans = days.kept().spans
    edges = [edge for span in spans for edge in (span.begin, span.end)]
    assert edges == sorted(edges)
    assert sum(s.end - s.begin for s in spans) <= 72


def test_input_after_a_calm_begins_a_touch_at_its_very_instant(days: Days) -> None:
    days.step()
    days.step(50.0)
    days.touch(1.0, verdict=TYPING)
    days.last_input = days.wall + 3.0
    days.step(8.0)  # somebody typed in between
    days.step(60.0, verdict=GIVING)
    days.touch(0.25, verdict=TYPING)
    first, second = days.kept().touches
    assert (first.begin, first.end) == (T0 + 51, T0 + 54)
    assert second.begin == T0 + 119.25


def test_pauses_while_pilots_are_held_are_seen_where_steps_can_see_them(days: Days) -> None:
    days.step(limits=Limits(4, calm_s=3600.0))
    days.touch(60.0, verdict=TYPING)
    for _ in range(5):
        days.step(10.0)
    days.touch(5.0)  # 55 s later, within the calm
    first, second = days.kept().touches
    assert (first.begin, first.end - first.begin) == (T0 + 60, pytest.approx(0.1))
    assert second.begin == T0 + 110, "it may have been any time after the last look"


def test_input_without_an_end_is_cut_so_that_every_day_finds_its_own(days: Days) -> None:
    days.step()
    for _ in range(24 * 60 * 12):
        days.touch(5.0, verdict=TYPING)
    touches = days.kept().touches
    assert len(touches) == 4
    assert sum(t.end - t.begin for t in touches) == pytest.approx(24 * 3600, abs=60)


def test_an_owner_who_was_away_long_before_the_start_touched_nothing(days: Days) -> None:
    days.step()
    days.step(10.0)
    assert days.kept().touches == ()


def test_a_step_that_takes_its_time_makes_no_touch_out_of_an_old_input(days: Days) -> None:
    days.step()
    days.touch(5.0, verdict=TYPING)
    days.step(30.0, verdict=GIVING)
    late = replace(days.report, at=days.wall + 2 + 3.5, presence=Presence("test", 32.0))
    days.chronicle.note(late, days.now + 2, days.wall + 2, 0.0)
    days.step(6.0)
    assert [(t.begin, t.end) for t in days.kept().touches] == [(T0 + 5, pytest.approx(T0 + 5.1))]


def test_the_load_is_kept_in_halves_and_its_peaks_stay(days: Days) -> None:
    days.step(owner_cores=None)
    days.step(2.0, owner_cores=0.1)
    days.step(30.0, owner_cores=0.4)
    days.step(2.0, owner_cores=2.2)
    days.step(2.0, owner_cores=0.3)
    days.step(20.0, owner_cores=0.3)
    days.step(2.0, owner_cores=None)
    loads = days.kept().loads
    assert loads == (
        Load(T0 + 2, T0 + 34, 0.5), Load(T0 + 34, T0 + 56, 2.5), Load(T0 + 56, T0 + 58, 0.5),
    )  # fmt: skip


def test_at_rest_it_is_written_once_a_minute_and_never_by_a_step_that_holds(days: Days) -> None:
    days.step()
    before = days.writes
    for _ in range(60 * 5):
        days.step(2.0)
    assert 9 <= days.writes - before <= 11
    held = days.writes
    days.step(30.0, verdict=TYPING, actions=(Hold("p", Reason.OWNER_INPUT),))
    assert days.writes == held
    days.step(1.0)
    assert days.writes == held + 1


def test_a_long_span_is_cut_so_that_every_day_finds_its_own(days: Days) -> None:
    days.step()
    for _ in range(24 * 60):
        days.step(60.0)
    spans = days.kept().spans
    assert len(spans) == 4
    assert sum(s.end - s.begin for s in spans) == pytest.approx(24 * 3600, abs=60)
    assert len(days.told(VERDICTS)) == 1, "in the log it is one line all the same"


def test_the_delay_goes_to_the_span_in_which_it_came_up(days: Days) -> None:
    days.step(delay=Delay(1.0, 60.0))
    days.step(2.0, delay=Delay(1.0, 60.0))
    days.step(2.0, delay=Delay(1.25, 60.0), verdict=TYPING)
    days.step(2.0, delay=Delay(0.0, 60.0))  # midnight
    days.step(2.0, delay=Delay(None, 60.0))
    days.step(2.0, delay=None)
    assert [span.delay_s for span in days.kept().spans] == [0.25, 0.0]


def test_orders_limits_and_troubles_are_events(days: Days) -> None:
    trouble = Trouble("Docker is not running", "Start it.")
    days.step()
    days.step(1.0, orders=Orders(paused_until=math.inf))
    days.step(1.0, orders=Orders(paused_until=T0 + 900))
    days.step(1.0, orders=Orders())
    days.step(1.0, orders=Orders(finishing=True))
    days.step(1.0, orders=Orders())
    days.step(1.0, limits=Limits(3, calm_s=10.0, rung=Rung.SHARE))
    days.step(1.0, rules=("mon off",))
    days.step(1.0, troubles=(trouble,))
    days.step(1.0, troubles=(trouble,))
    days.step(1.0, troubles=())
    assert days.told(ORDERS, "troubles") == [
        ("orders.paused", ("",)),
        ("orders.paused", (T0 + 900,)),
        ("orders.resumed", ()),
        ("orders.finish", ()),
        ("orders.go_on", ()),
        ("orders.limit", ("max_cores", 3)),
        ("orders.limit", ("rung", "share")),
        ("orders.schedule", ("mon off",)),
        ("troubles.came", (trouble.title, trouble.advice)),
        ("troubles.went", (trouble.title,)),
    ]


def test_the_pulse_is_what_pilots_used_since_the_last_one(days: Days) -> None:
    days.step(used_s=100.0)
    days.step(0.2, used_s=100.2)
    days.step(1.8, used_s=106.0)
    days.step(500.0, used_s=200.0)
    pulses = days.chronicle.pulses()
    assert [pulse.pilots for pulse in pulses] == [None, 3.0, None]
    assert pulses[1].owner == 0.2


# In the ledger ---------------------------------------------------------------------------------


def test_a_span_that_is_written_again_is_replaced(days: Days) -> None:
    for end in (10.0, 20.0):
        days.ledger.record(Batch(touches=(Touch(T0, T0 + end),)))
    assert days.ledger.read(lambda base: annals.record(base, T0, T0 + 99)).touches == (
        Touch(T0, T0 + 20),
    )


def test_what_is_older_than_is_kept_is_forgotten_and_events_are_bounded(
    days: Days, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(annals, "MOST_HAPPENINGS", 3)
    days.step()
    days.step(60.0)
    days.wall += KEPT_S + 86400
    days.step(60.0)
    days.now += chronicle.FORGET_S
    for _ in range(2):
        days.step(60.0)
    assert days.kept().spans[0].begin > T0 + KEPT_S
    days.ledger.record(Batch(forget_before=T0))
    assert len(days.told("program", ORDERS, "troubles")) <= 4


def test_the_log_is_read_page_by_page_without_a_line_lost(days: Days) -> None:
    record = made_up(3, 86400, T0)
    days.ledger.record(Batch(record.spans))
    for n in range(20):
        row = PilotRow(f"p{n}", "local", "i", "", T0, T0 + n * 600, 0.0, "useful", 0)
        days.ledger.finish(row)
    everything = AskLog(math.inf, KINDS, 1000)
    whole = days.ledger.read(lambda base: annals.log(base, everything))
    assert not whole.more
    paged, before = [], math.inf
    while True:
        page = days.ledger.read(lambda base, at=before: annals.log(base, AskLog(at, KINDS, 7)))
        paged += page.happenings
        if not page.more:
            break
        before = page.happenings[-1].at
    assert [line.at for line in paged] == sorted((line.at for line in paged), reverse=True)
    assert {(line.at, line.kind) for line in paged} == {
        (line.at, line.kind) for line in whole.happenings
    }


def test_an_older_ledger_gets_the_record_and_keeps_its_hours(tmp_path: Path) -> None:
    path, before = tmp_path / "old.sqlite3", MIGRATIONS.index(annals.TABLES)
    with closing(open_base(path, MIGRATIONS[:before])) as old:
        old.execute("INSERT INTO given VALUES ('p', ?, 5.0)", (quarter(T0),))
    new = Ledger(path)
    new.record(Batch(touches=(Touch(T0, T0 + 1),)))
    assert new.counted("p") == 5.0
    new.close()
    copies = [file for file in path.parent.iterdir() if f".v{before}-" in file.name]
    assert len(copies) == 1
    with closing(sqlite3.connect(copies[0])) as base:
        assert base.execute("PRAGMA user_version").fetchone() == (before,)


def test_five_busy_weeks_stay_small_and_are_read_by_index(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    ledger = Ledger(path)
    for week in range(5):
        record = made_up(week, 7 * 86400, T0 + week * 7 * 86400)
        ledger.record(Batch(record.spans, record.touches, record.loads))
    query = "EXPLAIN QUERY PLAN SELECT * FROM span WHERE begin BETWEEN 1 AND 2"
    assert "SEARCH" in ledger.read(lambda base: base.execute(query).fetchone()[3])
    ledger.close()
    size = path.stat().st_size
    print(f"{size / 1e6:.1f} MB for five weeks of an owner who never rests")
    assert size < 20e6


# In the whole program --------------------------------------------------------------------------


def test_the_program_keeps_its_day_over_a_restart(house: House) -> None:
    house.full()
    house.clock.turn(20.0)
    house.desk.touch()
    house.until(lambda: house.last.verdict.reason is Reason.OWNER_INPUT)
    house.clock.turn(60.0)
    house.until(lambda: house.last.verdict.reason is Reason.CONTRIBUTING)
    house.clock.turn(61.0)
    house.step()
    house.spawner.chronicle.close(house.clock.wall)
    house.restart()
    house.clock.turn(100.0)
    house.full()
    house.clock.turn(5.0)
    house.step()
    house.spawner.chronicle.close(house.clock.wall)
    spans = house.hands.books.lane.submit(
        house.hands.books.read, lambda base: annals.spans(base, 0, 2e9)
    ).result()
    reasons = [span.reason for span in spans]
    assert Reason.OWNER_INPUT in reasons and reasons.count(Reason.CONTRIBUTING) >= 2
    gaps = [b.begin - a.end for a, b in pairwise(spans) if b.begin > a.end]
    assert gaps == [100.0], "the time between two runs, and nothing else"
