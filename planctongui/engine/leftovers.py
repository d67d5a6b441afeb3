"""Images that we pulled and that no pilot needs any more: removed one by one.

For: superseded ones among those that carry our tags (`pulls`), and nobody else's, ever. An image
that the owner named as well only loses our tags. Not for: pruning, which takes what is not ours.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import docker.errors

from planctongui.core.allow import BadName, parse
from planctongui.engine.pulls import current_tag, find

if TYPE_CHECKING:
    from docker import APIClient


def remove(api: APIClient, mark: str, wanted: Collection[str], keep: Collection[str]) -> int:
    """Remove what is superseded; gives how many have to wait for pilots that still run on them.

    `wanted`: references of the head nodes as their files write them; `keep`: ids of images
    from which pilots may be started. Raises what the SDK raises.
    """
    current = {f"{mark}:{tag}" for tag in _tags(wanted)}
    left = 0
    for row in api.images(filters={"reference": mark}):
        if not current.isdisjoint(row.get("RepoTags") or ()):
            continue
        if row["Id"] in keep or not _remove(api, mark, row["Id"]):
            left += 1
    return left


def _tags(references: Collection[str]) -> set[str]:
    tags = set()
    for reference in references:
        try:
            tags.add(current_tag(parse(reference)))
        except BadName:
            continue  # told when it is to be pulled
    return tags


def _remove(api: APIClient, mark: str, image: str) -> bool:
    """True when nothing of it is left to us; False while it is in use."""
    found = find(api, image)
    if found is None:
        return True
    tags = found.get("RepoTags") or []
    ours = [tag for tag in tags if tag.startswith(f"{mark}:")]
    theirs = [tag for tag in tags if tag not in ours]
    digests = [ref for ref in found.get("RepoDigests") or () if not ref.startswith(f"{mark}@")]
    if len(digests) != 1 or any(_repository(tag) == _repository(digests[0]) for tag in theirs):
        digests = []  # not from our pull alone
    if not theirs and api.containers(all=True, filters={"ancestor": image}):
        return False
    # With the last name goes the image; a name of somebody else's keeps it.
    return all([_unname(api, name) for name in [*digests, *ours]])


def _repository(reference: str) -> str:
    return parse(reference).repository


def _unname(api: APIClient, name: str) -> bool:
    """Take one name from its image. True = it has it no longer; False = a pilot needs it."""
    try:
        api.remove_image(name, noprune=True)
    except docker.errors.APIError as error:
        if error.status_code not in (404, 409):
            raise
        return bool(error.status_code == 404)
    return True
