"""The page "Head nodes" of the real program, by keyboard alone: a test while the owner is here."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from tests.app.application import Application
from tests.app.conftest import Start
from tests.desk.desktop import Desktop
from tests.desk.process import wait_until

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"
PATIENCE_S = 120.0
AGAIN_S = 8.0
"""A window that was not ready for the keys gets them again after this long."""
HAND_S = 0.3
"""Between two keys, as of a hand: a click moves the focus first."""

SETTINGS = """
[limits]
max_cores = 1
calm_s = 300
keep_memory_mb = 16
[pilots]
memory_mb = 64
[local]
width = 2000000
"""


def trial(app: Application) -> dict[str, Any] | None:
    """The last test of the built-in head node."""
    found = app.asked()
    nodes = found["report"]["head_nodes"] if found else []
    return next((node["trial"] for node in nodes if node["name"] == "local"), None)


def test_the_owner_tests_a_head_node_by_keyboard_while_everything_else_is_held(
    launch: Start, desktop: Desktop
) -> None:
    app = launch(SETTINGS)
    window = desktop.find_window("planctongui", PATIENCE_S)
    app.wait_for(lambda r: r["head_nodes"], PATIENCE_S, "the head nodes")
    pressed_at = 0.0

    def finding() -> dict[str, Any] | None:
        nonlocal pressed_at
        found = trial(app)
        if found is None and time.monotonic() - pressed_at > AGAIN_S:
            pressed_at = time.monotonic()
            # The list of pages: its letter chooses the page; then First steps, table, Add and Test.
            desktop.click(window.x + 40, window.y + 12)
            for key in ("h", *["Tab"] * 4, "space"):
                time.sleep(HAND_S)
                desktop.key(key)
        return found and found["finding"]

    found = wait_until(finding, PATIENCE_S, "the test's finding", app.child)
    assert isinstance(found, dict) and found["good"] and "did a job" in found["title"]
    report = app.report()
    assert report["running"] == 0, "no other pilot runs beside the owner"
    desktop.screenshot(PICTURES / "app-head-nodes.png")
