"""One pilot of the roster, and the bookkeeping around it.

For: its phase, the sums of time run and time held, its pending order and when that is due again.
Not for: finding it among the others, or what an event means for it (`roster`).
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from planctongui.core.pilot import Pending, Phase, Pilot
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Reason
from planctongui.engine.counters import Counter

RETRY_S = 1.0
"""A failed order for a pilot is given again after this long."""

LONGEST_RETRY_S = 60.0
"""The same for a reap that has failed again and again."""

STUBBORN_AFTER = 3
"""So many failed orders in a row are worth telling the owner; one or two happen at a death."""


@dataclass(slots=True)
class Entry:
    """One pilot and the bookkeeping around it. Times in monotonic seconds unless said."""

    id: str
    head_node: str
    job: str
    image: str
    cores: float
    memory_mb: int
    phase: Phase
    born: float
    created: float
    """Unix time."""
    known_since: float
    """When it came into the table. Unlike `born` it does not move with the calendar's clock."""
    counter: Counter | None
    running_since: float | None
    """None while held."""
    ran_before_s: float = 0.0
    held_s: float = 0.0
    phase_since: float = 0.0
    breathed_at: float = -math.inf
    pending: Pending | None = None
    pending_since: float = 0.0
    failed_at: float | None = None
    """When the pending order failed; None = it has not."""
    failures: int = 0
    """Orders in a row that failed."""
    trouble: Trouble | None = None
    """Why the last one did."""
    end_reason: Reason | None = None
    """Why we ended it; None when it ended by itself."""
    idle: bool = False
    """True when its CPU time says that it waits for a job."""
    at_work: bool | None = None
    """Whether it has a job, by its own word; None = it does not say, or was not asked yet."""
    listened_at: float = -math.inf
    """When it was last asked for that word."""
    last_cpu_s: float | None = None
    last_cpu_at: float = 0.0

    def set_phase(self, phase: Phase, now: float) -> None:
        """Change the phase and keep the sums of time run and time held."""
        if phase is self.phase:
            return
        if self.running_since is not None:
            self.ran_before_s += max(0.0, now - self.running_since)
        if self.phase is Phase.HELD:
            self.held_s += max(0.0, now - self.phase_since)
        self.running_since = now if phase is Phase.RUNNING else None
        self.phase, self.phase_since = phase, now
        self.idle, self.last_cpu_s = False, None

    def pilot(self, now: float) -> Pilot:
        """The pilot as the policy sees it at this instant."""
        running = 0.0 if self.running_since is None else max(0.0, now - self.running_since)
        # A release that failed may have come half true: the pilot counts as going on until it is
        # held for sure, and the release is repeated (`releases_due`).
        forgotten = self.pending is not Pending.RELEASE and self.is_due_again(now)
        return Pilot(
            id=self.id,
            head_node=self.head_node,
            phase=self.phase,
            cores=self.cores,
            memory_mb=self.memory_mb,
            born=self.born,
            ran_s=self.ran_before_s + running,
            held_s=max(0.0, now - self.phase_since) if self.phase is Phase.HELD else 0.0,
            airless_s=max(0.0, now - max(self.phase_since, self.breathed_at))
            if self.phase is Phase.HELD
            else 0.0,
            idle=self.idle if self.at_work is None else not self.at_work,
            unholdable=self.pending is Pending.HOLD and self.failures >= STUBBORN_AFTER,
            pending=None if forgotten else self.pending,
            pending_since=self.pending_since,
        )

    def is_due_again(self, now: float) -> bool:
        """True when its order failed and it is time to give it again."""
        return self.failed_at is not None and now >= self.failed_at + self.retry_s()

    def retry_s(self) -> float:
        """How long after a failure the order is given again: a hold soon, a reap unhurriedly."""
        if self.pending is Pending.REAP:
            return min(LONGEST_RETRY_S, RETRY_S * 2.0 ** min(self.failures, 10))
        return RETRY_S
