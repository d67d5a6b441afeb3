"""From a clean home to the first CPU time that science gets: four clicks."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from planctongui.ledger.ledger import Ledger
from planctongui.settings import SettingsFile
from tests.app.application import Application
from tests.desk.desktop import Desktop
from tests.desk.hand import Window
from tests.desk.notification_service import Notifications
from tests.desk.process import wait_until
from tests.desk.sni_tray import SniTray
from tests.engine.daemon import Daemon

TITLE = "First steps with planctongui"
CLICKS = 4
FROM_EDGE_PX = 40
"""So far from the right and the lower edge of the first steps is a button always hit."""


@pytest.fixture
def newcomer(desktop: Desktop, daemon: Daemon) -> Iterator[Application]:
    """The application in a home where nothing of it is, with the engine where it always is."""
    app = Application({**desktop.env, "DOCKER_HOST": daemon.url}, desktop.folder, daemon.url)
    app.settings_file.unlink()
    app.settings_file.parent.rmdir()
    yield app
    if not daemon.answers():
        daemon.start()
    app.clean()


def first_steps(desktop: Desktop) -> Window:
    """Where they are, once they are shown."""
    return desktop.find_window(TITLE, 30)


def click_on(desktop: Desktop) -> None:
    """Click the button that leads on: it is in the lower right corner."""
    window = first_steps(desktop)
    desktop.click(
        window.x + window.width - FROM_EDGE_PX, window.y + window.height - FROM_EDGE_PX // 2 - 4
    )


def load_is_no_matter(app: Application) -> None:
    """Have its settings file say so."""
    SettingsFile(app.settings_file, os.cpu_count() or 1).set("limits", "owner_cpu_percent", 100.0)


def gone(desktop: Desktop) -> bool:
    return all(TITLE not in window.title for window in desktop.windows())


@pytest.mark.parametrize("desktop", ["sni"], indirect=True)
def test_four_clicks_lead_to_the_first_cpu_time_for_science(
    newcomer: Application, desktop: Desktop
) -> None:
    newcomer.start()
    first_steps(desktop)
    report = newcomer.wait_for(
        lambda r: r["verdict"]["reason"] == "owner_paused", 60, "nothing runs before a click"
    )
    assert report["running"] == 0 and report["orders"]["paused_until"] == "never"
    for _ in range(CLICKS):
        assert not gone(desktop)
        click_on(desktop)
    wait_until(lambda: gone(desktop), 60, "the fourth click starts it", newcomer.child)
    newcomer.wait_for(lambda r: r["orders"]["paused_until"] is None, 60, "the pause is over")
    wait_until(newcomer.settings_file.exists, 60, "what was chosen is kept", newcomer.child)
    # Other tests and programs of this machine are not what it has to yield to here.
    # Said again while it is not in force: the program may just be writing another choice there.
    newcomer.wait_for(
        lambda r: r["limits"]["owner_cpu_percent"] == 100.0 or load_is_no_matter(newcomer),
        60,
        "it looks at no other program",
    )
    # Not a whole second: pilots yield to whatever else runs here, as long as that takes.
    newcomer.wait_for(lambda r: r["sums"]["total_s"] > 0, 240, "some CPU time was given")
    newcomer.quit()
    newcomer.start()
    newcomer.wait_for(lambda r: r["at"] > 0, 60, "it is there again")
    desktop.find_window("planctongui", 60)
    assert gone(desktop), "the first steps are shown once"


@pytest.mark.parametrize("desktop", ["none"], indirect=True)
def test_who_closes_the_first_steps_is_left_in_peace(
    newcomer: Application, desktop: Desktop
) -> None:
    newcomer.start()
    first_steps(desktop)
    desktop.key("Escape")
    wait_until(lambda: gone(desktop), 60, "they are closed", newcomer.child)
    desktop.find_window("planctongui", 60)
    report = newcomer.wait_for(lambda r: r["engine"]["works"], 60, "the engine is seen")
    assert report["verdict"]["reason"] == "owner_paused"
    assert report["running"] == report["starting"] == 0
    assert not newcomer.settings_file.exists()
    newcomer.order("resume")
    newcomer.wait_for(
        lambda r: r["verdict"]["reason"] != "owner_paused", 60, "it goes on when told to"
    )


@pytest.mark.parametrize("desktop", ["none"], indirect=True)
def test_who_used_it_before_sees_no_first_steps(newcomer: Application, desktop: Desktop) -> None:
    Ledger(newcomer.ledger_file).close()
    newcomer.start()
    desktop.find_window("planctongui", 60)
    assert gone(desktop)
    newcomer.wait_for(lambda r: r["orders"]["paused_until"] is None, 60, "nothing is paused")


def waits_for_a_click(newcomer: Application, desktop: Desktop) -> None:
    """Nothing runs, no window is there, and the icon and a message say what to do."""
    report = newcomer.wait_for(
        lambda r: r["verdict"]["reason"] == "owner_paused", 60, "it is paused"
    )
    assert report["running"] == report["starting"] == 0
    bus = desktop.env["DBUS_SESSION_BUS_ADDRESS"]
    with SniTray(bus, 60) as tray:
        wait_until(lambda: "click the icon" in tray.tooltip(), 60, "the icon says so")
    with Notifications(bus) as notifications:
        wait_until(notifications.shown, 60, "a message says so")
    assert gone(desktop)


@pytest.mark.parametrize("desktop", ["sni"], indirect=True)
def test_a_first_start_without_a_window_waits_for_a_click_and_says_so_once(
    newcomer: Application, desktop: Desktop
) -> None:
    desktop.start_notifications()
    bus = desktop.env["DBUS_SESSION_BUS_ADDRESS"]
    newcomer.start("--hidden")
    waits_for_a_click(newcomer, desktop)
    newcomer.quit()
    newcomer.start("--hidden")  # as after a night
    waits_for_a_click(newcomer, desktop)
    with SniTray(bus, 60) as tray:
        tray.activate()
    first_steps(desktop)
    with Notifications(bus) as notifications:
        told = [one.title for one in notifications.shown()]
    assert told == ["planctongui is here, and does nothing yet"], "once is enough"
    newcomer.order("resume")
    newcomer.wait_for(lambda r: r["orders"]["paused_until"] is None, 60, "it goes on when told to")


@pytest.mark.parametrize("desktop", ["none"], indirect=True)
def test_a_first_start_without_a_window_or_a_tray_shows_the_first_steps(
    newcomer: Application, desktop: Desktop
) -> None:
    newcomer.start("--hidden")
    first_steps(desktop)
    newcomer.wait_for(lambda r: r["verdict"]["reason"] == "owner_paused", 60, "nothing runs")
