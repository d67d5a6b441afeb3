"""The slow work, with a real ledger and head node and a fake engine."""

from __future__ import annotations

import dataclasses
import logging
import queue
import threading
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import pytest

from planctongui.core.allow import ImageRules
from planctongui.core.orders import Orders
from planctongui.core.pilot import Phase
from planctongui.core.trouble import Trouble, unforeseen
from planctongui.core.verdict import Reason
from planctongui.engine.protocol import PilotPlan
from planctongui.events import (
    Counted,
    EngineDown,
    Event,
    ImageFailed,
    ImageReady,
    LedgerFailed,
    LedgerOpened,
    Looked,
    OrderFailed,
    PilotTurned,
    Reaped,
    SettingWritten,
    Spawned,
    SpawnFailed,
)
from planctongui.hands import Hands, SpawnOrder
from planctongui.headnodes.local import WIDTH, LocalHeadNode
from planctongui.headnodes.protocol import Harvest, Outcome, PilotOrder, Pulled, SecretNeed
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.ledger.border import LedgerTrouble
from planctongui.ledger.ledger import NOBODY, Ledger, PilotRow
from planctongui.reaping import ReapOrder
from planctongui.vault.files import FileVault
from planctongui.vault.logins import LOGIN, place_of
from planctongui.vault.secret import Secret
from tests.fakes.clock import HandClock
from tests.fakes.engine import FakeEngine

LIMIT_S = 5.0
E = TypeVar("E")


class ShakyLedger(Ledger):
    """A real ledger on a disk that can be full."""

    full = False

    def accrue(
        self, deltas: Mapping[str, float], at: float, head_nodes: Mapping[str, str] = NOBODY
    ) -> None:
        self._refuse_if_full()
        super().accrue(deltas, at, head_nodes)

    def finish(self, row: PilotRow) -> bool:
        self._refuse_if_full()
        return super().finish(row)

    def counted_all(self, pilots: Iterable[str]) -> dict[str, float]:
        self._refuse_if_full()
        return super().counted_all(pilots)

    def remember(self, key: str, value: str | None) -> None:
        self._refuse_if_full()
        super().remember(key, value)

    def _refuse_if_full(self) -> None:
        if ShakyLedger.full:
            raise LedgerTrouble(Trouble("The disk is full", "Make room."))


class Confused(LocalHeadNode):
    """A head node with bugs."""

    def order(self, busy: Collection[str]) -> PilotOrder:
        raise KeyError("which job?")

    def harvest(self, exit_code: int | None, log: str) -> Harvest:
        raise ZeroDivisionError


class Bench:
    """Hands at work; `wait` gives the next event of a kind, `said` keeps all others."""

    def __init__(self, folder: Path, node: LocalHeadNode | None = None) -> None:
        self.folder = folder
        self.clock = HandClock()
        self.engine = FakeEngine(self.clock, folder / "cgroup")
        self.events: queue.Queue[Event] = queue.Queue()
        self.said: list[Event] = []
        self.node = node or LocalHeadNode(0)
        self.write: Trouble | Exception | None = None
        self.open()

    def open(self) -> None:
        self.hands = Hands(
            self.engine, lambda: ShakyLedger(self.folder / "ledger.sqlite3"), [self.node],
            self._write, self.events.put,
        )  # fmt: skip
        self.hands.books.open_ledger()

    def wait(self, kind: type[E]) -> E:
        while True:
            event = self.events.get(timeout=LIMIT_S)
            if isinstance(event, kind):
                return event
            self.said.append(event)

    def spawn(self, pilot: str, busy: frozenset[str] = frozenset()) -> None:
        order = SpawnOrder(pilot, "local", "image", 1.0, 256, 60.0)
        self.hands.spawn(order, busy, lambda: True)

    def reap(self, pilot: str, reason: Reason | None = None) -> None:
        self.hands.reap(ReapOrder(pilot, "local", "0", "image", 1.7e9, 0.0, reason))

    def total_s(self) -> float:
        """CPU seconds on the disk, by way of one more (empty) entry."""
        self.hands.books.accrue({}, 1.7e9)
        return self.wait(Counted).sums.total_s

    def _write(self, section: str, key: str, value: int) -> Trouble | None:
        if isinstance(self.write, Exception):
            raise self.write
        return self.write


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    made.wait(Counted)
    yield made
    ShakyLedger.full = False
    made.hands.close()


