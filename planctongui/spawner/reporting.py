"""What a step saw, decided and did, with all that is known beside it, becomes the Report.

For: composing the one value that views and the record get. Not for: the words it is told in
(`words`), or what goes on record of it (`chronicle`).
"""

from __future__ import annotations

from collections.abc import Callable

from planctongui.core.actions import Action
from planctongui.core.observation import Condition, EngineState, Presence, SourceStatus
from planctongui.core.report import Report
from planctongui.core.schedule import Calendar
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Verdict
from planctongui.spawner import standings
from planctongui.spawner.harm import Harm
from planctongui.spawner.parts import Parts
from planctongui.tongue import translate

TOLD_FIRST = ("inside", "engine")
"""Troubles that stop everything."""


class Reporter:
    """On the spawner's thread. Its parts are the spawner's own.

    `about_governor` says how good it is, what would make it better, and the command of that.
    """

    def __init__(
        self,
        parts: Parts,
        calendar: Calendar,
        harm: Harm,
        about_governor: Callable[[], tuple[str, str, str]],
    ) -> None:
        self._parts = parts
        self._facts = parts.facts
        self._roster = parts.roster
        self._calendar = calendar
        self._harm = harm
        self._about_governor = about_governor

    def report(
        self,
        verdict: Verdict,
        actions: tuple[Action, ...],
        wake_at: float,
        presence: Presence,
        owner_cores: float | None,
        conditions: tuple[Condition, ...] = (),
    ) -> Report:
        """The Report of a step; `wake_at` in monotonic seconds."""
        clock, senses = self._parts.clock, self._parts.senses
        settings, limits = self._parts.settings.current, self._parts.limits()
        living = self._roster.living()
        running = sum(1 for e in living if e.running_since is not None)
        good, better, command = self._about_governor()
        return Report(
            at=clock.wall(),
            verdict=verdict,
            presence=presence,
            owner_cores=owner_cores,
            running=running,
            held=len(living) - running,
            starting=len(self._roster.starting),
            max_cores=limits.max_cores,
            machine_cores=senses.machine_cores,
            rung=limits.rung,
            slot=self._calendar.last,
            limits=limits,
            minding=settings.minding,
            notices=settings.notices,
            power=settings.power,
            rules=self._calendar.rules,
            sums=self._facts.sums,
            fruits=self._facts.fruits,
            troubles=self._troubles(),
            orders=self._facts.orders,
            governor=self._parts.governor.phrase,
            actions=actions,
            conditions=conditions,
            locked=senses.locked(),
            sources=senses.sources(),
            delay=self._harm.told(limits, self._calendar.last),
            head_nodes=standings.of(self._facts, self._roster, clock, settings.cache.most_gb),
            governor_good=good,
            governor_better=better,
            governor_command=command,
            engine=self._engine_status(clock.now()),
            pulls=tuple(n.pulling for n in self._facts.nodes.values() if n.pulling),
            pilots=self._roster.pilots(clock.now()),
            removal=self._facts.removal,
            wake_in_s=max(0.0, wake_at - clock.now()),
        )

    def _troubles(self) -> tuple[Trouble, ...]:
        known = self._facts.troubles
        troubles = {key: known[key] for key in (*(k for k in TOLD_FIRST if k in known), *known)}
        if self._parts.settings.trouble is not None:
            troubles["settings"] = self._parts.settings.trouble
        if (stubborn := self._roster.stubborn()) is not None:
            troubles.setdefault("stubborn", stubborn)
        return tuple(troubles.values())

    def _engine_status(self, now: float) -> SourceStatus:
        up, heard_at = self._facts.engine is EngineState.UP, self._facts.heard_at
        age_s = None if heard_at is None else max(0.0, now - heard_at)
        trouble = self._facts.troubles.get("engine")
        otherwise = trouble.title if trouble else translate("Engine", "it has not answered yet")
        says = translate("Engine", "it answers") if up else otherwise
        return SourceStatus(self._facts.engine_name, up, says, age_s)
