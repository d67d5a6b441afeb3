"""A program that fills the screen in front of the owner: a film, a game, a talk without input.

For: a look at the X server's active window and whether it says that it is full-screen. The name of
its program is told, never its title, which may hold anything. It counts only while the screen is
lit: what was left in front of an absent owner goes dark. Not for: Wayland, where no program sees
another's windows; there films and calls tell of themselves (`services`, `logind`).
Thread: the one of slow looks, with a connection of its own, since the input source's belongs to the
spawner's. Cost: six round trips, about 0.6 ms, and none as long as the server tells of no change in
what is in front. Latency: the look's interval.
"""

from __future__ import annotations

import contextlib
import select
from typing import Any

from Xlib import X, Xatom, display, error
from Xlib.ext import dpms, screensaver

from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.surroundings import need_x11
from planctongui.tongue import translate

_LOST = (OSError, error.ConnectionClosedError, error.DisplayError)


class FullScreen:
    """Looks when it is asked to; connects at the first look, and again after the server went."""

    def __init__(self) -> None:
        self._connection: Any | None = None
        self._watched: Any | None = None
        """The window in front, of which the server tells as it tells of the root."""
        self._certain = False
        """True while a window fills the screen only after the server told, or none can be seen."""

    def news(self) -> bool:
        """False: a look would find what the last one found. On any thread; never blocks or raises.

        Where a window fills the screen each look counts, since nobody tells when it goes dark.
        """
        connection = self._connection
        if not self._certain:
            return True
        if connection is None:
            return False
        try:
            return bool(select.select([connection.fileno()], [], [], 0)[0])
        except (OSError, ValueError):
            return True  # it is being closed

    def look(self) -> str | None:
        """Name of the program that fills the lit screen; "" = it has none; None = there is none.

        Raises LookupError, with a sentence, where windows cannot be seen.
        """
        self._certain = False
        try:
            need_x11()
            if self._connection is None:
                self._connection = display.Display()
                _tell_of(self._connection.screen().root, True)
            _take_in(self._connection)
            filling = self._filling(self._connection)
            # What changed meanwhile may have come with an answer, and then the socket is silent.
            self._certain = filling is None and not _take_in(self._connection)
            return None if filling is None or _dark(self._connection) else filling
        except SourceMissing as missing:
            self._certain = self._connection is None
            raise LookupError(str(missing)) from missing
        except _LOST as lost:
            self.close()
            told = translate("Sensors", "The X11 display does not let us in.")
            raise LookupError(told) from lost

    def close(self) -> None:
        """Leave the display; may be called twice."""
        connection, self._connection, self._watched = self._connection, None, None
        if connection is None:
            return
        with contextlib.suppress(*_LOST):
            connection.close()
        # python-xlib leaves it open where the server hung up.
        connection.display.socket.close()

    def _filling(self, connection: Any) -> str | None:
        atom, root = connection.get_atom, connection.screen().root
        active = _values(root, atom("_NET_ACTIVE_WINDOW"), Xatom.WINDOW)
        if not active or not active[0]:
            return None
        window = connection.create_resource_object("window", active[0])
        if window != self._watched:
            if self._watched is not None:
                _tell_of(self._watched, False)
            self._watched = window
            _tell_of(window, True)
        try:
            if atom("_NET_WM_STATE_FULLSCREEN") not in _values(
                window, atom("_NET_WM_STATE"), Xatom.ATOM
            ):
                return None
            told = window.get_wm_class()
        except (error.BadWindow, error.BadDrawable):
            return None  # It was closed between the two questions.
        return str(told[0]) if told else ""


def _tell_of(window: Any, on: bool) -> None:
    """Have the server tell of changed properties; of a window that has just been closed it cannot.

    By properties a window manager says which window is in front, and a window that it fills the
    screen.
    """
    mask = X.PropertyChangeMask if on else X.NoEventMask
    window.change_attributes(event_mask=mask, onerror=error.CatchError(error.BadWindow))


def _take_in(connection: Any) -> bool:
    """True when the server told of a change."""
    told = False
    while connection.pending_events():
        connection.next_event()
        told = True
    return told


def _values(window: Any, name: int, kind: int) -> list[int]:
    told = window.get_full_property(name, kind)
    return list(told.value) if told is not None else []


def _dark(connection: Any) -> bool:
    """True when the screen shows nothing, or a screen saver."""
    root = connection.screen().root
    if connection.has_extension("DPMS"):
        told = connection.dpms_info()
        if told.state and told.power_level != dpms.DPMSModeOn:
            return True
    if not connection.has_extension("MIT-SCREEN-SAVER"):
        return False
    return bool(screensaver.query_info(root).state == screensaver.StateOn)
