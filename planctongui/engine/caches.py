"""Caches: a Docker volume for each head node that asks for one, which outlives its pilots.

For: making one that pilots may write to, its size, and clearing it under pilots that run: what
they have open stays theirs until they end, new ones get an empty one. Not for: how large it may
grow (`supplies`), mounting (`folders`). Volumes are found by our labels; nobody else's is touched.
"""

from __future__ import annotations

import contextlib
import io
import tarfile
import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import docker.errors

if TYPE_CHECKING:
    from docker import APIClient

LABEL = "org.planctongui.cache"
"""Its value is the head node's name."""

MEASURE_S = 120.0
"""Docker counts files to know a size; it may take its time, and no longer than this."""

_OWNER = 10001
_PLACE = "/planctongui-cache"


def newest(api: APIClient, labels: Mapping[str, str], head_node: str) -> str:
    """The volume that new pilots get; "" when there is none yet."""
    return max(_names(api, labels, head_node), default="")


def create(api: APIClient, labels: Mapping[str, str], head_node: str) -> str:
    """A new, empty one; gives its name. It belongs to root until `own`."""
    # The time is part of the name, so that the newest is known and no name comes twice.
    name = f"planctongui-cache-{head_node}-{time.time_ns():020d}"
    api.create_volume(name, labels={**labels, LABEL: head_node})
    return name


def own(api: APIClient, labels: Mapping[str, str], name: str, image: str) -> None:
    """Give the volume to the pilots' user. A new one belongs to root, and pilots run as nobody.

    Docker does it while it unpacks an archive of that one folder: no program runs, least of all
    as root.
    """
    helper = api.create_container(
        image,
        command=["-"],
        labels=dict(labels),
        network_disabled=True,
        host_config=api.create_host_config(binds={name: {"bind": _PLACE, "mode": "rw,nocopy"}}),
    )["Id"]
    try:
        api.put_archive(helper, "/", _ours())
    finally:
        with contextlib.suppress(docker.errors.APIError):
            api.remove_container(helper, force=True)


def clear(api: APIClient, labels: Mapping[str, str], head_node: str) -> int:
    """Remove what is in it. How many volumes stay until their pilots end; new pilots get another.

    Harmless when there is none.
    """
    left = sum(not _remove(api, name) for name in _names(api, labels, head_node))
    if left:
        create(api, labels, head_node)
    return left


def tidy(api: APIClient, labels: Mapping[str, str], head_node: str) -> None:
    """Remove those that were cleared under pilots which have ended since."""
    for name in sorted(_names(api, labels, head_node))[:-1]:
        _remove(api, name)


def sizes(api: APIClient, labels: Mapping[str, str]) -> list[tuple[str, str, float | None]]:
    """(head node, volume, GB) of all of them, in order; None = Docker cannot tell.

    Slow: Docker counts the files of all volumes of the machine.
    """
    found = []
    for row in _measured(api):
        worn = row.get("Labels") or {}
        if LABEL in worn and labels.items() <= worn.items():
            size = (row.get("UsageData") or {}).get("Size", -1)
            found.append((worn[LABEL], row["Name"], size / 1e9 if size >= 0 else None))
    return sorted(found)


def _measured(api: APIClient) -> list[dict[str, Any]]:
    """All volumes with their sizes. The SDK's own call has neither the limit nor the type."""
    answer = api.get(
        f"{api.base_url}/v{api.api_version}/system/df", params={"type": "volume"}, timeout=MEASURE_S
    )
    with contextlib.closing(answer):
        answer.raise_for_status()
        rows: list[dict[str, Any]] = answer.json().get("Volumes") or []
        return rows


def _names(api: APIClient, labels: Mapping[str, str], head_node: str) -> list[str]:
    wanted = [f"{key}={value}" for key, value in {**labels, LABEL: head_node}.items()]
    rows = api.volumes(filters={"label": wanted})["Volumes"]
    return [row["Name"] for row in rows or ()]


def _remove(api: APIClient, name: str) -> bool:
    """False while a pilot has it."""
    try:
        api.remove_volume(name)
    except docker.errors.APIError as error:
        if error.status_code not in (404, 409):
            raise
        return bool(error.status_code == 404)
    return True


def _ours() -> bytes:
    """An archive of one folder, the volume's place, that belongs to the pilots' user."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        entry = tarfile.TarInfo(_PLACE.lstrip("/"))
        entry.type, entry.mode = tarfile.DIRTYPE, 0o700
        entry.uid = entry.gid = _OWNER
        tar.addfile(entry)
    return packed.getvalue()
