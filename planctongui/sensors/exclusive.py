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
    wanted: dict[str, str] = {}
    for told in names:
        name = Path(told.strip()).name
        for form in (name, _as_kernel(name)):
            if form:
                wanted.setdefault(form.casefold(), told)
    if not wanted:
        return None
    for process in os.listdir(proc):
        if not process.isdigit():
            continue
        with contextlib.suppress(OSError):  # Processes end while we look.
            path = proc / process
            comm = (path / "comm").read_bytes().removesuffix(b"\n").decode("utf-8", "replace")
            # A program started under another name tells its own by its file; only its owner may
            # ask for that, which is enough: the owner's programs are ours to see.
            found = wanted.get(comm.casefold()) or wanted.get(file_name(path).casefold())
            if found is not None and counts(path):
                return found
    return None


def _as_kernel(name: str) -> str:
    """The name as the kernel keeps it: cut, even within a letter."""
    return name.encode("utf-8", "replace")[:_KERNEL_CUTS].decode("utf-8", "replace")


def file_name(process: Path) -> str:
    """Name of the file that this folder's process runs; "" = not ours to see, or the kernel's."""
    try:
        return Path(os.readlink(process / "exe").removesuffix(" (deleted)")).name
    except OSError:
        return ""


def counts(process: Path) -> bool:
    """False for what has ended but is not reaped, and for what runs inside a pilot."""
    state = (process / "stat").read_bytes().rpartition(b")")[2].split()[0]
    return state not in (b"Z", b"X") and _OURS not in (process / "cgroup").read_bytes()
