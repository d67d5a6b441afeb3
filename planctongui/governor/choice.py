"""Which means holds the pilots: the best that this machine grants, asked anew at every hold.

For: the order of the means, and words about it: what is in force and what would be better.
Not for: the means themselves.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Collection
from pathlib import Path

from planctongui.engine.counters import CGROUP_ROOT
from planctongui.engine.group_files import GroupFiles
from planctongui.engine.protocol import Engine
from planctongui.events import Event
from planctongui.governor.cgroup_files import CgroupGovernor
from planctongui.governor.engine_calls import EngineGovernor, Means
from planctongui.governor.protocol import Governor
from planctongui.governor.slice import SLICE, SliceGovernor
from planctongui.tongue import mark, translate

BEST_MEANS: Means = "pause"
"""As quick as the crawl and leaves nothing running; figures in docs/performance.md."""

INSTALL = mark(
    "Governor",
    "Pilots would be held sooner, and yield to you while they run, with the system part: "
    "sudo make install-system",
)
ALLOW = mark(
    "Governor", 'A better means may be there: set [engine] hold_by = "auto" in the settings.'
)

COMMANDS = {INSTALL: "sudo make install-system", ALLOW: 'hold_by = "auto"'}
"""What each of them is done by, as it is to be typed: a command, or a line of the settings."""

_WORDS: dict[str, Means] = {"crawl": "crawl", "pause": "pause"}


GOOD: dict[type, str] = {
    CgroupGovernor: mark("Governor", "the best there is: held within some milliseconds"),
    SliceGovernor: mark(
        "Governor", "as good as the best while all are held; some of them by the engine's calls"
    ),
    EngineGovernor: mark("Governor", "a tenth of a second or more until all are held"),
}
"""How good each means is; figures in docs/performance.md."""


def is_root() -> bool:
    """True for the one who may write every control group."""
    return os.geteuid() == 0


class BestGovernor:
    """The pilots' own groups where they may be written, else the slice, else the engine's calls."""

    def __init__(
        self,
        find: Callable[[str], GroupFiles | None],
        engine: Engine,
        post: Callable[[Event], None],
        root: Path = CGROUP_ROOT,
        owns_groups: Callable[[], bool] = is_root,
    ) -> None:
        self._find = find
        self._owns_groups = owns_groups
        self._own = CgroupGovernor(find, engine, BEST_MEANS, post)
        self._slice = SliceGovernor(root / SLICE, engine, BEST_MEANS, post)
        self._calls = EngineGovernor(engine, BEST_MEANS, post)
        # The slice holds at the end of a step: nothing else comes before it then.
        self._all: tuple[Governor, ...] = (self._slice, self._own, self._calls)
        self._holders: dict[str, Governor] = {}
        """Pilot -> who held it last: only that one knows how to undo it."""
        self._living: frozenset[str] = frozenset()
        self._slice_is_usable: bool | None = None
        """Asked once a step: eight pilots that are held together do not ask eight times."""

    @property
    def phrase(self) -> str:
        return self._best().phrase

    def in_force(self) -> Governor:
        """The means that would hold a pilot now."""
        return self._best()

    def hold(self, pilot: str, cores: float) -> None:
        self._holders[pilot] = holder = self._best_now(pilot)
        holder.hold(pilot, cores)

    def release(self, pilot: str, cores: float) -> None:
        self._holder(pilot).release(pilot, cores)

    def breathe(self, pilot: str, cores: float) -> None:
        self._holder(pilot).breathe(pilot, cores)

    def before_end(self, pilot: str) -> None:
        self._holders.get(pilot, self._own).before_end(pilot)

    def tend(self, living: Collection[str], starting: int = 0) -> None:
        self._living = frozenset(living)
        self._holders = {p: g for p, g in self._holders.items() if p in self._living}
        for governor in self._all:
            governor.tend(living, starting)
        self._slice_is_usable = None

    def close(self) -> None:
        for governor in self._all:
            governor.close()

    def _holder(self, pilot: str) -> Governor:
        if pilot not in self._holders:
            self._holders[pilot] = self._best_now(pilot)
        return self._holders[pilot]

    def _best_now(self, pilot: str) -> Governor:
        """The best for an order of this step."""
        if self._may_write(pilot):
            return self._own
        if self._slice_is_usable is None:
            self._slice_is_usable = self._slice.usable()
        return self._slice if self._slice_is_usable else self._calls

    def _best(self) -> Governor:
        """The best there is, to be told."""
        if self._may_write(next(iter(self._living), "")):
            return self._own
        return self._slice if self._slice.usable() else self._calls

    def _may_write(self, pilot: str) -> bool:
        group = self._find(pilot)
        # Before the first pilot there is nothing to try.
        return group.may_write() if group else self._owns_groups()


def choose(
    hold_by: str,
    find: Callable[[str], GroupFiles | None],
    engine: Engine,
    post: Callable[[Event], None],
    owns_groups: Callable[[], bool] = is_root,
) -> Governor:
    """The governor for the setting [engine] hold_by: auto, cgroup, pause or crawl.

    `owns_groups` says whether pilots to come can be held by their own groups; it asks nobody.
    """
    if hold_by in _WORDS:
        return EngineGovernor(engine, _WORDS[hold_by], post)
    if hold_by == "cgroup":
        return CgroupGovernor(find, engine, BEST_MEANS, post)
    return BestGovernor(find, engine, post, owns_groups=owns_groups)


def describe(governor: Governor) -> tuple[str, str]:
    """What holds the pilots, and one sentence with one command that would better it, or ""."""
    better = _better(governor)
    return governor.phrase, translate("Governor", better) if better else ""


def command(governor: Governor) -> str:
    """The command of that sentence alone, to be copied, or ""."""
    return COMMANDS.get(_better(governor), "")


def _better(governor: Governor) -> str:
    if isinstance(governor, BestGovernor):
        return INSTALL if isinstance(governor.in_force(), EngineGovernor) else ""
    return ALLOW if isinstance(governor, EngineGovernor) else ""


def how_good(governor: Governor) -> str:
    """How good the means is that holds the pilots, one phrase."""
    if isinstance(governor, BestGovernor):
        governor = governor.in_force()
    return translate("Governor", GOOD[type(governor)])
