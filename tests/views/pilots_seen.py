"""Pilots as the engine might show them, one with everything known and one with little.

For: tests and screenshots of the page "Pilots". Not for: the engine.
"""

from __future__ import annotations

import time
from dataclasses import replace

from planctongui.core.insight import Insight
from planctongui.core.pilot import Phase, Pilot
from planctongui.core.report import Report
from planctongui.core.verdict import Mood, Reason
from tests.views.reports import report

PLAIN = Insight(
    id="0123456789ab",
    head_node="alice-grid",
    image="registry.example.org/alice/pilot:v7",
    digest="sha256:0f3e2d1c0b9a88776655443322110099",
    started=time.time() - 4000.0,
    state="running",
    cpu_s=3900.0,
    memory=187 * 2**20,
    memory_limit=2048 * 2**20,
    user="10001:10001",
    read_only=True,
    capabilities=(),
    mounts=("/tmp (memory, 16m)", "/work (memory, 64m)", "/cvmfs = /cvmfs (read-only)"),
    network="bridge",
    peers=("192.0.2.17:9618", "[2001:db8::5]:443"),
    secrets=("token",),
)
LITTLE = replace(
    PLAIN, id="ba9876543210", head_node="local demo", image="planctongui-local:0123456789abcdef",
    cpu_s=None, memory=None, capabilities=None, network="none", peers=None, secrets=None,
)  # fmt: skip
ANSWER = (PLAIN, LITTLE)


def with_pilots(**fields: object) -> Report:
    """The Report in which both live, the second one held."""
    known = (
        Pilot(PLAIN.id, PLAIN.head_node, Phase.RUNNING, 1.0, 2048, 0.0, ran_s=3900.0),
        Pilot(LITTLE.id, LITTLE.head_node, Phase.HELD, 1.0, 256, 0.0, ran_s=60.0),
    )
    both = {"running": 1, "held": 1, "pilots": known}
    return report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, **{**both, **fields})
