"""How often the engine is asked, with one pilot and with fifty: it should not depend on them.

A relay between application and engine counts the requests. The pilots are real and sleep; they were
there before the application, which adopts them.
"""

from __future__ import annotations

import re
import socket
import threading
import time
from pathlib import Path

from benchmarks.figures import Figure, load
from benchmarks.scene import REGARDLESS
from planctongui.engine.protocol import PilotPlan
from planctongui.headnodes.protocol import PilotOrder
from tests.app.application import Application
from tests.desk.desktop import Desktop
from tests.engine.daemon import Daemon
from tests.engine.pilots import SLEEP, recipe

WATCH_S = 60.0
_REQUEST = re.compile(rb"(?:GET|POST|DELETE|HEAD|PUT) \S+ HTTP/1\.1\r\n")


class Relay:
    """A Unix socket in front of the engine's that counts requests."""

    def __init__(self, engine: Path, path: Path) -> None:
        self.requests = 0
        self._engine = engine
        self._door = socket.socket(socket.AF_UNIX)
        self._door.bind(str(path))
        self._door.listen(64)
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            caller, _ = self._door.accept()
            engine = socket.socket(socket.AF_UNIX)
            engine.connect(str(self._engine))
            for source, sink, counts in ((caller, engine, True), (engine, caller, False)):
                threading.Thread(
                    target=self._pump, args=(source, sink, counts), daemon=True
                ).start()

    def _pump(self, source: socket.socket, sink: socket.socket, counts: bool) -> None:
        try:
            while part := source.recv(65536):
                if counts:
                    self.requests += len(_REQUEST.findall(part))
                sink.sendall(part)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return  # one side hung up


def measure() -> list[Figure]:
    """Figures calls_per_min_1 and calls_per_min_50."""
    return [_calls(1), _calls(50)]


def _calls(pilots: int) -> Figure:
    daemon = Daemon()
    try:
        daemon.start()
        relay_path = daemon.run / "relay.sock"
        relay = Relay(daemon.socket, relay_path)
        with Desktop(tray="none") as desktop:
            settings = f"[limits]\n{REGARDLESS}\ncalm_s = 1\nmax_cores = 1"
            app = Application(desktop.env, desktop.folder, f"unix://{relay_path}", settings)
            try:
                start_sleepers(app, pilots)
                app.start("--hidden")
                app.wait_running(pilots)
                time.sleep(15)  # past the first readings
                before, since = relay.requests, time.monotonic()
                time.sleep(WATCH_S)
                calls = (relay.requests - before) / (time.monotonic() - since) * 60
            finally:
                app.clean()
    finally:
        daemon.remove()
    how = f"{pilots} running pilots, {WATCH_S:.0f} s, {load()}"
    return Figure(f"calls_per_min_{pilots}", calls, "1/min", 1.0, how)


def start_sleepers(app: Application, pilots: int) -> None:
    """Real pilots that wait; together they fill the one core that is to be allowed."""
    image = app.engine.ensure_image(recipe())
    order = PilotOrder((SLEEP,))
    for number in range(pilots):
        plan = PilotPlan(f"sleep{number}", "local", image, order, 1 / pilots, 32, 3600)
        app.engine.spawn(plan, lambda: True)
