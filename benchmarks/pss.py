"""What a process really takes of the memory: its proportional set size."""

from __future__ import annotations

from pathlib import Path


def pss_mib(pid: int) -> float:
    """MiB of this process; pages that it shares count by their share."""
    for line in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError(f"no Pss for process {pid}")
