"""Podman without root: nothing installed, no group docker; the groups are the owner's own."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planctongui.governor.cgroup_files import CgroupGovernor
from planctongui.governor.choice import GOOD
from tests.vm.person import LITTLE, SOME, Person
from tests.vm.test_whole_app import SETTINGS, examine, wait_for


@pytest.fixture(scope="module", autouse=True)
def socket(rootless: Person) -> None:
    """The owner's one command."""
    rootless.sh("systemctl --user enable --now podman.socket")


@pytest.fixture(autouse=True)
def clean(rootless: Person) -> Iterator[None]:
    yield
    rootless.call("clean")


def home(rootless: Person) -> str:
    """The folder of what the user manager has to give."""
    uid = rootless.sh("id -u")
    return f"/sys/fs/cgroup/user.slice/user-{uid}.slice/user@{uid}.service"


def test_pilots_land_in_the_user_managers_slice_and_yield_to_what_is_beside(
    rootless: Person,
) -> None:
    [pilot] = rootless.call("start", 1)
    top = f"{home(rootless)}/planctongui.slice"
    assert rootless.call("groups")[pilot].startswith(f"{top}/planctongui-u")
    assert rootless.call("read", f"{top}/cpu.idle") == "1"


def test_they_are_held_by_their_own_groups_and_go_on(rootless: Person) -> None:
    pilots = rootless.call("start", 2)
    found = rootless.call("governor")
    assert found["phrase"] == "by its control groups, at once"
    assert found["good"] == GOOD[CgroupGovernor] and found["better"] == ""
    rootless.call("hold", pilots)
    assert max(rootless.call("use", 2.0).values()) < LITTLE
    assert set(rootless.call("phases").values()) == {"held"}
    rootless.call("release", pilots)
    assert min(rootless.call("use", 2.0).values()) > SOME
    assert set(rootless.call("phases").values()) == {"running"}


def test_one_is_held_breathes_and_ends_while_the_other_goes_on(rootless: Person) -> None:
    first, second = rootless.call("start", 2)
    rootless.call("hold", [first])
    used = rootless.call("use", 2.0)
    assert used[first] < LITTLE and used[second] > SOME, used
    assert rootless.call("breathe", first)[first] > 0.01
    assert rootless.call("use", 2.0)[first] < LITTLE
    rootless.call("end", first)
    assert rootless.call("phases") == {second: "running"}


def test_a_program_that_starts_anew_lets_them_go(rootless: Person) -> None:
    pilots = rootless.call("start", 1)
    rootless.call("hold", pilots)
    rootless.call("restart")
    assert set(rootless.call("phases").values()) == {"held"}
    rootless.call("release", pilots)
    assert min(rootless.call("use", 2.0).values()) > SOME


def test_the_whole_program_holds_pilots_and_says_what_is_different(rootless: Person) -> None:
    rootless.call("run_app", SETTINGS)
    try:
        wait_for(rootless, 2, "running")
        rootless.call("app", "pause")
        wait_for(rootless, 2, "held")
        used = rootless.call("use", 3.0)
        assert len(used) == 2 and sum(used.values()) < LITTLE, used
        found = examine(rootless)
        assert found["engine"]["name"] == "Podman"
        assert "programs that your user manager started" in found["engine"]["detail"]
        assert found["governor"] == "by its control groups, at once"
        rootless.call("app", "resume")
        wait_for(rootless, 2, "running")
        # A pilot that dies is heard of by Podman's events, and another one takes its place.
        [one, _] = rootless.call("phases")
        rootless.sh(f"podman kill planctongui-{one}")
        wait_for(rootless, 2, "running")
    finally:
        rootless.call("quit_app")
    assert rootless.call("phases") == {}
