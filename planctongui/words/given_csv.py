"""What was given, as a table for other programs.

For: spreadsheets; numbers with a point, times with their zone, whatever the owner's language. Not
for: writing a file. Pure.
"""

from __future__ import annotations

import csv
import io
from datetime import datetime

from planctongui.core.history import Given

COLUMNS = (
    "begins", "period", "head_node", "class", "cpu_seconds", "held_seconds", "pilots_ended",
)  # fmt: skip


def text(given: Given) -> str:
    """A line for each period, head node and class with anything in it; sums are the ledger's."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(COLUMNS)
    for period in given.periods:
        begins = datetime.fromtimestamp(period.start).astimezone().isoformat()
        for one in period.portions:
            writer.writerow(
                (begins, given.step.value, one.head_node, one.outcome,
                 f"{one.cpu_s:.3f}", f"{one.held_s:.3f}", one.pilots)
            )  # fmt: skip
    return table.getvalue()
