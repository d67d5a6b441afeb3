"""`planctongui doctor`: asks the running program, looks by itself, and lets the owner wiggle."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from planctongui import checkup, cli
from planctongui.commands import doctor
from planctongui.core.observation import Presence, SourceStatus
from planctongui.core.report import Delay
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason
from planctongui.governor.choice import GOOD, INSTALL
from planctongui.governor.engine_calls import EngineGovernor
from planctongui.sensors.protocol import InputSource, SourceMissing
from planctongui.session import Session
from planctongui.settings import default_path
from tests.desk import Desktop
from tests.sensors.conftest import desk, no_display
from tests.views.reports import BLIND, report

__all__ = ["desk"]

EYES = (
    SourceStatus("X11 idle alarm", True, "in use", 3.0),
    SourceStatus("pynput", False, "There is no X11 display."),
)


@pytest.fixture(autouse=True)
def own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no-docker")
    monkeypatch.setenv("DBUS_SYSTEM_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)


def test_a_running_program_tells_each_source_with_its_age_and_what_would_help(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = Session(lambda: None)
    try:
        assert cli.main(["doctor"]) == 2
        assert "just starting" in capsys.readouterr().err
        session.last_report = report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, sources=EYES)
        assert cli.main(["doctor"]) == 0
        said = capsys.readouterr().out
        assert "works   X11 idle alarm: in use, last seen 3 s ago" in said
        assert "absent  pynput: There is no X11 display." in said
        assert "Held back: CPU bandwidth, about 1 % of a core each" in said
        assert "What it cost you today is not known yet." in said
        blind = report(
            Mood.TROUBLE, Reason.BLIND, presence=BLIND, sources=EYES[1:],
            troubles=(Trouble("Docker is not running", "Start it."),),
        )  # fmt: skip
        session.last_report = blind
        assert cli.main(["doctor", "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert told["running"] and not told["visible"]
        assert told["sources"] == [
            {"name": "pynput", "works": False, "detail": "There is no X11 display.",
             "age_s": None, "heard_s": None, "says": "There is no X11 display."}
        ]  # fmt: skip
        assert BLIND.why_blind in told["better"][0]
        assert told["better"][0].startswith("No pilot runs until")
        assert told["better"][1] == "Docker is not running. Start it."
        dedicated = report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, presence=BLIND)
        session.last_report = dedicated
        assert cli.main(["doctor", "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["better"] == [BLIND.why_blind]
    finally:
        session.close()


def test_without_a_running_program_it_looks_by_itself(
    desk: Desktop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["doctor", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    sources = {one["name"]: one for one in told["sources"]}
    assert not told["running"]
    assert sources["X11 idle alarm"]["works"]
    assert sources["X11 idle alarm"]["age_s"] is not None
    assert "cannot be reached" in sources["logind"]["says"]
    assert sources["remote logins"]["works"]
    assert sources["remote logins"]["says"].endswith(", last heard of just now")


def test_a_wiggle_shows_which_source_saw_it(
    desk: Desktop, capsys: pytest.CaptureFixture[str]
) -> None:
    hands: list[threading.Timer] = []

    def say(text: str) -> None:
        if text.startswith("Now"):
            hands.append(threading.Timer(0.3, desk.move_mouse, (50, 100)))
            hands[0].start()

    assert doctor.wiggle(True, say=say) == 0
    hands[0].join()
    told = json.loads(capsys.readouterr().out)
    found = {one["name"]: (one["saw"], one["detail"]) for one in told["sources"]}
    assert found["X11 idle alarm"][0] and found["X11 idle alarm"][1].startswith("after 0.")
    assert found["pynput"][0]
    assert not found["terminals"][0]


def test_whoever_never_keeps_still_is_seen_all_the_time(
    desk: Desktop, capsys: pytest.CaptureFixture[str]
) -> None:
    over = threading.Event()

    def move() -> None:
        while not over.wait(0.2):
            desk.move_mouse(10 + int(time.monotonic() * 50) % 300, 100)

    hand = threading.Thread(target=move)
    hand.start()
    try:
        assert cli.main(["doctor", "--wiggle"]) == 0
    finally:
        over.set()
        hand.join()
    said = capsys.readouterr()
    assert "saw you  X11 idle alarm: all the time" in said.out
    assert "Now move the mouse" in said.err


def test_a_wiggle_that_nobody_sees_says_so(
    desk: Desktop, capsys: pytest.CaptureFixture[str]
) -> None:
    assert doctor.wiggle(False, seconds=0.5) == 1
    assert "-        X11 idle alarm: saw nothing" in capsys.readouterr().out


def test_a_wiggle_outlives_a_source_that_cannot_be_opened_and_ends_when_there_is_none(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    no_display(monkeypatch)

    def refuse(calm_s: float, wake: Callable[[], None]) -> InputSource:
        raise SourceMissing("There is no X11 display.")

    began = time.monotonic()
    assert doctor.wiggle(False, 5.0, (("X11", refuse),)) == 1
    assert time.monotonic() - began < 1
    assert "X11: There is no X11 display." in capsys.readouterr().out


def test_a_running_program_tells_its_governor_its_engine_and_what_it_cost(
    capsys: pytest.CaptureFixture[str],
) -> None:
    session = Session(lambda: None)
    try:
        session.last_report = report(
            Mood.CONTRIBUTING, Reason.CONTRIBUTING, sources=EYES,
            governor="by freezing, through the engine", governor_good=GOOD[EngineGovernor],
            governor_better=INSTALL, engine=SourceStatus("Docker", True, "it answers", 7.0),
            delay=Delay(0.4, 5.0),
        )  # fmt: skip
        assert cli.main(["doctor", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["delay"] == "It cost you 0.4 s today."
        assert told["governor"] == "by freezing, through the engine"
        assert told["governor_good"] == "a tenth of a second or more until all are held"
        assert told["governor_better"].endswith("sudo make install-system")
        # The engine of these settings is nowhere: what the doctor finds now counts.
        assert not told["engine"]["works"]
        assert 7.0 <= told["engine"]["age_s"] < 12.0
        assert cli.main(["doctor"]) == 0
        said = capsys.readouterr().out
        assert "Held back: by freezing, through the engine (a tenth of a second" in said
        assert "Engine: Docker is not running." in said
        assert "last heard of" in " ".join(said.split())
        assert "sudo make install-system" in " ".join(said.split())
        assert max(len(line) for line in said.splitlines()) <= checkup.WIDTH
        assert cli.main(["status"]) == 0
        assert capsys.readouterr().out.splitlines()[1] == "It cost you 0.4 s today."
    finally:
        session.close()


def test_without_a_running_program_it_tells_what_would_hold_pilots(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    no_display(monkeypatch)
    settings_file = default_path()
    settings_file.parent.mkdir(parents=True)
    settings_file.write_text('[engine]\nhold_by = "pause"\nurl = "unix:///nowhere"\n')
    cli.main(["doctor", "--json"])  # whether terminals are enough is the machine's to say
    told = json.loads(capsys.readouterr().out)
    assert told["governor"] == "by freezing, through the engine"
    assert told["governor_good"] and 'hold_by = "auto"' in told["governor_better"]
    assert told["engine"] == {
        "name": "Docker", "age_s": None, "works": False, "detail": told["engine"]["detail"]
    }  # fmt: skip
    settings_file.write_text("[engine\n")
    cli.main(["doctor"])
    said = capsys.readouterr().out
    assert max(len(line) for line in said.splitlines()) <= checkup.WIDTH


@pytest.mark.parametrize("columns", [[*EYES], [*EYES] * 9])
def test_every_line_fits_eighty_columns(columns: list[SourceStatus]) -> None:
    talkative = SourceStatus("terminals", False, "A desktop runs on this machine. " * 12)
    odd = SourceStatus("odd\n\x1b[2J", True, "in use", 3.0)
    seen = Presence("none", None, "Nothing works here, and this is why. " * 9)
    told = checkup.of_probe(seen, (*columns, talkative, odd))
    lines = checkup.lines({**told, **checkup.of_governor("by magic " * 20, "quick " * 20, INSTALL)})
    assert max(len(line) for line in lines) <= checkup.WIDTH
    assert all(line.isprintable() for line in lines)


def test_lines_tolerate_an_answer_of_another_version() -> None:
    assert checkup.lines({}) == ["", "Held back:", ""]
    odd = checkup.of_probe(Presence("none", None, "Dark."), ())
    assert any("Dark." in line for line in checkup.lines(odd))
