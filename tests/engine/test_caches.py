"""Folders that outlive pilots, and the machine's own, with real pilots."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from docker import APIClient

from planctongui.engine import folders
from planctongui.engine.docker_engine import DockerEngine
from planctongui.headnodes.folders import Folders
from tests.desk.process import wait_until
from tests.engine import pilots

CACHE = Folders(cache="/cache")
PLAIN = "36 35 98:0 / {} rw,noatime {}- ext3 /dev/root rw\n"


def start(engine: DockerEngine, image: str, script: str, seen: Folders = CACHE) -> str:
    """Start a pilot that sees these folders; gives its id."""
    plan = replace(pilots.plan(image, script), folders=seen)
    assert engine.spawn(plan, lambda: True) is not None
    return plan.id


def said(engine: DockerEngine, client: APIClient, image: str, script: str, **more: Folders) -> str:
    """What a pilot prints."""
    pilot = start(engine, image, script, **more)
    pilots.wait_for_end(client, pilot, 120)
    remains = engine.remains(pilot)
    engine.remove(pilot)
    assert remains is not None
    return remains.log


def test_a_cache_outlives_the_pilots_that_fill_it(
    engine: DockerEngine, client: APIClient, image: str, instance: str
) -> None:
    assert engine.cache_gb(pilots.HEAD_NODE) == 0.0
    write = (
        "id -u; echo kept >/cache/file && head -c 5000000 /dev/zero >/cache/large; ls -ld /cache"
    )
    told = said(engine, client, image, write)
    assert told.startswith("10001\ndrwx------") and "10001" in told.splitlines()[1]
    assert said(engine, client, image, "cat /cache/file") == "kept\n"
    assert len(pilots.caches_of(client, instance)) == 1
    gb = engine.cache_gb(pilots.HEAD_NODE)
    assert gb is not None and 0.005 <= gb < 0.006
    # Another head node's pilots see a cache of their own.
    plan = replace(pilots.plan(image, "ls -A /cache"), folders=CACHE, head_node="other")
    assert engine.spawn(plan, lambda: True) is not None
    pilots.wait_for_end(client, plan.id, 120)
    remains = engine.remains(plan.id)
    assert remains is not None and remains.log == ""
    # Nothing but pilots is left, and no helper.
    assert pilots.names_of(client, instance) == [f"planctongui-{plan.id}"]


def test_a_cache_is_cleared_under_pilots_that_keep_what_they_use(
    engine: DockerEngine, client: APIClient, image: str, instance: str
) -> None:
    script = "echo old >/cache/file; echo written; sleep 600 & wait"
    busy = start(engine, image, pilots.POLITE + script)
    name = f"planctongui-{busy}"
    wait_until(lambda: client.logs(name) == b"written\n", 60, "its file", poll_s=0.2)
    stranger = client.create_volume(f"stranger-{instance}")["Name"]
    try:
        assert engine.clear_cache(pilots.HEAD_NODE) == 1
        assert said(engine, client, image, "ls -A /cache; echo new >/cache/file") == ""
        assert len(pilots.caches_of(client, instance)) == 2
        engine.remove(busy)
        assert engine.cache_gb(pilots.HEAD_NODE) is not None
        assert len(pilots.caches_of(client, instance)) == 1
        assert said(engine, client, image, "cat /cache/file") == "new\n"
        assert engine.clear_cache(pilots.HEAD_NODE) == 0
        assert pilots.caches_of(client, instance) == []
        assert client.inspect_volume(stranger)["Name"] == stranger
    finally:
        client.remove_volume(stranger)


def test_in_place_of_a_full_cache_is_an_empty_folder_in_memory(
    engine: DockerEngine, client: APIClient, image: str, instance: str
) -> None:
    said(engine, client, image, "echo kept >/cache/file")
    full = replace(CACHE, cache_open=False)
    script = "ls -A /cache; echo x >/cache/file && grep -c ' /cache tmpfs ' /proc/mounts"
    assert said(engine, client, image, script, seen=full) == "1\n"
    assert said(engine, client, image, "cat /cache/file") == "kept\n"


def test_the_owner_sees_and_clears_caches_by_a_command(
    engine: DockerEngine, client: APIClient, image: str, instance: str,
    terminal: Callable[..., int], capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    assert terminal("cache", "show") == 0
    assert capsys.readouterr().out == "There is no cache.\n"
    said(engine, client, image, "head -c 20000000 /dev/zero >/cache/large")
    assert terminal("cache", "show") == 0
    assert capsys.readouterr().out == "test: 0.02 GB; it may have 3 GB\n"
    assert terminal("cache", "clear", "nobody") == 0
    assert "nobody has no cache" in capsys.readouterr().out
    assert terminal("cache", "clear") == 0
    assert capsys.readouterr().out == "Cleared: test.\n"
    assert pilots.caches_of(client, instance) == []
    # The running engine does not take the next one for the one it knew.
    assert said(engine, client, image, "echo x >/cache/file && echo good") == "good\n"


def test_what_is_mounted_below_cvmfs_later_is_seen_too(
    engine: DockerEngine, client: APIClient, image: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    assert os.getuid() == 0, "This test mounts a folder: run it as root."
    monkeypatch.setattr(folders, "CVMFS", str(tmp_path))
    later = tmp_path / "later"
    look = "until cat /cvmfs/later/software; do sleep 0.2; done 2>/dev/null; touch /cvmfs/x"
    with mounted(tmp_path):
        later.mkdir()
        pilot = start(engine, image, look, Folders(cvmfs=True))
        with mounted(later):
            (later / "software").write_text("here\n")
            pilots.wait_for_end(client, pilot, 120)
        remains = engine.remains(pilot)
        engine.remove(pilot)
    assert remains is not None and "here\n" in remains.log
    assert "Read-only file system" in remains.log


def test_without_a_cvmfs_of_the_machine_there_is_none_in_the_pilot(
    engine: DockerEngine, client: APIClient, image: str, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(folders, "CVMFS", str(tmp_path / "none"))
    script = "ls /cvmfs 2>/dev/null || echo none"
    assert said(engine, client, image, script, seen=Folders(cvmfs=True)) == "none\n"
    monkeypatch.setattr(folders, "CVMFS", str(tmp_path))
    (tmp_path / "software").write_text("")
    tmp_path.chmod(0o755)
    assert said(engine, client, image, "ls /cvmfs", seen=Folders(cvmfs=True)) == "software\n"
    assert said(engine, client, image, script, seen=Folders()) == "none\n"


@contextmanager
def mounted(folder: Path) -> Iterator[None]:
    """A shared mount in memory on this folder, as long as the block lasts."""
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m", "small", str(folder)], check=True)
    try:
        subprocess.run(["mount", "--make-shared", str(folder)], check=True)
        yield
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


@pytest.mark.parametrize(
    ("mounts", "shared"),
    [
        ("", False),
        (PLAIN.format("/", ""), False),
        (PLAIN.format("/", "shared:1 "), True),
        (PLAIN.format("/", "master:7 "), True),
        (PLAIN.format("/", "unbindable "), False),
        (PLAIN.format("/", "shared:1 ") + PLAIN.format("/cvmfs", ""), False),
        (PLAIN.format("/", "") + PLAIN.format("/cvmfs", "shared:5 master:2 "), True),
        (PLAIN.format("/", "") + PLAIN.format("/cvmfs-old", "shared:5 "), False),
        (PLAIN.format("/cvmfs", "") + PLAIN.format("/cvmfs", "shared:5 "), True),
        (PLAIN.format("/", "shared:1 ") + PLAIN.format("/with\\040space", ""), True),
    ],
)
def test_later_mounts_are_asked_for_only_where_docker_can_pass_them_on(
    mounts: str, shared: bool
) -> None:
    assert folders.passes_mounts_on(mounts, "/cvmfs") is shared
