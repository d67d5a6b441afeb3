"""The reaction by the slice, which needs a systemd: in the emulated guest of the tests.

For: `benchmarks.owner`, or alone: `python -m benchmarks.guest`. An emulated machine is slower than
a real one by a factor of ten and more, so what counts is the slice against the engine's calls in
the same run. Not for: the guest itself (`tests.vm`).
"""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.figures import Figure, load, percentile
from tests.vm.guest import bring_checkout, ready
from tests.vm.machine import CORES, Machine
from tests.vm.person import Person

PILOTS = 8
EVENTS = 30
MEANS = {"slice": "auto", "guest_engine": "pause"}
"""Begin of a figure's name -> [engine] hold_by."""
GOALS = {"slice": (10.0, 34.0, 50.0), "guest_engine": (None, None, None)}
"""p50, p99, p99 on a saturated machine; ms. They are for real machines."""


def reactions(events: int = EVENTS) -> Iterator[Figure]:
    """Figures slice_[saturated_]hold_... and, to compare, guest_engine_[saturated_]hold_..."""
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
            for name, hold_by in MEANS.items():
                owner.call("choose", hold_by)
                yield from _figures(name, owner, events)
        finally:
            owner.close()
            root.close()
    finally:
        machine.stop()


def _figures(name: str, owner: Person, events: int) -> Iterator[Figure]:
    how = (
        f"from the order on, {PILOTS} computing pilots, {events} holds, "
        f"in an emulated guest of {CORES} cores, {load()}"
    )
    p50, p99, saturated = GOALS[name]
    found = [1000 * s for s in owner.call("react", events, 0)]
    yield Figure(f"{name}_hold_p50_ms", percentile(found, 50), "ms", p50, how)
    yield Figure(f"{name}_hold_p99_ms", percentile(found, 99), "ms", p99, how)
    found = [1000 * s for s in owner.call("react", events, CORES)]
    how = f"{CORES} spinning processes of the owner beside, {how}"
    yield Figure(f"{name}_saturated_hold_p99_ms", percentile(found, 99), "ms", saturated, how)


if __name__ == "__main__":
    for figure in reactions():
        print(figure.line(), flush=True)
