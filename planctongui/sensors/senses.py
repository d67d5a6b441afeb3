"""The machine's senses together, as the spawner asks for them.

For: one object for owner's input, owner's CPU and memory. Not for: any reading itself.
"""

from __future__ import annotations

from collections.abc import Callable

from planctongui.core.load import LoadSample, keep_recent, owner_cores
from planctongui.core.model import Presence
from planctongui.sensors import load
from planctongui.sensors.watch import Watch, default_candidates

SAMPLES_APART_S = 0.5
"""Steps that follow each other faster share one reading of the load."""


class MachineSenses:
    """See `sensors.protocol.Senses`; also wakes the loop by its descriptor."""

    def __init__(
        self, calm_s: float, wake: Callable[[], None], ignore_desktops: bool = False
    ) -> None:
        self._watch = Watch(default_candidates(ignore_desktops), calm_s, wake)
        self._samples: tuple[LoadSample, ...] = ()
        self.machine_cores = load.machine_cores()

    def fileno(self) -> int | None:
        return self._watch.fileno()

    def pump(self) -> None:
        self._watch.pump()

    def presence(self) -> Presence:
        return self._watch.presence()

    def owner_cores(self, now: float, pilots_s: float) -> float | None:
        if not self._samples or not 0 <= now - self._samples[-1].now < SAMPLES_APART_S:
            sample = LoadSample(now, load.busy_cpu_s(), pilots_s + load.own_cpu_s())
            self._samples = keep_recent(self._samples, sample)
        return owner_cores(self._samples)

    def free_memory_mb(self) -> int | None:
        return load.free_memory_mb()

    def retune(self, calm_s: float) -> None:
        self._watch.retune(calm_s)

    def close(self) -> None:
        """Free the input source."""
        self._watch.close()
