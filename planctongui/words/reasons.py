"""Why something was done to one pilot, and what was done, for a line of its own.

For: the log and the terminal. Not for: what the whole program does and why (`status`). Pure; any
thread.
"""

from __future__ import annotations

from collections.abc import Mapping

from planctongui.core.actions import Action, Breathe, End, Hold, Kill, Release, Spawn
from planctongui.core.verdict import Reason
from planctongui.tongue import Phrases, translate

WHY: Mapping[Reason, str] = Phrases(
    lambda: {
        Reason.CONTRIBUTING: translate("Sentences", "contributing"),
        Reason.SHARING: translate("Sentences", "you are here, and only some cores go on"),
        Reason.STARTING: translate("Sentences", "starting"),
        Reason.OWNER_INPUT: translate("Sentences", "you are using the computer"),
        Reason.OWNER_CPU: translate("Sentences", "your programs need the CPU"),
        Reason.BLIND: translate("Sentences", "cannot see whether you are here"),
        Reason.REMOTE_USER: translate("Sentences", "somebody is logged in from elsewhere"),
        Reason.ASLEEP: translate("Sentences", "the computer is going to sleep"),
        Reason.INHIBITED: translate("Sentences", "a film, a call or a presentation"),
        Reason.EXCLUSIVE_APP: translate("Sentences", "a program beside which you want nothing"),
        Reason.BATTERY: translate("Sentences", "the computer runs on battery"),
        Reason.METERED: translate("Sentences", "the network is metered"),
        Reason.HOT: translate("Sentences", "the computer is hot"),
        Reason.PRESSURE: translate("Sentences", "your programs wait for memory"),
        Reason.CPU_PRESSURE: translate("Sentences", "programs wait for the CPU"),
        Reason.LITTLE_DISK: translate("Sentences", "the disk is nearly full"),
        Reason.OWNER_PAUSED: translate("Sentences", "paused by you"),
        Reason.SCHEDULED_OFF: translate("Sentences", "paused by your schedule"),
        Reason.FINISHING: translate("Sentences", "finishing"),
        Reason.FINISHED: translate("Sentences", "finished"),
        Reason.NO_CORES: translate("Sentences", "you allow no cores"),
        Reason.LITTLE_MEMORY: translate("Sentences", "too little memory is free"),
        Reason.SETTINGS: translate("Sentences", "your settings cannot be read"),
        Reason.PREPARING: translate("Sentences", "the pilot image is being prepared"),
        Reason.NO_HEAD_NODE: translate("Sentences", "no head node is on"),
        Reason.NO_WORK: translate("Sentences", "there is no work"),
        Reason.FAILING: translate("Sentences", "the last pilots failed"),
        Reason.NOT_ALLOWED: translate("Sentences", "you have not allowed its image"),
        Reason.ENGINE: translate("Sentences", "the engine does not answer"),
        Reason.INSIDE: translate("Sentences", "an error inside planctongui"),
        Reason.TTL: translate("Sentences", "it has run its full time"),
        Reason.HELD_TOO_LONG: translate("Sentences", "it was held for too long to be of use"),
        Reason.MEMORY_PRESSURE: translate("Sentences", "your programs need the memory"),
        Reason.IDLE: translate("Sentences", "it has no job"),
        Reason.LIMIT: translate("Sentences", "more cores in use than allowed now"),
        Reason.CANNOT_HOLD: translate("Sentences", "it cannot be held"),
        Reason.GRACE_OVER: translate("Sentences", "it did not end when asked"),
        Reason.STOPPED: translate("Sentences", "you stopped it"),
        Reason.REMOVING: translate("Sentences", "everything is removed"),
        Reason.QUITTING: translate("Sentences", "the program quits"),
    }
)
"""A reason as the second half of a line about one pilot."""


def action_line(action: Action) -> str:
    """One thing the program ordered, for a terminal."""
    if isinstance(action, Spawn):
        told = translate("Sentences", "start a pilot for {head_node}")
        return told.format(head_node=action.head_node)
    if isinstance(action, Hold):
        told = translate("Sentences", "hold {pilot}: {why}")
        return told.format(pilot=action.pilot, why=WHY[action.reason])
    if isinstance(action, Breathe):
        return translate("Sentences", "let {pilot} breathe").format(pilot=action.pilot)
    if isinstance(action, Release):
        return translate("Sentences", "release {pilot}").format(pilot=action.pilot)
    if isinstance(action, End):
        told = translate("Sentences", "end {pilot}: {why}")
        return told.format(pilot=action.pilot, why=WHY[action.reason])
    if isinstance(action, Kill):
        told = translate("Sentences", "kill {pilot}: {why}")
        return told.format(pilot=action.pilot, why=WHY[action.reason])
    return translate("Sentences", "reap {pilot}").format(pilot=action.pilot)
