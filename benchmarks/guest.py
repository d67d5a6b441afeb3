"""The reaction by the slice, which needs a systemd: in the emulated guest of the tests.

For: `benchmarks.owner`, or alone: `python -m benchmarks.guest`. An emulated machine is slower than
a real one by a factor of ten and more, so what counts is the slice against two others in the same
run: the engine's calls, and nothing but the writes themselves (`guest_bare`).
Not for: the guest itself (`tests.vm`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from benchmarks.figures import Figure, load, percentile
from tests.vm.guest import bring_checkout, ready
from tests.vm.machine import CORES, Machine
from tests.vm.person import Person

PILOTS = 8
EVENTS = 30
MEANS = {("slice", "guest_bare"): "auto", ("guest_engine",): "pause"}
"""Begins of figures' names, of those that are measured in turn -> [engine] hold_by."""
GOALS = {"slice": (10.0, 34.0, 50.0)}
"""p50, p99, p99 on a saturated machine; ms. They are for real machines."""


def reactions(events: int = EVENTS) -> Iterator[Figure]:
    """Figures slice_[saturated_]hold_... and, to compare, those of guest_bare and guest_engine."""
    machine = Machine(ready())
    try:
        machine.restore()
        bring_checkout(machine)
        root, owner = Person(machine, "root"), Person(machine, "owner")
        try:
            root.sh("bash packaging/install-system.sh install")
            owner.call("choose", "pause")
            for _ in range(PILOTS):  # beside computing ones a start would take minutes
                living = owner.call("start", 1)
                owner.call("hold", living)
            owner.call("release", living)
            for names, hold_by in MEANS.items():
                owner.call("choose", hold_by)
                yield from _figures(names, owner, events)
        finally:
            owner.close()
            root.close()
    finally:
        machine.stop()


def _figures(names: Sequence[str], owner: Person, events: int) -> Iterator[Figure]:
    how = (
        f"from the order on, {PILOTS} computing pilots, {events} holds, "
        f"in an emulated guest of {CORES} cores, {load()}"
    )
    bare = len(names) > 1
    calm = owner.call("react", events, 0, bare)
    saturated = owner.call("react", events, CORES, bare)
    for name, by_calm, by_saturated in zip(names, calm, saturated, strict=True):
        p50, p99, saturated_p99 = GOALS.get(name, (None, None, None))
        yield _figure(f"{name}_hold_p50_ms", by_calm, 50, p50, how)
        yield _figure(f"{name}_hold_p99_ms", by_calm, 99, p99, how)
        beside = f"{CORES} spinning processes of the owner beside, {how}"
        yield _figure(f"{name}_saturated_hold_p99_ms", by_saturated, 99, saturated_p99, beside)


def _figure(
    name: str, found: Sequence[float], percent: int, goal: float | None, how: str
) -> Figure:
    every = ", ".join(f"{1000 * s:.1f}" for s in sorted(found))
    return Figure(
        name, percentile([1000 * s for s in found], percent), "ms", goal, f"{how}; all: {every}"
    )


if __name__ == "__main__":
    for figure in reactions():
        print(figure.line(), flush=True)
