"""An engine in memory that behaves like the real one: pilots run, are held, end and leave remains.

For: everything above the engine, without Docker. Calls can be told to fail or to wait; events are
posted as the real engine's watch does. CPU counters are real files under one parent group.
"""

from __future__ import annotations

import threading
from collections import Counter as Tally
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from planctongui.core.pilot import Phase
from planctongui.core.removal import Remnant
from planctongui.engine.counters import Counter
from planctongui.engine.protocol import (
    NO_PULL,
    Engine,
    EngineTrouble,
    PilotPlan,
    PullPlan,
    Remains,
    Sighting,
)
from planctongui.engine.pulls import checked
from planctongui.events import EngineDown, EngineUp, Event, PilotTurned, Turn
from planctongui.headnodes.protocol import ImageSource, Pulled
from planctongui.vault.secret import Secret
from tests.fakes.clock import HandClock

LIMIT_S = 10.0
"""No call waits longer for the test to let it go on."""


@dataclass
class FakePilot:
    """One pilot in the engine."""

    plan: PilotPlan
    created: float
    phase: Phase = Phase.CREATED
    started: float | None = None
    ended: float | None = None
    exit_code: int | None = None
    log: str = ""
    bandwidth: float = 1.0
    stubborn: bool = False
    """True when it does not hear SIGTERM."""


