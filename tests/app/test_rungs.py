"""Real pilots beside an owner who shares: the mouse moves, and half of the cores go on."""

from __future__ import annotations

import time

from tests.app.application import Application
from tests.app.conftest import Start
from tests.app.test_the_owner_never_notices import CORES, FILL, HELD, PILOTS
from tests.app.usage import cores_used
from tests.desk.desktop import Desktop

SHARED = CORES // 2
"""Cores that go on; each is filled by two pilots of half a core."""


def moving(app: Application, desktop: Desktop, seconds: float) -> dict[str, float]:
    """Move the mouse for so long; gives what each pilot used in the last half second of it."""
    counters, used = app.counters(), {}
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        desktop.move_mouse(300 + int(time.monotonic() * 50) % 200, 300)
        used = cores_used(counters, 0.5)
    return used


def test_on_share_the_mouse_moves_and_half_of_the_cores_go_on(
    launch: Start, desktop: Desktop
) -> None:
    app = launch(FILL.replace("[pilots]", 'rung = "share"\n[pilots]'), "--hidden")
    app.wait_running(PILOTS)
    before = set(app.counters())

    desktop.move_mouse(400, 300)
    app.wait_for(lambda r: r["running"] == 2 * SHARED, 5, "half of the cores go on")
    used = moving(app, desktop, 3.0)
    said = app.asked()
    assert said is not None
    assert said["report"]["verdict"]["reason"] == "sharing"
    goes = "goes" if SHARED == 1 else "go"
    assert said["sentence"] == (
        f"Contributing: you are here, so only {SHARED} of {CORES} cores {goes} on."
    )
    going = [pilot for pilot, cores in used.items() if cores > HELD]
    assert len(going) == 2 * SHARED, used
    assert sum(used.values()) < SHARED + 0.1, used

    app.wait_running(PILOTS)
    assert set(app.counters()) == before, "the same pilots, none was ended"
