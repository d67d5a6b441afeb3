"""A real Docker daemon for tests and benchmarks: its own socket, folders and network namespace.

For: an engine in which everything may be broken, restarted or stopped without touching the
machine's own. Needs root (as on a test machine); without root the machine's engine is used, and
what must restart the engine says so. Not for: anything about pilots.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from docker import APIClient

from tests.desk.process import Child, wait_until

START_S = 60.0
_STATE = Path(__file__).resolve().parents[2] / "build" / "test-engine"


class Daemon:
    """A dockerd that is ours; `url` is its address."""

    def __init__(self) -> None:
        # The socket's path must be short; images need a real file system, not /tmp in memory.
        self.run = Path(tempfile.mkdtemp(prefix="engine-"))
        self.state = _STATE / self.run.name
        self.state.mkdir(parents=True)
        self.socket = self.run / "docker.sock"
        self.url = f"unix://{self.socket}"
        self._child: Child | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._child = Child(
            [
                # A network namespace of its own: a second daemon would take the first one's bridge.
                *("unshare", "--net", "dockerd", "--bridge=none", "--iptables=false"),
                *("-H", self.url, "--pidfile", str(self.run / "docker.pid")),
                *("--data-root", str(self.state / "data"), "--exec-root", str(self.run / "exec")),
            ],
            env=dict(os.environ),
            log=self.run / "dockerd.log",
        )
        wait_until(self._answers, START_S, "the test's Docker daemon", self._child)

    def stop(self) -> None:
        """End it like a service manager would; its containers end with it."""
        if self._child is not None:
            self._child.stop(grace_s=30)
            self._child = None

    def suspend(self) -> None:
        """Make it hang: it keeps its socket and answers nothing."""
        os.kill(self.pid, 19)

    def resume(self) -> None:
        """Undo `suspend`."""
        os.kill(self.pid, 18)

    @property
    def pid(self) -> int:
        """Process id of the daemon."""
        assert self._child is not None, "the daemon does not run"
        return self._child.pid

    def client(self) -> APIClient:
        """A plain client of its own, to look at what the program under test did."""
        return APIClient(base_url=self.url, version="auto", timeout=30)

    def remove(self) -> None:
        """Stop it and remove its folders."""
        self.stop()
        shutil.rmtree(self.run, ignore_errors=True)
        shutil.rmtree(self.state, ignore_errors=True)

    def _answers(self) -> bool:
        try:
            client = self.client()
        except Exception:  # whatever a daemon that is coming up throws
            return False
        client.close()
        return True
