"""What the window costs, and whether three years of contribution ever hold it up.

Each beside a bare PyQt5 window in the same run, in turn, each time a new process. Times are until
the X server has drawn. The ledger is one of three years, made for this (`years`).
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks import years
from benchmarks.figures import Figure, load, median
from benchmarks.pages_probe import HALT
from tests.desk.desktop import Desktop
from tests.desk.process import wait_until

RUNS = 7
FRAME_MS = 16.0
ANSWER_MS = 200.0

Pages = dict[str, dict[str, float]]
"""Page -> part of the work for it -> ms."""


def measure() -> list[Figure]:
    """All figures of the window."""
    with tempfile.TemporaryDirectory(prefix="years-") as folder, Desktop(tray="none") as desktop:
        path = Path(folder) / "ledger.sqlite3"
        years.write(path, time.time())
        years.write_record(path, time.time())
        ours, bare, pages, bare_pages = [], [], [], []
        for _ in range(RUNS):
            ours.append(_probe(desktop, "window_probe", "ours", str(path)))
            bare.append(_probe(desktop, "window_probe", "bare"))
            pages.append(_probe(desktop, "pages_probe", "ours", str(path)))
            bare_pages.append(_probe(desktop, "pages_probe", "bare"))
    return [*_figures(ours, bare), *_of_pages(pages, bare_pages)]


def _probe(desktop: Desktop, which: str, *words: str) -> Any:
    child = desktop.start(sys.executable, "-m", f"benchmarks.{which}", *words)
    wait_until(lambda: not child.alive(), 120, "the probe has measured")
    lines = [line for line in child.log.read_text().splitlines() if line.startswith("{")]
    assert lines, f"the probe said nothing:\n{child.tail()}"
    return json.loads(lines[-1])


def _of_pages(ours: list[Pages], bare: list[Pages]) -> Iterator[Figure]:
    """For each page the longest of its pieces, in CPU time of the GUI thread."""
    how = f"CPU time of the GUI thread, median of {RUNS} in turn, {load()}"
    look = median([run["Window"]["look"] for run in bare])
    for page, parts in ours[0].items():
        took = {part: median([run[page].get(part, 0.0) for run in ours]) for part in parts}
        replayed = took.pop(HALT, None)
        longest = max(took, key=lambda part: took[part])
        beside = f"; a bare window's page {look:.1f}"
        if page == "Window":
            beside = f"; a bare window's {median([r[page][longest] for r in bare]):.1f}"
        name = f"gui_{page.lower().replace(' ', '_')}_ms"
        yield Figure(
            name, took[longest], "ms", FRAME_MS, f"longest piece, {longest}{beside}; {how}"
        )
        if replayed is not None:
            what = "longest halt of the GUI while limits are moved and last week is replayed"
            yield Figure("limits_stall_ms", replayed, "ms", None, f"{what}, {load()}")


def _figures(ours: list[dict[str, float]], bare: list[dict[str, float]]) -> list[Figure]:
    def of(runs: list[dict[str, float]], name: str) -> float:
        return median([run[name] for run in runs])

    def grown(runs: list[dict[str, float]], name: str) -> float:
        return median([run[name] - run["pss_before"] for run in runs])

    how = f"median of {RUNS} in turn, {load()}"

    def ms(name: str, key: str, goal: float | None, what: str) -> Figure:
        beside = f"; a bare window {of(bare, key):.1f} ms" if key in bare[0] else ""
        return Figure(name, of(ours, key), "ms", goal, f"{what}{beside}, {how}")

    def mib(name: str, key: str, what: str) -> Figure:
        beside = f"a bare window {grown(bare, key):.1f} MiB"
        return Figure(name, grown(ours, key), "MiB", None, f"PSS {what}; {beside}, {how}")

    return [
        ms("window_open_ms", "open_ms", None, "first open, its modules imported"),
        ms("window_reopen_ms", "reopen_ms", None, "open again, to exposed and drawn"),
        ms("window_close_ms", "close_ms", FRAME_MS, "close into the tray"),
        mib("window_open_mib", "pss_open", "more than before it was made"),
        mib("window_closed_mib", "pss_closed", "more than before, when it is closed again"),
        ms("page_first_ms", "first_switch_ms", None, "slowest page, made and drawn"),
        ms("page_switch_ms", "switch_ms", FRAME_MS, "to a page that was seen before"),
        ms("years_asked_ms", "all_ms", ANSWER_MS, "all of three years, from asking to the answer"),
        ms("years_stall_ms", "stall_ms", FRAME_MS, "longest halt of the GUI meanwhile and shown"),
        ms("years_show_ms", "show_ms", FRAME_MS, "these sums put into chart, tiles and table"),
        ms("years_redraw_ms", "redraw_ms", FRAME_MS, "the chart of three years drawn anew"),
    ]
