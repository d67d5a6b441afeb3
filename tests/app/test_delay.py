"""What real pilots cost a real owner: nothing unseen at rest, something that grows beside them."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from tests.app.application import Application
from tests.app.conftest import Start
from tests.desk.desktop import Desktop

CORES = os.cpu_count() or 1
BUDGET_S = 0.5

SHARE = (
    '[limits]\nrung = "share"\nowner_cpu_percent = 100\ncalm_s = 2\nkeep_memory_mb = 0\n'
    'delay_budget_s = {}\n[pilots]\ncores = 0.5\nmemory_mb = 64\n[engine]\nhold_by = "pause"\n'
)
"""Pilots of half a core, so that on two cores some go on beside the owner. Held by the engine's
calls they do not yield to the owner's programs: in the idle class they would cost next to nothing.
"""


def delay(app: Application) -> float:
    """Seconds of today."""
    told = app.report()["delay"]["today_s"]
    assert isinstance(told, float), told
    return told


def test_pilots_that_go_on_cost_a_busy_owner_something_and_over_the_budget_they_do_not(
    launch: Start, desktop: Desktop
) -> None:
    app = launch(SHARE.format(BUDGET_S), "--hidden")
    app.wait_for(lambda r: r["running"] > 0 and not r["starting"], 60, "pilots run")
    assert delay(app) == 0.0, "nobody was here"
    spin = [sys.executable, "-c", "while True: pass"]
    burners = [subprocess.Popen(spin, start_new_session=True) for _ in range(CORES)]
    try:

        def typing() -> bool:
            return desktop.move_mouse(300 + int(time.monotonic() * 50) % 200, 300) > 0

        app.wait_for(lambda r: typing() and delay(app) > BUDGET_S, 60, "more than the budget")
        app.wait_for(lambda r: typing() and not r["running"], 10, "the pilots are held")
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
    # While the owner goes on, quiet keeps the pilots held: a pause would let them go on.
    report = app.wait_for(lambda r: typing() and not r["running"], 10, "a look at held pilots")
    assert report["delay"]["rung"] == "quiet"
    assert report["delay"]["today_s"] > BUDGET_S
    later = app.wait_for(
        lambda r: typing() and r["at"] > report["at"] and not r["running"], 15, "another look"
    )
    assert later["delay"]["today_s"] == report["delay"]["today_s"], "held pilots cost nothing"
    said = app.asked()
    assert said is not None and f"more than the {BUDGET_S} s you allow" in said["delay"]
