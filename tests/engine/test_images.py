"""Images from a real registry: the right content or a sentence, and nothing of others' touched."""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docker import APIClient

from planctongui.core.allow import ImageRules
from planctongui.engine import registry as wire
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.protocol import EngineTrouble, PullPlan
from planctongui.headnodes.protocol import Pulled
from planctongui.vault.secret import Secret
from tests.engine import pilots
from tests.engine.daemon import Daemon
from tests.engine.registry import Registry

READ = "cat /word"


def plan(
    *allow: str,
    again: bool = False,
    free_gb: float = 0.0,
    login: str = "",
    tell: Callable[[int, int], None] = lambda done, total: None,
) -> PullPlan:
    secret = Secret(login.encode()) if login else None
    return PullPlan(ImageRules(allow or ("*",), free_gb), again, secret, tell)


def said(engine: DockerEngine, client: APIClient, image: str) -> str:
    """What a pilot of this image reads in its /word."""
    pilot = pilots.start(engine, image, READ)
    pilots.wait_for_end(client, pilot, 120)
    remains = engine.remains(pilot)
    engine.remove(pilot)
    assert remains is not None
    return remains.log


def here(client: APIClient) -> set[str]:
    """Ids of all images of the engine."""
    return {row["Id"] for row in client.images(all=True)}


def pulled_by_the_owner(client: APIClient, name: str, theirs: list[str]) -> None:
    """The owner pulls this for themselves."""
    client.pull(*name.rsplit(":", 1))
    theirs.append(name)


def refused(engine: DockerEngine, reference: str, plan: PullPlan) -> EngineTrouble:
    with pytest.raises(EngineTrouble) as caught:
        engine.ensure_image(Pulled(reference), plan)
    assert not caught.value.down, caught.value
    return caught.value


@pytest.fixture(autouse=True)
def nothing_is_left(client: APIClient, image: str) -> Iterator[None]:
    """The next test finds the images that this one found."""
    before = here(client)
    yield
    assert here(client) == before


@pytest.fixture
def theirs(client: APIClient) -> Iterator[list[str]]:
    """Names that a test gives to images as somebody else; removed afterwards."""
    names: list[str] = []
    yield names
    for name in names:
        client.remove_image(name, force=True)


def test_an_image_is_pulled_by_its_content_and_the_owners_tags_stay_as_they_are(
    engine: DockerEngine, client: APIClient, registry: Registry, theirs: list[str]
) -> None:
    name = registry.name()
    registry.push(client, name, "one")
    pulled_by_the_owner(client, name, theirs)
    old = client.inspect_image(name)["Id"]
    registry.push(client, registry.name(tag="next"), "two")
    shutil.copytree(registry.tags() / "next", registry.tags() / "stable", dirs_exist_ok=True)
    image = engine.ensure_image(Pulled(name), plan(again=True))
    assert said(engine, client, image) == "two"
    assert client.inspect_image(name)["Id"] == old != image


def test_only_what_is_on_the_list_is_pulled_or_run(
    engine: DockerEngine, client: APIClient, registry: Registry
) -> None:
    name = registry.name()
    digest = registry.push(client, name, "one")
    before = here(client)
    pinned = f"{registry.host}/site/pilot@{digest}"
    for allow in ("registry.example.org/*", f"{registry.host}/other", pinned):
        trouble = refused(engine, name, plan(allow)).trouble
        assert trouble.title == f"The image {name} is not on your list"
        assert f"planctongui image allow {registry.host}/site/pilot" in trouble.advice
    with pytest.raises(EngineTrouble, match="not on your list"):
        engine.ensure_image(Pulled(name))
    assert here(client) == before
    assert engine.ensure_image(Pulled(pinned), plan(pinned)) not in before


