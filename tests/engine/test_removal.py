"""Removing everything takes all that is ours and nothing else, from a real Docker."""

from __future__ import annotations

import contextlib
import os
import uuid
from collections.abc import Iterator

import docker.errors
import pytest
from docker import APIClient

from planctongui.core.removal import Remnant
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.names import PREFIX, container_name
from planctongui.headnodes.protocol import Recipe
from tests.engine import pilots

TALLY = b'FROM scratch\nCOPY busybox /bin/busybox\nENTRYPOINT ["/bin/busybox", "sh", "-c"]\n'


@pytest.fixture
def built(engine: DockerEngine, client: APIClient) -> Iterator[str]:
    """An image that this engine built, whatever others built before."""
    recipe = pilots.recipe()
    files = {**recipe.files, "Dockerfile": TALLY + f"ENV ONE={uuid.uuid4()}\n".encode()}
    yield engine.ensure_image(Recipe("planctongui-test", files))


def kinds(remnants: tuple[Remnant, ...]) -> list[str]:
    return [one.kind for one in remnants]


def exists(client: APIClient, image: str) -> bool:
    try:
        client.inspect_image(image)
    except docker.errors.ImageNotFound:
        return False
    return True


def test_pilots_images_volumes_and_networks_of_ours_go(
    engine: DockerEngine, client: APIClient, built: str
) -> None:
    running, ended = pilots.start(engine, built), pilots.start(engine, built, "exit 0")
    pilots.wait_for_end(client, ended)
    name = f"{engine.labels[PREFIX + 'instance']}-cache"
    client.create_volume(name, labels=engine.labels)
    removed, left = engine.remove_everything()
    assert left == ()
    assert {one.name for one in removed if one.kind == "pilot"} == {running, ended}
    assert sorted(kinds(removed)) == ["image", "pilot", "pilot", "volume"]
    assert not exists(client, built)
    assert engine.remove_everything() == ((), ())


def test_a_network_of_ours_goes_too(engine: DockerEngine, client: APIClient) -> None:
    name = f"{engine.labels[PREFIX + 'instance']}-net"
    client.create_network(name, driver="bridge", internal=True, labels=engine.labels)
    removed, left = engine.remove_everything()
    assert (removed, left) == ((Remnant("network", name),), ())


def test_what_is_not_ours_stays(engine: DockerEngine, client: APIClient, built: str) -> None:
    theirs = f"theirs-{uuid.uuid4().hex[:8]}"
    mine = pilots.start(engine, built)
    labels = {**engine.labels, PREFIX + "pilot": mine}
    # A container, an image and a volume of the owner's with copied or inherited labels or names.
    client.create_container(built, command=["true"], name=theirs, labels=labels)
    client.commit(theirs, repository=theirs, tag="1")
    client.create_volume(theirs)
    client.tag(built, theirs, "same")
    try:
        removed, left = engine.remove_everything()
        assert {one.name for one in removed} == {mine, built}
        assert left == ()
        client.inspect_container(theirs)
        assert exists(client, f"{theirs}:1") and exists(client, f"{theirs}:same")
        assert not exists(client, built)
        assert theirs in {volume["Name"] for volume in client.volumes()["Volumes"]}
    finally:
        client.remove_container(theirs, force=True)
        client.remove_volume(theirs)
        for tag in ("1", "same"):
            client.remove_image(f"{theirs}:{tag}", force=True)


def test_an_image_that_somebody_elses_container_needs_is_left_and_said_why(
    engine: DockerEngine, client: APIClient, built: str
) -> None:
    theirs = f"theirs-{uuid.uuid4().hex[:8]}"
    client.create_container(built, command=["true"], name=theirs)
    try:
        removed, left = engine.remove_everything()
        assert removed == ()
        assert [(one.kind, one.name) for one in left] == [("image", built)]
        assert "container" in left[0].why
    finally:
        client.remove_container(theirs, force=True)
    assert engine.remove_everything() == ((Remnant("image", built),), ())


def test_what_was_pulled_is_known_by_our_tags(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    instance = engine.labels[PREFIX + "instance"]
    mark = f"planctongui-pulled-u{os.getuid()}-{instance}"
    name = f"pulled-{uuid.uuid4().hex[:8]}"
    keeper = client.create_container(image, command=["true"], name=name)
    client.commit(name, repository=mark, tag="0123456789abcdef")
    client.remove_container(keeper["Id"], force=True)
    client.tag(f"{mark}:0123456789abcdef", mark, "0123456789abcdef-fedcba9876543210")
    try:
        removed, left = engine.remove_everything()
        assert kinds(removed) == ["image"] and left == ()
        assert not client.images(filters={"reference": mark})
        assert exists(client, image)
    finally:
        for tag in ("0123456789abcdef", "0123456789abcdef-fedcba9876543210"):
            with contextlib.suppress(docker.errors.ImageNotFound):
                client.remove_image(f"{mark}:{tag}", force=True)


def test_a_frozen_pilot_goes_as_well(engine: DockerEngine, client: APIClient, built: str) -> None:
    pilot = pilots.start(engine, built, pilots.SPIN)
    engine.pause(pilot)
    removed, left = engine.remove_everything()
    assert left == () and Remnant("pilot", pilot) in removed
    with pytest.raises(docker.errors.NotFound):
        client.inspect_container(container_name(pilot))
