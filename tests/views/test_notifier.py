"""Messages of the desktop, through a notification service on a real bus."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.desk import Desktop, wait_until
from tests.desk.notification_service import Notifications, Shown
from tests.views.reports import ENGINE_TROUBLE
from tests.views.test_on_a_desktop import WAIT_S, DemoApp, demo, main_windows


def seen(desktop: Desktop, count: int) -> list[Shown]:
    """Wait until so many messages were shown; gives them all."""
    with Notifications(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as notifications:
        return wait_until(
            lambda: (told := notifications.shown()) and len(told) >= count and told,
            WAIT_S, f"{count} messages",
        )  # fmt: skip


def click(desktop: Desktop, number: int, name: str) -> None:
    with Notifications(desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as notifications:
        notifications.click(number, name)


@contextmanager
def started(desktop: Desktop) -> Iterator[DemoApp]:
    """The demo with its icon in the tray; it ends well when told to quit."""
    app = DemoApp(desktop)
    try:
        app.expect("settled True")
        app.order("contributing")
        yield app
        app.tell("quit")
        app.expect_end()
    finally:
        app.close()


def close_window(desktop: Desktop, app: DemoApp) -> None:
    """Open the window and close it again."""
    app.order("window")
    wait_until(lambda: main_windows(desktop), WAIT_S, "the window")
    app.order("close")
    wait_until(lambda: not main_windows(desktop), WAIT_S, "the window is closed")


def test_that_the_program_stays_in_the_tray_is_told_once_over_all_starts() -> None:
    with Desktop(tray="sni") as desktop:
        desktop.start_notifications()
        with started(desktop) as app:
            close_window(desktop, app)
            (told,) = seen(desktop, 1)
            assert told.title == "planctongui goes on in the tray"
            assert told.buttons == {"default": "Open", "open": "Open"}
            click(desktop, told.number, "open")
            app.expect("open_window")
            close_window(desktop, app)
        with started(desktop) as app:
            close_window(desktop, app)
            # Messages come in the order in which they were due: there was none before this one.
            app.order("two minutes of trouble")
            assert [one.title for one in seen(desktop, 2)] == [told.title, ENGINE_TROUBLE.title]


def test_a_trouble_that_lasts_is_told_with_what_to_do_and_can_be_switched_off() -> None:
    with demo("sni") as (desktop, app):
        desktop.start_notifications()
        app.expect("settled True")
        app.order("two minutes of trouble")
        (told,) = seen(desktop, 1)
        assert (told.title, told.text) == (ENGINE_TROUBLE.title, ENGINE_TROUBLE.advice)
        assert told.buttons["off"] == "No more of these"
        click(desktop, told.number, "off")
        app.expect("setting notices trouble off")


def test_a_click_on_another_programs_message_is_not_ours() -> None:
    with demo("sni") as (desktop, app):
        desktop.start_notifications()
        app.expect("settled True")
        app.order("two minutes of trouble")
        (told,) = seen(desktop, 1)
        click(desktop, told.number + 7, "open")
        click(desktop, told.number, "default")
        app.expect("open_window")
        assert app.child.log.read_text().count("open_window") == 1


def test_a_service_without_buttons_gets_none() -> None:
    with demo("none", "--patience", "100") as (desktop, app):
        desktop.start_notifications("--plain")
        app.order("two minutes of trouble")
        assert seen(desktop, 1)[0].buttons == {}


@pytest.mark.parametrize("session_bus", [True, False])
def test_without_a_service_the_icon_tells_where_the_window_went(session_bus: bool) -> None:
    with demo("xembed", session_bus=session_bus) as (desktop, app):
        app.expect("settled True")
        app.order("two minutes of trouble")
        app.order("window")
        (window,) = wait_until(lambda: main_windows(desktop), WAIT_S, "the window")
        app.order("close")

        def balloon() -> bool:
            return [w.width < window.width for w in main_windows(desktop)] == [True]

        wait_until(balloon, WAIT_S, "a balloon instead of the window", app.child)
        app.order("contributing")
