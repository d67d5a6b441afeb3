"""The image of a Work Queue pilot, made of this machine's own programs.

For: collecting the worker, the libraries it needs and a shell into a recipe. Not for: building it
(`engine.images`), or images of a site (these come from a registry and need nothing here).
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from planctongui.headnodes.elf import is_static
from planctongui.headnodes.local import BUSYBOXES
from planctongui.headnodes.protocol import Recipe
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate

WORKER = "work_queue_worker"
LDD_S = 10.0


def recipe(
    head_node: str, worker: str | None = None, busyboxes: Iterable[Path] = BUSYBOXES
) -> Recipe:
    """What is there now; takes 20 ms or so. Raises HeadNodeTrouble when a part is missing.

    `worker`: its path; None = the one in PATH.
    """
    program = worker or shutil.which(WORKER)
    if program is None:
        raise HeadNodeTrouble(
            translate("WorkQueue", "The head node {name} needs Work Queue's worker").format(
                name=head_node
            ),
            translate(
                "WorkQueue",
                "Install it with: sudo apt-get install coop-computing-tools, or ask the site for a "
                'pilot image and write into the head node\'s file: image = "host/name:tag". '
                "It is tried again by itself.",
            ),
        )
    busybox = next((path for path in busyboxes if is_static(path)), None)
    if busybox is None:
        raise HeadNodeTrouble(
            translate("WorkQueue", "The head node {name} needs a static busybox").format(
                name=head_node
            ),
            translate(
                "WorkQueue",
                "Install it with: sudo apt-get install busybox-static. "
                "It is tried again by itself.",
            ),
        )
    folder = files("planctongui.resources").joinpath("pilots", "workqueue")
    parts = {name: folder.joinpath(name).read_bytes() for name in ("Dockerfile", "pilot")}
    parts["root/bin/busybox"] = busybox.read_bytes()
    parts[f"root/usr/bin/{WORKER}"] = Path(program).read_bytes()
    for library in _libraries(head_node, program):
        parts[f"root{library}"] = Path(library).read_bytes()
    return Recipe("planctongui-workqueue", parts)


def _libraries(head_node: str, program: str) -> list[str]:
    """Paths of all shared libraries and of the loader."""
    try:
        told = subprocess.run(
            ["ldd", program],
            # Whatever the owner's session preloads must not get into the image.
            env={"PATH": os.defpath, "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=LDD_S,
            check=True,
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        raise _unknown(head_node, program, str(error)) from error
    paths = []
    for line in told.splitlines():
        words = line.split()
        if "not found" in line:
            raise _unknown(head_node, program, f"{words[0]} is missing")
        # "libz.so.1 => /lib/.../libz.so.1 (0x...)", or the loader alone without an arrow.
        path = words[2] if words[1:2] == ["=>"] else words[0]
        if path.startswith("/"):
            paths.append(path)
    if not paths:
        raise _unknown(head_node, program, "ldd names none")
    return paths


def _unknown(head_node: str, program: str, why: str) -> HeadNodeTrouble:
    return HeadNodeTrouble(
        translate("WorkQueue", "The head node {name} cannot use {program}").format(
            name=head_node, program=program
        ),
        translate(
            "WorkQueue",
            "Its libraries are not known: {why}. Install coop-computing-tools anew, or use a pilot "
            "image of the site. It is tried again by itself.",
        ).format(why=why),
    )
