"""The owner's input as GNOME's compositor sees it, on Wayland and on X11: no poll, no key seen.

For: telling "back" within a millisecond or two, and the age of the last input, by the service
org.gnome.Mutter.IdleMonitor. Not for: the bus itself (`session_bus`).

One watch fires when the owner has been idle for `calm_s`; it arms itself again. One fires at the
next input, once: it is armed anew whenever the owner is found away, and the idle time is asked
again after that, so that input in between is not missed. Typing costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from jeepney import DBusAddress, HeaderFields, Message

from planctongui.core.observation import Presence
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.session_bus import BusTrouble, SessionBus, believable
from planctongui.tongue import mark, translate

NAME = mark("Sensors", "GNOME idle monitor")
GONE = mark("Sensors", "GNOME's idle monitor went away.")
ADVICE = mark("Sensors", "planctongui asks again; if this stays, log out and in.")
_SERVICE = "org.gnome.Mutter.IdleMonitor"
_PATH = "/org/gnome/Mutter/IdleMonitor/Core"
_BUS = "org.freedesktop.DBus"


class MutterIdle:
    """An InputSource. Wakes the loop by its descriptor; all calls on one thread.

    `pump` and `presence` take a millisecond; a service that hangs costs 0.2 s once, then the
    source is blind and closed.
    """

    name = NAME

    def __init__(self, calm_s: float) -> None:
        """Set the watches; SourceMissing where there is no GNOME or it does not answer."""
        self._calm_ms = max(1, round(calm_s * 1000))
        self._why_blind = ""
        self._back = False
        try:
            bus = SessionBus()
        except BusTrouble as problem:
            raise SourceMissing(str(problem)) from problem
        self._bus: SessionBus | None = bus
        try:
            self._watch(bus)
        except BusTrouble as problem:
            self.close()
            raise SourceMissing(str(problem)) from problem
        except SourceMissing:
            self.close()
            raise

    def _watch(self, bus: SessionBus) -> None:
        # Before the owner is asked for, so that there is no moment in which it may go unseen.
        bus.listen(_BUS, _BUS, "NameOwnerChanged", _SERVICE)
        owner = bus.owner_of(_SERVICE)
        if owner is None:
            raise SourceMissing(translate("Sensors", "GNOME does not run here."))
        # By its unique name: another program that takes the name over knows none of our watches.
        self._monitor = DBusAddress(_PATH, owner, _SERVICE)
        bus.listen(owner, _SERVICE, "WatchFired")
        bus.call(self._monitor, "AddIdleWatch", "u", "t", self._calm_ms)
        self._arm(bus)
        self._idle_ms(bus)

    def _arm(self, bus: SessionBus) -> None:
        self._active_watch: int | None = bus.call(self._monitor, "AddUserActiveWatch", "u")

    def _idle_ms(self, bus: SessionBus) -> int:
        idle_ms: int = bus.call(self._monitor, "GetIdletime", "t")
        believable(idle_ms / 1000, NAME)
        return idle_ms

    def fileno(self) -> int | None:
        """The connection to the bus; None once the source is blind."""
        return None if self._bus is None else self._bus.fileno()

    def pump(self) -> None:
        """Take in the watches that fired."""
        if self._bus is not None:
            try:
                self._take_in(self._bus)
            except BusTrouble as problem:
                self._turn_blind(str(problem))

    def presence(self) -> Presence:
        """Ask for the idle time, unless a watch has just told that the owner is back."""
        if self._bus is not None:
            try:
                return Presence(NAME, self._age_s(self._bus))
            except BusTrouble as problem:
                self._turn_blind(str(problem))
        return Presence(NAME, None, self._why_blind or translate("Sensors", GONE))

    def _age_s(self, bus: SessionBus) -> float:
        self._take_in(bus)
        idle_ms = 0
        if not self._back:
            idle_ms = self._idle_ms(bus)
            if idle_ms >= self._calm_ms and self._active_watch is None:
                self._arm(bus)
                idle_ms = self._idle_ms(bus)
            # What came along with the answers no longer makes the descriptor readable.
            self._take_in(bus)
        if self._back:
            self._back = False
            return 0.0
        return idle_ms / 1000

    def _take_in(self, bus: SessionBus) -> None:
        for signal in bus.signals():
            if signal.header.fields.get(HeaderFields.member) == "NameOwnerChanged":
                raise BusTrouble(translate("Sensors", GONE))
            if self._is_active_watch(signal):
                self._active_watch = None
                self._back = True

    def _is_active_watch(self, signal: Message) -> bool:
        """Watches of others are told to everybody; the idle watch needs no answer but to wake."""
        return (
            self._active_watch is not None
            and signal.header.fields.get(HeaderFields.member) == "WatchFired"
            and signal.header.fields.get(HeaderFields.signature) == "u"
            and signal.body[0] == self._active_watch
        )

    def _turn_blind(self, why: str) -> None:
        self._why_blind = f"{why} {translate('Sensors', ADVICE)}"
        self.close()

    def close(self) -> None:
        """Leave the bus, and the watches go with us; may be called twice."""
        bus, self._bus = self._bus, None
        if bus is not None:
            bus.close()


def open_source(calm_s: float, wake: Callable[[], None]) -> MutterIdle:
    """Open it; `wake` is not needed, the descriptor wakes the loop. SourceMissing says why not."""
    del wake
    return MutterIdle(calm_s)
