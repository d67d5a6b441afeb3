"""What the page "Pilots" shows of a pilot is what Docker and the kernel say, with a real one."""

from __future__ import annotations

import os
import socket
from dataclasses import replace
from pathlib import Path

import pytest
from docker import APIClient

from planctongui.engine import glass
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.names import PREFIX, container_name
from planctongui.headnodes.protocol import PilotOrder, Recipe, SecretNeed
from planctongui.vault.secret import Secret
from tests.desk.process import wait_until
from tests.engine import pilots

WAIT_S = 60.0
_WITH_SHELL = b"""FROM scratch
COPY busybox /bin/sh
ENV PATH=/bin
ENTRYPOINT ["/bin/sh", "-c"]
"""


def test_a_pilot_is_seen_through(engine: DockerEngine, client: APIClient) -> None:
    files = {"Dockerfile": _WITH_SHELL, "busybox": pilots.recipe().files["busybox"]}
    image = engine.ensure_image(Recipe("planctongui-glass", files))
    plan = pilots.plan(image)
    order = PilotOrder((pilots.SPIN,), secrets=(SecretNeed("token", "t"), SecretNeed("key", "k")))
    handed = {"t": Secret(b"hush-hush"), "k": Secret(b"not for labels")}
    plan = replace(plan, order=order, handed=handed)
    assert engine.spawn(plan, lambda: True) is not None
    wait_until(
        lambda: (engine.insights()[0].cpu_s or 0.0) > 0.1, WAIT_S, "a pilot that used some CPU"
    )
    (one,) = engine.insights()
    found = client.inspect_container(container_name(plan.id))
    assert (one.id, one.head_node, one.image) == (plan.id, pilots.HEAD_NODE, image)
    assert one.digest == client.inspect_image(image)["Id"]
    assert one.state == "running" and one.started is not None
    assert one.memory is not None and 0 < one.memory <= one.memory_limit == 64 * 2**20
    assert (one.user, one.read_only, one.capabilities) == ("10001:10001", True, ())
    assert {mount.split(" ")[0] for mount in one.mounts} == {"/work", "/tmp", "/run/planctongui"}
    assert (one.network, one.peers) == ("none", ())
    assert one.secrets == ("token", "key")
    told = f"{one} {found}"
    assert "hush-hush" not in told and "not for labels" not in told


def test_what_is_not_known_is_said_to_be_unknown(
    engine: DockerEngine, client: APIClient, image: str, tmp_path: Path
) -> None:
    pilot = pilots.start(engine, image)
    names = [("gone", "planctongui-gone"), (pilot, container_name(pilot))]
    (one,) = glass.see(client, names, "no.such.", proc=tmp_path)
    assert (one.memory, one.capabilities, one.peers, one.secrets) == (None, None, None, None)
    assert engine.insights()[0].secrets == ()


def test_ended_pilots_and_those_of_others_are_not_shown(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    pilot = pilots.start(engine, image)
    labels = {**engine.labels, PREFIX + "pilot": "other"}
    client.create_container(image, command=["true"], name="strange", labels=labels)
    try:
        engine.pause(pilot)
        assert [(one.id, one.state) for one in engine.insights()] == [(pilot, "paused")]
        engine.kill(pilot)
        pilots.wait_for_end(client, pilot)
        assert engine.insights() == ()
    finally:
        client.remove_container("strange", force=True)


@pytest.mark.parametrize(
    ("family", "host"), [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]
)
def test_connections_are_told_by_the_kernel(family: socket.AddressFamily, host: str) -> None:
    with socket.socket(family) as door, socket.socket(family) as caller:
        door.bind((host, 0))
        door.listen()
        port = door.getsockname()[1]
        caller.connect((host, port))
        shown = f"[{host}]:{port}" if family is socket.AF_INET6 else f"{host}:{port}"
        assert shown in (glass.peers(os.getpid()) or ())


@pytest.mark.parametrize(
    ("kernel", "people"),
    [
        ("110200C0:2596", "192.0.2.17:9622"),
        ("0000000000000000FFFF0000110200C0:01BB", "192.0.2.17:443"),
        ("B80D0120000000000000000005000000:01BB", "[2001:db8::5]:443"),
    ],
)
def test_addresses_are_read_as_the_kernel_writes_them(kernel: str, people: str) -> None:
    assert glass.address(kernel) == people
