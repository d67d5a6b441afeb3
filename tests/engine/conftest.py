"""A real Docker engine for the session, and a set of pilots of its own for each test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docker import APIClient

from planctongui import cli
from planctongui.engine.docker_engine import DockerEngine
from tests.engine import pilots
from tests.engine.daemon import Daemon
from tests.engine.registry import Registry


@pytest.fixture(scope="session")
def daemon() -> Iterator[Daemon]:
    """A private dockerd as root; without root the machine's engine, which no test may restart."""
    daemon = Daemon()
    try:
        daemon.start()
        yield daemon
    finally:
        daemon.remove()


@pytest.fixture(scope="session")
def client(daemon: Daemon) -> Iterator[APIClient]:
    """Docker as somebody else sees it, to look at what the program did."""
    client = daemon.client()
    yield client
    client.close()


@pytest.fixture(scope="session")
def image(daemon: Daemon, client: APIClient) -> Iterator[str]:
    """The test pilots' image, built by the engine under test."""
    instance = pilots.new_instance()
    engine = DockerEngine(daemon.url, instance, timeout_s=60)
    yield engine.ensure_image(pilots.recipe())
    engine.close()
    pilots.clean_up(client, instance)


@pytest.fixture
def instance(client: APIClient) -> Iterator[str]:
    """A name for pilots that belong to this test only; afterwards nothing of them is left."""
    name = pilots.new_instance()
    yield name
    pilots.clean_up(client, name)


@pytest.fixture
def engine(daemon: Daemon, instance: str) -> Iterator[DockerEngine]:
    """The engine under test, owner of this test's pilots."""
    engine = DockerEngine(daemon.url, instance, timeout_s=60)
    yield engine
    engine.close()


@pytest.fixture
def registry(daemon: Daemon, tmp_path: Path) -> Iterator[Registry]:
    """A registry of this test's own, that the daemon can reach; empty."""
    registry = Registry(daemon, tmp_path)
    try:
        registry.start()
        yield registry
    finally:
        registry.remove()


@pytest.fixture
def terminal(
    daemon: Daemon, instance: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Callable[..., int]:
    """The owner's commands, for this test's engine and pilots; gives their exit status."""
    monkeypatch.setenv("PLANCTONGUI_INSTANCE", instance)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    folder = tmp_path / "config" / "planctongui"
    folder.mkdir(parents=True)
    engine = f'[engine]\nurl = "{daemon.url}"\ntimeout_s = 60\n[cache]\nmost_gb = 3\n'
    (folder / "settings.toml").write_text(engine)
    return lambda *words: cli.main(words)
