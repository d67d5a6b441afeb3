"""Every value has its words."""

from __future__ import annotations

import math
from dataclasses import replace
from datetime import datetime, timedelta, timezone

import pytest

from planctongui.core.actions import End, Hold, Kill, Reap, Release, Spawn
from planctongui.core.limits import Level, Rung, Slot
from planctongui.core.observation import Condition, Presence
from planctongui.core.report import Delay, Pulling, Report
from planctongui.core.standing import Standing
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood, Reason
from planctongui.words import details, formats, levels, moments, reasons, status
from tests.views.reports import AWAY, BLIND, HERE, report

BERLIN = timezone(timedelta(hours=1))
NOW = datetime(2025, 3, 5, 7, 0, tzinfo=BERLIN).timestamp()  # a Wednesday
AT_EIGHT = NOW + 3600


def told(reason: Reason, until: float | None = None, **fields: object) -> str:
    """The sentence for a Report made at NOW."""
    cores = fields.pop("cores", 2)
    said = report(Mood.HELD, reason, until, **{"at": NOW, **fields})
    if reason is Reason.SHARING:
        verdict = replace(said.verdict, cores=cores)
        said = replace(said, machine_cores=4, verdict=verdict)
    return status.status(said, NOW)


PAUSED_FOREVER = "Paused by you until you resume."
TABLE: dict[Reason, list[tuple[dict[str, object], str]]] = {
    Reason.CONTRIBUTING: [
        ({"running": 3}, "Contributing with 3 pilots on up to 3 of 8 cores."),
        ({"running": 1}, "Contributing with 1 pilot on up to 3 of 8 cores."),
        ({}, "Contributing on up to 3 of 8 cores."),
    ],
    Reason.SHARING: [
        ({"running": 2}, "Contributing: you are here, so only 2 of 4 cores go on."),
        ({"running": 1, "cores": 1}, "Contributing: you are here, so only 1 of 4 cores goes on."),
        (
            {"running": 2, "presence": BLIND},
            "Cannot see whether you are here: Wayland does not tell this program about input. "
            "So only 2 of 4 cores go on.",
        ),
    ],
    Reason.STARTING: [({}, "Starting pilots.")],
    Reason.OWNER_INPUT: [
        (
            {"until": NOW + 7, "presence": HERE},
            "Paused: you are using the computer. Resumes 10 s after your last input.",
        ),
        ({}, "Paused: you are using the computer. Resumes soon after your last input."),
    ],
    Reason.OWNER_CPU: [
        (
            {"until": NOW + 10},
            "Held: your programs need the CPU. Resumes in 10 s if they stay calm.",
        ),
        ({"until": NOW - 5}, "Held: your programs need the CPU. Resumes in 0 s if they stay calm."),
        ({}, "Held: your programs need the CPU. Resumes soon if they stay calm."),
    ],
    Reason.BLIND: [
        (
            {"presence": BLIND},
            "Cannot see whether you are here: Wayland does not tell this program about input. "
            "Nothing runs until that works.",
        ),
        (
            {"presence": Presence("none", None)},
            "Cannot see whether you are here: no source of your input works here. "
            "Nothing runs until that works.",
        ),
    ],
    Reason.REMOTE_USER: [
        (
            {"conditions": (Condition(Reason.REMOTE_USER, "anna from 10.0.0.5"),)},
            "Held: somebody is logged in from elsewhere (anna from 10.0.0.5). "
            "Resumes soon after their last key.",
        ),
        ({}, "Held: somebody is logged in from elsewhere. Resumes soon after their last key."),
    ],
    Reason.ASLEEP: [({}, "Held: the computer is going to sleep. Resumes after it.")],
    Reason.INHIBITED: [
        (
            {"conditions": (Condition(Reason.INHIBITED, "VLC: film"),)},
            "Held for a film, a call or a presentation (VLC: film). Resumes when it ends.",
        ),
        ({}, "Held for a film, a call or a presentation. Resumes when it ends."),
    ],
    Reason.EXCLUSIVE_APP: [
        (
            {"conditions": (Condition(Reason.EXCLUSIVE_APP, "{zoom}"),)},
            "Held: {zoom} runs, and you want nothing beside it. Resumes when it ends.",
        ),
        ({}, "Held for a program beside which you want nothing. Resumes when it ends."),
    ],
    Reason.BATTERY: [
        (
            {"conditions": (Condition(Reason.BATTERY, "42 %"),)},
            "Held: the computer runs on battery (42 %). Resumes on mains.",
        ),
        ({}, "Held: the computer runs on battery. Resumes on mains."),
    ],
    Reason.METERED: [({}, "Held: the network is metered. Resumes on another one.")],
    Reason.HOT: [
        (
            {"conditions": (Condition(Reason.HOT, "91 degrees"),)},
            "Held: the computer is hot (91 degrees). Resumes when it has cooled.",
        ),
        ({}, "Held: the computer is hot. Resumes when it has cooled."),
    ],
    Reason.PRESSURE: [
        (
            {"conditions": (Condition(Reason.PRESSURE, "30 % of the time"),)},
            "Held: your programs wait for memory (30 % of the time). Resumes when they do not.",
        ),
        ({}, "Held: your programs wait for memory. Resumes when they do not."),
    ],
    Reason.CPU_PRESSURE: [
        (
            {"conditions": (Condition(Reason.CPU_PRESSURE, "90 % of the time"),)},
            "Held: programs wait for the CPU (90 % of the time). Resumes within a minute after.",
        ),
        ({}, "Held: programs wait for the CPU. Resumes within a minute after."),
    ],
    Reason.LITTLE_DISK: [
        (
            {"conditions": (Condition(Reason.LITTLE_DISK, "90 MiB free"),)},
            "Held: the disk is nearly full (90 MiB free). Resumes when there is room.",
        ),
        ({}, "Held: the disk is nearly full. Resumes when there is room."),
    ],
    Reason.OWNER_PAUSED: [
        ({"until": AT_EIGHT}, "Paused by you until 08:00."),
        ({"until": AT_EIGHT + 86400}, "Paused by you until tomorrow 08:00."),
        ({"until": math.inf}, PAUSED_FOREVER),
        ({}, PAUSED_FOREVER),
    ],
    Reason.SCHEDULED_OFF: [
        ({"until": AT_EIGHT}, "Paused by your schedule until 08:00."),
        ({"until": math.inf}, "Paused by your schedule."),
    ],
    Reason.HELD_TOO_LONG: [({}, "Ending pilots that were held for too long.")],
    Reason.FINISHING: [
        ({"running": 1}, "Finishing: the job of the last pilot may end, no new ones start."),
        (
            {"running": 1, "held": 1},
            "Finishing: the jobs of 2 pilots may end, no new ones start.",
        ),
        ({}, "Finishing: the current jobs may end, no new ones start."),
    ],
    Reason.FINISHED: [({}, "Finished: all jobs are done, no new ones start.")],
    Reason.NO_CORES: [({}, "Paused: you allow no cores. Choose at least one to contribute.")],
    Reason.LITTLE_MEMORY: [({}, "Waiting: too little memory is free for another pilot.")],
    Reason.PREPARING: [
        ({}, "Preparing the pilot image. Pilots start once it is there."),
        (
            {"pulls": (Pulling("cms", 12.3, 40.0),)},
            "Pulling the pilot image for cms: 12 of 40 MB. Pilots start once it is there.",
        ),
        (
            {"pulls": (Pulling("cms"),)},
            "Pulling the pilot image for cms. Pilots start once it is there.",
        ),
    ],
    Reason.NO_HEAD_NODE: [({}, "Waiting: no head node is on. Add one, or mend its file.")],
    Reason.NO_WORK: [
        ({"until": NOW + 20}, "Waiting: there is no work just now. Asks again within a minute."),
        ({"until": AT_EIGHT}, "Waiting: there is no work just now. Asks again at 08:00."),
        ({}, "Waiting: there is no work just now."),
    ],
    Reason.FAILING: [
        ({"until": AT_EIGHT}, "The last pilots failed. Tries again at 08:00."),
        ({"until": math.inf}, "The last pilots failed."),
    ],
    Reason.NOT_ALLOWED: [
        (
            {"head_nodes": (Standing("local", 1.0), Standing("a", 1.0, refused="site.org/a:1"))},
            "Waiting: you have not allowed the image site.org/a:1. If you trust it, allow it on "
            "the page Head nodes.",
        ),
        (
            {},
            "Waiting: you have not allowed the image of any head node. If you trust it, allow it "
            "on the page Head nodes.",
        ),
    ],
    Reason.ENGINE: [
        (
            {"troubles": (Trouble("Docker is not running.", "Start it."),)},
            "Docker is not running. Goes on by itself once that is solved.",
        ),
        ({}, "Pilots cannot be started. Goes on by itself once that is solved."),
    ],
    Reason.SETTINGS: [({}, "Your settings cannot be read. Nothing runs until they can.")],
    Reason.INSIDE: [
        (
            {"troubles": (Trouble("An error inside planctongui", "It tries again."),)},
            "An error inside planctongui. Nothing runs until that is over.",
        ),
        ({}, "Something went wrong inside planctongui. Nothing runs until that is over."),
    ],
    Reason.TTL: [({}, "Ending pilots that have run their full time.")],
    Reason.MEMORY_PRESSURE: [({}, "Ending pilots: your programs need the memory.")],
    Reason.IDLE: [({}, "Ending pilots that have no job.")],
    Reason.LIMIT: [({}, "Held: the cores you allow (3) are needed by your own programs.")],
    Reason.CANNOT_HOLD: [({}, "Ending pilots that cannot be held.")],
    Reason.GRACE_OVER: [({}, "Ending pilots that did not end when asked.")],
    Reason.STOPPED: [({}, "Ending the pilot you stopped.")],
    Reason.REMOVING: [
        ({}, "Removing everything: pilots end, then images and caches go."),
    ],
    Reason.QUITTING: [({}, "Quitting.")],
}


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    for fields, sentence in TABLE[reason]:
        assert told(reason, **fields) == sentence  # type: ignore[arg-type]


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_can_stand_behind_an_action(reason: Reason) -> None:
    assert reasons.action_line(Hold("p1", reason)) == f"hold p1: {reasons.WHY[reason]}"


