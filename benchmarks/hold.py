"""From the owner's first input to the last moment at which any pilot used the CPU.

The whole application on a real X server: the mouse is moved by XTEST at a random moment while all
pilots compute on all cores; their cgroup counters are read all the time. The answer is the end of
the last WINDOW_S in which a pilot used more than 2 % of a core.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

from benchmarks.figures import Figure, load, percentile
from benchmarks.scene import REGARDLESS, Scene, scene

PILOTS = 4
EVENTS = 110
WATCH_S = 0.5
WINDOW_S = 0.010
LITTLE = 0.02
"""Share of a core under which a pilot counts as held."""

GOALS = {"slice": (10.0, 34.0, 50.0), "cgroup": (10.0, 34.0, 50.0), "engine": (None, 150.0, None)}
"""Governor -> p50, p99, p99 on a machine that the owner saturates; ms."""


def measure() -> list[Figure]:
    """Figures hold_p50_ms and hold_p99_ms: the engine's calls alone."""
    reactions, how = react("pause", PILOTS, EVENTS)
    return [
        Figure("hold_p50_ms", percentile(reactions, 50), "ms", None, how),
        Figure("hold_p99_ms", percentile(reactions, 99), "ms", 150.0, how),
    ]


def reaction_figures(governor: str, reactions: Sequence[float], how: str) -> Iterator[Figure]:
    """Figures <governor>_hold_p50_ms and <governor>_hold_p99_ms with their goals."""
    p50, p99, _ = GOALS[governor]
    yield Figure(f"{governor}_hold_p50_ms", percentile(reactions, 50), "ms", p50, how)
    yield Figure(f"{governor}_hold_p99_ms", percentile(reactions, 99), "ms", p99, how)


def saturated_figure(governor: str, reactions: Sequence[float], how: str) -> Figure:
    """Figure <governor>_saturated_hold_p99_ms with its goal."""
    name, goal = f"{governor}_saturated_hold_p99_ms", GOALS[governor][2]
    return Figure(name, percentile(reactions, 99), "ms", goal, how)


def react(
    hold_by: str,
    pilots: int,
    events: int,
    beside: Callable[[], AbstractContextManager[object]] = nullcontext,
    watch_s: float = WATCH_S,
) -> tuple[list[float], str]:
    """Reactions in ms with this governor ([engine] hold_by), and under what condition.

    `beside` goes on from when the pilots run: those of the idle class cannot start beside it.
    """
    settings = (
        f"[limits]\n{REGARDLESS}\ncalm_s = 1\nkeep_memory_mb = 0\n"
        f"[pilots]\ncores = {(os.cpu_count() or 1) / pilots}\nmemory_mb = 64"
    )
    with scene(settings, hold_by=hold_by) as here:
        here.app.wait_running(pilots)
        with beside():
            reactions = [_one(here, pilots, watch_s) * 1000 for _ in range(events)]
        how = here.app.report()["governor"]
    return reactions, f"{pilots} computing pilots, {events} inputs, held {how}, {load()}"


def _one(here: Scene, pilots: int, watch_s: float) -> float:
    """One reaction in seconds, at most `watch_s`."""
    here.app.wait_running(pilots)
    counters = here.app.counters().values()
    time.sleep(random.uniform(0.05, 0.3))  # the moment of an input is random
    moved = here.desktop.move_mouse(random.randint(200, 900), random.randint(200, 600))
    return last_use(sample(counters, moved + watch_s)) - moved


def sample(files: Iterable[Path], until: float) -> list[tuple[float, list[int]]]:
    """(monotonic seconds, counters in ns) about every millisecond; cgroup v1 or v2 files."""
    handles = [os.open(file, os.O_RDONLY) for file in files]
    samples = []
    try:
        while (now := time.monotonic()) < until:
            samples.append((now, [_nanoseconds(os.pread(h, 4096, 0)) for h in handles]))
            time.sleep(0.001)
    finally:
        for handle in handles:
            os.close(handle)
    return samples


def _nanoseconds(text: bytes) -> int:
    words = text.split()
    return int(words[1]) * 1000 if words[0] == b"usage_usec" else int(words[0])


def last_use(samples: list[tuple[float, list[int]]]) -> float:
    """The end of the last window in which any counter grew faster than LITTLE of a core."""
    last = samples[0][0]
    start = 0
    for now, counts in samples:
        while samples[start + 1][0] <= now - WINDOW_S if start + 1 < len(samples) else False:
            start += 1
        since, before = samples[start]
        span = now - since
        if span >= WINDOW_S * 0.9:
            used = max(c - b for c, b in zip(counts, before, strict=True)) / 1e9
            if used > LITTLE * span:
                # The use itself ended when the counter last grew inside this window.
                last = max(last, _grew_at(samples, start, now))
    return last


def _grew_at(samples: list[tuple[float, list[int]]], start: int, until: float) -> float:
    grew = samples[start][0]
    for (_, before), (now, counts) in zip(samples[start:], samples[start + 1 :], strict=False):
        if now > until:
            break
        if counts != before:
            grew = now
    return grew
