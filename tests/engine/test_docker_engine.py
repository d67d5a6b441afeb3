"""Each promise of the engine's contract, with real containers."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

import pytest
from docker import APIClient

from planctongui.core.allow import ImageRules
from planctongui.core.pilot import Phase
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.names import PREFIX, container_name
from planctongui.engine.protocol import EngineTrouble, PullPlan, Sighting
from planctongui.headnodes.protocol import Pulled, Recipe
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon

YES: Callable[[], bool] = lambda: True  # noqa: E731 - a name for an answer


def seen(engine: DockerEngine, pilot: str, known: tuple[str, ...] = ()) -> Sighting:
    """What a look shows of one pilot; fails when it does not."""
    return {sighting.id: sighting for sighting in engine.look(known)}[pilot]


# Looking ------------------------------------------------------------------------------------------


def test_a_look_tells_every_phase(engine: DockerEngine, client: APIClient, image: str) -> None:
    fresh = pilots.plan(image, job="7", cores=0.5)
    states = []

    def look_in_between() -> bool:
        states.append(seen(engine, fresh.id))
        return True

    assert engine.spawn(fresh, look_in_between) is not None
    assert states[0].phase is Phase.CREATED
    running = seen(engine, fresh.id)
    assert running.phase is Phase.RUNNING
    assert (running.head_node, running.job, running.cores) == (pilots.HEAD_NODE, "7", 0.5)
    assert (running.memory_mb, running.image) == (64, image)
    assert abs(running.created - time.time()) < 20
    assert running.counter is not None and running.counter.read() is not None
    assert seen(engine, fresh.id, (fresh.id,)).counter is None

    engine.pause(fresh.id)
    paused = seen(engine, fresh.id)
    assert paused.phase is Phase.HELD
    assert paused.counter == running.counter
    assert seen(engine, fresh.id, (fresh.id,)).phase is Phase.HELD
    engine.unpause(fresh.id)
    assert seen(engine, fresh.id).phase is Phase.RUNNING

    engine.set_bandwidth(fresh.id, 0.0)
    assert seen(engine, fresh.id).phase is Phase.HELD
    engine.set_bandwidth(fresh.id, 0.5)
    assert seen(engine, fresh.id).phase is Phase.RUNNING

    engine.kill(fresh.id)
    pilots.wait_for_end(client, fresh.id)
    ended = seen(engine, fresh.id)
    assert (ended.phase, ended.counter) == (Phase.EXITED, None)
    engine.remove(fresh.id)
    assert engine.look(()) == ()


def test_a_start_answers_what_a_look_would_show(engine: DockerEngine, image: str) -> None:
    sighting = engine.spawn(pilots.plan(image, job="3"), YES)
    assert sighting is not None
    looked = seen(engine, sighting.id)
    assert abs(sighting.created - looked.created) <= 1.0
    assert looked.counter == sighting.counter
    assert (looked.phase, looked.job, looked.image) == (Phase.RUNNING, "3", image)


def test_a_pilot_that_ends_at_once_is_never_given_the_machines_own_counter(
    engine: DockerEngine, image: str
) -> None:
    for _ in range(5):
        sighting = engine.spawn(pilots.plan(image, "exit 75"), YES)
        assert sighting is not None
        counter = sighting.counter
        assert counter is None or counter.parent() is not None, f"{counter}"


@pytest.fixture
def stranger(daemon: Daemon, client: APIClient) -> Iterator[DockerEngine]:
    """The engine of another instance."""
    engine = DockerEngine(daemon.url, pilots.new_instance(), timeout_s=10)
    yield engine
    instance = engine.labels[PREFIX + "instance"]
    engine.close()
    pilots.clean_up(client, instance)


def test_what_belongs_to_others_is_not_seen(
    engine: DockerEngine, stranger: DockerEngine, client: APIClient, image: str
) -> None:
    theirs = pilots.start(stranger, image)
    others = {
        # Another owner of this machine; a name like a pilot's; labels as a pilot has them, but no
        # pilot's name: orders go by the name, so this one could not be ended either.
        container_name("other-owner"): {**engine.labels, PREFIX + "owner": "4242"},
        container_name("by-name"): {},
        "by-labels": dict(engine.labels),
    }
    for name, labels in others.items():
        if labels:
            labels[PREFIX + "pilot"] = "other-owner"
        client.create_container(image, command=["true"], name=name, labels=labels)
    try:
        assert engine.look(()) == ()
        assert [sighting.id for sighting in stranger.look(())] == [theirs]
    finally:
        for name in others:
            client.remove_container(name, force=True)


# Ending -------------------------------------------------------------------------------------------


def test_ending_and_removing_succeed_whatever_is_left(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    pilot = pilots.start(engine, image, pilots.STUBBORN)
    engine.end(pilot)
    engine.end(pilot)
    assert pilots.state(client, pilot) == "running"
    engine.kill(pilot)
    pilots.wait_for_end(client, pilot)
    for _ in range(2):
        engine.end(pilot)
        engine.kill(pilot)
    for _ in range(2):
        engine.remove(pilot)
    for gone in (pilot, "never-was"):
        engine.end(gone)
        engine.kill(gone)
        engine.remove(gone)
        assert engine.remains(gone) is None
    assert engine.look(()) == ()


def test_a_polite_end_reaches_a_running_a_paused_and_a_crawling_pilot(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    running, paused, crawling = (pilots.start(engine, image, pilots.SPIN) for _ in range(3))
    engine.pause(paused)
    engine.set_bandwidth(crawling, 0.0)
    for pilot in (running, paused, crawling):
        engine.end(pilot)
    for pilot in (running, paused, crawling):
        pilots.wait_for_end(client, pilot)
        remains = engine.remains(pilot)
        assert remains is not None and remains.exit_code == 143


def test_a_paused_pilot_can_be_killed_and_a_running_one_removed(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    paused, running = (pilots.start(engine, image) for _ in range(2))
    engine.pause(paused)
    engine.kill(paused)
    pilots.wait_for_end(client, paused)
    engine.remove(running)
    assert [sighting.id for sighting in engine.look(())] == [paused]


def test_holding_twice_and_releasing_twice_are_no_errors(engine: DockerEngine, image: str) -> None:
    pilot = pilots.start(engine, image)
    for _ in range(2):
        engine.pause(pilot)
    assert seen(engine, pilot).phase is Phase.HELD
    for _ in range(2):
        engine.unpause(pilot)
    assert seen(engine, pilot).phase is Phase.RUNNING
    engine.set_bandwidth(pilot, 0.0)
    engine.pause(pilot)
    engine.set_bandwidth(pilot, 1.0)
    engine.unpause(pilot)
    assert seen(engine, pilot).phase is Phase.RUNNING


# Starting -----------------------------------------------------------------------------------------


def test_a_crawling_pilot_wants_the_cpu_and_a_sleeping_one_does_not(
    engine: DockerEngine, image: str
) -> None:
    crawling, sleeping = pilots.start(engine, image, pilots.SPIN), pilots.start(engine, image)
    engine.set_bandwidth(crawling, 0.01)
    counters = {sighting.id: sighting.counter for sighting in engine.look(())}

    def wants_cpu(pilot: str) -> bool | None:
        counter = counters[pilot]
        assert counter is not None
        return counter.wants_cpu()

    wait_until(lambda: wants_cpu(sleeping) is False, 30, "it sleeps")
    for _ in range(20):
        assert wants_cpu(crawling) is True


def test_a_start_that_is_called_off_leaves_nothing(
    engine: DockerEngine, client: APIClient, image: str, instance: str
) -> None:
    assert engine.spawn(pilots.plan(image), lambda: False) is None
    assert pilots.names_of(client, instance) == []


def test_a_start_that_is_broken_off_by_our_own_mistake_leaves_nothing(
    engine: DockerEngine, client: APIClient, image: str, instance: str
) -> None:
    with pytest.raises(EngineTrouble):
        engine.spawn(pilots.plan(image), lambda: bool(1 / 0))
    assert pilots.names_of(client, instance) == []


def test_a_start_that_fails_says_why_and_leaves_nothing(
    daemon: Daemon, engine: DockerEngine, client: APIClient, image: str, instance: str
) -> None:
    with pytest.raises(EngineTrouble) as absent:
        engine.spawn(pilots.plan("planctongui-no-such-image:1"), YES)
    assert "planctongui-no-such-image" in absent.value.trouble.advice
    assert not absent.value.down
    recipe = pilots.recipe("planctongui-broken")
    headless = recipe.files["Dockerfile"].replace(b'/bin/busybox", "sh', b'/no/such/program", "sh')
    broken = engine.ensure_image(Recipe(recipe.name, {**recipe.files, "Dockerfile": headless}))
    with pytest.raises(EngineTrouble) as unstartable:
        engine.spawn(pilots.plan(broken), YES)
    assert "no such file" in unstartable.value.trouble.advice
    assert pilots.names_of(client, instance) == []


def test_a_name_that_is_taken_fails_and_the_one_that_has_it_lives_on(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    wanted = pilots.plan(image)
    assert engine.spawn(wanted, YES) is not None
    with pytest.raises(EngineTrouble) as conflict:
        engine.spawn(wanted, YES)
    assert "in use" in conflict.value.trouble.advice
    assert pilots.state(client, wanted.id) == "running"


# What is left -------------------------------------------------------------------------------------


def test_remains_tell_exit_times_and_log(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    before = time.time()
    pilot = pilots.start(engine, image, "echo to out; echo to err >&2; exit 75")
    pilots.wait_for_end(client, pilot)
    remains = engine.remains(pilot)
    assert remains is not None
    assert remains.exit_code == 75
    assert sorted(remains.log.splitlines()) == ["to err", "to out"]
    assert remains.started is not None and remains.ended is not None
    assert before - 1 < remains.started <= remains.ended < time.time() + 1
    assert not remains.killed_for_memory


def test_a_huge_log_keeps_its_end_and_fills_no_disk(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    script = "yes a line of no use | head -c 5000000; seq 1000; echo the last word"
    pilot = pilots.start(engine, image, script)
    pilots.wait_for_end(client, pilot, 60)
    remains = engine.remains(pilot)
    assert remains is not None
    assert len(remains.log) <= 65536
    assert remains.log.endswith("999\n1000\nthe last word\n")
    assert "\n2\n3\n" in remains.log, "a thousand short lines are far less than 64 KiB"


def test_one_endless_line_is_cut_too(engine: DockerEngine, client: APIClient, image: str) -> None:
    pilot = pilots.start(engine, image, "head -c 300000 /dev/zero | tr '\\0' x; echo; echo end")
    pilots.wait_for_end(client, pilot, 60)
    remains = engine.remains(pilot)
    assert remains is not None
    assert len(remains.log) <= 65536
    assert remains.log.endswith("xx\nend\n")


def test_binary_output_is_text_in_the_end(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    pilot = pilots.start(engine, image, r"printf '\377\376\000\001\200'; echo; echo end")
    pilots.wait_for_end(client, pilot)
    remains = engine.remains(pilot)
    assert remains is not None
    assert remains.log.endswith("\nend\n")
    assert "\ufffd" in remains.log


def test_a_pilot_that_never_started_has_no_exit_code(engine: DockerEngine, image: str) -> None:
    wanted = pilots.plan(image)
    left = []

    def never() -> bool:
        left.append(engine.remains(wanted.id))
        return False

    assert engine.spawn(wanted, never) is None
    assert (left[0].exit_code, left[0].started, left[0].ended) == (None, None, None)


# Images -------------------------------------------------------------------------------------------


def test_an_image_is_built_once_and_carries_our_labels(
    engine: DockerEngine, client: APIClient, instance: str
) -> None:
    recipe = pilots.recipe(f"planctongui-{instance}")
    name = engine.ensure_image(recipe)
    began = time.monotonic()
    assert engine.ensure_image(recipe) == name
    assert time.monotonic() - began < 0.5
    found = client.inspect_image(name)
    assert engine.labels.items() <= found["Config"]["Labels"].items()
    assert client.images(filters={"dangling": True}) == []
    changed = Recipe(recipe.name, {**recipe.files, "more": b"content"})
    assert engine.ensure_image(changed) != name


def test_a_recipe_that_does_not_build_says_what_docker_said(
    engine: DockerEngine, client: APIClient, instance: str
) -> None:
    busybox = pilots.recipe().files["busybox"]
    name = f"planctongui-{instance}"
    for dockerfile, words in (
        (b"FROM scratch\nCOPY no-such-file /\n", "no-such-file"),
        (b"FROM scratch\nFROB x\n", "FROB"),
        (b"FROM scratch\nCOPY busybox /bin/sh\nRUN exit 3\n", "non-zero code: 3"),
        (b"FROM planctongui-no-such-base:1\n", ""),  # whatever the network says
        (b"", "empty"),
    ):
        recipe = Recipe(name, {"Dockerfile": dockerfile, "busybox": busybox})
        with pytest.raises(EngineTrouble) as refused:
            engine.ensure_image(recipe)
        assert words in refused.value.trouble.advice
        assert name in refused.value.trouble.title
        assert not refused.value.down
    label = f"{PREFIX}instance={instance}"
    assert client.images(filters={"label": label}) == []
    assert client.containers(all=True, filters={"label": label}) == []


def test_an_image_that_is_here_already_is_run_by_its_content(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    name = engine.ensure_image(Pulled(image), PullPlan(ImageRules((image,))))
    assert name == client.inspect_image(image)["Id"]
    assert pilots.start(engine, name)
