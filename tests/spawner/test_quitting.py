"""The program ends when all is done for its pilots, and at last whatever happens."""

from __future__ import annotations

import pytest

from planctongui.core.orders import AtQuit
from planctongui.core.pilot import Phase
from planctongui.core.verdict import Reason
from planctongui.events import QuitOrdered
from tests.fakes.house import House


def test_a_quit_that_ends_pilots_is_done_when_all_are_booked_and_gone(house: House) -> None:
    pilots = house.full()
    house.engine.burn(pilots[0], 4.0)
    house.until(lambda: house.spawner.done, QuitOrdered(AtQuit.END))
    assert house.engine.pilots == {}
    assert {(row[0], row[1]) for row in house.booked()[1]} == {(p, "lost") for p in pilots}
    assert house.booked()[0] == pytest.approx(4.0)


def test_a_quit_that_holds_pilots_is_done_when_all_are_held(house: House) -> None:
    pilots = house.full()
    house.engine.burn(pilots[0], 4.0)
    house.until(lambda: house.spawner.done, QuitOrdered(AtQuit.HOLD))
    assert set(house.phases().values()) == {Phase.HELD}
    house.close()
    assert house.booked()[0] == pytest.approx(4.0)
    house.restart()
    house.full()


def test_a_quit_that_leaves_pilots_is_done_at_once(house: House) -> None:
    house.full()
    house.step(QuitOrdered(AtQuit.LEAVE))
    assert house.spawner.done
    assert set(house.phases().values()) == {Phase.RUNNING}


def test_a_quit_as_the_settings_say(house: House) -> None:
    house.settings_path.write_text('[pilots]\nat_quit = "leave"\n')
    house.full()
    house.step(QuitOrdered())
    assert house.spawner.done
    assert len(house.engine.running()) == 4


def test_a_pilot_that_ignores_the_polite_end_is_killed_after_the_grace(house: House) -> None:
    pilots = house.full()
    house.engine.pilots[pilots[2]].stubborn = True
    house.step(QuitOrdered(AtQuit.END))
    assert 10.0 <= house.live(lambda: house.spawner.done, 20.0) <= 11.0
    assert house.engine.pilots == {}


@pytest.mark.parametrize("at_quit", AtQuit)
def test_a_quit_ends_within_seconds_when_the_engine_is_down(house: House, at_quit: AtQuit) -> None:
    house.full()
    for call in ("look", "pause", "end", "kill", "remains", "remove"):
        house.engine.fail(call, house.engine.away())
    house.engine.disconnect()
    house.step(QuitOrdered(at_quit))
    assert house.live(lambda: house.spawner.done, 60.0) <= 8.0


def test_a_quit_waits_for_an_engine_that_hiccups(house: House) -> None:
    house.full()
    house.engine.fail("end", house.engine.away())
    house.until(lambda: house.last.verdict.reason is Reason.QUITTING and house.last.troubles != (),
                QuitOrdered(AtQuit.END))  # fmt: skip
    assert not house.spawner.done
    house.engine.mend()
    house.live(lambda: house.spawner.done, 30.0)
    assert house.engine.pilots == {}


def test_a_quit_ends_though_pilots_can_be_neither_ended_nor_killed(house: House) -> None:
    house.full()
    house.engine.fail("end")
    house.engine.fail("kill")
    house.step(QuitOrdered(AtQuit.END))
    assert house.live(lambda: house.spawner.done, 60.0) <= 26.0


def test_a_quit_ends_though_a_start_hangs(house: House) -> None:
    start = house.engine.slow("spawn")
    house.engine.connect()
    house.until(lambda: house.last.starting == 2)
    house.step(QuitOrdered(AtQuit.END))
    assert house.live(lambda: house.spawner.done, 60.0) <= 26.0
    start.set()


def test_a_quit_without_an_engine_is_done_at_once(house: House) -> None:
    house.engine.disconnect()
    house.step(QuitOrdered())
    assert house.spawner.done


def test_a_quit_before_the_first_look_ends_the_pilots_of_an_earlier_run(house: House) -> None:
    house.full()
    house.restart()
    house.engine.connect()
    house.step(QuitOrdered())
    house.live(lambda: house.spawner.done, 30.0)
    assert house.engine.running() == []