class FakeEngine:
    """See `engine.protocol.Engine`. `post` gets the events while the stream is open."""

    def __init__(self, clock: HandClock, folder: Path) -> None:
        self.pilots: dict[str, FakePilot] = {}
        self.images_built = 0
        self.logins: list[Secret | None] = []
        """The login of each pull."""
        self.newest = ""
        """Changed when registries have newer images under all tags."""
        self.pulled_so_far = (0, 0)
        """Bytes done and in all, as a pull tells them before it ends."""
        self.cached_gb: float | None = 0.0
        """Size of every cache."""
        self.images_in_use = 0
        """Superseded images on which pilots still run."""
        self.tidied: list[tuple[frozenset[str], frozenset[str]]] = []
        """What `remove_images` was told each time."""
        self.calls: Tally[str] = Tally()
        self.post: Callable[[Event], None] = lambda event: None
        self._clock = clock
        self._group = folder / "planctongui.slice"
        self._failing: dict[str, EngineTrouble | Exception] = {}
        self._slow: dict[tuple[str, str], threading.Event] = {}
        self._lock = threading.RLock()
        self._write(self._group, 0.0)

    # What a test does to it ----------------------------------------------------------------------

    def connect(self) -> None:
        """Open the event stream."""
        self.post(EngineUp())

    def disconnect(self) -> None:
        """The event stream ends: the engine is away."""
        self.post(EngineDown(self.away().trouble))

    @staticmethod
    def away() -> EngineTrouble:
        """What each call meets while the engine is away."""
        return EngineTrouble("Docker is not running", "Start it.", down=True)

    def fail(self, call: str, error: Exception | None = None) -> None:
        """Let all calls of this name fail from now on."""
        self._failing[call] = error or EngineTrouble("Docker refused an order", f"No {call}.")

    def mend(self, *calls: str) -> None:
        """Let them succeed again; without names all of them."""
        for call in calls or tuple(self._failing):
            self._failing.pop(call, None)

    def slow(self, call: str, pilot: str = "") -> threading.Event:
        """Let this call (for this pilot) wait until the event is set."""
        return self._slow.setdefault((call, pilot), threading.Event())

    def run_in(self, pilot: str, process: int) -> None:
        """This real process is what runs in the pilot from now on."""
        (self._group / pilot / "cgroup.procs").write_text(f"{process}\n")

    def burn(self, pilot: str, cpu_s: float) -> None:
        """The pilot uses CPU: its counter and its group's go on."""
        folder = self._group / pilot
        self._write(folder, (Counter(folder / "cpu.stat").read() or 0.0) + cpu_s)
        self._write(self._group, (Counter(self._group / "cpu.stat").read() or 0.0) + cpu_s)

    def exit(self, pilot: str, code: int = 0, log: str = "") -> None:
        """The pilot ends; its own counter goes with it."""
        with self._lock:
            one = self.pilots[pilot]
            if one.phase is Phase.EXITED:
                return
            one.phase, one.exit_code, one.ended = Phase.EXITED, code, self._clock.wall
            one.log = log or one.log
            (self._group / pilot / "cpu.stat").unlink(missing_ok=True)
        self.post(PilotTurned(pilot, Turn.DIED))

    def finish_job(self, pilot: str) -> None:
        """The pilot ends with the result of a counting job."""
        _, start, stop = self.pilots[pilot].plan.order.command
        self.exit(pilot, 0, f"planctongui-result: primes {start} {stop} 1000\n")

    def leave(self, plan: PilotPlan, phase: Phase, cpu_s: float = 0.0) -> FakePilot:
        """A pilot that an earlier run left behind, in this phase."""
        one = FakePilot(plan, created=self._clock.wall - 100.0, phase=phase)
        if phase is not Phase.CREATED:
            one.started = one.created
            self.burn(plan.id, cpu_s)
        self.pilots[plan.id] = one
        if phase is Phase.EXITED:
            one.phase = Phase.RUNNING
            self.finish_job(plan.id)
        return one

    def running(self) -> list[str]:
        """Pilots that can use the CPU now, by name."""
        return sorted(
            name
            for name, one in list(self.pilots.items())
            if one.phase is Phase.RUNNING and one.bandwidth > 0
        )

    # The engine's contract -----------------------------------------------------------------------

    def look(self, known: Collection[str]) -> tuple[Sighting, ...]:
        with self._lock:
            sightings = tuple(self._sighting(n, p, known) for n, p in self.pilots.items())
        self._enter("look")
        return sightings

    def spawn(self, plan: PilotPlan, may_start: Callable[[], bool]) -> Sighting | None:
        self.pilots[plan.id] = one = FakePilot(plan, self._clock.wall)
        try:
            self._enter("spawn")
        except Exception:
            del self.pilots[plan.id]
            raise
        if not may_start():
            del self.pilots[plan.id]
            return None
        self._enter("starting")
        one.phase, one.started = Phase.RUNNING, self._clock.wall
        self.burn(plan.id, 0.0)
        self.post(PilotTurned(plan.id, Turn.STARTED))
        self._enter("started")
        return self._sighting(plan.id, one, ())

    def pause(self, pilot: str) -> None:
        self._enter("pause", pilot)
        self._turn(pilot, Phase.HELD, Turn.PAUSED)

    def unpause(self, pilot: str) -> None:
        self._enter("unpause", pilot)
        if self._one(pilot).phase is Phase.HELD:
            self._turn(pilot, Phase.RUNNING, Turn.UNPAUSED)
        self._enter("unpaused", pilot)  # to be told of a failure although it was done

    def set_bandwidth(self, pilot: str, cores: float) -> None:
        self._enter("set_bandwidth", pilot)
        self._one(pilot).bandwidth = cores

    def end(self, pilot: str) -> None:
        self._enter("end", pilot)
        one = self.pilots.get(pilot)
        if one is not None and not one.stubborn:
            self.exit(pilot, 143)

    def kill(self, pilot: str) -> None:
        self._enter("kill", pilot)
        if pilot in self.pilots:
            self.exit(pilot, 137)

    def said(self, pilot: str) -> str:
        self._enter("said", pilot)
        one = self.pilots.get(pilot)
        return one.log if one else ""

    def remains(self, pilot: str) -> Remains | None:
        self._enter("remains", pilot)
        one = self.pilots.get(pilot)
        if one is None:
            return None
        return Remains(one.exit_code, one.log, one.started, one.ended, killed_for_memory=False)

    def remove(self, pilot: str) -> None:
        self._enter("remove", pilot)
        if self.pilots.pop(pilot, None) is not None:
            self.post(PilotTurned(pilot, Turn.REMOVED))

    def ensure_image(self, source: ImageSource, plan: PullPlan = NO_PULL) -> str:
        if isinstance(source, Pulled):
            checked(source, plan)
            self.logins.append(plan.login)
            plan.tell(*self.pulled_so_far)
            self._enter("ensure_image", source.reference)
            return f"{source.reference}{self.newest}"
        self._enter("ensure_image")
        self.images_built += 1
        return f"{source.name}:test"

    def remove_everything(self) -> tuple[tuple[Remnant, ...], tuple[Remnant, ...]]:
        self._enter("remove_everything")
        removed = [Remnant("pilot", name) for name in list(self.pilots)]
        for one in removed:
            self.remove(one.name)
        removed += [Remnant("image", "planctongui-local:test")] if self.images_built else []
        return tuple(removed), ()

    def remove_images(self, wanted: Collection[str], keep: Collection[str]) -> int:
        self._enter("remove_images")
        self.tidied.append((frozenset(wanted), frozenset(keep)))
        return self.images_in_use

    def cache_gb(self, head_node: str) -> float | None:
        self._enter("cache_gb", head_node)
        return self.cached_gb

    def clear_cache(self, head_node: str) -> int:
        self._enter("clear_cache", head_node)
        self.cached_gb = 0.0
        return 0

    def _enter(self, call: str, pilot: str = "") -> None:
        with self._lock:
            self.calls[call] += 1
        for key in {(call, pilot), (call, "")}:
            if key in self._slow:
                assert self._slow[key].wait(LIMIT_S), f"nobody let {call} go on"
        if call in self._failing:
            raise self._failing[call]

    def _one(self, pilot: str) -> FakePilot:
        if pilot not in self.pilots:
            raise EngineTrouble("Docker refused an order", f"No such container: {pilot}")
        return self.pilots[pilot]

    def _turn(self, pilot: str, phase: Phase, turn: Turn) -> None:
        with self._lock:
            one = self._one(pilot)
            if one.phase not in (Phase.RUNNING, Phase.HELD):
                raise EngineTrouble("Docker refused an order", f"{pilot} does not run")
            one.phase = phase
        self.post(PilotTurned(pilot, turn))

    def _sighting(self, pilot: str, one: FakePilot, known: Collection[str]) -> Sighting:
        alive = one.phase in (Phase.RUNNING, Phase.HELD)
        crawls = alive and one.bandwidth == 0 and pilot not in known
        counter = (
            Counter(self._group / pilot / "cpu.stat") if alive and pilot not in known else None
        )
        return Sighting(
            id=pilot,
            phase=Phase.HELD if crawls else one.phase,
            head_node=one.plan.head_node,
            job=one.plan.order.job,
            image=one.plan.image,
            cores=one.plan.cores,
            memory_mb=one.plan.memory_mb,
            created=one.created,
            counter=counter,
        )

    @staticmethod
    def _write(folder: Path, cpu_s: float) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "cpu.stat").write_text(f"usage_usec {round(cpu_s * 1e6)}\nuser_usec 0\n")


_: type[Engine] = FakeEngine
