"""The ledger on a real disk: what was committed stays, what cannot be read is left alone."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from planctongui.ledger.border import LedgerTrouble
from planctongui.ledger.ledger import Ledger, PilotRow, default_path
from planctongui.ledger.opening import MIGRATIONS

BERLIN = ZoneInfo("Europe/Berlin")
ROW = PilotRow(
    id="p1", head_node="local", image="planctongui-local:1", job="17", born=1000.0, ended=1030.0,
    held_s=2.0, outcome="useful", exit_code=0, result="17 4423",
)  # fmt: skip


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "ledger.sqlite3"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    opened = Ledger(path)
    yield opened
    opened.close()


def test_a_new_ledger_is_empty(ledger: Ledger) -> None:
    sums = ledger.sums(datetime.now())
    assert (sums.today_s, sums.week_s, sums.total_s, sums.useful_s) == (0, 0, 0, 0)
    assert ledger.counted("nobody") == 0
    assert list(ledger.results("local")) == []
    assert ledger.recall("paused_until") is None


def test_running_pilots_are_in_the_sums_and_finished_ones_have_a_class(ledger: Ledger) -> None:
    now = datetime.now()
    ledger.accrue({"p1": 5.0, "p2": 1.0}, now.timestamp())
    ledger.accrue({"p1": 2.5}, now.timestamp())
    ledger.accrue({}, now.timestamp())
    assert ledger.counted_all(["p1", "p2", "p3"]) == {"p1": 7.5, "p2": 1.0, "p3": 0.0}
    assert ledger.finish(ROW)
    sums = ledger.sums(now)
    assert (sums.today_s, sums.week_s, sums.total_s) == (8.5, 8.5, 8.5)
    assert (sums.useful_s, sums.empty_s, sums.lost_s) == (7.5, 0.0, 0.0)


def test_a_pilot_finished_twice_is_kept_once_as_it_was_first(ledger: Ledger, path: Path) -> None:
    ledger.accrue({"p1": 5.0}, 1000.0)
    assert ledger.finish(ROW)
    assert not ledger.finish(replace(ROW, outcome="lost", result="other"))
    assert list(ledger.results("local")) == ["17 4423"]
    assert ledger.sums(datetime.now()).lost_s == 0
    with sqlite3.connect(path) as base:
        assert base.execute("SELECT COUNT(*), cpu_s FROM pilot").fetchone() == (1, 5.0)
    base.close()


def test_seconds_that_turn_up_after_the_end_still_count_for_the_pilot(ledger: Ledger) -> None:
    ledger.accrue({"p1": 5.0}, 1000.0)
    ledger.finish(ROW)
    ledger.accrue({"p1": 1.0}, 1001.0)
    sums = ledger.sums(datetime.now())
    assert (sums.total_s, sums.useful_s) == (6.0, 6.0)


def test_only_useful_results_of_that_head_node_come_back(ledger: Ledger) -> None:
    for number, change in enumerate(
        [{}, {"outcome": "lost"}, {"head_node": "other"}, {"result": ""}, {"result": "18 1"}]
    ):
        ledger.finish(replace(ROW, **{"id": f"p{number}", **change}))
    assert sorted(ledger.results("local")) == ["17 4423", "18 1"]


def test_a_pause_is_remembered_over_a_restart_and_can_be_forgotten(path: Path) -> None:
    first = Ledger(path)
    first.remember("paused_until", "inf")
    first.remember("paused_until", "123.5")
    first.close()
    first.close()
    second = Ledger(path)
    assert second.recall("paused_until") == "123.5"
    second.remember("paused_until", None)
    assert second.recall("paused_until") is None
    second.close()


def test_all_sums_are_the_same_after_a_restart(path: Path) -> None:
    now = datetime.now()
    first = Ledger(path)
    first.accrue({"p1": 5.0, "p2": 1.0, "p3": 0.5}, now.timestamp())
    first.finish(ROW)
    first.finish(replace(ROW, id="p2", outcome="empty", exit_code=None))
    before = first.sums(now)
    first.close()
    second = Ledger(path)
    assert second.sums(now) == before
    second.close()


def test_hours_before_and_after_midnight_belong_to_their_days(ledger: Ledger) -> None:
    # The week of a change of clocks: Sunday, 29 March 2026 has 23 hours.
    for hours in range(8 * 24):
        at = datetime(2026, 3, 23, tzinfo=BERLIN).timestamp() + hours * 3600
        ledger.accrue({"p": 1.0}, at)
    for day, today, since_monday in (
        (datetime(2026, 3, 28, 23, 59, tzinfo=BERLIN), 24 + 23 + 25, 192),
        (datetime(2026, 3, 29, 12, 0, tzinfo=BERLIN), 23 + 25, 192),
        (datetime(2026, 3, 30, 0, 0, tzinfo=BERLIN), 25, 25),
        (datetime(2026, 3, 31, 0, 0, tzinfo=BERLIN), 1, 25),
    ):
        # All since then: the ledger knows no future, here there is one.
        sums = ledger.sums(day)
        assert (sums.today_s, sums.week_s, sums.total_s) == (today, since_monday, 192), day


def test_one_second_before_midnight_is_yesterday(ledger: Ledger) -> None:
    midnight = datetime(2026, 6, 3, tzinfo=ZoneInfo("Asia/Kathmandu"))
    ledger.accrue({"p": 1.0}, midnight.timestamp() - 1)
    ledger.accrue({"p": 2.0}, midnight.timestamp())
    sums = ledger.sums(midnight + timedelta(hours=1))
    assert (sums.today_s, sums.week_s) == (2.0, 3.0)


WRITER = """
import sys, time
from pathlib import Path
from planctongui.ledger.ledger import Ledger, PilotRow
ledger = Ledger(Path(sys.argv[1]))
for n in range(1, 10**6):
    ledger.accrue({"a": 1.0, "b": 1.0}, time.time())
    ledger.finish(PilotRow(f"p{n}", "local", "i", "", 0.0, 1.0, 0.0, "useful", 0, result=f"{n} 1"))
    print(n, flush=True)
