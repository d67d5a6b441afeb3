"""A guest for each module, with the checkout in it, and its users."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vm.guest import bring_checkout, ready
from tests.vm.machine import Machine
from tests.vm.person import Person

LIMIT_S = 1200
"""For a test and the restoring before it, emulated, on a machine that does other things as well."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.timeout(LIMIT_S))


@pytest.fixture(scope="module")
def machine() -> Iterator[Machine]:
    """A guest as it was when first booted, with this checkout in it."""
    made = Machine(ready())
    try:
        made.restore()
        bring_checkout(made)
        yield made
    finally:
        made.stop()


def person(machine: Machine, name: str) -> Iterator[Person]:
    made = Person(machine, name)
    yield made
    made.close()


@pytest.fixture(scope="module")
def root(machine: Machine) -> Iterator[Person]:
    """Who installs."""
    yield from person(machine, "root")


@pytest.fixture(scope="module")
def owner(machine: Machine) -> Iterator[Person]:
    """An ordinary user in the group docker."""
    yield from person(machine, "owner")


@pytest.fixture(scope="module")
def stranger(machine: Machine) -> Iterator[Person]:
    """An ordinary user outside of it."""
    yield from person(machine, "stranger")


@pytest.fixture(scope="module")
def rootless(machine: Machine) -> Iterator[Person]:
    """An ordinary user outside of it, with a Podman of their own."""
    yield from person(machine, "rootless")
