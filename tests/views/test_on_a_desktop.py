"""Tray and window on real desktops: XEmbed tray, StatusNotifier tray, late tray, no tray.

Pictures for the eye are written to build/screenshots; what they must show is asserted here too.
"""

from __future__ import annotations

import os
import select
import sys
import time
from collections.abc import Iterator
from configparser import ConfigParser
from contextlib import contextmanager
from pathlib import Path

import pytest
from Xlib import display

from planctongui.core.verdict import Mood
from tests.desk import Child, Desktop, Window, wait_until
from tests.desk.desktop import Tray
from tests.desk.sni_tray import SniTray

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "build" / "screenshots"
WAIT_S = 60.0
ICON_PX = 60
"""A docked icon is smaller than this, the program's window is larger."""


class DemoApp:
    """The demo in a process of its own on a desktop."""

    def __init__(self, desktop: Desktop, *options: str) -> None:
        self._desktop = desktop
        reading, self._orders = os.pipe()
        try:
            self.child: Child = desktop.start(
                sys.executable,
                *("-m", "tests.views.demo_app", "--orders", str(reading), *options),
                pass_fds=(reading,),
            )
        finally:
            os.close(reading)
        self._read = 0

    def order(self, order: str) -> None:
        """Give an order and wait until it is carried out."""
        self.tell(order)
        self.expect(f"did {order}")

    def tell(self, order: str) -> None:
        """Give an order and do not wait."""
        os.write(self._orders, f"{order}\n".encode())

    def expect(self, line: str) -> str:
        """Wait for a line that starts so, after the last one expected; gives it."""
        return wait_until(lambda: self._next(line), WAIT_S, f'the line "{line}"', self.child)

    def expect_end(self) -> None:
        """Wait until it has ended, and ended well."""
        code = wait_until(lambda: self._ended(), WAIT_S, "the end of the demo")
        assert code == "exit 0", self.child.tail()

    def close(self) -> None:
        """Give the pipe back."""
        os.close(self._orders)

    def _ended(self) -> str:
        return "" if self.child.alive() else f"exit {self.child.exit_code()}"

    def _next(self, start: str) -> str:
        lines = self.child.log.read_text().splitlines()
        for number, line in enumerate(lines[self._read :], self._read + 1):
            if line.startswith(start):
                self._read = number
                return line
        return ""


@contextmanager
def demo(tray: Tray, *options: str, **facts: bool) -> Iterator[tuple[Desktop, DemoApp]]:
    """A desktop with the demo on it; the demo must end well when told to quit."""
    with Desktop(tray=tray, **facts) as desktop:
        app = DemoApp(desktop, *options)
        try:
            yield desktop, app
            app.tell("quit")
            app.expect_end()
        finally:
            app.close()


def docked(desktop: Desktop) -> Window:
    """Wait for the icon in an XEmbed tray."""
    return wait_until(lambda: icons(desktop), WAIT_S, "the icon in the tray")[0]


def click_icon(desktop: Desktop, app: DemoApp, line: str) -> None:
    """Click the icon until the demo says so: a panel that still lays itself out swallows clicks.

    The icon is looked up anew each time, and a click that was heard is not repeated.
    """
    for _ in range(4):
        desktop.click(*docked(desktop).centre)
        limit = time.monotonic() + WAIT_S / 4
        while time.monotonic() < limit:
            if app._next(line):
                return
            select.select([], [], [], 0.01)
    raise AssertionError(f'the icon was clicked in vain: no "{line}"\n{app.child.tail()}')


def icons(desktop: Desktop) -> list[Window]:
    """Windows of the demo that are as small as an icon."""
    return [w for w in desktop.windows() if "planctongui" in w.title and w.width < ICON_PX]


def main_windows(desktop: Desktop) -> list[Window]:
    """Windows of the demo that are larger than an icon."""
    return [w for w in desktop.windows() if w.title == "planctongui" and w.width > ICON_PX]


