"""The entrypoint of a Work Queue pilot, run by real shells with the real worker and manager."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk.process import wait_until
from tests.workqueue.site import AS_LOCALHOST, PASSWORD, Job, Site, count_primes

PILOT = Path(__file__).parents[2] / "resources/pilots/workqueue/pilot"
LIMIT_S = 60.0
SHORT = Job("echo done", "done\n")
LONG = count_primes(10**7, 10**7 + 10**6)


class House:
    """A site on loopback, and a pilot's folders."""

    def __init__(self, folder: Path, shell: tuple[str, ...]) -> None:
        self.shell = shell
        self.site = Site(folder, (), "127.0.0.1")
        self.work = folder / "work"
        self.told = folder / "told"
        self.work.mkdir()
        self.told.mkdir()
        self.password(PASSWORD)

    def password(self, text: str) -> None:
        """What this pilot is handed."""
        (self.told / "password").write_text(text)

    def start(self, port: str, **more: str) -> subprocess.Popen[bytes]:
        """Run the entrypoint; `more` goes into its environment."""
        return subprocess.Popen(
            [*AS_LOCALHOST, *self.shell, str(PILOT), "127.0.0.1", port],
            env={
                "PATH": os.environ["PATH"],
                "PLANCTONGUI_WORK": str(self.work),
                "PLANCTONGUI_TOLD": str(self.told),
                "PLANCTONGUI_TTL": "600",
                "PILOT_IDLE_S": "1",
                "PILOT_DISK_MB": "60",
                **more,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def run(self, port: str, **more: str) -> int:
        """Its exit code."""
        return end_of(self.start(port, **more))


def end_of(process: subprocess.Popen[bytes]) -> int:
    """The exit code of a run. What it leaves is ended at once, as with a container."""
    try:
        return process.wait(LIMIT_S)
    finally:
        for pid in (int(name) for name in os.listdir("/proc") if name.isdigit()):
            with contextlib.suppress(ProcessLookupError):
                if os.getsid(pid) == process.pid:
                    os.kill(pid, signal.SIGKILL)
        process.wait()


@pytest.fixture(params=[("dash",), ("busybox", "sh")], ids=" ".join)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    house = House(tmp_path, request.param)
    yield house
    house.site.close()


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[House]:
    """The shell of the image made here only: what is tried takes seconds by itself."""
    house = House(tmp_path, ("busybox", "sh"))
    yield house
    house.site.close()


def test_one_job_and_out_though_more_wait_and_look_like_the_workers_log(house: House) -> None:
    odd = (
        Job("echo a; : 'tx to manager: result 0 0 0 1 1'", "a\n"),
        Job("kill 99999999 2>/dev/null; echo b", "b\n"),
        Job("task 7 2>/dev/null; echo c", "c\n"),
    )
    manager = house.site.start(odd, port=0)
    assert house.run(house.site.port(manager)) == 0
    wait_until(lambda: house.site.done() == 1, LIMIT_S, "its result")
    assert house.site.wrong() == []
    assert house.site.status(manager).given_out == 1


@pytest.mark.parametrize("ending", ["", "\n"])
def test_a_password_counts_with_and_without_its_line_end(house: House, ending: str) -> None:
    house.site.password_file.write_text(PASSWORD + ending)
    manager = house.site.start((SHORT,), port=0)
    assert house.run(house.site.port(manager)) == 0


def test_a_job_finds_no_file_with_the_password(house: House) -> None:
    gone = (
        f"while [ -e {house.work}/.password ] || [ -e {house.told}/password ]; do sleep 0.1; done"
    )
    manager = house.site.start((Job(f"{gone}; echo gone", "gone\n"),), port=0)
    assert house.run(house.site.port(manager)) == 0
    wait_until(lambda: house.site.done() == 1, LIMIT_S, "its result")
    assert house.site.wrong() == []


def test_a_wrong_password_is_no_lack_of_work(house: House) -> None:
    house.password("guess")
    manager = house.site.start((SHORT,), port=0)
    assert house.run(house.site.port(manager)) == 77
    assert not (house.work / ".password").exists()


def test_an_empty_password_is_told_before_anything_is_tried(house: House) -> None:
    house.password("\n")
    assert house.run("1") == 78


def test_nobody_there_is_no_lack_of_work_either(slow: House) -> None:
    assert slow.run("1") == 69


def test_a_manager_whose_job_is_elsewhere_has_none(slow: House) -> None:
    manager = slow.site.start((LONG,), port=0)
    busy = slow.start(slow.site.port(manager))
    wait_until(lambda: slow.site.status(manager).running == 1, LIMIT_S, "the other pilot's job")
    slow.password(PASSWORD)
    (slow.work / "second").mkdir()
    assert slow.run(slow.site.port(manager), PLANCTONGUI_WORK=str(slow.work / "second")) == 75
    busy.terminate()
    assert end_of(busy) == 143


def test_a_pilot_that_is_asked_to_end_does_and_its_job_is_given_out_again(house: House) -> None:
    manager = house.site.start((LONG,), port=0)
    pilot = house.start(house.site.port(manager))
    wait_until(lambda: house.site.status(manager).running == 1, LIMIT_S, "a job")
    pilot.terminate()
    assert end_of(pilot) == 143
    wait_until(lambda: house.site.status(manager).waiting == 1, LIMIT_S, "it waits again")


def test_a_manager_that_goes_away_during_a_job_is_told(house: House) -> None:
    manager = house.site.start((LONG,), port=0)
    pilot = house.start(house.site.port(manager))
    wait_until(lambda: house.site.status(manager).running == 1, LIMIT_S, "a job")
    manager.kill()
    assert end_of(pilot) == 70


def test_a_pilot_that_nobody_ends_ends_by_itself_when_its_time_is_over(slow: House) -> None:
    manager = slow.site.start((LONG,), port=0)
    pilot = slow.start(slow.site.port(manager), PLANCTONGUI_TTL="2", PILOT_HOLD_S="1")
    wait_until(lambda: slow.site.status(manager).running == 1, LIMIT_S, "a job")
    assert end_of(pilot) == 124
