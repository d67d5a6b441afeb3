"""`planctongui doctor`: what is seen here, what holds pilots back; and the wiggle test.

For: an owner who wants to know or to prove that the program sees them. Asks the running program,
or looks by itself when none runs; asks the engine itself. Not for: the words (`checkup`,
`words`), or the test itself (`wiggle`).
"""

from __future__ import annotations

import contextlib
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from planctongui import checkup, control, places, settings
from planctongui import wiggle as wiggle_test
from planctongui.engine.about import about
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.protocol import EngineTrouble
from planctongui.governor.choice import choose, describe, how_good
from planctongui.sensors.load import machine_cores
from planctongui.sensors.protocol import OpenSource
from planctongui.sensors.senses import MachineSenses
from planctongui.tongue import translate
from planctongui.words import details

SETTLE_S = 0.7
"""Time that the services on D-Bus have to answer a look of our own."""

ENGINE_S = 3.0
"""An engine that is silent for longer does not answer."""

CALM_S = 1.0


def examine(as_json: bool) -> int:
    """Print what is seen. Exit status: 0 = the owner can be seen, 1 = not."""
    try:
        told = control.ask(places.runtime_folder(), places.instance(), ["doctor"])
        found = told if isinstance(told, dict) else {}
        found["engine"] = _ask_engine(found.get("engine") or {})
    except control.NotRunning:
        found = {**_probe(), **_would_hold(), "engine": _ask_engine({})}
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


def _ask_engine(heard: dict[str, Any]) -> dict[str, Any]:
    """What the engine says of itself now, beside what the running program last `heard` of it."""
    told: dict[str, Any] = {"name": "Docker", "age_s": None, **heard}
    with _engine() as (engine, _):
        try:
            found = about(engine)
        except EngineTrouble as error:
            trouble = error.trouble
            return told | {"works": False, "detail": f"{trouble.title}. {trouble.advice}"}
    return told | {
        "works": True,
        "name": found.name,
        "detail": found.difference or translate("Doctor", "it answers"),
        "version": found.version,
        "cgroup_driver": found.cgroup_driver,
        "cgroup_version": found.cgroup_version,
    }


def _would_hold() -> checkup.Checkup:
    """The governor that would be chosen here."""
    with _engine() as (engine, hold_by):
        governor = choose(
            hold_by, engine.group, engine, lambda event: None, owns_groups=engine.owns_groups
        )
        try:
            phrase, better = describe(governor)
            return checkup.of_governor(phrase, how_good(governor), better)
        finally:
            governor.close()


@contextlib.contextmanager
def _engine() -> Iterator[tuple[DockerEngine, str]]:
    """The engine of the owner's settings, and how they want pilots held."""
    wanted = settings.SettingsFile(settings.default_path(), machine_cores()).current
    timeout_s = min(wanted.engine_timeout_s, ENGINE_S)
    engine = DockerEngine(wanted.engine_url, places.instance(), timeout_s)
    try:
        yield engine, wanted.hold_by
    finally:
        engine.close()


def wiggle(
    as_json: bool,
    seconds: float = wiggle_test.WIGGLE_S,
    candidates: Sequence[tuple[str, OpenSource]] | None = None,
    say: Callable[[str], None] = lambda text: print(text, file=sys.stderr, flush=True),
) -> int:
    """Ask the owner for input and print which sources saw it.

    Exit status: 0 = at least one saw it, 1 = none.
    """
    found = wiggle_test.run(seconds, candidates, say)
    saw = any(one.works for one in found)
    if as_json:
        told = [{"name": s.name, "saw": s.works, "detail": s.detail} for s in found]
        print(json.dumps({"saw": saw, "sources": told}, indent=2))
    else:
        saw_you = translate("Doctor", "saw you")
        for one in found:
            mark = saw_you if one.works else "-".ljust(len(saw_you))
            print(f"  {mark}  {details.source_name(one.name)}: {one.detail}")
    return 0 if saw else 1
