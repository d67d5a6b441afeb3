"""Where the engine listens if the owner does not say so: Docker, else the owner's own Podman.

For: one look at the sockets there are, and whose they are. Not for: talking to them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

DOCKER = Path("/var/run/docker.sock")
_UNIX = "unix://"


def own_podman() -> str:
    """The address of this owner's Podman (podman.socket of their user manager), there or not."""
    runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    return f"{_UNIX}{runtime}/podman/podman.sock"


def usual(docker: Path = DOCKER) -> str:
    """The address to try: Docker's, unless it is absent or refuses us and Podman is there."""
    own = own_podman()
    if os.access(docker, os.W_OK) or not os.access(own.removeprefix(_UNIX), os.W_OK):
        return f"{_UNIX}{docker}"
    return own


def is_podman(version: Mapping[str, Any]) -> bool:
    """What an engine answers to "version": is it Podman in the words of Docker?"""
    parts = version.get("Components") or ()
    return any("podman" in str(part.get("Name", "")).lower() for part in parts)
