"""The owner's input as a Wayland compositor sees it: sway, KDE and all that speak its protocols.

For: telling "back" at the first input, by ext_idle_notify_v1 or else the older org_kde_kwin_idle.
Not for: GNOME, which speaks neither (that is `mutter_idle`), or the bytes (`wayland_wire`).

The compositor tells when a seat has been idle for `calm_s` and when it is used again; no poll, no
thread, no key. It tells no idle time, so the owner's age is 0 until they are away.
"""

from __future__ import annotations

import struct
import time
from collections.abc import Callable
from functools import partial

from planctongui.core.observation import Presence
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.surroundings import is_wayland
from planctongui.sensors.wayland_wire import Wire, WireTrouble, socket_path, string_at
from planctongui.tongue import mark, translate

NAME = mark("Sensors", "Wayland idle notice")
ADVICE = mark("Sensors", "Log in to a session on X11, or to GNOME, KDE or sway, for pilots to run.")
_SEAT = "wl_seat"
_EXT, _KDE = "ext_idle_notifier_v1", "org_kde_kwin_idle"
_GLOBAL, _GLOBAL_REMOVE = 0, 1
_EXT_GET, _EXT_GET_INPUT = 1, 2
_KDE_GET = 0
_IDLED, _RESUMED = 0, 1
"""Both protocols number these events alike."""


class WaylandIdle:
    """An InputSource. Wakes the loop by its descriptor; all calls on one thread.

    `presence` makes sure that the compositor still answers before it says that nobody is there;
    one that hangs costs 0.2 s once, then the source is blind and closed.
    """

    name = NAME

    def __init__(self, calm_s: float) -> None:
        """Ask for notices of all seats; SourceMissing when the compositor gives none."""
        if not is_wayland():
            raise SourceMissing(translate("Sensors", "This is no Wayland session."))
        self._calm_s = calm_s
        self._why_blind = ""
        self._offered: dict[str, tuple[int, int]] = {}
        """Interface -> its name (a number) and version, of what we may ask for notices."""
        self._seats: list[int] = []
        """Names of the seats that were offered and are not watched yet."""
        self._idle_since: dict[int, float | None] = {}
        """Name of each watched seat -> monotonic second of its last input; None = in use."""
        try:
            wire = Wire(socket_path())
        except WireTrouble as problem:
            raise SourceMissing(f"{problem} {translate('Sensors', ADVICE)}") from problem
        self._wire: Wire | None = wire
        try:
            self._registry = wire.registry(self._on_registry)
            wire.round_trip()
            self._find_notifier(wire)
            self._watch_seats(wire)
            # When it is answered, all notices are asked for, and none was refused.
            wire.round_trip()
        except (WireTrouble, SourceMissing) as problem:
            self.close()
            raise SourceMissing(f"{problem} {translate('Sensors', ADVICE)}") from problem

    def _find_notifier(self, wire: Wire) -> None:
        # The notices must not heed a film that keeps the screen on: that is no input.
        for interface, best in ((_EXT, 2), (_KDE, 1)):
            if interface in self._offered:
                name, version = self._offered[interface]
                self._interface, self._version = interface, min(version, best)
                self._notifier = wire.bind(self._registry, name, interface, self._version)
                self._notifier_name = name
                return
        raise SourceMissing(
            translate("Sensors", "This compositor does not tell programs whether you are idle.")
        )

    def _watch_seats(self, wire: Wire) -> None:
        timeout_ms = max(1, round(self._calm_s * 1000))
        for name in self._seats:
            seat = wire.bind(self._registry, name, _SEAT, 1)
            self._idle_since[name] = None
            notice = wire.add(partial(self._on_notice, name))
            if self._interface == _KDE:
                wire.send(self._notifier, _KDE_GET, notice, seat, timeout_ms)
            else:
                get = _EXT_GET_INPUT if self._version >= 2 else _EXT_GET
                wire.send(self._notifier, get, notice, timeout_ms, seat)
        self._seats.clear()
        if not self._idle_since:
            raise SourceMissing(
                translate("Sensors", "This compositor has no seat, so no keyboard and no mouse.")
            )

    def _on_registry(self, event: int, arguments: bytes) -> None:
        (name,) = struct.unpack_from("=I", arguments)
        if event == _GLOBAL:
            interface = string_at(arguments, 4)
            (version,) = struct.unpack_from("=I", arguments, len(arguments) - 4)
            if interface == _SEAT:
                self._seats.append(name)
            elif interface in (_EXT, _KDE):
                self._offered[interface] = (name, version)
        elif event == _GLOBAL_REMOVE:
            self._idle_since.pop(name, None)
            if name in self._seats:
                self._seats.remove(name)
            if name == getattr(self, "_notifier_name", None):
                raise WireTrouble(
                    translate(
                        "Sensors", "The Wayland compositor stopped telling whether you are idle."
                    )
                )

    def _on_notice(self, name: int, event: int, _: bytes) -> None:
        if name in self._idle_since and event in (_IDLED, _RESUMED):
            idle = event == _IDLED
            self._idle_since[name] = time.monotonic() - self._calm_s if idle else None

    def fileno(self) -> int | None:
        """The connection to the compositor; None once the source is blind."""
        return None if self._wire is None else self._wire.fileno()

    def pump(self) -> None:
        """Take in the notices that came."""
        if self._wire is not None:
            self._take_in(self._wire, self._wire.pump)

    def presence(self) -> Presence:
        """Seconds since the last input on any seat; 0 while one is in use."""
        self.pump()
        if self._wire is not None and self._age_s() > 0:
            self._take_in(self._wire, self._wire.round_trip)
        if self._wire is None:
            return Presence(NAME, None, self._why_blind)
        return Presence(NAME, self._age_s())

    def _take_in(self, wire: Wire, read: Callable[[], None]) -> None:
        try:
            read()
            if self._seats:
                self._watch_seats(wire)
        except (WireTrouble, SourceMissing) as problem:
            self._turn_blind(str(problem))

    def _age_s(self) -> float:
        """Of the seat used last; without any seat nobody knows, which counts as in use."""
        since = [0.0 if at is None else time.monotonic() - at for at in self._idle_since.values()]
        return min(since, default=0.0)

    def _turn_blind(self, why: str) -> None:
        self._why_blind = f"{why} {translate('Sensors', ADVICE)}"
        self.close()

    def close(self) -> None:
        """Leave the compositor; may be called twice."""
        wire, self._wire = self._wire, None
        if wire is not None:
            wire.close()
            self._why_blind = self._why_blind or translate(
                "Sensors", "The Wayland compositor was left. {advice}"
            ).format(advice=translate("Sensors", ADVICE))


def open_source(calm_s: float, wake: Callable[[], None]) -> WaylandIdle:
    """Open it; `wake` is not needed, the descriptor wakes the loop. SourceMissing says why not."""
    del wake
    return WaylandIdle(calm_s)
