"""Choosing among sources, with small sources that the test moves by hand, and on a real desktop."""

from __future__ import annotations

import sys
from collections.abc import Callable

import pytest

from planctongui.core.observation import Presence
from planctongui.sensors.protocol import InputSource, OpenSource, SourceMissing
from planctongui.sensors.watch import REOPEN_S, Watch, default_candidates
from tests.desk import Desktop, wait_until
from tests.desk.compositor import Mutter, Sway, WaylandDesk
from tests.desk.idle_service import SCREEN_SAVER
from tests.sensors.conftest import no_display


def nothing() -> None:
    """A wake that nobody waits for."""


class Eye:
    """A source that sees what the test says, and counts what becomes of it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.age_s: float | None = 1.0
        self.breaks: Exception | None = None
        self.missing: str = ""
        self.opened: list[float] = []
        self.closed = 0

    def open(self, calm_s: float, wake: Callable[[], None]) -> InputSource:
        if self.missing:
            raise SourceMissing(self.missing)
        self.opened.append(calm_s)
        return self

    def _do(self) -> None:
        if self.breaks:
            raise self.breaks

    def fileno(self) -> int | None:
        self._do()
        return 5

    def pump(self) -> None:
        self._do()

    def presence(self) -> Presence:
        self._do()
        return Presence(self.name, self.age_s, "" if self.age_s is not None else "The eye is shut.")

    def close(self) -> None:
        self.closed += 1
        self._do()

    @property
    def candidate(self) -> tuple[str, OpenSource]:
        return self.name, self.open


class Clock:
    """Monotonic seconds that the test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_the_first_source_that_opens_is_used() -> None:
    first, second, third = Eye("first"), Eye("second"), Eye("third")
    first.missing = "Not here."
    watch = Watch([eye.candidate for eye in (first, second, third)], 7.0, nothing, Clock())
    assert watch.presence() == Presence("second", 1.0)
    assert (second.opened, third.opened) == ([7.0], [])
    assert watch.fileno() == 5
    watch.close()
    assert second.closed == 1


def test_without_any_source_the_owner_is_told_why() -> None:
    first, second = Eye("X11"), Eye("pynput")
    first.missing, second.missing = "There is no X11 display.", "It is not installed."
    watch = Watch([first.candidate, second.candidate], 7.0, nothing, Clock())
    assert watch.presence() == Presence(
        "none",
        None,
        "planctongui cannot see whether you are here: "
        "X11: There is no X11 display. pynput: It is not installed.",
    )
    assert watch.fileno() is None


def test_a_source_that_turns_blind_is_closed_and_tried_again_after_ten_seconds() -> None:
    eye, clock = Eye("eye"), Clock()
    watch = Watch([eye.candidate], 7.0, nothing, clock)
    eye.age_s = None
    seen = watch.presence()
    assert (seen.age_s, eye.closed, watch.fileno()) == (None, 1, None)
    assert "The eye is shut." in seen.why_blind
    eye.age_s = 3.0
    clock.now += REOPEN_S - 0.1
    assert watch.presence().age_s is None
    clock.now += 0.2
    assert watch.presence().age_s == 3.0
    assert len(eye.opened) == 2


def test_a_source_that_appears_later_is_found() -> None:
    eye, clock = Eye("eye"), Clock()
    eye.missing = "Not yet."
    watch = Watch([eye.candidate], 7.0, nothing, clock)
    assert watch.presence().age_s is None
    eye.missing = ""
    clock.now += REOPEN_S
    assert watch.presence().age_s == 1.0


def test_whatever_a_source_does_the_watch_never_raises() -> None:
    for call in ("presence", "pump", "fileno", "close"):
        eye = Eye("eye")
        watch = Watch([eye.candidate], 7.0, nothing, Clock())
        eye.breaks = RuntimeError("ouch")
        getattr(watch, call)()
        seen = watch.presence()
        assert seen.age_s is None, call
        assert seen.why_blind.startswith("planctongui cannot see"), call


def test_an_open_that_breaks_is_a_source_that_is_missing() -> None:
    def breaks(calm_s: float, wake: Callable[[], None]) -> InputSource:
        raise ZeroDivisionError("oops")

    good = Eye("good")
    watch = Watch([("bad", breaks), good.candidate], 7.0, nothing, Clock())
    assert watch.presence().source == "good"


