"""A site's head node on this machine: the manager of the kit and its jobs, where pilots reach it.

For: tests, and whoever shows Work Queue at work. Not for: the engine (`tests.engine.daemon`).
"""

from __future__ import annotations

import csv
import os
import re
from dataclasses import dataclass
from pathlib import Path

from tests.desk.process import Child, wait_until
from tests.engine.daemon import Daemon

AS_LOCALHOST = (
    ("unshare", "--uts", "sh", "-c", 'hostname localhost && exec "$@"', "as-localhost")
    if os.geteuid() == 0
    else ()
)
"""Words before a command of Work Queue, which asks for the machine's own name and waits for long
where nobody knows that.
"""

MANAGER = Path(__file__).resolve().parents[2] / "packaging/headnode/workqueue/manager.py"
PASSWORD = "let the pilots in"
PORT = 9123
CATALOG_PORT = 9097
START_S = 30.0

# Counts primes the slow way, with nothing but awk.
_COUNT = (
    "awk 'BEGIN {{ for (i = {start}; i < {stop}; i++) {{ p = 1;"
    " for (j = 2; j * j <= i; j++) if (i % j == 0) {{ p = 0; break }}; n += p }} print n }}'"
)


@dataclass(frozen=True)
class Job:
    """A command and what it must print."""

    command: str
    answer: str


@dataclass(frozen=True)
class Status:
    """Jobs that wait, that run, and how often one was given to a pilot."""

    waiting: int
    running: int
    given_out: int


def count_primes(start: int, stop: int) -> Job:
    """A job that counts the primes in [start, stop), 2 at least: a CPU second for about 100,000."""
    sieve = bytearray([1]) * (stop - start)
    for divisor in range(2, int(stop**0.5) + 1):
        first = max(divisor * divisor, -(-start // divisor) * divisor)
        sieve[first - start :: divisor] = bytes(len(range(first - start, stop - start, divisor)))
    return Job(_COUNT.format(start=start, stop=stop), f"{sum(sieve)}\n")


class Site:
    """Its manager may be stopped and started; jobs with a result are not run again."""

    def __init__(self, folder: Path, inside: tuple[str, ...], address: str) -> None:
        """`inside`: words before a command that is to run where pilots reach it at `address`."""
        self.folder = folder
        self.inside = inside
        self.address = address
        self.results = folder / "results"
        self._jobs: tuple[Job, ...] = ()
        self._children: list[Child] = []
        # As an editor leaves it: with a line end.
        self.password_file = folder / "password"
        self.password_file.write_text(f"{PASSWORD}\n")

    def start(self, jobs: tuple[Job, ...] = (), *more: str, port: int = PORT) -> Child:
        """Start the manager with these jobs (once given, they are known); its door is open then.

        `port`: 0 = any.
        """
        self._jobs = jobs or self._jobs
        told = self.folder / "jobs.txt"
        told.write_text("".join(f"{job.command}\n" for job in self._jobs))
        # The bindings are the system's Python's; this one may be another.
        command = ["/usr/bin/python3", str(MANAGER), str(told), str(self.results)]
        log = self.folder / f"manager{len(self._children)}.log"
        child = self._child(
            [*command, "--password", str(self.password_file), "--port", str(port), *more], log
        )
        wait_until(
            lambda: log.exists() and "listens" in log.read_text(), START_S, "it listens", child
        )
        return child

    def start_catalog(self, port: int = CATALOG_PORT) -> Child:
        """Start a catalog server that tells nobody else."""
        options = ["-I", "0.0.0.0", "-p", str(port), "-u", "127.0.0.1", "-n", "catalog"]
        return self._child(["catalog_server", *options], self.folder / "catalog.log")

    def _child(self, command: list[str], log: Path) -> Child:
        env = {"PATH": os.environ["PATH"], "HOME": str(self.folder)}
        # The catalog server keeps a file where it stands.
        child = Child([*self.inside, *AS_LOCALHOST, *command], env=env, log=log, cwd=self.folder)
        self._children.append(child)
        return child

    def port(self, manager: Child) -> str:
        """Where this manager listens."""
        return manager.log.read_text().partition("listens at port ")[2].split()[0]

    def status(self, manager: Child) -> Status:
        """How this manager says that it stands."""
        told = re.findall(r"(\d+) wait, (\d+) run; (\d+) given out", manager.log.read_text())
        return Status(*map(int, told[-1])) if told else Status(0, 0, 0)

    def close(self) -> None:
        """End all that was started."""
        for child in self._children:
            child.stop()

    def done(self) -> int:
        """Jobs that have their result."""
        return len(list(self.results.glob("*.out")))

    def wrong(self) -> list[str]:
        """Results that are not what they should be, failed jobs among them."""
        found = {path.stem: path for path in self.results.glob("*.out")}
        failed = [path.name for path in self.results.glob("*.failed")]
        expected = {f"{number:05d}": job.answer for number, job in enumerate(self._jobs, 1)}
        return failed + [n for n in found if found[n].read_text() != expected.get(n)]

    def pilots(self) -> list[str]:
        """The pilot of each result, as it named itself to the manager."""
        with (self.results / "done.csv").open() as rows:
            return [row[2] for row in csv.reader(rows)]


def own_site(daemon: Daemon, folder: Path) -> Site:
    """A site that the pilots of this engine can reach."""
    folder.mkdir(parents=True, exist_ok=True)
    return Site(folder, daemon.inside, daemon.gateway)


def place_head_node(folder: Path, text: str, password: str = PASSWORD) -> None:
    """What an owner does: the head node "pool" by its file, and its secret."""
    for name in ("headnodes", "secrets"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    (folder / "headnodes" / "pool.toml").write_text(f'kind = "workqueue"\n{text}\n')
    secret = folder / "secrets" / "pool.password"
    secret.touch(0o600)
    secret.write_text(password)
