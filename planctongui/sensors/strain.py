"""What the machine itself cannot bear: heat, programs that wait for memory or CPU, a full disk.

For: looks that compare one reading with the owner's limit, and stay a little beyond it, so that
pilots are not held and released all the time. Not for: reading (`machine`).
Thread: the one of slow looks. Cost: below 1 ms each. Latency: the look's interval, and the kernel's
pressure is a mean over 10 s.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from planctongui.core.observation import Condition
from planctongui.core.verdict import Reason
from planctongui.core.wishes import Minding
from planctongui.sensors import machine
from planctongui.tongue import translate

COOLER = 5.0
CALMER = 0.8
ROOMIER = 1.1
"""Degrees, part of the pressure, part of the room on the disk at which it is over."""

REST_S = 60.0
"""The CPU's pressure has the pilots' own waiting in it: it falls as soon as they are held."""

Seen = tuple[Condition | None, str]
"""What holds pilots, and a phrase on what was seen."""


class Strain:
    """Each method is one look; it raises LookupError where the machine does not tell."""

    def __init__(self, minding: Callable[[], Minding]) -> None:
        """`minding` gives the owner's wishes of the moment."""
        self._minding = minding
        self._hot = self._short = self._full = False
        self._pressed_at = -math.inf
        self._waiting: float | None = None
        """Percent of the last look at memory."""

    def heat(self) -> Seen:
        """The hottest sensor."""
        celsius, limit = machine.hottest(), self._minding().max_celsius
        if celsius is None:
            raise LookupError(translate("Sensors", "This machine shows no temperature."))
        self._hot = 0 < limit < celsius + (COOLER if self._hot else 0)
        phrase = translate("Sensors", "{celsius} degrees").format(celsius=f"{celsius:.0f}")
        return Condition(Reason.HOT, phrase) if self._hot else None, phrase

    def memory(self) -> Seen:
        """How long programs wait for memory."""
        self._waiting = machine.pressure("memory")
        percent, limit = _told(self._waiting), self._minding().max_memory_pressure
        self._short = 0 < limit * (CALMER if self._short else 1) < percent
        phrase = _of_the_time(percent)
        return Condition(Reason.PRESSURE, phrase) if self._short else None, phrase

    def memory_news(self) -> bool:
        """False when a look at memory would say the same again. On any thread, 0.03 ms."""
        return machine.pressure("memory") != self._waiting

    def cpu(self) -> Seen:
        """How long programs wait for the CPU; over the limit it holds for a minute at least."""
        percent, limit = _told(machine.pressure("cpu")), self._minding().max_cpu_pressure
        phrase = _of_the_time(percent)
        if 0 < limit < percent:
            self._pressed_at = time.monotonic()
        pressed = limit > 0 and time.monotonic() - self._pressed_at < REST_S
        return Condition(Reason.CPU_PRESSURE, phrase) if pressed else None, phrase

    def disk(self) -> Seen:
        """Room where the engine keeps images and logs."""
        free_mb, limit = machine.free_disk_mb(), self._minding().keep_disk_mb
        self._full = free_mb < limit * (ROOMIER if self._full else 1)
        phrase = translate("Sensors", "{room} MiB free").format(room=free_mb)
        return Condition(Reason.LITTLE_DISK, phrase) if self._full else None, phrase


def _told(percent: float | None) -> float:
    if percent is None:
        told = translate("Sensors", "This kernel does not tell (it needs CONFIG_PSI, psi=1).")
        raise LookupError(told)
    return percent


def _of_the_time(percent: float) -> str:
    return translate("Sensors", "{percent} % of the time").format(percent=f"{percent:.0f}")
