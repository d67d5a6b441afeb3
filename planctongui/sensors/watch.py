"""Choosing a source of the owner's input, and choosing again when it turns blind.

For: the loop, which needs one source that never raises. Not for: seeing anything itself.
"""

from __future__ import annotations

import importlib
import math
import time
from collections.abc import Callable, Sequence

from planctongui.core.observation import Presence, SourceStatus
from planctongui.sensors.protocol import InputSource, OpenSource, SourceMissing
from planctongui.tongue import mark, translate

REOPEN_S = 10.0
"""After a source was lost or none could be opened, all are tried again this often, seconds."""
IN_USE = mark("Sensors", "in use")
NOBODY_SEES = mark("Sensors", "planctongui cannot see whether you are here: {why}")


class Watch:
    """The owner's presence from the first candidate that works. Single thread, never raises.

    `candidates` are (name, open) in order; `calm_s` and `wake` are handed to them; `clock` gives
    monotonic seconds. Ask `fileno` again after each `pump` or `presence`: it may have changed.
    """

    def __init__(
        self,
        candidates: Sequence[tuple[str, OpenSource]],
        calm_s: float,
        wake: Callable[[], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._candidates = tuple(candidates)
        self._calm_s = calm_s
        self._wake = wake
        self._clock = clock
        self._source: InputSource | None = None
        self._why = ""
        self._refusals: dict[str, str] = {}
        self._chosen = ""
        self._try_at = -math.inf
        self._closed = False
        self._open()

    def fileno(self) -> int | None:
        """The current source's descriptor; None = it wakes by `wake` or is polled."""
        try:
            return None if self._source is None else self._source.fileno()
        except Exception as problem:
            self._lose(_sentence(problem))
            return None

    def pump(self) -> None:
        """Let the source take in what its descriptor has."""
        try:
            if self._source is not None:
                self._source.pump()
        except Exception as problem:
            self._lose(_sentence(problem))

    def presence(self) -> Presence:
        """The owner's idleness now; blind, with a reason, while no source works."""
        if self._source is None and self._clock() >= self._try_at:
            self._open()
        if self._source is not None:
            try:
                seen = self._source.presence()
            except Exception as problem:
                self._lose(_sentence(problem))
            else:
                if seen.age_s is not None:
                    return seen
                self._lose(seen.why_blind)
        return Presence("none", None, self._why)

    def statuses(self) -> tuple[SourceStatus, ...]:
        """Every candidate: in use, kept for later, or why it cannot be used."""
        told = []
        for name, _ in self._candidates:
            if self._source is not None and self._chosen == name:
                told.append(SourceStatus(name, True, translate("Sensors", IN_USE)))
            elif name in self._refusals:
                told.append(SourceStatus(name, False, self._refusals[name]))
            else:
                why = translate("Sensors", "not needed") if self._source is not None else self._why
                told.append(SourceStatus(name, self._source is not None, why))
        return tuple(told)

    def retune(self, calm_s: float) -> None:
        """The owner counts as away after this many seconds from now on."""
        if calm_s != self._calm_s:
            self._calm_s = calm_s
            self._let_go()
            self._open()

    def close(self) -> None:
        """Free the source; nothing is opened any more. May be called twice."""
        self._closed = True
        self._let_go()
        self._why = _nobody_sees(translate("Sensors", "it has stopped looking."))

    def _open(self) -> None:
        if self._closed:
            return
        reasons = []
        self._refusals = {}
        for name, open_source in self._candidates:
            try:
                self._source = open_source(self._calm_s, self._wake)
            except Exception as problem:
                self._refusals[name] = _sentence(problem)
                reasons.append(f"{translate('Sensors', name)}: {_sentence(problem)}")
            else:
                self._chosen = name
                return
        self._blind(" ".join(reasons) or translate("Sensors", "there is no way to look."))

    def _lose(self, why: str) -> None:
        self._let_go()
        self._blind(why)

    def _blind(self, why: str) -> None:
        self._why = _nobody_sees(why)
        self._try_at = self._clock() + REOPEN_S

    def _let_go(self) -> None:
        source, self._source = self._source, None
        if source is not None:
            try:
                source.close()
            except Exception as problem:
                self._why = _sentence(problem)


def _sentence(problem: Exception) -> str:
    """A source's own words for the owner, or the best that can be made of a surprise."""
    if isinstance(problem, SourceMissing):
        return str(problem)
    told = translate("Sensors", "it failed ({kind}: {problem}).")
    return told.format(kind=type(problem).__name__, problem=problem)


def _nobody_sees(why: str) -> str:
    return translate("Sensors", NOBODY_SEES).format(why=why)


def default_candidates(ignore_desktops: bool = False) -> tuple[tuple[str, OpenSource], ...]:
    """The sources of this program in their order. A library is imported only when it is tried.

    `ignore_desktops`: without a display of its own the program looks at terminals only, even if
    somebody may sit at a desktop that it was not started in.
    """
    return (
        (mark("Sensors", "GNOME idle monitor"), _late("mutter_idle")),
        (mark("Sensors", "X11 idle alarm"), _late("x11_idle")),
        (mark("Sensors", "Wayland idle notice"), _late("wayland_idle")),
        (mark("Sensors", "screen saver (polled)"), _late("screensaver_idle")),
        ("pynput", _late("pynput_input")),
        (
            mark("Sensors", "terminals"),
            _late(
                mark("Sensors", "terminals"),
                "open_regardless" if ignore_desktops else "open_source",
            ),
        ),
    )


def _late(module: str, opener: str = "open_source") -> OpenSource:
    def open_source(calm_s: float, wake: Callable[[], None]) -> InputSource:
        try:
            found = importlib.import_module(f"planctongui.sensors.{module}")
        except ImportError as problem:
            raise SourceMissing(
                translate("Sensors", "a library is missing ({name}).").format(
                    name=problem.name or problem
                )
            ) from problem
        source: InputSource = getattr(found, opener)(calm_s, wake)
        return source

    return open_source
