"""Is there an XEmbed tray, and when does one come?

For: `tray_host`, which must know before Qt is asked. Not for: docking an icon (Qt does that).
GUI thread only. Talks to libX11 by ctypes: Qt's X11 plugin needs that library anyway, and PyQt5's
own QtX11Extras is a package more on Debian.
"""

from __future__ import annotations

import ctypes
from ctypes import c_char_p, c_int, c_long, c_ulong, c_void_p

from PyQt5.QtCore import QObject, QSocketNotifier, pyqtSignal

_LIBRARY = "libX11.so.6"
# A tray host that starts says so by a MANAGER message to those who listen to this on the root.
_STRUCTURE_NOTIFY_MASK = 1 << 17
_EVENT_BYTES = 24 * ctypes.sizeof(c_long)


class XembedWatch(QObject):
    """Looks at the tray selection of the default screen. Event-driven: costs nothing at rest."""

    changed = pyqtSignal()
    """Something happened on the root window; ask `present` again."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Never raises: without an X server there is simply never a tray."""
        super().__init__(parent)
        self._display: int | None = None
        try:
            self._x = _load()
        except (OSError, AttributeError):
            return
        self._display = self._x.XOpenDisplay(None)
        if self._display is None:
            return
        screen = self._x.XDefaultScreen(self._display)
        self._tray = self._x.XInternAtom(
            self._display, f"_NET_SYSTEM_TRAY_S{screen}".encode(), False
        )
        root = self._x.XRootWindow(self._display, screen)
        self._x.XSelectInput(self._display, root, _STRUCTURE_NOTIFY_MASK)
        self._x.XFlush(self._display)
        socket = self._x.XConnectionNumber(self._display)
        self._notifier = QSocketNotifier(socket, QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    def present(self) -> bool:
        """True when a tray host owns the selection now."""
        if self._display is None:
            return False
        return bool(self._x.XGetSelectionOwner(self._display, self._tray))

    def close(self) -> None:
        """Leave the X server; may be called twice."""
        if self._display is not None:
            self._notifier.setEnabled(False)
            self._x.XCloseDisplay(self._display)
            self._display = None

    def _drain(self) -> None:
        if self._display is None:
            return
        event = ctypes.create_string_buffer(_EVENT_BYTES)
        while self._x.XPending(self._display):
            self._x.XNextEvent(self._display, event)
        self.changed.emit()


def _load() -> ctypes.CDLL:
    """The few calls we need, with their types; OSError when the library is not there."""
    x = ctypes.CDLL(_LIBRARY)
    for name, result, arguments in (
        ("XOpenDisplay", c_void_p, [c_char_p]),
        ("XCloseDisplay", c_int, [c_void_p]),
        ("XDefaultScreen", c_int, [c_void_p]),
        ("XRootWindow", c_ulong, [c_void_p, c_int]),
        ("XInternAtom", c_ulong, [c_void_p, c_char_p, c_int]),
        ("XGetSelectionOwner", c_ulong, [c_void_p, c_ulong]),
        ("XSelectInput", c_int, [c_void_p, c_ulong, c_long]),
        ("XConnectionNumber", c_int, [c_void_p]),
        ("XFlush", c_int, [c_void_p]),
        ("XPending", c_int, [c_void_p]),
        ("XNextEvent", c_int, [c_void_p, c_void_p]),
    ):
        call = getattr(x, name)
        call.restype, call.argtypes = result, arguments
    return x
