"""The owner's input by pynput: the fallback where the display server has no idle alarm.

For: telling that there was input. Not for: what was typed: callbacks drop their arguments and only
note the time, and each listener ends itself at the first event it gets.

One thread per device takes turns: it rests for `calm_s` after the last known input, then listens.
So typing costs one event per device and `calm_s`, and nothing at all runs while the owner is away.
What it costs: input during a rest is not seen, so the owner counts as away only after `calm_s` of
*listening* without input, which is up to twice `calm_s` after the last key.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

from Xlib import display, error

from planctongui.core.observation import Presence
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.surroundings import need_x11
from planctongui.tongue import mark, translate

NAME = "pynput"
GONE = mark("Sensors", "The display server went away.")
START_S = 0.5
"""A listener is not trusted to hear anything before this, seconds: it makes two connections."""
_LOST = (OSError, error.ConnectionClosedError)


class PynputInput:
    """An InputSource. It has no descriptor: it wakes the loop by `wake`, from its own threads."""

    name = NAME

    def __init__(self, calm_s: float, wake: Callable[[], None]) -> None:
        """Start resting: the owner has just been here. SourceMissing when pynput cannot work."""
        need_x11()
        control = _connect()
        try:
            makers = _listener_makers()
        except SourceMissing:
            control.close()
            raise
        self._control: Any | None = control
        """A connection of our own by which listeners are ended; closed by the last thread."""
        self._control_lock = threading.Lock()
        self._turning = len(makers)
        self._calm_s = calm_s
        self._wake = wake
        self._lock = threading.Lock()
        self._last_input = time.monotonic()
        self._armed: dict[str, float] = {}
        """Device -> monotonic second from which on it is surely listened to."""
        self._listeners: dict[str, Any] = {}
        self._closing = threading.Event()
        self._broken = False
        self._threads = [
            threading.Thread(
                target=self._take_turns, args=(device, make), name=f"pynput {device}", daemon=True
            )
            for device, make in makers.items()
        ]
        for thread in self._threads:
            thread.start()

    def fileno(self) -> None:
        """It has none."""

    def pump(self) -> None:
        """Nothing to take in."""

    def presence(self) -> Presence:
        """Age = seconds of listening without input; 0 while resting, when input goes unseen."""
        with self._lock:
            if self._broken or self._closing.is_set():
                return Presence(NAME, None, translate("Sensors", GONE))
            if len(self._armed) < len(self._threads):
                return Presence(NAME, 0.0)
            return Presence(NAME, max(0.0, time.monotonic() - max(self._armed.values())))

    def listening(self) -> bool:
        """True while any device is listened to."""
        with self._lock:
            return bool(self._armed)

    def close(self) -> None:
        """Stop listening and free the connections; may be called twice, does not wait.

        A listener that is just starting ends with the next input instead of at once.
        """
        self._closing.set()
        with self._lock:
            listeners = list(self._listeners.values())
        for listener in listeners:
            self._end(listener)

    def _take_turns(self, device: str, make: Callable[[Callable[..., bool]], Any]) -> None:
        try:
            self._turns(device, make)
        finally:
            self._leave()

    def _turns(self, device: str, make: Callable[[Callable[..., bool]], Any]) -> None:
        while not self._closing.wait(self._rest_left_s()):
            if self._rest_left_s() > 0:
                continue  # the other device had input meanwhile
            try:
                self._listen(device, make(lambda *_: self._seen(device)))
            except Exception:
                # Whatever a listener dies of (pynput lets python-xlib's errors through), from
                # here on this source would be deaf: the one border at which that is caught.
                with self._lock:
                    self._broken = True
                self._wake()
                return

    def _rest_left_s(self) -> float:
        with self._lock:
            return max(0.0, self._last_input + self._calm_s - time.monotonic())

    def _listen(self, device: str, listener: Any) -> None:
        with self._lock:
            if self._closing.is_set():
                return
            self._listeners[device] = listener
            self._armed[device] = time.monotonic() + START_S
        try:
            # On our own thread, not by start(): so its last words are ours to hear.
            listener.run()
            if self._rest_left_s() == 0 and not self._closing.is_set():
                raise ConnectionError(translate("Sensors", "the listener ended without input"))
        except Exception:
            _disconnect(listener)
            raise
        finally:
            with self._lock:
                self._listeners.pop(device, None)
                self._armed.pop(device, None)

    def _seen(self, device: str) -> bool:
        """There was input; on the device's thread. False = let pynput end the listener itself."""
        with self._lock:
            self._last_input = time.monotonic()
            # Not armed any more, although the thread takes some milliseconds to end.
            first = self._armed.pop(device, None) is not None
            listener = self._listeners.get(device)
        if first:
            self._wake()
        return self._end(listener)

    def _end(self, listener: Any) -> bool:
        """End a listener at once, from any thread; False when it is not in a state to be ended.

        Not by pynput's own stop(): in 1.7 that blocks for ever when it is called from a callback,
        in 1.8 it takes effect only with the next input. Told by another connection, the X server
        ends the recording itself, and the thread with it. It is our own connection, because
        python-xlib does not bear that the listener closes one of its own while we write to it.
        """
        context = getattr(listener, "_context", None)
        with self._control_lock:
            if context is None or self._control is None:
                return False
            try:
                self._control.record_disable_context(context)
                self._control.flush()
            except _LOST:
                return False
        return True

    def _leave(self) -> None:
        with self._control_lock:
            self._turning -= 1
            if self._turning or self._control is None:
                return
            control, self._control = self._control, None
        try:
            control.close()
        except _LOST:
            control.display.socket.close()


def _connect() -> Any:
    """A connection to DISPLAY. SourceMissing when it does not answer or cannot tell of input.

    Importing pynput would find that out too, but only the first time.
    """
    try:
        connection = display.Display()
        recordable = connection.has_extension("RECORD")
    except (error.DisplayError, *_LOST) as problem:
        raise SourceMissing(
            translate("Sensors", "The X11 display does not let us in.")
        ) from problem
    if not recordable:
        connection.close()
        raise SourceMissing(
            translate("Sensors", "This X11 display tells nobody of input (extension RECORD).")
        )
    # Ending a listener that has just ended by itself is an error that means nothing.
    connection.set_error_handler(lambda *_: None)
    return connection


def _listener_makers() -> dict[str, Callable[[Callable[..., bool]], Any]]:
    """Device -> how to make its listener; imports pynput, which connects to the display."""
    try:
        from pynput import keyboard, mouse
    except Exception as problem:
        # ImportError without a display, and whatever python-xlib says to a display that is gone.
        raise SourceMissing(translate("Sensors", "pynput cannot reach the display.")) from problem
    return {
        "keyboard": lambda seen: keyboard.Listener(on_press=seen, on_release=seen),
        "mouse": lambda seen: mouse.Listener(on_move=seen, on_click=seen, on_scroll=seen),
    }


def _disconnect(listener: Any) -> None:
    """Close what a listener that broke has left open: two connections to a server that is gone."""
    for part in ("_display_stop", "_display_record"):
        connection = getattr(listener, part, None)
        if connection is not None:
            connection.display.socket.close()


def open_source(calm_s: float, wake: Callable[[], None]) -> PynputInput:
    """Open it. SourceMissing says why not."""
    return PynputInput(calm_s, wake)
