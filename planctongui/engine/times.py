"""The engine's time texts as Unix time.

For: every answer of the engine that says when. Not for: clocks.
"""

from __future__ import annotations

from datetime import datetime


def unix_time(text: str) -> float | None:
    """Docker's time text as Unix time; None for its "never" (year 1)."""
    if not text or text.startswith("0001"):
        return None
    head, _, fraction = text.rstrip("Z").partition(".")
    whole = datetime.fromisoformat(head + "+00:00").timestamp()
    digits = "".join(c for c in fraction if c.isdigit())
    return whole + (float(f"0.{digits}") if digits else 0.0)
