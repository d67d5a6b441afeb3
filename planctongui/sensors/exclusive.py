"""Programs beside which the owner wants no pilot, found by name.

For: a look at the names of all processes. Not for: command lines, which may hold secrets.
Thread: the one of slow looks. Cost: about 10 us a process. Latency: the look's interval.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

_KERNEL_CUTS = 15
"""Bytes of a name that the kernel keeps."""

_OURS = b"planctongui"
"""Stands in the control group of pilots: what runs in them is not the owner's program."""


def running(names: Iterable[str], proc: Path = Path("/proc")) -> str | None:
    """The first of the owner's names that runs; None = none. Raises OSError without /proc.

    Upper and lower case are the same; a folder before the name does not matter.
    """
    wanted = {Path(name).name.casefold(): name for name in names if name.strip()}
    if not wanted:
        return None
    short = {_cut(name) for name in wanted}
    for entry in os.scandir(proc):
        if not entry.name.isdigit():
            continue
        with contextlib.suppress(OSError):  # Processes end while we look.
            comm = Path(entry.path, "comm").read_bytes().removesuffix(b"\n")
            name = comm.decode("utf-8", "replace").casefold()
            # A program started by another name tells its own only by its file, which is slower
            # to ask for and open to its owner only: done where the kernel lets us.
            file = _file(entry.path)
            found = wanted.get(name) or wanted.get(file)
            if found is None and name in short:
                found = next((told for key, told in wanted.items() if _cut(key) == name), None)
            if found is not None and _counts(entry.path):
                return found
    return None


def _cut(name: str) -> str:
    return name.encode("utf-8", "replace")[:_KERNEL_CUTS].decode("utf-8", "replace")


def _file(process: str) -> str:
    try:
        return Path(os.readlink(f"{process}/exe").removesuffix(" (deleted)")).name.casefold()
    except OSError:
        return ""


def _counts(process: str) -> bool:
    """False for what has ended but is not reaped, and for what runs inside a pilot."""
    state = Path(process, "stat").read_bytes().rpartition(b")")[2].split()[0]
    return state not in (b"Z", b"X") and _OURS not in Path(process, "cgroup").read_bytes()
