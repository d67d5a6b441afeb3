"""A Wayland compositor to throw away, without a screen: GNOME's, KDE's or sway, on its own bus.

For: sources that must see input as Wayland desktops tell it; input is injected the way each
compositor allows. Not for: windows, or a tray (`desktop`).
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, MessageType, new_method_call
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from planctongui.sensors.wayland_wire import Wire
from tests.desk.desktop import BUS_CONFIG
from tests.desk.process import Child, wait_until

START_S = 60.0
NOBODY = 65534
_KEPT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR")
_ROOT = Path(__file__).resolve().parents[2]


class WaylandDesk:
    """A folder, a session bus and processes; up when entered, gone when left."""

    session_type = "wayland"

    def __enter__(self) -> Any:
        # Short: the name of a socket must fit into 108 bytes.
        self.folder = Path(tempfile.mkdtemp(prefix="wl-"))
        self._children: list[Child] = []
        run = self.folder / "run"
        run.mkdir(mode=0o700)
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        self.env = kept | {
            "HOME": str(self.folder),
            "LANG": "C.UTF-8",
            "PYTHONPATH": str(_ROOT),
            "XDG_RUNTIME_DIR": str(run),
            "XDG_SESSION_TYPE": self.session_type,
            "DBUS_SESSION_BUS_ADDRESS": f"unix:path={run / 'bus'}",
            "GSETTINGS_BACKEND": "memory",
            "NO_AT_BRIDGE": "1",
        }
        """The environment of programs started in it."""
        try:
            self.bus = self._start_bus(run)
            self._start()
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End all, the newest first, and remove the folder."""
        for child in reversed(self._children):
            child.stop()
        self._children.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, *command: str, **more: str) -> Child:
        """Run a program in it; `more` is added to its environment."""
        log = self.folder / f"{len(self._children)}-{Path(command[0]).name}.log"
        child = Child(command, env=self.env | more, log=log, cwd=_ROOT)
        self._children.append(child)
        return child

    def _start_bus(self, run: Path) -> Child:
        config = self.folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(address=self.env["DBUS_SESSION_BUS_ADDRESS"]))
        bus = self.start("dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile")
        wait_until((run / "bus").exists, START_S, "the session bus", bus)
        return bus

    def connect(self) -> DBusConnection:
        """A connection to its bus, to be closed by the caller."""
        return open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"])

    def has_bus_name(self, name: str) -> bool:
        """True when somebody owns this name on its bus."""
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        with self.connect() as connection:
            return bool(_ask(connection, bus, "NameHasOwner", "s", name)[0])

    def _start(self) -> None:
        """The compositor, if there is one."""


class Mutter(WaylandDesk):
    """GNOME's compositor; `key` presses a key by its own remote desktop."""

    _REMOTE = "org.gnome.Mutter.RemoteDesktop"

    def _start(self) -> None:
        options = "--headless --wayland --no-x11 --virtual-monitor 1024x768"
        self.compositor = self.start("mutter", *options.split())
        for name in ("org.gnome.Mutter.IdleMonitor", self._REMOTE):
            wait_until(lambda name=name: self.has_bus_name(name), START_S, name, self.compositor)
        self._hand = self.connect()
        remote = DBusAddress("/org/gnome/Mutter/RemoteDesktop", self._REMOTE, self._REMOTE)
        path = _ask(self._hand, remote, "CreateSession")[0]
        self._session = DBusAddress(path, self._REMOTE, f"{self._REMOTE}.Session")
        _ask(self._hand, self._session, "Start")

    def stop(self) -> None:
        hand = self.__dict__.pop("_hand", None)
        if hand is not None:
            hand.close()
        super().stop()

    def key(self) -> float:
        """Press and let go a key; the monotonic second just before."""
        at = time.monotonic()
        for pressed in (True, False):
            _ask(self._hand, self._session, "NotifyKeyboardKeycode", "ub", 30, pressed)
        return at


