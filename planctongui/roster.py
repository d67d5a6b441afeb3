"""The pilots that exist, folded from what the engine says and what was ordered.

For: one table of pilots; each event changes it in one small method. No I/O, no clock of its own.
Not for: deciding about them (`core.policy`) or their CPU sums (`core.contribution`).
The engine is the truth: a look at it corrects whatever an event missed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from planctongui.core.model import Pending, Phase, Pilot, Reason
from planctongui.engine.counters import Counter
from planctongui.engine.protocol import Sighting
from planctongui.events import Turn

RETRY_S = 1.0
"""A failed order for a pilot is given again after this long."""

IDLE_CORES = 0.01
"""A pilot that used less than this, over at least IDLE_AFTER_S, waits for a job."""

IDLE_AFTER_S = 10.0


@dataclass(slots=True)
class Entry:
    """One pilot and the bookkeeping around it. Times in monotonic seconds unless said."""

    id: str
    head_node: str
    job: str
    image: str
    cores: float
    memory_mb: int
    phase: Phase
    born: float
    created: float
    """Unix time."""
    counter: Counter | None
    running_since: float | None
    """None while held."""
    ran_before_s: float = 0.0
    held_s: float = 0.0
    phase_since: float = 0.0
    pending: Pending | None = None
    pending_since: float = 0.0
    failed_at: float | None = None
    end_reason: Reason | None = None
    """Why we ended it; None when it ended by itself."""
    idle: bool = False
    last_cpu_s: float | None = None
    last_cpu_at: float = 0.0

    def set_phase(self, phase: Phase, now: float) -> None:
        """Change the phase and keep the sums of time run and time held."""
        if phase is self.phase:
            return
        if self.running_since is not None:
            self.ran_before_s += max(0.0, now - self.running_since)
        if self.phase is Phase.HELD:
            self.held_s += max(0.0, now - self.phase_since)
        self.running_since = now if phase is Phase.RUNNING else None
        self.phase, self.phase_since = phase, now
        self.idle, self.last_cpu_s = False, None

    def pilot(self, now: float) -> Pilot:
        """The pilot as the policy sees it at this instant."""
        running = 0.0 if self.running_since is None else max(0.0, now - self.running_since)
        over = self.failed_at is not None and now - self.failed_at >= RETRY_S
        return Pilot(
            id=self.id,
            head_node=self.head_node,
            phase=self.phase,
            cores=self.cores,
            memory_mb=self.memory_mb,
            born=self.born,
            ran_s=self.ran_before_s + running,
            idle=self.idle,
            pending=None if over else self.pending,
            pending_since=self.pending_since,
        )


class Roster:
    """All pilots by id, and the starts that are under way."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.starting: dict[str, str] = {}
        """Pilot -> head node, for starts under way."""
        self._died_early: set[str] = set()

    def pilots(self, now: float) -> tuple[Pilot, ...]:
        """All pilots at this instant."""
        return tuple(entry.pilot(now) for entry in self.entries.values())

    def living(self) -> list[Entry]:
        """Pilots that run or are held."""
        return [e for e in self.entries.values() if e.phase in (Phase.RUNNING, Phase.HELD)]

    def jobs(self) -> set[str]:
        """Jobs that pilots have now."""
        return {e.job for e in self.entries.values() if e.job}

    def looked(self, sightings: Iterable[Sighting], asked_at: float, now: float, wall: float) -> None:
        """Correct the table by all that the engine has."""
        seen = {s.id: s for s in sightings}
        for sighting in seen.values():
            if sighting.id in self.starting:
                continue
            entry = self.entries.get(sighting.id)
            if entry is None:
                self._add(sighting, now, wall)
            elif sighting.phase is Phase.EXITED or entry.phase is Phase.CREATED:
                entry.set_phase(sighting.phase, now)
            elif sighting.phase is Phase.HELD and entry.pending is None:
                entry.set_phase(Phase.HELD, now)
        for entry in self.entries.values():
            if entry.id not in seen and entry.born < asked_at:
                entry.set_phase(Phase.EXITED, now)

    def turned(self, pilot: str, turn: Turn, now: float) -> bool:
        """Something happened to a pilot; True when it ended just now."""
        if turn is Turn.DIED and pilot in self.starting:
            self._died_early.add(pilot)
        entry = self.entries.get(pilot)
        if entry is None or entry.phase is Phase.EXITED:
            return False
        if turn in (Turn.DIED, Turn.REMOVED):
            entry.set_phase(Phase.EXITED, now)
            entry.pending = None
            return True
        if turn is Turn.PAUSED:
            entry.set_phase(Phase.HELD, now)
        elif turn is Turn.UNPAUSED and entry.pending is None:
            entry.set_phase(Phase.RUNNING, now)
        return False

    def spawned(self, pilot: str, sighting: Sighting | None, now: float, wall: float) -> None:
        """A start is over."""
        self.starting.pop(pilot, None)
        if sighting is not None:
            entry = self._add(sighting, now, wall)
            if pilot in self._died_early:
                entry.set_phase(Phase.EXITED, now)
        self._died_early.discard(pilot)

    def ordered(self, pilot: str, pending: Pending, now: float, reason: Reason | None) -> Entry:
        """An order was given."""
        entry = self.entries[pilot]
        if pending in (Pending.END, Pending.KILL) and entry.end_reason is None:
            entry.end_reason = reason
        entry.pending, entry.pending_since, entry.failed_at = pending, now, None
        return entry

    def settled(self, pilot: str, held: bool, now: float) -> None:
        """A hold or release came true."""
        entry = self.entries.get(pilot)
        if entry is None or entry.phase is Phase.EXITED:
            return
        entry.set_phase(Phase.HELD if held else Phase.RUNNING, now)
        if entry.pending is (Pending.HOLD if held else Pending.RELEASE):
            entry.pending = None

    def failed(self, pilot: str, now: float) -> None:
        """An order could not be carried out."""
        entry = self.entries.get(pilot)
        if entry is not None:
            entry.failed_at = now

    def next_retry(self) -> float | None:
        """Monotonic seconds at which the first failed order is due again."""
        times = [e.failed_at + RETRY_S for e in self.entries.values() if e.failed_at is not None]
        return min(times, default=None)

    def reaped(self, pilot: str) -> None:
        """It is booked and gone."""
        self.entries.pop(pilot, None)

    def counted(self, pilot: str, cpu_s: float, now: float) -> None:
        """Note a pilot's CPU counter, to tell a working pilot from a waiting one."""
        entry = self.entries[pilot]
        if entry.last_cpu_s is None:
            entry.last_cpu_s, entry.last_cpu_at = cpu_s, now
        elif now - entry.last_cpu_at >= IDLE_AFTER_S:
            cores = (cpu_s - entry.last_cpu_s) / (now - entry.last_cpu_at)
            entry.idle = entry.phase is Phase.RUNNING and cores < IDLE_CORES
            entry.last_cpu_s, entry.last_cpu_at = cpu_s, now

    def _add(self, sighting: Sighting, now: float, wall: float) -> Entry:
        born = now - max(0.0, wall - sighting.created)
        entry = Entry(
            id=sighting.id,
            head_node=sighting.head_node,
            job=sighting.job,
            image=sighting.image,
            cores=sighting.cores,
            memory_mb=sighting.memory_mb,
            phase=sighting.phase,
            born=born,
            created=sighting.created,
            counter=sighting.counter,
            # What an adopted pilot did before is not known: it gets the benefit of a full TTL.
            running_since=now if sighting.phase is Phase.RUNNING else None,
            phase_since=now,
        )
        self.entries[sighting.id] = entry
        return entry
