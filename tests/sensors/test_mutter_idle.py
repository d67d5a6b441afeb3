"""GNOME's idle monitor: a real mutter with injected keys, and a service that misbehaves."""

from __future__ import annotations

import os
import select
import signal
import sys
import time

import pytest
from jeepney import DBusAddress, new_method_call

from planctongui.sensors import mutter_idle
from planctongui.sensors.protocol import SourceMissing
from tests.desk import Child, wait_until
from tests.desk.compositor import Mutter, WaylandDesk
from tests.desk.idle_service import LIES, MUTTER
from tests.sensors.conftest import no_display
from tests.sensors.looking import SLOWEST_LOOK_S, age, assert_back, blind, leave, nothing, wakes

CALM_S = 0.1


def test_the_first_key_after_the_calm_wakes_the_loop_thirty_times_in_a_row(mutter: Mutter) -> None:
    source = mutter_idle.open_source(CALM_S, nothing)
    for turn in range(30):
        leave(source, CALM_S)
        at = mutter.key()
        assert wakes(source, 2), f"key number {turn} was not noticed"
        assert_back(source, at)
    source.close()


def test_going_idle_wakes_the_loop_when_the_calm_is_over(mutter: Mutter) -> None:
    source = mutter_idle.open_source(0.5, nothing)
    pressed = mutter.key()
    while time.monotonic() - pressed < 0.4:
        wakes(source, 0.01)
    assert age(source) < 0.5
    assert wakes(source, 2)
    wait_until(lambda: age(source) >= 0.5, 1, "the owner to count as away")
    assert time.monotonic() - pressed >= 0.5
    source.close()


def test_typing_wakes_the_loop_once_and_not_again(mutter: Mutter) -> None:
    source = mutter_idle.open_source(5.0, nothing)
    mutter.key()
    wakes(source, 0.2)
    for _ in range(100):
        mutter.key()
    assert not wakes(source, 0.05)
    source.close()


def test_the_age_is_the_time_since_the_last_key(mutter: Mutter) -> None:
    source = mutter_idle.open_source(10.0, nothing)
    pressed = mutter.key()
    wait_until(lambda: wakes(source, 0.05), 2, "the key to be noticed")
    age(source)
    wait_until(lambda: time.monotonic() - pressed > 0.3, 2, "0.3 s to pass")
    before = time.monotonic() - pressed
    assert before - 0.1 <= age(source) <= time.monotonic() - pressed + 0.02
    source.close()


def test_a_source_opened_while_the_owner_is_away_notices_their_return(mutter: Mutter) -> None:
    first = mutter_idle.open_source(CALM_S, nothing)
    leave(first, CALM_S)
    source = mutter_idle.open_source(CALM_S, nothing)
    leave(source, CALM_S)
    at = mutter.key()
    assert wakes(source, 2)
    assert_back(source, at)
    first.close()
    source.close()


def test_a_compositor_that_goes_away_wakes_the_loop_and_turns_the_source_blind(
    mutter: Mutter,
) -> None:
    source = mutter_idle.open_source(CALM_S, nothing)
    mutter.compositor.kill()
    assert select.select([source.fileno()], [], [], 2)[0], "the loop must learn of it"
    source.pump()
    assert "went away" in blind(source).why_blind


def test_a_bus_that_goes_away_turns_the_source_blind(mutter: Mutter) -> None:
    source = mutter_idle.open_source(CALM_S, nothing)
    mutter.bus.kill()
    assert "bus went away" in blind(source).why_blind


def serve(session: WaylandDesk) -> Child:
    """The service of our own hand, up on that bus."""
    service = session.start(sys.executable, "-m", "tests.desk.idle_service", MUTTER, "ms")
    wait_until(lambda: session.has_bus_name(MUTTER), 10, "the service", service)
    return service


def tell(session: WaylandDesk, member: str, *how: str) -> None:
    """Call the service of our own hand."""
    address = DBusAddress("/", MUTTER, MUTTER)
    with session.connect() as connection:
        message = new_method_call(address, member, "s" * len(how) or None, how)
        connection.send_and_get_reply(message, timeout=5)


@pytest.mark.parametrize("how", ["hang", "die", "sulk", "flood", *LIES])
def test_a_service_that_misbehaves_counts_as_blind_at_once(
    bare_session: WaylandDesk, how: str
) -> None:
    serve(bare_session)
    source = mutter_idle.open_source(CALM_S, nothing)
    leave(source, CALM_S)
    tell(bare_session, "Behave", how)
    started = time.monotonic()
    seen = source.presence()
    assert time.monotonic() - started < SLOWEST_LOOK_S
    assert seen.age_s is None
    assert "planctongui asks again" in blind(source).why_blind


@pytest.mark.parametrize("how", ["hang", "die", "sulk", "words"])
def test_a_service_that_misbehaves_from_the_start_is_no_source(
    bare_session: WaylandDesk, how: str
) -> None:
    serve(bare_session)
    tell(bare_session, "Behave", how)
    started = time.monotonic()
    with pytest.raises(SourceMissing, match=r"GetIdletime|went away"):
        mutter_idle.open_source(CALM_S, nothing)
    assert time.monotonic() - started < SLOWEST_LOOK_S


def test_a_service_that_freezes_costs_no_more_than_its_limit(bare_session: WaylandDesk) -> None:
    service = serve(bare_session)
    source = mutter_idle.open_source(CALM_S, nothing)
    os.kill(service.pid, signal.SIGSTOP)
    try:
        assert "did not answer" in blind(source).why_blind
        with pytest.raises(SourceMissing, match="did not answer"):
            mutter_idle.open_source(CALM_S, nothing)
    finally:
        os.kill(service.pid, signal.SIGCONT)


def test_a_bus_that_freezes_costs_no_more_than_its_limit(bare_session: WaylandDesk) -> None:
    serve(bare_session)
    source = mutter_idle.open_source(CALM_S, nothing)
    os.kill(bare_session.bus.pid, signal.SIGSTOP)
    try:
        assert "did not answer" in blind(source).why_blind
        started = time.monotonic()
        with pytest.raises(SourceMissing, match="no session bus"):
            mutter_idle.open_source(CALM_S, nothing)
        assert time.monotonic() - started < SLOWEST_LOOK_S
    finally:
        os.kill(bare_session.bus.pid, signal.SIGCONT)


def test_somebody_elses_watch_does_not_count_as_input(bare_session: WaylandDesk) -> None:
    serve(bare_session)
    source = mutter_idle.open_source(CALM_S, nothing)
    leave(source, CALM_S)
    mutter_idle.open_source(CALM_S, nothing).close()
    # The service fires its newest watch, which was that other source's, and the time goes on.
    tell(bare_session, "Fire")
    assert wakes(source, 2)
    assert age(source) >= CALM_S
    source.close()


def test_without_gnome_it_says_so(bare_session: WaylandDesk) -> None:
    with pytest.raises(SourceMissing, match="GNOME does not run here"):
        mutter_idle.open_source(CALM_S, nothing)


@pytest.mark.parametrize("address", [None, "", "nonsense", "tcp:host=x", "unix:path=/none"])
def test_without_a_bus_it_says_so(monkeypatch: pytest.MonkeyPatch, address: str | None) -> None:
    no_display(monkeypatch)
    if address is not None:
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
    with pytest.raises(SourceMissing, match="no session bus"):
        mutter_idle.open_source(CALM_S, nothing)
