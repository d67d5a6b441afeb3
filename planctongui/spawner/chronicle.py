"""Turns what each step reports into spans and events, and hands them on to be written down.

For: the record of verdicts, presence, load and events (`core.record`), and the last minutes' cores.
On the spawner's thread, after a step's orders were given; a step that holds pilots hands nothing
on. Not for: writing (`books`, `ledger.annals`), replaying (`core.replay`).

Presence is what steps can see: the instant of the last input. While pilots run, the first input
makes a step, so its instant is exact; while they are held, inputs that are MERGE_S or less apart
are one touch. No key, no place and no program is ever part of it.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from planctongui.core.actions import Hold
from planctongui.core.record import (
    BLIND,
    KEPT_S,
    LOCKED,
    PROGRAM,
    Batch,
    Happening,
    Load,
    Pulse,
    Span,
    Touch,
)
from planctongui.core.report import Delay, Report
from planctongui.spawner import happenings
from planctongui.spawner.pulses import Pulses

GAP_S = 90.0
"""Steps that are further apart: the program stood still, and nothing is known of the time."""

ASLEEP_S = 30.0
"""The calendar went on for so much longer than the program: the machine slept."""

MERGE_S = 10.0
"""While pilots are held, inputs no further apart than this count as one touch."""

WRITE_S = 60.0
"""At rest the record is written down this often: a crash loses no more."""
WRITE_SOON_S = 10.0
"""The same when something changed."""

TOUCH_S = 0.1
"""A single input counts for so long."""

LOAD_S = 10.0
"""The load is kept in pieces of this length, or longer ones of the same height."""

LONGEST_S = 6 * 3600.0
"""A part is begun anew after so long, so that all that reach into a day are quickly found."""

FORGET_S = 3600.0
"""How often what is older than the record goes is forgotten."""


class Chronicle:
    """`write` takes a Batch and returns at once. `pulses` may be asked by any thread."""

    def __init__(self, write: Callable[[Batch], None]) -> None:
        self._write = write
        self._last: Report | None = None
        self._now = -math.inf
        self._wall = -math.inf
        """When the last step began: then it looked for input."""
        self._last_input = -math.inf
        """Unix time, as of the last step."""
        self._span: Span | None = None
        self._touch: Touch | None = None
        self._load: Load | None = None
        self._done = Batch()
        """What is complete and not handed on yet."""
        self._changed = True
        self._wrote_at = self._forgot_at = -math.inf
        self._pulses = Pulses(GAP_S)

    def note(self, report: Report, now: float, wall: float, pilots_s: float) -> None:
        """A step was taken. It began at `now`, monotonic seconds, and `wall`, Unix time;
        `pilots_s` = CPU seconds of all pilots.
        """
        self._pulses.note(report, now, pilots_s)
        last = self._last
        passed_s = now - self._now
        slept = last is not None and report.at - last.at - passed_s > ASLEEP_S
        if last is None:
            self._happen(report.at, f"{PROGRAM}.began")
        elif slept or passed_s > GAP_S or report.at < last.at:
            if slept:
                self._happen(report.at, f"{PROGRAM}.slept", last.at)
            self._end_all()
            last = None
        self._note_span(report, last)
        self._note_touch(report, last, wall, passed_s)
        self._note_load(report, last)
        self._happened(happenings.between(self._last, report))
        self._last, self._now, self._wall = report, now, wall
        if not any(isinstance(action, Hold) for action in report.actions):
            self._hand_on(report, now)

    def close(self, wall: float) -> None:
        """The program ends at Unix time `wall`: hand on all that is left."""
        if self._last is not None:
            self._happen(max(wall, self._last.at), f"{PROGRAM}.ended")
            self._write(self._batch())

    def pulses(self) -> tuple[Pulse, ...]:
        """The last minutes, oldest first."""
        return self._pulses.told()

    # The parts ------------------------------------------------------------------------------------

    def _note_span(self, report: Report, last: Report | None) -> None:
        """Extend the span that is open, or end it where this step's verdict begins another."""
        new = Span(
            report.at, report.at, report.verdict.mood, report.verdict.reason, _beside(report)
        )
        span = self._span
        if span is None or last is None:
            self._span, self._changed = new, True
            return
        span = replace(
            span,
            end=report.at,
            core_s=span.core_s + _cores(last) * (report.at - last.at),
            delay_s=span.delay_s + _delay(last.delay, report.delay),
        )
        alike = (span.mood, span.reason, span.beside) == (new.mood, new.reason, new.beside)
        if alike and span.end - span.begin < LONGEST_S:
            self._span = span
            return
        self._done = replace(self._done, spans=(*self._done.spans, span))
        self._span, self._changed = new, True

    def _note_touch(
        self, report: Report, last: Report | None, wall: float, passed_s: float
    ) -> None:
        age_s = report.presence.age_s
        if age_s is None:
            return
        new, old = wall - max(0.0, age_s), self._last_input
        if last is None:
            self._last_input = new
            if age_s <= GAP_S:
                self._begin_touch(new, new)
        elif age_s < passed_s:  # else it is the one that was there at the step before
            self._last_input = new
            self._go_on_touching(last, new, self._wall - old)

    def _go_on_touching(self, last: Report, new: float, still_s: float) -> None:
        """Input at `new`; at the step before, somebody had been still for `still_s`."""
        if self._touch is None or still_s >= last.limits.calm_s:
            # Somebody who was away: the source told of their first input at once.
            self._begin_touch(max(new, self._wall), new)
        elif still_s > MERGE_S:
            self._begin_touch(self._wall, new)
        elif new - self._touch.begin > LONGEST_S:
            self._begin_touch(self._touch.end, new)
        else:
            self._touch = replace(self._touch, end=max(new, self._touch.end))

    def _begin_touch(self, begin: float, end: float) -> None:
        if self._touch is not None:
            self._done = replace(self._done, touches=(*self._done.touches, self._touch))
        self._touch, self._changed = Touch(begin, max(begin + TOUCH_S, end)), True

    def _note_load(self, report: Report, last: Report | None) -> None:
        """Round up to half cores, and keep the most of each piece."""
        if report.owner_cores is None:
            self._end_load(report.at if last else None)
            return
        cores = math.ceil(report.owner_cores * 2) / 2
        load = self._load
        if load is None:
            self._load = Load(report.at, report.at, cores)
            return
        grown = replace(load, end=report.at)
        if cores == load.cores:
            self._load = grown if grown.end - grown.begin < LONGEST_S else None
        elif grown.end - grown.begin < LOAD_S:
            self._load = replace(grown, cores=max(cores, load.cores))
            return
        else:
            self._load = None
        if self._load is None:
            self._done = replace(self._done, loads=(*self._done.loads, grown))
            self._load = Load(report.at, report.at, cores)

    def _end_load(self, at: float | None) -> None:
        if self._load is not None:
            load = self._load if at is None else replace(self._load, end=at)
            self._done = replace(self._done, loads=(*self._done.loads, load))
            self._load = None

    def _end_all(self) -> None:
        """What is open ended with the last step: nothing is known of what came after it."""
        done = self._open(self._done)
        self._done, self._span, self._touch, self._load = done, None, None, None
        self._changed = True

    def _open(self, batch: Batch) -> Batch:
        """This batch, and what is open as it is by now."""
        return replace(
            batch,
            spans=batch.spans + ((self._span,) if self._span else ()),
            touches=batch.touches + ((self._touch,) if self._touch else ()),
            loads=batch.loads + ((self._load,) if self._load else ()),
        )

    # Events ---------------------------------------------------------------------------------------

    def _happen(self, at: float, kind: str, *values: str | float) -> None:
        self._happened((Happening(at, kind, values),))

    def _happened(self, happenings: tuple[Happening, ...]) -> None:
        if happenings:
            self._done = replace(self._done, happenings=(*self._done.happenings, *happenings))
            self._changed = True

    # Handing on -----------------------------------------------------------------------------------

    def _hand_on(self, report: Report, now: float) -> None:
        if now - self._wrote_at < (WRITE_SOON_S if self._changed else WRITE_S):
            return
        batch = self._batch()
        if now - self._forgot_at >= FORGET_S:
            self._forgot_at = now
            batch = replace(batch, forget_before=report.at - KEPT_S)
        self._wrote_at, self._changed = now, False
        self._write(batch)

    def _batch(self) -> Batch:
        batch, self._done = self._open(self._done), Batch()
        return batch


def _beside(report: Report) -> tuple[str, ...]:
    """What a span tells besides its reason."""
    told = [condition.reason.value for condition in report.conditions]
    told += [BLIND] if report.presence.age_s is None else []
    return tuple(dict.fromkeys(told + ([LOCKED] if report.locked else [])))


def _cores(report: Report) -> float:
    """Cores of the pilots that were not held."""
    return report.running * report.limits.pilot_cores


def _delay(before: Delay | None, after: Delay | None) -> float:
    """How much the meter went up; it begins anew at midnight."""
    if before is None or after is None or before.today_s is None or after.today_s is None:
        return 0.0
    return max(0.0, after.today_s - before.today_s)
