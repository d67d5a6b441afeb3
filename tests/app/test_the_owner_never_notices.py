"""Real pilots on all cores, and an owner who comes, goes, drags the slider and burns CPU."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from tests.app.application import Application
from tests.app.conftest import Start
from tests.app.usage import cores_used
from tests.desk.desktop import Desktop
from tests.desk.process import wait_until
from tests.desk.sni_tray import SniTray

CORES = os.cpu_count() or 1
PILOTS = 2 * CORES
FILL = (
    "[limits]\nowner_cpu_percent = 100\ncalm_s = 2\nkeep_memory_mb = 0\n"
    "[pilots]\ncores = 0.5\nmemory_mb = 64\n"
)
"""Fills all cores whatever else the machine does: the tests themselves use the CPU."""

HELD = 0.02
"""A held pilot uses less than this share of a core."""


def containers(app: Application) -> set[str]:
    """The pilots that live, as the engine knows them."""
    return set(app.counters())


def test_the_mouse_moves_and_every_pilot_stops_and_later_the_same_ones_go_on(
    launch: Start, desktop: Desktop
) -> None:
    app = launch(FILL, "--hidden")
    app.wait_running(PILOTS)
    counters = app.counters()
    # As root the app lets them yield to all else that runs here, so no more is sure.
    assert min(cores_used(counters, 1.0).values()) > HELD

    desktop.move_mouse(400, 300)
    app.wait_for(lambda r: r["held"] == PILOTS, 5, "all pilots are held")
    said = app.asked()
    assert said is not None
    assert said["sentence"].startswith("Paused: you are using the computer.")
    moving_until = time.monotonic() + 1.5
    used = {}
    while time.monotonic() < moving_until:
        desktop.move_mouse(300 + int(time.monotonic() * 50) % 200, 300)
        used = cores_used(counters, 0.5)
    assert max(used.values()) < HELD, used

    app.wait_running(PILOTS)
    assert containers(app) == set(counters)
    assert max(cores_used(counters, 0.5).values()) > HELD


@pytest.mark.parametrize("desktop", ["sni"], indirect=True)
def test_the_limit_goes_from_all_to_one_core_and_nothing_is_killed(
    launch: Start, desktop: Desktop
) -> None:
    app = launch(FILL, "--hidden")
    app.wait_running(PILOTS)
    counters = app.counters()
    with SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
        ordered = time.monotonic()
        tray.click("Max cores", f"1 of {CORES} cores")
        app.wait_for(lambda r: r["running"] == 2, 2, "one core's worth of pilots")
        assert time.monotonic() - ordered < 2
    used = cores_used(counters, 1.0)
    assert sum(used.values()) < 1.1, used
    assert containers(app) == set(counters)
    wait_until(lambda: "max_cores = 1" in app.settings_file.read_text(), 5, "it is written down")


def test_the_owner_burns_cpu_at_nice_19_and_pilots_are_held(launch: Start) -> None:
    app = launch(
        "[limits]\nowner_cpu_percent = 60\ncalm_s = 2\nmax_cores = 1\nkeep_memory_mb = 0\n"
        "[pilots]\nmemory_mb = 64\n",
        "--hidden",
    )
    app.wait_running(1)
    burn = [sys.executable, "-c", "while True: pass"]
    burners = [
        subprocess.Popen(burn, start_new_session=True, preexec_fn=lambda: os.nice(19))
        for _ in range(CORES)
    ]
    try:
        app.wait_for(lambda r: r["verdict"]["reason"] == "owner_cpu", 20, "it sees the load")
        app.wait_for(lambda r: r["held"] == 1, 5, "the pilot is held")
        assert max(cores_used(app.counters(), 1.0).values()) < HELD
    finally:
        for burner in burners:
            burner.kill()
            burner.wait()
    app.wait_running(1)


def test_with_its_input_source_gone_pilots_are_held_and_it_says_why(
    launch: Start, desktop: Desktop
) -> None:
    # Without a window the program outlives its X server, as a user's service would.
    app = launch(FILL, "--terminal")
    app.wait_running(PILOTS)
    counters = app.counters()
    desktop.x_server.kill()
    report = app.wait_for(lambda r: r["verdict"]["reason"] == "blind", 15, "it is blind")
    assert "cannot see whether you are here" in report["presence"]["why_blind"]
    app.wait_for(lambda r: r["held"] == PILOTS, 5, "all pilots are held")
    assert max(cores_used(counters, 0.5).values()) < HELD
