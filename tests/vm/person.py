"""A user of the guest: one session by ssh, in which `inside` does whatever is called for.

For: tests on the host. Not for: the guest itself (`machine`).
"""

from __future__ import annotations

import json
import select
import subprocess
from typing import Any

from tests.vm.machine import Machine

CHECKOUT = "/opt/planctongui"
CALL_S = 300.0

LITTLE = 0.02
"""Share of a core under which pilots count as held, all of them together where all are."""
SOME = 0.05
"""Share of a core that a pilot surely gets when it is free, also on a busy machine."""


class Person:
    """`name` is a user of the guest. Close it afterwards."""

    def __init__(self, machine: Machine, name: str) -> None:
        self.name = name
        self._machine = machine
        self._inside: subprocess.Popen[str] | None = None

    def try_sh(self, command: str) -> subprocess.CompletedProcess[str]:
        """Run a shell command in the checkout, whatever comes of it."""
        return subprocess.CompletedProcess(command, *self.call("shell", command))

    def sh(self, command: str) -> str:
        """Run a shell command that must succeed; what it printed."""
        done = self.try_sh(command)
        assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
        return str(done.stdout).strip()

    def call(self, method: str, *arguments: object) -> Any:
        """Call a method of `inside.Inside` in the guest as this user."""
        if self._inside is None:
            serve = f"cd {CHECKOUT} && exec python3 -W ignore -m tests.vm.inside"
            self._inside = subprocess.Popen(
                [*self._machine.ssh_command(self.name), serve],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        process = self._inside
        assert process.stdin is not None and process.stdout is not None
        process.stdin.write(json.dumps([method, arguments]) + "\n")
        process.stdin.flush()
        ready, _, _ = select.select([process.stdout], [], [], CALL_S)
        assert ready, f"{self.name} gave no answer to {method} within {CALL_S:g} s"
        line = process.stdout.readline()
        assert line, f"{self.name} went away at {method}"
        told = json.loads(line)
        assert "error" not in told, f"{self.name}, {method}:\n{told['error']}"
        return told["answer"]

    def close(self) -> None:
        """End what serves the calls."""
        if self._inside is not None:
            process, self._inside = self._inside, None
            process.communicate()  # ends its input
