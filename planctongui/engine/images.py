"""Pilot images that are built here from a recipe.

For: build once per recipe content, tell why it failed. Not for: pulling from a registry.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import docker.errors

from planctongui.engine.protocol import EngineTrouble
from planctongui.headnodes.protocol import Recipe
from planctongui.tongue import translate

if TYPE_CHECKING:
    from docker import APIClient

SILENCE_S = 60
"""A build that says nothing for so long counts as hung; without an end nobody could quit."""


def reference(recipe: Recipe) -> str:
    """The image's name; the tag is made from the content, so a changed recipe is a new image."""
    content = hashlib.sha256()
    for path, body in sorted(recipe.files.items()):
        content.update(f"{path}:{len(body)}:".encode() + body)
    return f"{recipe.name}:{content.hexdigest()[:16]}"


def ensure(api: APIClient, recipe: Recipe, labels: dict[str, str]) -> str:
    """Build the image unless it is there; gives its reference. Raises EngineTrouble on failure."""
    name = reference(recipe)
    try:
        api.inspect_image(name)  # type: ignore[no-untyped-call]
        return name
    except docker.errors.ImageNotFound:
        pass
    words = []
    try:
        for message in _build(api, recipe, name, labels):
            if "error" in message:
                raise _failed(recipe, str(message["error"]))
            words.append(str(message.get("stream", "")))
    except docker.errors.APIError as error:
        # A Dockerfile that cannot even be read is refused before the stream begins.
        raise _failed(recipe, str(error.explanation or error)) from error
    try:
        api.inspect_image(name)  # type: ignore[no-untyped-call]
    except docker.errors.ImageNotFound:
        raise _failed(recipe, "".join(words)[-200:]) from None
    return name


def _build(
    api: APIClient, recipe: Recipe, name: str, labels: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """The engine's messages while it builds."""
    messages: Iterator[dict[str, Any]] = api.build(
        fileobj=_context(recipe),
        custom_context=True,
        tag=name,
        labels=labels,
        rm=True,
        forcerm=True,
        decode=True,
        network_mode="none",
        timeout=SILENCE_S,
    )
    return messages


def _failed(recipe: Recipe, words: str) -> EngineTrouble:
    return EngineTrouble(
        translate("Engine", "The pilot image {name} cannot be built").format(name=recipe.name),
        translate("Engine", "The engine says: {words}. It is tried again later.").format(
            words=words.strip()
        ),
    )


def _context(recipe: Recipe) -> io.BytesIO:
    """The recipe's files as the tar archive that a build takes."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        for path, body in sorted(recipe.files.items()):
            entry = tarfile.TarInfo(path)
            entry.size = len(body)
            entry.mode = 0o644 if path == "Dockerfile" else 0o755
            tar.addfile(entry, io.BytesIO(body))
    packed.seek(0)
    return packed
