"""Docker with systemd as it comes: held by its calls, and the owner hears what is better."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planctongui.governor.choice import GOOD, INSTALL
from planctongui.governor.engine_calls import EngineGovernor
from planctongui.governor.slice import SLICE
from tests.vm.person import LITTLE, Person
from tests.vm.test_whole_app import examine


@pytest.fixture(autouse=True)
def clean(owner: Person) -> Iterator[None]:
    yield
    owner.call("clean")


def test_pilots_are_held_by_the_engines_calls(owner: Person) -> None:
    pilots = owner.call("start", 2)
    assert owner.call("governor")["phrase"] == "by freezing, through the engine"
    owner.call("hold", pilots)
    assert set(owner.call("phases").values()) == {"held"}
    assert max(owner.call("use", 1.0).values()) < LITTLE
    owner.call("release", pilots)
    assert min(owner.call("use", 1.0).values()) > LITTLE


def test_the_owner_is_told_the_one_command_that_would_better_it(owner: Person) -> None:
    found = examine(owner)
    assert found["governor"] == "by freezing, through the engine"
    assert found["governor_good"] == GOOD[EngineGovernor]
    assert found["governor_better"] == INSTALL
    engine = found["engine"]
    assert (engine["cgroup_driver"], engine["cgroup_version"]) == ("systemd", "2")


def test_without_the_unit_the_slice_gives_its_pilots_a_full_weight(owner: Person) -> None:
    owner.call("start", 1)
    assert owner.call("read", f"/sys/fs/cgroup/{SLICE}/cpu.idle") == "0"
    assert owner.call("writable", f"/sys/fs/cgroup/{SLICE}") == []
