"""Gives the age of the owner's input back when the input was only a bump of the table.

For: a source that knows idle time and pointer. It never delays "back": the first look after input
tells the input, and only a second later, if nothing followed, the age of before. Not for: reading
idle time or pointer, or what is a bump (`core.bump`). All calls on one thread.
"""

from __future__ import annotations

from collections.abc import Callable

from planctongui.core.bump import JUDGED_AFTER_S, LONG_IDLE_S, Point, is_bump

SAME_S = 0.2
"""Times of input that differ by less are the same one: one move is several events."""


class BumpFilter:
    """`age` is to be told every idle time that was read. Times in monotonic seconds."""

    def __init__(self, pointer: Callable[[], Point | None]) -> None:
        """`pointer` says where it is (at most 1 ms); None = not known."""
        self._pointer = pointer
        self._resting: Point | None = None
        self._quiet_since: float | None = None
        self._input_at: float | None = None
        """The input that is to be judged, or was found to be a bump."""
        self._bumped = False

    @property
    def judging(self) -> bool:
        """True while a look is wanted JUDGED_AFTER_S after the input."""
        return self._input_at is not None and not self._bumped

    @property
    def bumped(self) -> bool:
        """True while the newest input is taken for a bump: any input must wake the loop then."""
        return self._bumped

    def wants(self, age_s: float) -> bool:
        """True when this idle time is to be read, although the source may already know it."""
        return self._input_at is not None or (age_s >= LONG_IDLE_S and self._quiet_since is None)

    def age(self, now: float, age_s: float) -> float:
        """The owner's idleness: as read, or as it was before a bump."""
        input_at = now - age_s
        if self._input_at is None:
            return self._wait_for_input(now, age_s, input_at)
        if self._bumped and input_at - self._input_at < SAME_S:
            return now - self._quiet_since if self._quiet_since is not None else age_s
        if not self._bumped and age_s < JUDGED_AFTER_S and input_at - self._input_at < SAME_S:
            return age_s  # too early to judge
        if not self._bumped and self._was_bump(input_at):
            self._bumped = True
            return self.age(now, age_s)
        self._input_at, self._bumped, self._quiet_since = None, False, None
        return age_s

    def _wait_for_input(self, now: float, age_s: float, input_at: float) -> float:
        if age_s >= LONG_IDLE_S:
            self._quiet_since, self._resting = input_at, self._pointer()
        elif self._quiet_since is not None and age_s < JUDGED_AFTER_S:
            self._input_at = input_at
        else:
            self._quiet_since = None  # The input is too long ago to tell what followed it.
        return age_s

    def _was_bump(self, input_at: float) -> bool:
        before, after = self._resting, self._pointer()
        if before is None or after is None or self._input_at is None or self._quiet_since is None:
            return False
        repeated = input_at - self._input_at >= SAME_S
        return is_bump(before, after, self._input_at - self._quiet_since, repeated)
