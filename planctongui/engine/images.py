"""Pilot images that are built here from a recipe.

For: build once per recipe content, tell why it failed. Not for: pulling from a registry.
"""

from __future__ import annotations

import hashlib
import io
import tarfile
from typing import TYPE_CHECKING

import docker.errors

from planctongui.engine.protocol import EngineTrouble
from planctongui.headnodes.protocol import Recipe

if TYPE_CHECKING:
    from docker import APIClient


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
    said = []
    for message in api.build(
        fileobj=_context(recipe),
        custom_context=True,
        tag=name,
        labels=labels,
        rm=True,
        forcerm=True,
        decode=True,
        network_mode="none",
    ):
        if "error" in message:
            raise EngineTrouble(
                f"The pilot image {recipe.name} cannot be built",
                f"Docker says: {message['error'].strip()}. It is tried again later.",
            )
        said.append(str(message.get("stream", "")))
    try:
        api.inspect_image(name)  # type: ignore[no-untyped-call]
    except docker.errors.ImageNotFound:
        raise EngineTrouble(
            f"The pilot image {recipe.name} was built but is not there",
            f"Docker's last words: {''.join(said)[-200:].strip()}. It is tried again later.",
        ) from None
    return name


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
