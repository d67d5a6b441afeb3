"""Small ears for single facts on D-Bus: power, network, what keeps the screen on.

For: UPower and NetworkManager (system bus), the desktop's inhibitors (session bus). Cost: nothing
at rest. Latency: one message. Not for: logind (`logind`), or what follows from a fact.
"""

from __future__ import annotations

import math
from typing import Any

from planctongui.sensors.bus import Ask, BusTrouble, Signal
from planctongui.tongue import translate

_YES, _GUESS_YES = 1, 3


class Fact:
    """An Ear that asks anew whenever its service says anything; read by any thread."""

    service = ""
    path = ""
    below = False

    def __init__(self) -> None:
        self.works = False
        self.why = translate("Sensors", "It was not asked yet.")

    def meet(self, ask: Ask) -> None:
        self._learn(ask)
        self.works, self.why = True, ""

    def heard(self, ask: Ask, signal: Signal) -> None:
        del signal
        self.meet(ask)

    def lost(self, why: str, gone: bool) -> None:
        """A hanging service's last word stands; one that left has no say."""
        self.works, self.why = False, why
        if gone:
            self._forget()

    def _learn(self, ask: Ask) -> None:
        raise NotImplementedError

    def _forget(self) -> None:
        raise NotImplementedError


class UPower(Fact):
    """Mains or battery, and how full."""

    service = "org.freedesktop.UPower"
    path = "/org/freedesktop/UPower"
    below = True
    on_battery: bool | None = None
    percent: float | None = None

    def _learn(self, ask: Ask) -> None:
        told = ask.properties(self.path, self.service)
        on_battery = told.get("OnBattery")
        if not isinstance(on_battery, bool):
            raise BusTrouble(
                translate("Sensors", "UPower does not say whether there is mains power.")
            )
        percent = self._charge(ask) if on_battery else None
        self.on_battery, self.percent = on_battery, percent

    def _charge(self, ask: Ask) -> float | None:
        path = "/org/freedesktop/UPower/devices/DisplayDevice"
        try:
            percent = ask.properties(path, f"{self.service}.Device").get("Percentage")
        except BusTrouble:
            return None
        return percent if isinstance(percent, float) and 0 <= percent <= 100 else None

    def _forget(self) -> None:
        self.on_battery = self.percent = None


class Network(Fact):
    """Whether the network costs by the byte, or probably does."""

    service = "org.freedesktop.NetworkManager"
    path = "/org/freedesktop/NetworkManager"
    metered: bool | None = None

    def _learn(self, ask: Ask) -> None:
        told = ask.properties(self.path, self.service).get("Metered")
        if isinstance(told, bool) or not isinstance(told, int):
            raise BusTrouble(
                translate("Sensors", "NetworkManager does not say whether the network is metered.")
            )
        self.metered = told in (_YES, _GUESS_YES)

    def _forget(self) -> None:
        self.metered = None


class _Inhibited(Fact):
    inhibited: bool | None = None

    def _learn(self, ask: Ask) -> None:
        told = self._ask(ask)
        if not isinstance(told, bool):
            raise BusTrouble(
                translate(
                    "Sensors", "{service} does not say whether the screen is kept on."
                ).format(service=self.service)
            )
        self.inhibited = told

    def _ask(self, ask: Ask) -> Any:
        raise NotImplementedError

    def _forget(self) -> None:
        self.inhibited = None


class GnomeInhibitors(_Inhibited):
    """GNOME: a browser's film or call tells the session, not logind."""

    service = "org.gnome.SessionManager"
    path = "/org/gnome/SessionManager"
    _IDLE = 8

    def _ask(self, ask: Ask) -> Any:
        return ask.call(self.path, self.service, "IsInhibited", "u", (self._IDLE,))[0]


class DesktopInhibitors(_Inhibited):
    """KDE, Xfce, MATE and others: the freedesktop power service."""

    service = "org.freedesktop.PowerManagement.Inhibit"
    path = "/org/freedesktop/PowerManagement/Inhibit"

    def _ask(self, ask: Ask) -> Any:
        return ask.call(self.path, self.service, "HasInhibit")[0]


def enough(on_battery: bool | None, percent: float | None, above: float) -> bool:
    """True when pilots may run with this power; an unknown charge on battery is not enough."""
    if not on_battery:
        return True
    return percent is not None and math.isfinite(percent) and percent > above
