"""What went on, as it is kept and asked for: verdicts, presence and load as spans, and events.

For: values that recorder, ledger, replay and pages share. Pure. Not for: recording
(`spawner.chronicle`), keeping (`ledger.annals`), or words for the owner (`words.telling`).
All times are Unix time in seconds. Where nothing was recorded there is no span: a gap is no zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import TypeVar

from planctongui.core.limits import Limits
from planctongui.core.verdict import Mood, Reason
from planctongui.core.wishes import Minding

BLIND = "blind"
"""Stands in `Span.beside` while nothing told whether the owner was there."""
LOCKED = "locked"
"""The same while the owner had locked the screen."""

KEPT_S = 35 * 86400.0
"""Verdicts, presence and load are kept for five weeks: no more than a preview of limits needs."""


@dataclass(frozen=True, slots=True)
class Span:
    """One verdict, for as long as nothing about it changed."""

    begin: float
    end: float
    mood: Mood
    reason: Reason
    beside: tuple[str, ...] = ()
    """What else was so all the time: `Reason` values of conditions in force, BLIND, LOCKED."""
    core_s: float = 0.0
    """Core seconds that pilots had: cores of those that were not held, times seconds."""
    delay_s: float = 0.0
    """Seconds of delay that the owner's meter went up by."""


@dataclass(frozen=True, slots=True)
class Touch:
    """The owner's input: begin and end of a time without a pause that could be seen."""

    begin: float
    end: float


@dataclass(frozen=True, slots=True)
class Load:
    """The most cores that all but pilots used, rounded up to halves."""

    begin: float
    end: float
    cores: float


@dataclass(frozen=True, slots=True)
class Happening:
    """One event of the log. `kind` says what `values` are; see `spawner.chronicle`."""

    at: float
    kind: str
    values: tuple[str | float, ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """What is to be written down at once. A span that is there already (same begin) is replaced."""

    spans: tuple[Span, ...] = ()
    touches: tuple[Touch, ...] = ()
    loads: tuple[Load, ...] = ()
    happenings: tuple[Happening, ...] = ()
    forget_before: float | None = None
    """What ended earlier is forgotten; None = nothing is."""


@dataclass(frozen=True, slots=True)
class Record:
    """Some time of the owner's own history; each part in order and without overlap."""

    spans: tuple[Span, ...] = ()
    touches: tuple[Touch, ...] = ()
    loads: tuple[Load, ...] = ()


@dataclass(frozen=True, slots=True)
class Pulse:
    """Cores in use at one instant."""

    at: float
    owner: float | None
    """Used by all but pilots; None = not known."""
    pilots: float | None
    """Used by pilots; None = not known."""


# Questions of pages and what answers them -----------------------------------------------------


@dataclass(frozen=True, slots=True)
class AskSpans:
    """The verdicts between two instants; answered by a tuple of Span."""

    since: float
    until: float


@dataclass(frozen=True, slots=True)
class AskPulses:
    """The last minutes' cores; answered by a tuple of Pulse."""


@dataclass(frozen=True, slots=True)
class AskLog:
    """The newest lines before an instant; answered by a Log."""

    before: float
    kinds: tuple[str, ...]
    """Of KINDS; what of other kinds happened is left out."""
    most: int = 300


@dataclass(frozen=True, slots=True)
class Log:
    """Lines, newest first."""

    happenings: tuple[Happening, ...]
    more: bool
    """True when there are older ones."""


VERDICTS, PILOTS, ORDERS, TROUBLES, PROGRAM = "verdicts", "pilots", "orders", "troubles", "program"
KINDS = (VERDICTS, PILOTS, ORDERS, TROUBLES, PROGRAM)
"""What a log can be filtered by."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What an owner allows, or might."""

    limits: Limits
    minding: Minding = field(default_factory=Minding)
    rules: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AskPreview:
    """What last week would have been like; answered by a `replay.Preview`."""

    now: Wish
    changed: Wish


@dataclass(frozen=True, slots=True)
class AskPrograms:
    """The owner's programs that run now; answered by a tuple of names."""


@dataclass(frozen=True, slots=True)
class AskAutostart:
    """Whether the program starts at login; answered by an Autostart."""

    wanted: bool | None = None
    """True or False: make it so first."""


@dataclass(frozen=True, slots=True)
class Autostart:
    """Whether the program starts when the owner logs in."""

    on: bool


@dataclass(frozen=True, slots=True)
class AskDiagnosis:
    """All that is seen and why not; answered by a Diagnosis."""

    named: bool = False
    """True: names of this computer, of users and addresses stay in it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a diagnosis."""

    name: str
    works: bool | None
    """None = it is no matter of working or not."""
    says: str


@dataclass(frozen=True, slots=True)
class Diagnosis:
    """What `planctongui doctor` tells, as lines to show and as a report to hand on."""

    findings: tuple[Finding, ...]
    report: str


Part = TypeVar("Part", Span, Touch, Load)


def in_order(parts: Iterable[Part], since: float, until: float) -> tuple[Part, ...]:
    """The parts within these instants, sorted and cut so that none overlaps the next.

    They do after a clock that was set back: then the later word counts.
    """
    kept: list[Part] = []
    for part in sorted(parts, key=lambda one: one.begin):
        begin, end = max(part.begin, since), min(part.end, until)
        if kept and kept[-1].end > begin:
            kept[-1] = replace(kept[-1], end=begin)
            if kept[-1].end <= kept[-1].begin:
                kept.pop()
        if end > begin:
            whole = begin == part.begin and end == part.end
            kept.append(part if whole else replace(part, begin=begin, end=end))
    return tuple(kept)
