"""What the ledger tells at the start of how head nodes stood before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from planctongui.core.standing import Finding, LastPilot, Trial
from planctongui.ledger import past
from planctongui.ledger.ledger import Ledger, PilotRow

ROW = PilotRow("p1", "local", "image:1", "17", 1000.0, 1030.0, 2.0, "useful", 0)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    opened = Ledger(tmp_path / "ledger.sqlite3")
    yield opened
    opened.close()


def test_the_last_pilot_is_the_last_one_that_ended_by_itself(ledger: Ledger) -> None:
    for number, (ended, outcome, reason) in enumerate(
        (
            (1030.0, "useful", ""),
            (1050.0, "empty", ""),
            (1040.0, "lost", ""),
            (1060.0, "lost", "ttl"),
        )
    ):
        ledger.finish(replace(ROW, id=f"p{number}", ended=ended, outcome=outcome, reason=reason))
    ledger.finish(replace(ROW, id="other", head_node="site", ended=2000.0))
    assert ledger.read(partial(past.last_pilot, head_node="local")) == LastPilot("empty", 1050.0)
    assert ledger.read(partial(past.last_pilot, head_node="nobody")) is None


def test_it_is_found_without_reading_all_pilots(ledger: Ledger) -> None:
    found = ledger.read(
        lambda base: base.execute(
            "EXPLAIN QUERY PLAN SELECT outcome, ended FROM pilot WHERE head_node = 'a' AND "
            "reason = '' ORDER BY ended DESC LIMIT 1"
        ).fetchall()
    )
    assert "USING INDEX pilot_by_head_node" in str(found) and "TEMP B-TREE" not in str(found)


def test_a_test_is_remembered_whole() -> None:
    finding = Finding(False, "The pool refused the token.", "Ask for a new one.")
    assert past.trial_of(past.trial_text(1000.5, finding)) == Trial(1000.5, finding)


@pytest.mark.parametrize("text", [None, "", "null", "[1, 2]", "{", "3", '["a", true, "b", "c"]'])
def test_what_makes_no_sense_is_no_test(text: str | None) -> None:
    assert past.trial_of(text) is None
