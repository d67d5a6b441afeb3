"""The guest's folder: built and booted once for each state of its recipe, then only restored.

For: `python -m tests.vm` and the fixtures. Not for: a guest that runs (`machine`).
"""

from __future__ import annotations

import fcntl
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path

from tests.desk.process import need
from tests.vm.machine import Machine
from tests.vm.person import CHECKOUT

HERE = Path(__file__).resolve().parent
TOP = HERE.parents[1]
FOLDER = TOP / "build" / "vm"
BUILD_S = 1200.0

RECIPE = ("build.sh", "furnish.sh", "initrd.sh", "machine.py")
"""A change in one of these makes another guest."""
BROUGHT = ("planctongui", "resources", "packaging", "tests", "benchmarks", "Makefile")
"""What of the checkout goes into the guest."""


def ready() -> Path:
    """The folder of a guest that can be restored; builds it if it is not there."""
    stamp, wanted = FOLDER / "made-from", fingerprint()
    FOLDER.parent.mkdir(exist_ok=True)
    with FOLDER.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # two at once would build into one folder
        if not stamp.exists() or stamp.read_text() != wanted:
            build()
            stamp.write_text(wanted)
    return FOLDER


def fingerprint() -> str:
    """Changes with the recipe, and with the emulator that has to understand the kept state."""
    emulator = subprocess.run(
        [need("qemu-system-x86_64"), "--version"], capture_output=True, check=True
    ).stdout
    recipe = b"".join((HERE / name).read_bytes() for name in RECIPE)
    return hashlib.sha256(recipe + emulator + str(TOP).encode()).hexdigest()


def build() -> None:
    """Make the disk, boot it, keep it."""
    began = time.monotonic()
    shutil.rmtree(FOLDER, ignore_errors=True)
    script = ["bash", str(HERE / "build.sh"), str(FOLDER)]
    done = subprocess.run(script, capture_output=True, text=True, timeout=BUILD_S)
    assert done.returncode == 0, f"the guest cannot be built:\n{done.stdout}{done.stderr}"
    built = time.monotonic()
    machine = Machine(FOLDER)
    try:
        machine.boot()
        machine.keep()
    finally:
        machine.stop()
    kept = time.monotonic()
    print(f"guest: built in {built - began:.0f} s, booted in {kept - built:.0f} s", file=sys.stderr)


def bring_checkout(machine: Machine) -> None:
    """Put this checkout into a guest that runs, for everybody to read."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for name in BROUGHT:
            tar.add(TOP / name, name, filter=_for_everybody)
        # As an installation would map it.
        link = tarfile.TarInfo("planctongui/resources")
        link.type, link.linkname = tarfile.SYMTYPE, "../resources"
        tar.addfile(link)
    into = f"mkdir -p {CHECKOUT} && tar -C {CHECKOUT} -xf -"
    done = machine.ssh("root", [into], given=packed.getvalue())
    assert done.returncode == 0, done.stderr


def _for_everybody(entry: tarfile.TarInfo) -> tarfile.TarInfo | None:
    if entry.name.endswith("__pycache__"):
        return None
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = ""
    entry.mode |= 0o555 if entry.isdir() else 0o444
    entry.mtime = 0
    return entry
