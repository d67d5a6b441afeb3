"""Wayland's idle notices: a real sway with injected input, and a compositor that misbehaves."""

from __future__ import annotations

import os
import select
import signal
import struct
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planctongui.sensors import wayland_idle, wayland_wire
from planctongui.sensors.protocol import SourceMissing
from tests.desk import wait_until
from tests.desk.compositor import Sway
from tests.desk.odd_compositor import EXT, KDE, SEAT, OddCompositor
from tests.sensors.conftest import no_display
from tests.sensors.looking import SLOWEST_LOOK_S, age, assert_back, blind, leave, nothing, wakes

CALM_S = 0.1
IDLED, RESUMED = 0, 1

MakeCompositor = Callable[..., OddCompositor]


def test_the_first_move_after_the_calm_wakes_the_loop_thirty_times_in_a_row(sway: Sway) -> None:
    source = wayland_idle.open_source(CALM_S, nothing)
    for turn in range(30):
        leave(source, CALM_S)
        at = sway.move()
        assert wakes(source, 2), f"move number {turn} was not noticed"
        assert_back(source, at)
    source.close()


def test_a_key_counts_as_input_too(sway: Sway) -> None:
    source = wayland_idle.open_source(CALM_S, nothing)
    leave(source, CALM_S)
    at = sway.key()
    assert wakes(source, 2)
    assert_back(source, at)
    source.close()


def test_going_idle_wakes_the_loop_when_the_calm_is_over_and_the_age_counts_on(sway: Sway) -> None:
    source = wayland_idle.open_source(0.5, nothing)
    moved = sway.move()
    while time.monotonic() - moved < 0.4:
        wakes(source, 0.01)
    assert age(source) == 0.0
    assert wakes(source, 2)
    assert age(source) >= 0.5
    assert time.monotonic() - moved >= 0.5
    wait_until(lambda: time.monotonic() - moved > 0.8, 2, "0.3 s to pass")
    assert age(source) == pytest.approx(time.monotonic() - moved, abs=0.1)
    source.close()


def test_moving_on_wakes_the_loop_no_more(sway: Sway) -> None:
    source = wayland_idle.open_source(5.0, nothing)
    for _ in range(100):
        sway.move()
    assert not wakes(source, 0.05)
    source.close()


def test_a_source_opened_while_the_owner_is_away_notices_their_return(sway: Sway) -> None:
    first = wayland_idle.open_source(CALM_S, nothing)
    leave(first, CALM_S)
    source = wayland_idle.open_source(CALM_S, nothing)
    leave(source, CALM_S)
    at = sway.move()
    assert wakes(source, 2)
    assert_back(source, at)
    first.close()
    source.close()


def test_a_compositor_that_goes_away_wakes_the_loop_and_the_owner_is_told_what_to_do(
    sway: Sway,
) -> None:
    source = wayland_idle.open_source(CALM_S, nothing)
    sway.compositor.kill()
    assert select.select([source.fileno()], [], [], 2)[0], "the loop must learn of it"
    source.pump()
    seen = blind(source)
    assert "compositor went away" in seen.why_blind
    assert "Log in to a session" in seen.why_blind


def test_a_compositor_that_freezes_while_the_owner_is_away_turns_the_source_blind(
    sway: Sway,
) -> None:
    source = wayland_idle.open_source(CALM_S, nothing)
    leave(source, CALM_S)
    os.kill(sway.compositor.pid, signal.SIGSTOP)
    try:
        assert "did not answer" in blind(source).why_blind
        started = time.monotonic()
        with pytest.raises(SourceMissing, match="did not answer"):
            wayland_idle.open_source(CALM_S, nothing)
        assert time.monotonic() - started < SLOWEST_LOOK_S
    finally:
        os.kill(sway.compositor.pid, signal.SIGCONT)


