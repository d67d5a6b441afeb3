"""Pilot images that come from a registry: the newest that the owner allows, and the last good one.

For: having the image on this machine, and the exact content that pilots run. A tag is asked for
its content first, and that content is pulled and looked for: what is on the machine under the same
tag, perhaps the owner's own, is neither moved nor believed. Not for: images that are built here
(`images`), the registry's words (`registry`), or removing (`leftovers`).

What we pulled carries two tags of ours, since no label can be given to it: one for its name, which
moves to the newest, and one for its name and content, which stays until the image is removed.
"""

from __future__ import annotations

import hashlib
import shutil
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import docker.errors

from planctongui.core.allow import BadName, ImageName, is_allowed, parse, suggestion
from planctongui.engine import registry
from planctongui.engine.protocol import EngineTrouble, ImageRefused, PullPlan
from planctongui.headnodes.protocol import Pulled
from planctongui.tongue import translate
from planctongui.words.formats import decimal

if TYPE_CHECKING:
    from docker import APIClient

GB = 10**9
TELL_EVERY_S = 1.0


def ensure(api: APIClient, source: Pulled, plan: PullPlan, mark: str) -> str:
    """The image's id, pulled first where that is needed. Raises EngineTrouble on failure.

    `mark`: the repository of our tags. With `plan.look_again` the registry is asked for a newer
    one; a failure then says that the one at hand is still good.
    """
    name = checked(source, plan)
    kept = _kept(api, name, mark)
    if kept and (name.digest or not plan.look_again):
        return kept
    try:
        return _newest(api, name, plan, mark)
    except EngineTrouble as error:
        if kept is None or error.down:
            raise
        title, advice = error.trouble.title, error.trouble.advice
        goes_on = translate("Images", "Pilots go on with the image of before.")
        raise EngineTrouble(title, f"{advice} {goes_on}") from error


def checked(source: Pulled, plan: PullPlan) -> ImageName:
    """The name in full, if it is one and the owner allows it; EngineTrouble otherwise."""
    try:
        name = parse(source.reference)
    except BadName as bad:
        raise EngineTrouble(
            translate("Images", "The image {name} has no name that is possible").format(
                name=source.reference[:80]
            ),
            translate("Images", "Mend the head node's file: {why}.").format(
                why=translate("Images", str(bad))
            ),
        ) from None
    if not is_allowed(name, plan.rules.allow):
        raise ImageRefused(
            translate("Images", "The image {name} is not on your list").format(name=name),
            translate(
                "Images",
                "If you trust it, allow it on the page Head nodes, or with: planctongui image "
                "allow {pattern}",
            ).format(pattern=suggestion(name)),
            str(name),
        )
    return name


def current_tag(name: ImageName) -> str:
    """Our tag on the newest image that we pulled under this name."""
    return hashlib.sha256(str(name).encode()).hexdigest()[:16]


def _newest(api: APIClient, name: ImageName, plan: PullPlan, mark: str) -> str:
    """The id of what the registry gives out now. Raises EngineTrouble, and what the SDK raises."""
    digest = name.digest or registry.digest_of(api, name, plan.login)
    exact = parse(name.at(digest))
    found, pulled = find(api, str(exact)), False
    if found is None:
        _pull(api, exact, plan)
        found, pulled = find(api, str(exact)), True
    if found is None or not any(ref.endswith(f"@{digest}") for ref in found["RepoDigests"]):
        raise registry.failed(name, "digest mismatch: another content came", plan.login)
    image = str(found["Id"])
    # An image that was here before stays whoever's it is: only ours is marked.
    if pulled:
        api.tag(image, mark, f"{current_tag(name)}-{digest.removeprefix('sha256:')[:16]}")
    if pulled or is_ours(found, mark):
        api.tag(image, mark, current_tag(name))
    return image


def find(api: APIClient, reference: str) -> dict[str, Any] | None:
    """The image as the engine knows it; None when it is not on the machine."""
    try:
        found: dict[str, Any] = api.inspect_image(reference)  # type: ignore[no-untyped-call]
        return found
    except docker.errors.ImageNotFound:
        return None


def is_ours(found: dict[str, Any], mark: str) -> bool:
    """True when the image carries a tag of ours."""
    return any(tag.startswith(f"{mark}:") for tag in found.get("RepoTags") or ())


def _kept(api: APIClient, name: ImageName, mark: str) -> str | None:
    """The id of the last good one: ours, or else what is here under that very name."""
    ours = None if name.digest else find(api, f"{mark}:{current_tag(name)}")
    found = ours or find(api, str(name))
    return str(found["Id"]) if found else None


def _pull(api: APIClient, name: ImageName, plan: PullPlan) -> None:
    """Pull this content while there is room for it. Raises EngineTrouble."""
    room = _room(api)
    _refuse_if_full(room(), plan.rules.keep_free_gb, name)
    plan.tell(0, 0)
    tally, told_at = _Tally(), time.monotonic()
    for message in registry.pull(api, name, plan.login):
        tally.take(message)
        if time.monotonic() - told_at >= TELL_EVERY_S:
            told_at = time.monotonic()
            plan.tell(tally.done, tally.total)
            # What comes is larger than what was asked for: rather no image than a full disk.
            _refuse_if_full(room(), plan.rules.keep_free_gb / 2, name)


def _room(api: APIClient) -> Callable[[], float | None]:
    """Asks how much is free on the disk of Docker's folder, GB; None = that cannot be seen."""
    folder = str(api.info().get("DockerRootDir", ""))

    def free_gb() -> float | None:
        try:
            return shutil.disk_usage(folder).free / GB
        except OSError:
            return None  # in another name space: Docker itself says when its disk is full

    return free_gb


def _refuse_if_full(free_gb: float | None, least_gb: float, name: ImageName) -> None:
    if free_gb is not None and free_gb < least_gb:
        raise EngineTrouble(
            translate("Images", "There is no room for a pilot image"),
            translate(
                "Images",
                "The engine's disk has {free} GB free, and {name} is not pulled. Make room there, "
                "or lower keep_free_gb in [images]; it is tried again later.",
            ).format(free=decimal(f"{free_gb:.1f}"), name=name),
        )


class _Tally:
    """How far a pull is, from Docker's messages: bytes of the layers heard of so far."""

    def __init__(self) -> None:
        self._layers: dict[str, tuple[int, int]] = {}

    def take(self, message: dict[str, Any]) -> None:
        """Take in one message."""
        layer, status = str(message.get("id", "")), message.get("status")
        detail = message.get("progressDetail") or {}
        if status == "Downloading" and detail.get("total"):
            self._layers[layer] = int(detail.get("current", 0)), int(detail["total"])
        elif status in ("Download complete", "Pull complete") and layer in self._layers:
            total = self._layers[layer][1]
            self._layers[layer] = total, total

    @property
    def done(self) -> int:
        return sum(done for done, _ in self._layers.values())

    @property
    def total(self) -> int:
        return sum(total for _, total in self._layers.values())
