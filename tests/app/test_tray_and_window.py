"""What the owner clicks, on both kinds of tray and without any, with the real program behind it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.application import Application
from tests.app.conftest import Start
from tests.app.test_the_owner_never_notices import FILL, PILOTS
from tests.desk.desktop import Desktop
from tests.desk.process import wait_until
from tests.desk.sni_tray import SniTray
from tests.engine.daemon import Daemon

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"


@pytest.mark.parametrize("desktop", ["sni"], indirect=True)
def test_one_click_pauses_and_another_resumes(launch: Start, desktop: Desktop) -> None:
    app = launch(FILL, "--hidden")
    app.wait_running(PILOTS)
    with SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
        contributing = tray.icon_hash()
        tray.activate()
        app.wait_for(lambda r: r["verdict"]["reason"] == "owner_paused", 5, "it is paused")
        app.wait_for(lambda r: r["held"] == PILOTS, 5, "pilots are held")
        wait_until(lambda: tray.icon_hash() != contributing, 5, "the icon tells it")
        assert "Paused by you" in tray.tooltip()
        tray.activate()
        app.wait_running(PILOTS)
        wait_until(lambda: tray.icon_hash() == contributing, 5, "the icon is back")


@pytest.mark.parametrize("desktop", ["sni"], indirect=True)
def test_the_menu_pauses_for_a_while_finishes_and_quits(launch: Start, desktop: Desktop) -> None:
    app = launch(FILL, "--hidden")
    with SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
        tray.click("Pause", "15 minutes")
        report = app.wait_for(
            lambda r: r["verdict"]["reason"] == "owner_paused", 5, "it is paused until then"
        )
        assert 14 * 60 < report["verdict"]["until"] - report["at"] <= 15 * 60
        tray.click("Resume")
        app.wait_for(lambda r: r["verdict"]["reason"] != "owner_paused", 5, "it goes on")
        tray.click("Finish current jobs, then stop")
        app.wait_for(
            lambda r: r["verdict"]["reason"] in ("finishing", "finished"), 30, "it finishes"
        )
        tray.click("Quit")
    assert app.child is not None
    wait_until(lambda: app.child is not None and not app.child.alive(), 30, "it has ended")
    assert app.child.exit_code() == 0
    assert app.engine.look(()) == ()


@pytest.mark.parametrize("desktop", ["xembed", "sni", "none"], indirect=True)
def test_the_window_shows_what_goes_on(
    launch: Start, desktop: Desktop, request: pytest.FixtureRequest
) -> None:
    app = launch(FILL)
    window = desktop.find_window("planctongui")
    app.wait_running(PILOTS)
    kind = request.node.callspec.params["desktop"]
    wait_until(lambda: _pictured(desktop, f"app-contributing-{kind}.png"), 5, "a picture")
    desktop.click(*window.centre)
    app.wait_for(lambda r: r["held"] == PILOTS, 5, "the click holds the pilots")
    wait_until(lambda: _pictured(desktop, f"app-held-{kind}.png"), 5, "a picture")


def test_a_second_start_shows_the_first_ones_window(launch: Start, desktop: Desktop) -> None:
    app = launch(FILL, "--hidden")
    assert not _shown(desktop)
    second = Application(desktop.env, desktop.folder, "unix:///nowhere", "", instance=app.instance)
    child = second.start(ready=False)
    wait_until(lambda: not child.alive(), 10, "the second start ends")
    assert child.exit_code() == 0
    wait_until(lambda: _shown(desktop), 5, "the window is shown")


def test_docker_is_away_and_the_window_says_so_until_it_is_back(
    launch: Start, desktop: Desktop, daemon: Daemon
) -> None:
    daemon.stop()
    app = launch(FILL)
    desktop.find_window("planctongui")
    report = app.wait_for(lambda r: r["troubles"], 10, "it tells the trouble")
    assert report["troubles"][0]["title"] == "Docker is not running"
    assert report["verdict"]["mood"] == "trouble"
    wait_until(lambda: _pictured(desktop, "app-no-docker.png"), 5, "a picture")
    daemon.start()
    app.wait_running(PILOTS)
    assert not app.report()["troubles"]


def test_a_broken_settings_file_is_told_and_the_last_good_settings_stay(launch: Start) -> None:
    app = launch(FILL, "--hidden")
    app.wait_running(PILOTS)
    good = app.settings_file.read_text()
    app.settings_file.write_text(good.replace("calm_s = 2", "calm_s = 'soon'"))
    report = app.wait_for(lambda r: r["troubles"], 15, "it tells the trouble")
    trouble = report["troubles"][0]
    assert "calm_s" in trouble["title"]
    assert "line 3" in trouble["advice"]
    assert report["running"] == PILOTS
    app.settings_file.write_text(good)
    app.wait_for(lambda r: not r["troubles"], 15, "all is well again")
    assert app.settings_file.read_text() == good


def _pictured(desktop: Desktop, name: str) -> bool:
    return desktop.screenshot(PICTURES / name).stat().st_size > 1000


def _shown(desktop: Desktop) -> bool:
    """True when the window is there; an XEmbed icon is a window of the same title, but tiny."""
    return any(w.title == "planctongui" and w.width > 100 for w in desktop.windows())
