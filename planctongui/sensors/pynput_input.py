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

from planctongui.core.model import Presence
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.surroundings import need_x11

NAME = "pynput"
GONE = "The display server went away."


class PynputInput:
    """An InputSource. It has no descriptor: it wakes the loop by `wake`, from its own threads."""

    name = NAME

    def __init__(self, calm_s: float, wake: Callable[[], None]) -> None:
        """Start resting: the owner has just been here. SourceMissing when pynput cannot work."""
        need_x11()
        _probe_display()
        makers = _listener_makers()
        self._calm_s = calm_s
        self._wake = wake
        self._lock = threading.Lock()
        self._last_input = time.monotonic()
        self._armed: dict[str, float] = {}
        """Device -> monotonic second since which it is listened to."""
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
                return Presence(NAME, None, GONE)
            if len(self._armed) < len(self._threads):
                return Presence(NAME, 0.0)
            return Presence(NAME, max(0.0, time.monotonic() - max(self._armed.values())))

    def listening(self) -> bool:
        """True while any device is listened to."""
        with self._lock:
            return bool(self._armed)

    def close(self) -> None:
        """Stop listening and free the connections; may be called twice, does not wait."""
        self._closing.set()
        with self._lock:
            listeners = list(self._listeners.values())
        for listener in listeners:
            _stop(listener)

    def _take_turns(self, device: str, make: Callable[[Callable[..., bool]], Any]) -> None:
        while not self._closing.wait(self._rest_left_s()):
            if self._rest_left_s() > 0:
                continue  # the other device had input meanwhile
            try:
                self._listen(device, make(self._seen))
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
            self._armed[device] = time.monotonic()
        try:
            # On our own thread, not by start(): so its last words are ours to hear.
            listener.run()
            if time.monotonic() - self._last_input > self._calm_s and not self._closing.is_set():
                raise ConnectionError("the listener ended without input")
        finally:
            with self._lock:
                self._listeners.pop(device, None)
                self._armed.pop(device, None)

    def _seen(self, *_: object) -> bool:
        """Called by pynput on the device's thread; False ends that listener."""
        with self._lock:
            self._last_input = time.monotonic()
            # Not armed any more, although the thread takes some milliseconds to end.
            device = threading.current_thread().name.removeprefix("pynput ")
            self._armed.pop(device, None)
        self._wake()
        return False


def _probe_display() -> None:
    """SourceMissing unless the display answers; importing pynput tells that the first time only."""
    try:
        connection = display.Display()
        recordable = connection.has_extension("RECORD")
        connection.close()
    except (OSError, error.DisplayError, error.ConnectionClosedError) as problem:
        raise SourceMissing("The X11 display does not let us in.") from problem
    if not recordable:
        raise SourceMissing("This X11 display tells nobody of input (extension RECORD).")


def _listener_makers() -> dict[str, Callable[[Callable[..., bool]], Any]]:
    """Device -> how to make its listener; imports pynput, which connects to the display."""
    try:
        from pynput import keyboard, mouse
    except Exception as problem:
        # ImportError without a display, and whatever python-xlib says to a display that is gone.
        raise SourceMissing("pynput cannot reach the display.") from problem
    return {
        "keyboard": lambda seen: keyboard.Listener(on_press=seen, on_release=seen),
        "mouse": lambda seen: mouse.Listener(on_move=seen, on_click=seen, on_scroll=seen),
    }


def _stop(listener: Any) -> None:
    """End a listener now. pynput's own stop() takes effect only with the next input."""
    context, control = (getattr(listener, part, None) for part in ("_context", "_display_stop"))
    if context is None or control is None:
        return  # It is just starting; stop() would wait for it. It ends with the next input.
    try:
        listener.stop()
        control.record_disable_context(context)
        control.flush()
    except Exception:
        return


def open_source(calm_s: float, wake: Callable[[], None]) -> PynputInput:
    """Open it. SourceMissing says why not."""
    return PynputInput(calm_s, wake)
