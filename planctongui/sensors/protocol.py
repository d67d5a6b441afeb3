"""What every source of the owner's input promises.

For: the contract. Not for: choosing among sources (`watch`) or a source itself (a module each).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from planctongui.core.observation import Condition, Presence, SourceStatus
from planctongui.core.wishes import Minding


class SourceMissing(Exception):
    """This source cannot see the owner here; the text says why, for the owner."""


class InputSource(Protocol):
    """Sees the owner's input. Opened, read and closed on the spawner's thread.

    It is made by `open_source(calm_s, wake)`: `calm_s` is the idleness in seconds after which the
    owner counts as away; `wake` may be called from any thread, never blocks, and makes the loop
    step at once. A source must wake the loop (by its file descriptor or by `wake`) when input comes
    after at least `calm_s` of idleness. Raises SourceMissing when it cannot work here.
    """

    @property
    def name(self) -> str:
        """Short name for the owner, e.g. "X11 idle alarm"."""

    def fileno(self) -> int | None:
        """A descriptor that becomes readable when `pump` has work; None = it wakes by `wake`."""

    def pump(self) -> None:
        """Take in what the descriptor has; at most 5 ms. Never raises: dead turns blind."""

    def presence(self) -> Presence:
        """The owner's idleness right now; at most 5 ms. Never raises: blind = age_s None."""

    def close(self) -> None:
        """Free everything; may be called twice."""


OpenSource = Callable[[float, Callable[[], None]], InputSource]


class Senses(Protocol):
    """All the spawner asks about the owner and the machine. On its thread; none raises."""

    @property
    def machine_cores(self) -> int:
        """Cores of the machine."""

    def presence(self) -> Presence:
        """The owner's input, right now; at most 5 ms."""

    def owner_cores(self, now: float, pilots_s: float) -> float | None:
        """Mean cores used by all but us over the last seconds; None = not known yet.

        `now` in monotonic seconds, `pilots_s` the CPU seconds used by all our pilots so far.
        """

    def free_memory_mb(self) -> int | None:
        """Memory available without swapping, MiB; None = not known."""

    def conditions(self) -> tuple[Condition, ...]:
        """What besides the owner's input keeps pilots still now; the first is told."""

    def locked(self) -> bool | None:
        """True: the owner locked the screen, so they are away; None = not known."""

    def sources(self) -> tuple[SourceStatus, ...]:
        """Every way of seeing, working or not, for the owner to read."""

    def mind(self, minding: Minding) -> None:
        """What else counts as presence from now on."""

    def retune(self, calm_s: float) -> None:
        """The owner counts as away after this many seconds without input from now on."""
