"""A desktop, an engine of its own and the application on them, for one benchmark.

For: bringing up and taking down. Not for: measuring.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from tests.app.application import Application
from tests.desk.desktop import Desktop, Tray
from tests.engine.daemon import Daemon

REGARDLESS = "owner_cpu_percent = 100"
"""The benchmarks themselves use the CPU; this makes the application not mind."""


@dataclass
class Scene:
    """What a benchmark has at hand."""

    desktop: Desktop
    daemon: Daemon
    app: Application


@contextmanager
def scene(
    settings: str, tray: Tray = "xembed", start: bool = True, hold_by: str = "auto"
) -> Iterator[Scene]:
    """All up, or (without `start`) all but the application. Everything is ended by pid."""
    daemon = Daemon()
    try:
        daemon.start()
        with Desktop(tray=tray) as desktop:
            app = Application(desktop.env, desktop.folder, daemon.url, settings, hold_by=hold_by)
            try:
                if start:
                    app.start("--hidden")
                yield Scene(desktop, daemon, app)
            finally:
                app.clean()
    finally:
        daemon.remove()
