"""The report for others names neither the computer nor its users, unless the owner wants it."""

from __future__ import annotations

import getpass
import socket
from pathlib import Path

from planctongui import diagnosis, language, tongue
from planctongui.core.observation import Condition, SourceStatus
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason
from planctongui.engine.about import About
from planctongui.engine.protocol import EngineTrouble
from tests.views.reports import report

ENGINE = SourceStatus("Docker", True, "it answers", 3.0)
ABOUT = About("Docker", "20.10.24", "cgroupfs", "1", "")


def told(named: bool, ask=lambda: ABOUT):  # type: ignore[no-untyped-def]
    """The diagnosis of a machine that says a lot."""
    who = f"{getpass.getuser()} from 10.0.0.5"
    seen = report(
        Mood.HELD, Reason.REMOTE_USER,
        conditions=(Condition(Reason.REMOTE_USER, "anna from far.away.example"),),
        sources=(
            SourceStatus("X11 idle alarm", True, "in use", 3.0),
            SourceStatus("logins", True, f"{who}, anna from far.away.example, fe80::1:2:3:4"),
        ),
        troubles=(Trouble("The ledger is damaged", f"{Path.home()}/x on {socket.gethostname()}"),),
        engine=ENGINE,
    )  # fmt: skip
    return diagnosis.of(seen, seen.at, ask, named)


def test_who_and_where_is_left_out_of_the_report() -> None:
    text = told(False).report
    names = [socket.gethostname(), "anna", "far.away", "10.0.0.5", "fe80::1"]
    names += [getpass.getuser()] if getpass.getuser() != "root" else []
    names += [str(Path.home())]
    assert not [name for name in names if name in text], text
    assert "20.10.24" in text and "X11 idle alarm" in text


def test_the_owner_may_leave_them_in() -> None:
    text = told(True).report
    assert "10.0.0.5" in text and "anna" in text


def test_the_table_has_the_engine_the_governor_each_source_and_each_trouble() -> None:
    findings = told(False).findings
    assert [(one.name, one.works) for one in findings] == [
        ("Docker", True),
        ("Held back", None),
        ("X11 idle alarm", True),
        ("logins", True),
        ("The ledger is damaged", False),
    ]
    assert findings[0].says.startswith("Docker 20.10.24, control groups v1 by cgroupfs")


def test_the_table_is_in_the_owners_language() -> None:
    try:
        language.speak({"LANG": "it_IT.UTF-8"})
        findings = told(False).findings
    finally:
        tongue.use(None)
    assert findings[0].says.startswith("Docker 20.10.24, control group v1")
    assert [one.name for one in findings[1:3]] == ["Frenati", "allarme di inattività di X11"]


def test_an_engine_that_does_not_answer_is_told_with_its_cure() -> None:
    def silent() -> About:
        raise EngineTrouble("Docker is not running", "Start it.")

    first = told(False, silent).findings[0]
    assert not first.works
    assert first.says == "Docker is not running. Start it, last heard of 3 s ago"