def test_a_pilot_is_started_and_reaped_with_its_result_in_the_ledger(bench: Bench) -> None:
    bench.spawn("p1")
    spawned = bench.wait(Spawned)
    assert spawned.sighting is not None and spawned.sighting.job == "0"
    bench.engine.finish_job("p1")
    bench.reap("p1")
    assert bench.wait(Reaped) == Reaped("p1", "local", Outcome.USEFUL, by_us=False)
    assert bench.wait(Counted).fruits == ("local demo: 1.0 k primes so far",)
    assert bench.engine.pilots == {}


def test_starts_at_the_same_time_get_different_jobs(bench: Bench) -> None:
    for number in range(6):
        bench.spawn(f"p{number}", frozenset({"1"}))
    jobs = {bench.wait(Spawned).sighting.job for _ in range(6)}  # type: ignore[union-attr]
    assert jobs == {"0", "2", "3", "4", "5", "6"}


@pytest.mark.parametrize("error", [None, RuntimeError("a bug")])
def test_a_start_that_failed_gives_its_job_back(bench: Bench, error: Exception | None) -> None:
    bench.engine.fail("spawn", error)
    bench.spawn("p1")
    assert bench.wait(SpawnFailed).head_node == "local"
    bench.engine.mend()
    bench.spawn("p2")
    assert bench.wait(Spawned).sighting.job == "0"  # type: ignore[union-attr]


def test_a_start_that_was_called_off_gives_its_job_back(bench: Bench) -> None:
    bench.hands.spawn(SpawnOrder("p1", "local", "i", 1.0, 256, 60.0), frozenset(), lambda: False)
    assert bench.wait(Spawned) == Spawned("p1", None)
    bench.spawn("p2")
    assert bench.wait(Spawned).sighting.job == "0"  # type: ignore[union-attr]


def test_a_failing_order_is_answered_whatever_failed(bench: Bench) -> None:
    for call in ("end", "kill", "remains"):
        bench.engine.fail(call, RuntimeError("a bug"))
    bench.hands.end("p1")
    bench.hands.kill("p2")
    bench.reap("p3")
    assert {bench.wait(OrderFailed).pilot for _ in range(3)} == {"p1", "p2", "p3"}
    bench.engine.fail("end", bench.engine.away())
    bench.hands.end("p1")
    assert bench.wait(OrderFailed).down


def test_a_look_is_always_answered(bench: Bench) -> None:
    bench.engine.fail("look")
    bench.hands.look(frozenset(), 1.0)
    assert bench.wait(EngineDown).answers_look
    bench.engine.fail("look", RuntimeError("a bug"))
    bench.hands.look(frozenset(), 2.0)
    told = bench.wait(EngineDown).trouble
    assert told == unforeseen("Pilots cannot be looked for", RuntimeError("a bug"))
    assert told.advice.endswith("RuntimeError('a bug')")
    bench.engine.mend()
    bench.hands.look(frozenset(), 3.0)
    assert bench.wait(Looked) == Looked((), 3.0, {})


def test_a_look_tells_what_the_ledger_has_of_pilots_it_finds(bench: Bench) -> None:
    for name in ("old", "known"):
        plan = PilotPlan(name, "local", "image", PilotOrder(()), 1.0, 256, 60.0)
        bench.engine.leave(plan, Phase.RUNNING, cpu_s=9.0)
    bench.hands.books.accrue({"old": 7.0, "known": 8.0}, 1.7e9)
    bench.hands.look(frozenset({"known"}), 1.0)
    assert bench.wait(Looked).counted == {"old": 7.0}
    ShakyLedger.full = True
    bench.hands.look(frozenset({"known"}), 1.0)
    assert bench.wait(LedgerFailed)
    assert bench.wait(Looked).counted == {"old": 9.0}  # rather too little than twice


