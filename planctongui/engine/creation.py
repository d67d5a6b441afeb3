"""A pilot's plan becomes a container that is not started yet.

For: its name, labels and environment. Not for: its rights (`hardening`), or secrets, which reach it
when it starts (`handover`).
"""

from __future__ import annotations

from collections.abc import Mapping

import docker

from planctongui.engine import handover, hardening
from planctongui.engine.names import PREFIX, container_name
from planctongui.engine.protocol import PilotPlan


def create(
    api: docker.APIClient,
    plan: PilotPlan,
    labels: Mapping[str, str],
    parent: str,
    cache: str,
    podman: bool,
) -> None:
    """Create it: whose it is by `labels`, below the group `parent`, with the volume `cache`.

    Raises what the SDK raises.
    """
    api.create_container(
        plan.image,
        **handover.program(api, plan),
        name=container_name(plan.id),
        user=hardening.USER,
        working_dir="/work",
        environment={
            **plan.order.environment,
            "PLANCTONGUI_TTL": str(int(plan.ttl_s)),
            "PLANCTONGUI_CORES": f"{plan.cores:g}",
            "PLANCTONGUI_MEMORY_MB": str(plan.memory_mb),
        },
        labels={
            **labels,
            PREFIX + "pilot": plan.id,
            PREFIX + "head-node": plan.head_node,
            PREFIX + "job": plan.order.job,
            PREFIX + "cores": str(plan.cores),
            PREFIX + "memory-mb": str(plan.memory_mb),
            # Their names only: the engine keeps and shows labels.
            PREFIX + "secrets": ",".join(need.name for need in plan.order.secrets),
        },
        host_config=api.create_host_config(**hardening.host_options(plan, parent, cache, podman)),
    )
