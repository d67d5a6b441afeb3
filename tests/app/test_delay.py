"""What real pilots cost a real owner: nothing unseen at rest, something that grows beside them."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from planctongui.sensors import delay as sensor
from tests.app.application import Application
from tests.app.conftest import Start
from tests.desk.desktop import Desktop
from tests.desk.process import wait_until

CORES = os.cpu_count() or 1
BUDGET_S = 0.5
CALM_S = 5
LONG_S = 60
"""As long as a machine that others load may take for anything here."""

SHARE = (
    f'[limits]\nrung = "share"\nmax_cores = {max(1, CORES // 2)}\nowner_cpu_percent = 100\n'
    f"calm_s = {CALM_S}\nkeep_memory_mb = 0\ndelay_budget_s = {BUDGET_S}\n"
    "[pilots]\ncores = 1\nmemory_mb = 64\n"
)
"""As many pilots as the rung leaves beside the owner, so that none is held when the owner comes and
all that is counted comes from those that go on. Each may use a whole core: one that waits for a
quota of its own would hide, in the kernel's count, that the owner waits too. The calm is long
enough that input which a busy machine injects late does not look like an owner who left.
"""

# A probe sleeps, and whoever sleeps is served first: only a crowd makes it late.
BURNERS = CORES if isinstance(sensor.best(), sensor.Pressure) else 12 * CORES


def delay(app: Application) -> float:
    """Seconds of today."""
    told = app.report()["delay"]["today_s"]
    assert isinstance(told, float), told
    return told


def at_rest(report: dict[str, Any]) -> bool:
    """No pilot runs, and none is on the way."""
    return not report["running"] and not report["starting"]


@contextmanager
def typing(desktop: Desktop) -> Iterator[None]:
    """An owner who moves the mouse five times a second, whatever the test waits for."""
    over = threading.Event()

    def move() -> None:
        x = 300
        while not over.wait(0.2):
            x = 700 - x
            desktop.move_mouse(x, 300)

    thread = threading.Thread(target=move)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@contextmanager
def computing() -> Iterator[None]:
    """Programs of the owner that want all cores."""
    spin = [sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(spin, start_new_session=True) for _ in range(BURNERS)]
    try:
        yield
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()


def test_pilots_that_go_on_cost_a_busy_owner_something_and_over_the_budget_they_do_not(
    launch: Start, desktop: Desktop
) -> None:
    wait_until(lambda: desktop.hand.idle_s() > CALM_S, LONG_S, "a desktop that nobody uses")
    # Held by the engine's calls pilots do not yield to the owner's programs.
    app = launch(SHARE, "--hidden", hold_by="pause")
    app.wait_for(lambda r: r["running"] > 0 and not r["starting"], LONG_S, "pilots run")
    assert delay(app) == 0.0, "nobody was here"
    with typing(desktop):
        with computing():
            app.wait_for(lambda r: delay(app) > BUDGET_S, LONG_S, "more than the budget")
            app.wait_for(lambda r: not r["running"], LONG_S, "the pilots are held")
        # While the owner goes on, quiet keeps the pilots held: a pause would let them go on.
        report = app.wait_for(at_rest, LONG_S, "a look at held pilots")
        assert report["delay"]["rung"] == "quiet"
        assert report["delay"]["today_s"] > BUDGET_S
        later = app.wait_for(
            lambda r: r["at"] > report["at"] and at_rest(r), LONG_S, "another look"
        )
        assert later["delay"]["today_s"] == report["delay"]["today_s"], "held pilots cost nothing"
        said = app.asked()
    assert said is not None and f"more than the {BUDGET_S} s you allow" in said["delay"]
