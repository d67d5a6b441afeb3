"""Which engine answers, and by which control groups it holds its containers.

For: `planctongui doctor`. One call. Not for: whether pilots can run (`docker_engine`).
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.trouble import translated
from planctongui.tongue import translate


@dataclass(frozen=True, slots=True)
class About:
    """What an engine says of itself; "" = it does not say."""

    name: str
    """One of "Docker", "Podman"."""
    version: str
    cgroup_driver: str
    """One of "systemd", "cgroupfs", "none"."""
    cgroup_version: str
    """One of "1", "2"."""
    difference: str
    """What the owner should know that is otherwise than usual; "" = nothing."""


def about(engine: DockerEngine) -> About:
    """Ask it. Any thread; as long as the engine's time-out. Raises EngineTrouble."""
    with translated(engine.which):
        told = engine.client().info()
    which = engine.which()
    return About(
        name=which.name,
        version=str(told.get("ServerVersion", "")),
        cgroup_driver=str(told.get("CgroupDriver", "")),
        cgroup_version=str(told.get("CgroupVersion", "")),
        difference=_difference() if which.own and os.geteuid() != 0 else "",
    )


def _difference() -> str:
    return translate(
        "Engine",
        "it answers; without root its pilots yield by themselves only to programs that your user "
        "manager started; to all others, as over ssh, only when they are held",
    )