def test_what_the_ledger_refused_is_booked_when_it_can_be(bench: Bench) -> None:
    ShakyLedger.full = True
    bench.hands.books.accrue({"p1": 1.0}, 1.7e9)
    bench.hands.books.accrue({"p1": 2.0}, 1.7e9)
    assert bench.wait(LedgerFailed).trouble.title == "The disk is full"
    assert bench.wait(LedgerFailed)
    ShakyLedger.full = False
    bench.hands.books.accrue({"p1": 4.0}, 1.7e9)
    assert bench.wait(Counted).sums.total_s == 7.0
    assert bench.total_s() == 7.0


def test_nothing_is_removed_before_it_is_booked(bench: Bench) -> None:
    bench.spawn("p1")
    bench.wait(Spawned)
    bench.engine.finish_job("p1")
    ShakyLedger.full = True
    bench.reap("p1")
    bench.wait(LedgerFailed)
    assert bench.wait(OrderFailed).pilot == "p1"
    assert "p1" in bench.engine.pilots
    ShakyLedger.full = False
    bench.reap("p1")
    assert bench.wait(Reaped).outcome is Outcome.USEFUL


def test_a_pause_that_cannot_be_kept_is_told(bench: Bench) -> None:
    ShakyLedger.full = True
    bench.hands.books.remember(Orders(paused_until=5.0))
    assert bench.wait(LedgerFailed)


@pytest.mark.parametrize("until", [None, 1234.5, float("inf")])
def test_a_pause_is_remembered_for_the_next_run(bench: Bench, until: float | None) -> None:
    bench.hands.books.remember(Orders(paused_until=99.0))
    bench.hands.books.remember(Orders(paused_until=until))
    bench.hands.close()
    bench.events = queue.Queue()
    bench.open()
    assert bench.wait(LedgerOpened).orders == Orders(paused_until=until)


def test_results_of_earlier_runs_are_recalled(bench: Bench) -> None:
    bench.spawn("p1")
    bench.wait(Spawned)
    bench.engine.finish_job("p1")
    bench.reap("p1")
    bench.wait(Reaped)
    bench.hands.close()
    bench.node = LocalHeadNode(0)
    bench.open()
    bench.wait(LedgerOpened)
    bench.spawn("p2")
    assert bench.wait(Spawned).sighting.job == "1"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("phase", "reason", "by_us"),
    [(Phase.CREATED, None, True), (Phase.EXITED, None, False), (Phase.EXITED, Reason.TTL, True)],
)
def test_a_head_node_is_blamed_only_for_pilots_that_ran_and_ended_themselves(
    bench: Bench, phase: Phase, reason: Reason | None, by_us: bool
) -> None:
    command = ("primes", "0", str(WIDTH))
    plan = PilotPlan("p1", "local", "image", PilotOrder(command, "0"), 1.0, 256, 60.0)
    bench.engine.leave(plan, phase).log = "no result"
    bench.reap("p1", reason)
    assert bench.wait(Reaped) == Reaped("p1", "local", Outcome.LOST, by_us)


def test_a_pilot_that_somebody_removed_is_reaped_all_the_same(bench: Bench) -> None:
    bench.reap("nobody")
    assert bench.wait(Reaped) == Reaped("nobody", "local", Outcome.LOST, by_us=True)


def test_an_unknown_head_nodes_pilot_is_lost_but_reaped(bench: Bench) -> None:
    plan = PilotPlan("p1", "gone", "image", PilotOrder(("x", "0", "1"), "0"), 1.0, 256, 60.0)
    bench.engine.leave(plan, Phase.EXITED)
    bench.hands.reap(ReapOrder("p1", "gone", "0", "image", 1.7e9, 0.0, None))
    assert bench.wait(Reaped).outcome is Outcome.LOST


