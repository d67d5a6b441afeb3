"""A session with a bus and a keyring of its own, which this process takes for the owner's."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.vault.session import Session


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    """A session bus without a keyring."""
    made = Session()
    for name in ("DBUS_SESSION_BUS_ADDRESS", "XDG_RUNTIME_DIR", "HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, made.env[name])
    for name in ("PYTHON_KEYRING_BACKEND", "CREDENTIALS_DIRECTORY", "GNOME_KEYRING_CONTROL"):
        monkeypatch.delenv(name, raising=False)
    yield made
    made.stop()
