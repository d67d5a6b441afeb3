"""The owner's words."""

from __future__ import annotations

import json
import math

import pytest

from planctongui.core.actions import Hold, Spawn
from planctongui.core.observation import Presence
from planctongui.core.report import Report
from planctongui.core.verdict import Mood, Reason, Verdict
from planctongui.events import Event, FinishOrdered, PauseOrdered, QuitOrdered, ResumeOrdered
from planctongui.orders import event_for, plain


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("pause", PauseOrdered(math.inf)),
        ("pause 15", PauseOrdered(1000.0 + 900)),
        ("pause 0.5", PauseOrdered(1030.0)),
        ("pause inf", PauseOrdered(math.inf)),
        ("pause 1e12", PauseOrdered(math.inf)),
        ("resume", ResumeOrdered()),
        ("finish", FinishOrdered(True)),
        ("quit", QuitOrdered()),
    ],
)
def test_words_become_events(words: str, event: Event) -> None:
    assert event_for(words.split(), now=1000.0) == event


@pytest.mark.parametrize("minutes", ["0", "-1", "nan", "-inf", "soon", "1e", "--help"])
def test_a_pause_of_no_length_is_refused(minutes: str) -> None:
    with pytest.raises(ValueError, match="minutes above 0"):
        event_for(["pause", minutes])


@pytest.mark.parametrize("words", ["", "stop", "pause 1 2", "resume now", "PAUSE"])
def test_unknown_words_are_refused_with_what_there_is(words: str) -> None:
    with pytest.raises(ValueError, match="There are: pause"):
        event_for(words.split())


def test_a_report_can_be_said_in_json() -> None:
    report = Report(
        at=1.0, verdict=Verdict(Mood.PAUSED, Reason.OWNER_PAUSED, math.inf),
        presence=Presence("none", None, "blind"), owner_cores=math.nan, running=1, held=0,
        starting=0, max_cores=2, machine_cores=4,
        actions=(Spawn("local"), Hold("p1", Reason.LIMIT)),
    )  # fmt: skip
    said = json.loads(json.dumps(plain(report), allow_nan=False))
    assert said["verdict"] == {
        "kind": "Verdict", "mood": "paused", "reason": "owner_paused", "until": "never",
        "cores": None,
    }  # fmt: skip
    assert said["actions"][1] == {"kind": "Hold", "pilot": "p1", "reason": "limit"}
    assert (said["owner_cores"], said["wake_in_s"]) == ("never", None)
