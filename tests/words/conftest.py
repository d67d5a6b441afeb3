"""Where these tests are: words of points in time depend on it."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def somewhere_with_summer_time(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The clock of a place of our choice."""
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()
