"""What the ledger knows of a head node's past: its last pilot, and its last test as it is kept.

For: telling at the start how head nodes stood before. Not for: how they stand now. Times are Unix
time.
"""

from __future__ import annotations

import json
import sqlite3

from planctongui.core.standing import Finding, LastPilot, Trial

INDEX = "CREATE INDEX pilot_by_head_node ON pilot (head_node, ended)"
"""Without it the last pilot of each head node would be looked for among all of three years."""


def last_pilot(base: sqlite3.Connection, head_node: str) -> LastPilot | None:
    """The last one that ended by itself; None = there was none."""
    row = base.execute(
        "SELECT outcome, ended FROM pilot WHERE head_node = ? AND reason = '' "
        "ORDER BY ended DESC LIMIT 1",
        (head_node,),
    ).fetchone()
    return None if row is None else LastPilot(*row)


def trial_key(head_node: str) -> str:
    """The name under which its last test is remembered."""
    return f"trial:{head_node}"


def trial_text(began: float, found: Finding) -> str:
    """The test as a text to remember."""
    return json.dumps([began, found.good, found.title, found.advice])


def trial_of(text: str | None) -> Trial | None:
    """The test that was remembered; None = none, or nothing that makes sense."""
    try:
        began, good, title, advice = json.loads(text or "null")
        return Trial(float(began), Finding(bool(good), str(title), str(advice)))
    except (TypeError, ValueError):
        return None
