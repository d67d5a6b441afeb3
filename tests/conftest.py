"""What tests of several rooms share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fakes.house import House


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """The whole program around a fake engine; four cores, nobody at the desk."""
    made = House(tmp_path)
    yield made
    made.close()
