"""The machine's senses together, as the spawner asks for them.

For: one object for owner's input, owner's CPU and memory. Not for: any reading itself.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import replace

from planctongui.core.gap import slept
from planctongui.core.gate import LOCKED_CALM_S
from planctongui.core.load import LoadSample, keep_recent, owner_cores
from planctongui.core.observation import Condition, Presence, SourceStatus
from planctongui.core.wishes import Minding
from planctongui.sensors import load, machine
from planctongui.sensors.conditions import Conditions
from planctongui.sensors.watch import IN_USE, Watch, default_candidates
from planctongui.tongue import translate

SAMPLES_APART_S = 0.5
"""Steps that follow each other faster share one reading of the load."""


class MachineSenses:
    """See `sensors.protocol.Senses`; also wakes the loop by its descriptor."""

    def __init__(
        self,
        calm_s: float,
        wake: Callable[[], None],
        ignore_desktops: bool = False,
        minding: Minding | None = None,
    ) -> None:
        self._calm_s = calm_s
        self._watch = Watch(default_candidates(ignore_desktops), calm_s, wake)
        self._conditions = Conditions(minding or Minding(), wake)
        self._clocks = machine.clocks()
        self._woke_at = -math.inf
        self._seen = Presence("none", None)
        self._samples: tuple[LoadSample, ...] = ()
        self.machine_cores = load.machine_cores()

    def fileno(self) -> int | None:
        return self._watch.fileno()

    def pump(self) -> None:
        self._watch.pump()

    def presence(self) -> Presence:
        """The owner's input; waking from sleep counts as one, since somebody woke the machine."""
        before, self._clocks = self._clocks, machine.clocks()
        now = self._clocks[0]
        if slept(before, self._clocks):
            self._samples, self._woke_at = (), now
        # At a locked screen the first key must be noticed after a shorter idleness.
        calm_s = min(self._calm_s, LOCKED_CALM_S) if self.locked() else self._calm_s
        self._watch.retune(calm_s)
        seen = self._watch.presence()
        if seen.age_s is not None and seen.age_s > now - self._woke_at:
            seen = replace(seen, age_s=now - self._woke_at)
        self._seen = seen
        return seen

    def conditions(self) -> tuple[Condition, ...]:
        return self._conditions.now()

    def locked(self) -> bool | None:
        return self._conditions.locked

    def sources(self) -> tuple[SourceStatus, ...]:
        eyes = (
            replace(one, age_s=self._seen.age_s)
            if one.detail == translate("Sensors", IN_USE)
            else one
            for one in self._watch.statuses()
        )
        return (*eyes, *self._conditions.sources())

    def owner_cores(self, now: float, pilots_s: float) -> float | None:
        if not self._samples or not 0 <= now - self._samples[-1].now < SAMPLES_APART_S:
            sample = LoadSample(now, load.busy_cpu_s(), pilots_s + load.own_cpu_s())
            self._samples = keep_recent(self._samples, sample)
        return owner_cores(self._samples)

    def free_memory_mb(self) -> int | None:
        return load.free_memory_mb()

    def retune(self, calm_s: float) -> None:
        self._calm_s = calm_s
        self._watch.retune(calm_s)

    def mind(self, minding: Minding) -> None:
        self._conditions.mind(minding)

    def close(self) -> None:
        """Free the input source, end the threads."""
        self._watch.close()
        self._conditions.close()
