"""Run all benchmarks, or those named, e.g. `python -m benchmarks hold window`."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks import calls, figures, hold, rest, spawn, window

ALL = {
    "hold": hold.measure,
    "spawn": spawn.measure,
    "rest": rest.measure,
    "calls": calls.measure,
    "window": window.measure,
}
RESULT = Path(__file__).resolve().parents[1] / "build" / "bench.json"


def main(names: list[str]) -> int:
    """Measure, print, write."""
    unknown = [n for n in names if n not in ALL]
    if unknown:
        print(f"no benchmark {', '.join(unknown)}; there are: {', '.join(ALL)}", file=sys.stderr)
        return 2
    found: list[figures.Figure] = []
    for name in names or ALL:
        print(f"measuring {name} ...", file=sys.stderr, flush=True)
        for figure in ALL[name]():
            print(figure.line(), flush=True)
            found.append(figure)
        figures.write(found, RESULT)
    print(f"written to {RESULT}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
