"""An owner comes and goes and pauses; what was told at each moment is what is on record."""

from __future__ import annotations

import sqlite3
import time
from bisect import bisect_right
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any

from planctongui.core.limits import Limits, Rung
from planctongui.core.record import KINDS, AskLog, Load, Log, Record, Span, Wish
from planctongui.core.replay import replay
from planctongui.core.verdict import Reason
from planctongui.ledger import annals
from planctongui.views.day_strip import DAY_S, columns
from planctongui.words import telling
from planctongui.words.status import STATUS
from tests.app.application import Application
from tests.app.conftest import Start
from tests.app.test_the_owner_never_notices import CORES, FILL
from tests.desk.desktop import Desktop
from tests.desk.process import wait_until

WAIT_S = 90.0
STAY_S = 4.0
"""So long each part of the day lasts at least."""

SAID = {
    Reason.OWNER_INPUT: "Paused: you are using the computer.",
    Reason.OWNER_PAUSED: "Paused by you",
    Reason.CONTRIBUTING: "Contributing",
}
"""How the sentence of a reason begins."""


@dataclass
class Day:
    """The day as its owner lives and reads it."""

    app: Application
    desktop: Desktop
    told: list[dict[str, Any]] = field(default_factory=list)
    """Each answer that was read, in order."""
    moves: list[float] = field(default_factory=list)
    """Unix times at which the mouse was moved."""

    def read(self) -> dict[str, Any]:
        """Read what it says now."""
        answer = self.app.asked()
        assert answer is not None
        if not self.told or answer["report"]["at"] != self.told[-1]["report"]["at"]:
            self.told.append(answer)
        report: dict[str, Any] = answer["report"]
        return report

    def live(self, wanted: Callable[[dict[str, Any]], object], what: str, moving: bool) -> None:
        """Until it is as wanted, and for a while longer; with a hand on the mouse or without."""

        def look() -> object:
            if moving:
                self.moves.append(time.time())
                self.desktop.move_mouse(300 + int(time.monotonic() * 50) % 200, 300)
            return wanted(self.read())

        wait_until(look, WAIT_S, what, poll_s=0.1)
        until = time.monotonic() + STAY_S
        wait_until(lambda: look() and time.monotonic() > until, WAIT_S, f"it stays: {what}",
                   poll_s=0.1)  # fmt: skip


def live_it(day: Day) -> None:
    """Away, here, away, paused, away, here again, away."""

    def gives(report: dict[str, Any]) -> object:
        return report["running"] > 0 and report["verdict"]["reason"] == "contributing"

    def holds(report: dict[str, Any]) -> object:
        return report["held"] > 0 and report["verdict"]["reason"] == "owner_input"

    day.live(gives, "pilots run", moving=False)
    day.live(holds, "they are held", moving=True)
    day.live(gives, "they go on", moving=False)
    day.app.order("pause")
    day.live(lambda r: r["verdict"]["reason"] == "owner_paused", "it is paused", moving=False)
    day.app.order("resume")
    day.live(gives, "they go on after the pause", moving=False)
    day.live(holds, "they are held again", moving=True)
    day.live(gives, "they go on again", moving=False)


def read_ledger(app: Application, began: float) -> tuple[Record, Log, float, int]:
    """The record, the log, the CPU seconds and the number of ended pilots that are kept."""
    with closing(sqlite3.connect(app.ledger_file)) as base:
        record = annals.record(base, began - 60, time.time() + 60)
        log = annals.log(base, AskLog(time.time() + 60, KINDS, 10_000))
        (cpu_s,) = base.execute("SELECT TOTAL(cpu_s) FROM given").fetchone()
        (ended,) = base.execute("SELECT COUNT(*) FROM pilot").fetchone()
    return record, log, cpu_s, ended


def test_sentence_strip_hours_and_log_agree_with_the_record(
    launch: Start, desktop: Desktop
) -> None:
    began = time.time()
    app = launch(FILL, "--hidden")
    day = Day(app, desktop)
    live_it(day)
    app.quit()
    record, log, cpu_s, ended = read_ledger(app, began)

    spans = record.spans
    check_sentences(day, spans)
    check_strip(day, spans)
    check_hours(day, spans, cpu_s)
    check_presence(day, record)
    check_log(log, spans, ended)
    check_replay(record)


