"""All that besides the owner's input says "hold": put together from small backends.

For: one question that the spawner asks in every step, answered from what is known already; it takes
some microseconds. D-Bus is heard on threads of its own (`bus`), the rest is looked at on another
(`looker`); both wake the loop when something changed. A backend that fails is left out, and
`sources` says so. Not for: the owner's input (`watch`), or any reading itself.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from planctongui.core.observation import Condition, SourceStatus
from planctongui.core.verdict import Reason
from planctongui.core.wishes import Minding
from planctongui.sensors import exclusive, machine
from planctongui.sensors.bus import BusListener
from planctongui.sensors.full_screen import FullScreen
from planctongui.sensors.logind import Logind
from planctongui.sensors.logins import Logins
from planctongui.sensors.looker import Look, Looker
from planctongui.sensors.services import (
    DesktopInhibitors,
    GnomeInhibitors,
    Network,
    UPower,
    enough,
)
from planctongui.sensors.strain import Strain
from planctongui.tongue import mark, translate

HANGS_S = 30.0
"""A look that takes longer than this hangs; then it is not known who is here."""


class Conditions:
    """Never raises and never blocks, but while it is made (some milliseconds).

    `minding` is what the owner wishes, `wake` makes the loop step, from any thread.
    """

    def __init__(self, minding: Minding, wake: Callable[[], None]) -> None:
        self._minding = minding
        self._logind = Logind()
        self._upower, self._network = UPower(), Network()
        self._inhibitors = (GnomeInhibitors(), DesktopInhibitors())
        self._logins = Logins()
        self._full_screen = FullScreen()
        self._strain = Strain(lambda: self._minding)
        self._buses = (
            BusListener("SYSTEM", (self._logind, self._upower, self._network), wake),
            BusListener("SESSION", self._inhibitors, wake),
        )
        self._looker = Looker(
            (
                Look(
                    mark("Sensors", "remote logins"),
                    2.0,
                    self._see_logins,
                    lambda: self._logins.news(self._logind.remote),
                ),
                Look(
                    mark("Sensors", "memory pressure"),
                    2.0,
                    self._strain.memory,
                    self._strain.memory_news,
                ),
                Look(mark("Sensors", "CPU pressure"), 10.0, self._strain.cpu),
                Look(
                    mark("Sensors", "full screen"),
                    2.0,
                    self._see_full_screen,
                    self._full_screen.news,
                ),
                Look(mark("Sensors", "exclusive programs"), 10.0, self._see_exclusive),
                Look(mark("Sensors", "battery"), 10.0, self._see_battery),
                Look(mark("Sensors", "temperature"), 10.0, self._strain.heat),
                Look(mark("Sensors", "disk"), 10.0, self._strain.disk),
            ),
            wake,
        )

    def now(self) -> tuple[Condition, ...]:
        """What holds pilots now, the weightiest first. Looks that are due are begun."""
        self._looker.poke()
        wish = self._minding
        found = [*self._logind.conditions(wish.inhibitors)]
        hanging, for_s = self._looker.stuck()
        if for_s > HANGS_S:
            found.append(
                Condition(
                    Reason.REMOTE_USER,
                    translate("Sensors", "or not: the look at {hanging} hangs").format(
                        hanging=translate("Sensors", hanging)
                    ),
                )
            )
        if wish.inhibitors and any(one.inhibited for one in self._inhibitors):
            found.append(
                Condition(Reason.INHIBITED, translate("Sensors", "a program keeps the screen on"))
            )
        if not enough(self._upower.on_battery, self._upower.percent, wish.battery_above):
            found.append(_on_battery(self._upower.percent))
        if wish.metered and self._network.metered:
            found.append(Condition(Reason.METERED))
        found += self._seen_by_looks(found)
        order = list(Reason)
        found.sort(key=lambda condition: order.index(condition.reason))
        return tuple(found)

    def _seen_by_looks(self, told: Sequence[Condition]) -> Iterator[Condition]:
        """What looks add to what is `told` already: a film that says so itself is told once."""
        no_film = self.locked or any(one.reason is Reason.INHIBITED for one in told)
        for look in self._looker.looks:
            found = look.condition
            if found is not None and not (no_film and found.reason is Reason.INHIBITED):
                yield found

    @property
    def locked(self) -> bool | None:
        """True when the owner locked the screen and that means away; None = not known."""
        return self._logind.locked if self._minding.lock_is_away else None

    def mind(self, minding: Minding) -> None:
        """The owner's new wishes."""
        if minding != self._minding:
            self._minding = minding
            self._looker.poke(anew=True)

    def sources(self) -> tuple[SourceStatus, ...]:
        """Every backend: whether it works, and what it sees or why it does not."""
        system, session = self._buses
        told = [replace(self._logind_status(), heard_s=system.heard_s(self._logind))]
        for name, bus, fact, seen in (
            ("UPower", system, self._upower, _power_phrase(self._upower)),
            ("NetworkManager", system, self._network, _network_phrase(self._network)),
            (
                mark("Sensors", "GNOME's inhibitors"),
                session,
                self._inhibitors[0],
                _on(self._inhibitors[0].inhibited),
            ),
            (
                mark("Sensors", "desktop's inhibitors"),
                session,
                self._inhibitors[1],
                _on(self._inhibitors[1].inhibited),
            ),
        ):
            detail = seen if fact.works else fact.why
            told.append(SourceStatus(name, fact.works, detail, heard_s=bus.heard_s(fact)))
        return (*told, *map(self._look_status, self._looker.looks))

    def close(self) -> None:
        """End the threads, let the machine sleep when it likes."""
        for bus in self._buses:
            bus.close()
        self._logind.close()
        self._looker.close()
        self._full_screen.close()

    def _look_status(self, look: Look) -> SourceStatus:
        heard_s = time.monotonic() - look.seen_at
        hanging, for_s = self._looker.stuck()
        if look.name == hanging and for_s > HANGS_S:
            told = translate("Sensors", "It hangs for {for_s} s.").format(for_s=f"{for_s:.0f}")
            return SourceStatus(look.name, False, told, heard_s=heard_s)
        return SourceStatus(look.name, look.works, look.phrase, heard_s=heard_s)

    def _logind_status(self) -> SourceStatus:
        if not self._logind.works:
            return SourceStatus("logind", False, self._logind.why)
        words = {
            True: translate("Sensors", "locked"),
            False: translate("Sensors", "not locked"),
            None: translate("Sensors", "no screen of yours"),
        }
        told = words[self._logind.locked]
        if self._logind.inhibitors:
            form = translate("Sensors", "{screen}, kept on by {who}")
            told = form.format(screen=told, who=self._logind.inhibitors[0])
        return SourceStatus("logind", True, told)

    # Looks, on their thread. LookupError = not available here -------------------------------------

    def _see_logins(self) -> tuple[Condition | None, str]:
        idle_s = self._minding.remote_idle_s
        if idle_s <= 0:
            return None, translate("Sensors", "you do not mind them")
        found = self._logins.look(self._logind.remote, idle_s)
        return found, found.detail if found else translate("Sensors", "nobody from elsewhere")

    def _see_full_screen(self) -> tuple[Condition | None, str]:
        if not self._minding.full_screen:
            return None, translate("Sensors", "you do not mind it")
        name = self._full_screen.look()
        if name is None:
            return None, translate("Sensors", "no window fills the screen")
        fills = translate("Sensors", "{name} fills the screen")
        told = fills.format(name=name or translate("Sensors", "a window"))
        return Condition(Reason.INHIBITED, told), told

    def _see_exclusive(self) -> tuple[Condition | None, str]:
        if not self._minding.exclusive:
            return None, translate("Sensors", "you named none")
        name = exclusive.running(self._minding.exclusive)
        if name is None:
            return None, translate("Sensors", "none runs")
        return Condition(Reason.EXCLUSIVE_APP, name), translate("Sensors", "{name} runs").format(
            name=name
        )

    def _see_battery(self) -> tuple[Condition | None, str]:
        told = machine.battery()
        if told is None:
            return None, translate("Sensors", "there is none: mains")
        on_battery, percent = told
        phrase = f"{_power(on_battery)}, {percent:.0f} %"
        # UPower knows better where it is there: it counts mice and spare batteries right.
        if self._upower.works or enough(on_battery, percent, self._minding.battery_above):
            return None, phrase
        return _on_battery(percent), phrase


def _on_battery(percent: float | None) -> Condition:
    return Condition(Reason.BATTERY, "" if percent is None else f"{percent:.0f} %")


def _power_phrase(power: UPower) -> str:
    return _power(bool(power.on_battery))


def _power(on_battery: bool) -> str:
    return translate("Sensors", "on battery") if on_battery else translate("Sensors", "on mains")


def _network_phrase(network: Network) -> str:
    return translate("Sensors", "metered") if network.metered else translate("Sensors", "free")


def _on(inhibited: bool | None) -> str:
    return (
        translate("Sensors", "the screen is kept on")
        if inhibited
        else translate("Sensors", "nothing keeps the screen on")
    )
