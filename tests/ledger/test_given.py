"""What was given by period, head node and class: it agrees with every row, to the second."""

from __future__ import annotations

import csv
import io
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from benchmarks import years
from planctongui.books import Books
from planctongui.core.contribution import quarter
from planctongui.core.energy import Metered, measured_watts
from planctongui.core.history import CLASSES, OPEN, AskGiven, Given, Portion, Reach, jobs, of_class
from planctongui.ledger.border import LedgerTrouble
from planctongui.ledger.ledger import Ledger, PilotRow
from planctongui.ledger.opening import MIGRATIONS, open_base
from planctongui.sensors.energy import EnergyMeter
from planctongui.words import given_csv

NOW = datetime(2026, 11, 25, 12, 0)
ROW = PilotRow("p1", "local", "image:1", "17", 1000.0, 1030.0, 2.0, "useful", 0)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite3")
    yield opened
    opened.close()


def lived(path: Path, seed: int, until: datetime, opened: Ledger) -> None:
    """Some pilots live, run and end over months, up to now."""
    chance, last = random.Random(seed), until.timestamp()
    for number in range(60):
        begin = last - chance.uniform(0, 200 * 86400)
        name = f"p{number}"
        for _ in range(chance.randrange(1, 5)):
            begin = min(last, begin + chance.uniform(0, 4000))
            opened.accrue({name: chance.uniform(0.1, 900)}, begin)
        if chance.random() < 0.9:
            opened.finish(
                replace(
                    ROW, id=name, head_node=chance.choice("ab"), ended=begin,
                    held_s=chance.uniform(0, 60),
                    outcome=chance.choice(("useful", "empty", "lost")),
                )
            )  # fmt: skip
        if chance.random() < 0.2:
            opened.accrue({name: 3.0}, begin)  # turned up after the end


def test_nothing_given_is_periods_with_nothing(ledger: Ledger) -> None:
    for reach in Reach:
        given = ledger.given(reach, NOW)
        assert given.periods and given.total().portions == ()


def test_a_pilot_that_lives_belongs_to_its_head_node_as_soon_as_that_is_known(
    ledger: Ledger,
) -> None:
    at = NOW.timestamp()
    whom = {"p1": "local", "p2": "site"}
    ledger.accrue({"p1": 5.0, "p2": 1.0, "p3": 2.0}, at, {"p1": "local"})
    assert ledger.given(Reach.DAYS, NOW).total().portions == (
        Portion("", OPEN, 3.0),
        Portion("local", OPEN, 5.0),
    )
    ledger.accrue({"p2": 1.0}, at, whom)
    ledger.accrue({"p1": 0.5}, at)  # nobody said whom it works for: it is known
    assert ledger.given(Reach.ALL, NOW).total().portions == (
        Portion("", OPEN, 2.0),
        Portion("local", OPEN, 5.5),
        Portion("site", OPEN, 2.0),
    )
    assert ledger.finish(replace(ROW, ended=at))
    assert ledger.given(Reach.ALL, NOW).total().portions[1:] == (
        Portion("local", "useful", 5.5, 2.0, 1),
        Portion("site", OPEN, 2.0),
    )


def test_a_pilot_belongs_to_its_head_node_and_class_once_it_ended(ledger: Ledger) -> None:
    at = NOW.timestamp()
    ledger.accrue({"p1": 5.0, "p2": 1.0}, at)
    assert ledger.given(Reach.DAYS, NOW).total().portions == (Portion("", OPEN, 6.0),)
    assert ledger.finish(replace(ROW, ended=at))
    assert not ledger.finish(replace(ROW, ended=at, outcome="lost"))
    ledger.accrue({"p1": 0.5}, at)
    assert ledger.given(Reach.ALL, NOW).periods[-1].portions == (
        Portion("", OPEN, 1.0),
        Portion("local", "useful", 5.5, 2.0, 1),
    )


