"""The replay says what a look at every single second says, and never more than it can know."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from planctongui.core import preview as shown
from planctongui.core import replay as play
from planctongui.core.blocks import AS_IT_WAS
from planctongui.core.gate import LIKE_THE_OWNER, State, gate_for, note_load
from planctongui.core.limits import Level, Limits, Rung
from planctongui.core.observation import Condition, EngineState, Observation, Presence
from planctongui.core.preview import Costs, Never, costs_of, preview
from planctongui.core.record import BLIND, LOCKED, Load, Record, Span, Touch, Wish
from planctongui.core.replay import Effect, replay
from planctongui.core.schedule import parse, slot_at
from planctongui.core.verdict import Mood, Reason
from planctongui.core.wishes import Minding
from tests.core.days import DAY_S, MONDAY, busy_week, made_up

CORES = 4
HOUR = 3600


def utc(wall: float) -> datetime:
    """A calendar that is the same everywhere."""
    return datetime.fromtimestamp(wall, UTC)


def second_by_second(record: Record, wish: Wish) -> Effect:
    """The same question, asked anew for each second, from nothing but the record's lists."""
    limits, state = wish.limits, State()
    schedule = parse(wish.rules)
    core_s, holds, beside_s, going = 0.0, 0, 0.0, 0.0
    for span in record.spans:
        for at in range(int(span.begin), int(span.end)):
            touched = any(t.begin <= at < t.end for t in record.touches)
            past = [t.end for t in record.touches if t.end <= at]
            age_s = 0.0 if touched else min(at - max(past), 1e6) if past else 1e6
            load = next((one.cores for one in record.loads if one.begin <= at < one.end), None)
            minding = wish.minding
            dropped = {
                "locked": not minding.lock_is_away,
                "battery": minding.battery_above <= 0,
                "remote_user": minding.remote_idle_s <= 0,
            }
            beside = [word for word in span.beside if not dropped.get(word, False)]
            seen = Observation(
                now=float(at), wall=float(at),
                presence=Presence("record", None if BLIND in beside else age_s),
                owner_cores=load, free_memory_mb=None, machine_cores=CORES, engine=EngineState.UP,
                conditions=tuple(
                    Condition(Reason(word)) for word in beside if word not in (BLIND, LOCKED)
                ),
                locked=True if LOCKED in beside else None,
                slot=slot_at(schedule, at, utc),
            )  # fmt: skip
            state = note_load(seen, limits, state)
            gate = gate_for(seen, limits, state)
            cores = 0.0
            if span.reason not in AS_IT_WAS and gate.fits(limits.pilot_cores):
                cores = gate.cores // limits.pilot_cores * limits.pilot_cores
            reason = gate.verdict.reason if gate.verdict else None
            by_owner = reason in (None, *LIKE_THE_OWNER, Reason.OWNER_INPUT,
                                  Reason.OWNER_CPU, Reason.BLIND)  # fmt: skip
            holds += cores < going and span.reason not in AS_IT_WAS and by_owner
            going = cores
            core_s += max(0.0, min(cores, CORES - (load or 0.0)))
            beside_s += cores > 0 and gate.present is not None
    return Effect(core_s, holds, beside_s)


def wish(seed: int) -> Wish:
    """Some limits or other."""
    chance = random.Random(seed)
    limits = Limits(
        max_cores=chance.randint(1, CORES),
        rung=chance.choice(list(Rung)),
        calm_s=float(chance.choice((1, 5, 10, 60))),
        owner_cpu_percent=float(chance.choice((20, 60, 100))),
        pilot_cores=chance.choice((0.5, 1.0, 2.0)),
    )
    minding = Minding(
        lock_is_away=chance.random() < 0.5,
        battery_above=chance.choice((0.0, 50.0)),
        remote_idle_s=chance.choice((0.0, 60.0)),
    )
    rules = chance.choice(((), (), ("mon 01-02 off",), ("daily 00-01 generous", "mon share")))
    return Wish(limits, minding, rules)


@pytest.mark.parametrize("seed", range(16))
def test_it_agrees_with_a_look_at_every_second(seed: int) -> None:
    record = made_up(seed, HOUR, cores=CORES)
    given, brute = replay(record, wish(seed), CORES, utc), second_by_second(record, wish(seed))
    # A look once a second sees the end of a load a second early, and misses nothing longer.
    slack_s = len(record.loads)
    assert abs(given.core_s - brute.core_s) <= slack_s * CORES
    assert abs(given.beside_s - brute.beside_s) <= slack_s
    assert abs(given.holds - brute.holds) <= max(2, 0.1 * brute.holds)
    assert given.core_s <= CORES * HOUR


