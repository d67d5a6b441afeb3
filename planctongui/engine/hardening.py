"""What a pilot may do on the owner's machine: as little as a job needs.

For: the one place where a container's rights are written down. Pure: a plan in, options out.
Strangers' code runs in there, so each line takes something away: root, capabilities, new
privileges, a writable root, exposed ports, the network when the job does not ask for it, more
processes, memory or CPU than its share.
"""

from __future__ import annotations

from typing import Any

from planctongui.engine import folders, handover
from planctongui.engine.counters import PARENT_PREFIX
from planctongui.engine.group_files import PERIOD_US, quota_us
from planctongui.engine.protocol import PilotPlan

USER = "10001:10001"


def parent_group(systemd: bool, uid: int, instance: str) -> str:
    """The control group over all pilots of one owner: their CPU is one exact sum there."""
    name = f"{PARENT_PREFIX}-u{uid}" + ("" if instance == "default" else f"-{instance}")
    return f"{name}.slice" if systemd else f"/{name}"


CORE_BYTES = 1
"""No core dump, which would hold the pilot's secrets: too small for a file, and the one limit with
which the kernel does not call a machine-wide program for dumps either (0 would: man 5 core)."""


def host_options(plan: PilotPlan, parent: str, cache: str = "") -> dict[str, Any]:
    """Arguments for the SDK's `create_host_config`; `cache` as for `folders.binds`."""
    own = "nosuid,nodev,uid=10001,gid=10001,mode=0700"
    return {
        "read_only": True,
        "cap_drop": ["ALL"],
        "security_opt": ["no-new-privileges"],
        "network_mode": "bridge" if plan.order.network else "none",
        "tmpfs": {
            **handover.tmpfs(plan),
            **folders.stand_in(plan, own),
            "/work": f"rw,exec,size={plan.order.work_mb}m,{own}",
            "/tmp": f"rw,noexec,size=16m,{own}",
        },
        "mem_limit": f"{plan.memory_mb}m",
        "memswap_limit": f"{plan.memory_mb}m",
        "pids_limit": plan.order.processes,
        "binds": folders.binds(plan, cache),
        "ulimits": [{"name": "core", "soft": CORE_BYTES, "hard": CORE_BYTES}],
        "cpu_period": PERIOD_US,
        "cpu_quota": quota_us(plan.cores),
        "cgroup_parent": parent,
        "oom_score_adj": 1000,
        "log_config": {"type": "json-file", "config": {"max-size": "1m", "max-file": "1"}},
    }
