"""`planctongui doctor`: what is seen here, what is not and why; and the wiggle test.

For: an owner who wants to know or to prove that the program sees them. Asks the running program,
or looks by itself when none runs. Not for: the words (`checkup`, `sentences`).
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable

from planctongui import checkup, control, places
from planctongui.core.model import SourceStatus
from planctongui.sensors.protocol import InputSource, OpenSource
from planctongui.sensors.senses import MachineSenses
from planctongui.sensors.watch import default_candidates

SETTLE_S = 0.7
"""Time that the services on D-Bus have to answer a look of our own."""

WIGGLE_S = 10.0
LOOK_S = 0.05
CALM_S = 1.0
QUIET_S = 0.5
QUIET_BY_S = 4.0
SLOWER_S = 1.0
"""Once one source saw the wiggle, the others have so much longer, seconds."""


def examine(as_json: bool) -> int:
    """Print what is seen. Exit status: 0 = the owner can be seen, 1 = not."""
    try:
        told = control.ask(places.runtime_folder(), places.instance(), ["doctor"])
        found = told if isinstance(told, dict) else {}
    except control.NotRunning:
        found = dict(_probe())
    except ValueError as error:  # it is just starting, or too old to know the word
        print(error, file=sys.stderr)
        return 2
    print(json.dumps(found, indent=2) if as_json else "\n".join(checkup.lines(found)))
    return 0 if found.get("visible") else 1


def _probe() -> checkup.Checkup:
    senses = MachineSenses(CALM_S, lambda: None)
    try:
        time.sleep(SETTLE_S)
        return checkup.of_probe(senses.presence(), senses.sources())
    finally:
        senses.close()


def wiggle(
    as_json: bool,
    seconds: float = WIGGLE_S,
    candidates: tuple[tuple[str, OpenSource], ...] | None = None,
    say: Callable[[str], None] = lambda text: print(text, file=sys.stderr, flush=True),
) -> int:
    """Ask the owner for input and print which sources saw it.

    Exit status: 0 = at least one saw it, 1 = none. All sources are opened here, whether planctongui
    runs or not.
    """
    eyes: dict[str, InputSource] = {}
    found: dict[str, SourceStatus] = {}
    for name, open_source in default_candidates() if candidates is None else candidates:
        try:
            eyes[name] = open_source(CALM_S, lambda: None)
            found[name] = SourceStatus(name, False, "saw nothing")
        except Exception as problem:
            found[name] = SourceStatus(name, False, str(problem))
    try:
        if eyes:
            say("Hands off for a moment ...")
            _wait_for_quiet(eyes, found)
            say(f"Now move the mouse or press a key, within {seconds:.0f} s.")
            _wait_for_input(eyes, found, seconds)
    finally:
        for source in eyes.values():
            with contextlib.suppress(Exception):
                source.close()
    saw = any(one.works for one in found.values())
    if as_json:
        told = [{"name": s.name, "saw": s.works, "detail": s.detail} for s in found.values()]
        print(json.dumps({"saw": saw, "sources": told}, indent=2))
    else:
        for one in found.values():
            print(f"  {'saw you' if one.works else '-      '}  {one.name}: {one.detail}")
    return 0 if saw else 1


def _wait_for_quiet(eyes: dict[str, InputSource], found: dict[str, SourceStatus]) -> None:
    """Until every source has seen nothing for a while; what never is quiet sees something."""
    until = time.monotonic() + QUIET_BY_S
    loud = set(eyes)
    while loud and time.monotonic() < until:
        loud -= {name for name in loud if (_age(eyes[name]) or 0.0) >= QUIET_S}
        time.sleep(LOOK_S)
    for name in loud:
        blind = _age(eyes[name]) is None
        words = "it has gone blind" if blind else "all the time"
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
                found[name] = SourceStatus(name, True, f"after {now - began:.1f} s")
                until = min(until, now + SLOWER_S)
        time.sleep(LOOK_S)


def _age(source: InputSource) -> float | None:
    source.pump()
    return source.presence().age_s
