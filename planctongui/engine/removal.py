"""Removing all that is ours from the engine, one by one, and looking what is left.

For: the owner's order "Remove everything". Never a prune, which takes what is not ours: pilots go
by label and name, volumes and networks by label. A label can be inherited by an image or copied, so
an image needs a name of ours too, and loses no more than that if it has another. Not for: pilots
that still have a grace (the policy ends those before), or when (`spawner.upkeep`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

import docker.errors

from planctongui.core.removal import Remnant

if TYPE_CHECKING:
    from docker import APIClient

_BUILT = re.compile(r"planctongui-[a-z0-9.-]+:[0-9a-f]{16}")
"""Names of the images that are built here (`images.reference`)."""


def remove(
    api: APIClient, pilots: Mapping[str, str], labels: list[str], mark: str
) -> list[Remnant]:
    """Remove it all; gives everything that was tried, with its `why` where it did not go.

    `pilots`: id -> container's name, for all that are left; `mark`: repository of our tags on
    images that were pulled. Raises what the SDK raises when the engine does not answer.
    """
    tried = []
    for pilot, container in pilots.items():
        tried.append(_try("pilot", pilot, partial(_remove_pilot, api, container)))
    for row, name, ours in _images(api, labels, mark):
        tried.append(_try("image", name, partial(_unname, api, row, ours)))
    for volume in _volumes(api, labels):
        tried.append(_try("volume", volume, partial(api.remove_volume, volume)))
    for network, name in _networks(api, labels):
        tried.append(_try("network", name, partial(api.remove_network, network)))
    return tried


def find(api: APIClient, labels: list[str], mark: str) -> list[Remnant]:
    """What there is of ours besides pilots."""
    return [
        *(Remnant("image", name) for _, name, _ in _images(api, labels, mark)),
        *(Remnant("volume", name) for name in _volumes(api, labels)),
        *(Remnant("network", name) for _, name in _networks(api, labels)),
    ]


def _remove_pilot(api: APIClient, container: str) -> None:
    api.remove_container(container, v=True, force=True)


def _try(kind: str, name: str, call: Callable[[], Any]) -> Remnant:
    """Do it; what is gone already is as good. An engine that hangs is not caught."""
    try:
        call()
    except docker.errors.APIError as error:
        if error.status_code != 404:
            return Remnant(kind, name, str(error.explanation or error))
    return Remnant(kind, name)


def _images(
    api: APIClient, labels: list[str], mark: str
) -> Iterator[tuple[dict[str, Any], str, list[str]]]:
    """Images with a name of ours: the engine's row, one name, all names of ours."""
    built = {row["Id"]: row for row in api.images(filters={"label": labels})}
    pulled = {row["Id"]: row for row in api.images(filters={"reference": mark})}
    for row in (built | pulled).values():
        ours = [
            tag
            for tag in row.get("RepoTags") or ()
            if tag.startswith(f"{mark}:") or (row["Id"] in built and _BUILT.fullmatch(tag))
        ]
        if ours:
            digests = [ref for ref in row.get("RepoDigests") or () if "<none>" not in ref]
            yield row, (digests or ours)[0].removeprefix(f"{mark}:"), ours


def _unname(api: APIClient, row: dict[str, Any], ours: list[str]) -> None:
    """Take our names away, and the image with the last of all its names."""
    alone = len(ours) == len(row["RepoTags"])
    digests = [r for r in row.get("RepoDigests") or () if "<none>" not in r] if alone else []
    # The digest is what a pull left; a second one is another name, so not ours to take.
    for name in (*(digests if len(digests) == 1 else ()), *ours):
        try:
            api.remove_image(name)
        except docker.errors.ImageNotFound:
            continue


def _volumes(api: APIClient, labels: list[str]) -> list[str]:
    found = api.volumes(filters={"label": labels})["Volumes"] or ()
    return [volume["Name"] for volume in found]


def _networks(api: APIClient, labels: list[str]) -> list[tuple[str, str]]:
    return [(one["Id"], one["Name"]) for one in api.networks(filters={"label": labels})]