def check_replay(record: Record) -> None:
    """Under other limits the same day would have been another one."""
    # Whatever else this machine does is no matter of the owner's hand.
    still = replace(record, loads=(Load(record.spans[0].begin, record.spans[-1].end, 0.0),))
    as_it_was = replay(still, Wish(Limits(CORES, calm_s=2.0, pilot_cores=0.5)), CORES)
    assert as_it_was.holds >= 2, "both times that the owner came"
    stricter = replay(still, Wish(Limits(CORES, calm_s=600.0, pilot_cores=0.5)), CORES)
    assert stricter.core_s < as_it_was.core_s
    beside = replay(still, Wish(Limits(CORES, Rung.SHARE, calm_s=2.0, pilot_cores=0.5)), CORES)
    assert beside.beside_s > 0 and beside.core_s > as_it_was.core_s


def check_sentences(day: Day, spans: tuple[Span, ...]) -> None:
    """At each moment that was read, the record has the verdict that was told."""
    begins = [span.begin for span in spans]
    assert len(day.told) >= len(SAID), "it was read all the time"
    for answer in day.told:
        report = answer["report"]
        span = spans[bisect_right(begins, report["at"]) - 1]
        reason = Reason(report["verdict"]["reason"])
        assert (span.reason, span.mood.value) == (reason, report["verdict"]["mood"]), answer
        assert span.begin <= report["at"] <= span.end + 0.001
        assert reason in STATUS and answer["sentence"].startswith(SAID.get(reason, ""))
    for before, after in pairwise(spans):
        assert before.end == after.begin, "one run has no gap"


def check_strip(day: Day, spans: tuple[Span, ...]) -> None:
    """Whatever was told has its colour in the strip's column of that moment."""
    until, width = spans[-1].end, 86_400
    shares = columns(spans, until, width)
    for answer in day.told:
        at = answer["report"]["at"]
        group = telling.group_of(Reason(answer["report"]["verdict"]["reason"]))
        x = (at - until + DAY_S) / DAY_S * width
        near = shares[max(0, int(x) - 1) : int(x) + 2]  # at its very edge it is the neighbour's
        assert any(group in share for share in near), answer


def check_hours(day: Day, spans: tuple[Span, ...], cpu_s: float) -> None:
    """Pilots used no more than the cores they had, and what was told is in the ledger."""
    had_s = sum(span.core_s for span in spans)
    assert 0 < cpu_s <= had_s * 1.25 + 10.0, (cpu_s, had_s)
    told = [answer["report"]["sums"]["total_s"] for answer in day.told]
    assert told == sorted(told) and told[-1] <= cpu_s + 0.001


def check_presence(day: Day, record: Record) -> None:
    """Every move of the mouse is in a touch, and between the two times there is none."""
    for at in day.moves:
        # A busy machine may take its time to see the first one.
        assert any(t.begin - 5.0 <= at <= t.end + 5.0 for t in record.touches), (at, record.touches)
    gaps = sorted(pairwise(day.moves), key=lambda pair: pair[0] - pair[1])
    left, back = gaps[0]
    assert back - left > STAY_S
    inside = [t for t in record.touches if t.begin > left + 5.0 and t.end < back - 1.0]
    assert inside == []


def check_log(log: Log, spans: tuple[Span, ...], ended: int) -> None:
    """Each turn of the day is a line, at the moment at which it was; and each ended pilot."""
    lines = {(line.at, line.kind) for line in log.happenings}
    for before, after in pairwise(spans):
        if before.reason is not after.reason:
            assert (after.begin, f"verdicts.{after.reason.value}") in lines
    kinds = [line.kind for line in log.happenings]
    for kind in ("program.began", "orders.paused", "orders.resumed", "orders.quit"):
        assert kind in kinds, kinds
    assert kinds.count("pilots.ended") == ended
    assert all(telling.happening(line) for line in log.happenings)
    assert [line.at for line in log.happenings] == sorted(
        (x.at for x in log.happenings), reverse=True
    )
