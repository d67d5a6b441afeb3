"""A real X server and session bus for the widgets that live in the tests' own process.

Tests that need a tray host start a process of their own instead (`test_on_a_desktop`).
"""

from __future__ import annotations

import pytest
from PyQt5.QtDBus import QDBusConnection
from PyQt5.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from planctongui.views.intents import Intents
from planctongui.views.window import Window
from tests.desk import Desktop

_SEEN_BY_QT = (
    "DISPLAY",
    "XDG_RUNTIME_DIR",
    "DBUS_SESSION_BUS_ADDRESS",
    "QT_QPA_PLATFORM",
    "QT_XCB_GL_INTEGRATION",
    "NO_AT_BRIDGE",
)
_kept: list[QApplication] = []


@pytest.fixture(scope="session")
def qapp_args(pytestconfig: pytest.Config) -> list[str]:
    """Make the QApplication that pytest-qt then finds, on a desktop of ours.

    The desktop goes when pytest itself does: Qt ends the process as soon as it notices that its X
    server has died, and pytest-qt still lets Qt look after the last test.
    """
    arguments = ["planctongui"]
    if QApplication.instance() is None:
        desktop = Desktop(tray="none").__enter__()
        pytestconfig.add_cleanup(desktop.stop)
        with pytest.MonkeyPatch.context() as environment:
            for name in _SEEN_BY_QT:
                environment.setenv(name, desktop.env[name])
            application = QApplication(arguments)
            # Connected now, because it is kept for ever and the environment is not.
            QDBusConnection.sessionBus()
        application.setStyle("Fusion")
        application.setQuitOnLastWindowClosed(False)
        _kept.append(application)
    return arguments


@pytest.fixture
def asked() -> list[object]:
    """Every question that a page asked."""
    return []


@pytest.fixture
def intents(qtbot: QtBot, asked: list[object]) -> Intents:
    """The owner's side; nobody answers but the test."""
    intents = Intents()
    intents.ask.connect(asked.append)
    return intents


@pytest.fixture
def window(qtbot: QtBot, intents: Intents) -> Window:
    """A window that is not shown yet, on a machine with 8 cores."""
    window = Window(intents, machine_cores=8)
    qtbot.addWidget(window)
    return window