def test_a_pull_tells_how_far_it_is(
    engine: DockerEngine, client: APIClient, registry: Registry, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planctongui.engine.pulls.TELL_EVERY_S", 0.0)
    told: list[tuple[int, int]] = []
    registry.push(client, registry.name(), "one", extra=os.urandom(3 << 20))
    engine.ensure_image(Pulled(registry.name()), plan(tell=lambda *far: told.append(far)))
    done, total = told[-1]
    assert done == total > 3_000_000
    assert all(0 <= done <= total for done, total in told)


def test_a_superseded_image_goes_when_its_last_pilot_has_ended_and_no_other_image_goes(
    engine: DockerEngine, client: APIClient, registry: Registry, theirs: list[str]
) -> None:
    name = registry.name()
    registry.push(client, registry.name("owner/own"), "theirs")
    pulled_by_the_owner(client, registry.name("owner/own"), theirs)
    before = here(client)
    registry.push(client, name, "one")
    first = engine.ensure_image(Pulled(name), plan())
    old = pilots.start(engine, first)
    registry.push(client, name, "two")
    assert engine.ensure_image(Pulled(name), plan()) == first, "it was not asked to look again"
    second = engine.ensure_image(Pulled(name), plan(again=True))
    assert said(engine, client, second) == "two"
    assert engine.remove_images({name}, ()) == 1
    assert pilots.state(client, old) == "running"
    engine.remove(old)
    assert engine.remove_images({name}, {first}) == 1, "a pilot is being started on it"
    assert engine.remove_images({name}, ()) == 0
    assert here(client) == before | {second}
    assert engine.ensure_image(Pulled(name), plan()) == second
    # Its head node is gone: nobody wants it any more.
    assert engine.remove_images((), ()) == 0
    assert here(client) == before


def test_an_image_that_the_owner_named_too_only_loses_our_names(
    engine: DockerEngine, client: APIClient, registry: Registry, theirs: list[str]
) -> None:
    registry.push(client, registry.name(), "one")
    image = engine.ensure_image(Pulled(registry.name()), plan())
    client.tag(image, "owner/keeps", "it")
    theirs.append("owner/keeps:it")
    assert engine.remove_images((), ()) == 0
    assert client.inspect_image(image)["RepoTags"] == ["owner/keeps:it"]


def test_an_image_that_was_here_before_is_used_and_never_removed(
    engine: DockerEngine, client: APIClient, registry: Registry, theirs: list[str]
) -> None:
    name = registry.name()
    registry.push(client, name, "one")
    pulled_by_the_owner(client, name, theirs)
    image = client.inspect_image(name)["Id"]
    assert engine.ensure_image(Pulled(name), plan(again=True)) == image
    assert client.inspect_image(name)["RepoTags"] == [name]
    engine.remove_images((), ())
    assert client.inspect_image(name)["Id"] == image


@pytest.mark.parametrize("again", [False, True])
def test_a_registry_that_is_down_leaves_the_last_good_image(
    engine: DockerEngine, client: APIClient, registry: Registry, again: bool
) -> None:
    name = registry.name()
    registry.push(client, name, "one")
    image = engine.ensure_image(Pulled(name), plan())
    registry.stop()
    if again:
        advice = refused(engine, name, plan(again=True)).trouble.advice
        assert "Pilots go on with the image of before." in advice
    assert engine.ensure_image(Pulled(name), plan()) == image
    trouble = refused(engine, registry.name("site/new"), plan()).trouble
    assert trouble.title.endswith("site/new:stable cannot be pulled")
    registry.start()
    assert engine.ensure_image(Pulled(name), plan(again=True)) == image


def test_a_tag_that_vanished_is_told_and_the_last_good_image_stays(
    engine: DockerEngine, client: APIClient, registry: Registry
) -> None:
    name = registry.name()
    registry.push(client, name, "one")
    image = engine.ensure_image(Pulled(name), plan())
    registry.drop_tag()
    trouble = refused(engine, name, plan(again=True)).trouble
    assert trouble.title == f"The image {name} is not in its registry"
    assert "image of before" in trouble.advice
    assert engine.ensure_image(Pulled(name), plan()) == image
    assert said(engine, client, image) == "one"


def test_content_that_is_not_what_was_promised_is_never_run(
    engine: DockerEngine, client: APIClient, registry: Registry
) -> None:
    name = registry.name()
    registry.push(client, name, "one")
    image = engine.ensure_image(Pulled(name), plan())
    digest = registry.push(client, name, "two")
    registry.spoil(digest)
    before = here(client)
    trouble = refused(engine, name, plan(again=True)).trouble
    assert trouble.title.startswith("The image 127.0.0.1:"), trouble
    assert trouble.title.endswith(" is not what its registry promised"), trouble
    assert here(client) == before
    assert engine.ensure_image(Pulled(name), plan()) == image
    absent = f"{registry.host}/site/pilot@sha256:{'0' * 64}"
    assert refused(engine, absent, plan()).trouble.title.endswith("is not in its registry")


def test_a_private_registry_gets_the_login_for_that_pull_alone(
    daemon: Daemon, engine: DockerEngine, client: APIClient, tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    caplog.set_level(logging.DEBUG)
    registry = Registry(daemon, tmp_path, login="volunteer:hunter2-hunter2")
    try:
        registry.start()
        name = registry.name()
        registry.push(client, name, "one")
        trouble = refused(engine, name, plan()).trouble
        assert trouble.title.startswith(f"The registry {registry.host} wants a login")
        assert f"planctongui image login {registry.host}" in trouble.advice
        trouble = refused(engine, name, plan(login="volunteer:wrong-hunter3")).trouble
        assert trouble.title == f"The registry {registry.host} refused your login"
        image = engine.ensure_image(Pulled(name), plan(login="volunteer:hunter2-hunter2"))
        assert said(engine, client, image) == "one"
        # Docker has not kept it either.
        refused(engine, name, plan(again=True))
    finally:
        registry.remove()
    assert "hunter" not in caplog.text


def test_a_registry_that_accepts_and_says_nothing_is_given_up(
    daemon: Daemon, engine: DockerEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "SILENCE_S", 2.0)
    registry = Registry(daemon, tmp_path)
    try:
        registry.hang()
        trouble = refused(engine, registry.name(), plan()).trouble
        assert trouble.title == f"The registry {registry.host} does not answer"
        engine.ping()
    finally:
        registry.stop()


def test_no_pull_begins_while_the_disk_has_less_room_than_the_owner_keeps(
    engine: DockerEngine, client: APIClient, registry: Registry
) -> None:
    registry.push(client, registry.name(), "one")
    before = here(client)
    trouble = refused(engine, registry.name(), plan(free_gb=10**6)).trouble
    assert trouble.title == "There is no room for a pilot image"
    assert "keep_free_gb" in trouble.advice
    assert here(client) == before


@pytest.mark.parametrize("reference", ["No Such", "a//b", "host/x:y:z"])
def test_a_name_that_is_none_is_told(engine: DockerEngine, reference: str) -> None:
    trouble = refused(engine, reference, plan()).trouble
    assert reference in trouble.title and "Mend" in trouble.advice


def test_a_disk_that_is_full_is_told_and_the_last_good_image_stays(
    client: APIClient, registry: Registry, tmp_path: Path
) -> None:
    registry.push(client, registry.name(), "one")
    registry.push(client, registry.name(tag="large"), "two", extra=bytes(96 << 20))
    registry.stop()
    small = Daemon(disk_mb=64)
    engine = DockerEngine(small.url, pilots.new_instance(), timeout_s=60)
    behind = Registry(small, tmp_path)
    try:
        small.start()
        behind.start()
        name = behind.name()
        image = engine.ensure_image(Pulled(name), plan())
        shutil.copytree(behind.tags() / "large", behind.tags() / "stable", dirs_exist_ok=True)
        trouble = refused(engine, name, plan(again=True)).trouble
        assert trouble.title == "There is no room for a pilot image"
        assert "image of before" in trouble.advice
        assert engine.ensure_image(Pulled(name), plan()) == image
        assert engine.remove_images({name}, ()) == 0
    finally:
        engine.close()
        behind.stop()
        small.remove()


def test_all_that_was_pulled_is_removed_by_one_command(
    engine: DockerEngine, client: APIClient, registry: Registry,
    terminal: Callable[..., int], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    registry.push(client, registry.name(), "one")
    before = here(client)
    pilot = pilots.start(engine, engine.ensure_image(Pulled(registry.name()), plan()))
    assert terminal("image", "clear") == 0
    assert capsys.readouterr().out == "All are removed but 1 image in use.\n"
    engine.remove(pilot)
    assert terminal("image", "clear") == 0
    assert capsys.readouterr().out == "All are removed.\n"
    assert here(client) == before
