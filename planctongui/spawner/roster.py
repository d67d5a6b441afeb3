"""The pilots that exist, folded from what the engine says and what was ordered.

For: one table of pilots; each event changes it in one small method. No I/O, no clock of its own.
Not for: deciding about them (`core.policy`) or their CPU sums (`core.contribution`).
The engine is the truth: a look at it corrects whatever an event missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from planctongui.core.pilot import Pending, Phase, Pilot
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Reason
from planctongui.engine.protocol import Sighting
from planctongui.events import Turn
from planctongui.spawner.entry import STUBBORN_AFTER, Entry

MOST_ENDED = 8
"""Ended pilots that wait to be reaped; with more of them none is started."""

JUDGED_WITHIN_S = 2.0
"""A pilot that ended is reaped in a tenth of that; one that cannot be holds no other up."""

IDLE_CORES = 0.01
"""A pilot that used less than this, over at least IDLE_AFTER_S, and does not want it either, waits
for a job."""

IDLE_AFTER_S = 10.0

LISTEN_EVERY_S = 5.0
"""A pilot that waits for a job is asked so often whether it has one by now."""


class Roster:
    """All pilots by id, and the starts that are under way."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        self.starting: dict[str, str] = {}
        """Pilot -> head node, for starts under way."""
        self.sayers: frozenset[str] = frozenset()
        """Head nodes whose pilots wait for a job and say when they have one."""
        self._died_early: set[str] = set()
        self._gone: dict[str, float] = {}
        """Pilot -> when it was known to be gone: a look asked for before may still show it."""

    def pilots(self, now: float) -> tuple[Pilot, ...]:
        """All pilots at this instant."""
        return tuple(entry.pilot(now) for entry in self.entries.values())

    def living(self) -> list[Entry]:
        """Pilots that run or are held."""
        return [e for e in self.entries.values() if e.phase in (Phase.RUNNING, Phase.HELD)]

    def knows(self, pilot: str) -> bool:
        """True for pilots in the table, those that start, and those that were here a moment ago."""
        return pilot in self.entries or pilot in self.starting or pilot in self._gone

    def jobs(self) -> set[str]:
        """Jobs that pilots have now."""
        return {e.job for e in self.entries.values() if e.job}

    def looked(
        self, sightings: Iterable[Sighting], asked_at: float, now: float, wall: float
    ) -> frozenset[str]:
        """Correct the table by all that the engine has; gives the pilots that were found ended.

        An answer tells how things were when it was asked for: what changed since stays.
        """
        before = {e.id for e in self.entries.values() if e.phase is Phase.EXITED}
        seen = {s.id: s for s in sightings}
        for sighting in seen.values():
            if sighting.id in self.starting or self._gone.get(sighting.id, -1.0) >= asked_at:
                continue
            entry = self.entries.get(sighting.id)
            if entry is None:
                self._add(sighting, now, wall)
            elif sighting.phase is Phase.EXITED or entry.phase is Phase.CREATED:
                entry.set_phase(sighting.phase, now)
            elif entry.pending is None and max(entry.phase_since, entry.breathed_at) < asked_at:
                # Also a held pilot that runs after all, unless it was seen in its breath.
                entry.set_phase(sighting.phase, now)
        for entry in self.entries.values():
            if entry.id not in seen and entry.known_since < asked_at:
                entry.set_phase(Phase.EXITED, now)
        self._gone = {pilot: at for pilot, at in self._gone.items() if at >= asked_at}
        after = {e.id for e in self.entries.values() if e.phase is Phase.EXITED}
        return frozenset(after - before)

    def turned(self, pilot: str, turn: Turn, now: float) -> bool:
        """Something happened to a pilot; True when it ended just now."""
        if turn is Turn.DIED and pilot in self.starting:
            self._died_early.add(pilot)
        entry = self.entries.get(pilot)
        if entry is None or entry.phase is Phase.EXITED:
            return False
        if turn in (Turn.DIED, Turn.REMOVED):
            entry.set_phase(Phase.EXITED, now)
            if entry.pending is not Pending.REAP:
                entry.pending = None
            return True
        if turn is Turn.PAUSED:
            entry.set_phase(Phase.HELD, now)
        elif turn is Turn.UNPAUSED and entry.pending is None:
            entry.set_phase(Phase.RUNNING, now)
        return False

    def spawned(self, pilot: str, sighting: Sighting | None, now: float, wall: float) -> bool:
        """A start is over; True when the pilot has ended in the meantime."""
        self.starting.pop(pilot, None)
        died_early = pilot in self._died_early
        self._died_early.discard(pilot)
        if sighting is None:
            self._gone[pilot] = now
            return False
        entry = self._add(sighting, now, wall)
        if entry.head_node in self.sayers:
            entry.at_work = False  # it has not even joined yet; one found at a look may have
        if died_early:
            entry.set_phase(Phase.EXITED, now)
        return entry.phase is Phase.EXITED

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
        entry.failures, entry.trouble = 0, None
        if entry.pending in (Pending.HOLD if held else Pending.RELEASE, Pending.BREATH):
            entry.pending = None

    def breathed(self, pilot: str, now: float) -> None:
        """A held pilot had a moment of CPU, and is held again."""
        entry = self.entries.get(pilot)
        if entry is not None:
            entry.breathed_at = now
            if entry.pending is Pending.BREATH:
                entry.pending, entry.failures, entry.trouble = None, 0, None

    def failed(self, pilot: str, trouble: Trouble, now: float, down: bool = False) -> int:
        """An order could not be carried out; gives how many in a row by now.

        `down`: the engine is to blame, not the pilot, so that it does not count.
        """
        entry = self.entries.get(pilot)
        if entry is None:
            return 0
        entry.failed_at = now
        entry.trouble = trouble
        entry.failures = 0 if down else entry.failures + 1
        return entry.failures

    def releases_due(self, now: float) -> list[str]:
        """Pilots whose release failed and is to be tried again."""
        return [
            e.id
            for e in self.entries.values()
            if e.pending is Pending.RELEASE and e.is_due_again(now)
        ]

    def to_listen(self, now: float) -> list[Entry]:
        """Pilots to be asked whether they have a job; from now on they count as asked."""
        due = [
            e
            for e in self.entries.values()
            if e.head_node in self.sayers
            and e.phase is Phase.RUNNING
            and not e.at_work
            and e.pending is None
            and now - e.listened_at >= LISTEN_EVERY_S
        ]
        for entry in due:
            entry.listened_at = now
        return due

    def heard(self, pilot: str, at_work: bool | None) -> None:
        """A pilot's own word on whether it has a job. Who had one does not wait any more."""
        entry = self.entries.get(pilot)
        if entry is not None and not entry.at_work:
            entry.at_work = at_work

    def stubborn(self) -> Trouble | None:
        """Why pilots do not obey, when one has refused several orders in a row."""
        troubles = (e.trouble for e in self.entries.values() if e.failures >= STUBBORN_AFTER)
        return next(troubles, None)

    def unjudged(self, head_node: str, now: float) -> bool:
        """True while a pilot that just ended by itself may turn out to have found no job.

        Also while many ended ones cannot be reaped: they would only become more.
        """
        ended = sum(e.phase is Phase.EXITED for e in self.entries.values())
        return ended > MOST_ENDED or any(
            e.phase is Phase.EXITED
            and e.head_node == head_node
            and e.end_reason is None
            and now - e.phase_since < JUDGED_WITHIN_S
            for e in self.entries.values()
        )

    def next_retry(self) -> float | None:
        """Monotonic seconds at which the first failed order is due again."""
        failed = [e for e in self.entries.values() if e.failed_at is not None]
        times = [e.failed_at + e.retry_s() for e in failed if e.failed_at is not None]
        return min(times, default=None)

    def reaped(self, pilot: str, now: float) -> None:
        """It is booked and gone."""
        self.entries.pop(pilot, None)
        self._gone[pilot] = now

    def counted(
        self, pilot: str, cpu_s: float, now: float, wants_cpu: Callable[[], bool | None]
    ) -> None:
        """Note a pilot's CPU counter, to tell a working pilot from one that waits for a job.

        `wants_cpu` is asked of one that used none: in the idle class a busy machine leaves it none.
        """
        entry = self.entries[pilot]
        if entry.last_cpu_s is None:
            entry.last_cpu_s, entry.last_cpu_at = cpu_s, now
        elif now - entry.last_cpu_at >= IDLE_AFTER_S:
            cores = (cpu_s - entry.last_cpu_s) / (now - entry.last_cpu_at)
            quiet = entry.phase is Phase.RUNNING and cores < IDLE_CORES
            entry.idle = quiet and wants_cpu() is False
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
            known_since=now,
            counter=sighting.counter,
            # What an adopted pilot did before is not known: it gets the benefit of a full TTL.
            running_since=now if sighting.phase is Phase.RUNNING else None,
            phase_since=now,
        )
        self.entries[sighting.id] = entry
        return entry
