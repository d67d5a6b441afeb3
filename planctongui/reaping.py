"""What an ended pilot brought: judged by its head node, and as a row for the ledger.

For: from what the engine has left of it to the row. Not for: removing it (`hands`), writing the
row (`books`). Any thread.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from planctongui.core.verdict import Reason
from planctongui.engine.protocol import Remains
from planctongui.headnodes.protocol import Harvest, HeadNode, Outcome
from planctongui.ledger.ledger import PilotRow

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ReapOrder:
    """What the spawner knows of a pilot that ended."""

    pilot: str
    head_node: str
    job: str
    image: str
    created: float
    """Unix time."""
    held_s: float
    reason: Reason | None
    """Why we ended it; None = by itself."""


def judge(node: HeadNode | None, gone: Remains) -> Harvest:
    """What an ended pilot brought; a head node that is no longer configured judges nothing."""
    if node is None or gone.exit_code is None:
        return Harvest(Outcome.LOST)
    try:
        return node.harvest(gone.exit_code, gone.log)
    except Exception:
        # A pilot that cannot be judged must still be reaped, or it would stay for ever.
        log.exception("%s: harvest", node.name)
        return Harvest(Outcome.LOST)


def row_of(order: ReapOrder, gone: Remains, harvest: Harvest) -> PilotRow:
    """What is kept of it; where the engine does not know when it ended, it ended now."""
    return PilotRow(
        id=order.pilot,
        head_node=order.head_node,
        image=order.image,
        job=order.job,
        born=gone.started or order.created,
        ended=gone.ended or datetime.now().timestamp(),
        held_s=order.held_s,
        outcome=harvest.outcome.value,
        exit_code=gone.exit_code,
        reason=order.reason.value if order.reason else "",
        result=harvest.result,
    )
