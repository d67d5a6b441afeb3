"""Which head nodes are in force, from their folder, and whether work waits at them.

For: what a changed folder means for what is known and for the hands; whom to ask. Not for: their
images and caches (`upkeep`), or which gets the next pilot (`core.shares`).
"""

from __future__ import annotations

from collections.abc import Mapping

from planctongui.headnodes.folder import Placed
from planctongui.headnodes.protocol import SaysAtWork
from planctongui.spawner.facts import HeadNodeFacts
from planctongui.spawner.parts import Parts


class Placing:
    """On the spawner's thread. Its parts are the spawner's own."""

    def __init__(self, parts: Parts) -> None:
        self._facts = parts.facts
        self._roster = parts.roster
        self._hands = parts.hands
        self._folder = parts.head_nodes
        self._placed: Mapping[str, Placed] = {}

    def refresh(self) -> None:
        """Look whether the folder changed; reads files, so after the holds."""
        if self._folder.refresh():
            self.place()

    def place(self) -> None:
        """The folder's head nodes are those in force from now on."""
        before, self._placed = self._placed, self._folder.current
        changed = {n for n, p in self._placed.items() if n in before and p.node != before[n].node}
        again = {n for n in self._placed if n in self._facts.nodes and n not in before}
        nodes = {
            name: HeadNodeFacts(
                hold_tolerance_s=placed.node.hold_tolerance_s,
                breath_every_s=placed.node.breath_every_s,
                grace_s=placed.node.grace_s,
                share=placed.share,
                folders=placed.folders,
            )
            for name, placed in self._placed.items()
        }
        self._facts.place(nodes, changed | again)
        says = (name for name, p in self._placed.items() if isinstance(p.node, SaysAtWork))
        self._roster.sayers |= frozenset(says)
        for key in [key for key in self._facts.troubles if key.startswith("headnode:")]:
            del self._facts.troubles[key]
        for name, trouble in self._folder.troubles.items():
            self._facts.troubles[f"headnode:{name}"] = trouble
        self._hands.set_head_nodes([placed.node for placed in self._placed.values()])

    def ask_for_work(self, now: float) -> None:
        """Ask head nodes whether work waits, where it is time to."""
        for name in self._facts.to_ask(now):
            self._facts.nodes[name].asking.begin(now)
            self._hands.ask(name)
