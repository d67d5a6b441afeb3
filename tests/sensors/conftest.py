"""A desktop for this folder, and the environment that a source started in it would have."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.desk import Desktop


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    """An X server with nothing but a window manager; DISPLAY of this process leads there."""
    with Desktop(tray="none", session_bus=False) as desktop:
        no_display(monkeypatch)
        monkeypatch.setenv("DISPLAY", desktop.display)
        yield desktop


def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """Forget whatever display the tests were started on."""
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "XAUTHORITY"):
        monkeypatch.delenv(name, raising=False)