class Sway(WaylandDesk):
    """sway as an ordinary user; `move` moves a pointer, `key` lets wtype press a key."""

    def _start(self) -> None:
        run = Path(self.env["XDG_RUNTIME_DIR"])
        command = ["sway", "--config", "/dev/null"]
        if os.geteuid() == 0:
            # It refuses root.
            for place in (self.folder, run):
                os.chown(place, NOBODY, NOBODY)
            user = [f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"]
            command = ["setpriv", *user, *command]
        self.compositor = self.start(
            *command,
            WLR_BACKENDS="headless",
            WLR_LIBINPUT_NO_DEVICES="1",
            WLR_RENDERER="pixman",
        )
        sockets = wait_until(
            lambda: [place for place in run.glob("wayland-*") if place.is_socket()],
            START_S, "sway's socket", self.compositor,
        )  # fmt: skip
        self.env["WAYLAND_DISPLAY"] = str(sockets[0])
        self._hand = Pointer(sockets[0])

    def stop(self) -> None:
        hand = self.__dict__.pop("_hand", None)
        if hand is not None:
            hand.close()
        super().stop()

    def move(self) -> float:
        """Move the pointer a little; the monotonic second just before."""
        return self._hand.move()

    def key(self) -> float:
        """Press and let go a key; the monotonic second just before wtype is started."""
        at = time.monotonic()
        typist = self.start("wtype", "a")
        wait_until(lambda: typist.exit_code() == 0, 5, "wtype to end")
        return at


class KWin(WaylandDesk):
    """KDE's compositor; `move` moves its pointer and `key` presses a key, by its own fake input."""

    def _start(self) -> None:
        # The installed one has a right by its file that a container may not give.
        installed = shutil.which("kwin_wayland")
        assert installed is not None, "kwin_wayland is not there: make prepare-test installs it"
        program = self.folder / "kwin_wayland"
        shutil.copyfile(installed, program)
        program.chmod(0o755)
        path = Path(self.env["XDG_RUNTIME_DIR"]) / "wayland-kwin"
        options = (
            "--virtual --no-lockscreen --no-global-shortcuts --width 800 --height 600 --socket"
        )
        self.compositor = self.start(
            *(str(program), *options.split(), path.name),
            KWIN_COMPOSE="Q",  # by the processor
            KWIN_WAYLAND_NO_PERMISSION_CHECKS="1",
        )
        wait_until(path.is_socket, START_S, "KWin's socket", self.compositor)
        self.env["WAYLAND_DISPLAY"] = path.name
        self._wire = Wire(path, START_S)
        self._hand = _bind(self._wire, "org_kde_kwin_fake_input", 4)
        authenticate = 0
        self._wire.send(self._hand, authenticate, "test", "test")
        self._wire.round_trip()

    def stop(self) -> None:
        wire = self.__dict__.pop("_wire", None)
        if wire is not None:
            wire.close()
        super().stop()

    def move(self) -> float:
        """One pixel to the right; the monotonic second just before."""
        motion, pixel = 1, 256
        return self._send((motion, pixel, 0))

    def key(self) -> float:
        """Press and let go a key; the monotonic second just before."""
        keyboard, code = 10, 30
        return self._send((keyboard, code, 1), (keyboard, code, 0))

    def _send(self, *requests: tuple[int, int, int]) -> float:
        at = time.monotonic()
        for request in requests:
            self._wire.send(self._hand, *request)
        self._wire.round_trip()
        return at


def _bind(wire: Wire, interface: str, version: int) -> int:
    """An object of ours that stands for what the compositor offers under this name."""
    found: dict[bytes, int] = {}

    def offered(event: int, arguments: bytes) -> None:
        name = int.from_bytes(arguments[:4], "little")
        found[arguments[8:].split(b"\0")[0]] = name

    registry = wire.registry(offered)
    wire.round_trip()
    return wire.bind(registry, found[interface.encode()], interface, version)


class Pointer:
    """A virtual pointer of sway's own protocol, so that the time of an input is known exactly."""

    def __init__(self, path: Path) -> None:
        self._wire = Wire(path, START_S)
        manager = _bind(self._wire, "zwlr_virtual_pointer_manager_v1", 1)
        self._pointer = self._wire.add()
        no_seat = 0
        self._wire.send(manager, 0, no_seat, self._pointer)
        self._wire.round_trip()

    def move(self) -> float:
        """One pixel to the right."""
        at = time.monotonic()
        motion, frame, pixel = 0, 4, 256
        self._wire.send(self._pointer, motion, int(at * 1000), pixel, 0)
        self._wire.send(self._pointer, frame)
        self._wire.round_trip()
        return at

    def close(self) -> None:
        self._wire.close()


def _ask(
    connection: DBusConnection, address: DBusAddress, member: str, signature: str = "", *body: Any
) -> Any:
    message = new_method_call(address, member, signature or None, body)
    reply = connection.send_and_get_reply(message, timeout=5)
    if reply.header.message_type == MessageType.error:
        raise RuntimeError(f"{member} answered with an error: {reply.body}")
    return reply.body
