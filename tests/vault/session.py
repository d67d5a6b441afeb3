"""A session bus of its own with a real gnome-keyring, which can be locked, stopped or absent.

For: tests of the vault. Not for: a desktop with a screen (`tests.desk.desktop`).
"""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
from contextlib import closing
from pathlib import Path

import secretstorage
from jeepney import DBusAddress, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desk.desktop import BUS_CONFIG, KEYRING_NAME, KEYRING_PASSWORD
from tests.desk.process import Child, wait_until

START_S = 20.0


class Session:
    """The bus is up at once; `start_keyring` adds the keyring. `env` is for programs in it."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="keyring-"))
        home, run = self.folder / "home", self.folder / "run"
        for place in (home, run):
            place.mkdir(mode=0o700)
        address = f"unix:path={run / 'bus'}"
        self.env = {
            "PATH": os.environ["PATH"],
            "HOME": str(home),
            "LANG": "C.UTF-8",
            "XDG_RUNTIME_DIR": str(run),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "DBUS_SESSION_BUS_ADDRESS": address,
        }
        config = self.folder / "bus.conf"
        config.write_text(BUS_CONFIG.format(address=address))
        self.keyring: Child | None = None
        self._bus = self._child("dbus-daemon", f"--config-file={config}", "--nofork", "--nopidfile")
        wait_until((run / "bus").exists, START_S, "the session bus", self._bus)

    def start_keyring(self, *, unlocked: bool = True) -> None:
        """Start gnome-keyring; unlocked it has an empty default keyring, else it has none yet."""
        arguments = ["--foreground", "--components=secrets", *(["--unlock"] if unlocked else [])]
        password = KEYRING_PASSWORD if unlocked else b""
        self.keyring = self._child("gnome-keyring-daemon", *arguments, stdin=password)
        wait_until(self._has_keyring, START_S, "the keyring", self.keyring)

    def lock(self) -> None:
        """Lock the default keyring, as a desktop does."""
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_collection_by_alias(bus, "default").lock()

    def suspend(self) -> None:
        """The keyring hangs: it keeps its name and answers nothing."""
        assert self.keyring is not None
        os.kill(self.keyring.pid, signal.SIGSTOP)

    def resume(self) -> None:
        """Undo `suspend`."""
        assert self.keyring is not None
        os.kill(self.keyring.pid, signal.SIGCONT)

    def stop(self) -> None:
        """End all of it and remove the folder."""
        if self.keyring is not None:
            self.keyring.kill()  # also when it is suspended
        self._bus.stop()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _child(self, *command: str, stdin: bytes = b"") -> Child:
        log = self.folder / f"{command[0]}.log"
        return Child(command, env=self.env, log=log, stdin=stdin)

    def _has_keyring(self) -> bool:
        bus = DBusAddress("/org/freedesktop/DBus", "org.freedesktop.DBus", "org.freedesktop.DBus")
        with open_dbus_connection(self.env["DBUS_SESSION_BUS_ADDRESS"]) as connection:
            question = new_method_call(bus, "NameHasOwner", "s", (KEYRING_NAME,))
            return bool(connection.send_and_get_reply(question, timeout=5).body[0])
