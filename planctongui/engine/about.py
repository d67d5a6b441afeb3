"""Which engine answers, and by which control groups it holds its containers.

For: `planctongui doctor`. One call. Not for: whether pilots can run (`docker_engine`).
"""

from __future__ import annotations

from dataclasses import dataclass

from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.trouble import translated


@dataclass(frozen=True, slots=True)
class About:
    """What an engine says of itself; "" = it does not say."""

    version: str
    cgroup_driver: str
    """One of "systemd", "cgroupfs", "none"."""
    cgroup_version: str
    """One of "1", "2"."""


def about(engine: DockerEngine) -> About:
    """Ask it. Any thread; as long as the engine's time-out. Raises EngineTrouble."""
    with translated():
        told = engine.client().info()
    return About(
        version=str(told.get("ServerVersion", "")),
        cgroup_driver=str(told.get("CgroupDriver", "")),
        cgroup_version=str(told.get("CgroupVersion", "")),
    )
