"""The X11 idle alarm on a real X server with injected input."""

from __future__ import annotations

import os
import select
import signal
import time

import pytest

from planctongui.sensors import x11_idle
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.x11_idle import X11Idle
from tests.desk import Desktop, wait_until
from tests.sensors.conftest import no_display


def nothing() -> None:
    """A wake that is not needed."""


def wakes(source: X11Idle, seconds: float) -> bool:
    """Whether the descriptor becomes readable in time; takes in what it has."""
    descriptor = source.fileno()
    assert descriptor is not None
    ready = bool(select.select([descriptor], [], [], seconds)[0])
    if ready:
        source.pump()
    return ready


ROUNDING_S = 0.002
"""The server counts whole milliseconds."""


def age(source: X11Idle) -> float:
    seen = source.presence().age_s
    assert seen is not None
    return seen


def test_the_first_input_after_the_calm_wakes_the_loop_fifty_times_in_a_row(desk: Desktop) -> None:
    source = x11_idle.open_source(0.05, nothing)
    for turn in range(50):
        desk.move_mouse(100 + turn, 100)
        wait_until(lambda: age(source) >= 0.05, 2, "the owner to be idle")
        source.pump()
        moved = desk.move_mouse(100 + turn, 200)
        assert wakes(source, 2), f"input number {turn} was not noticed"
        assert age(source) <= time.monotonic() - moved + ROUNDING_S
    source.close()


def test_going_idle_wakes_the_loop_when_the_calm_is_over(desk: Desktop) -> None:
    source = x11_idle.open_source(0.2, nothing)
    moved = desk.move_mouse(50, 50)
    while time.monotonic() - moved < 0.15:
        wakes(source, 0.01)
    assert wakes(source, 2)
    assert age(source) >= 0.2
    assert time.monotonic() - moved >= 0.2 - ROUNDING_S
    source.close()


def test_keys_and_clicks_count_as_input_too(desk: Desktop) -> None:
    source = x11_idle.open_source(0.1, nothing)
    for act in (lambda: desk.key("a"), lambda: desk.click(30, 30), lambda: desk.move_mouse(5, 5)):
        wait_until(lambda: age(source) >= 0.1, 2, "the owner to be idle")
        source.pump()
        act()
        assert wakes(source, 2)
    source.close()


def test_a_source_opened_while_the_owner_is_away_notices_their_return(desk: Desktop) -> None:
    desk.move_mouse(10, 10)
    first = x11_idle.open_source(0.05, nothing)
    wait_until(lambda: age(first) >= 0.2, 2, "the owner to be idle")
    source = x11_idle.open_source(0.05, nothing)
    source.pump()
    moved = desk.move_mouse(20, 20)
    assert wakes(source, 2)
    assert age(source) <= time.monotonic() - moved + ROUNDING_S
    first.close()
    source.close()


def test_typing_costs_no_wake_up(desk: Desktop) -> None:
    source = x11_idle.open_source(5.0, nothing)
    # The first key of another keyboard is told to every program, with its layout.
    desk.key("a")
    wakes(source, 0.05)
    for turn in range(200):
        desk.key("abcdefgh"[turn % 8])
    assert not wakes(source, 0.05)
    source.close()


def test_the_age_is_the_time_since_the_last_input(desk: Desktop) -> None:
    source = x11_idle.open_source(10.0, nothing)
    moved = desk.move_mouse(77, 77)
    wait_until(lambda: time.monotonic() - moved > 0.3, 2, "0.3 s to pass")
    before = time.monotonic() - moved
    seen = age(source)
    # The server counts in ms and looks at its clock when it likes.
    assert before - 0.02 <= seen <= time.monotonic() - moved + 0.02
    source.close()


def test_while_the_owner_is_known_to_be_away_the_server_need_not_answer(
    desk: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = x11_idle.open_source(0.1, nothing)
    desk.move_mouse(60, 60)
    monkeypatch.setattr(x11_idle, "ASK_AGAIN_S", 0.0)
    # The server told long ago that the calm is over: nothing is under way any more.
    wait_until(lambda: age(source) >= 0.5, 30, "the owner to be idle")
    known = age(source)
    monkeypatch.setattr(x11_idle, "ASK_AGAIN_S", 1000.0)
    os.kill(desk.x_server.pid, signal.SIGSTOP)
    try:
        seen = [age(source) for _ in range(50)]
    finally:
        os.kill(desk.x_server.pid, signal.SIGCONT)
    assert seen == sorted(seen) and seen[0] >= known
    moved = desk.move_mouse(61, 80)
    assert wakes(source, 30)
    assert age(source) <= time.monotonic() - moved + ROUNDING_S
    source.close()


def test_an_alarm_that_came_with_an_answer_is_not_left_unread(desk: Desktop) -> None:
    source = x11_idle.open_source(0.05, nothing)
    desk.move_mouse(1, 1)
    wait_until(lambda: age(source) >= 0.05, 2, "the owner to be idle")
    assert not wakes(source, 0.02)
    source.close()


def test_a_display_server_that_goes_away_turns_the_source_blind(desk: Desktop) -> None:
    source = x11_idle.open_source(0.1, nothing)
    silent = x11_idle.open_source(0.1, nothing)
    desk.x_server.kill()
    assert select.select([source.fileno()], [], [], 2)[0], "the loop must learn of it"
    source.pump()
    for blind in (source, silent):
        seen = blind.presence()
        assert (seen.age_s, seen.why_blind) == (None, "The display server went away.")
        assert blind.fileno() is None
        blind.pump()
        blind.close()
        blind.close()


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    no_display(monkeypatch)
    with pytest.raises(SourceMissing, match="no X11 display"):
        x11_idle.open_source(1.0, nothing)


@pytest.mark.parametrize(
    ("name", "value"), [("WAYLAND_DISPLAY", "wayland-0"), ("XDG_SESSION_TYPE", "wayland")]
)
def test_under_wayland_it_refuses_although_there_is_an_x_display(
    desk: Desktop, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SourceMissing, match="Wayland"):
        x11_idle.open_source(1.0, nothing)


# python-xlib leaves the socket of a failed connection to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
@pytest.mark.parametrize("wrong", [":987", "nonsense", "no-such-host.invalid:0"])
def test_a_display_that_cannot_be_reached_is_said_so(
    monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    no_display(monkeypatch)
    monkeypatch.setenv("DISPLAY", wrong)
    with pytest.raises(SourceMissing, match="does not let us in"):
        x11_idle.open_source(1.0, nothing)
