"""The owner's programs that run now, by the names that `exclusive` finds them by.

For: offering them to choose from. Not for: command lines, which may hold secrets, or other users'
programs. Thread: any one. Cost: about 20 us a process.
"""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

from planctongui.sensors.exclusive import counts, file_name


def names(proc: Path = Path("/proc")) -> tuple[str, ...]:
    """Sorted, each once. Raises OSError without /proc."""
    mine, found = os.getuid(), set()
    for process in os.listdir(proc):
        if not process.isdigit() or int(process) == os.getpid():
            continue
        with contextlib.suppress(OSError):  # Processes end while we look.
            path = proc / process
            if path.stat().st_uid == mine and counts(path):
                found.add(file_name(path))
    return tuple(sorted(found - {""}, key=str.casefold))
