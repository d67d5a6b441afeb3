"""The local head node: pilots that count primes, so that the whole chain can be seen at work.

For: which range the next pilot counts, what its log is worth, and the sum of all counts.
Not for: the counting itself (`resources/pilots/local`) or building the image (the engine).
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from importlib.resources import files
from pathlib import Path

from planctongui.headnodes.elf import is_static
from planctongui.headnodes.keys import KeyValue
from planctongui.headnodes.protocol import Harvest, Outcome, PilotOrder, Recipe
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.settings.option import Option
from planctongui.tongue import translate
from planctongui.words.formats import decimal

NAME = "local"
NO_JOB = 75
"""Exit code of a pilot that found no job."""
WIDTH = 15_000_000
"""Numbers in one range: 20 to 30 CPU seconds. Never change it: old results count such ranges."""
ENDLESS = 10**6
"""Ranges when the owner set no end: about a CPU year."""

HOLD_TOLERANCE_S = 24 * 3600.0
"""Nobody waits for a range; but a pilot held for a day takes memory for half a minute's work."""

BUSYBOXES = (Path("/bin/busybox"), Path("/usr/bin/busybox"), Path("/usr/lib/busybox/busybox"))
"""Where a distribution puts its static busybox."""

OPTIONS: tuple[Option, ...] = (
    Option("", "jobs", 0, "Jobs to do in all; 0 = no end in sight.", "jobs", 0, 10**7),
    Option("", "width", WIDTH, "Numbers that one job looks through.", "numbers", 1000, 5 * 10**7),
)
"""Keys of a file of the kind "local"."""

_LINE = re.compile(r"planctongui-result: primes ([0-9]{1,15}) ([0-9]{1,15}) ([0-9]{1,9})")
_RESULT = re.compile(r"([0-9]{1,9}) ([0-9]{1,9})(?: ([0-9]{1,10}))?")
"""Range, count, and the width of the ranges if it is not WIDTH."""


class LocalHeadNode:
    """Hands out numbered ranges of equal width and adds up the primes found in them."""

    def __init__(
        self,
        jobs: int,
        busyboxes: Iterable[Path] = BUSYBOXES,
        width: int = WIDTH,
        name: str = NAME,
    ) -> None:
        """`jobs`: ranges to count in all, 0 = no end in sight. Counting starts at 0.

        `width`: numbers in one range. Results of ranges of another width are not added up.
        """
        self._jobs = jobs or ENDLESS
        self._width = width
        self._name = name
        self._busyboxes = tuple(busyboxes)
        self._counts: dict[int, int] = {}
        self._lowest_open = 0
        self._recipe: Recipe | None = None

    @property
    def name(self) -> str:
        """ "local", or the name of the file that asks for this kind."""
        return self._name

    @property
    def image(self) -> Recipe:
        """The image from this machine's static busybox, or else from a registry's `busybox`.

        Looks again each time until a static busybox is found: it may be installed meanwhile.
        """
        if self._recipe is None:
            busybox = next((path for path in self._busyboxes if is_static(path)), None)
            if busybox is None:
                return _recipe("Dockerfile", {})
            self._recipe = _recipe("Dockerfile.static", {"busybox": busybox.read_bytes()})
        return self._recipe

    @property
    def hold_tolerance_s(self) -> float:
        """A day."""
        return HOLD_TOLERANCE_S

    @property
    def breath_every_s(self) -> float:
        """Never: nobody waits for a sign of life."""
        return math.inf

    @property
    def grace_s(self) -> float:
        """Any: a range is counted again."""
        return 0.0

    def examine(self, name: str, secret: bytes) -> None:
        """There is none."""

    def waiting(self) -> int | None:
        """Ranges not counted yet. Safe on any thread: it only asks how many counts there are."""
        return max(0, self._jobs - len(self._counts))

    def recall(self, results: Iterable[str]) -> None:
        """Take back earlier results; a range told twice counts once, nonsense is passed over."""
        for result in results:
            match = _RESULT.fullmatch(result)
            if match and int(match[3] or WIDTH) == self._width:
                job, count = int(match[1]), int(match[2])
                if self._plausible(count):
                    self._counts[job] = count

    def order(self, busy: Collection[str]) -> PilotOrder:
        """The lowest range neither counted nor busy; `none` when there is no such range."""
        while self._lowest_open in self._counts:
            self._lowest_open += 1
        for job in range(self._lowest_open, self._jobs):
            if job not in self._counts and str(job) not in busy:
                bounds = (str(job * self._width), str((job + 1) * self._width))
                return PilotOrder(command=("primes", *bounds), job=str(job))
        return PilotOrder(command=("none",))

    def harvest(self, exit_code: int | None, log: str) -> Harvest:
        """Useful only with exit 0 and exactly one well-formed result for a range of ours."""
        if exit_code == NO_JOB:
            return Harvest(Outcome.EMPTY)
        counted = self._counted(log) if exit_code == 0 else None
        if counted is None or counted[0] >= self._jobs:
            return Harvest(Outcome.LOST)
        job, count = counted
        self._counts[job] = count
        width = "" if self._width == WIDTH else f" {self._width}"
        return Harvest(Outcome.USEFUL, f"{job} {count}{width}")

    def fruit(self) -> str:
        """E.g. "local demo: 1.2 M primes so far"; "" before the first result."""
        if not self._counts:
            return ""
        return translate("HeadNodes", "local demo: {count} primes so far").format(
            count=_short(sum(self._counts.values()))
        )

    def _counted(self, log: str) -> tuple[int, int] | None:
        """(range, count) from a log; None unless it holds one good result line and no other."""
        lines = [line for line in log.splitlines() if line.startswith("planctongui-result:")]
        match = _LINE.fullmatch(lines[0]) if len(lines) == 1 else None
        if match is None:
            return None
        start, stop, count = (int(number) for number in match.groups())
        if start % self._width or stop != start + self._width or not self._plausible(count):
            return None
        return start // self._width, count

    def _plausible(self, count: int) -> bool:
        """Every second number is even: a range holds no more primes than half its width, plus 2."""
        return count <= self._width // 2 + 1


def make(name: str, values: Mapping[str, KeyValue]) -> LocalHeadNode:
    """See `kinds`. Raises HeadNodeTrouble."""
    if values["image"]:
        raise HeadNodeTrouble(
            translate("HeadNodes", "The head node {name} cannot have an image").format(name=name),
            translate("HeadNodes", "The kind local builds its own. Take the key image out."),
        )
    return LocalHeadNode(int(str(values["jobs"])), width=int(str(values["width"])), name=name)


def _recipe(dockerfile: str, more: dict[str, bytes]) -> Recipe:
    """The build context: the named Dockerfile and the pilot's own files, and `more`."""
    folder = files("planctongui.resources").joinpath("pilots", "local")
    shipped = {name: folder.joinpath(name).read_bytes() for name in ("pilot", "primes.awk")}
    dockerfile_text = folder.joinpath(dockerfile).read_bytes()
    return Recipe("planctongui-local", {"Dockerfile": dockerfile_text, **shipped, **more})


def _short(number: int) -> str:
    """A count in a few characters: 999, 12.3 k, 1.2 M, 3.4 G."""
    for unit, name in ((10**9, "G"), (10**6, "M"), (10**3, "k")):
        if number >= unit:
            # Cut, not rounded: 999,999 must not become "1000.0 k".
            return decimal(f"{number * 10 // unit / 10:.1f} {name}")
    return str(number)