@pytest.mark.parametrize("seed", range(8))
def test_without_a_load_it_agrees_to_the_second(seed: int) -> None:
    record = made_up(seed, HOUR, cores=CORES)
    still = Load(MONDAY, MONDAY + HOUR, 0.0)
    record = replace(record, loads=(still,))
    given, brute = replay(record, wish(seed), CORES, utc), second_by_second(record, wish(seed))
    assert given.core_s == pytest.approx(brute.core_s)
    assert given.beside_s == pytest.approx(brute.beside_s)
    assert given.holds == brute.holds


def test_a_whole_week_is_cut_into_few_pieces() -> None:
    record = busy_week(1)
    pieces = sum(1 for _ in play._pieces(record, Wish(Limits(8)), 8, utc))
    parts = len(record.spans) + len(record.touches) + len(record.loads)
    assert pieces < 6 * parts < 7 * DAY_S / 5, "not second by second"


def quiet(seconds: int = HOUR, *touches: Touch, reason: Reason = Reason.CONTRIBUTING) -> Record:
    """An hour, or so, with these touches and hardly any load."""
    span = Span(MONDAY, MONDAY + seconds, Mood.CONTRIBUTING, reason)
    return Record((span,), touches, (Load(MONDAY, MONDAY + seconds, 0.0),))


def test_an_hour_alone_gives_an_hour_of_every_allowed_core() -> None:
    assert replay(quiet(), Wish(Limits(3)), CORES, utc) == Effect(3.0 * HOUR, 0, 0.0)


def test_a_touch_takes_itself_and_the_calm() -> None:
    record = quiet(HOUR, Touch(MONDAY + 100, MONDAY + 120))
    given = replay(record, Wish(Limits(1, calm_s=10)), CORES, utc)
    assert given.core_s == pytest.approx(HOUR - 30)
    assert given.holds == 1


def test_on_share_half_of_the_cores_go_on_beside_it() -> None:
    record = quiet(HOUR, Touch(MONDAY + 100, MONDAY + 120))
    given = replay(record, Wish(Limits(CORES, rung=Rung.SHARE, calm_s=10)), CORES, utc)
    assert given.core_s == pytest.approx(CORES * (HOUR - 30) + CORES / 2 * 30)
    assert given.beside_s == pytest.approx(30)
    assert given.holds == 1


def test_nothing_is_given_where_nothing_was_recorded_or_nothing_could_be_had() -> None:
    assert replay(Record(), Wish(Limits(4)), CORES, utc) == Effect()
    for reason in AS_IT_WAS:
        assert replay(quiet(reason=reason), Wish(Limits(4)), CORES, utc).core_s == 0
    unknown = replace(quiet(), loads=())
    assert replay(unknown, Wish(Limits(4)), CORES, utc).core_s == 0, "an unknown load is no zero"


def test_off_hours_give_nothing_and_neither_their_end_nor_their_beginning_is_a_hold() -> None:
    record = quiet(3 * HOUR)
    wanted = Wish(Limits(4), rules=("daily 01-02 off",))
    given = replay(record, wanted, CORES, utc)
    assert given == Effect(pytest.approx(4.0 * 2 * HOUR), 0, 0.0)  # type: ignore[arg-type]


def test_only_a_shorter_calm_gives_more_than_is_known() -> None:
    now = Wish(Limits(4, calm_s=10))
    for calm_s, at_least in ((9, True), (10, False), (11, False)):
        told = preview(quiet(HOUR), now, Wish(Limits(4, calm_s=calm_s)), CORES, None, utc)
        assert told.at_least is at_least


def test_touches_right_at_the_end_of_the_calm_end_somewhere() -> None:
    # Sums of odd parts of seconds: each must lead on.
    touches = tuple(
        Touch(MONDAY + n * 10.1 + 0.3, MONDAY + n * 10.1 + 0.3 + 1e-7) for n in range(300)
    )
    given = replay(quiet(HOUR, *touches), Wish(Limits(1, calm_s=10.0)), CORES, utc)
    assert 0 < given.core_s < HOUR


# Previews -------------------------------------------------------------------------------------


def test_a_preview_tells_both_and_how_much_is_known() -> None:
    record = made_up(3, 2 * HOUR)
    now, changed = Wish(Limits(4)), Wish(Limits(1))
    told = preview(record, now, changed, CORES, 8000, utc)
    assert told.now == replay(record, now, CORES, utc)
    assert told.changed == replay(record, changed, CORES, utc)
    assert told.known_s == sum(span.end - span.begin for span in record.spans)
    assert told.never is None
    same = preview(record, now, now, CORES, None, utc)
    assert same.changed is same.now


