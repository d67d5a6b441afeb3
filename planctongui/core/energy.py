"""What CPU time costs in energy: from the processor's own meter, or from what the owner assumes.

For: the arithmetic, and what is kept of the meter's readings. Pure. Not for: reading the meter
(`sensors.energy`). Both ways are estimates: the processor alone is counted, no screen, no disk, no
power supply; measured, its power is shared out by CPU time, its own idle power included.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

ENOUGH_S = 600.0
"""CPU seconds of pilots under the meter from which on its word counts more than an assumption."""


@dataclass(frozen=True, slots=True)
class Metered:
    """What the meter counted for pilots so far."""

    joules: float = 0.0
    cpu_s: float = 0.0
    """CPU seconds of pilots in the same time."""


def more(so_far: Metered, joules: float, cpu_s: float) -> Metered:
    """The sums with one more reading."""
    return Metered(so_far.joules + joules, so_far.cpu_s + cpu_s)


def share_of(joules: float, ours_s: float, busy_s: float) -> float:
    """Joules of ours, of all that the processor took while it was busy for `busy_s` CPU seconds."""
    return joules * min(1.0, ours_s / busy_s) if ours_s > 0 and busy_s > 0 else 0.0


def measured_watts(metered: Metered) -> float | None:
    """Watts of one busy core by the meter; None = it has not been read for long enough."""
    return metered.joules / metered.cpu_s if metered.cpu_s >= ENOUGH_S else None


def kwh(cpu_s: float, watts: float) -> float:
    """Kilowatt hours that so many CPU seconds take at so many watts a core."""
    return cpu_s * watts / 3.6e6


def written(metered: Metered) -> str:
    """As one line for the ledger."""
    return f"{metered.joules!r} {metered.cpu_s!r}"


def read(text: str | None) -> Metered:
    """The sums from that line; nothing where it makes no sense."""
    try:
        joules, cpu_s = (float(word) for word in (text or "").split())
    except ValueError:
        return Metered()
    fine = math.isfinite(joules) and math.isfinite(cpu_s) and joules >= 0 and cpu_s >= 0
    return Metered(joules, cpu_s) if fine else Metered()