"""


def test_after_kill_9_every_hour_told_as_kept_is_there(path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path)], stdout=subprocess.PIPE, text=True
    ) as writer:
        assert writer.stdout is not None
        kept = 0
        while kept < 50:
            kept = int(writer.stdout.readline())
        os.kill(writer.pid, signal.SIGKILL)
        kept = int((writer.stdout.read().split() or [kept])[-1])
    ledger = Ledger(path)
    counted = ledger.counted_all(["a", "b"])
    assert counted["a"] == counted["b"]
    assert kept <= counted["a"] <= kept + 1
    assert kept <= len(list(ledger.results("local"))) <= kept + 1
    ledger.close()


def test_a_damaged_file_is_told_of_and_left_as_it_is(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this was a ledger once " * 400)
    before = path.read_bytes()
    with pytest.raises(LedgerTrouble) as caught:
        Ledger(path)
    assert caught.value.trouble.title == "The ledger is damaged"
    assert str(path) in caught.value.trouble.advice
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_a_ledger_with_torn_pages_is_told_of_and_not_replaced(path: Path) -> None:
    whole = Ledger(path)
    for number in range(500):
        whole.accrue({f"pilot-with-a-long-name-{number}": 1.0}, number * 900.0)
    whole.close()
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xa5" * (len(content) - 4096))
    torn = path.read_bytes()
    with pytest.raises(LedgerTrouble) as caught:
        Ledger(path)
    assert caught.value.trouble.title == "The ledger is damaged"
    assert path.read_bytes() == torn


def test_the_file_of_another_program_is_left_alone(path: Path) -> None:
    path.parent.mkdir()
    base = sqlite3.connect(path)
    base.execute("CREATE TABLE theirs (x)")
    base.commit()
    base.close()
    before = path.read_bytes()
    with pytest.raises(LedgerTrouble):
        Ledger(path)
    assert path.read_bytes() == before


def test_a_newer_ledger_is_not_touched(path: Path) -> None:
    newer = (*MIGRATIONS, ("CREATE TABLE later (x)",))
    Ledger(path, newer).close()
    before = path.read_bytes()
    with pytest.raises(LedgerTrouble) as caught:
        Ledger(path)
    assert "newer" in caught.value.trouble.title
    assert path.read_bytes() == before


def copies(path: Path) -> list[Path]:
    """What was kept before a migration of today's ledger."""
    return [p for p in path.parent.iterdir() if f".v{len(MIGRATIONS)}-" in p.name]