@pytest.mark.parametrize("mood", Mood)
def test_every_mood_has_words(mood: Mood) -> None:
    assert status.MOODS[mood]


def test_the_sentence_stands_still_while_the_owner_types() -> None:
    first = told(Reason.OWNER_INPUT, NOW + 9.8, presence=Presence("X", age_s=0.2))
    second = told(Reason.OWNER_INPUT, NOW + 3.1, presence=Presence("X", age_s=6.9))
    assert first == second


@pytest.mark.parametrize(
    ("cpu_seconds", "shown"),
    [
        (0.0, "0.00 h"),
        (36.0, "0.01 h"),
        (2520.0, "0.70 h"),
        (9.999 * 3600, "10.0 h"),
        (44_300.0, "12.3 h"),
        (999.6 * 3600, "1\N{NO-BREAK SPACE}000 h"),
        (1_234_567 * 3600.0, "1\N{NO-BREAK SPACE}234\N{NO-BREAK SPACE}567 h"),
    ],
)
def test_cpu_hours_are_shown_with_three_digits(cpu_seconds: float, shown: str) -> None:
    assert formats.hours(cpu_seconds) == shown


@pytest.mark.parametrize(
    ("days", "shown"),
    [
        (-1, "2025-03-04 07:00"),
        (0, "07:00"),
        (1, "tomorrow 07:00"),
        (2, "Fri 07:00"),
        (6, "Tue 07:00"),
        (7, "2025-03-12 07:00"),
    ],
)
def test_a_point_in_time_names_its_day_when_it_is_not_today(days: int, shown: str) -> None:
    assert moments.clock(NOW + days * 86400, NOW) == shown


