"""An action of the policy becomes an order: holds to the governor, slow work to the hands.

For: who carries out what, and the roster's note that it was ordered. Not for: deciding it
(`core.policy`), or what comes back (`pilot_intake`).
"""

from __future__ import annotations

import uuid

from planctongui.core.actions import Action, Breathe, End, Hold, Kill, Reap, Release, Spawn
from planctongui.core.limits import Limits
from planctongui.core.pilot import Pending
from planctongui.hands import SpawnOrder
from planctongui.reaping import ReapOrder
from planctongui.spawner.parts import Parts


class Dispatch:
    """On the spawner's thread. Its parts are the spawner's own."""

    def __init__(self, parts: Parts) -> None:
        self._facts = parts.facts
        self._roster = parts.roster
        self._governor = parts.governor
        self._hands = parts.hands
        self.may_start = False
        """False calls off the starts under way, too; the hands ask for it on their threads."""

    def too_early(self, action: Action, now: float) -> bool:
        """True for a start that the end of a pilot before it, or an answer, may still prevent."""
        if not isinstance(action, Spawn):
            return False
        asking = self._facts.nodes[action.head_node].asking
        return asking.holds_up(now) or self._roster.unjudged(action.head_node, now)

    def do(self, action: Action, now: float, limits: Limits) -> None:
        """Give the order; returns at once. What a new pilot may use comes from `limits`."""
        match action:
            case Hold(pilot):
                entry = self._roster.ordered(pilot, Pending.HOLD, now, None)
                self._governor.hold(pilot, entry.cores)
            case Release(pilot):
                entry = self._roster.ordered(pilot, Pending.RELEASE, now, None)
                self._governor.release(pilot, entry.cores)
            case Breathe(pilot):
                entry = self._roster.ordered(pilot, Pending.BREATH, now, None)
                self._governor.breathe(pilot, entry.cores)
            case End(pilot, reason):
                self._roster.ordered(pilot, Pending.END, now, reason)
                self._governor.before_end(pilot)
                self._hands.end(pilot)
            case Kill(pilot, reason):
                self._roster.ordered(pilot, Pending.KILL, now, reason)
                self._governor.before_end(pilot)
                self._hands.kill(pilot)
            case Reap(pilot):
                self._reap(pilot, now)
            case Spawn(head_node):
                self._spawn(head_node, limits)

    def _reap(self, pilot: str, now: float) -> None:
        entry = self._roster.ordered(pilot, Pending.REAP, now, None)
        self._hands.reap(
            ReapOrder(
                pilot=pilot,
                head_node=entry.head_node,
                job=entry.job,
                image=entry.image,
                created=entry.created,
                held_s=entry.held_s,
                reason=entry.end_reason,
            )
        )

    def _spawn(self, head_node: str, limits: Limits) -> None:
        pilot, node = uuid.uuid4().hex[:12], self._facts.nodes[head_node]
        self._roster.starting[pilot] = head_node
        node.asking.pilot_started()
        order = SpawnOrder(
            pilot=pilot,
            head_node=head_node,
            image=node.image,
            cores=limits.pilot_cores,
            memory_mb=limits.pilot_memory_mb,
            ttl_s=limits.ttl_s,
            folders=node.folders_now,
        )
        self._hands.spawn(order, frozenset(self._roster.jobs()), lambda: self.may_start)
