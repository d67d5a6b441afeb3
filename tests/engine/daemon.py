"""A real Docker daemon for tests and benchmarks: its own socket, folders and network namespace.

For: an engine in which everything may be broken, restarted or stopped without touching the
machine's own. Needs root (as on a test machine); without root the machine's engine is used, and
what must restart the engine says so. Not for: anything about pilots.
"""

from __future__ import annotations

import ipaddress
import os
import shutil
import signal
import tempfile
from contextlib import closing
from pathlib import Path

from docker import APIClient

from tests.desk.process import Child, wait_until

START_S = 60.0
_STATE = Path(__file__).resolve().parents[2] / "build" / "test-engine"


class Daemon:
    """A dockerd that is ours; `url` is its address. Without root: the machine's engine."""

    def __init__(self, network: bool = False, disk_mb: int = 0) -> None:
        """`network`: with a bridge of its own, so that pilots may dial out to `inside`.

        `disk_mb`: its folder is a disk of so many MiB, which only it sees; 0 = the machine's.
        """
        self._disk_mb = disk_mb
        self.own = os.getuid() == 0
        # The socket's path must be short; images need a real file system, not /tmp in memory.
        self.run = Path(tempfile.mkdtemp(prefix="engine-"))
        self.state = _STATE / self.run.name
        self.url = os.environ.get("DOCKER_HOST", "unix:///var/run/docker.sock")
        self._network = network
        self._child: Child | None = None
        if self.own:
            self.state.mkdir(parents=True)
            self.url = f"unix://{self.run / 'docker.sock'}"
        self.socket = Path(self.url.removeprefix("unix://"))

    def start(self) -> None:
        """Start it and wait until it answers."""
        if self._disk_mb:
            self._only_our_own()
        if not self.own:
            wait_until(self.answers, 5.0, f"the machine's Docker daemon at {self.url}")
            return
        data = self.state / "data"
        data.mkdir(exist_ok=True)
        self._child = Child(
            [
                # A network namespace of its own: a second daemon would take the first one's bridge.
                *("unshare", "--net"),
                *(self._small_disk(data) if self._disk_mb else ()),
                # Even a test run that is killed leaves no daemon behind.
                *("setpriv", "--pdeathsig", "TERM"),
                *("sh", "-c", 'ip link set lo up && exec "$@"', "daemon"),
                *("dockerd", "--iptables=false", "--ip6tables=false"),
                *(() if self._network else ("--bridge=none",)),
                *("-H", self.url, "--pidfile", str(self.run / "docker.pid")),
                *("--data-root", str(data), "--exec-root", str(self.run / "exec")),
            ],
            env=dict(os.environ),
            log=self.run / "dockerd.log",
        )
        wait_until(self.answers, START_S, "the test's Docker daemon", self._child)

    def _small_disk(self, data: Path) -> tuple[str, ...]:
        """Words before the daemon's own: its disk goes with it, however the tests end."""
        mount = f"mount -t tmpfs -o size={self._disk_mb}m small '{data}'"
        return "--mount", "sh", "-c", mount + ' && exec "$@"', "sh"

    def stop(self) -> None:
        """End it like a service manager would; its containers end with it."""
        self._only_our_own()
        if self._child is not None:
            self._child.stop(grace_s=30)
            self._child = None

    def suspend(self) -> None:
        """Make it hang: it keeps its socket and answers nothing."""
        os.kill(self.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Undo `suspend`."""
        os.kill(self.pid, signal.SIGCONT)

    @property
    def pid(self) -> int:
        """Process id of the daemon."""
        self._only_our_own()
        assert self._child is not None, "the daemon does not run"
        return self._child.pid

    def client(self) -> APIClient:
        """A plain client of its own, to look at what the program under test did."""
        return APIClient(base_url=self.url, version="auto", timeout=120)

    @property
    def inside(self) -> tuple[str, ...]:
        """Words before a command that has to run where pilots can reach it, at `gateway`."""
        return ("nsenter", f"--net=/proc/{self.pid}/ns/net") if self.own else ()

    @property
    def gateway(self) -> str:
        """The address under which pilots see what runs `inside`."""
        with closing(self.client()) as client:
            told = client.inspect_network("bridge")["IPAM"]["Config"][0]
        # Not all daemons name it; it is the first address of the bridge then.
        return str(told.get("Gateway") or ipaddress.ip_network(told["Subnet"])[1])

    def remove(self) -> None:
        """Stop it and remove its folders."""
        if self.own:
            self.stop()
        shutil.rmtree(self.run, ignore_errors=True)
        shutil.rmtree(self.state, ignore_errors=True)

    def _only_our_own(self) -> None:
        assert self.own, "This test stops Docker. It needs a daemon of its own: run it as root."

    def answers(self) -> bool:
        """True when it can be used."""
        try:
            client = self.client()
        except Exception:  # whatever a daemon that is coming up throws
            return False
        client.close()
        return True
