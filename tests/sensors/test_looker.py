"""What is looked at when, on the real thread."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from planctongui.core.observation import Condition
from planctongui.core.verdict import Reason
from planctongui.sensors.looker import Look, Looker
from tests.desk import wait_until

LIMIT_S = 30.0
EVERY_S = 0.001


class Thing:
    """Something to look at, that knows whether there is news of it."""

    def __init__(self) -> None:
        self.looks = 0
        self.asked = 0
        self.has_news = False
        self.hot = False
        self.threads: set[str] = set()

    def see(self) -> tuple[Condition | None, str]:
        self.looks += 1
        self.threads.add(threading.current_thread().name)
        return Condition(Reason.HOT) if self.hot else None, "seen"

    def news(self) -> bool:
        self.asked += 1
        return self.has_news


@pytest.fixture
def thing() -> Thing:
    return Thing()


@pytest.fixture
def looker(thing: Thing) -> Iterator[Looker]:
    made = Looker((Look("thing", EVERY_S, thing.see, thing.news),), lambda: None)
    yield made
    made.close()


def test_without_news_it_is_not_looked_at_and_its_answer_stays_fresh(
    thing: Thing, looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planctongui.sensors.looker.ANYWAY_S", 1000.0)
    (look,) = looker.looks
    first = look.seen_at

    def asked() -> bool:
        looker.poke()
        return thing.asked >= 5

    wait_until(asked, LIMIT_S, "it to be asked for news", poll_s=2 * EVERY_S)
    assert thing.looks == 1
    assert look.seen_at > first


def test_with_news_it_is_looked_at_on_the_thread_of_looks(thing: Thing, looker: Looker) -> None:
    thing.has_news, thing.hot = True, True

    def held() -> bool:
        looker.poke()
        return looker.looks[0].condition == Condition(Reason.HOT)

    wait_until(held, LIMIT_S, "what was seen")
    assert "looks" in thing.threads


def test_after_some_time_it_is_looked_at_without_news(
    thing: Thing, looker: Looker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("planctongui.sensors.looker.ANYWAY_S", 0.0)

    def looked() -> bool:
        looker.poke()
        return thing.looks >= 2

    wait_until(looked, LIMIT_S, "another look", poll_s=2 * EVERY_S)
    assert thing.asked == 0


def test_what_is_to_be_seen_anew_needs_no_news(thing: Thing, looker: Looker) -> None:
    looker.poke(anew=True)
    wait_until(lambda: thing.looks == 2, LIMIT_S, "another look")
    assert thing.asked == 0