def test_a_confused_head_node_stops_neither_starts_nor_reaping_of_others(tmp_path: Path) -> None:
    bench = Bench(tmp_path, Confused(0))
    bench.spawn("p1")
    assert bench.wait(SpawnFailed).trouble.title == "A pilot could not be started"
    plan = PilotPlan("p2", "local", "image", PilotOrder(("x", "0", "1"), "0"), 1.0, 256, 60.0)
    bench.engine.leave(plan, Phase.EXITED)
    bench.reap("p2")
    assert bench.wait(Reaped).outcome is Outcome.LOST
    assert bench.engine.pilots == {}
    bench.hands.close()


def test_an_image_is_ready_or_its_failure_told(bench: Bench) -> None:
    bench.hands.supplies.prepare("local", ImageRules())
    assert bench.wait(ImageReady) == ImageReady("local", "planctongui-local:test")
    bench.engine.fail("ensure_image")
    bench.hands.supplies.prepare("local", ImageRules())
    assert bench.wait(ImageFailed).trouble.title == "Docker refused an order"
    bench.hands.supplies.prepare("nobody", ImageRules())
    assert bench.wait(ImageFailed).head_node == "nobody"


def test_a_changed_setting_is_answered_whatever_happens(bench: Bench) -> None:
    for write, title in ((None, None), (Trouble("No", ""), "No"), (OSError("odd"), "The setting")):
        bench.write = write
        bench.hands.books.write_setting("limits", "max_cores", 1)
        trouble = bench.wait(SettingWritten).trouble
        assert (trouble.title[: len(title or "")] if trouble else None) == title


def test_an_image_that_takes_for_ever_delays_neither_starts_nor_the_end(bench: Bench) -> None:
    build = bench.engine.slow("ensure_image")
    bench.hands.supplies.prepare("local", ImageRules())
    bench.spawn("p1")
    assert bench.wait(Spawned).pilot == "p1"
    closer = threading.Thread(target=bench.hands.close)
    closer.start()
    closer.join(LIMIT_S)
    assert not closer.is_alive()
    build.set()
    bench.open()


def test_two_starts_that_hang_leave_a_thread_for_ending_pilots(bench: Bench) -> None:
    plan = PilotPlan("p0", "local", "image", PilotOrder(()), 1.0, 256, 60.0)
    bench.engine.leave(plan, Phase.RUNNING)
    bench.engine.post = bench.events.put
    start = bench.engine.slow("spawn")
    bench.spawn("p1")
    bench.spawn("p2")
    bench.hands.end("p0")
    assert bench.wait(PilotTurned).pilot == "p0"
    start.set()


def test_a_ledger_that_cannot_be_opened_is_told_and_pilots_run_on(tmp_path: Path) -> None:
    (tmp_path / "ledger.sqlite3").write_text("this is no ledger, it is a letter to a friend" * 40)
    bench = Bench(tmp_path)
    assert bench.wait(LedgerFailed).trouble.title == "The ledger is damaged"
    bench.hands.books.remember(Orders())
    bench.hands.books.accrue({"p1": 1.0}, 1.7e9)
    bench.hands.look(frozenset(), 1.0)
    assert bench.wait(Looked)
    bench.spawn("p1")
    bench.wait(Spawned)
    bench.engine.finish_job("p1")
    bench.reap("p1")
    assert bench.wait(Reaped).outcome is Outcome.USEFUL
    bench.hands.close()


# Secrets ------------------------------------------------------------------------------------------


class Needy(LocalHeadNode):
    """A head node whose pilots get a secret and a file."""

    def order(self, busy: Collection[str]) -> PilotOrder:
        needs = (SecretNeed("token", "tokens.d/pool"),)
        return dataclasses.replace(super().order(busy), secrets=needs, files={"conf": b"x"})

    def examine(self, name: str, secret: bytes) -> None:
        if secret == b"expired":
            raise HeadNodeTrouble(f"{name} has expired", "Get a new one.")


