"""Folders of the machine and of Docker in a pilot: where from, where to, and how.

For: the SDK's `binds` and `tmpfs` for what a pilot sees besides its own. Not for: what a head node
may ask for (`headnodes.folders`) or making a cache (`caches`).
"""

from __future__ import annotations

import os.path
from pathlib import Path

from planctongui.engine.protocol import PilotPlan
from planctongui.headnodes import folders

CVMFS = folders.CVMFS
"""On this machine."""


def binds(plan: PilotPlan, cache: str) -> dict[str, dict[str, str]]:
    """Everything that is bound; `cache` is the volume's name, "" = none. One small file is read."""
    found = {here: {"bind": there, "mode": "ro"} for here, there in plan.order.binds.items()}
    if plan.folders.cvmfs and os.path.isdir(CVMFS):
        mounts = Path("/proc/self/mountinfo").read_text(errors="surrogateescape")
        # What is mounted below later, as automounters do at the first look, is to be seen too.
        mode = "ro,rslave" if passes_mounts_on(mounts, os.path.realpath(CVMFS)) else "ro"
        found[os.path.realpath(CVMFS)] = {"bind": folders.CVMFS, "mode": mode}
    if cache:
        found[cache] = {"bind": plan.folders.cache, "mode": "rw,nocopy"}
    return found


def stand_in(plan: PilotPlan, own: str) -> dict[str, str]:
    """A folder in memory where the cache would be, for the SDK's `tmpfs`: programs expect one."""
    if not plan.folders.cache or plan.folders.cache_open:
        return {}
    return {plan.folders.cache: f"rw,noexec,size={plan.order.work_mb}m,{own}"}


def passes_mounts_on(mountinfo: str, path: str) -> bool:
    """True when the mount that holds the path is shared or slave, as Docker asks for `rslave`.

    `mountinfo` as in /proc/self/mountinfo (man 5 proc).
    """
    best, shared = "", False
    for line in mountinfo.splitlines():
        fields = line.split(" ")
        point = fields[4].encode("latin-1", "replace").decode("unicode_escape")
        inside = path == point or path.startswith(f"{point.rstrip('/')}/")
        # Of two mounts on one place the later one is on top.
        if inside and len(point) >= len(best):
            options = fields[6 : fields.index("-")]
            best, shared = point, any(o.startswith(("shared:", "master:")) for o in options)
    return shared
