"""An owner's session in Italian, for what commands say there."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from planctongui import language, tongue


@pytest.fixture
def italian(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Commands read the session's language at their start; plain English again afterwards."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANG", "it_IT.UTF-8")
    assert language.speak() == "it"
    yield
    tongue.use(None)
