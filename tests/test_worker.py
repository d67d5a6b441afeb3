"""The loop in a thread of the tray application: which of its reports the window hears of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from planctongui.core.observation import Presence, SourceStatus
from planctongui.core.report import Report
from planctongui.core.verdict import Mood
from planctongui.session import Session
from planctongui.worker import RETELL_S, Worker
from tests.app.application import without_display
from tests.views.reports import of_mood


@pytest.fixture
def session(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Session]:
    for name, value in without_display(tmp_path).items():
        monkeypatch.setenv(name, value)
    made = Session(lambda: None)
    yield made
    made.close()


def test_that_all_answers_grew_older_is_no_news_for_a_while(session: Session) -> None:
    worker, heard = Worker(session), list[Report]()
    worker.reported.connect(heard.append)
    first = of_mood(Mood.CONTRIBUTING)
    for step in range(4):
        age_s = 2.0 * step
        worker._tell(
            replace(
                first,
                at=first.at + age_s,
                presence=replace(first.presence, age_s=300 + age_s),
                engine=SourceStatus("Docker", True, "it answers", age_s),
                sources=(SourceStatus("terminals", True, "in use", age_s, age_s),),
                wake_in_s=age_s,
            )
        )
    assert len(heard) == 1
    worker._tell(replace(first, at=first.at + RETELL_S))
    worker._tell(replace(first, at=first.at + RETELL_S, presence=Presence("none", None)))
    assert len(heard) == 3
