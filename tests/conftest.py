"""What tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.house import House

# What tests start speaks English, whatever the one who runs them speaks.
os.environ["LC_ALL"] = "C.UTF-8"


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The whole program around a fake engine; four cores, nobody at the desk."""
    made = House(tmp_path)
    yield made
    made.close()