def needy(tmp_path: Path, folder: Path | None) -> Bench:
    """A bench for it, with the secrets of this folder."""
    bench = Bench(tmp_path, Needy(0))
    bench.hands.close()
    vault = FileVault(folder) if folder else None
    bench.hands = Hands(
        bench.engine, lambda: ShakyLedger(tmp_path / "ledger.sqlite3"), [bench.node],
        bench._write, bench.events.put, vault,
    )  # fmt: skip
    bench.hands.books.open_ledger()
    return bench


def test_each_pilot_gets_the_secret_as_it_is_now(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    vault = FileVault(tmp_path / "secrets")
    bench = needy(tmp_path, tmp_path / "secrets")
    for number, value in enumerate((b"old-hunter2", b"new-hunter2")):
        vault.store("local", "token", Secret(value))
        bench.spawn(f"p{number}")
        bench.wait(Spawned)
        assert bench.engine.pilots[f"p{number}"].plan.handed == {"tokens.d/pool": Secret(value)}
    bench.engine.fail("spawn", RuntimeError("odd"))  # which is logged with its traceback
    bench.spawn("p9")
    bench.wait(SpawnFailed)
    bench.hands.close()
    assert "spawn" in caplog.text
    assert "hunter2" not in caplog.text + repr(bench.said)
    for path in (path for path in tmp_path.rglob("*") if path.is_file()):
        assert path.name == "local.token" or b"hunter2" not in path.read_bytes()


def test_a_secret_that_is_not_there_fails_the_start_with_advice_and_gives_the_job_back(
    tmp_path: Path,
) -> None:
    bench = needy(tmp_path, tmp_path / "secrets")
    bench.spawn("p1")
    failed = bench.wait(SpawnFailed)
    assert failed.trouble.title == "The secret token of local is not set"
    assert failed.trouble.advice == "Store it with: planctongui secret set local token"
    assert bench.engine.pilots == {}
    FileVault(tmp_path / "secrets").store("local", "token", Secret(b"x"))
    bench.spawn("p2")
    sighting = bench.wait(Spawned).sighting
    assert sighting is not None and sighting.job == "0"
    bench.hands.close()


def test_a_secret_that_cannot_work_reaches_no_pilot(tmp_path: Path) -> None:
    FileVault(tmp_path / "secrets").store("local", "token", Secret(b"expired"))
    bench = needy(tmp_path, tmp_path / "secrets")
    bench.spawn("p1")
    assert bench.wait(SpawnFailed).trouble == Trouble("token has expired", "Get a new one.")
    assert bench.engine.pilots == {}
    bench.hands.close()


def test_without_a_vault_a_head_node_that_needs_one_is_told(tmp_path: Path) -> None:
    bench = needy(tmp_path, None)
    bench.spawn("p1")
    assert bench.wait(SpawnFailed).trouble.title == "local needs a secret"
    bench.hands.close()


class Elsewhere(LocalHeadNode):
    """A head node whose image is at this registry."""

    registry = "r.example.org:5000"

    @property
    def image(self) -> Pulled:  # type: ignore[override]
        return Pulled(f"{self.registry}/pilot:1", refresh_s=60.0)


def test_a_login_goes_to_its_own_registry_and_a_missing_one_is_no_obstacle(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    bench = needy(tmp_path, tmp_path / "secrets")
    node = Elsewhere(0)
    bench.hands.set_head_nodes([node])
    FileVault(tmp_path / "secrets").store(
        place_of("r.example.org:5000"), LOGIN, Secret(b"me:hunter2")
    )
    for registry in ("r.example.org:5000", "r.example.org", "evil.example.org:5000"):
        node.registry = registry
        bench.hands.supplies.prepare("local", ImageRules(("*",)))
        assert bench.wait(ImageReady) == ImageReady("local", f"{registry}/pilot:1", 60.0)
    assert bench.engine.logins == [Secret(b"me:hunter2"), None, None]
    bench.engine.fail("ensure_image", RuntimeError("odd"))  # which is logged with its traceback
    node.registry = "r.example.org:5000"
    bench.hands.supplies.prepare("local", ImageRules(("*",)))
    bench.wait(ImageFailed)
    bench.hands.close()
    assert "hunter2" not in caplog.text + repr(bench.said)
