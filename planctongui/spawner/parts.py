"""What the spawner knows and whom it orders, as one value for those who do its work.

For: handing on; whoever gets it takes what it needs. Not for: deciding or changing anything.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from planctongui.core.limits import Limits
from planctongui.governor.protocol import Governor
from planctongui.hands import Hands
from planctongui.headnodes.folder import HeadNodeFolder
from planctongui.sensors.protocol import Senses
from planctongui.settings import SettingsFile
from planctongui.spawner.accounts import Accounts
from planctongui.spawner.clock import Clock
from planctongui.spawner.facts import Facts
from planctongui.spawner.roster import Roster


@dataclass(frozen=True, slots=True)
class Parts:
    """All on the spawner's thread."""

    clock: Clock
    settings: SettingsFile
    senses: Senses
    governor: Governor
    hands: Hands
    head_nodes: HeadNodeFolder
    chance: Callable[[], float]
    """A number in 0..1 that spreads many machines apart."""
    facts: Facts = field(default_factory=Facts)
    roster: Roster = field(default_factory=Roster)
    accounts: Accounts = field(default_factory=Accounts)

    def limits(self) -> Limits:
        """What the owner allows: the file's, and what was chosen and is not written yet."""
        return replace(self.settings.current.limits, **self.facts.chosen)
