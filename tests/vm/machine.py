"""The guest: booted once and kept, then restored in seconds, as often as wanted.

For: one qemu process by emulation (no rights and no /dev/kvm needed), the way in by ssh, the end by
pid. Each restored guest has a throw-away disk of its own, so nothing a test does is kept.
Not for: what is on its disk (`build.sh`, `furnish.sh`), or what is done in it (`person`).
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.desk.process import Child, need, wait_until

BOOT_S = 600.0
"""Emulated on a busy machine; on a quiet one it takes half a minute."""
RESTORE_S = 300.0
KEEP_S = 300.0

CORES = 2
MEMORY_MB = 2048


class Machine:
    """A guest that runs. `folder` is what `build.sh` filled."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.run = Path(tempfile.mkdtemp(prefix="guest-"))
        self._port = _free_port()
        self._child: Child | None = None

    def boot(self) -> None:
        """Start it from its disk and wait until it is up."""
        self._start(_overlay(self.folder / "disk.img", "raw", self.run / "disk.qcow2"))
        self._await_ssh(BOOT_S)
        wait_until(self._is_up, BOOT_S, "the guest's services", self._child, poll_s=0.5)

    def keep(self) -> None:
        """Write its state and its disk into the folder, for `restore`, and end it."""
        state = self.folder / "state.new"
        with _Monitor(self.run / "monitor") as monitor:
            monitor.say("stop")
            # As fast as the disk takes it; the default is made for networks.
            monitor.say("migrate-set-parameters", **{"max-bandwidth": 1 << 40})
            monitor.say("migrate", uri=f"exec:cat >{state}")
            wait_until(lambda: monitor.migrated(), KEEP_S, "the guest's state", poll_s=0.1)
            monitor.say("quit")
        assert self._child is not None
        wait_until(lambda: not self._child.alive(), KEEP_S, "the end of the guest")  # type: ignore[union-attr]
        shutil.move(self.run / "disk.qcow2", self.folder / "kept.qcow2")
        state.rename(self.folder / "state")

    def restore(self) -> None:
        """Go on where `keep` stopped."""
        disk = _overlay(self.folder / "kept.qcow2", "qcow2", self.run / "disk.qcow2")
        self._start(disk, "-incoming", f"exec:cat {self.folder / 'state'}")
        wait_until((self.run / "monitor").exists, RESTORE_S, "qemu", self._child)
        with _Monitor(self.run / "monitor") as monitor:
            wait_until(monitor.arrived, RESTORE_S, "the guest's state", self._child)
            monitor.say("cont")  # it was stopped when it was kept
        self._await_ssh(RESTORE_S)

    def ssh_command(self, user: str) -> list[str]:
        """What a command in the guest begins with; sessions of a user share one connection."""
        return [
            *("ssh", "-q", "-p", str(self._port), "-i", str(self.folder / "key")),
            *("-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"),
            *("-o", "BatchMode=yes", "-o", "ConnectTimeout=60", "-F", "none"),
            f"{user}@127.0.0.1",
        ]

    def ssh(
        self, user: str, command: Sequence[str], seconds: float = 300, given: bytes = b""
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the guest as a user; whatever it did is for the caller to judge."""
        done = subprocess.run(
            [*self.ssh_command(user), *command], input=given, capture_output=True, timeout=seconds
        )
        said = (text.decode(errors="replace") for text in (done.stdout, done.stderr))
        return subprocess.CompletedProcess(done.args, done.returncode, *said)

    def stop(self) -> None:
        """End it, by its pid, and remove what was its own."""
        if self._child is not None:
            self._child.kill()
        shutil.rmtree(self.run, ignore_errors=True)

    def _is_up(self) -> bool:
        state = self.ssh("root", ["systemctl", "is-system-running"]).stdout.strip()
        assert state != "degraded", self.ssh("root", ["systemctl", "--failed"]).stdout
        return state == "running"

    def _start(self, disk: Path, *more: str) -> None:
        need("qemu-system-x86_64")
        command = [
            *("setpriv", "--pdeathsig", "KILL", "qemu-system-x86_64"),
            *("-machine", "q35", "-accel", "tcg,thread=multi,tb-size=512"),
            *("-cpu", "max", "-smp", str(CORES), "-m", str(MEMORY_MB)),
            *("-nodefaults", "-no-user-config", "-display", "none", "-no-reboot"),
            *("-serial", f"file:{self.run / 'console'}"),
            *("-qmp", f"unix:{self.run / 'monitor'},server=on,wait=off"),
            *("-kernel", str(self.folder / "vmlinuz"), "-initrd", str(self.folder / "initrd.img")),
            *("-append", "console=ttyS0 quiet mitigations=off panic=-1 apparmor=0"),
            *("-drive", f"file={disk},if=none,id=disk,cache=unsafe"),
            *("-device", "virtio-blk-pci,drive=disk", "-device", "virtio-rng-pci"),
            *("-netdev", f"user,id=net,restrict=on,hostfwd=tcp:127.0.0.1:{self._port}-:22"),
            *("-device", "virtio-net-pci,netdev=net,romfile="),
            *more,
        ]
        self._child = Child(command, env=dict(os.environ), log=self.run / "qemu.log")

    def _await_ssh(self, seconds: float) -> None:
        assert self._child is not None

        def answers() -> bool:
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self.ssh("root", ["true"]).returncode == 0
            return False

        try:
            wait_until(answers, seconds, "the guest answers", self._child, poll_s=0.2)
        except AssertionError as error:
            console = self.run / "console"
            tail = console.read_text(errors="replace")[-1500:] if console.exists() else ""
            raise AssertionError(f"{error}\n--- console:\n{tail}") from None


class _Monitor:
    """qemu's own door (QMP)."""

    def __init__(self, path: Path) -> None:
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(60)
        self._socket.connect(str(path))
        self._lines = self._socket.makefile("r")
        self._lines.readline()
        self.say("qmp_capabilities")

    def __enter__(self) -> _Monitor:
        return self

    def __exit__(self, *_: object) -> None:
        self._lines.close()
        self._socket.close()

    def say(self, command: str, **arguments: Any) -> dict[str, Any]:
        """Give an order; its answer. Events in between are not for us."""
        order = {"execute": command, "arguments": arguments}
        self._socket.sendall(json.dumps(order).encode())
        while True:
            answer = json.loads(self._lines.readline())
            assert "error" not in answer, f"{command}: {answer['error']}"
            if "return" in answer:
                found: dict[str, Any] = answer["return"]
                return found

    def migrated(self) -> bool:
        """True when the state is written."""
        status = self.say("query-migrate").get("status")
        assert status not in ("failed", "cancelled"), f"the guest's state: {status}"
        return status == "completed"

    def arrived(self) -> bool:
        """True when a state that comes in is complete."""
        return self.say("query-status")["status"] != "inmigrate"


def _overlay(base: Path, form: str, to: Path) -> Path:
    """A disk that begins as `base` and keeps what is written for itself."""
    make = ["qemu-img", "create", "-q", "-f", "qcow2", "-b", str(base), "-F", form, str(to)]
    subprocess.run([need("qemu-img"), *make[1:]], check=True)
    return to


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port
