"""Several head nodes at once: running pilots follow the weights, and nobody hinders another."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from planctongui.core.actions import Spawn
from planctongui.core.observation import HeadNodeStatus
from planctongui.core.pilot import Phase
from planctongui.core.policy import State, decide
from planctongui.core.shares import (
    LONGEST_STEP_S,
    MOST_OWED_S,
    WEIGHS_S,
    Owed,
    is_open,
    next_for,
    note_time,
)
from planctongui.core.verdict import Mood, Reason, Verdict
from tests.core.scene import CALM, LIMITS, NOW, WALL, pilot, seen

STEP_S = 30.0
SHORT = settings(max_examples=60, deadline=None)


def node(name: str, share: float = 1.0, **changes: object) -> HeadNodeStatus:
    return replace(HeadNodeStatus(name, ready=True, share=share), **changes)  # type: ignore[arg-type]


class Machine:
    """So many cores, all in use; each pilot of a head node runs for so long. Steps of 30 s."""

    def __init__(self, cores: int, lasts_s: dict[str, float]) -> None:
        self.limits = replace(LIMITS, max_cores=cores, pilot_memory_mb=1)
        self.cores, self.lasts_s = cores, lasts_s
        self.now, self.born, self.state = NOW, 0, State()
        self.ends: dict[str, tuple[str, float]] = {}
        self.ran_s: Counter[str] = Counter()

    def live(self, nodes: tuple[HeadNodeStatus, ...], seconds: float) -> None:
        until = self.now + seconds
        while self.now < until:
            self.ends = {p: e for p, e in self.ends.items() if e[1] > self.now}
            for _ in range(self.cores + 1):  # the start of a pilot is seen, too
                pilots = (replace(pilot("a"), id=p, head_node=n) for p, (n, _) in self.ends.items())
                now = seen(*pilots, now=self.now, machine_cores=self.cores, head_nodes=nodes)
                decision = decide(now, self.limits, self.state)
                self.state = decision.state
                for action in decision.actions:
                    assert isinstance(action, Spawn)
                    self.born += 1
                    end = self.now + self.lasts_s[action.head_node]
                    self.ends[f"p{self.born}"] = (action.head_node, end)
            self.now += STEP_S
            for name, _ in self.ends.values():
                self.ran_s[name] += 30


@SHORT
@given(st.integers(1, 8), st.lists(st.sampled_from([1.0, 2.0, 3.0, 5.0]), min_size=2, max_size=4))
def test_at_the_start_each_head_node_has_at_least_its_whole_part_of_the_pilots(
    cores: int, shares: list[float]
) -> None:
    nodes = tuple(node(f"n{i}", share) for i, share in enumerate(shares))
    machine = Machine(cores, {n.name: 1e9 for n in nodes})
    machine.live(nodes, 10.0)
    running = Counter(name for name, _ in machine.ends.values())
    assert sum(running.values()) == cores
    for one in nodes:
        assert running[one.name] >= math.floor(cores * one.share / sum(shares) + 1e-9)


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 3), st.sampled_from([60.0, 300.0]), st.sampled_from([60.0, 900.0]))
def test_over_a_day_hours_follow_the_weights_however_long_the_jobs_and_few_the_cores(
    cores: int, first_s: float, second_s: float
) -> None:
    machine = Machine(cores, {"big": first_s, "small": second_s})
    machine.live((node("big", 3.0), node("small", 1.0)), 24 * 3600.0)
    part = machine.ran_s["big"] / sum(machine.ran_s.values())
    assert abs(part - 0.75) < 0.06


def test_one_without_work_gets_nothing_and_the_other_everything() -> None:
    for idle in (
        node("idle", 9.0, waiting=0),
        node("idle", 9.0, not_before=NOW + 60, failing=True),
        node("idle", 9.0, ready=False),
        node("idle", share=0.0),
    ):
        actions = decide(seen(head_nodes=(idle, node("busy"))), LIMITS, State()).actions
        assert actions == (Spawn("busy"), Spawn("busy"))


def test_no_more_pilots_start_than_jobs_wait() -> None:
    few = (node("a", 9.0, waiting=1), node("b", waiting=None))
    assert decide(seen(head_nodes=few), LIMITS, State()).actions == (Spawn("a"), Spawn("b"))
    one = decide(seen(head_nodes=few[:1]), LIMITS, State())
    assert (one.actions, one.room) == ((Spawn("a"),), True)


def test_pilots_that_start_count_as_their_head_nodes() -> None:
    nodes = (node("a", starting=1), node("b"))
    assert decide(seen(head_nodes=nodes, starting=1), LIMITS, State()).actions == (Spawn("b"),)


def test_ended_pilots_do_not_count_any_more() -> None:
    ended = pilot("a", Phase.EXITED, head_node="a")
    actions = decide(seen(ended, head_nodes=(node("a"), node("b"))), LIMITS, State()).actions
    assert actions[-2:] == (Spawn("a"), Spawn("b"))


def test_no_work_anywhere_is_told_with_the_first_instant_that_may_change_it() -> None:
    nodes = (node("a", waiting=0, not_before=NOW + 30), node("b", waiting=0, not_before=NOW + 20))
    verdict = decide(seen(head_nodes=nodes), LIMITS, State()).verdict
    assert verdict == Verdict(Mood.WAITING, Reason.NO_WORK, WALL + 20)
    unasked = decide(seen(head_nodes=(node("a", waiting=0),)), LIMITS, State()).verdict
    assert unasked == Verdict(Mood.WAITING, Reason.NO_WORK)
    assert decide(seen(head_nodes=(node("a", share=0.0),)), LIMITS, State()).verdict.reason is (
        Reason.NO_HEAD_NODE
    )


def test_room_is_told_only_when_a_pilot_would_fit() -> None:
    assert decide(CALM, LIMITS, State()).room
    assert not decide(seen(free_memory_mb=None), LIMITS, State()).room
    full = seen(*(pilot(name) for name in "abcd"))
    assert not decide(full, LIMITS, State()).room


# What is owed -------------------------------------------------------------------------------------


def test_who_lacks_a_pilot_is_owed_its_time_and_who_has_too_many_owes_it() -> None:
    nodes = (node("big", 3.0), node("small", 1.0))
    running = seen(pilot("a", head_node="big"), head_nodes=nodes)
    owed = note_time(running, note_time(running, Owed()))
    assert owed.seconds == (("big", 0.0), ("small", 0.0))  # no time has passed
    owed = note_time(replace(running, now=NOW + 40), owed)
    assert owed.seconds == (("big", -10.0), ("small", 10.0))


def test_held_pilots_owe_nothing_and_a_night_asleep_neither() -> None:
    nodes = (node("a"), node("b"))
    held = seen(pilot("a", Phase.HELD, head_node="a"), head_nodes=nodes)
    after = note_time(replace(held, now=NOW + 60), note_time(held, Owed()))
    assert after.seconds == (("a", 0.0), ("b", 0.0))
    awake = seen(pilot("a", head_node="a"), head_nodes=nodes)
    before = note_time(awake, Owed())
    morning = note_time(replace(awake, now=NOW + 8 * 3600), before)
    assert dict(morning.seconds)["b"] == LONGEST_STEP_S / 2
    assert dict(note_time(replace(awake, now=NOW - 5), before).seconds)["b"] == 0.0


def test_no_work_is_no_claim_for_later() -> None:
    idle = seen(pilot("a", head_node="a"), head_nodes=(node("a"), node("b", waiting=0)))
    owed = Owed(NOW, (("a", 0.0), ("b", 100.0)))
    faded = dict(note_time(replace(idle, now=NOW + 60), owed).seconds)["b"]
    assert faded == 100.0 * math.exp(-60 / WEIGHS_S)


def test_what_is_owed_has_an_end() -> None:
    nodes = (node("a"), node("b"))
    running = seen(pilot("a", head_node="a"), head_nodes=nodes, now=NOW + 100)
    full = Owed(NOW, (("a", -MOST_OWED_S), ("b", MOST_OWED_S)), (("a", 1),))
    assert note_time(running, full).seconds == full.seconds


def test_the_first_named_wins_a_tie_and_what_is_owed_decides_before() -> None:
    nodes = (node("a"), node("b"))
    assert next_for(nodes, {}, Owed()) == "a"
    assert next_for(nodes, {}, Owed(NOW, (("b", 1.0),))) == "b"
    assert next_for(nodes, {"b": 2}, Owed(NOW, (("b", WEIGHS_S),))) == "a"


def test_open_is_ready_wanted_with_work_and_past_its_pause() -> None:
    assert is_open(node("a", waiting=3), NOW)
    assert not is_open(node("a", not_before=NOW + 0.1), NOW)