def test_cores_are_counted_in_good_english() -> None:
    assert details.cores(3, 8) == "3 of 8 cores"
    assert details.cores(1, 1) == "1 of 1 core"


def test_pilots_are_listed_by_what_they_do() -> None:
    quiet = report(Mood.WAITING, Reason.NO_WORK)
    assert details.pilots(quiet) == "none"
    busy = replace(quiet, running=3, held=1, starting=2)
    assert details.pilots(busy) == "3 running, 1 held, 2 starting"


def seen(age_s: float | None, later_s: float = 0.0) -> str:
    """The presence line, some seconds after the Report was made."""
    presence = replace(AWAY, age_s=age_s) if age_s is not None else BLIND
    made: Report = report(Mood.HELD, Reason.OWNER_INPUT, presence=presence, at=NOW)
    return details.presence(made, NOW + later_s)


def test_the_presence_line_tells_age_and_source() -> None:
    assert seen(0.5) == "last input just now (X11 idle alarm)"
    assert seen(3.0) == "last input 3 s ago (X11 idle alarm)"
    assert seen(3.0, later_s=4.0) == "last input 7 s ago (X11 idle alarm)"
    assert seen(3.0, later_s=-60.0) == "last input 3 s ago (X11 idle alarm)"
    assert seen(300.0) == "last input 5 min ago (X11 idle alarm)"
    assert seen(7200.0) == "last input 2 h ago (X11 idle alarm)"


