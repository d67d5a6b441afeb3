"""Pilots for tests and benchmarks: a small image, what to run in it, plans, and leaving no trace.

For: everybody who wants real pilots without the whole application around them.
Not for: an engine of one's own (`daemon`), or fixtures (`conftest`).
"""

from __future__ import annotations

import contextlib
import itertools
import os
import uuid
from pathlib import Path

import docker.errors
from docker import APIClient

from planctongui.engine.counters import CGROUP_ROOT
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.hardening import parent_group
from planctongui.engine.names import PREFIX, container_name
from planctongui.engine.protocol import PilotPlan
from planctongui.headnodes.elf import is_static
from planctongui.headnodes.local import BUSYBOXES
from planctongui.headnodes.protocol import PilotOrder, Recipe
from tests.desk.process import wait_until

HEAD_NODE = "test"
PULLED = f"planctongui-pulled-u{os.getuid()}"
"""What our tags on pulled images begin with."""

# The first process of a pilot ignores signals that it has no trap for.
POLITE = "trap 'exit 143' TERM; "
SPIN = POLITE + "while :; do :; done"
SLEEP = POLITE + "sleep 600 & wait"
STUBBORN = "trap '' TERM; while :; do sleep 1; done"

_DOCKERFILE = b"""FROM scratch
COPY busybox /bin/busybox
ENV PATH=/bin
ENTRYPOINT ["/bin/busybox", "sh", "-c"]
"""

_numbers = itertools.count()


def recipe(name: str = "planctongui-test") -> Recipe:
    """An image that runs one shell script, its only argument, with busybox's programs."""
    busybox = next((path for path in BUSYBOXES if is_static(path)), None)
    if busybox is None:
        raise FileNotFoundError("Test pilots need a static busybox: apt-get install busybox-static")
    return Recipe(name, {"Dockerfile": _DOCKERFILE, "busybox": busybox.read_bytes()})


def new_instance() -> str:
    """A name under which no other test, run or program owns pilots."""
    return f"test-{uuid.uuid4().hex[:8]}"


def plan(
    image: str,
    script: str = SLEEP,
    *,
    cores: float = 1.0,
    memory_mb: int = 64,
    job: str = "",
    network: bool = False,
) -> PilotPlan:
    """A pilot to be that runs this shell script."""
    return PilotPlan(
        id=f"t{next(_numbers)}-{uuid.uuid4().hex[:8]}",
        head_node=HEAD_NODE,
        image=image,
        order=PilotOrder((script,), job=job, network=network),
        cores=cores,
        memory_mb=memory_mb,
        ttl_s=600.0,
    )


def start(engine: DockerEngine, image: str, script: str = SLEEP, **more: float) -> str:
    """Start a pilot that runs this script; gives its id."""
    wanted = plan(image, script, **more)  # type: ignore[arg-type]
    assert engine.spawn(wanted, lambda: True) is not None
    return wanted.id


def state(client: APIClient, pilot: str) -> str:
    """Docker's word for how a pilot is: "running", "paused", "exited" ..."""
    return str(client.inspect_container(container_name(pilot))["State"]["Status"])


def wait_for_end(client: APIClient, pilot: str, seconds: float = 15.0) -> None:
    """Wait until a pilot has ended."""
    wait_until(lambda: state(client, pilot) == "exited", seconds, f"the end of pilot {pilot}")


def names_of(client: APIClient, instance: str) -> list[str]:
    """Names of all containers of an instance, in whatever state."""
    label = f"{PREFIX}instance={instance}"
    return [
        row["Names"][0].lstrip("/") for row in client.containers(all=True, filters={"label": label})
    ]


def caches_of(client: APIClient, instance: str) -> list[str]:
    """Names of all caches of an instance."""
    found = client.volumes(filters={"label": f"{PREFIX}instance={instance}"})["Volumes"]
    return sorted(row["Name"] for row in found or ())


def clean_up(client: APIClient, instance: str) -> None:
    """Remove all pilots, caches and images of an instance, and its parent groups where one may."""
    label = f"{PREFIX}instance={instance}"

    thaw(instance)

    def nothing_is_left() -> bool:
        # A pilot whose start was under way when its program was killed may come only now.
        for name in names_of(client, instance):
            with contextlib.suppress(docker.errors.APIError):
                client.remove_container(name, force=True, v=True)
        for name in caches_of(client, instance):
            with contextlib.suppress(docker.errors.APIError):
                client.remove_volume(name)
        return not names_of(client, instance) and not caches_of(client, instance)

    wait_until(nothing_is_left, 200.0, f"the end of what {instance} had")
    for image in client.images(filters={"label": label}):
        client.remove_image(image["Id"], force=True)
    for image in client.images(filters={"reference": f"{PULLED}-{instance}"}):
        client.remove_image(image["Id"], force=True)
    remove_parent_groups(instance)


def parent_groups(instance: str) -> list[Path]:
    """The folders of an instance's parent group: one a controller in v1, one in v2."""
    names = [parent_group(systemd, os.getuid(), instance).lstrip("/") for systemd in (False, True)]
    roots = [CGROUP_ROOT, *(path for path in CGROUP_ROOT.iterdir() if not path.is_symlink())]
    return [root / name for root in roots for name in names if (root / name).is_dir()]


def thaw(instance: str) -> None:
    """As root: let go what a program froze and left. Frozen in its start no signal ends it."""
    if os.getuid() == 0:
        for folder in parent_groups(instance):
            for file in folder.rglob("freezer.state"):
                with contextlib.suppress(OSError):
                    file.write_text("THAWED")


def remove_parent_groups(instance: str) -> None:
    """As root: remove the empty parent groups, which outlive their pilots."""
    if os.getuid() != 0:
        return

    def removed() -> bool:
        for folder in parent_groups(instance):
            # Docker forgets the group of a pilot that ends while it starts.
            for group in (*filter(Path.is_dir, folder.iterdir()), folder):
                with contextlib.suppress(OSError):  # busy while the kernel still buries a child
                    group.rmdir()
        return not parent_groups(instance)

    wait_until(removed, 60.0, f"the end of the parent groups of {instance}")
