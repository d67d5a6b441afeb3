"""Where the engine listens if the owner does not say so, and which one it is: Docker, or Podman.

For: one look at the sockets there are, and whose they are. Not for: talking to them.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

DOCKER_SOCKET = Path("/var/run/docker.sock")
_UNIX = "unix://"


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine as the owner knows it."""

    name: str
    """"Docker" or "Podman"."""
    own: bool = False
    """True for the owner's own, which their user manager runs without root."""


DOCKER, PODMAN, OWN_PODMAN = Engine("Docker"), Engine("Podman"), Engine("Podman", own=True)


def own_podman() -> str:
    """The address of this owner's Podman (podman.socket of their user manager), there or not."""
    runtime = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    return f"{_UNIX}{runtime}/podman/podman.sock"


def usual(docker: Path = DOCKER_SOCKET) -> str:
    """The address to try: Docker's, unless it is absent or refuses us and Podman is there."""
    own = own_podman()
    if os.access(docker, os.W_OK) or not os.access(own.removeprefix(_UNIX), os.W_OK):
        return f"{_UNIX}{docker}"
    return own


def engine_at(address: str) -> Engine:
    """Which engine listens there, as far as the address tells."""
    if address == own_podman():
        return OWN_PODMAN
    return PODMAN if address.endswith("/podman.sock") else DOCKER


def is_podman(version: Mapping[str, Any]) -> bool:
    """What an engine answers to "version": is it Podman in the words of Docker?"""
    parts = version.get("Components") or ()
    return any("podman" in str(part.get("Name", "")).lower() for part in parts)
