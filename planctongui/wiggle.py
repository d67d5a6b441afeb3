"""The wiggle test: which sources see what the owner does now.

For: an owner who wants proof, from the command line or the window. All sources are opened anew,
also those that are not in use, so the test may run beside the program's own look. Not for: words
around it (`doctor`, `views`), or a source itself (`sensors`).
Thread: any one that may wait; it takes up to 15 s. Cost: twenty looks a second.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Sequence

from planctongui.core.observation import SourceStatus
from planctongui.sensors.protocol import InputSource, OpenSource
from planctongui.sensors.watch import default_candidates
from planctongui.tongue import translate
from planctongui.words import formats

WIGGLE_S = 10.0
LOOK_S = 0.05
CALM_S = 1.0
QUIET_S = 0.5
QUIET_BY_S = 4.0
SLOWER_S = 1.0
"""Once one source saw the wiggle, the others have so much longer, seconds."""


def run(
    seconds: float = WIGGLE_S,
    candidates: Sequence[tuple[str, OpenSource]] | None = None,
    say: Callable[[str], None] = lambda text: None,
) -> tuple[SourceStatus, ...]:
    """What each source saw within so many seconds; `works` = it saw input. `say` tells what to do.

    Never raises.
    """
    eyes: dict[str, InputSource] = {}
    found: dict[str, SourceStatus] = {}
    for name, open_source in default_candidates() if candidates is None else candidates:
        try:
            eyes[name] = open_source(CALM_S, lambda: None)
            found[name] = SourceStatus(name, False, translate("Wiggle", "saw nothing"))
        except Exception as problem:
            found[name] = SourceStatus(name, False, str(problem))
    try:
        if eyes:
            say(translate("Wiggle", "Hands off for a moment ..."))
            _wait_for_quiet(eyes, found)
            order = translate("Wiggle", "Now move the mouse or press a key, within {seconds} s.")
            say(order.format(seconds=f"{seconds:.0f}"))
            _wait_for_input(eyes, found, seconds)
    finally:
        for source in eyes.values():
            with contextlib.suppress(Exception):
                source.close()
    return tuple(found.values())


def _wait_for_quiet(eyes: dict[str, InputSource], found: dict[str, SourceStatus]) -> None:
    """Until every source has seen nothing for a while; what never is quiet sees something."""
    until = time.monotonic() + QUIET_BY_S
    loud = set(eyes)
    while loud and time.monotonic() < until:
        loud -= {name for name in loud if (_age(eyes[name]) or 0.0) >= QUIET_S}
        time.sleep(LOOK_S)
    for name in loud:
        blind = _age(eyes[name]) is None
        words = (
            translate("Wiggle", "it has gone blind")
            if blind
            else translate("Wiggle", "all the time")
        )
        found[name] = SourceStatus(name, not blind, words)


def _wait_for_input(
    eyes: dict[str, InputSource], found: dict[str, SourceStatus], seconds: float
) -> None:
    """Until every source has seen the input, a second after the first that did, or time is up."""
    began = time.monotonic()
    until = began + seconds
    while (now := time.monotonic()) < until:
        missing = [name for name in eyes if not found[name].works]
        if not missing:
            return
        for name in missing:
            age_s = _age(eyes[name])
            if age_s is not None and age_s < min(QUIET_S, now - began):
                found[name] = SourceStatus(name, True, _after(now - began))
                until = min(until, now + SLOWER_S)
        time.sleep(LOOK_S)


def _age(source: InputSource) -> float | None:
    source.pump()
    return source.presence().age_s


def _after(seconds: float) -> str:
    told = translate("Wiggle", "after {seconds} s")
    return told.format(seconds=formats.decimal(f"{seconds:.1f}"))