@pytest.mark.parametrize("seed", range(3))
def test_totals_agree_with_the_ledger_to_the_second(
    tmp_path: Path, ledger: Ledger, seed: int
) -> None:
    lived(tmp_path, seed, NOW, ledger)
    sums = ledger.sums(NOW)
    total = ledger.given(Reach.ALL, NOW).total()
    assert total.cpu_s == pytest.approx(sums.total_s, abs=1e-3)
    for outcome, cpu_s in (
        ("useful", sums.useful_s), ("empty", sums.empty_s), ("lost", sums.lost_s),
    ):  # fmt: skip
        assert of_class(total.portions, outcome) == pytest.approx(cpu_s, abs=1e-3)
    days, weeks = ledger.given(Reach.DAYS, NOW), ledger.given(Reach.WEEKS, NOW)
    assert days.periods[-1].cpu_s == pytest.approx(sums.today_s, abs=1e-3)
    assert weeks.periods[-1].cpu_s == pytest.approx(sums.week_s, abs=1e-3)
    with closing(sqlite3.connect(tmp_path / "ledger.sqlite3")) as base:
        for period, after in zip(days.periods, days.periods[1:], strict=False):
            (cpu_s,) = base.execute(
                "SELECT TOTAL(cpu_s) FROM given WHERE quarter >= ? AND quarter < ?",
                (period.start // 900, after.start // 900),
            ).fetchone()
            assert period.cpu_s == pytest.approx(cpu_s, abs=1e-6)
        (held_s, useful) = base.execute(
            "SELECT TOTAL(held_s), SUM(outcome = 'useful') FROM pilot"
        ).fetchone()
    assert total.held_s == pytest.approx(held_s, abs=1e-6)
    assert jobs(total.portions) == useful


def test_a_ledger_that_knew_no_head_nodes_of_the_living_learns_them(tmp_path: Path) -> None:
    path, at = tmp_path / "old.sqlite3", NOW.timestamp()
    with closing(open_base(path, MIGRATIONS[:3])) as old:
        old.execute("INSERT INTO given VALUES ('p1', ?, 5.0)", (quarter(at),))
        old.execute("INSERT INTO unjudged VALUES ('p1')")
    with closing(Ledger(path)) as new:
        assert new.given(Reach.DAYS, NOW).total().portions == (Portion("", OPEN, 5.0),)
        new.accrue({"p1": 1.0}, at, {"p1": "local"})
        assert new.given(Reach.DAYS, NOW).total().portions == (Portion("local", OPEN, 6.0),)


def test_a_ledger_without_sums_gets_the_same_ones(tmp_path: Path, ledger: Ledger) -> None:
    lived(tmp_path, 9, NOW, ledger)
    old = tmp_path / "old.sqlite3"
    with closing(sqlite3.connect(old)) as base, base:
        for statement in MIGRATIONS[0]:
            base.execute(statement)
        base.execute("ATTACH ? AS now", (str(tmp_path / "ledger.sqlite3"),))
        for table in ("pilot", "given"):
            base.execute(f"INSERT INTO {table} SELECT * FROM now.{table}")
        base.execute("PRAGMA user_version = 1")
    migrated = Ledger(old)
    try:
        for reach in Reach:
            ours, theirs = ledger.given(reach, NOW), migrated.given(reach, NOW)
            assert [p.start for p in ours.periods] == [p.start for p in theirs.periods]
            for one, other in zip(ours.periods, theirs.periods, strict=True):
                assert rounded(one.portions) == rounded(other.portions)
        migrated.accrue({"new": 4.0}, NOW.timestamp())
        migrated.finish(replace(ROW, id="new", ended=NOW.timestamp()))
        before = ledger.given(Reach.ALL, NOW).total().cpu_s
        assert migrated.given(Reach.ALL, NOW).total().cpu_s == pytest.approx(before + 4.0)
    finally:
        migrated.close()


def rounded(portions: tuple[Portion, ...]) -> list[tuple[str, str, float, float, int]]:
    """Sums of the same numbers in another order may differ in their last digit."""
    return [
        (p.head_node, p.outcome, round(p.cpu_s, 6), round(p.held_s, 6), p.pilots) for p in portions
    ]


def test_a_long_past_is_told_by_few_portions(tmp_path: Path) -> None:
    path = tmp_path / "years.sqlite3"
    years.write(path, NOW.timestamp(), days=1095, at_once=1)
    opened = Ledger(path)
    try:
        given = opened.given(Reach.ALL, NOW)
        assert 36 <= len(given.periods) <= 38
        assert sum(len(period.portions) for period in given.periods) < 400
        total_s = opened.sums(NOW).total_s
    finally:
        opened.close()
    assert given.total().cpu_s == pytest.approx(total_s, abs=0.5)


def test_the_table_for_other_programs_adds_up(tmp_path: Path, ledger: Ledger) -> None:
    lived(tmp_path, 4, NOW, ledger)
    given: Given = ledger.given(Reach.MONTHS, NOW)
    rows = list(csv.DictReader(io.StringIO(given_csv.text(given))))
    total = given.total()
    for outcome in CLASSES:
        cpu_s = sum(float(row["cpu_seconds"]) for row in rows if row["class"] == outcome)
        assert cpu_s == pytest.approx(of_class(total.portions, outcome), abs=0.5)
    assert sum(int(row["pilots_ended"]) for row in rows) == sum(p.pilots for p in total.portions)
    assert {row["period"] for row in rows} == {"month"}
    begins = {datetime.fromisoformat(row["begins"]).timestamp() for row in rows}
    assert begins <= {period.start for period in given.periods}


# On the ledger's own thread -----------------------------------------------------------------------


class Meter(EnergyMeter):
    """A processor that takes 6 joules for each CPU second of pilots."""

    def note(self, ours_s: float) -> float | None:
        return 6.0 * ours_s


def test_what_the_meter_says_is_kept_over_a_restart(tmp_path: Path) -> None:
    asked = AskGiven(Reach.ALL)
    for run, cpu_s in ((1, 400.0), (2, 800.0)):
        books = Books(
            lambda: Ledger(tmp_path / "ledger.sqlite3"), (), lambda *setting: None,
            lambda event: None, Meter(),
        )  # fmt: skip
        with pytest.raises(LedgerTrouble) as early:
            books.lane.submit(books.given, asked).result()
        assert early.value.trouble.title == "The ledger is not open"
        books.open_ledger()
        books.accrue({"p1": 400.0}, NOW.timestamp())
        given = books.lane.submit(books.given, asked).result()
        books.close()
        assert given.metered == Metered(cpu_s * 6.0, cpu_s), run
        assert given.total().cpu_s == cpu_s
    assert measured_watts(given.metered) == 6.0
