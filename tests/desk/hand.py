"""The owner's hand and eyes on a test desktop: mouse, keys, and which windows are there.

For: input by XTEST on a connection of its own (about 0.1 ms), so that its time is known exactly.
Not for: looking at pixels (that is `Desktop.screenshot`) or at a StatusNotifier tray (`sni_tray`).
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from Xlib import XK, X, display, error
from Xlib.ext import screensaver, xtest


@dataclass(frozen=True, slots=True)
class Window:
    """A window that is shown, in pixels of the screen."""

    id: int
    title: str
    x: int
    y: int
    width: int
    height: int

    @property
    def centre(self) -> tuple[int, int]:
        """Where to click to be sure to hit it."""
        return self.x + self.width // 2, self.y + self.height // 2


class Hand:
    """Injects input and lists windows. One thread at a time."""

    def __init__(self, display_name: str) -> None:
        self._display: Any = display.Display(display_name)

    def close(self) -> None:
        """Give the connection back; a dead X server is fine."""
        try:
            self._display.close()
        except (OSError, error.ConnectionClosedError):
            self._display.display.socket.close()

    def move(self, x: int, y: int) -> float:
        """Move the pointer; the monotonic second just before it was injected."""
        return self._inject((X.MotionNotify, 0, x, y))

    def idle_s(self) -> float:
        """Seconds since the last input that the X server has seen."""
        milliseconds: int = screensaver.query_info(self._display.screen().root).idle
        return milliseconds / 1000

    def click(self, x: int, y: int, button: int = 1) -> float:
        """Move there, press and let go; the monotonic second just before."""
        return self._inject(
            (X.MotionNotify, 0, x, y),
            (X.ButtonPress, button, 0, 0),
            (X.ButtonRelease, button, 0, 0),
        )

    def key(self, name: str) -> float:
        """Press and let go a key by its keysym name ("a", "Return", "Down")."""
        code = self._display.keysym_to_keycode(XK.string_to_keysym(name))
        if not code:
            raise ValueError(f"this keyboard has no key {name}")
        return self._inject((X.KeyPress, code, 0, 0), (X.KeyRelease, code, 0, 0))

    def _inject(self, *events: tuple[int, int, int, int]) -> float:
        at = time.monotonic()
        for kind, detail, x, y in events:
            xtest.fake_input(self._display, kind, detail, x=x, y=y)
        self._display.sync()
        return at

    def has_window_manager(self) -> bool:
        """True once a window manager has said so on the root window."""
        check = self._display.intern_atom("_NET_SUPPORTING_WM_CHECK")
        return self._display.screen().root.get_full_property(check, 0) is not None

    def has_xembed_tray(self) -> bool:
        """True once a tray host takes icons; its window is shown only with the first one."""
        tray = self._display.intern_atom("_NET_SYSTEM_TRAY_S0")
        return bool(self._display.get_selection_owner(tray) != X.NONE)

    def windows(self) -> list[Window]:
        """All windows that are shown and have a title, tray icons and popups included."""
        return list(self._below(self._display.screen().root, 0, 0, 0))

    def _below(self, parent: Any, left: int, top: int, depth: int) -> Iterator[Window]:
        if depth > 5:
            return
        for window in self._children(parent):
            # A window may vanish between two requests: then it is simply not there.
            try:
                if window.get_attributes().map_state != X.IsViewable:
                    continue
                at = window.get_geometry()
                title = self._title(window)
            except error.XError:
                continue
            x, y = left + at.x, top + at.y
            if title:
                yield Window(window.id, title, x, y, at.width, at.height)
            yield from self._below(window, x, y, depth + 1)

    def _children(self, parent: Any) -> list[Any]:
        try:
            return list(parent.query_tree().children)
        except error.XError:
            return []

    def _title(self, window: Any) -> str:
        named = window.get_full_property(self._display.intern_atom("_NET_WM_NAME"), 0)
        title = named.value if named is not None else window.get_wm_name()
        if isinstance(title, bytes):
            return title.decode("utf-8", "replace")
        return str(title or "")