def test_a_new_calm_reopens_the_source_and_the_same_one_does_not() -> None:
    eye = Eye("eye")
    watch = Watch([eye.candidate], 7.0, nothing, Clock())
    watch.retune(7.0)
    assert (eye.opened, eye.closed) == ([7.0], 0)
    watch.retune(3.0)
    assert (eye.opened, eye.closed) == ([7.0, 3.0], 1)


def test_a_closed_watch_stays_closed() -> None:
    eye, clock = Eye("eye"), Clock()
    watch = Watch([eye.candidate], 7.0, nothing, clock)
    watch.close()
    watch.close()
    clock.now += 100
    watch.retune(1.0)
    assert watch.presence().age_s is None
    assert (eye.opened, eye.closed) == ([7.0], 1)


# python-xlib leaves the socket of a failed connection to the garbage collector.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_on_a_desktop_the_idle_alarm_is_chosen_and_its_end_is_told(desk: Desktop) -> None:
    clock = Clock()
    watch = Watch(default_candidates(), 5.0, nothing, clock)
    desk.move_mouse(9, 9)
    seen = watch.presence()
    assert seen.source == "X11 idle alarm"
    assert seen.age_s is not None and seen.age_s < 5
    assert watch.fileno() is not None
    desk.x_server.kill()
    assert "display server went away" in watch.presence().why_blind
    clock.now += REOPEN_S
    assert watch.presence().age_s is None
    watch.close()


def test_without_a_display_terminals_are_watched(monkeypatch: pytest.MonkeyPatch) -> None:
    no_display(monkeypatch)
    # Somebody else may have a desktop on the machine that runs this.
    watch = Watch(default_candidates(ignore_desktops=True), 5.0, nothing)
    seen = watch.presence()
    assert seen.source == "terminals"
    assert seen.age_s is not None
    watch.close()


def test_under_wayland_nothing_sees_the_owner_and_every_reason_is_told(
    desk: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    # As real sessions are: DISPLAY is set too, for X programs.
    monkeypatch.setenv("XDG_SESSION_TYPE", "wayland")
    watch = Watch(default_candidates(), 5.0, nothing)
    seen = watch.presence()
    assert (seen.source, seen.age_s) == ("none", None)
    names = [f"{name}:" for name, _ in default_candidates()]
    assert len(names) == 6
    at = [seen.why_blind.index(name) for name in names]
    assert at == sorted(at)
    assert "Log in to a session on X11, or to GNOME, KDE or sway" in seen.why_blind
    watch.close()


def test_under_gnome_the_idle_monitor_is_chosen_and_its_end_is_told(mutter: Mutter) -> None:
    clock = Clock()
    watch = Watch(default_candidates(), 0.1, nothing, clock)
    assert watch.presence().source == "GNOME idle monitor"
    assert watch.fileno() is not None
    mutter.compositor.kill()
    wait_until(lambda: watch.presence().age_s is None, 2, "the watch to turn blind")
    assert "went away" in watch.presence().why_blind
    clock.now += REOPEN_S
    assert "GNOME does not run here" in watch.presence().why_blind
    watch.close()


def test_gnome_on_x11_is_asked_before_the_x_server(
    desk: Desktop, mutter: Mutter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", desk.display)
    monkeypatch.setenv("XDG_SESSION_TYPE", "x11")
    watch = Watch(default_candidates(), 5.0, nothing)
    assert watch.presence().source == "GNOME idle monitor"
    watch.close()


def test_under_sway_its_idle_notices_are_chosen_although_there_is_an_x_display(
    desk: Desktop, sway: Sway, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DISPLAY", desk.display)
    watch = Watch(default_candidates(), 5.0, nothing)
    assert watch.presence().source == "Wayland idle notice"
    watch.close()


def test_without_any_notice_the_screen_saver_is_asked(bare_session: WaylandDesk) -> None:
    service = bare_session.start(
        sys.executable, "-m", "tests.desk.idle_service", SCREEN_SAVER, "ms"
    )
    wait_until(lambda: bare_session.has_bus_name(SCREEN_SAVER), 10, "the service", service)
    watch = Watch(default_candidates(), 5.0, nothing)
    assert watch.presence().source == "screen saver (polled)"
    watch.close()
