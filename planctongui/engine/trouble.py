"""Turns what Docker's library throws into sentences an owner can act on: one border, here.

For: `translated()` round every call of the SDK. Not for: deciding what to do about it.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping

import docker.errors
import requests.exceptions

from planctongui.engine.address import DOCKER, OWN_PODMAN, PODMAN, Engine
from planctongui.engine.protocol import EngineTrouble
from planctongui.tongue import mark, translate

Kinds = tuple[type[BaseException], ...]

_DOWN: tuple[tuple[Kinds, str, Mapping[Engine, str]], ...] = (
    (
        (PermissionError,),
        mark("Engine", "You are not allowed to use {engine}"),
        {
            DOCKER: mark(
                "Engine",
                "Add yourself to its group with: sudo usermod -aG docker $USER, then log in again.",
            ),
            PODMAN: mark(
                "Engine",
                "Take your own, without root: systemctl --user enable --now podman.socket, and "
                'set [engine] url = "" in the settings.',
            ),
            OWN_PODMAN: mark(
                "Engine",
                "Its socket should be yours. Have it made anew with: systemctl --user restart "
                "podman.socket",
            ),
        },
    ),
    (
        (requests.exceptions.Timeout, TimeoutError),
        mark("Engine", "{engine} does not answer"),
        {
            DOCKER: mark(
                "Engine",
                "It may be overloaded. If this stays, restart it with: sudo systemctl "
                "restart docker",
            ),
            PODMAN: mark(
                "Engine",
                "It may be overloaded. If this stays, restart it with: sudo systemctl "
                "restart podman.service",
            ),
            OWN_PODMAN: mark(
                "Engine",
                "It may be overloaded. If this stays, restart it with: systemctl --user "
                "restart podman.service",
            ),
        },
    ),
    (
        (FileNotFoundError,),
        mark("Engine", "{engine} is not running"),
        {
            DOCKER: mark(
                "Engine",
                "Install it with: sudo apt install docker.io, or start it with: sudo "
                "systemctl start docker. Or take Podman, without root: systemctl --user "
                "enable --now podman.socket",
            ),
            PODMAN: mark(
                "Engine",
                "Install it with: sudo apt install podman, or start it with: sudo systemctl "
                "enable --now podman.socket",
            ),
            OWN_PODMAN: mark(
                "Engine",
                "Install it with: sudo apt install podman, or start it with: systemctl --user "
                "enable --now podman.socket",
            ),
        },
    ),
    (
        (ConnectionError, requests.exceptions.ConnectionError),
        mark("Engine", "{engine} is not running"),
        {
            DOCKER: mark("Engine", "Start it with: sudo systemctl start docker"),
            PODMAN: mark("Engine", "Start it with: sudo systemctl restart podman.socket"),
            OWN_PODMAN: mark("Engine", "Start it with: systemctl --user restart podman.socket"),
        },
    ),
)
"""What an error comes from, the first that fits -> what is wrong, and what to do about it."""


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


def explain(error: BaseException, engine: Engine) -> EngineTrouble:
    """The EngineTrouble for an error of the SDK, in a call of this engine."""
    causes = list(_chain(error))
    api = next((c for c in causes if isinstance(c, docker.errors.APIError)), None)
    if api is not None and api.response is not None:
        return EngineTrouble(
            translate("Engine", "{engine} refused an order").format(engine=engine.name),
            translate("Engine", "It says: {explanation}. It is tried again later.").format(
                explanation=api.explanation or api
            ),
        )
    for kinds, title, advice in _DOWN:
        if any(isinstance(c, kinds) for c in causes):
            return EngineTrouble(
                translate("Engine", title).format(engine=engine.name),
                translate("Engine", advice[engine]),
                down=True,
            )
    return EngineTrouble(
        translate("Engine", "{engine} cannot be used").format(engine=engine.name),
        translate("Engine", "It says: {error}").format(error=error),
        down=True,
    )


@contextlib.contextmanager
def translated(engine: Callable[[], Engine]) -> Iterator[None]:
    """Round calls of the SDK: whatever they throw leaves as EngineTrouble.

    `engine` says whose calls they are; it is asked when one failed.
    """
    try:
        yield
    except EngineTrouble:
        raise
    except Exception as error:
        raise explain(error, engine()) from error
