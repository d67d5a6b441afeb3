"""The application on a desktop and an engine of their own."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.app.application import Application
from tests.desk.desktop import Desktop
from tests.engine.daemon import Daemon

Start = Callable[..., Application]


@pytest.fixture(scope="session")
def daemon() -> Iterator[Daemon]:
    """A private dockerd for all tests here; a test that stops it starts it again."""
    daemon = Daemon()
    try:
        daemon.start()
        yield daemon
    finally:
        daemon.remove()


@pytest.fixture(params=["xembed"])
def desktop(request: pytest.FixtureRequest) -> Iterator[Desktop]:
    """A desktop of its own for each test, so that nobody else's input is seen."""
    with Desktop(tray=request.param) as desktop:
        yield desktop


@pytest.fixture
def launch(desktop: Desktop, daemon: Daemon) -> Iterator[Start]:
    """Start the application with these settings; afterwards nothing of it is left."""
    apps: list[Application] = []

    def start(settings: str, *arguments: str, hold_by: str = "auto") -> Application:
        app = Application(desktop.env, desktop.folder, daemon.url, settings, hold_by=hold_by)
        apps.append(app)
        app.start(*arguments)
        return app

    yield start
    if not daemon.answers():
        daemon.start()
    for app in apps:
        app.clean()
