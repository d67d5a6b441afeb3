"""The slice governor of the checkout with real spinning pilots, as an ordinary user."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planctongui.governor.choice import GOOD
from planctongui.governor.slice import SLICE, SliceGovernor
from tests.desk.process import wait_until
from tests.vm.person import LITTLE, SOME, Person

FOLDER = f"/sys/fs/cgroup/{SLICE}"
FREE = "max 100000"


@pytest.fixture(scope="module", autouse=True)
def installed(root: Person) -> None:
    root.sh("bash packaging/install-system.sh install")


@pytest.fixture(autouse=True)
def clean(owner: Person) -> Iterator[None]:
    yield
    owner.call("clean")
    assert owner.call("read", f"{FOLDER}/cpu.max") == FREE
    assert owner.call("read", f"{FOLDER}/cgroup.freeze") == "0"


def test_the_slice_is_chosen_and_told(owner: Person) -> None:
    found = owner.call("governor")
    assert found["phrase"] == "by the slice of all pilots, at once"
    assert found["good"] == GOOD[SliceGovernor] and found["better"] == ""


def test_all_are_held_by_one_write_and_go_on_by_one(owner: Person) -> None:
    pilots = owner.call("start", 2)
    owner.call("hold", pilots)
    assert owner.call("read", f"{FOLDER}/cgroup.freeze") == "1"
    assert sum(owner.call("use", 2.0).values()) < LITTLE
    assert set(owner.call("phases").values()) == {"held"}
    owner.call("release", pilots)
    assert owner.call("read", f"{FOLDER}/cgroup.freeze") == "0"
    assert min(owner.call("use", 2.0).values()) > SOME
    assert set(owner.call("phases").values()) == {"running"}


def test_held_pilots_breathe_together_and_are_held_again(owner: Person) -> None:
    pilots = owner.call("start", 2)
    owner.call("hold", pilots)
    used = owner.call("breathe", pilots[0])
    assert set(used) == set(pilots) and sum(used.values()) > 0.01, used
    assert owner.call("read", f"{FOLDER}/cgroup.freeze") == "1"
    assert sum(owner.call("use", 2.0).values()) < LITTLE


def test_one_can_be_ended_while_all_are_held(owner: Person) -> None:
    pilots = owner.call("start", 2)
    owner.call("hold", pilots)
    first, second = list(pilots)
    owner.call("end", first)
    assert owner.call("phases") == {second: "held"}
    assert sum(owner.call("use", 2.0).values()) < LITTLE


def test_a_start_that_is_under_way_comes_to_its_end_while_all_are_held(owner: Person) -> None:
    first, second = owner.call("start", 2)
    third = owner.call("start_while_held")
    assert owner.call("phases") == {first: "held", second: "held", third: "running"}
    owner.call("hold", [third])
    assert owner.call("read", f"{FOLDER}/cgroup.freeze") == "1"
    assert sum(owner.call("use", 2.0).values()) < LITTLE
    owner.call("release", [first, second, third])
    assert min(owner.call("use", 2.0).values()) > SOME


def test_some_are_held_while_others_go_on(owner: Person) -> None:
    first, second = owner.call("start", 2)
    owner.call("hold", [first])
    used = owner.call("use", 2.0)
    assert used[first] < LITTLE and used[second] > SOME, used
    owner.call("hold", [second])
    owner.call("release", [first])
    # It goes on once the other one is held by itself.
    wait_until(
        lambda: owner.call("read", f"{FOLDER}/cgroup.freeze") == "0", 120, "the slice goes on"
    )
    used = owner.call("use", 2.0)
    assert used[second] < LITTLE and used[first] > SOME, used


def test_a_program_that_starts_anew_finds_them_held_and_lets_them_go(owner: Person) -> None:
    pilots = owner.call("start", 2)
    owner.call("hold", pilots)
    owner.call("restart")
    assert set(owner.call("phases").values()) == {"held"}
    owner.call("release", pilots)
    assert min(owner.call("use", 2.0).values()) > SOME


@pytest.mark.parametrize(
    "order",
    ["daemon-reload", f"set-property --runtime {SLICE} MemoryHigh=70%", "daemon-reexec"],
)
def test_whatever_the_system_does_to_the_slice_they_stay_held(
    owner: Person, root: Person, order: str
) -> None:
    pilots = owner.call("start", 2)
    owner.call("hold", pilots)
    root.sh(f"systemctl {order}")
    # No step of the spawner comes between; systemd may write later than its command ends.
    for _ in range(3):
        used = owner.call("use", 2.0)
        assert len(used) == 2 and sum(used.values()) < LITTLE, used
        assert owner.call("read", f"{FOLDER}/cgroup.freeze") == "1"
    owner.call("release", pilots)
    assert min(owner.call("use", 2.0).values()) > SOME


def test_whoever_computes_has_the_cpu_that_freezing_takes(owner: Person) -> None:
    pilots = owner.call("start", 4)
    for _ in range(10):
        owner.call("hold", pilots)
        wait_until(
            lambda: "frozen 1" in owner.call("read", f"{FOLDER}/cgroup.events"), 60, "all froze"
        )
        owner.call("release", pilots)
