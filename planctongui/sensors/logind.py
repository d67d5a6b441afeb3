"""What logind says: the screen is locked, sleep is near, something keeps the screen on, who is in.

For: an `Ear` on the system bus. Cost: nothing at rest, about ten questions when a session comes or
goes. Latency: one message, some milliseconds. Not for: the age of a remote user's input, which
logind does not know (`logins`).

Before sleep logind waits for us: we hold a "delay" inhibitor, and give it back a second after all
pilots were told to hold. That takes milliseconds; logind itself waits five seconds at most.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from planctongui.core.observation import Condition
from planctongui.core.verdict import Reason
from planctongui.sensors.bus import PROPERTIES, Ask, BusTrouble, Signal
from planctongui.tongue import translate

SERVICE = "org.freedesktop.login1"
_PATH = "/org/freedesktop/login1"
_BOSS = "org.freedesktop.login1.Manager"
_SESSION = "org.freedesktop.login1.Session"

HELD_BY_THEN_S = 1.0
"""Time for the holds between the news of sleep and our leave to sleep."""

LONGEST_FALL_S = 120.0
"""Sleep that has not come after so long (time asleep does not count) is not coming."""


@dataclass(frozen=True, slots=True)
class RemoteSession:
    """Somebody logged in from elsewhere, as logind knows them."""

    user: str
    uid: int
    host: str
    terminal: str
    """Name below /dev, e.g. "pts/3"; "" = not known."""


class Logind:
    """An Ear; what it heard may be read by any thread."""

    service = SERVICE
    path = _PATH
    below = True

    def __init__(self, uid: int | None = None, clock: Callable[[], float] = time.monotonic) -> None:
        """`uid`: whose screen counts, ours unless told."""
        self._uid = os.getuid() if uid is None else uid
        self._clock = clock
        self._locked: dict[str, bool] = {}
        self._falling_since: float | None = None
        self._leave: Any = None
        self._leave_lock = threading.Lock()
        self.remote: tuple[RemoteSession, ...] = ()
        """Who is logged in from elsewhere."""
        self.inhibitors: tuple[str, ...] = ()
        """Who keeps the screen on, e.g. "Firefox: video playing"."""
        self.works = False
        self.why = translate("Sensors", "It was not asked yet.")

    # What is known --------------------------------------------------------------------------------

    @property
    def locked(self) -> bool | None:
        """True when the owner's screen is locked, on every session of theirs; None = unknown."""
        told = tuple(self._locked.values())
        return all(told) if self.works and told else None

    def conditions(self, inhibitors: bool) -> tuple[Condition, ...]:
        """Sleep, and what keeps the screen on if the owner minds."""
        found = []
        since = self._falling_since
        if since is not None and self._clock() - since < LONGEST_FALL_S:
            found.append(Condition(Reason.ASLEEP))
        if inhibitors and self.inhibitors:
            found.append(Condition(Reason.INHIBITED, self.inhibitors[0]))
        return tuple(found)

    # On the bus's thread --------------------------------------------------------------------------

    def meet(self, ask: Ask) -> None:
        self._ask_sessions(ask)
        self._ask_inhibitors(ask)
        self._falling_since = None
        self._ask_for_delay(ask)
        self.works, self.why = True, ""

    def heard(self, ask: Ask, signal: Signal) -> None:
        match signal.interface, signal.member:
            case _, "PrepareForSleep":
                self._sleep(ask, signal.body == (True,))
            case _, "SessionNew" | "SessionRemoved":
                self._ask_sessions(ask)
            case _, "Lock" | "Unlock":
                if signal.path in self._locked:
                    self._locked[signal.path] = signal.member == "Lock"
            case _, "PropertiesChanged" if signal.path in self._locked:
                # Not from the signal's own values: some only name what changed.
                self._ask_session(ask, signal.path)
            case _, "PropertiesChanged" if signal.path == _PATH:
                self._ask_inhibitors(ask)
        if not self.works:
            self.meet(ask)

    def lost(self, why: str, gone: bool) -> None:
        # A hanging logind's last word stands, except that the owner is away: that must be known.
        self.works, self.why = False, why
        self._locked.clear()
        if gone:
            self._falling_since, self.inhibitors, self.remote = None, (), ()
            self._give_leave()

    def close(self) -> None:
        """Give the inhibitor back."""
        self._give_leave()

    def _sleep(self, ask: Ask, near: bool) -> None:
        if near:
            self._falling_since = self._clock()
            later = threading.Timer(HELD_BY_THEN_S, self._give_leave)
            later.daemon = True
            later.start()
        else:
            self._falling_since = None
            self._ask_for_delay(ask)

    def _ask_for_delay(self, ask: Ask) -> None:
        with self._leave_lock:
            if self._leave is not None:
                return
        told = ("sleep", "planctongui", "Pilots are held before sleep", "delay")
        try:
            (leave,) = ask.call(_PATH, _BOSS, "Inhibit", "ssss", told)
        except BusTrouble:
            return  # We are told of sleep all the same, only a little late.
        with self._leave_lock:
            self._leave = leave

    def _give_leave(self) -> None:
        with self._leave_lock:
            leave, self._leave = self._leave, None
        if hasattr(leave, "close"):
            leave.close()

    def _ask_sessions(self, ask: Ask) -> None:
        (listed,) = ask.call(_PATH, _BOSS, "ListSessions")
        self._locked, remote = {}, []
        for _, uid, user, _, path in listed:
            try:
                told = ask.properties(path, _SESSION)
            except BusTrouble:
                continue  # It ended between the list and the question.
            if told.get("State") == "closing":
                continue
            if told.get("Remote") is True:
                host, terminal = str(told.get("RemoteHost", "")), str(told.get("TTY", ""))
                remote.append(RemoteSession(str(user), int(uid), host, terminal))
            elif uid == self._uid and told.get("Type") in ("x11", "wayland", "mir"):
                self._locked[path] = told.get("LockedHint") is True
        self.remote = tuple(remote)

    def _ask_session(self, ask: Ask, path: str) -> None:
        (told,) = ask.call(path, PROPERTIES, "Get", "ss", (_SESSION, "LockedHint"))
        self._locked[path] = told[1] is True

    def _ask_inhibitors(self, ask: Ask) -> None:
        (listed,) = ask.call(_PATH, _BOSS, "ListInhibitors")
        self.inhibitors = tuple(
            f"{who}: {why}" if why else str(who)
            for what, who, why, mode, _, _ in listed
            if mode == "block" and "idle" in str(what).split(":")
        )
