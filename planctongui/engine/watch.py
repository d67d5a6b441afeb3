"""Listens to the engine's event stream, so that nobody has to ask how the pilots are.

For: one thread that connects, listens, and connects again with growing pauses; it posts EngineUp,
EngineDown and PilotTurned. Not for: what follows from an event.
EngineUp is posted after the stream is open: whoever looks at all pilots then misses nothing.
"""

from __future__ import annotations

import contextlib
import logging
import threading
from collections.abc import Callable
from typing import Any

from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.names import PREFIX
from planctongui.engine.protocol import EngineTrouble
from planctongui.engine.trouble import translated
from planctongui.events import EngineDown, EngineUp, Event, PilotTurned, Turn
from planctongui.tongue import translate

log = logging.getLogger(__name__)

FIRST_PAUSE_S = 0.5
LONGEST_PAUSE_S = 10.0
"""An owner who has just started Docker should not wait longer than this."""

_TURNS = {turn.value: turn for turn in Turn}


class EngineWatch:
    """The listening thread; `post` must be callable from any thread."""

    def __init__(self, engine: DockerEngine, post: Callable[[Event], None]) -> None:
        self._engine = engine
        self._post = post
        self._over = threading.Event()
        self._stream: Any = None
        self._thread = threading.Thread(target=self._run, name="engine-watch", daemon=True)

    def start(self) -> None:
        """Begin to listen."""
        self._thread.start()

    def close(self) -> None:
        """Stop listening; returns at once, the thread ends by itself."""
        self._over.set()
        stream = self._stream
        if stream is not None:
            with contextlib.suppress(Exception):
                stream.close()

    def _run(self) -> None:
        pause_s = FIRST_PAUSE_S
        while not self._over.is_set():
            try:
                with translated(self._engine.which):
                    self._engine.ping()
                    self._stream = self._engine.client().events(
                        filters={"type": "container", "label": self._engine.label_filters()},
                        decode=True,
                    )
                    if self._over.is_set():
                        return  # closed while it was opened: nobody else would end it
                    self._post(EngineUp(self._name()))
                    pause_s = FIRST_PAUSE_S
                    for message in self._stream:
                        self._hear(message)
                trouble = EngineTrouble(
                    translate("Engine", "{engine} went away").format(engine=self._name()),
                    translate("Engine", "Pilots are looked for again as soon as it is back."),
                    down=True,
                )
            except EngineTrouble as error:
                trouble = error
            if self._over.is_set():
                return
            log.info("engine: %s", trouble)
            self._post(EngineDown(trouble.trouble, engine=self._name()))
            self._over.wait(pause_s)
            pause_s = min(LONGEST_PAUSE_S, pause_s * 2)

    def _name(self) -> str:
        return self._engine.which().name

    def _hear(self, message: dict[str, Any]) -> None:
        turn = _TURNS.get(str(message.get("Action", "")))
        attributes = (message.get("Actor") or {}).get("Attributes") or {}
        pilot = attributes.get(PREFIX + "pilot")
        if turn and pilot:
            self._post(PilotTurned(pilot, turn))
