"""CPU seconds from real counter files, whatever happens to pilots and counters."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui.core.pilot import Phase
from planctongui.engine.counters import Counter
from planctongui.engine.protocol import Sighting
from planctongui.events import Turn
from planctongui.spawner.accounts import READ_EVERY_S, Accounts
from planctongui.spawner.roster import Roster

WALL = 1.7e9


class Group:
    """A parent group with pilots' counters under it, as the kernel keeps them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.used: dict[str, float] = {"": 0.0}
        self._write("")

    def burn(self, pilot: str, cpu_s: float) -> None:
        for name in (pilot, ""):
            self.used[name] = self.used.get(name, 0.0) + cpu_s
            self._write(name)

    def end(self, pilot: str) -> None:
        (self.folder / pilot / "cpu.stat").unlink()

    def counter(self, pilot: str) -> Counter:
        return Counter(self.folder / pilot / "cpu.stat")

    def _write(self, name: str) -> None:
        (self.folder / name).mkdir(exist_ok=True, parents=True)
        (self.folder / name / "cpu.stat").write_text(f"usage_usec {self.used[name] * 1e6:.0f}\n")


@pytest.fixture
def group(tmp_path: Path) -> Group:
    return Group(tmp_path / "planctongui-test.slice")


def roster(group: Group, *pilots: str, phase: Phase = Phase.RUNNING) -> Roster:
    table = Roster()
    for pilot in pilots:
        group.burn(pilot, 0.0)
    table.looked([seen(group, p, phase) for p in pilots], asked_at=0.0, now=0.0, wall=WALL)
    return table


def seen(group: Group, pilot: str, phase: Phase) -> Sighting:
    counter = group.counter(pilot) if phase is not Phase.EXITED else None
    return Sighting(pilot, phase, "local", "", "image", 1.0, 256, WALL, counter)


def test_counters_are_read_now_and_then_and_each_second_is_told_once(group: Group) -> None:
    accounts, table = Accounts(), roster(group, "a", "b")
    group.burn("a", 3.0)
    assert accounts.take_if_due(table, 100.0) == {"a": 3.0}
    group.burn("b", 1.0)
    assert accounts.take_if_due(table, 100.0 + READ_EVERY_S - 1) == {}
    assert accounts.take_if_due(table, 100.0 + READ_EVERY_S) == {"b": 1.0}
    assert accounts.take_if_due(table, 200.0) == {}
    group.burn("b", 1.0)
    accounts.read_soon()
    assert accounts.take_if_due(table, 200.1) == {"b": 1.0}


def test_the_last_seconds_of_a_dead_pilot_are_its_own(group: Group) -> None:
    accounts, table = Accounts(), roster(group, "a", "b")
    accounts.take_if_due(table, 100.0)
    group.burn("a", 2.0)
    group.burn("b", 1.0)
    group.end("a")
    table.turned("a", Turn.DIED, 101.0)
    assert accounts.settle(table, frozenset({"a"})) == pytest.approx({"a": 2.0, "b": 1.0})
    accounts.forget("a")
    assert accounts.take_if_due(table, 200.0) == {}


def test_pilots_that_die_together_lose_nothing(group: Group) -> None:
    accounts, table = Accounts(), roster(group, "a", "b")
    accounts.take_if_due(table, 100.0)
    for pilot in ("a", "b"):
        group.burn(pilot, 2.0)
        group.end(pilot)
        table.turned(pilot, Turn.DIED, 101.0)
    deltas = accounts.settle(table, frozenset({"a", "b"}))
    assert sum(deltas.values()) == pytest.approx(4.0)


def test_after_a_restart_only_what_the_ledger_lacks_is_told(group: Group) -> None:
    group.burn("a", 10.0)
    accounts, table = Accounts(), roster(group, "a")
    accounts.adopt({"a": 7.0})
    accounts.adopt({"a": 0.0})  # a later look knows no better
    assert accounts.take_if_due(table, 100.0) == pytest.approx({"a": 3.0})


def test_a_pilot_found_dead_gives_its_seconds_to_no_other(group: Group) -> None:
    group.burn("dead", 10.0)
    group.end("dead")
    accounts, table = Accounts(), roster(group, "a")
    table.looked(
        [seen(group, "a", Phase.RUNNING), seen(group, "dead", Phase.EXITED)], 1.0, 1.0, WALL
    )
    accounts.adopt({"a": 0.0, "dead": 10.0})
    assert accounts.settle(table, frozenset({"dead"})) == {}
    accounts.forget("dead")
    group.burn("a", 1.0)
    group.end("a")
    table.turned("a", Turn.DIED, 2.0)
    assert accounts.settle(table, frozenset({"a"})) == pytest.approx({"a": 1.0})


def test_a_pilot_found_midway_does_not_take_what_it_used_before_from_others(group: Group) -> None:
    accounts, table = Accounts(), roster(group, "a")
    group.burn("old", 50.0)
    accounts.take_if_due(table, 100.0)
    table.looked([seen(group, n, Phase.RUNNING) for n in ("a", "old")], 101.0, 101.0, WALL)
    accounts.adopt({"old": 50.0})
    group.burn("a", 1.0)
    group.end("a")
    table.turned("a", Turn.DIED, 102.0)
    assert accounts.settle(table, frozenset({"a"})) == pytest.approx({"a": 1.0})


def test_what_our_pilots_use_only_ever_grows(group: Group) -> None:
    group.burn("a", 100.0)
    accounts, table = Accounts(), roster(group, "a")
    assert accounts.total_s(table.living()) == 0.0  # what was used before is no news
    group.burn("a", 2.0)
    assert accounts.total_s(table.living()) == pytest.approx(2.0)
    group.end("a")
    table.turned("a", Turn.DIED, 1.0)
    group.burn("", 0.5)
    assert accounts.total_s(table.living()) == pytest.approx(3.0)
    (group.folder / "cpu.stat").write_text("usage_usec 0\n")
    assert accounts.total_s(table.living()) == pytest.approx(3.0)
    (group.folder / "cpu.stat").unlink()
    assert accounts.total_s(table.living()) == pytest.approx(3.0)


def test_under_a_strangers_parent_only_the_pilots_own_counters_count(tmp_path: Path) -> None:
    group = Group(tmp_path / "docker")
    accounts, table = Accounts(), roster(group, "a")
    accounts.total_s(table.living())
    group.burn("stranger", 50.0)
    group.burn("a", 1.0)
    assert accounts.total_s(table.living()) == pytest.approx(1.0)
    assert accounts.take_if_due(table, 100.0) == {"a": 1.0}
    group.burn("a", 1.0)
    group.end("a")
    table.turned("a", Turn.DIED, 101.0)
    assert accounts.settle(table, frozenset({"a"})) == {}


def test_pilots_without_counters_are_no_error() -> None:
    table = Roster()
    table.looked([Sighting("a", Phase.RUNNING, "", "", "", 1.0, 1, WALL)], 0.0, 0.0, WALL)
    accounts = Accounts()
    assert accounts.total_s(table.living()) == 0.0
    assert accounts.take_if_due(table, 100.0) == {}
    assert accounts.settle(table, frozenset({"a"})) == {}