def test_an_xembed_tray_gets_the_icon_at_once_and_a_click_pauses() -> None:
    with demo("xembed") as (desktop, app):
        app.expect("settled True")
        docked(desktop)
        app.order("contributing")
        click_icon(desktop, app, "pause inf")
        app.order("paused")
        click_icon(desktop, app, "resume")
        assert not main_windows(desktop), "with a tray the window waits to be opened"


def test_the_menu_of_an_xembed_tray_works_by_hand() -> None:
    with demo("xembed") as (desktop, app):
        app.expect("settled True")
        app.order("contributing")
        desktop.click(*opened(desktop, app))
        app.expect("open_window")
        wait_until(lambda: main_windows(desktop), WAIT_S, "the window")


def opened(desktop: Desktop, app: DemoApp) -> tuple[int, ...]:
    """Open the menu as `click_icon` clicks; gives where its entry "Open" is."""
    for _ in range(4):
        desktop.click(*docked(desktop).centre, button=3)
        limit = time.monotonic() + WAIT_S / 4
        while time.monotonic() < limit:
            if where := entry_open(app):
                return where
    raise AssertionError(f"the menu never opened\n{app.child.tail()}")


def entry_open(app: DemoApp) -> tuple[int, ...]:
    """Where the menu's entry "Open" is on the screen; empty while the menu is not shown."""
    app.tell("where is Open")
    *_, where = app.expect("Open is").split("Open is ")
    return () if where == "hidden" else tuple(int(number) for number in where.split())


def test_a_status_notifier_tray_shows_every_mood_with_its_own_picture() -> None:
    with demo("sni") as (desktop, app):
        app.expect("settled True")
        with SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
            pictures: dict[str, Mood] = {}
            for mood in Mood:
                app.order(mood.value)
                seen = wait_until(
                    lambda: (
                        {tray.icon_hash()} - pictures.keys()
                        if tray.tooltip() == tray.menu()[0].label
                        else set()
                    ),
                    WAIT_S,
                    f"a new picture for {mood}",
                    app.child,
                )
                pictures[seen.pop()] = mood
            assert len(pictures) == len(Mood)
            assert "Docker is not running" in tray.tooltip()


def test_the_menu_of_a_status_notifier_tray_works_over_d_bus() -> None:
    with demo("sni") as (desktop, app):
        app.expect("settled True")
        with SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
            app.order("contributing")
            tray.activate()
            app.expect("pause inf")
            tray.click("Pause", "1 hour")
            assert float(app.expect("pause ").split()[1]) > 1e9
            tray.click("Max cores", "5 of 8 cores")
            app.expect("max_cores 5")
            tray.click("While you are here", "Share: half of the cores go on")
            app.expect("rung share")
            tray.click("Finish current jobs, then stop")
            app.expect("finish True")
            app.order("paused")
            tray.click("Resume")
            app.expect("resume")
            tray.secondary_activate()
            app.expect("open_window")
            labels = [entry.label for entry in tray.menu() if not entry.separator]
            assert labels[0] == "Paused by you until you resume."
            assert not tray.menu()[0].enabled
            cores = next(entry for entry in tray.menu() if entry.label == "Max cores")
            assert [e.label for e in cores.entries if e.checked] == ["3 of 8 cores"]
            tray.click("Quit")
            app.expect("quit")


def test_a_panel_that_starts_after_the_app_still_gets_the_icon() -> None:
    with demo("none", "--patience", "20000") as (desktop, app):
        app.expect("started")
        desktop.start_tray("sni")
        app.expect("settled True")
        with SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as tray:
            app.order("held")
            wait_until(lambda: tray.tooltip().startswith("Paused: you are"), WAIT_S, "the tooltip")
        assert not main_windows(desktop)


@pytest.mark.parametrize("tray", ["sni", "xembed"])
def test_a_panel_that_comes_after_the_patience_still_gets_the_icon(tray: Tray) -> None:
    with demo("none", "--patience", "100") as (desktop, app):
        app.expect("settled False")
        desktop.find_window("planctongui")
        app.order("contributing")
        desktop.start_tray(tray)
        app.expect("late_host")
        if tray == "xembed":
            docked(desktop)
        else:
            with SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as item:
                assert item.tooltip().startswith("Contributing")


