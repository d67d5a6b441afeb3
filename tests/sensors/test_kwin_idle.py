"""Wayland's idle notices from KDE: a real KWin with injected input, by both of its protocols."""

from __future__ import annotations

import pytest

from planctongui.sensors import wayland_idle
from tests.desk.compositor import KWin
from tests.desk.odd_compositor import EXT, KDE
from tests.sensors.looking import assert_back, leave, nothing, wakes

CALM_S = 0.1
LIMIT_S = 30.0


@pytest.mark.parametrize("interface", [EXT, KDE])
def test_each_first_input_after_the_calm_wakes_the_loop(
    kwin: KWin, monkeypatch: pytest.MonkeyPatch, interface: str
) -> None:
    if interface == KDE:
        monkeypatch.setattr(wayland_idle, "_EXT", "as of an older KWin, which offers none")
    source = wayland_idle.open_source(CALM_S, nothing)
    assert isinstance(source, wayland_idle.WaylandIdle) and source._interface == interface
    for turn in range(10):
        leave(source, CALM_S)
        at = kwin.key() if turn % 2 else kwin.move()
        assert wakes(source, LIMIT_S), f"input number {turn} was not noticed"
        assert_back(source, at)
    source.close()
