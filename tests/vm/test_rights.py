"""What `install-system.sh` gives to the group docker on a real systemd, and nothing beyond that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planctongui.governor.slice import SLICE
from tests.desk.process import wait_until
from tests.vm.person import SOME, Person

FOLDER = f"/sys/fs/cgroup/{SLICE}"
GIVEN = ["cgroup.freeze", "cpu.max"]
WAIT_S = 120.0
INSTALL = "bash packaging/install-system.sh install"
UNINSTALL = "bash packaging/install-system.sh uninstall"
ASK = "systemctl --no-ask-password"


@pytest.fixture(scope="module", autouse=True)
def installed(root: Person) -> None:
    root.sh(INSTALL)


@pytest.fixture(autouse=True)
def clean(owner: Person) -> Iterator[None]:
    yield
    owner.call("clean")


def given(owner: Person) -> bool:
    """True when the owner may write just what is meant for them."""
    try:
        return bool(owner.call("writable", FOLDER) == GIVEN)
    except AssertionError:  # the slice is not there for a moment
        return False


def test_the_slice_has_the_idle_class_and_its_limits(root: Person) -> None:
    files = ("cpu.idle", "pids.max", "memory.high", "cpu.max")
    idle, tasks, memory, quota = (root.sh(f"cat {FOLDER}/{name}") for name in files)
    assert (idle, tasks, quota) == ("1", "4096", "max 100000")
    assert memory.isdecimal() and int(memory) > 0, "three quarters of the machine's memory"


def test_pilots_land_in_the_slice(owner: Person) -> None:
    [pilot] = owner.call("start", 1)
    folder = owner.call("groups")[pilot]
    assert folder.startswith(f"{FOLDER}/planctongui-u1000.slice/docker-"), folder


def test_the_owner_may_write_two_files_of_the_slice_and_no_others(owner: Person) -> None:
    owner.call("start", 1)
    assert owner.call("writable", FOLDER) == GIVEN
    everywhere = owner.call("writable", "/sys/fs/cgroup")
    own = "user.slice/user-1000.slice/user@1000.service"
    others = [path for path in everywhere if not path.startswith(own)]
    assert others == [f"{SLICE}/{name}" for name in GIVEN]
    for name in ("cpu.idle", "cpu.weight", "memory.high", "pids.max", "cgroup.procs"):
        assert owner.call("write", f"{FOLDER}/{name}", "1") == "PermissionError", name
    for other in ("system.slice", "user.slice", "init.scope"):
        for name in GIVEN:
            refused = owner.call("write", f"/sys/fs/cgroup/{other}/{name}", "max")
            assert refused == "PermissionError", (other, name)


def test_a_stranger_may_write_nothing_and_set_nothing(owner: Person, stranger: Person) -> None:
    owner.call("start", 1)
    for name in GIVEN:
        assert "Permission denied" in stranger.try_sh(f"echo max >{FOLDER}/{name}").stderr
    for order in (f"start {SLICE}", f"set-property --runtime {SLICE} CPUQuota=50%"):
        assert stranger.try_sh(f"{ASK} {order}").returncode != 0, order


def test_the_owner_may_set_quota_and_cpus_of_the_slice_but_of_no_other_unit(
    owner: Person, root: Person
) -> None:
    owner.sh(f"{ASK} start {SLICE}")
    owner.sh(f"{ASK} set-property --runtime {SLICE} CPUQuota=50% AllowedCPUs=0")
    assert root.sh(f"cat {FOLDER}/cpu.max") == "50000 100000"
    assert root.sh(f"cat {FOLDER}/cpuset.cpus") == "0"
    owner.sh(f"{ASK} set-property --runtime {SLICE} CPUQuota= AllowedCPUs=")
    assert root.sh(f"cat {FOLDER}/cpu.max") == "max 100000"
    for order in (
        "set-property --runtime system.slice CPUQuota=50%",
        "set-property --runtime user.slice CPUQuota=50%",
        "restart ssh.service",
        "stop docker.service",
        f"stop {SLICE}",
        "start planctongui-other.slice",
    ):
        assert owner.try_sh(f"{ASK} {order}").returncode != 0, order
    assert (
        "planctongui-x"
        not in owner.try_sh(
            "systemd-run --no-ask-password --unit planctongui-x true && systemctl list-units --all"
        ).stdout
    )


def test_the_rights_outlive_reloads_and_properties(owner: Person, root: Person) -> None:
    owner.call("start", 1)
    root.sh("systemctl daemon-reload")
    assert owner.call("writable", FOLDER) == GIVEN
    root.sh(f"systemctl set-property --runtime {SLICE} CPUQuota=150%")
    root.sh(f"systemctl set-property --runtime {SLICE} CPUQuota=")
    assert owner.call("writable", FOLDER) == GIVEN
    assert root.sh(f"cat {FOLDER}/cpu.idle") == "1"


def test_the_rights_come_back_with_the_slice(owner: Person, root: Person) -> None:
    owner.call("start", 1)
    root.sh(f"systemctl stop {SLICE}")
    owner.call("clean")
    root.sh(f"systemctl start {SLICE}")
    wait_until(lambda: given(owner), WAIT_S, "the rights after a start of the slice", poll_s=0.5)
    root.sh(f"systemctl stop {SLICE}")
    # Docker makes the slice anew for a pilot, without a word from anybody.
    owner.call("start", 1)
    wait_until(lambda: given(owner), WAIT_S, "the rights in a slice made anew", poll_s=0.5)
    assert root.sh(f"cat {FOLDER}/cpu.idle") == "1"


def test_uninstalling_takes_all_away_and_leaves_no_pilot_held(owner: Person, root: Person) -> None:
    pilots = owner.call("start", 2)
    owner.call("hold", pilots)
    assert root.sh(f"cat {FOLDER}/cpu.max {FOLDER}/cgroup.freeze") == "max 100000\n1"
    root.sh(UNINSTALL)
    assert root.sh(f"cat {FOLDER}/cpu.max") == "max 100000"
    assert owner.call("writable", FOLDER) == []
    assert min(owner.call("use", 2.0).values()) > SOME, "they go on"
    assert set(owner.call("phases").values()) == {"running"}
    assert owner.try_sh(f"{ASK} set-property --runtime {SLICE} CPUQuota=50%").returncode != 0
    assert root.sh("find /etc -name '*planctongui*'") == ""
    assert "planctongui-rights" not in root.sh("systemctl list-unit-files --no-pager")
