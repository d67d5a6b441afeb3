"""Windows that fill the screen, on a real X server with a real window manager."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from Xlib import X, Xatom, display
from Xlib.ext import screensaver
from Xlib.protocol import event

from planctongui.core.observation import Condition
from planctongui.core.verdict import Reason
from planctongui.core.wishes import Minding
from planctongui.sensors.conditions import Conditions
from planctongui.sensors.full_screen import FullScreen
from tests.desk import Desktop, wait_until

LIMIT_S = 30.0
FILM = Condition(Reason.INHIBITED, "player fills the screen")


class Program:
    """One that shows a window; its own connection, as any program has."""

    def __init__(self, desk: Desktop, name: str = "player") -> None:
        self._display: Any = display.Display(desk.display)
        screen = self._display.screen()
        self._window = screen.root.create_window(
            50, 50, 300, 200, 0, screen.root_depth, X.InputOutput, X.CopyFromParent
        )
        if name:
            self._window.set_wm_class(name, name.title())
            self._window.set_wm_name(name)

    def show(self, full: bool) -> None:
        """Show it in front, filling the screen or not."""
        atoms = [self._display.get_atom("_NET_WM_STATE_FULLSCREEN")] if full else []
        state = self._display.get_atom("_NET_WM_STATE")
        self._window.change_property(state, Xatom.ATOM, 32, atoms)
        self._window.map()
        wait_until(self._in_front, LIMIT_S, "the window in front", poll_s=0.1)

    def _in_front(self) -> bool:
        """Asks for it each time: what is shown while the window manager starts gets no focus."""
        name, root = self._display.get_atom("_NET_ACTIVE_WINDOW"), self._display.screen().root
        wish = event.ClientMessage(
            window=self._window, client_type=name, data=(32, [1, X.CurrentTime, 0, 0, 0])
        )
        root.send_event(wish, X.SubstructureRedirectMask | X.SubstructureNotifyMask)
        active = root.get_full_property(name, Xatom.WINDOW)
        return active is not None and list(active.value) == [self._window.id]

    def darken(self) -> None:
        """Have the screen saver come at once."""
        self._display.force_screen_saver(X.ScreenSaverActive)
        self._display.sync()

    def saver_is_on(self) -> bool:
        """True while nothing is shown."""
        root = self._display.screen().root
        return bool(screensaver.query_info(root).state == screensaver.StateOn)

    def close(self) -> None:
        """End it; its window goes with it."""
        self._display.close()


@pytest.fixture
def eye() -> Iterator[FullScreen]:
    made = FullScreen()
    yield made
    made.close()
    made.close()


def seen(eye: FullScreen, name: str | None) -> None:
    wait_until(lambda: eye.look() == name, LIMIT_S, f"{name} to fill the screen")


def test_a_window_that_fills_the_screen_is_seen_until_it_goes(
    desk: Desktop, eye: FullScreen
) -> None:
    assert eye.look() is None
    plain, film = Program(desk, "editor"), Program(desk)
    plain.show(full=False)
    assert eye.look() is None
    film.show(full=True)
    seen(eye, "player")
    film.close()
    seen(eye, None)
    plain.close()


def test_as_long_as_nothing_changes_in_front_there_is_no_news(
    desk: Desktop, eye: FullScreen
) -> None:
    def settled() -> bool:
        return eye.look() is None and not eye.news()

    assert eye.news(), "nobody has looked yet"
    wait_until(settled, LIMIT_S, "no news of an empty screen")
    player = Program(desk)
    player.show(full=False)
    wait_until(eye.news, LIMIT_S, "news of a window in front")
    wait_until(settled, LIMIT_S, "no news of a window in front")
    player.show(full=True)  # the same one: only its own property tells
    wait_until(eye.news, LIMIT_S, "news of a window that fills the screen")
    seen(eye, "player")
    assert eye.news(), "nobody tells when it goes dark"
    other = Program(desk, "editor")
    other.show(full=False)
    seen(eye, None)
    player.close()  # it is no longer watched, and its end is no matter
    wait_until(settled, LIMIT_S, "no news of the other window")
    other.close()


def test_a_program_without_a_name_is_seen_as_well(desk: Desktop, eye: FullScreen) -> None:
    film = Program(desk, name="")
    film.show(full=True)
    seen(eye, "")
    film.close()


def test_on_a_dark_screen_nobody_watches(desk: Desktop, eye: FullScreen) -> None:
    film = Program(desk)
    film.show(full=True)
    seen(eye, "player")
    film.darken()
    wait_until(film.saver_is_on, LIMIT_S, "the screen saver")
    seen(eye, None)
    desk.move_mouse(200, 200)
    seen(eye, "player")
    film.close()


# python-xlib drops the sockets that lead nowhere; it does not close them.
@pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")
def test_where_windows_cannot_be_seen_it_says_why(
    desk: Desktop, eye: FullScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert eye.look() is None
    desk.x_server.kill()
    wait_until(eye.news, LIMIT_S, "news of the server's end")
    with pytest.raises(LookupError, match="does not let us in"):
        eye.look()
    with pytest.raises(LookupError, match="does not let us in"):
        eye.look()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(LookupError, match="Under Wayland"):
        eye.look()
    assert not eye.news()
    monkeypatch.delenv("WAYLAND_DISPLAY")
    monkeypatch.delenv("DISPLAY")
    with pytest.raises(LookupError, match="no X11 display"):
        eye.look()


def test_it_holds_pilots_unless_the_owner_does_not_mind(desk: Desktop) -> None:
    film = Program(desk)
    film.show(full=True)
    made = Conditions(Minding(max_memory_pressure=0), lambda: None)
    try:
        wait_until(lambda: FILM in made.now(), LIMIT_S, "the film to hold")
        told = {status.name: status for status in made.sources()}["full screen"]
        assert told.works and told.detail == FILM.detail
        made.mind(Minding(max_memory_pressure=0, full_screen=False))
        wait_until(lambda: FILM not in made.now(), LIMIT_S, "the film to be ignored")
    finally:
        made.close()
        film.close()
