"""What the policy does and says, one sentence a test."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from planctongui.core.actions import End, Hold, Kill, Reap, Release, Spawn
from planctongui.core.observation import EngineState, HeadNodeStatus, Observation
from planctongui.core.orders import AtQuit, Orders
from planctongui.core.pilot import Pending, Phase
from planctongui.core.policy import (
    TICK_HELD_S,
    TICK_PAUSED_S,
    TICK_RUNNING_S,
    Decision,
    State,
    decide,
)
from planctongui.core.verdict import Mood, Reason, Verdict
from tests.core.scene import CALM, LIMITS, LOCAL, NOW, WALL, age, pilot, seen

HELD = Phase.HELD
SPAWN = Spawn("local")


def decided(what: Observation, **limits: object) -> Decision:
    return decide(what, replace(LIMITS, **limits), State())  # type: ignore[arg-type]


# Room for pilots ----------------------------------------------------------------------------------


def test_a_calm_machine_starts_two_pilots_at_once_and_no_more() -> None:
    assert decided(CALM).actions == (SPAWN, SPAWN)
    assert decided(replace(CALM, starting=1)).actions == (SPAWN,)
    assert decided(replace(CALM, starting=2)).actions == ()


def test_the_last_core_is_filled_and_none_beyond() -> None:
    three = seen(pilot("a"), pilot("b"), pilot("c"))
    assert decided(three).actions == (SPAWN,)
    assert decided(replace(three, starting=1)).actions == ()
    assert decided(seen(pilot("a"), pilot("b"), pilot("c"), pilot("d"))).actions == ()


def test_no_more_than_the_machine_has_whatever_the_limit_says() -> None:
    assert decided(seen(pilot("a"), machine_cores=1), max_cores=64).actions == ()


def test_pilots_of_a_tenth_of_a_core_fill_a_core_exactly() -> None:
    nine = tuple(pilot(name, cores=0.1) for name in "abcdefghi")
    assert decided(seen(*nine), max_cores=1, pilot_cores=0.1).actions == (SPAWN,)
    ten = (*nine, pilot("j", cores=0.1))
    assert decided(seen(*ten), max_cores=1, pilot_cores=0.1).actions == ()


def test_no_pilot_starts_that_would_leave_too_little_memory() -> None:
    assert decided(seen(free_memory_mb=1024 + 511)).actions == (SPAWN,)
    little = decided(seen(free_memory_mb=1024 + 255))
    assert (little.actions, little.verdict) == ((), Verdict(Mood.WAITING, Reason.LITTLE_MEMORY))
    assert decided(seen(free_memory_mb=1024 + 511, starting=1)).actions == ()
    assert decided(seen(free_memory_mb=None)).actions == ()


def test_the_head_node_with_the_fewest_pilots_comes_first() -> None:
    other = HeadNodeStatus("other", ready=True)
    both = seen(pilot("a"), head_nodes=(LOCAL, other))
    assert decided(both).actions == (Spawn("other"), SPAWN)


def test_a_head_node_without_image_or_in_its_pause_gets_no_pilot() -> None:
    unready = HeadNodeStatus("local", ready=False)
    preparing = decided(seen(head_nodes=(unready,)))
    assert (preparing.actions, preparing.verdict.reason) == ((), Reason.PREPARING)
    paused = HeadNodeStatus("local", ready=True, not_before=NOW + 5)
    no_work = decided(seen(head_nodes=(paused,)))
    assert no_work.verdict == Verdict(Mood.WAITING, Reason.NO_WORK, WALL + 5)
    assert (no_work.actions, no_work.wake_at) == ((), NOW + 5)
    failing = decided(seen(head_nodes=(replace(paused, failing=True), unready)))
    assert failing.verdict == Verdict(Mood.TROUBLE, Reason.FAILING, WALL + 5)


def test_an_image_that_is_not_allowed_is_told_unless_others_have_more_to_say() -> None:
    refused = HeadNodeStatus("site", ready=False, refused=True)
    alone = decided(seen(head_nodes=(refused,)))
    assert (alone.actions, alone.verdict) == ((), Verdict(Mood.TROUBLE, Reason.NOT_ALLOWED))
    preparing = decided(seen(head_nodes=(refused, HeadNodeStatus("local", ready=False))))
    assert preparing.verdict.reason is Reason.PREPARING
    assert decided(seen(head_nodes=(refused, LOCAL))).actions == (SPAWN, SPAWN)


def test_a_pause_that_is_over_is_no_pause() -> None:
    assert decided(seen(head_nodes=(replace(LOCAL, not_before=NOW),))).actions == (SPAWN, SPAWN)


def test_pilots_without_cores_are_no_plan() -> None:
    assert decided(CALM, pilot_cores=0.0).actions == ()


# The owner ----------------------------------------------------------------------------------------


def test_the_owner_comes_back_and_every_pilot_is_held_at_once() -> None:
    back = decided(seen(pilot("a"), pilot("b"), presence=age(0.0)))
    assert back.actions == (Hold("a", Reason.OWNER_INPUT), Hold("b", Reason.OWNER_INPUT))
    assert back.verdict == Verdict(Mood.HELD, Reason.OWNER_INPUT, WALL + 10)
    assert (back.wake_at, back.may_start) == (NOW + 10, False)


def test_the_owner_is_gone_long_enough_and_pilots_go_on_before_new_ones_start() -> None:
    gone = decided(seen(pilot("a", HELD), pilot("b", HELD), presence=age(10.0)))
    assert gone.actions == (Release("a"), Release("b"), SPAWN, SPAWN)
    almost = decided(seen(pilot("a", HELD), presence=age(9.9)))
    assert almost.actions == ()
    assert almost.wake_at == pytest.approx(NOW + 0.1)


def test_input_from_the_future_means_input_now() -> None:
    odd = decided(seen(presence=age(-500.0)))
    assert odd.verdict == Verdict(Mood.HELD, Reason.OWNER_INPUT, WALL + 10)


def test_an_owner_who_cannot_be_seen_counts_as_present() -> None:
    blind = decided(seen(pilot("a"), presence=age(None)))
    assert blind.actions == (Hold("a", Reason.BLIND),)
    assert blind.verdict == Verdict(Mood.TROUBLE, Reason.BLIND)


def test_settings_that_were_never_readable_allow_nothing() -> None:
    unknown = decided(replace(seen(pilot("a")), settings_known=False))
    assert unknown.actions == (Hold("a", Reason.SETTINGS),)
    assert unknown.verdict == Verdict(Mood.TROUBLE, Reason.SETTINGS)


def test_a_load_that_is_not_known_yet_starts_and_releases_nothing() -> None:
    unknown = decided(seen(pilot("a", HELD), pilot("b"), owner_cores=None))
    assert unknown.actions == (Hold("b", Reason.STARTING),)
    assert unknown.verdict.mood is Mood.WAITING
    assert not unknown.may_start


def test_a_busy_owner_holds_all_pilots_until_a_calm_after_the_burst() -> None:
    busy = decided(seen(pilot("a"), owner_cores=1.1))
    assert busy.actions == (Hold("a", Reason.OWNER_CPU),)
    assert busy.verdict == Verdict(Mood.HELD, Reason.OWNER_CPU, WALL + 10)
    assert busy.wake_at == NOW + TICK_RUNNING_S
    held = pilot("a", HELD)
    soon = decide(seen(held, now=NOW + 9.9, owner_cores=0.0), LIMITS, busy.state)
    assert soon.actions == ()
    assert soon.wake_at == NOW + 10
    later = decide(seen(held, now=NOW + 10, owner_cores=0.0), LIMITS, busy.state)
    assert later.actions[0] == Release("a")


def test_a_busy_owner_is_left_alone_even_with_no_calm_at_all() -> None:
    assert decided(seen(pilot("a"), owner_cores=4.0), calm_s=0.0).actions == (
        Hold("a", Reason.OWNER_CPU),
    )


def test_an_owner_who_does_not_mind_their_cpu_use_keeps_all_pilots() -> None:
    four = seen(*(pilot(name) for name in "abcd"), owner_cores=math.inf)
    assert decided(four, owner_cpu_percent=100).actions == ()


def test_an_owner_below_the_limit_still_gets_the_cores_they_use() -> None:
    four = seen(*(pilot(name) for name in "abcd"), owner_cores=0.9)
    assert decided(four).actions == (Hold("d", Reason.LIMIT),)
    assert decided(replace(four, owner_cores=0.5)).actions == ()


def test_a_clock_that_goes_back_holds_no_longer_than_one_calm() -> None:
    state = State(cpu_busy_at=NOW + 5000)
    after = decide(seen(pilot("a", HELD)), LIMITS, state)
    assert after.verdict == Verdict(Mood.HELD, Reason.OWNER_CPU, WALL + 10)
    assert decide(seen(now=NOW + 10), LIMITS, after.state).verdict.reason is Reason.STARTING


# The owner's orders -------------------------------------------------------------------------------


def test_a_pause_holds_all_pilots_until_its_end() -> None:
    paused = decided(seen(pilot("a"), orders=Orders(paused_until=WALL + 4)))
    assert paused.actions == (Hold("a", Reason.OWNER_PAUSED),)
    assert paused.verdict == Verdict(Mood.PAUSED, Reason.OWNER_PAUSED, WALL + 4)
    assert paused.wake_at == NOW + 4
    for_ever = decided(seen(orders=Orders(paused_until=math.inf)))
    assert (for_ever.verdict.until, for_ever.wake_at) == (math.inf, NOW + TICK_PAUSED_S)
    assert decided(seen(orders=Orders(paused_until=WALL))).actions == (SPAWN, SPAWN)


def test_finishing_lets_jobs_end_and_starts_no_more() -> None:
    orders = Orders(finishing=True)
    going = decided(seen(pilot("a"), pilot("b", HELD), orders=orders))
    assert going.actions == (Release("b"),)
    assert going.verdict == Verdict(Mood.CONTRIBUTING, Reason.FINISHING)
    assert not going.may_start
    assert decided(seen(orders=orders, starting=1)).verdict.reason is Reason.FINISHING
    over = decided(seen(orders=orders))
    assert over.verdict == Verdict(Mood.PAUSED, Reason.FINISHED, math.inf)
    assert over.wake_at == NOW + TICK_PAUSED_S


def test_the_slider_at_none_holds_all() -> None:
    none = decided(seen(pilot("a")), max_cores=0)
    assert none.actions == (Hold("a", Reason.NO_CORES),)
    assert none.verdict == Verdict(Mood.PAUSED, Reason.NO_CORES)


def test_the_slider_goes_down_and_the_youngest_pilots_are_held_not_ended() -> None:
    four = seen(*(pilot(name) for name in "dbca"))
    assert decided(four, max_cores=1).actions == tuple(Hold(n, Reason.LIMIT) for n in "bcd")


def test_a_pilot_too_big_for_the_limit_makes_room_for_smaller_ones() -> None:
    big = seen(pilot("a", HELD, cores=3.0), pilot("b", HELD), machine_cores=4)
    assert decided(big, max_cores=2).actions == (Release("b"), SPAWN)


def test_a_limit_below_one_pilot_says_so() -> None:
    tight = decided(seen(pilot("a", HELD, cores=2.0)), max_cores=1, pilot_cores=2.0)
    assert (tight.actions, tight.verdict) == ((), Verdict(Mood.HELD, Reason.LIMIT))


def test_quitting_ends_holds_or_leaves_the_pilots_as_ordered() -> None:
    pilots = (pilot("a"), pilot("b", HELD), pilot("c", idle=True))
    end, hold, leave = (
        decided(seen(*pilots, orders=Orders(leaving=way)))
        for way in (AtQuit.END, AtQuit.HOLD, AtQuit.LEAVE)
    )
    assert end.actions == tuple(End(n, Reason.QUITTING) for n in "abc")
    assert hold.actions == (Hold("a", Reason.QUITTING), End("c", Reason.IDLE))
    assert leave.actions == ()
    assert {d.verdict.reason for d in (end, hold, leave)} == {Reason.QUITTING}


def test_removing_everything_ends_all_pilots_and_starts_none() -> None:
    pilots = (pilot("a"), pilot("b", HELD), pilot("c", Phase.EXITED))
    removal = decided(seen(*pilots, orders=Orders(removing=True, paused_until=math.inf)))
    assert removal.actions == (
        End("a", Reason.REMOVING), End("b", Reason.REMOVING), Reap("c"),
    )  # fmt: skip
    assert removal.verdict == Verdict(Mood.PAUSED, Reason.REMOVING)
    assert not removal.may_start
    quitting = decided(seen(*pilots[:1], orders=Orders(removing=True, leaving=AtQuit.HOLD)))
    assert quitting.actions == (Hold("a", Reason.QUITTING),)


def test_a_pilot_that_the_owner_stops_ends_and_the_others_go_on() -> None:
    old = LIMITS.ttl_s + 1
    pilots = (pilot("a"), pilot("b", ran_s=old), pilot("c", ran_s=old), pilot("d"))
    stopped = decided(seen(*pilots, orders=Orders(stopping=frozenset("bx"))))
    assert stopped.actions == (End("b", Reason.STOPPED), End("c", Reason.TTL))


# Pilots that must go ------------------------------------------------------------------------------


def test_a_pilot_past_its_time_is_ended_and_killed_only_after_the_grace() -> None:
    old = pilot("a", ran_s=LIMITS.ttl_s + 1)
    assert decided(seen(old), max_cores=1).actions == (End("a", Reason.TTL),)
    ending = replace(old, pending=Pending.END, pending_since=NOW - 10)
    waiting = decided(seen(ending), max_cores=1)
    assert waiting.actions == ()
    assert waiting.wake_at == pytest.approx(NOW + 0.01)
    over = decided(seen(replace(ending, pending_since=NOW - 10.1)), max_cores=1)
    assert over.actions == (Kill("a", Reason.GRACE_OVER),)
    assert over.wake_at == NOW + TICK_HELD_S


def test_a_head_node_may_need_a_longer_grace_than_the_owner_gives_but_no_shorter_one() -> None:
    ending = pilot("a", pending=Pending.END, pending_since=NOW - 20)
    for needs_s, killed in ((0.0, True), (19.0, True), (30.0, False)):
        node = replace(LOCAL, grace_s=needs_s)
        decision = decided(seen(ending, head_nodes=(node,)), max_cores=1)
        assert decision.actions == ((Kill("a", Reason.GRACE_OVER),) if killed else ())
    others = (LOCAL, replace(LOCAL, name="other", grace_s=30.0))
    assert decided(seen(ending, head_nodes=others), max_cores=1).actions, "only of its own"


def test_a_kill_that_brought_nothing_is_given_again_after_another_grace() -> None:
    killed = pilot("a", pending=Pending.KILL, pending_since=NOW - 11)
    assert decided(seen(killed), max_cores=1).actions == (Kill("a", Reason.GRACE_OVER),)
    young = replace(killed, pending_since=NOW - 9)
    assert decided(seen(young), max_cores=1).actions == ()


def test_an_ending_pilot_keeps_its_cores_until_it_is_gone() -> None:
    ending = pilot("a", pending=Pending.END, pending_since=NOW)
    assert decided(seen(ending, pilot("b")), max_cores=2).actions == ()
    assert decided(seen(ending, pilot("b", HELD)), max_cores=1).actions == ()
    assert decided(seen(ending, pilot("b")), max_cores=1).actions == ()  # it was there before
    old = pilot("a", ran_s=LIMITS.ttl_s + 1)
    assert decided(seen(old, pilot("b", HELD)), max_cores=1).actions == (End("a", Reason.TTL),)


def test_a_start_under_way_keeps_its_cores_from_pilots_that_are_held() -> None:
    both = seen(pilot("a"), pilot("b", HELD), starting=1)
    assert decided(both, max_cores=2).actions == ()


def test_an_idle_pilot_is_ended_where_a_working_one_is_held() -> None:
    idle = pilot("a", idle=True)
    assert decided(seen(idle, presence=age(0.0))).actions == (End("a", Reason.IDLE),)
    under_way = replace(idle, phase=HELD, pending=Pending.RELEASE)
    assert decided(seen(under_way, presence=age(0.0))).actions == (Hold("a", Reason.OWNER_INPUT),)


def test_a_pilot_that_cannot_be_held_is_ended_so_that_the_owner_is_not_bothered() -> None:
    here = seen(pilot("a", unholdable=True), pilot("b"), presence=age(0))
    assert set(decided(here).actions) == {
        End("a", Reason.CANNOT_HOLD),
        Hold("b", Reason.OWNER_INPUT),
    }


def test_cores_are_taken_at_once_and_given_back_only_after_a_calm() -> None:
    pilots = tuple(pilot(name) for name in "abcd")
    state = State()
    for now, load, held in ((0, 0.9, 1), (4, 0.1, 1), (8, 0.6, 1), (17, 0.1, 1), (18.1, 0.1, 0)):
        what = replace(seen(*pilots, owner_cores=load), now=NOW + now)
        decision = decide(what, LIMITS, state)
        state = decision.state
        assert len([a for a in decision.actions if isinstance(a, Hold)]) == held, (now, load)


def test_too_little_memory_ends_the_youngest_pilot_one_at_a_time() -> None:
    short = seen(pilot("b"), pilot("a"), free_memory_mb=511)
    assert decided(short).actions == (End("b", Reason.MEMORY_PRESSURE),)
    ending = pilot("b", pending=Pending.END, pending_since=NOW)
    assert decided(seen(ending, pilot("a"), free_memory_mb=511)).actions == ()
    assert decided(seen(free_memory_mb=511)).actions == ()
    assert decided(seen(pilot("a"), free_memory_mb=512), max_cores=1).actions == ()


def test_what_is_left_of_an_ended_pilot_is_reaped_once() -> None:
    ended = seen(pilot("a", Phase.EXITED), pilot("b", Phase.CREATED), presence=age(0.0))
    assert decided(ended).actions == (Reap("a"), Reap("b"))
    reaping = pilot("a", Phase.EXITED, pending=Pending.REAP)
    assert decided(seen(reaping, presence=age(0.0))).actions == ()


# Orders under way ---------------------------------------------------------------------------------


def test_an_order_under_way_is_not_given_twice() -> None:
    holding = pilot("a", pending=Pending.HOLD)
    releasing = pilot("b", HELD, pending=Pending.RELEASE)
    assert decided(seen(holding, presence=age(0.0))).actions == ()
    assert decided(seen(releasing), max_cores=1).actions == ()


def test_the_last_wish_replaces_an_order_under_way() -> None:
    holding = pilot("a", pending=Pending.HOLD)
    releasing = pilot("b", HELD, pending=Pending.RELEASE)
    assert decided(seen(holding), max_cores=1).actions == (Release("a"),)
    assert decided(seen(releasing, presence=age(0.0))).actions == (Hold("b", Reason.OWNER_INPUT),)


# The engine ---------------------------------------------------------------------------------------


def test_an_engine_that_is_away_starts_nothing_and_says_so() -> None:
    away = decided(seen(pilot("a"), engine=EngineState.DOWN))
    assert away.actions == (Hold("a", Reason.ENGINE),)
    assert away.verdict == Verdict(Mood.TROUBLE, Reason.ENGINE)
    first = decided(seen(engine=EngineState.UNKNOWN))
    assert (first.actions, first.verdict.reason) == ((), Reason.STARTING)


def test_settings_that_could_never_be_read_allow_nothing() -> None:
    unread = decided(seen(pilot("a"), settings_known=False))
    assert unread.actions == (Hold("a", Reason.SETTINGS),)
    assert unread.verdict == Verdict(Mood.TROUBLE, Reason.SETTINGS)


# What is told -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("what", "verdict"),
    [
        (seen(pilot("a")), Verdict(Mood.CONTRIBUTING, Reason.CONTRIBUTING)),
        (CALM, Verdict(Mood.WAITING, Reason.STARTING)),
        (seen(starting=2), Verdict(Mood.WAITING, Reason.STARTING)),
        (seen(head_nodes=()), Verdict(Mood.WAITING, Reason.NO_HEAD_NODE)),
    ],
)
def test_an_open_gate_is_told_by_what_goes_on(what: Observation, verdict: Verdict) -> None:
    assert decided(what).verdict == verdict


def test_the_strongest_reason_is_told_first() -> None:
    everything = seen(
        presence=age(None), engine=EngineState.DOWN, owner_cores=4.0,
        orders=Orders(paused_until=math.inf, leaving=AtQuit.HOLD),
    )  # fmt: skip
    reasons = []
    for orders in (everything.orders, Orders(paused_until=math.inf), Orders()):
        reasons.append(decided(replace(everything, orders=orders)).verdict.reason)
    up = replace(everything, orders=Orders(), engine=EngineState.UP)
    reasons.append(decided(up).verdict.reason)
    reasons.append(decided(replace(up, presence=age(0.0))).verdict.reason)
    reasons.append(decided(replace(up, presence=age(60.0))).verdict.reason)
    assert reasons == [
        Reason.QUITTING, Reason.OWNER_PAUSED, Reason.ENGINE,
        Reason.BLIND, Reason.OWNER_INPUT, Reason.OWNER_CPU,
    ]  # fmt: skip


# When to look again -------------------------------------------------------------------------------


def test_the_load_is_looked_at_often_only_while_it_matters() -> None:
    assert decided(seen(pilot("a")), max_cores=1).wake_at == NOW + TICK_RUNNING_S
    paused = HeadNodeStatus("local", ready=True, not_before=NOW + 500)
    assert decided(seen(head_nodes=(paused,))).wake_at == NOW + TICK_HELD_S
    assert decided(seen(presence=age(None))).wake_at == NOW + TICK_HELD_S