def test_a_blind_source_says_why() -> None:
    assert seen(None) == "not visible: Wayland does not tell this program about input."


def test_every_action_is_one_line() -> None:
    assert reasons.action_line(Spawn("local demo")) == "start a pilot for local demo"
    assert reasons.action_line(Release("p1")) == "release p1"
    assert reasons.action_line(End("p1", Reason.TTL)) == "end p1: it has run its full time"
    assert (
        reasons.action_line(Kill("p1", Reason.GRACE_OVER)) == "kill p1: it did not end when asked"
    )
    assert reasons.action_line(Reap("p1")) == "reap p1"


def test_what_the_schedule_says_is_told_as_long_as_it_says_something() -> None:
    def says(*slot: object) -> str:
        shown = report(Mood.HELD, Reason.OWNER_INPUT, at=NOW, slot=Slot(*slot))  # type: ignore[arg-type]
        return details.schedule(shown, NOW)

    assert says() == ""
    assert says(None, AT_EIGHT) == ""
    assert says(Level.SHARE, AT_EIGHT) == (
        "Your schedule says share until 08:00, whatever is chosen here."
    )
    assert says(Level.OFF) == "Your schedule says off, whatever is chosen here."


def test_every_rung_has_a_name_with_its_word_and_a_sentence() -> None:
    assert set(levels.RUNGS) == set(Rung)
    for rung, (name, sentence) in levels.RUNGS.items():
        assert name.lower().startswith(f"{rung.value}: ")
        assert sentence.endswith(".")


def test_what_it_cost_is_told_with_what_follows_from_it() -> None:
    def told(cost: Delay | None) -> str:
        return details.delay(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, delay=cost))

    assert told(None) == "What it cost you today is not known yet."
    assert told(Delay(0.0, 5.0)) == "It cost you nothing today."
    assert told(Delay(0.01, 5.0)) == "It cost you less than 0.1 s today."
    assert told(Delay(0.43, 5.0)) == "It cost you 0.4 s today."
    assert told(Delay(73.2, 0.0)) == "It cost you 73 s today."
    assert told(Delay(None, 5.0)).startswith("What it cost you today is not known: nothing here")
    assert told(Delay(11.2, 2.5, Rung.QUIET, 20.0)) == (
        "It cost you 11 s today. That is more than the 2.5 s you allow: until midnight it keeps to "
        "quiet and it waits 20 s after your last input."
    )
