"""Every page can be read whole: light and dark, English and Italian, at 100 % and 200 %.

The pictures are in build/screenshots, for the eye.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.desk import Child, Desktop, wait_until

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"
GALLERY_S = 120.0


def gallery(desktop: Desktop, *options: str, **environment: str) -> Child:
    """Take the pictures, and wait until all are taken."""
    desktop.env.update(environment)
    command = (sys.executable, "-m", "tests.views.gallery", str(PICTURES), *options)
    child = desktop.start(*command)
    wait_until(lambda: not child.alive(), GALLERY_S, "all pictures are taken")
    return child


@pytest.mark.parametrize("percent", ["100", "200"])
@pytest.mark.parametrize("look", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "it"])
def test_every_page_can_be_read_whole(language: str, look: str, percent: str) -> None:
    dark = ["--dark"] if look == "dark" else []
    with Desktop(tray="none") as desktop:
        child = gallery(desktop, "--language", language, "--percent", percent, *dark)
        assert child.exit_code() == 0, child.log.read_text()
        taken = set(PICTURES.glob(f"page-*-{look}-{language}-{percent}.png"))
        assert len(taken) >= 6


def test_every_page_can_be_read_whole_on_a_screen_of_fine_pixels() -> None:
    with Desktop(tray="none", screen="2560x1600") as desktop:
        child = gallery(desktop, "--name", "fine", QT_SCALE_FACTOR="2")
        assert child.exit_code() == 0, child.log.read_text()


@pytest.mark.parametrize("percent", ["100", "200"])
@pytest.mark.parametrize("language", ["en", "it"])
def test_every_page_can_be_read_whole_on_a_small_screen(language: str, percent: str) -> None:
    options = ("--name", f"small-{percent}", "--language", language, "--percent", percent)
    with Desktop(tray="none", screen="1024x600") as desktop:
        child = gallery(desktop, *options)
        assert child.exit_code() == 0, child.log.read_text()