@pytest.mark.parametrize("session_bus", [True, False])
def test_without_any_tray_the_window_is_there_and_closing_it_quits(session_bus: bool) -> None:
    with Desktop(tray="none", session_bus=session_bus) as desktop:
        app = DemoApp(desktop, "--patience", "100")
        try:
            app.expect("settled False")
            desktop.find_window("planctongui")
            app.tell("close")
            app.expect_end()
            assert "quit" in app.child.log.read_text().split()
        finally:
            app.close()


def test_an_app_that_quits_before_a_tray_was_found_shows_nothing_more() -> None:
    with demo("none", "--patience", "300") as (desktop, app):
        app.expect("started")
        app.order("leave")
        app.order("settle after 600 ms")
        assert not main_windows(desktop)
        assert "settled" not in app.child.log.read_text()


def test_the_desktop_file_matches_the_program() -> None:
    file = ConfigParser(interpolation=None)
    file.read(ROOT / "planctongui.desktop", encoding="utf-8")
    entry = file["Desktop Entry"]
    assert (entry["Type"], entry["Exec"], entry["Terminal"]) == (
        "Application",
        "planctongui",
        "false",
    )
    assert (ROOT / "resources" / "icons" / f"{entry['Icon']}.svg").exists()
    with demo("none", "--patience", "100") as (desktop, _):
        window = desktop.find_window("planctongui")
        screen = display.Display(desktop.display)
        try:
            names = screen.create_resource_object("window", window.id).get_wm_class()
        finally:
            screen.close()
        assert entry["StartupWMClass"] in names


@pytest.mark.parametrize("look", ["light", "dark"])
def test_pictures_of_the_window_in_every_mood(look: str) -> None:
    options = ("--patience", "100", *(["--dark"] if look == "dark" else []))
    with demo("none", *options) as (desktop, app):
        desktop.find_window("planctongui")
        shots = set()
        for mood in Mood:
            app.order(mood.value)
            picture = desktop.screenshot(PICTURES / f"window-{mood.value}-{look}.png")
            shots.add(picture.read_bytes())
        assert len(shots) == len(Mood)


@pytest.mark.parametrize(("look", "tint"), [("light", "0xf2f2f2"), ("dark", "0x202326")])
def test_pictures_of_the_tray_in_every_mood(look: str, tint: str) -> None:
    panel = "--edge top --align right --widthtype request --height 28 --transparent true --alpha 0"
    with demo("none", "--patience", "20000") as (desktop, app):
        app.expect("started")
        desktop.start("trayer", *panel.split(), "--tint", tint)
        app.expect("settled True")
        docked(desktop)
        shots = set()
        for mood in Mood:
            app.order(mood.value)
            picture = desktop.screenshot(PICTURES / f"tray-{mood.value}-{look}.png")
            shots.add(picture.read_bytes())
        assert len(shots) == len(Mood)


@pytest.mark.parametrize("look", ["light", "dark"])
def test_the_rung_is_chosen_by_keys_alone_and_nothing_is_clipped(look: str) -> None:
    options = ("--patience", "100", *(["--dark"] if look == "dark" else []))
    with demo("none", *options) as (desktop, app):
        desktop.find_window("planctongui")
        app.order("sharing by schedule")
        app.order("focus the rung")
        desktop.key("Down")
        app.expect("chosen")
        desktop.screenshot(PICTURES / f"rung-chosen-{look}.png")
        app.tell("save")
        app.expect("rung generous")
        desktop.key("space")
        app.expect("the rungs are open")
        app.order("look")
        desktop.screenshot(PICTURES / f"rungs-open-{look}.png")
        desktop.key("End")
        desktop.key("Return")
        app.expect("chosen")
        app.tell("save")
        app.expect("rung dedicated")
