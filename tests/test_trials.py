"""A test of a head node: one pilot beside all policy, and a finding whatever happens."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from planctongui.core.pilot import Phase
from planctongui.core.standing import Finding
from planctongui.engine.protocol import EngineTrouble, PilotPlan
from planctongui.headnodes.local import LocalHeadNode
from planctongui.headnodes.protocol import PilotOrder, SecretNeed
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.supplies import Supplies
from planctongui.trials import Examiner, Size, Uncounted
from planctongui.vault.files import FileVault
from planctongui.vault.protocol import Vault
from planctongui.vault.secret import Secret
from tests.desk.process import wait_until
from tests.fakes.clock import HandClock
from tests.fakes.engine import FakeEngine

LIMIT_S = 30.0
SIZE = Size(cores=1.0, memory_mb=64, grace_s=0.0)
RESULT = "planctongui-result: primes 0 15000000 1000\n"


class Bench:
    """An examiner at work on a thread of its own, with an engine turned by hand."""

    def __init__(self, folder: Path, limit_s: float = LIMIT_S, vault: Vault | None = None) -> None:
        clock = HandClock()
        clock.wall = time.time()
        self.engine = FakeEngine(clock, folder)
        self.supplies = Supplies(self.engine, dict, lambda event: None, vault)
        self.examiner = Examiner(self.engine, self.supplies, vault, Uncounted(), limit_s)
        self._found: list[Finding] = []
        self._thread: threading.Thread | None = None

    def begin(self, node: LocalHeadNode, size: Size = SIZE) -> None:
        self._thread = threading.Thread(
            target=lambda: self._found.append(self.examiner.examine(node, size))
        )
        self._thread.start()

    def found(self) -> Finding:
        assert self._thread is not None
        self._thread.join(LIMIT_S)
        assert self._found, "the test never ended"
        return self._found[0]

    def pilot(self) -> str:
        """The test pilot, once it runs."""

        def running() -> str:
            names = [n for n, p in list(self.engine.pilots.items()) if p.phase is Phase.RUNNING]
            return names[0] if names else ""

        return str(wait_until(running, LIMIT_S, "the test pilot's start"))


class Unreachable(LocalHeadNode):
    """Nobody answers at its address."""

    def knock(self) -> None:
        raise HeadNodeTrouble("The address pool.example:9618 is not reachable", "Check it.")


class Waiting(LocalHeadNode):
    """Its pilots say when they have a job."""

    def at_work(self, log: str) -> bool | None:
        return "at work" in log


class Needy(LocalHeadNode):
    """Its pilots need a secret, and it knows a bad one."""

    def order(self, busy: Collection[str]) -> PilotOrder:
        return PilotOrder(("x",), secrets=(SecretNeed("token", "token"),))

    def examine(self, name: str, secret: bytes) -> None:
        raise HeadNodeTrouble("The token has expired", "Ask for a new one.")


def test_a_job_done_means_that_it_works(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.begin(LocalHeadNode(0))
    bench.engine.exit(bench.pilot(), 0, RESULT)
    found = bench.found()
    assert found.good and "did a job" in found.title
    assert not bench.engine.pilots, "nothing is left of it"


def test_no_job_there_is_told_as_such(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.begin(LocalHeadNode(0))
    bench.engine.exit(bench.pilot(), 75)
    found = bench.found()
    assert found.good and "no job waits there" in found.title


def test_a_pilot_that_ends_at_once_is_told_as_such(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.begin(LocalHeadNode(0))
    bench.engine.exit(bench.pilot(), 1)
    found = bench.found()
    assert not found.good and "ended at once" in found.title


@pytest.mark.parametrize(("said", "words"), [("at work\n", "got a job"), ("", "was then stopped")])
def test_a_pilot_that_works_on_is_stopped_when_its_time_is_over(
    tmp_path: Path, said: str, words: str
) -> None:
    bench = Bench(tmp_path, limit_s=1.0)
    bench.begin(Waiting(0))
    bench.engine.pilots[bench.pilot()].log = said
    found = bench.found()
    assert found.good and words in found.title
    assert bench.engine.calls["end"] == 1 and not bench.engine.pilots


def test_one_that_will_not_stop_is_killed_after_its_grace(tmp_path: Path) -> None:
    bench = Bench(tmp_path, limit_s=1.0)
    bench.begin(LocalHeadNode(0))
    bench.engine.pilots[bench.pilot()].stubborn = True
    assert "was then stopped" in bench.found().title
    assert bench.engine.calls["kill"] == 1 and not bench.engine.pilots


def test_an_address_that_is_not_reachable_costs_no_pilot(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.begin(Unreachable(0))
    found = bench.found()
    assert not found.good and "not reachable" in found.title
    assert bench.engine.calls["spawn"] == bench.engine.calls["ensure_image"] == 0


TROUBLES: dict[str, Callable[[Bench], None]] = {
    "ensure_image": lambda bench: bench.engine.fail(
        "ensure_image", EngineTrouble("The image x is not on your list", "Add it.")
    ),
    "spawn": lambda bench: bench.engine.fail("spawn", EngineTrouble("Docker refused", "Why.")),
    "look": lambda bench: bench.engine.fail("look", bench.engine.away()),
    "remains": lambda bench: bench.engine.fail("remains", RuntimeError("a bug")),
}


@pytest.mark.parametrize("call", TROUBLES)
def test_whatever_fails_is_the_finding(tmp_path: Path, call: str) -> None:
    bench = Bench(tmp_path)
    TROUBLES[call](bench)
    bench.begin(LocalHeadNode(0))
    if call == "remains":
        bench.engine.exit(bench.pilot(), 0)
    found = bench.found()
    assert not found.good and found.title and found.advice
    assert not bench.engine.pilots


def test_a_secret_that_is_missing_or_bad_is_the_finding(tmp_path: Path) -> None:
    vault = FileVault(tmp_path / "secrets")
    missing = Bench(tmp_path / "one", vault=vault)
    missing.begin(Needy(0))
    assert "is not set" in missing.found().title
    vault.store("local", "token", Secret(b"old"))
    bad = Bench(tmp_path / "two", vault=vault)
    bad.begin(Needy(0))
    assert bad.found() == Finding(False, "The token has expired.", "Ask for a new one.")


def test_a_program_that_ends_takes_its_test_pilot_along(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    bench.begin(LocalHeadNode(0))
    bench.engine.pilots[bench.pilot()].stubborn = True
    bench.examiner.stop()
    assert "called off" in bench.found().title
    assert not bench.engine.pilots
    bench.begin(LocalHeadNode(0))
    assert bench.found() and not bench.engine.pilots


def test_what_a_killed_run_left_is_removed_and_a_fresh_one_is_not(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    for name, age_s in (("old", 7200.0), ("fresh", 10.0)):
        plan = PilotPlan(name, "local", "image", PilotOrder(("x",)), 1.0, 64, 60.0)
        bench.engine.leave(plan, Phase.HELD).created = time.time() - age_s
    bench.begin(LocalHeadNode(0))
    bench.engine.exit(bench.pilot(), 75)
    assert bench.found().good
    assert set(bench.engine.pilots) == {"fresh"}
