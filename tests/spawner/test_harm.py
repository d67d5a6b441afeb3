"""What it cost the owner, as stories: measured, told, kept over restarts, and acted upon."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui.core.limits import Rung
from planctongui.core.observation import Condition
from planctongui.core.report import Delay
from planctongui.core.verdict import Reason
from planctongui.events import QuitOrdered
from planctongui.ledger.ledger import Ledger
from planctongui.words import details
from tests.fakes.house import House

SHARE = '[limits]\nrung = "share"\n'
GENEROUS = '[limits]\nrung = "generous"\ndelay_budget_s = 1\n'


def settle(house: House, text: str) -> None:
    """Save the settings file."""
    house.settings_path.write_text(text)
    house.step()


def delay(house: House) -> Delay:
    assert house.last.delay is not None
    return house.last.delay


def beside_the_owner(house: House, seconds: float, waited_s: float, used_s: float = 10.0) -> None:
    """The owner stays for so long; programs wait, pilots use the CPU."""
    house.desk.touch()
    house.step()
    assert house.waiting.total_s is not None
    house.waiting.total_s += waited_s
    for pilot in house.engine.running():
        house.engine.burn(pilot, used_s)
    house.clock.turn(seconds)
    house.desk.touch()
    house.step()


def test_on_quiet_it_costs_the_time_from_the_input_until_all_are_held(house: House) -> None:
    house.full()
    assert delay(house) == Delay(0.0, 60.0)
    assert details.delay(house.last) == "It cost you nothing today."
    house.clock.turn(2.0)
    house.desk.touch()
    house.clock.turn(0.02)
    house.step()
    house.clock.turn(0.1)
    house.until(lambda: house.last.held == 4)
    assert delay(house).today_s == pytest.approx(0.12)
    assert details.delay(house.last) == "It cost you 0.1 s today."
    house.clock.turn(5.0)
    house.desk.touch()
    house.step()
    assert delay(house).today_s == pytest.approx(0.12), "held pilots cost nothing"


def test_a_hold_for_somebody_else_counts_from_the_order_on(house: House) -> None:
    house.full()
    house.clock.turn(2.0)
    house.desk.holding = (Condition(Reason.REMOTE_USER),)
    house.step()
    house.clock.turn(0.2)
    house.until(lambda: house.last.held == 4)
    assert delay(house).today_s == pytest.approx(0.2)


def test_a_pause_by_the_owner_is_no_harm(house: House) -> None:
    house.full()
    house.desk.holding = (Condition(Reason.BATTERY),)
    house.step()
    house.clock.turn(0.2)
    house.until(lambda: house.last.held == 4)
    assert delay(house).today_s == 0


def test_a_hold_that_keeps_failing_is_a_reaction_once(house: House) -> None:
    house.full()
    house.engine.fail("pause")
    house.desk.touch()
    for _ in range(8):
        house.step()
        house.clock.turn(0.6)
        calls = house.engine.calls["pause"]
        house.desk.touch()
        house.until(lambda calls=calls: house.engine.calls["pause"] >= min(calls + 1, 4))
    assert delay(house).today_s is not None
    # One second of reaction; then they go on beside the owner, and nobody waited.
    assert delay(house).today_s == pytest.approx(1.0)


def test_what_programs_wait_beside_pilots_counts_up_to_what_these_use(house: House) -> None:
    settle(house, SHARE)
    house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 2)
    before = delay(house).today_s
    assert before is not None
    beside_the_owner(house, 2.0, waited_s=0.5)
    assert delay(house).today_s == pytest.approx(before + 0.5)
    beside_the_owner(house, 2.0, waited_s=1.5, used_s=0.1)
    assert delay(house).today_s == pytest.approx(before + 0.5 + 0.2)


def test_the_pilots_own_waiting_is_taken_off(house: House, tmp_path: Path) -> None:
    settle(house, SHARE)
    house.waiting.sees_pilots = True
    own = tmp_path / "cgroup" / "planctongui.slice" / "cpu.pressure"
    own.write_text("some avg10=0.00 avg60=0.00 avg300=0.00 total=1000000\nfull total=0\n")
    house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 2)
    before = delay(house).today_s or 0.0
    house.step()
    own.write_text("some avg10=0.00 avg60=0.00 avg300=0.00 total=1300000\nfull total=0\n")
    house.waiting.total_s = 0.5
    for pilot in house.engine.running():
        house.engine.burn(pilot, 10.0)
    house.clock.turn(2.0)
    house.step()
    assert delay(house).today_s == pytest.approx(before + 0.2)


def test_nothing_is_read_at_rest_nor_while_nobody_is_here(house: House) -> None:
    house.step()
    for pilot in house.full() * 20:
        house.engine.burn(pilot, 1.0)
        house.clock.turn(1.0)
        house.step()
    assert (house.waiting.reads, house.waiting.wanted) == (0, False)
    house.desk.touch()
    house.until(lambda: house.last.held == 4)
    for _ in range(5):
        house.clock.turn(2.0)
        house.desk.touch()
        house.step()
    assert (house.waiting.reads, house.waiting.wanted) == (0, False)
    settle(house, '[limits]\nrung = "dedicated"\n')
    house.until(lambda: house.last.running == 4)
    house.desk.touch()
    house.step()
    assert (house.waiting.reads, house.waiting.wanted) == (0, False)
    settle(house, SHARE)
    house.until(lambda: house.last.held == 2)
    house.step()
    assert house.waiting.reads > 0 and house.waiting.wanted


def test_what_cannot_be_measured_is_said_to_be_unknown(house: House) -> None:
    settle(house, SHARE)
    house.waiting.total_s = None
    house.full()
    house.desk.touch()
    house.until(lambda: house.last.held == 2)
    house.step()
    assert delay(house).today_s is not None
    house.clock.turn(2.0)
    house.desk.touch()
    house.step()
    assert delay(house).today_s is None
    assert "is not known" in details.delay(house.last)


def test_over_the_budget_less_goes_on_until_midnight_and_never_more(house: House) -> None:
    settle(house, GENEROUS)
    house.full()
    house.desk.touch()
    house.until(lambda: (house.last.running, house.last.held) == (3, 1))
    beside_the_owner(house, 2.0, waited_s=1.1)
    house.until(lambda: (house.last.running, house.last.held) == (2, 2))
    assert delay(house).rung is Rung.SHARE
    assert house.last.rung is Rung.GENEROUS, "what the owner chose is shown as chosen"
    assert details.delay(house.last).endswith(
        "That is more than the 1 s you allow: until midnight it keeps to share."
    )
    beside_the_owner(house, 2.0, waited_s=1.0)
    house.until(lambda: house.last.held == 4)
    beside_the_owner(house, 2.0, waited_s=0.0)
    assert (delay(house).rung, delay(house).calm_s) == (Rung.QUIET, None)
    house.later(10.0, lambda: house.last.running == 4)

    house.clock.turn(24 * 3600.0)
    house.desk.touch()
    house.until(lambda: house.last.running == 3)
    assert delay(house).rung is None


def test_on_quiet_the_calm_grows(house: House) -> None:
    settle(house, "[limits]\ndelay_budget_s = 0.1\n")
    house.full()
    house.clock.turn(2.0)
    house.desk.touch()
    house.step()
    house.clock.turn(0.15)
    house.until(lambda: house.last.held == 4)
    assert (delay(house).rung, delay(house).calm_s) == (None, 20.0)
    assert "until midnight it waits 20 s after your last input" in details.delay(house.last)
    house.clock.turn(15.0)
    house.until(lambda: house.last.held == 4)
    house.later(5.0, lambda: house.last.running == 4)


def test_the_next_run_goes_on_with_the_days_sum(house: House) -> None:
    settle(house, "[limits]\ndelay_budget_s = 0.1\n")
    house.full()
    house.desk.touch()
    house.step()
    house.clock.turn(0.15)
    house.until(lambda: house.last.held == 4)
    told = delay(house)
    assert told.calm_s == 20.0
    house.until(lambda: house.spawner.done, QuitOrdered())
    house.restart()
    house.until(lambda: delay(house) == told)
    house.close()
    ledger = Ledger(house.folder / "ledger.sqlite3")
    kept = ledger.recall("delay")
    ledger.close()
    assert kept is not None and kept.split()[1:] == [repr(told.today_s), "0.0", "1"]
