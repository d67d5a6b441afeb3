"""The pauses an owner can choose, and when each of them ends.

For: the pause menus and the command line. Not for: keeping a pause (that is an order). Pure.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from planctongui.tongue import translate

MORNING = time(8, 0)
"""Local time at which "until tomorrow" ends."""


@dataclass(frozen=True, slots=True)
class Snooze:
    """One pause to choose."""

    name: Callable[[], str]
    """Gives it in the owner's language."""
    until: Callable[[float], float]
    """Unix time of now -> Unix time of the end; math.inf = until resumed."""

    @property
    def label(self) -> str:
        """What the owner chooses it by."""
        return self.name()


def tomorrow_morning(now: float) -> float:
    """Unix time of 8:00 local time on tomorrow's date.

    By the calendar and not by 24 hours, so that a change to or from summer time does not shift it.
    """
    tomorrow = datetime.fromtimestamp(now).date() + timedelta(days=1)
    return datetime.combine(tomorrow, MORNING).timestamp()


SNOOZES: tuple[Snooze, ...] = (
    Snooze(lambda: translate("Snooze", "15 minutes"), lambda now: now + 15 * 60),
    Snooze(lambda: translate("Snooze", "1 hour"), lambda now: now + 3600),
    Snooze(lambda: translate("Snooze", "3 hours"), lambda now: now + 3 * 3600),
    Snooze(lambda: translate("Snooze", "Until tomorrow 8:00"), tomorrow_morning),
    Snooze(lambda: translate("Snooze", "Until I resume"), lambda now: math.inf),
)
"""In the order in which a menu shows them."""
