"""What one step saw, decided and did; all that any view may know.

For: the one value that leaves the spawner. Not for: composing it (`spawner.reporting`).
"""

from __future__ import annotations

from dataclasses import dataclass

from planctongui.core.actions import Action
from planctongui.core.limits import Limits, Rung, Slot
from planctongui.core.observation import Condition, Presence, SourceStatus
from planctongui.core.orders import Orders
from planctongui.core.pilot import Pilot
from planctongui.core.removal import Removal
from planctongui.core.standing import Standing
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Verdict
from planctongui.core.wishes import Minding, NoticeWishes, Power


@dataclass(frozen=True, slots=True)
class Sums:
    """CPU time given, in CPU seconds (not wall time)."""

    today_s: float = 0.0
    """Since local midnight."""
    week_s: float = 0.0
    """Since the local midnight of this week's Monday."""
    total_s: float = 0.0
    useful_s: float = 0.0
    """Of the total: pilots that finished a job."""
    empty_s: float = 0.0
    """Of the total: pilots that found no job."""
    lost_s: float = 0.0
    """Of the total: pilots that failed or were ended before their job was done."""


@dataclass(frozen=True, slots=True)
class Delay:
    """What the pilots cost the owner today. What it says and what not: `budget`."""

    today_s: float | None
    """Seconds; None = some of it could not be measured."""
    budget_s: float
    """What the owner allows, seconds a day; 0 = any."""
    rung: Rung | None = None
    """The lower rung that holds instead of the chosen one, because of it; None = the chosen one."""
    calm_s: float | None = None
    """The same for a longer calm, seconds."""


@dataclass(frozen=True, slots=True)
class Pulling:
    """An image on its way from its registry."""

    head_node: str
    done_mb: float = 0.0
    """MB (10^6 bytes)."""
    total_mb: float = 0.0
    """Of the parts that the registry has told of so far; 0 = of none."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one step saw, decided and did; all that any view may know."""

    at: float
    """Unix time of the step."""
    verdict: Verdict
    presence: Presence
    owner_cores: float | None
    running: int
    """Pilots that use the CPU."""
    held: int
    starting: int
    max_cores: int
    machine_cores: int
    rung: Rung = Rung.QUIET
    """What the owner chose for while they are here."""
    slot: Slot = Slot()
    """What the owner's schedule says instead."""
    limits: Limits = Limits(0)
    """All that the owner allows."""
    minding: Minding = Minding()
    notices: NoticeWishes = NoticeWishes()
    power: Power = Power()
    rules: tuple[str, ...] = ()
    """The owner's week, as `core.schedule.rules_of` writes it."""
    sums: Sums = Sums()
    fruits: tuple[str, ...] = ()
    """One sentence per head node that shows results, e.g. "local demo: 1.2 M primes so far"."""
    troubles: tuple[Trouble, ...] = ()
    orders: Orders = Orders()
    governor: str = ""
    """How pilots are held back, one phrase."""
    actions: tuple[Action, ...] = ()
    """What this step ordered."""
    conditions: tuple[Condition, ...] = ()
    """What besides the owner's input keeps pilots still now."""
    locked: bool | None = None
    """True: the owner locked the screen; None = not known, or it says nothing to them."""
    sources: tuple[SourceStatus, ...] = ()
    """All ways of seeing, working or not."""
    delay: Delay | None = None
    """What it cost the owner today; None = not known yet."""
    head_nodes: tuple[Standing, ...] = ()
    """All head nodes in force."""
    governor_good: str = ""
    """How good the means of holding back is, one phrase."""
    governor_better: str = ""
    """What would make it better, one sentence with one command; "" = nothing."""
    governor_command: str = ""
    """That command alone."""
    engine: SourceStatus | None = None
    """The container engine, and when it was last heard of."""
    pulls: tuple[Pulling, ...] = ()
    """Images that are being pulled."""
    pilots: tuple[Pilot, ...] = ()
    """All that are known, in whatever phase."""
    removal: Removal | None = None
    """The last removal of everything in this run; None = there was none."""
    wake_in_s: float | None = None
    """Seconds until the loop steps again by itself; None = only when something happens."""
