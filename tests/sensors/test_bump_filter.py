"""A bump of the table on a real X server: held at once, forgotten a second later."""

from __future__ import annotations

import select
import time
from collections.abc import Iterator

import pytest

from planctongui.core import bump
from planctongui.sensors import bump_filter, x11_idle
from planctongui.sensors.x11_idle import X11Idle
from tests.desk import Desktop, wait_until

LONG_S = 0.6


@pytest.fixture
def source(desk: Desktop, monkeypatch: pytest.MonkeyPatch) -> Iterator[X11Idle]:
    monkeypatch.setattr(bump, "LONG_IDLE_S", LONG_S)
    monkeypatch.setattr(bump_filter, "LONG_IDLE_S", LONG_S)
    desk.move_mouse(100, 100)
    made = x11_idle.open_source(0.3, lambda: None)
    yield made
    made.close()


def age(source: X11Idle) -> float:
    seen = source.presence().age_s
    assert seen is not None
    return seen


def long_idle(source: X11Idle) -> None:
    wait_until(lambda: age(source) > LONG_S + 0.1, 5, "long idleness")
    source.pump()


def wakes(source: X11Idle, seconds: float) -> bool:
    ready = bool(select.select([source.fileno()], [], [], seconds)[0])
    source.pump()
    return ready


def test_a_bump_holds_at_once_and_a_second_later_the_age_of_before_is_back(
    desk: Desktop, source: X11Idle
) -> None:
    long_idle(source)
    desk.move_mouse(103, 102)
    assert wakes(source, 1)
    assert age(source) < 0.1
    moved = time.monotonic()
    wait_until(lambda: age(source) > time.monotonic() - moved + 0.5, 3, "the judgement")
    assert time.monotonic() - moved > 0.9
    source.pump()
    desk.move_mouse(104, 103)  # again, and sooner than the calm's alarm would tell
    assert wakes(source, 1)
    assert age(source) < 0.5
    wait_until(lambda: 0.3 < age(source) < LONG_S, 3, "the owner's real age")


@pytest.mark.parametrize("what", ["far", "twice", "key"])
def test_an_owner_is_no_bump(desk: Desktop, source: X11Idle, what: str) -> None:
    long_idle(source)
    if what == "key":
        desk.key("a")
    else:
        desk.move_mouse(103 if what == "twice" else 300, 100)
    began = time.monotonic()
    assert wakes(source, 1)
    assert age(source) < 0.2
    if what == "twice":
        wait_until(lambda: time.monotonic() - began > 0.4, 2, "a moment")
        desk.move_mouse(104, 100)
    until = began + 1.8
    while time.monotonic() < until:
        assert age(source) <= time.monotonic() - began + 0.1
        wakes(source, 0.05)
