"""The polled screen saver service, by one of our own hand on a bus of its own."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable

import pytest
from jeepney import DBusAddress, new_method_call

from planctongui.sensors import screensaver_idle
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.screensaver_idle import IdleUnit
from tests.desk import Child, wait_until
from tests.desk.compositor import WaylandDesk
from tests.desk.idle_service import LIES, SCREEN_SAVER
from tests.sensors.looking import SLOWEST_LOOK_S, age, blind, nothing

CALM_S = 0.3


def serve(session: WaylandDesk, unit: str = "ms") -> Child:
    """The service, up on that bus."""
    service = session.start(sys.executable, "-m", "tests.desk.idle_service", SCREEN_SAVER, unit)
    wait_until(lambda: session.has_bus_name(SCREEN_SAVER), 10, "the service", service)
    return service


def tell(session: WaylandDesk, member: str, *how: str) -> None:
    """Call the service."""
    address = DBusAddress("/ScreenSaver", SCREEN_SAVER, SCREEN_SAVER)
    with session.connect() as connection:
        message = new_method_call(address, member, "s" * len(how) or None, how)
        connection.send_and_get_reply(message, timeout=5)


def ticks() -> list[str]:
    return [each.name for each in threading.enumerate() if each.name == "screen saver tick"]


def test_the_owner_comes_back_and_is_seen_within_a_second(bare_session: WaylandDesk) -> None:
    serve(bare_session)
    woken = threading.Event()
    source = screensaver_idle.open_source(CALM_S, woken.set)
    assert source.fileno() is None
    wait_until(lambda: age(source) >= CALM_S, 2, "the owner to count as away")
    for _ in range(3):
        # As the loop does: it looks when it is woken, at no other time.
        woken.clear()
        tell(bare_session, "SimulateUserActivity")
        back = time.monotonic()
        assert woken.wait(2)
        assert age(source) < 1.0
        assert time.monotonic() - back <= 1.0
        wait_until(lambda: age(source) >= CALM_S, 2, "the owner to count as away")
    source.close()
    wait_until(lambda: not ticks(), 3, "the thread to end")


def test_nothing_ticks_while_the_owner_is_here(bare_session: WaylandDesk) -> None:
    serve(bare_session)
    woken = threading.Event()
    source = screensaver_idle.open_source(60.0, woken.set)
    opened = time.monotonic()
    # The unit of the answers is known after some milliseconds of silence.
    wait_until(
        lambda: age(source) > 0 and time.monotonic() - opened > 0.2, 2, "the unit to be known"
    )
    woken.clear()
    assert not woken.wait(screensaver_idle.TICK_S + 0.3)
    source.close()


@pytest.mark.parametrize("how", ["hang", "die", "sulk", *sorted(LIES.keys() - {"huge u"})])
def test_a_service_that_misbehaves_counts_as_blind_at_once(
    bare_session: WaylandDesk, how: str
) -> None:
    serve(bare_session)
    source = screensaver_idle.open_source(CALM_S, nothing)
    age(source)
    tell(bare_session, "Behave", how)
    started = time.monotonic()
    seen = source.presence()
    assert time.monotonic() - started < SLOWEST_LOOK_S
    assert seen.age_s is None
    assert "planctongui asks again" in blind(source).why_blind
    wait_until(lambda: not ticks(), 3, "the thread to end")


def test_an_idle_time_longer_than_the_machine_has_run_is_a_lie(bare_session: WaylandDesk) -> None:
    up_ms = time.clock_gettime(time.CLOCK_BOOTTIME) * 1000
    assert up_ms < 2**32 - 1, "this machine has run for 49 days: the lie would be possible"
    serve(bare_session)
    source = screensaver_idle.open_source(CALM_S, nothing)
    tell(bare_session, "Behave", "huge u")
    assert "cannot be" in blind(source).why_blind


def test_a_service_that_always_says_zero_means_that_the_owner_is_here() -> None:
    unit = IdleUnit()
    for second in range(100):
        unit.look(float(second), 0)
    assert (unit.unit_s, unit.sure) == (0.001, False)


def looked(answers: Callable[[float], int], apart_s: float, looks: int) -> IdleUnit:
    unit = IdleUnit()
    for turn in range(looks):
        unit.look(turn * apart_s, answers(turn * apart_s))
    return unit


@pytest.mark.parametrize("apart_s", [0.05, 0.9, 2.5, 60.0])
def test_milliseconds_are_known_by_the_second_look(apart_s: float) -> None:
    unit = looked(lambda now: int(now * 1000), apart_s, 2)
    assert (unit.unit_s, unit.sure) == (0.001, True)


@pytest.mark.parametrize("apart_s", [0.05, 0.9, 2.5, 60.0])
def test_seconds_are_believed_only_after_keeping_step_several_times(apart_s: float) -> None:
    enough = 2 + int(IdleUnit.STEPS_NEEDED * max(1, 3 / apart_s))
    unit = looked(lambda now: int(now + 0.5), apart_s, enough + 2)
    assert (unit.unit_s, unit.sure) == (1.0, True)
    assert not looked(lambda now: int(now + 0.5), apart_s, 3).sure


def test_somebody_who_keeps_typing_does_not_turn_milliseconds_into_seconds() -> None:
    unit = IdleUnit()
    for turn in range(10_000):
        unit.look(turn * 2.0, (turn * 37) % 19)
    assert unit.unit_s == 0.001


def test_seconds_that_turn_out_to_be_milliseconds_are_taken_back() -> None:
    unit = looked(int, 2.0, 6)
    assert unit.unit_s == 1.0
    unit.look(12.0, 1010)
    assert unit.unit_s == 0.001


def test_a_service_in_seconds_is_understood(bare_session: WaylandDesk) -> None:
    serve(bare_session, "s")
    woken = threading.Event()
    source = screensaver_idle.open_source(3.0, woken.set)

    def away() -> bool:
        woken.wait(0.5)
        woken.clear()
        return age(source) >= 3.0

    # The unit is not known before several seconds of silence.
    wait_until(away, 20, "the owner to count as away")
    tell(bare_session, "SimulateUserActivity")
    assert age(source) < 3.0
    source.close()


def test_a_desktop_without_the_service_is_said_so(bare_session: WaylandDesk) -> None:
    with pytest.raises(SourceMissing, match="No screen saver service"):
        screensaver_idle.open_source(CALM_S, nothing)
    assert not ticks()


@pytest.mark.parametrize("how", ["hang", "die", "sulk", "words"])
def test_a_service_that_misbehaves_from_the_start_is_no_source(
    bare_session: WaylandDesk, how: str
) -> None:
    serve(bare_session)
    tell(bare_session, "Behave", how)
    started = time.monotonic()
    with pytest.raises(SourceMissing, match=r"GetSessionIdleTime|went away"):
        screensaver_idle.open_source(CALM_S, nothing)
    # It is asked at two paths.
    assert time.monotonic() - started < 2 * SLOWEST_LOOK_S
    assert not ticks()