def test_thousands_of_looks_use_the_same_few_names_of_objects(
    sway: Sway, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One slow answer among so many is a busy machine's, and nothing to this test.
    monkeypatch.setattr(wayland_wire, "LIMIT_S", 10.0)
    source = wayland_idle.open_source(CALM_S, nothing)
    leave(source, CALM_S)
    for _ in range(300):
        assert age(source) >= CALM_S
    wire = source._wire
    assert wire is not None
    assert wire.add() < 20
    source.close()


@pytest.fixture
def compositor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MakeCompositor]:
    """Makes a compositor that announces what it is given; this process is in its session."""
    no_display(monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", "odd")
    made: list[OddCompositor] = []

    def make(*offers: tuple[str, int]) -> OddCompositor:
        made.append(OddCompositor(tmp_path / "odd", *offers))
        return made[0]

    yield make
    for each in made:
        each.go_away()


@pytest.mark.parametrize(
    ("offers", "used", "request_number"),
    [
        ([(SEAT, 9), (EXT, 1)], EXT, 1),
        ([(SEAT, 9), (EXT, 2)], EXT, 2),
        ([(SEAT, 9), (EXT, 7), (KDE, 1)], EXT, 2),
        ([(KDE, 1), (SEAT, 9), (EXT, 1)], EXT, 1),
        ([(SEAT, 9), (KDE, 1)], KDE, 0),
    ],
)
def test_the_newer_protocol_is_preferred_and_films_are_left_out_where_it_can(
    compositor: MakeCompositor, offers: list[tuple[str, int]], used: str, request_number: int
) -> None:
    desk = compositor(*offers)
    source = wayland_idle.open_source(7.0, nothing)
    (notice,) = desk.notices.values()
    assert notice[:3] == (used, request_number, 7000)
    assert age(source) == 0.0
    desk.tell(IDLED)
    assert wakes(source, 2)
    assert age(source) >= 7.0
    desk.tell(RESUMED)
    assert wakes(source, 2)
    assert age(source) == 0.0
    source.close()


def test_the_owner_is_here_while_any_seat_is_in_use(compositor: MakeCompositor) -> None:
    desk = compositor((SEAT, 1), (EXT, 1), (SEAT, 1))
    source = wayland_idle.open_source(7.0, nothing)
    first, second = desk.notices
    desk.say(first, IDLED)
    assert wakes(source, 2)
    assert age(source) == 0.0
    desk.say(second, IDLED)
    assert wakes(source, 2)
    assert age(source) >= 7.0
    source.close()


def test_a_seat_that_comes_later_is_watched_and_one_that_goes_is_forgotten(
    compositor: MakeCompositor,
) -> None:
    desk = compositor((SEAT, 1), (EXT, 1))
    source = wayland_idle.open_source(7.0, nothing)
    desk.tell(IDLED)
    assert wakes(source, 2)
    assert age(source) >= 7.0
    desk.offer(3, SEAT, 9)
    assert wakes(source, 2)
    wait_until(lambda: len(desk.notices) == 2, 2, "the new seat to be watched")
    assert age(source) == 0.0
    desk.withdraw(3)
    assert wakes(source, 2)
    assert age(source) >= 7.0
    desk.withdraw(1)
    assert wakes(source, 2)
    assert age(source) == 0.0
    source.close()


def test_a_notice_that_comes_with_an_answer_is_not_left_unread(compositor: MakeCompositor) -> None:
    desk = compositor((SEAT, 1), (EXT, 1))
    source = wayland_idle.open_source(7.0, nothing)
    desk.tell(IDLED)
    desk.tell(RESUMED)
    wait_until(lambda: age(source) == 0.0 and not wakes(source, 0), 2, "both to be taken in")
    source.close()


@pytest.mark.parametrize(
    ("offers", "why"),
    [
        ([], "does not tell programs"),
        ([(SEAT, 1)], "does not tell programs"),
        ([(SEAT, 1), ("wl_shm", 1)], "does not tell programs"),
        ([(EXT, 1)], "no seat"),
    ],
)
def test_a_compositor_that_cannot_tell_is_no_source_and_the_owner_is_told_what_to_do(
    compositor: MakeCompositor, offers: list[tuple[str, int]], why: str
) -> None:
    compositor(*offers)
    with pytest.raises(SourceMissing, match=f"{why}.*Log in to a session"):
        wayland_idle.open_source(CALM_S, nothing)


def test_a_compositor_that_answers_nothing_costs_no_more_than_its_limit(
    compositor: MakeCompositor,
) -> None:
    compositor((SEAT, 1), (EXT, 1)).hangs = True
    started = time.monotonic()
    with pytest.raises(SourceMissing, match="did not answer"):
        wayland_idle.open_source(CALM_S, nothing)
    assert time.monotonic() - started < SLOWEST_LOOK_S


WRONG: dict[str, Callable[[OddCompositor], None]] = {
    "odd": lambda desk: desk.say(1, 1, b"", size=3),
    "odd ": lambda desk: desk.say(1, 1, b"", size=10),
    "odd  ": lambda desk: desk.say(2, 0, struct.pack("=II", 9, 4000) + b"wl_seat\0"),
    "odd   ": lambda desk: desk.say(1, 1),
    "refused us (no such thing)": lambda desk: desk.error("no such thing"),
    "stopped telling": lambda desk: desk.withdraw(2),
    "went away": lambda desk: desk.go_away(),
}


@pytest.mark.parametrize("why", WRONG)
def test_a_compositor_that_goes_wrong_turns_the_source_blind_and_says_how(
    compositor: MakeCompositor, why: str
) -> None:
    desk = compositor((SEAT, 1), (EXT, 1))
    source = wayland_idle.open_source(7.0, nothing)
    desk.tell(IDLED)
    assert wakes(source, 2)
    WRONG[why](desk)
    assert why.strip() in blind(source).why_blind


def test_an_answer_that_never_ends_is_no_answer(compositor: MakeCompositor) -> None:
    desk = compositor((SEAT, 1), (EXT, 1))
    source = wayland_idle.open_source(7.0, nothing)
    desk.tell(IDLED)
    assert wakes(source, 2)
    desk.say(1, 1, b"1234", size=65532)
    assert "did not answer" in blind(source).why_blind


def test_outside_wayland_it_refuses(monkeypatch: pytest.MonkeyPatch) -> None:
    no_display(monkeypatch)
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(SourceMissing, match="no Wayland session"):
        wayland_idle.open_source(CALM_S, nothing)


@pytest.mark.parametrize("name", ["nobody-there", "/nonexistent/x", "x" * 300])
def test_a_compositor_that_cannot_be_reached_is_said_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str
) -> None:
    no_display(monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("WAYLAND_DISPLAY", name)
    with pytest.raises(SourceMissing, match="does not let us in"):
        wayland_idle.open_source(CALM_S, nothing)


def test_the_session_type_alone_leads_to_the_usual_socket(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    no_display(monkeypatch)
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    desk = OddCompositor(tmp_path / "wayland-0", (SEAT, 1), (EXT, 1))
    source = wayland_idle.open_source(CALM_S, nothing)
    assert age(source) == 0.0
    source.close()
    desk.go_away()
