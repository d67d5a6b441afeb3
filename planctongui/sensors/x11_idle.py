"""The owner's input on X11, from the server's own idle counter: no poll, no thread, no key seen.

For: telling "back" within a millisecond of the first input, and the age of the last one.
Not for: Wayland (refused), or the wire format (that is `x_sync`).

Two alarms stay armed for ever: one fires when the owner has been idle for `calm_s`, one at the
first input after that. While the owner types neither fires, so typing costs nothing. A third one
comes and goes with a bump of the table: it wakes the loop to judge it, and at the next input. Where
the server forgets it, which happens, the next tick judges. An owner who is known to be idle is so
until an alarm says otherwise: until then the server is asked now and then only.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any

from Xlib import display, error

from planctongui.core.bump import JUDGED_AFTER_S, Point
from planctongui.core.observation import Presence
from planctongui.sensors import x_sync
from planctongui.sensors.bump_filter import BumpFilter
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.surroundings import need_x11
from planctongui.tongue import mark, translate

NAME = mark("Sensors", "X11 idle alarm")
GONE = mark("Sensors", "The display server went away.")
ASK_AGAIN_S = 10.0
"""An idle owner's counter is read this often, in case the server forgot an alarm."""
_COUNTER = "IDLETIME"
_LOST = (OSError, error.ConnectionClosedError)


class X11Idle:
    """An InputSource. Wakes the loop by its descriptor; all calls on one thread."""

    name = NAME

    def __init__(self, calm_s: float) -> None:
        """Connect to DISPLAY; SourceMissing when it cannot be reached or knows no idle time."""
        need_x11()
        try:
            connection: Any = display.Display()
        except (error.DisplayError, *_LOST) as problem:
            raise SourceMissing(
                translate("Sensors", "The X11 display does not let us in.")
            ) from problem
        self._connection: Any | None = connection
        self._bumps = BumpFilter(self._pointer)
        self._extra: int | None = None
        self._extra_test: int | None = None
        self._calm_s = calm_s
        self._idle_since: float | None = None
        """Monotonic seconds of the last input, while an alarm will tell of the next one."""
        self._asked_at = -math.inf
        try:
            self._arm(connection, calm_s)
        except _LOST as problem:
            self.close()
            raise SourceMissing(translate("Sensors", GONE)) from problem
        except SourceMissing:
            self.close()
            raise

    def _arm(self, connection: Any, calm_s: float) -> None:
        extension = connection.query_extension("SYNC")
        if extension is None or not extension.present:
            raise SourceMissing(
                translate("Sensors", "This X11 display has no alarms (extension SYNC).")
            )
        self._opcode: int = extension.major_opcode
        event = extension.first_event + x_sync.ALARM_EVENT
        connection.extension_add_event(event, x_sync.AlarmNotify)
        wire = connection.display
        x_sync.Initialize(display=wire, opcode=self._opcode, major=3, minor=1)
        listed = x_sync.ListSystemCounters(display=wire, opcode=self._opcode)
        counter = x_sync.counters_by_name(listed).get(_COUNTER)
        if counter is None:
            raise SourceMissing(
                translate(
                    "Sensors", "This X11 display does not count idle time (counter IDLETIME)."
                )
            )
        self._counter = counter
        calm_ms = max(2, round(calm_s * 1000))
        self._create_alarm(wire, x_sync.POSITIVE_TRANSITION, calm_ms)
        self._create_alarm(wire, x_sync.NEGATIVE_TRANSITION, calm_ms - 1)
        # A round trip: when it is answered, both alarms stand.
        self._read_counter(wire)

    def _create_alarm(self, wire: Any, test: int, at_ms: int) -> int:
        alarm = int(wire.allocate_resource_id())
        x_sync.CreateAlarm(
            display=wire,
            opcode=self._opcode,
            alarm=alarm,
            mask=x_sync.ALL_ALARM_FIELDS,
            counter=self._counter,
            value_type=x_sync.ABSOLUTE,
            high=at_ms >> 32,
            low=at_ms & 0xFFFFFFFF,
            test=test,
            delta_high=0,
            delta_low=0,
            events=1,
        )
        return alarm

    def _pointer(self) -> Point | None:
        if self._connection is None:
            return None
        told = self._connection.screen().root.query_pointer()
        return (told.root_x, told.root_y) if told.same_screen else None

    def _arm_for_bumps(self, wire: Any) -> None:
        """Have the third alarm that the bump filter needs now, if any."""
        test = None
        if self._bumps.judging:
            test = x_sync.POSITIVE_COMPARISON
        elif self._bumps.bumped:
            test = x_sync.NEGATIVE_TRANSITION
        if test == self._extra_test:
            return
        if self._extra is not None:
            x_sync.DestroyAlarm(display=wire, opcode=self._opcode, alarm=self._extra)
            self._extra = None
        if test is not None:
            at_ms = round(JUDGED_AFTER_S * 1000) - (test == x_sync.NEGATIVE_TRANSITION)
            self._extra = self._create_alarm(wire, test, at_ms)
        self._extra_test = test
        wire.flush()

    def _read_counter(self, wire: Any) -> float:
        reply = x_sync.QueryCounter(display=wire, opcode=self._opcode, counter=self._counter)
        return float((reply.high << 32) + reply.low) / 1000

    def fileno(self) -> int | None:
        """The connection to the X server; None once it is gone."""
        return None if self._connection is None else int(self._connection.fileno())

    def pump(self) -> None:
        """Take in the alarms that fired: being awake is all they are for."""
        try:
            self._take_in()
        except _LOST:
            self.close()

    def _take_in(self) -> bool:
        """True when alarms had fired."""
        fired = False
        while self._connection is not None and self._connection.pending_events():
            self._connection.next_event()
            fired = True
        if fired:
            self._idle_since = None
        return fired

    def presence(self) -> Presence:
        """Ask the server for the idle time (a round trip, about 0.1 ms) unless it is known."""
        try:
            # The reply before may have brought alarms along, and then the descriptor stays silent.
            self._take_in()
            known_s = self._known_s(time.monotonic())
            if known_s is not None:
                return Presence(NAME, known_s)
            if self._connection is not None:
                age_s = self._ask(self._connection.display)
                while self._take_in():  # one may be of input that the answer did not know of
                    age_s = self._ask(self._connection.display)
                return Presence(NAME, age_s)
        except _LOST:
            self.close()
        return Presence(NAME, None, translate("Sensors", GONE))

    def _ask(self, wire: Any) -> float:
        """The idle time by the server's counter; remembers it if an alarm tells of its end."""
        self._asked_at = time.monotonic()
        age_s = self._bumps.age(self._asked_at, self._read_counter(wire))
        self._arm_for_bumps(wire)
        self._idle_since = self._asked_at - age_s if age_s >= self._calm_s else None
        return age_s

    def _known_s(self, now: float) -> float | None:
        """The idle time without asking; None = the server is to be asked."""
        if self._idle_since is None or now - self._asked_at >= ASK_AGAIN_S:
            return None
        age_s = now - self._idle_since
        return None if self._bumps.wants(age_s) else age_s

    def close(self) -> None:
        """Leave the display; may be called twice."""
        connection, self._connection = self._connection, None
        if connection is None:
            return
        try:
            connection.close()
        except _LOST:
            # python-xlib closes its socket itself when the server hangs up, not in every case.
            connection.display.socket.close()


def open_source(calm_s: float, wake: Callable[[], None]) -> X11Idle:
    """Open it; `wake` is not needed, the descriptor wakes the loop. SourceMissing says why not."""
    del wake
    return X11Idle(calm_s)