def test_a_copy_is_kept_before_a_migration(path: Path) -> None:
    old = Ledger(path)
    old.accrue({"p1": 5.0}, 1000.0)
    old.close()
    newer = (*MIGRATIONS, ("ALTER TABLE pilot ADD COLUMN colour TEXT",))
    for _ in range(2):
        opened = Ledger(path, newer)
        assert opened.counted("p1") == 5.0
        opened.close()
    (kept,) = copies(path)
    copy = Ledger(kept)
    assert copy.counted("p1") == 5.0
    copy.close()


def test_a_migration_that_fails_changes_nothing_and_keeps_every_copy(path: Path) -> None:
    Ledger(path).close()
    broken = (*MIGRATIONS, ("CREATE TABLE half (x)", "this is no SQL"))
    for attempt in (1, 2):
        with pytest.raises(LedgerTrouble):
            Ledger(path, broken)
        assert (
            len([p for p in path.parent.iterdir() if f".v{len(MIGRATIONS)}-" in p.name]) == attempt
        )
    reopened = Ledger(path, (*MIGRATIONS, ("CREATE TABLE half (x)",)))
    reopened.close()


def test_a_folder_that_cannot_be_made_is_told_of(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LedgerTrouble) as caught:
        Ledger(tmp_path / "file" / "ledger.sqlite3")
    assert caught.value.trouble.title == "The ledger cannot be read or written"


def test_a_locked_ledger_is_trouble_and_the_next_write_works(ledger: Ledger, path: Path) -> None:
    ledger._base.execute("PRAGMA busy_timeout = 50")
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LedgerTrouble):
        ledger.accrue({"p1": 1.0}, 0.0)
    other.execute("ROLLBACK")
    other.close()
    ledger.accrue({"p1": 1.0}, 0.0)
    assert ledger.sums(datetime.now()).total_s == 1.0


def test_an_outcome_nobody_knows_is_refused_whole(ledger: Ledger) -> None:
    with pytest.raises(sqlite3.IntegrityError):
        ledger.finish(replace(ROW, outcome="eaten"))
    assert ledger.finish(ROW)


def test_another_thread_is_kept_out(ledger: Ledger) -> None:
    caught: list[Exception] = []

    def meddle() -> None:
        try:
            ledger.recall("x")
        except sqlite3.ProgrammingError as error:
            caught.append(error)

    thread = threading.Thread(target=meddle)
    thread.start()
    thread.join()
    assert len(caught) == 1


def test_a_hundred_thousand_rows_need_no_scan_for_today(ledger: Ledger, path: Path) -> None:
    rows = ((f"p{n}", n // 10, 1.0) for n in range(100_000))
    ledger._base.execute("BEGIN")
    ledger._base.executemany("INSERT INTO given VALUES (?, ?, ?)", rows)
    ledger._base.execute("COMMIT")
    began = time.perf_counter()
    reopened = Ledger(path)
    opened = time.perf_counter()
    sums = reopened.sums(datetime.fromtimestamp(9_999 * 900))
    summed = time.perf_counter()
    reopened.accrue({"p1": 1.0}, 9_999 * 900)
    accrued = time.perf_counter()
    print(f"open {opened - began:.4f} s, sums {summed - opened:.4f}, accrue {accrued - summed:.4f}")
    assert sums.total_s == 100_000
    query = "EXPLAIN QUERY PLAN SELECT TOTAL(cpu_s) FROM given WHERE quarter >= 5"
    assert "SEARCH" in reopened._base.execute(query).fetchone()[3]
    reopened.close()


def test_the_ledger_lies_where_xdg_says(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_path() == tmp_path / "planctongui" / "ledger.sqlite3"
    monkeypatch.setenv("XDG_DATA_HOME", "relative/is/ignored")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert default_path() == tmp_path / ".local/share/planctongui/ledger.sqlite3"
