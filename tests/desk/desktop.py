"""A throw-away desktop of its own: nothing of the caller's session leaks in, nothing stays behind.

For: programs under test that need X, a bus, a window manager, a tray host or a keyring; start them
with `Desktop.env`. Not for: how a process is run (`process`) or input and windows (`hand`).
"""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from types import TracebackType
from typing import Literal

from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desk.hand import Hand, Window
from tests.desk.process import Child, need, wait_until

Tray = Literal["xembed", "sni", "none"]
WATCHER_NAME = "org.kde.StatusNotifierWatcher"
NOTIFICATIONS_NAME = "org.freedesktop.Notifications"
KEYRING_NAME = "org.freedesktop.secrets"
KEYRING_PASSWORD = b"test"
START_S = 20.0
_ROOT = Path(__file__).resolve().parents[2]
# What a program may know of the caller: where programs, libraries and the engine are. No session.
_KEPT = ("PATH", "LD_LIBRARY_PATH", "TZ", "TMPDIR", "COVERAGE_PROCESS_START", "DOCKER_HOST")
# No service folders: nothing is started behind our back, so nothing can be left behind.
BUS_CONFIG = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>{address}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/>
<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>
"""


class Desktop:
    """Context manager: up when entered, gone when left.

    `tray`: "xembed" = trayer, "sni" = a StatusNotifier watcher, "none". Without `session_bus` the
    bus address leads nowhere. `keyring`: an unlocked gnome-keyring with an empty default keyring.
    `screen`: its size in pixels.
    FileNotFoundError names a missing program; AssertionError shows the log of a part that failed.
    """

    def __init__(
        self,
        tray: Tray = "xembed",
        session_bus: bool = True,
        keyring: bool = False,
        screen: str = "1280x800",
    ) -> None:
        if not session_bus and (tray == "sni" or keyring):
            raise ValueError("a StatusNotifier tray and a keyring need the session bus")
        self._wanted_tray = tray
        self._wants_bus = session_bus
        self._screen = screen
        self._wants_keyring = keyring
        self._children: list[Child] = []
        self._tray: Child | None = None
        self._hand: Hand | None = None
        self.env: dict[str, str] = {}
        """The environment of programs started in it."""
        self.display = ""
        """Name of the X display, e.g. ":3"."""

    def __enter__(self) -> Desktop:
        self.folder = Path(tempfile.mkdtemp(prefix="desk-"))
        try:
            self._make_environment()
            self.x_server = self._start_x()
            if self._wants_bus:
                self._start_bus()
            self._start_window_manager()
            self.start_tray(self._wanted_tray)
            if self._wants_keyring:
                self._start_keyring()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        problem: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()

    def stop(self) -> None:
        """End every part, the X server last, and remove the folder. May be called twice."""
        if self._hand is not None:
            self._hand.close()
            self._hand = None
        for child in reversed(self._children):
            child.stop()
        self._children.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    # Starting a part

    def start(self, *command: str, stdin: bytes = b"", pass_fds: tuple[int, ...] = ()) -> Child:
        """Run a program in this desktop; it is ended with the desktop, unless it was before."""
        log = self.folder / f"{len(self._children)}-{Path(command[0]).name}.log"
        child = Child(command, env=self.env, log=log, stdin=stdin, pass_fds=pass_fds, cwd=_ROOT)
        self._children.append(child)
        return child

    def start_tray(self, tray: Tray) -> None:
        """Start a tray host (also later than the app) and wait until it is there."""
        if tray == "xembed":
            place = "--edge top --align right --widthtype request --height 28"
            self._tray = self.start("trayer", *place.split())
            wait_until(self.hand.has_xembed_tray, START_S, "the XEmbed tray host", self._tray)
        elif tray == "sni":
            self._tray = self.start(sys.executable, "-m", "tests.desk.sni_watcher")
            wait_until(
                lambda: self.has_bus_name(WATCHER_NAME),
                START_S, "the StatusNotifier watcher", self._tray,
            )  # fmt: skip

    def start_notifications(self, *options: str) -> None:
        """Start a notification service (see `notification_service`) and wait for it."""
        child = self.start(sys.executable, "-m", "tests.desk.notification_service", *options)
        wait_until(
            lambda: self.has_bus_name(NOTIFICATIONS_NAME),
            START_S, "the notification service", child,
        )  # fmt: skip

    def stop_tray(self) -> None:
        """End the tray host, as if the panel had crashed."""
        if self._tray is not None:
            self._tray.stop()
            self._tray = None

    def _make_environment(self) -> None:
        home, run = self.folder / "home", self.folder / "run"
        for place in (home, run):
            place.mkdir(mode=0o700)
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        path = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
        self.env = kept | {
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "PYTHONPATH": path,
            "XDG_RUNTIME_DIR": str(run),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "XDG_CACHE_HOME": str(home / ".cache"),
            "XDG_SESSION_TYPE": "x11",
            # Nothing listens there when no bus is wanted; unset, libdbus might launch one.
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={run / 'bus'}",
            "QT_QPA_PLATFORM": "xcb",
            "QT_XCB_GL_INTEGRATION": "none",
            "NO_AT_BRIDGE": "1",
        }

    def _start_x(self) -> Child:
        reading, writing = os.pipe()
        try:
            screen = f"-screen 0 {self._screen}x24 -nolisten tcp -noreset"
            server = self.start(
                "Xvfb", "-displayfd", str(writing), *screen.split(), pass_fds=(writing,)
            )
            wait_until(
                lambda: select.select([reading], [], [], 0)[0], START_S, "the X server", server
            )
            number = os.read(reading, 32).decode().strip()
        finally:
            os.close(reading)
            os.close(writing)
        self.display = self.env["DISPLAY"] = f":{number}"
        self._hand = Hand(self.display)
        return server

    def _start_bus(self) -> None:
        run = Path(self.env["XDG_RUNTIME_DIR"])
        config = self.folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(address=self.env["DBUS_SESSION_BUS_ADDRESS"]))
        bus = self.start("dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile")
        wait_until((run / "bus").exists, START_S, "the session bus", bus)

    def _start_window_manager(self) -> None:
        child = self.start("openbox", "--sm-disable")
        wait_until(self.hand.has_window_manager, START_S, "the window manager", child)

    def _start_keyring(self) -> None:
        # In the foreground it keeps the pid we know.
        arguments = ("--foreground", "--unlock", "--components=secrets")
        child = self.start("gnome-keyring-daemon", *arguments, stdin=KEYRING_PASSWORD)
        wait_until(lambda: self.has_bus_name(KEYRING_NAME), START_S, "the keyring", child)

    # Using it

    @property
    def hand(self) -> Hand:
        """Input and windows; RuntimeError when the desktop is not up."""
        if self._hand is None:
            raise RuntimeError("the test desktop is not up")
        return self._hand

    def move_mouse(self, x: int, y: int) -> float:
        """Move the pointer; the monotonic second just before it was injected."""
        return self.hand.move(x, y)

    def click(self, x: int, y: int, button: int = 1) -> float:
        """Click there; the monotonic second just before."""
        return self.hand.click(x, y, button)

    def key(self, name: str) -> float:
        """Press a key by its keysym name ("a", "Return"); the monotonic second just before."""
        return self.hand.key(name)

    def windows(self) -> list[Window]:
        """All windows that are shown and have a title."""
        return self.hand.windows()

    def find_window(self, title: str, seconds: float = 5.0) -> Window:
        """Wait for a window whose title contains `title`; AssertionError when it never comes."""
        return wait_until(
            lambda: [w for w in self.windows() if title in w.title],
            seconds,
            f'a window called "{title}" (there are {[w.title for w in self.windows()]})',
        )[0]

    def has_bus_name(self, name: str) -> bool:
        """True when somebody owns this name on the session bus."""
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        with open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            question = new_method_call(bus, "NameHasOwner", "s", (name,))
            return bool(connection.send_and_get_reply(question, timeout=5).body[0])

    def screenshot(self, path: Path | str) -> Path:
        """Write the whole screen as PNG; the folder is made when missing."""
        path = Path(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(
            [need("import"), "-window", "root", str(path)], env=self.env, check=True, timeout=20
        )
        return path
