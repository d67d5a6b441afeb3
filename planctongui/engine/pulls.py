"""Pilot images that come from a registry.

For: having the image on this machine, and the exact content that pilots run. Not for: images that
are built here (`images`). Nothing is ever removed: what else is on the machine is the owner's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import docker.errors
from docker.utils import parse_repository_tag

from planctongui.engine.protocol import EngineTrouble
from planctongui.headnodes.protocol import Pulled
from planctongui.tongue import translate

if TYPE_CHECKING:
    from docker import APIClient


def ensure(api: APIClient, source: Pulled) -> str:
    """The image's id, pulled first unless it is here already. Raises EngineTrouble on failure.

    The id and not the tag: what a tag means may change while pilots are started.
    """
    try:
        return _id(api, source)
    except docker.errors.ImageNotFound:
        pass
    except docker.errors.APIError as error:
        raise _failed(source, str(error.explanation or error)) from error
    repository, tag = parse_repository_tag(source.reference)
    try:
        # The SDK's own `images.pull` hides errors that come within the stream.
        for message in api.pull(repository, tag or "latest", stream=True, decode=True):
            if "error" in message:
                raise _failed(source, str(message["error"]))
        return _id(api, source)
    except docker.errors.APIError as error:
        raise _failed(source, str(error.explanation or error)) from error


def _id(api: APIClient, source: Pulled) -> str:
    found: str = api.inspect_image(source.reference)["Id"]  # type: ignore[no-untyped-call]
    return found


def _failed(source: Pulled, words: str) -> EngineTrouble:
    return EngineTrouble(
        translate("Engine", "The pilot image {reference} cannot be pulled").format(
            reference=source.reference
        ),
        translate(
            "Engine", "Docker says: {words}. It is tried again later; other head nodes go on."
        ).format(words=words.strip()),
    )
