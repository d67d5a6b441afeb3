"""The whole loop answers what the pages ask, each on the threads that know."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import Queue

import pytest

from planctongui import wiring
from planctongui.core.history import AskGiven, Given, Reach
from planctongui.core.insight import AskPilots
from planctongui.core.questions import Answer
from planctongui.core.trouble import Trouble
from planctongui.enquiries import Enquiries
from planctongui.events import QuitOrdered
from planctongui.ledger.ledger import Ledger
from planctongui.mailbox import Mailbox

WAIT_S = 60.0


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, no desktop, and an engine that is away."""
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name))
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    bus = f"unix:path={tmp_path}/no-bus"
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", bus)
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", bus)
    settings = tmp_path / "XDG_CONFIG_HOME" / "planctongui" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(f'[engine]\nurl = "unix://{tmp_path}/nowhere"\n')
    return tmp_path


def test_the_pages_questions_are_answered_by_the_running_loop(home: Path) -> None:
    ledger = Ledger(home / "XDG_DATA_HOME" / "planctongui" / "ledger.sqlite3")
    ledger.accrue({"p1": 90.0}, 1_700_000_000.0)
    ledger.close()
    mailbox, enquiries = Mailbox(), Enquiries()
    told: Queue[tuple[Answer, str]] = Queue()
    enquiries.listen(lambda answer: told.put((answer, threading.current_thread().name)))
    enquiries.ask(AskGiven(Reach.ALL))  # before anybody can answer
    loop = threading.Thread(target=wiring.run, args=(mailbox, enquiries, lambda report: None))
    loop.start()
    try:
        answer, thread = told.get(timeout=WAIT_S)
        assert answer.question == AskGiven(Reach.ALL) and thread.startswith("books")
        assert isinstance(answer.content, Given)
        assert answer.content.total().cpu_s == 90.0
        enquiries.ask(AskPilots())
        answer, thread = told.get(timeout=WAIT_S)
        assert thread.startswith("hands")
        assert isinstance(answer.content, Trouble)
        assert answer.content.title == "Docker is not running"
    finally:
        mailbox.post(QuitOrdered())
        loop.join(WAIT_S)
    assert not loop.is_alive()
