"""When a head node is asked whether work waits, and what its last answer is still worth.

For: one head node's state, changed by the spawner and its intake; no thread, no clock of its own.
Not for: asking (`demand`). Times in monotonic seconds.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

EVERY_S = 30.0
"""Never asked more often."""

LONGEST_S = 300.0
"""While there is no work (or no answer) the time between two questions grows up to this."""

LIMIT_S = 10.0
"""An answer that takes longer is not waited for: pilots try."""

FRESH_S = 60.0
"""An older answer is asked for again before a pilot starts on it."""


@dataclass(slots=True)
class Asking:
    """Questions to one head node."""

    waiting: int | None = None
    """Jobs as last told, less the pilots started since; None = not known."""
    next_at: float = -math.inf
    """When it may be asked again."""
    asked_at: float = -math.inf
    answered_at: float = -math.inf
    under_way: bool = False
    misses: int = 0
    """Answers in a row that told of no work."""

    def is_due(self, now: float) -> bool:
        """True when it may be asked now."""
        return not self.under_way and self.next_at <= now

    def begin(self, now: float) -> None:
        """It is being asked."""
        self.under_way, self.asked_at, self.next_at = True, now, now + EVERY_S

    def answered(self, waiting: int | None, now: float, chance: float) -> None:
        """Its answer, None = it cannot tell. `chance` in 0..1 spreads many machines apart."""
        self.under_way, self.answered_at, self.waiting = False, now, waiting
        self.misses = 0 if waiting else self.misses + 1
        pause_s = min(EVERY_S * 2.0 ** min(max(0, self.misses - 1), 10), LONGEST_S)
        self.next_at = now + pause_s * (1.0 + 0.5 * chance)

    def pilot_started(self) -> None:
        """One of the jobs that wait has its pilot."""
        if self.waiting:
            self.waiting -= 1

    def holds_up(self, now: float) -> bool:
        """True while a pilot's start is to wait for the answer."""
        return self.under_way and now < self.give_up_at and now - self.answered_at > FRESH_S

    def known(self, now: float) -> int | None:
        """Jobs that wait, as far as is known."""
        return None if self.under_way and now >= self.give_up_at else self.waiting

    @property
    def give_up_at(self) -> float:
        """When the answer is not waited for any longer; inf = none is under way."""
        return self.asked_at + LIMIT_S if self.under_way else math.inf
