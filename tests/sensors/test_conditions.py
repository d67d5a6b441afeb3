"""What besides input says "hold", from real D-Bus services on a private bus and a real kernel."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planctongui.core.observation import Condition
from planctongui.core.verdict import Reason
from planctongui.core.wishes import Minding
from planctongui.sensors import bus as bus_module
from planctongui.sensors import conditions as conditions_module
from planctongui.sensors import logind, machine
from planctongui.sensors.conditions import Conditions
from tests.desk import wait_until
from tests.desk.buses import BOSS, LOGIN1_PATH, OWN_SESSION, SESSION, Bus, Login1, Service

UPOWER, UPOWER_PATH = "org.freedesktop.UPower", "/org/freedesktop/UPower"
DEVICE = f"{UPOWER_PATH}/devices/DisplayDevice"
NETWORK, NETWORK_PATH = "org.freedesktop.NetworkManager", "/org/freedesktop/NetworkManager"
GNOME, GNOME_PATH = "org.gnome.SessionManager", "/org/gnome/SessionManager"
LIMIT_S = 30.0
STALL_S = 0.25
"""Who waited for a service that hangs would take longer: 0.3 s, as these tests have it."""

BUSES_ONLY = Minding(remote_idle_s=0, max_memory_pressure=0)
"""What this very machine does meanwhile is not the matter here."""


@pytest.fixture
def bus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bus]:
    made = Bus(tmp_path / "bus")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", made.address)
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", made.address)
    monkeypatch.setattr(bus_module, "ANSWER_S", 0.3)
    monkeypatch.setattr(bus_module, "AGAIN_S", 0.2)
    yield made
    made.close()


class World:
    """Conditions on a private bus, and the services a test starts there."""

    def __init__(self, bus: Bus) -> None:
        self.bus = bus
        self.services: list[Service] = []
        self.woken = 0
        self.slowest_s = 0.0
        self.conditions: Conditions | None = None

    def start(self, service: Service) -> Service:
        self.services.append(service)
        return service.start()

    def watch(self, minding: Minding | None = None) -> None:
        self.conditions = Conditions(minding or BUSES_ONLY, self._wake)

    def now(self) -> tuple[Condition, ...]:
        """What holds now; notes how long the answer took."""
        assert self.conditions is not None
        began = time.monotonic()
        found = self.conditions.now()
        self.conditions.sources()
        self.slowest_s = max(self.slowest_s, time.monotonic() - began)
        return found

    def reasons(self) -> list[Reason]:
        return [condition.reason for condition in self.now()]

    def until(self, *reasons: Reason) -> None:
        """Wait until exactly these hold pilots."""
        wait_until(lambda: self.reasons() == list(reasons), LIMIT_S, f"conditions {reasons}")

    def until_locked(self, locked: bool | None) -> None:
        assert self.conditions is not None
        wait_until(lambda: self.conditions.locked is locked, LIMIT_S, f"locked {locked}")

    def until_works(self, name: str, works: bool = True) -> str:
        """Wait until a backend works (or not); gives its phrase."""

        def told() -> list[str]:
            assert self.conditions is not None
            sources = self.conditions.sources()
            return [s.detail for s in sources if s.name == name and s.works is works]

        return wait_until(told, LIMIT_S, f"{name} to work: {works}")[0]

    def close(self) -> None:
        if self.conditions is not None:
            self.conditions.close()
        for service in self.services:
            service.close()

    def _wake(self) -> None:
        self.woken += 1


@pytest.fixture
def world(bus: Bus) -> Iterator[World]:
    made = World(bus)
    yield made
    made.close()
    assert made.slowest_s < STALL_S, "the spawner would have stalled"


def power(bus: Bus, on_battery: object = True, percent: float = 80.0, kind: str = "b") -> Service:
    made = Service(bus, UPOWER)
    made.properties[UPOWER_PATH, UPOWER] = {"OnBattery": (kind, on_battery)}
    made.properties[DEVICE, f"{UPOWER}.Device"] = {"Percentage": ("d", percent)}
    return made


# The lock -----------------------------------------------------------------------------------------


def test_a_locked_screen_is_told_at_once_and_its_unlocking_too(world: World) -> None:
    service = world.start(Login1(world.bus))
    world.watch()
    world.until_locked(False)
    before = world.woken
    service.change(OWN_SESSION, SESSION, "LockedHint", "b", True)
    world.until_locked(True)
    assert world.woken > before
    service.change(OWN_SESSION, SESSION, "LockedHint", "b", False)
    world.until_locked(False)
    service.say(OWN_SESSION, SESSION, "Lock", "")
    world.until_locked(True)
    service.say(OWN_SESSION, SESSION, "Unlock", "")
    world.until_locked(False)


def test_a_lock_says_nothing_if_the_owner_wishes_so_or_while_one_of_two_screens_is_open(
    world: World,
) -> None:
    service = Login1(world.bus)
    service.add(f"{LOGIN1_PATH}/session/_32", 0, "owner", Type=("s", "wayland"))
    world.start(service)
    world.watch()
    world.until_locked(False)
    service.change(OWN_SESSION, SESSION, "LockedHint", "b", True)
    world.until_works("logind")
    assert world.conditions is not None and world.conditions.locked is False
    service.change(f"{LOGIN1_PATH}/session/_32", SESSION, "LockedHint", "b", True)
    world.until_locked(True)
    world.conditions.mind(replace(BUSES_ONLY, lock_is_away=False))
    assert world.conditions.locked is None


def test_a_logind_that_dies_hangs_or_lies_never_leaves_the_owner_away(world: World) -> None:
    service = Login1(world.bus)
    service.properties[OWN_SESSION, SESSION]["LockedHint"] = ("b", True)
    world.start(service)
    world.watch()
    world.until_locked(True)
    service.hangs = True
    service.say(LOGIN1_PATH, BOSS, "SessionNew", "so", "9", f"{LOGIN1_PATH}/session/_39")
    world.until_locked(None)
    assert "does not answer" in world.until_works("logind", False)
    service.hangs = False
    world.until_locked(True)  # asked again by itself
    service.answers[LOGIN1_PATH, "ListSessions"] = ("s", ("banana",))
    service.say(LOGIN1_PATH, BOSS, "SessionNew", "so", "9", f"{LOGIN1_PATH}/session/_39")
    world.until_locked(None)
    service.dies_at = "ListSessions"
    assert "not there" in wait_until(
        lambda: (w := world.until_works("logind", False)) and "not there" in w and w,
        LIMIT_S, "its death",
    )  # fmt: skip
    world.start(Login1(world.bus))
    world.until_locked(False)


# Sleep --------------------------------------------------------------------------------------------


def test_pilots_are_held_before_sleep_which_waits_for_them_and_go_on_after_it(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logind, "HELD_BY_THEN_S", 0.3)
    service = Login1(world.bus)
    world.start(service)
    world.watch()
    world.until_works("logind")
    assert service.inhibited == [("sleep", "planctongui", "Pilots are held before sleep", "delay")]
    service.say(LOGIN1_PATH, BOSS, "PrepareForSleep", "b", True)
    world.until(Reason.ASLEEP)
    assert not service.leave_given()
    wait_until(service.leave_given, LIMIT_S, "the leave to sleep")
    service.say(LOGIN1_PATH, BOSS, "PrepareForSleep", "b", False)
    world.until()
    wait_until(lambda: len(service.inhibited) == 2, LIMIT_S, "a new delay for the next sleep")


def test_a_sleep_that_never_comes_does_not_hold_pilots_for_ever() -> None:
    now = [1000.0]
    ear = logind.Logind(clock=lambda: now[0])
    ear._falling_since = now[0]
    assert ear.conditions(True) == (Condition(Reason.ASLEEP),)
    now[0] += logind.LONGEST_FALL_S
    assert ear.conditions(True) == ()


# Films, calls, presentations ----------------------------------------------------------------------


def test_a_film_holds_pilots_until_it_ends_unless_the_owner_does_not_mind(world: World) -> None:
    service = Login1(world.bus)
    world.start(service)
    world.watch()
    world.until_works("logind")
    service.inhibitors = [
        ("sleep", "UPower", "polls", "block", 0, 1),
        ("idle", "applet", "later", "delay", 0, 2),
    ]
    service.change(LOGIN1_PATH, BOSS, "BlockInhibited", "s", "sleep")
    service.inhibitors.append(("sleep:idle", "VLC", "film", "block", 1000, 3))
    service.change(LOGIN1_PATH, BOSS, "BlockInhibited", "s", "sleep:idle")
    world.until(Reason.INHIBITED)
    assert world.now()[0].detail == "VLC: film"
    assert world.conditions is not None
    world.conditions.mind(replace(BUSES_ONLY, inhibitors=False))
    assert world.reasons() == []
    world.conditions.mind(BUSES_ONLY)
    assert world.reasons() == [Reason.INHIBITED]
    service.hangs = True  # its last word stands ...
    service.change(LOGIN1_PATH, BOSS, "BlockInhibited", "s", "")
    world.until_works("logind", False)
    assert world.reasons() == [Reason.INHIBITED]
    service.close()  # ... until it has left
    world.until()


def test_a_call_in_a_browser_is_told_by_the_desktop(world: World) -> None:
    service = Service(world.bus, GNOME)
    service.answers[GNOME_PATH, "IsInhibited"] = ("b", (False,))
    world.start(service)
    world.watch()
    world.until_works("GNOME's inhibitors")
    service.answers[GNOME_PATH, "IsInhibited"] = ("b", (True,))
    service.say(GNOME_PATH, GNOME, "InhibitorAdded", "o", f"{GNOME_PATH}/Inhibitor1")
    world.until(Reason.INHIBITED)
    service.answers[GNOME_PATH, "IsInhibited"] = ("b", (False,))
    service.say(GNOME_PATH, GNOME, "InhibitorRemoved", "o", f"{GNOME_PATH}/Inhibitor1")
    world.until()


# Power and network --------------------------------------------------------------------------------


def test_on_battery_pilots_are_held_or_run_above_the_charge_that_the_owner_chose(
    world: World,
) -> None:
    service = world.start(power(world.bus, on_battery=False))
    world.watch()
    world.until_works("UPower")
    assert world.reasons() == []
    service.change(UPOWER_PATH, UPOWER, "OnBattery", "b", True)
    world.until(Reason.BATTERY)
    assert world.now()[0].detail == "80 %"
    assert world.conditions is not None
    world.conditions.mind(replace(BUSES_ONLY, battery_above=50))
    assert world.reasons() == []
    service.change(DEVICE, f"{UPOWER}.Device", "Percentage", "d", 50.0)
    world.until(Reason.BATTERY)
    service.change(DEVICE, f"{UPOWER}.Device", "Percentage", "d", float("nan"))
    world.until(Reason.BATTERY)
    service.change(UPOWER_PATH, UPOWER, "OnBattery", "b", False)
    world.until()


def test_a_upower_that_lies_hangs_or_dies_in_a_call_keeps_its_last_word_and_nothing_stalls(
    world: World,
) -> None:
    service = world.start(power(world.bus))
    world.watch()
    world.until(Reason.BATTERY)
    service.change(UPOWER_PATH, UPOWER, "OnBattery", "s", "banana")
    assert "does not say" in world.until_works("UPower", False)
    assert world.reasons() == [Reason.BATTERY]
    service.hangs = True
    wait_until(lambda: "not answer" in world.until_works("UPower", False), LIMIT_S, "the hang")
    assert world.reasons() == [Reason.BATTERY]
    service.hangs, service.dies_at = False, "GetAll"
    world.until()
    world.start(power(world.bus))
    world.until(Reason.BATTERY)


def test_a_metered_network_holds_pilots_only_if_the_owner_minds(world: World) -> None:
    service = Service(world.bus, NETWORK)
    service.properties[NETWORK_PATH, NETWORK] = {"Metered": ("u", 3)}
    world.start(service)
    world.watch()
    world.until_works("NetworkManager")
    assert world.reasons() == []
    assert world.conditions is not None
    world.conditions.mind(replace(BUSES_ONLY, metered=True))
    world.until(Reason.METERED)
    service.change(NETWORK_PATH, NETWORK, "Metered", "u", 4)
    world.until()


# Without any of it --------------------------------------------------------------------------------


def test_without_a_bus_each_backend_says_so_and_the_rest_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    made = Conditions(Minding(), lambda: None)
    told = wait_until(
        lambda: (s := {s.name: s for s in made.sources()})
        and all("cannot be reached" in s[n].detail for n in ("logind", "GNOME's inhibitors"))
        and s,
        LIMIT_S, "both buses to be missed",
    )  # fmt: skip
    assert not told["logind"].works
    assert told["remote logins"].works
    assert made.locked is None
    made.close()


def test_a_bus_that_is_lost_is_found_again(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bus_module, "RECONNECT_S", 0.1)
    world.start(power(world.bus))
    world.watch()
    world.until(Reason.BATTERY)
    world.bus.close()
    world.until()
    (tmp_path / "bus" / "bus").unlink(missing_ok=True)
    again = Bus(tmp_path / "bus2")
    (tmp_path / "bus" / "bus").symlink_to(tmp_path / "bus2" / "bus")
    world.start(power(again))
    world.until(Reason.BATTERY)
    again.close()


def test_every_source_tells_when_it_was_last_heard_of(world: World) -> None:
    service = world.start(power(world.bus, on_battery=False))
    world.watch()
    world.until_works("UPower")

    def heard_s(name: str) -> float | None:
        assert world.conditions is not None
        return {status.name: status.heard_s for status in world.conditions.sources()}[name]

    for name in ("UPower", "battery", "exclusive programs", "memory pressure"):
        assert (heard_s(name) or 0.0) >= 0.0 and heard_s(name) is not None, name
    assert heard_s("logind") is None, "it was never there"
    older = wait_until(lambda: (s := heard_s("UPower")) and s > 1.0 and s, LIMIT_S, "a second")

    def speaks() -> bool:
        service.change(UPOWER_PATH, UPOWER, "OnBattery", "b", True)
        return (heard_s("UPower") or 0.0) < older

    wait_until(speaks, LIMIT_S, "its word to be taken in")


# Slow looks ---------------------------------------------------------------------------------------


def test_a_look_that_hangs_stalls_nobody_and_counts_as_presence(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    let_go = threading.Event()
    made = Conditions(Minding(), lambda: None)
    assert made.now() == ()
    monkeypatch.setattr(conditions_module, "HANGS_S", 0.2)
    monkeypatch.setattr(machine, "battery", lambda: let_go.wait(LIMIT_S) and None)
    made.mind(Minding(remote_idle_s=61))  # every look is due
    found = wait_until(made.now, LIMIT_S, "the hang to be noticed")
    assert found == (Condition(Reason.REMOTE_USER, "or not: the look at battery hangs"),)
    began = time.monotonic()
    made.now()
    assert time.monotonic() - began < STALL_S
    assert any(s.name == "battery" and "hangs" in s.detail for s in made.sources())
    let_go.set()
    wait_until(lambda: made.now() == (), LIMIT_S, "the look to end")
    made.close()


def test_a_battery_without_upower_counts_by_the_kernels_word(
    bus: Bus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "battery", lambda: (True, 42.0))
    made = Conditions(Minding(), lambda: None)
    assert made.now() == (Condition(Reason.BATTERY, "42 %"),)
    made.close()
    made = Conditions(Minding(battery_above=30), lambda: None)
    assert made.now() == ()
    made.close()
