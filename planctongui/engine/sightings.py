"""What the engine shows of a pilot becomes a Sighting.

For: the engine's words for phases, and our labels read back. Not for: asking it, or whether the
kernel knows better (`docker_engine`). Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from planctongui.core.pilot import Phase
from planctongui.engine.counters import Counter
from planctongui.engine.names import PREFIX
from planctongui.engine.protocol import PilotPlan, Sighting
from planctongui.engine.times import unix_time

_PHASES = {
    "created": Phase.CREATED,
    "running": Phase.RUNNING,
    "restarting": Phase.RUNNING,
    "paused": Phase.HELD,
}


def phase_of(word: str) -> Phase:
    """The phase that the engine means by this word; what it has no other for has ended."""
    return _PHASES.get(word, Phase.EXITED)


def from_row(row: Mapping[str, Any], pilot: str, phase: Phase, counter: Counter | None) -> Sighting:
    """A pilot by its row in the engine's list of all."""
    labels: dict[str, str] = row.get("Labels") or {}
    try:
        cores = float(labels.get(PREFIX + "cores", "1"))
        memory_mb = int(labels.get(PREFIX + "memory-mb", "0"))
    except ValueError:
        cores, memory_mb = 1.0, 0
    return Sighting(
        id=pilot,
        phase=phase,
        head_node=labels.get(PREFIX + "head-node", ""),
        job=labels.get(PREFIX + "job", ""),
        image=row.get("Image", ""),
        cores=cores,
        memory_mb=memory_mb,
        created=float(row.get("Created", 0)),
        counter=counter,
    )


def from_plan(plan: PilotPlan, found: Mapping[str, Any], counter: Counter | None) -> Sighting:
    """A pilot that was just started by this plan; `found` = what the engine says of it."""
    return Sighting(
        id=plan.id,
        phase=phase_of(found["State"]["Status"]),
        head_node=plan.head_node,
        job=plan.order.job,
        image=plan.image,
        cores=plan.cores,
        memory_mb=plan.memory_mb,
        created=unix_time(found["Created"]) or 0.0,
        counter=counter,
    )
