"""Which kind of display this program was started on, read from the environment.

For: sources that must refuse where they would see only a part of the owner's input.
Not for: opening a display.
"""

from __future__ import annotations

import os
from collections.abc import Mapping

from planctongui.sensors.protocol import SourceMissing


def has_display(environment: Mapping[str, str] = os.environ) -> bool:
    """True when there is a graphical display of any kind."""
    return bool(environment.get("DISPLAY")) or is_wayland(environment)


def is_wayland(environment: Mapping[str, str] = os.environ) -> bool:
    """True under Wayland; there DISPLAY is usually set too, but sees only X programs."""
    session = environment.get("XDG_SESSION_TYPE", "").lower()
    return bool(environment.get("WAYLAND_DISPLAY")) or session == "wayland"


def need_x11(environment: Mapping[str, str] = os.environ) -> None:
    """SourceMissing, with a sentence, when input on X11 would not be all of the owner's input."""
    if is_wayland(environment):
        raise SourceMissing("Under Wayland, X11 sees only a part of what you type and click.")
    if not environment.get("DISPLAY"):
        raise SourceMissing("There is no X11 display.")
