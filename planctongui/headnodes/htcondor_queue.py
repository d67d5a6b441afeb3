"""How many jobs wait in an HTCondor pool: asked in a process of its own, which may hang.

For: one number within a time limit, or None. Not for: whose jobs they are. The bindings (wheel
`htcondor`) are optional, block without an end and keep settings of the whole process, so they are
only ever imported by the child: this same file, run by Python without the rest of the program.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

TIMEOUT_S = 10.0
MOST = 10**9


def idle_jobs(address: str, timeout_s: float = TIMEOUT_S) -> int | None:
    """Jobs idle in all queues the collector at "host:port" knows; None = it cannot be asked.

    Blocks for `timeout_s` at most; any thread; never raises.
    """
    if importlib.util.find_spec("htcondor2") is None:
        return None
    return ask([sys.executable, "-I", str(Path(__file__)), address], timeout_s)


def ask(command: list[str], timeout_s: float) -> int | None:
    """The whole number that this command prints; None for anything else."""
    # Whatever this machine's own HTCondor is set up for has nothing to do with the head node.
    kept = {name: value for name, value in os.environ.items() if not name.startswith("_CONDOR_")}
    environment = {**kept, "CONDOR_CONFIG": "ONLY_ENV"}
    try:
        answer = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=environment,
            timeout=timeout_s,
            check=False,
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return None
    told = answer.stdout.strip()
    if answer.returncode != 0 or len(told) > 10 or not told.isdigit():
        return None
    return min(int(told), MOST)


def _child(address: str) -> int:
    """Sum over the pool's queues; raises whatever the bindings raise."""
    import htcondor2

    pool = htcondor2.Collector(address)
    queues = pool.query(htcondor2.AdType.Schedd, projection=["TotalIdleJobs"])
    if not queues:
        raise LookupError("no queue shows itself, which does not mean that no job waits")
    return sum(int(queue["TotalIdleJobs"]) for queue in queues)


if __name__ == "__main__":
    print(_child(sys.argv[1]))
