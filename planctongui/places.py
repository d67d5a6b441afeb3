"""Where this owner's files live, by the XDG rules.

For: folders. Not for: the names in them (`settings`, `ledger`), or creating anything.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from planctongui.tongue import translate

_OURS = "planctongui"


def config_folder() -> Path:
    """The folder of the settings; it may not exist yet."""
    return _home("XDG_CONFIG_HOME", ".config") / _OURS


def data_folder() -> Path:
    """The folder of the ledger; it may not exist yet."""
    return _home("XDG_DATA_HOME", ".local/share") / _OURS


def state_folder() -> Path:
    """The folder of what may be lost, such as where the window stood; it may not exist yet."""
    return _home("XDG_STATE_HOME", ".local/state") / _OURS


def _home(variable: str, otherwise: str) -> Path:
    """The base folder. A relative path in the variable is to be ignored, say the XDG rules."""
    told = Path(os.environ.get(variable, ""))
    return told if told.is_absolute() else Path.home() / otherwise


def runtime_folder() -> Path:
    """The folder of the lock and the control socket; gone after logout where XDG says so."""
    told = Path(os.environ.get("XDG_RUNTIME_DIR", ""))
    return told / _OURS if told.is_absolute() else data_folder() / "run"


def instance() -> str:
    """Which set of pilots this run owns; more than one only for tests and experiments."""
    name = os.environ.get("PLANCTONGUI_INSTANCE", "default")
    if not re.fullmatch(r"[a-z0-9-]{1,32}", name):
        told = translate("Command line", "PLANCTONGUI_INSTANCE takes a-z, 0-9 and -, not {name}.")
        raise ValueError(told.format(name=repr(name)))
    return name
