"""The real program in an Italian session: icon, window, terminal and trouble speak one language."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.app.conftest import Start
from tests.app.test_the_owner_never_notices import FILL
from tests.desk.desktop import Desktop
from tests.desk.process import wait_until
from tests.desk.sni_tray import SniTray
from tests.engine.daemon import Daemon

WAIT_S = 60.0


def in_terminal(desktop: Desktop, instance: str, *words: str) -> str:
    """What a command prints in this session."""
    told = subprocess.run(
        [sys.executable, "-m", "planctongui", *words],
        env={**desktop.env, "PLANCTONGUI_INSTANCE": instance},
        capture_output=True, text=True, timeout=WAIT_S,
    )  # fmt: skip
    return told.stdout + told.stderr


@pytest.mark.parametrize("desktop", ["sni"], indirect=True)
def test_icon_and_terminal_speak_the_sessions_language(launch: Start, desktop: Desktop) -> None:
    desktop.env["LANG"] = "it_IT.UTF-8"
    app = launch(FILL, "--hidden")
    app.order("pause")
    app.wait_for(lambda r: r["verdict"]["reason"] == "owner_paused", WAIT_S, "it is paused")
    paused = "In pausa per tua scelta, finché non riprendi."
    with SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
        wait_until(lambda: tray.tooltip() == paused, WAIT_S, "the icon tells it")
        labels = [entry.label for entry in tray.menu() if not entry.separator]
        assert {"Riprendi", "Core al massimo", "Mentre ci sei", "Esci"} <= set(labels)
    assert paused in in_terminal(desktop, app.instance, "status")
    assert "allarme di inattività di X11: in uso" in in_terminal(desktop, app.instance, "doctor")


@pytest.mark.parametrize("desktop", ["none"], indirect=True)
def test_a_trouble_is_told_in_italian_where_it_arises(
    launch: Start, desktop: Desktop, daemon: Daemon
) -> None:
    desktop.env["LANG"] = "it_IT.UTF-8"
    daemon.stop()
    app = launch(FILL)
    report = app.wait_for(lambda r: r["troubles"], WAIT_S, "it tells the trouble")
    assert report["troubles"][0]["title"] == "Docker non è in esecuzione"
