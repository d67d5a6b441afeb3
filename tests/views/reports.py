"""Canned Reports, one for each thing an owner can be told.

For: tests and screenshots of the views. Not for: the policy's tests.
"""

from __future__ import annotations

import math
import time
from dataclasses import replace

from planctongui.core.limits import Level, Rung, Slot
from planctongui.core.observation import Presence
from planctongui.core.orders import Orders
from planctongui.core.report import Report, Sums
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason, Verdict

AWAY = Presence("X11 idle alarm", age_s=300.0)
HERE = Presence("X11 idle alarm", age_s=3.0)
BLIND = Presence("none", age_s=None, why_blind="Wayland does not tell this program about input.")
ENGINE_TROUBLE = Trouble(
    "Docker is not running",
    "Start it with: sudo systemctl start docker. Pilots come back by themselves.",
)


def report(mood: Mood, reason: Reason, until: float | None = None, **fields: object) -> Report:
    """A Report of now for 8 cores, three of them allowed."""
    plain = Report(
        at=time.time(),
        verdict=Verdict(mood, reason, until),
        presence=AWAY,
        owner_cores=0.2,
        running=0,
        held=0,
        starting=0,
        max_cores=3,
        machine_cores=8,
        sums=Sums(today_s=2520.0, week_s=44_300.0, total_s=1_234_567.0),
        fruits=("local demo: 1.2 M primes so far",),
        orders=Orders(
            paused_until=until if reason is Reason.OWNER_PAUSED else None,
            finishing=reason in (Reason.FINISHING, Reason.FINISHED),
        ),
        governor="CPU bandwidth, about 1 % of a core each",
    )
    return replace(plain, **fields)  # type: ignore[arg-type]


def sharing_by_schedule() -> Report:
    """The owner is here, and the schedule says how much goes on."""
    now = time.time()
    return report(
        Mood.CONTRIBUTING, Reason.SHARING, now + 7, presence=HERE, running=4, held=4, max_cores=8,
        verdict=Verdict(Mood.CONTRIBUTING, Reason.SHARING, now + 7, cores=4),
        rung=Rung.SHARE, slot=Slot(Level.SHARE, now + 3600),
    )  # fmt: skip


def of_mood(mood: Mood) -> Report:
    """A typical Report of this mood."""
    now = time.time()
    if mood is Mood.CONTRIBUTING:
        return report(mood, Reason.CONTRIBUTING, running=3)
    if mood is Mood.HELD:
        return report(mood, Reason.OWNER_INPUT, now + 7, presence=HERE, held=3)
    if mood is Mood.PAUSED:
        return report(mood, Reason.OWNER_PAUSED, math.inf, held=3)
    if mood is Mood.WAITING:
        return report(mood, Reason.PREPARING, fruits=())
    return report(mood, Reason.ENGINE, troubles=(ENGINE_TROUBLE,), governor="")
