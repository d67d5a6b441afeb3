"""A desktop whose theme has no icons at all: nothing of ours is without a word or a picture.

Pictures for the eye are written to build/screenshots.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from planctongui.core.verdict import Mood
from tests.desk import Desktop, wait_until
from tests.desk.desktop import Tray
from tests.desk.sni_tray import Entry, SniTray
from tests.views.test_gallery import PICTURES, gallery
from tests.views.test_on_a_desktop import WAIT_S, DemoApp, docked, main_windows


def strip(desktop: Desktop) -> None:
    """Leave no folder in which an icon could be found, not even the owner's own."""
    empty = desktop.folder / "empty"
    empty.mkdir()
    desktop.env.update(
        XDG_DATA_DIRS=str(empty), XDG_DATA_HOME=str(empty), XDG_CURRENT_DESKTOP="",
        QT_QPA_PLATFORMTHEME="none",
    )  # fmt: skip


def labels(entries: Iterable[Entry]) -> Iterator[str]:
    """Of the menu and its submenus; separators have none."""
    for entry in entries:
        if not entry.separator:
            yield entry.label
        yield from labels(entry.entries)


def test_every_button_of_every_page_has_a_word_or_a_picture_of_its_own() -> None:
    with Desktop(tray="none") as desktop:
        strip(desktop)
        child = gallery(desktop, "--name", "no-icons")
        told = child.log.read_text()
        assert child.exit_code() == 0, told
        assert "the theme has icons: False" in told


@contextmanager
def stripped(tray: Tray) -> Iterator[tuple[Desktop, DemoApp]]:
    """The demo on such a desktop; it must end well when told to quit."""
    with Desktop(tray=tray) as desktop:
        strip(desktop)
        app = DemoApp(desktop)
        try:
            app.expect("settled True")
            yield desktop, app
            app.tell("quit")
            app.expect_end()
        finally:
            app.close()


def test_the_tray_has_its_own_pictures_and_a_menu_of_words() -> None:
    with (
        stripped("sni") as (desktop, app),
        SniTray(desktop.env["DBUS_SESSION_BUS_ADDRESS"], WAIT_S) as tray,
    ):
        pictures: set[str] = set()
        for mood in Mood:
            app.order(mood.value)
            what = f"a picture for {mood}"
            new = wait_until(lambda: {tray.icon_hash()} - pictures, WAIT_S, what, app.child)
            pictures.update(new)
            drawn = [pixels for _, _, pixels in tray.prop("IconPixmap")]
            assert any(any(bytes(pixels)) for pixels in drawn), "it is not empty"
            tray.save_icon(PICTURES / f"no-icons-tray-{mood.value}.png")
        told = list(labels(tray.menu()))
        assert len(told) > 8 and all(told)


def test_the_icon_is_docked_in_a_panel_and_the_window_opens() -> None:
    with stripped("xembed") as (desktop, app):
        app.order("contributing")
        docked(desktop)
        app.order("window")
        wait_until(lambda: main_windows(desktop), WAIT_S, "the window")
        desktop.screenshot(PICTURES / "no-icons-desktop.png")
