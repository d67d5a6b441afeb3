"""The owner's share of the CPU: all that was used, less what the pilots and this program used.

Pure: takes samples of counters, gives cores. Not for: reading the counters (`sensors.load`,
`engine.counters`).
"""

from __future__ import annotations

from dataclasses import dataclass

WINDOW_S = 4.0
"""The mean is taken over about this long, so that one start of a pilot is not an owner."""

SHORTEST_S = 1.0
"""Below this the kernel's 10 ms ticks would be a large part of the answer."""


@dataclass(frozen=True, slots=True)
class LoadSample:
    """Counters read at one instant."""

    now: float
    """Monotonic seconds."""
    busy_s: float
    """CPU seconds used on the whole machine since boot."""
    ours_s: float
    """Of these, CPU seconds used by our pilots (dead ones included) and this program."""


def keep_recent(samples: tuple[LoadSample, ...], new: LoadSample) -> tuple[LoadSample, ...]:
    """Add a sample and drop those that are no longer needed to span the window.

    Samples from before a clock or counter that went backwards are dropped too.
    """
    if samples and (new.now < samples[-1].now or new.busy_s < samples[-1].busy_s):
        return (new,)
    while len(samples) >= 2 and new.now - samples[1].now >= WINDOW_S:
        samples = samples[1:]
    return (*samples, new)


def owner_cores(samples: tuple[LoadSample, ...]) -> float | None:
    """Mean cores used by all but us over the samples; None when they span too little time."""
    if len(samples) < 2:
        return None
    first, last = samples[0], samples[-1]
    span = last.now - first.now
    if span < SHORTEST_S:
        return None
    busy = (last.busy_s - first.busy_s) - (last.ours_s - first.ours_s)
    return max(0.0, busy / span)
