"""Turns what Docker's library throws into sentences an owner can act on: one border, here.

For: `translated()` round every call of the SDK. Not for: deciding what to do about it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

import docker.errors
import requests.exceptions

from planctongui.engine.protocol import EngineTrouble
from planctongui.tongue import translate


def _chain(error: BaseException) -> Iterator[BaseException]:
    """The error and all that it wraps, as causes, contexts or arguments."""
    todo: list[BaseException] = [error]
    seen: set[int] = set()
    while todo:
        one = todo.pop()
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield one
        wrapped = (one.__cause__, one.__context__, *one.args, getattr(one, "reason", None))
        todo.extend(w for w in wrapped if isinstance(w, BaseException))


def explain(error: BaseException) -> EngineTrouble:
    """The EngineTrouble for an error of the SDK."""
    causes = list(_chain(error))
    api = next((c for c in causes if isinstance(c, docker.errors.APIError)), None)
    if api is not None and api.response is not None:
        return EngineTrouble(
            translate("Engine", "Docker refused an order"),
            translate("Engine", "It says: {explanation}. It is tried again later.").format(
                explanation=api.explanation or api
            ),
        )
    if any(isinstance(c, PermissionError) for c in causes):
        return EngineTrouble(
            translate("Engine", "You are not allowed to use Docker"),
            translate(
                "Engine",
                "Add yourself to its group with: sudo usermod -aG docker $USER, then log in again.",
            ),
            down=True,
        )
    if any(isinstance(c, requests.exceptions.Timeout | TimeoutError) for c in causes):
        return EngineTrouble(
            translate("Engine", "Docker does not answer"),
            translate(
                "Engine",
                "It may be overloaded. If this stays, restart it with: sudo systemctl "
                "restart docker",
            ),
            down=True,
        )
    if any(isinstance(c, FileNotFoundError) for c in causes):
        return EngineTrouble(
            translate("Engine", "Docker is not running"),
            translate(
                "Engine",
                "Install it with: sudo apt install docker.io, or start it with: sudo "
                "systemctl start docker. Or take Podman, without root: systemctl --user "
                "enable --now podman.socket",
            ),
            down=True,
        )
    if any(isinstance(c, ConnectionError | requests.exceptions.ConnectionError) for c in causes):
        return EngineTrouble(
            translate("Engine", "Docker is not running"),
            translate("Engine", "Start it with: sudo systemctl start docker"),
            down=True,
        )
    return EngineTrouble(
        translate("Engine", "Docker cannot be used"),
        translate("Engine", "It says: {error}").format(error=error),
        down=True,
    )


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Round calls of the SDK: whatever they throw leaves as EngineTrouble."""
    try:
        yield
    except EngineTrouble:
        raise
    except Exception as error:
        raise explain(error) from error
