"""What a pilot may do, asked from the outside and tried from the inside."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from docker import APIClient

from planctongui.engine import hardening
from planctongui.engine.counters import Counter
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.names import container_name
from planctongui.engine.protocol import Remains
from planctongui.headnodes.protocol import PilotOrder
from tests.desk.process import wait_until
from tests.engine import pilots

PLAIN = PilotOrder(())


def said(
    engine: DockerEngine, client: APIClient, image: str, script: str, **more: float
) -> Remains:
    """Run a script in a pilot to its end; what it left."""
    pilot = pilots.start(engine, image, script, **more)
    pilots.wait_for_end(client, pilot)
    remains = engine.remains(pilot)
    assert remains is not None
    return remains


def test_a_pilot_is_nobody_and_may_write_only_where_its_job_is(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    script = """
        echo id $(id -u) $(id -g) $(id -G)
        grep -E '^(Cap|NoNewPrivs|Seccomp:)' /proc/self/status
        echo oom $(cat /proc/self/oom_score_adj)
        echo pwd $PWD
        touch /x 2>/dev/null && echo root is writable
        touch /etc/x 2>/dev/null && echo etc is writable
        cp /bin/busybox /work/busybox && /work/busybox echo work runs programs
        cp /bin/busybox /tmp/busybox && echo tmp holds
        /tmp/busybox echo tmp runs programs 2>/dev/null
        dd if=/dev/zero of=/tmp/big bs=1M count=64 2>/dev/null
        echo tmp $(($(stat -c %s /tmp/big) >> 20))
        dd if=/dev/zero of=/work/big bs=1M count=80 2>/dev/null
        echo work $(($(stat -c %s /work/big) >> 20))
        rm /work/big
        echo net $(ls /sys/class/net)
        mknod /work/null c 1 3 2>/dev/null && echo makes devices
        mount -t tmpfs none /work 2>/dev/null && echo mounts
        chown 0:0 /work/busybox 2>/dev/null && echo gives away
        hostname evil 2>/dev/null && echo renames the machine
        dmesg >/dev/null 2>&1 && echo reads the log of the kernel
        echo sees $(ps | grep -c .) processes
        nice -n -5 true 2>/dev/null && echo takes a better place
    """
    remains = said(engine, client, image, script, memory_mb=128)
    lines = remains.log.split("\n")
    facts = dict(line.split(" ", 1) for line in lines if " " in line)
    capabilities = [line for line in lines if line.startswith("Cap")]
    assert facts["id"] == "10001 10001 10001"
    assert len(capabilities) == 5
    assert all(line.split()[1] == "0" * 16 for line in capabilities)
    assert "NoNewPrivs:\t1" in lines
    assert "Seccomp:\t2" in lines
    assert facts["oom"] == "1000"
    assert facts["pwd"] == "/work"
    assert {"work runs programs", "tmp holds"} <= set(lines)
    assert int(facts["tmp"].split()[-1]) <= 16
    assert int(facts["work"].split()[-1]) <= PLAIN.work_mb
    assert facts["net"] == "lo"
    assert int(facts["sees"].split()[0]) < 10
    forbidden = ("writable", "tmp runs", "makes", "mounts", "gives", "renames", "reads", "takes")
    assert not [line for line in lines if any(word in line for word in forbidden)]


def test_docker_itself_was_told_to_take_all_that_away(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    pilot = pilots.start(engine, image, cores=0.5, memory_mb=96)
    found = client.inspect_container(container_name(pilot))
    host = found["HostConfig"]
    assert found["Config"]["User"] == "10001:10001"
    assert host["ReadonlyRootfs"] is True
    assert host["Privileged"] is False
    assert host["CapDrop"] == ["ALL"]
    assert not host["CapAdd"]
    assert host["SecurityOpt"] == ["no-new-privileges"]
    assert host["NetworkMode"] == "none"
    assert host["PidMode"] == "" and host["IpcMode"] in ("private", "none")
    assert not host["Binds"] and not host["PortBindings"] and not host["PublishAllPorts"]
    assert not found["NetworkSettings"]["Ports"]
    assert host["PidsLimit"] == PLAIN.processes
    assert host["Memory"] == host["MemorySwap"] == 96 * 1024 * 1024
    assert (host["CpuPeriod"], host["CpuQuota"]) == (100_000, 50_000)
    assert host["OomScoreAdj"] == 1000
    assert host["LogConfig"]["Config"] == {"max-size": "1m", "max-file": "1"}
    assert host["RestartPolicy"]["Name"] in ("", "no")
    assert not host["AutoRemove"]


def test_a_pilot_gets_what_its_head_node_orders_and_folders_read_only(
    engine: DockerEngine, client: APIClient, image: str, tmp_path: Path
) -> None:
    (tmp_path / "software").write_text("of a site")
    tmp_path.chmod(0o755)
    script = (
        "cat /cvmfs/software; df -m /work | tail -1; cat /sys/fs/cgroup/pids*/pids.max; "
        "echo x 2>/dev/null >/cvmfs/new || echo read-only"
    )
    plan = pilots.plan(image, script)
    order = replace(plan.order, binds={str(tmp_path): "/cvmfs"}, work_mb=7, processes=50)
    plan = replace(plan, order=order)
    engine.spawn(plan, lambda: True)
    pilots.wait_for_end(client, plan.id, 10)
    host = client.inspect_container(container_name(plan.id))["HostConfig"]
    assert host["PidsLimit"] == 50
    remains = engine.remains(plan.id)
    assert remains is not None
    assert "of a site" in remains.log and "read-only" in remains.log
    assert " 7 " in remains.log.replace("\n", " ")


def test_podman_is_told_the_same_but_whose_the_folders_in_memory_are() -> None:
    docker, podman = (
        hardening.host_options(pilots.plan("any"), "/g", podman=podman) for podman in (False, True)
    )
    folders = podman.pop("tmpfs"), docker.pop("tmpfs")
    assert podman == docker
    assert all("uid=" not in how and "nosuid,nodev" in how for how in folders[0].values())
    assert folders[0].keys() == folders[1].keys()


def test_a_pilot_gets_a_network_only_if_its_head_node_says_so() -> None:
    without = hardening.host_options(pilots.plan("any"), "/g")
    having = hardening.host_options(pilots.plan("any", network=True), "/g")
    assert (without["network_mode"], having["network_mode"]) == ("none", "bridge")


def test_a_fork_bomb_stays_in_its_pilot(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    # Each shell starts two more; the script itself only watches how many there are.
    bomb = "b() { b & b & sleep 5; }; b >/dev/null 2>&1 & sleep 2; ls -d /proc/[0-9]* | wc -l"
    remains = said(engine, client, image, bomb)
    # With a full house even the counting may find no room: then there is no number, but an end.
    counts = [int(line) for line in remains.log.split() if line.isdigit()]
    assert all(count <= PLAIN.processes for count in counts)
    assert counts or "fork" in remains.log


def test_a_pilot_that_wants_too_much_memory_is_killed_and_that_is_told(
    engine: DockerEngine, client: APIClient, image: str
) -> None:
    remains = said(engine, client, image, "x=0123456789; while :; do x=$x$x; done", memory_mb=32)
    assert remains.killed_for_memory
    assert remains.exit_code == 137


@pytest.mark.parametrize("cores", [0.3, 1.0])
def test_a_pilot_uses_the_cores_it_was_given_and_no_more(
    engine: DockerEngine, image: str, cores: float
) -> None:
    two_spinners = f"{pilots.SPIN} & {pilots.SPIN}"
    sighting = engine.spawn(pilots.plan(image, two_spinners, cores=cores), lambda: True)
    assert sighting is not None and sighting.counter is not None
    used = cores_used(sighting.counter, seconds=1.5)
    # The machine may be busy with something else, so less says little; more is wrong.
    assert 0.3 * cores < used < 1.15 * cores


def cores_used(counter: Counter, seconds: float) -> float:
    """Mean cores used over so many seconds from now."""
    began, before = time.monotonic(), counter.read()
    wait_until(lambda: time.monotonic() - began >= seconds, seconds + 5, "time to pass")
    now, after = time.monotonic(), counter.read()
    assert before is not None and after is not None
    return (after - before) / (now - began)


def test_all_pilots_are_under_one_parent_whose_counter_keeps_what_the_dead_used(
    engine: DockerEngine, client: APIClient, image: str, instance: str
) -> None:
    first = engine.spawn(pilots.plan(image, pilots.SPIN), lambda: True)
    second = engine.spawn(pilots.plan(image, pilots.SPIN), lambda: True)
    assert first and second and first.counter and second.counter
    parent = first.counter.parent()
    assert parent is not None and parent == second.counter.parent()
    assert instance in parent.file.parent.name
    own = first.counter
    wait_until(lambda: (own.read() or 0) > 0.5, 15, "half a CPU second", poll_s=0.05)
    both = (first.counter.read() or 0) + (second.counter.read() or 0)
    for sighting in (first, second):
        engine.kill(sighting.id)
        pilots.wait_for_end(client, sighting.id)
        engine.remove(sighting.id)
    assert first.counter.read() is None
    assert (parent.read() or 0) >= both