def costs(holds: int, sharing_s: float) -> Record:
    """Days in which each hold cost 0.01 s and each second beside somebody 0.002 s."""
    spans, at = [], MONDAY
    for _ in range(holds):
        spans.append(Span(at, at + 50, Mood.CONTRIBUTING, Reason.CONTRIBUTING, (), 100.0))
        spans.append(Span(at + 50, at + 60, Mood.HELD, Reason.OWNER_INPUT, (), 0.0, 0.01))
        at += 60
    sharing = Span(
        at, at + sharing_s, Mood.CONTRIBUTING, Reason.SHARING, (), 1.0, sharing_s * 0.002
    )
    return Record((*spans, sharing))


def test_what_a_hold_and_a_second_beside_the_owner_cost_comes_from_the_record() -> None:
    assert costs_of(costs(20, 1000.0)) == Costs(pytest.approx(0.01), pytest.approx(0.002))  # type: ignore[arg-type]
    assert costs_of(costs(2, 10.0)) == Costs(None, None), "too little to conclude from"
    assert costs_of(Record()) == Costs(None, None)


def test_a_delay_is_told_only_where_it_is_known() -> None:
    assert shown._delay(Effect(1.0, 10, 0.0), Costs(0.01, None)) == pytest.approx(0.1)
    assert shown._delay(Effect(1.0, 10, 100.0), Costs(0.01, 0.002)) == pytest.approx(0.3)
    assert shown._delay(Effect(1.0, 10, 100.0), Costs(0.01, None)) is None
    assert shown._delay(Effect(1.0, 0, 0.0), Costs(None, None)) == 0.0


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        (Wish(Limits(0)), Never.NO_CORES),
        (Wish(Limits(1, pilot_cores=2.0)), Never.WIDE_PILOTS),
        (Wish(Limits(4), rules=("daily off",)), Never.ALWAYS_OFF),
        (Wish(Limits(4, keep_memory_mb=8000)), Never.NO_MEMORY),
        (Wish(Limits(4, calm_s=2000)), Never.NO_PAUSE),
        (Wish(Limits(4, calm_s=2000, rung=Rung.SHARE)), None),
        (Wish(Limits(4, rung=Rung.SHARE, calm_s=2000), rules=("daily quiet",)), Never.NO_PAUSE),
        (Wish(Limits(4), rules=("daily 00-23 off", "daily 23-24 quiet")), Never.NOTHING),
        (Wish(Limits(4)), None),
        (Wish(Limits(4), rules=("sat,sun off",)), None),
    ],
)
def test_limits_that_never_give_anything_are_told(changed: Wish, why: Never | None) -> None:
    touches = [Touch(MONDAY + at, MONDAY + at + 60) for at in (0, HOUR // 2)]
    told = preview(quiet(HOUR, *touches), Wish(Limits(4)), changed, CORES, 8000, utc)
    assert told.never is why


def test_without_a_history_nothing_is_said_against_limits_but_what_is_always_so() -> None:
    told = preview(Record(), Wish(Limits(4)), Wish(Limits(4, calm_s=3600)), CORES, None, utc)
    assert told.never is None
    zero = preview(Record(), Wish(Limits(4)), Wish(Limits(0)), CORES, None, utc)
    assert zero.never is Never.NO_CORES
    assert shown._longest_pause(Record()) == float("inf")


def test_a_machine_of_one_core_is_quiet_on_every_rung() -> None:
    touches = [Touch(MONDAY + at, MONDAY + at + 60) for at in (0, HOUR // 2)]
    record = quiet(HOUR, *touches)
    changed = Wish(Limits(1, rung=Rung.SHARE, calm_s=3000))
    assert preview(record, Wish(Limits(1)), changed, 1, None, utc).never is Never.NO_PAUSE


def test_what_the_record_cannot_know_is_named() -> None:
    lax = Minding(lock_is_away=False, inhibitors=False, battery_above=0.0)
    strict = Minding(metered=True, exclusive=("blender",))
    told = preview(Record(), Wish(Limits(4), lax), Wish(Limits(4), strict), CORES, None, utc)
    assert told.unseen == ("locked", "inhibitors", "metered", "on_battery", "exclusive")
    back = preview(Record(), Wish(Limits(4), strict), Wish(Limits(4), lax), CORES, None, utc)
    assert back.unseen == ()
    greedy = Wish(Limits(4, keep_memory_mb=0), lax)
    assert preview(Record(), Wish(Limits(4), lax), greedy, CORES, None, utc).unseen == ("memory",)


def test_the_schedules_level_counts_as_its_rung() -> None:
    record = quiet(HOUR, Touch(MONDAY, MONDAY + HOUR))
    generous = replay(record, Wish(Limits(CORES), rules=("daily generous",)), CORES, utc)
    assert generous.core_s == pytest.approx((CORES - 1) * HOUR)
    assert Level.GENEROUS.value == Rung.GENEROUS.value
