"""The owner's input as the desktop's screen saver service counts it: polled, the last resort.

For: Wayland desktops that neither speak GNOME's nor the compositors' language for idleness but
answer org.freedesktop.ScreenSaver.GetSessionIdleTime. Not for: anything better being there.

The service tells nobody when the owner comes back. So a small thread wakes the loop every second
while the owner is away, and "back" is seen up to 1 s late. While the owner is here nothing runs.

It is written down nowhere whether the answer is in seconds or in milliseconds, and desktops differ
(KDE: milliseconds). It is read as milliseconds, which never makes the owner look away too early,
until it has kept step with our clock in seconds several times in a row.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

from jeepney import DBusAddress

from planctongui.core.observation import Presence
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.session_bus import BusTrouble, SessionBus, believable
from planctongui.tongue import mark, translate

NAME = mark("Sensors", "screen saver (polled)")
GONE = mark("Sensors", "The screen saver service was left.")
ADVICE = mark("Sensors", "planctongui asks again; if this stays, log out and in.")
TICK_S = 0.9
"""The loop is woken this often while the owner is away: a look later than 1 s would be too late."""
_SERVICE = "org.freedesktop.ScreenSaver"
_PATHS = ("/org/freedesktop/ScreenSaver", "/ScreenSaver")


class IdleUnit:
    """Finds out from the answers themselves whether they are seconds or milliseconds."""

    LOOKS_APART_S = 2.0
    STEPS_NEEDED = 3

    def __init__(self) -> None:
        self.unit_s = 0.001
        """Seconds in one unit of the answer."""
        self.sure = False
        self._last: tuple[float, int] | None = None
        self._steps = 0

    def look(self, now: float, answer: int) -> None:
        """Take one answer into account; `now` in monotonic seconds.

        Input between two answers makes any growth possible, so one that looks like seconds has to
        come several times in a row; one faster than any clock in seconds settles it at once.
        """
        if self._last is None or answer < self._last[1]:
            self._last, self._steps = (now, answer), 0
            return
        passed_s, grown = now - self._last[0], answer - self._last[1]
        if grown > 10 * (passed_s + 2):
            self.unit_s, self.sure = 0.001, True
            self._last = (now, answer)
        elif passed_s >= self.LOOKS_APART_S:
            in_step = abs(grown - passed_s) <= 1.1
            self._steps = self._steps + 1 if in_step else 0
            self._last = (now, answer)
            if self._steps >= self.STEPS_NEEDED and not self.sure:
                self.unit_s, self.sure = 1.0, True


class ScreenSaverIdle:
    """An InputSource without a descriptor: it wakes the loop by `wake`, from a thread of its own.

    `presence` takes a millisecond; a service that hangs costs 0.2 s once, then the source is
    blind and closed.
    """

    name = NAME

    def __init__(self, calm_s: float, wake: Callable[[], None]) -> None:
        """Ask once; SourceMissing where nobody answers."""
        self._calm_s = calm_s
        self._wake = wake
        self._unit = IdleUnit()
        self._why_blind = ""
        self._ticking = threading.Event()
        self._closing = threading.Event()
        try:
            bus = SessionBus()
        except BusTrouble as problem:
            raise SourceMissing(str(problem)) from problem
        try:
            self._service = self._find(bus)
        except (BusTrouble, SourceMissing) as problem:
            bus.close()
            raise SourceMissing(str(problem)) from problem
        self._bus: SessionBus | None = bus
        threading.Thread(target=self._tick, name="screen saver tick", daemon=True).start()

    def _find(self, bus: SessionBus) -> DBusAddress:
        owner = bus.owner_of(_SERVICE)
        if owner is None:
            raise SourceMissing(translate("Sensors", "No screen saver service runs here."))
        trouble = BusTrouble("")
        for path in _PATHS:
            address = DBusAddress(path, owner, _SERVICE)
            try:
                self._ask(bus, address)
            except BusTrouble as problem:
                trouble = problem
            else:
                return address
        raise trouble

    def _ask(self, bus: SessionBus, address: DBusAddress) -> float:
        answer: int = bus.call(address, "GetSessionIdleTime", "u")
        self._unit.look(time.monotonic(), answer)
        return believable(answer * self._unit.unit_s, NAME)

    def fileno(self) -> None:
        """It has none that would tell of input."""

    def pump(self) -> None:
        """Nothing to take in."""

    def presence(self) -> Presence:
        """Ask for the idle time."""
        if self._bus is None:
            return Presence(NAME, None, self._why_blind or translate("Sensors", GONE))
        try:
            age_s = self._ask(self._bus, self._service)
            self._bus.signals()
        except BusTrouble as problem:
            self._why_blind = f"{problem} {translate('Sensors', ADVICE)}"
            self.close()
            return Presence(NAME, None, self._why_blind)
        if age_s >= self._calm_s or (age_s > 0 and not self._unit.sure):
            self._ticking.set()
        else:
            self._ticking.clear()
        return Presence(NAME, age_s)

    def _tick(self) -> None:
        while self._ticking.wait() and not self._closing.wait(TICK_S):
            if self._ticking.is_set():
                self._wake()

    def close(self) -> None:
        """Leave the bus and end the thread; may be called twice, does not wait."""
        self._closing.set()
        self._ticking.set()
        bus, self._bus = self._bus, None
        if bus is not None:
            bus.close()


def open_source(calm_s: float, wake: Callable[[], None]) -> ScreenSaverIdle:
    """Open it. SourceMissing says why not."""
    return ScreenSaverIdle(calm_s, wake)
