"""The real parts, put together as the program does it."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui import wiring
from planctongui.core.report import Report
from planctongui.enquiries import Enquiries
from planctongui.events import QuitOrdered
from planctongui.mailbox import Mailbox
from tests.app.application import without_display


@pytest.fixture
def no_desktop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in without_display(tmp_path).items():
        monkeypatch.setenv(name, value)
    folder = tmp_path / "config" / "planctongui"
    folder.mkdir()
    (folder / "settings.toml").write_text('[engine]\nurl = "unix:///nowhere"\n')
    gc.unfreeze()
    interval_s = sys.getswitchinterval()
    yield
    sys.setswitchinterval(interval_s)
    gc.unfreeze()


@pytest.mark.usefixtures("no_desktop")
def test_no_collection_goes_through_what_was_imported() -> None:
    mailbox, left = Mailbox(), []

    def tell(report: Report) -> None:
        left.append((gc.get_freeze_count(), len(gc.get_objects())))
        mailbox.post(QuitOrdered())

    wiring.run(mailbox, Enquiries(), tell)
    frozen, still_looked_at = left[0]
    assert frozen > 10_000
    assert still_looked_at < frozen / 2
