"""Which kind of display this program was started on, read from the environment.

For: sources that must refuse where they would see only a part of the owner's input.
Not for: opening a display.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping
from pathlib import Path

from planctongui.sensors.protocol import SourceMissing
from planctongui.tongue import translate


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """True when there is a graphical display of any kind."""
    return bool(environment.get("DISPLAY")) or is_wayland(environment)


def desktop_nearby(
    x_sockets: Path = Path("/tmp/.X11-unix"), runtime_folders: Path = Path("/run/user")
) -> bool:
    """True when a graphical session runs on this machine, even if not this program's own."""
    names = [*x_sockets.glob("X[0-9]*"), *runtime_folders.glob("*/wayland-[0-9]")]
    return any(map(_answers, names))


def _answers(path: Path) -> bool:
    """True when somebody listens there; a socket that its server left behind is silent."""
    with socket.socket(socket.AF_UNIX) as door:
        door.settimeout(0.05)
        try:
            door.connect(str(path))
        except PermissionError:
            return True
        except OSError:
            return False
    return True


def is_wayland(environment: Mapping[str, str] = os.environ) -> bool:
    """True under Wayland; there DISPLAY is usually set too, but sees only X programs."""
    session = environment.get("XDG_SESSION_TYPE", "").lower()
    return bool(environment.get("WAYLAND_DISPLAY")) or session == "wayland"


def need_x11(environment: Mapping[str, str] = os.environ) -> None:
    """SourceMissing, with a sentence, when input on X11 would not be all of the owner's input."""
    if is_wayland(environment):
        raise SourceMissing(
            translate("Sensors", "Under Wayland, X11 sees only a part of what you type and click.")
        )
    if not environment.get("DISPLAY"):
        raise SourceMissing(translate("Sensors", "There is no X11 display."))
