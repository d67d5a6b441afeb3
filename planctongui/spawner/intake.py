"""What happened becomes what is known: each event goes to those who know its subject.

For: the one door for events; behind it facts, roster and accounts change, and the few orders are
given that follow at once. Not for: deciding anything about pilots.
"""

from __future__ import annotations

from planctongui import events as ev
from planctongui.spawner.head_node_intake import HeadNodeIntake
from planctongui.spawner.owner_intake import OwnerIntake
from planctongui.spawner.parts import Parts
from planctongui.spawner.pilot_intake import PilotIntake


class Intake:
    """On the spawner's thread. Its parts are the spawner's own."""

    def __init__(self, parts: Parts) -> None:
        self._pilots = PilotIntake(parts)
        self._head_nodes = HeadNodeIntake(parts)
        self._owner = OwnerIntake(parts)

    def take(self, event: ev.Event, now: float) -> None:
        """Take in one event at `now` (monotonic seconds)."""
        if isinstance(event, ev.OfPilots):
            self._pilots.take(event, now)
        elif isinstance(event, ev.OfHeadNodes):
            self._head_nodes.take(event, now)
        else:
            self._owner.take(event, now)
