"""What a person in the guest can do with the checkout's own engine and governor, call by call.

For: `person.Person`, which starts this in the guest (`python3 -m tests.vm.inside`) and asks for one
method at a time, by a line of JSON. No pytest and no Qt there: Debian's packages only.
Not for: judging what came of it; tests on the host do.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
import traceback
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from benchmarks.hold import last_use, sample
from planctongui import control, places
from planctongui.engine.counters import Counter
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.protocol import EngineTrouble
from planctongui.events import Breathed, Event, OrderFailed, Settled
from planctongui.governor.choice import choose, describe, how_good
from planctongui.governor.slice import SLICE
from planctongui.settings import default_path
from tests.desk.process import Child, wait_until
from tests.engine import pilots

LIMIT_S = 120.0
WATCH_S = 2.0
"""Longer than any hold that is looked at."""

CORES = 0.5
"""Of each pilot: two of them leave a core to whoever looks."""


class Inside:
    """Engine, governor and pilots of the user that runs this."""

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._engine = DockerEngine("", "default", LIMIT_S)
        self._choose()
        self._image = ""
        self._app: Child | None = None
        self._living: list[str] = []

    def governor(self) -> dict[str, str]:
        """What holds pilots, how good that is, and what would be better."""
        phrase, better = describe(self._governor)
        return {"phrase": phrase, "good": how_good(self._governor), "better": better}

    def restart(self) -> None:
        """As a program that starts anew and adopts what it finds."""
        self._governor.close()
        self._engine.close()
        self._engine = DockerEngine("", "default", LIMIT_S)
        self._choose()
        self._living = [s.id for s in self._engine.look(())]
        self._governor.tend(self._living)

    def start(self, number: int, cores: float = CORES) -> list[str]:
        """Start pilots that compute; all that live."""
        self._image = self._image or self._engine.ensure_image(pilots.recipe())
        for _ in range(number):
            self._living.append(self._start(cores))
        self._governor.tend(self._living)
        return self._living

    def groups(self) -> dict[str, str]:
        """Pilot -> the folder of its control group, of all that live, whoever started them."""
        found = {s.id: self._engine.group(s.id) for s in self._engine.look(())}
        return {pilot: str(group.cpu) for pilot, group in found.items() if group}

    def phases(self) -> dict[str, str]:
        """Pilot -> how a program that starts now would find it."""
        return {s.id: s.phase.value for s in self._engine.look(())}

    def use(self, seconds: float) -> dict[str, float]:
        """Pilot -> cores that it uses, over so long."""
        before, began = self._used(), time.monotonic()
        time.sleep(seconds)
        after, over = self._used(), time.monotonic() - began
        return {pilot: (after[pilot] - before[pilot]) / over for pilot in before}

    def hold(self, names: list[str]) -> float:
        """Hold these; seconds until all of them are."""
        return self._settle(names, True)

    def release(self, names: list[str]) -> float:
        """Release these; seconds until all of them are."""
        return self._settle(names, False)

    def start_while_held(self) -> str:
        """Hold all while a start is under way; the pilot that it brought, not held yet."""
        before = list(self._living)
        with ThreadPoolExecutor(1) as starter:
            start = starter.submit(self._start, CORES)
            for name in before:
                self._governor.hold(name, CORES)

            def steps() -> bool:
                self._governor.tend(before, starting=1)
                return start.done()

            wait_until(steps, LIMIT_S, "the start's end")
        self._living.append(start.result())
        return self._living[-1]

    def tend(self) -> None:
        """What the spawner does at the end of each step."""
        self._governor.tend(self._living)

    def breathe(self, name: str) -> dict[str, float]:
        """Let a held pilot breathe; CPU seconds that each used until its breath was over."""
        before = self._used()
        self._events.clear()
        self._governor.breathe(name, CORES)
        wait_until(lambda: name in self._breathed(), LIMIT_S, "the end of a breath")
        after = self._used()
        return {pilot: after[pilot] - before[pilot] for pilot in before}

    def end(self, name: str) -> float:
        """End one as the spawner does; seconds until the engine says that it has ended."""
        began = time.monotonic()
        self._governor.before_end(name)
        self._engine.end(name)

        def ended() -> bool:
            self._governor.tend(self._living)  # it lives until its end is told
            return self.phases()[name] == "exited"

        wait_until(ended, LIMIT_S, "the end of a pilot")
        took = time.monotonic() - began
        self._living.remove(name)
        self._governor.tend(self._living)
        self._engine.remove(name)
        return took

    def clean(self) -> None:
        """Remove all, and let go what held them."""
        for sighting in self._engine.look(()):
            self._engine.remove(sighting.id)
        self._living = []
        self._governor.tend(())

    def run_app(self, settings: str) -> None:
        """Start the whole program in a terminal, with these settings."""
        file = default_path()
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(settings)
        command = [sys.executable, "-W", "ignore", "-m", "planctongui", "run", "--terminal"]
        self._app = Child(command, env=os.environ, log=Path.home() / "planctongui.log")

    def app(self, *words: str) -> object:
        """Say these words to the running program; its answer, None while it has none."""
        assert self._app is not None and self._app.alive(), self._app and self._app.tail()
        try:
            return control.ask(places.runtime_folder(), places.instance(), list(words))
        except (control.NotRunning, ValueError):
            return None

    def quit_app(self) -> int | None:
        """End it as the owner does; its exit status."""
        assert self._app is not None
        if self._app.alive():
            self.app("quit")
            wait_until(lambda: self._app and not self._app.alive(), LIMIT_S, "its end")
        return self._app.exit_code()

    def shell(self, command: str) -> tuple[int, str, str]:
        """Run a shell command: exit status, output, errors."""
        done = subprocess.run(
            ["bash", "-c", command], capture_output=True, text=True, stdin=subprocess.DEVNULL
        )
        return done.returncode, done.stdout, done.stderr

    def write(self, path: str, text: str) -> str:
        """Write into a file that is there; "" or the error's name."""
        try:
            handle = os.open(path, os.O_WRONLY)
            try:
                os.write(handle, text.encode())
            finally:
                os.close(handle)
        except OSError as error:
            return type(error).__name__
        return ""

    def writable(self, folder: str) -> list[str]:
        """Names of what this user may write below a folder, links aside."""
        found = []
        for path, folders, files in os.walk(folder):
            for name in (*folders, *files):
                whole = os.path.join(path, name)
                if not os.path.islink(whole) and os.access(whole, os.W_OK):
                    found.append(os.path.relpath(whole, folder))
        return sorted(found)

    def read(self, path: str) -> str:
        """A file's text, without the last line's end."""
        return Path(path).read_text().rstrip("\n")

    def choose(self, hold_by: str) -> None:
        """From now on hold by these means ([engine] hold_by)."""
        self._governor.close()
        self._choose(hold_by)
        self._governor.tend(self._living)

    def react(self, number: int, busy: int, bare: bool = False) -> list[list[float]]:
        """From the order to hold all to the last use of the CPU by any pilot, so often; seconds.

        As in `benchmarks.hold`, beside so many processes of the owner that want all the CPU. By the
        governor; `bare`: in turn with it, and in a second list, by nothing but the slice's files.
        """
        counters = [counter.file for counter in self._counters().values()]
        owners = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(busy)]
        try:
            turns = [bare and turn % 2 == 1 for turn in range(number * (1 + bare))]
            found = [self._react(counters, by_files) for by_files in turns]
        finally:
            for owner in owners:
                owner.kill()
                owner.wait()
        return [found[::2], found[1::2]] if bare else [found]

    def _react(self, counters: list[Path], bare: bool) -> float:
        time.sleep(random.uniform(0.05, 0.3))
        ordered = time.monotonic()
        if bare:
            self._write_slice(("cpu.max", "1000 100000"), ("cgroup.freeze", "1"))
            self._write_slice(("cpu.max", "max 100000"))
        else:
            for name in self._living:
                self._governor.hold(name, CORES)
            self._governor.tend(self._living)
        took = last_use(sample(counters, ordered + WATCH_S)) - ordered
        if bare:
            self._write_slice(("cgroup.freeze", "0"))
        else:
            self.release(self._living)
        return max(0.0, took)

    def _write_slice(self, *files: tuple[str, str]) -> None:
        for name, text in files:
            refused = self.write(f"/sys/fs/cgroup/{SLICE}/{name}", text)
            assert not refused, f"{name}: {refused}"

    def _start(self, cores: float) -> str:
        return pilots.start(self._engine, self._image, pilots.SPIN, cores=cores, memory_mb=32)

    def _choose(self, hold_by: str = "auto") -> None:
        engine = self._engine
        self._governor = choose(
            hold_by, engine.group, engine, self._events.append, owns_groups=engine.owns_groups
        )

    def _counters(self) -> dict[str, Counter]:
        return {s.id: s.counter for s in self._engine.look(()) if s.counter}

    def _used(self) -> dict[str, float]:
        found = {pilot: counter.read() for pilot, counter in self._counters().items()}
        return {pilot: used for pilot, used in found.items() if used is not None}

    def _breathed(self) -> list[str]:
        return [p for event in self._events if isinstance(event, Breathed) for p in event.pilots]

    def _settle(self, names: list[str], held: bool) -> float:
        self._events.clear()
        began = time.monotonic()
        for name in names:
            (self._governor.hold if held else self._governor.release)(name, CORES)
        self._governor.tend(self._living)

        def all_settled() -> bool:
            failed = [event for event in self._events if isinstance(event, OrderFailed)]
            assert not failed, failed
            done = {e.pilot for e in self._events if isinstance(e, Settled) and e.held is held}
            return done >= set(names)

        wait_until(all_settled, LIMIT_S, f"held={held} of {names}: {self._events}", poll_s=0.001)
        return time.monotonic() - began


def main() -> None:
    """Serve until the input ends."""
    answers, sys.stdout = sys.stdout, sys.stderr
    inside = Inside()
    for line in sys.stdin:
        name, arguments = json.loads(line)
        call: Callable[..., object] = getattr(inside, name)
        try:
            answer: dict[str, object] = {"answer": call(*arguments)}
        except (Exception, EngineTrouble):
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), file=answers, flush=True)


if __name__ == "__main__":
    main()
