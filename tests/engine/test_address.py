"""Which engine is taken when the owner names none: by real sockets' rights."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui.engine import address
from planctongui.engine.docker_engine import DockerEngine


@pytest.fixture
def podman(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of this owner's Podman, whose socket is there."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    path = Path(address.own_podman().removeprefix("unix://"))
    path.parent.mkdir()
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(path))
        yield address.own_podman()


def test_docker_comes_first(podman: str, tmp_path: Path) -> None:
    docker = tmp_path / "docker.sock"
    docker.touch()
    assert address.usual(docker) == f"unix://{docker}"


def test_podman_is_taken_where_docker_is_absent(podman: str, tmp_path: Path) -> None:
    assert address.usual(tmp_path / "docker.sock") == podman


def test_without_both_it_is_docker_that_is_missed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    assert address.usual(tmp_path / "docker.sock") == f"unix://{tmp_path}/docker.sock"


def test_of_ones_own_podman_the_groups_are_known_to_be_ours(podman: str) -> None:
    assert DockerEngine(podman, "default", 5).owns_groups()


@pytest.mark.parametrize(
    ("components", "podman"),
    [([{"Name": "Podman Engine"}, {"Name": "Conmon"}], True), ([{"Name": "Engine"}], False)],
)
def test_podman_says_who_it_is(components: list[dict[str, str]], podman: bool) -> None:
    assert address.is_podman({"Components": components}) is podman
    assert not address.is_podman({})
