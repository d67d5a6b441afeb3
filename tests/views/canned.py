"""Canned answers to what pages ask, for tests and screenshots of the views."""

from __future__ import annotations

import math

from planctongui.core.preview import Preview
from planctongui.core.record import (
    AskAutostart,
    AskDiagnosis,
    AskLog,
    AskPreview,
    AskPrograms,
    AskPulses,
    AskSpans,
    Autostart,
    Diagnosis,
    Finding,
    Happening,
    Log,
    Pulse,
)
from planctongui.core.replay import Effect
from tests.core.days import DAY_S, made_up

PREVIEW = Preview(
    known_s=7 * DAY_S,
    now=Effect(88_000.0, 512, 0.0),
    changed=Effect(113_040.0, 212, 4000.0),
    delay_now_s=0.9,
    delay_s=0.4,
    never=None,
)


def answer(question: object, now: float) -> object:
    """What a program that has run for a week might say at Unix time `now`."""
    match question:
        case AskSpans():
            return made_up(5, DAY_S, now - DAY_S).spans
        case AskPulses():
            return tuple(_pulse(now - 600 + 2 * n, n) for n in range(301))
        case AskPreview():
            return PREVIEW
        case AskPrograms():
            return ("bash", "blender", "firefox-esr", "steam", "thunderbird")
        case AskAutostart(wanted):
            return Autostart(bool(wanted))
        case AskDiagnosis(named):
            return diagnosis(named)
        case AskLog():
            return Log(tuple(happenings(now)), more=True)
    raise ValueError(question)


def _pulse(at: float, n: int) -> Pulse:
    busy = 100 < n < 140
    return Pulse(at, 0.5 + 0.4 * math.sin(n / 9) + 2 * busy, 0.0 if busy else 5.6)


def diagnosis(named: bool) -> Diagnosis:
    """As the doctor would find it."""
    computer = "machine7" if named else "[computer]"
    return Diagnosis(
        (
            Finding("Docker", True, "Docker 20.10.24, control groups v1 by cgroupfs, it answers"),
            Finding("Held back", None, "by its control groups, at once"),
            Finding("X11 idle alarm", True, "in use, last seen 3 s ago"),
            Finding("Mutter idle monitor", False, "GNOME Shell is not on the session bus."),
            Finding("logind", False, "The system bus is not there: nobody tells of sleep or lock."),
        ),
        f"planctongui 0.1.0 on {computer}\nContributing with 3 pilots.\n",
    )


def happenings(now: float) -> list[Happening]:
    """A log of the last hour, newest first."""
    lines = [
        Happening(now - 20, "verdicts.contributing", ("contributing", now)),
        Happening(now - 40, "verdicts.owner_input", ("held", now - 20)),
        Happening(now - 50, "pilots.ended", ("a1b2", "local", "useful", "", 310.0)),
        Happening(now - 60, "pilots.ended", ("a1b3", "local", "lost", "memory_pressure", 61.0)),
        Happening(now - 90, "troubles.went", ("Docker is not running",)),
        Happening(
            now - 400,
            "troubles.came",
            ("Docker is not running", "Start it with: sudo systemctl start docker."),
        ),
        Happening(now - 500, "orders.limit", ("calm_s", 30.0)),
        Happening(now - 600, "orders.resumed"),
        Happening(now - 900, "orders.paused", (now + 900,)),
        Happening(now - 3600, "program.began"),
    ]
    return lines * 8
