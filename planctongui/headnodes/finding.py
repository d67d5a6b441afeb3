"""What a test pilot's end says about its head node. Pure.

For: one finding from one pilot that was started to see whether a head node works. Not for: running
it (`trials`), or what the pilot's last words mean (each kind's `harvest`).
"""

from __future__ import annotations

from dataclasses import dataclass

from planctongui.core.standing import Finding
from planctongui.headnodes.protocol import Harvest, Outcome
from planctongui.tongue import translate

AT_ONCE_S = 5.0
"""A pilot that fails sooner has not even tried to find a job."""


@dataclass(frozen=True, slots=True)
class Ran:
    """One test pilot that is over."""

    harvest: Harvest
    lasted_s: float
    """Seconds from its start to its end."""
    stopped: bool = False
    """True when its time was over and we ended it."""
    at_work: bool | None = None
    """Whether it said that it had a job; None = its kind does not tell."""
    short_of_memory: bool = False
    """True when the kernel killed it for using more memory than it may."""


def judge(name: str, ran: Ran) -> Finding:
    """What is to be told of the head node of this name."""
    seconds = max(1, round(ran.lasted_s))
    if ran.short_of_memory:
        title = translate("Test", "The test pilot of {name} needed more memory than it may use.")
        advice = translate("Test", "Raise memory_mb in [pilots] of the settings file.")
        return Finding(False, title.format(name=name), advice)
    if ran.harvest.outcome is Outcome.USEFUL:
        title = translate(
            "Test", "{name} works: the test pilot did a job in %n second(s).", n=seconds
        )
        return Finding(True, title.format(name=name))
    if ran.stopped and ran.at_work:
        title = translate("Test", "{name} works: the test pilot got a job.")
        advice = translate(
            "Test", "It was stopped after %n second(s); the job is given out again.", n=seconds
        )
        return Finding(True, title.format(name=name), advice)
    if ran.harvest.outcome is Outcome.EMPTY:
        title = translate("Test", "The test pilot reached {name}, but no job waits there now.")
        return Finding(True, title.format(name=name))
    if ran.stopped:
        title = translate(
            "Test", "The test pilot of {name} ran for %n second(s) and was then stopped.", n=seconds
        )
        advice = translate("Test", "Nothing went wrong so far, but no job was done either.")
        return Finding(True, title.format(name=name), advice)
    if ran.lasted_s < AT_ONCE_S:
        title = translate("Test", "The test pilot of {name} ended at once.")
    else:
        title = translate("Test", "The test pilot of {name} failed after %n second(s).", n=seconds)
    nothing = translate("Test", "It left no word of why.")
    return Finding(False, title.format(name=name), ran.harvest.say or nothing)
