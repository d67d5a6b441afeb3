"""What the owner notices of eight pilots: `python -m benchmarks.owner [--events N] [--quick]`.

Cost: see `cost`. Reaction: as in `hold`, by the control groups' files and by the engine's calls, on
a machine that is idle but for the pilots, and on one whose cores the owner keeps busy. A peer: see
`boinc`. The slice needs a systemd: see `guest`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from benchmarks import boinc, cost, figures, guest
from benchmarks.cost import CORES, PILOTS, busy_owner
from benchmarks.figures import Figure
from benchmarks.hold import react, reaction_figures, saturated_figure

RESULT = Path(__file__).resolve().parents[1] / "build" / "bench-owner.json"
EVENTS = 110
PEER_EVENTS = 30
"""BOINC takes some seconds to go on after each."""
QUICK_EVENTS = 3
WATCH_S = 0.9
"""Longer than the slowest hold, shorter than the second of calm after which pilots go on."""


def reactions(events: int) -> Iterator[Figure]:
    """Figures <governor>_hold_... and <governor>_saturated_hold_... of this machine."""
    for governor, hold_by in (("cgroup", "cgroup"), ("engine", "pause")):
        yield from reaction_figures(governor, *react(hold_by, PILOTS, events, watch_s=WATCH_S))
        found, how = react(hold_by, PILOTS, events, lambda: busy_owner(CORES), WATCH_S)
        how = f"{CORES} spinning processes of the owner beside, {how}"
        yield saturated_figure(governor, found, how)


PARTS: Mapping[str, Callable[[int], Iterator[Figure]]] = {
    "cost": lambda events: cost.costs(min(events, cost.ROUNDS)),
    "reactions": reactions,
    "boinc": lambda events: boinc.beside(min(events, PEER_EVENTS)),
    "slice": lambda events: guest.reactions(min(events, guest.EVENTS)),
}
"""Name -> gives its figures; the number of inputs is handed in."""


def main() -> int:
    """Measure, print, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--events", type=int, default=EVENTS, help="inputs per reaction figure")
    parser.add_argument("--quick", action="store_true", help="few inputs: does it work at all?")
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; else all")
    wanted = parser.parse_args()
    if unknown := sorted(set(wanted.parts) - set(PARTS)):
        parser.error(f"no part {', '.join(unknown)}; there are: {', '.join(PARTS)}")
    events = QUICK_EVENTS if wanted.quick else wanted.events
    found: list[Figure] = []
    for name in wanted.parts or PARTS:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        for figure in PARTS[name](events):
            print(figure.line(), flush=True)
            found.append(figure)
            figures.write(found, RESULT)
    print(f"written to {RESULT}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
