"""What `planctongui doctor` tells, as plain values and as lines.

For: the running program, which knows its last Report, and the command line, which may have to look
for itself. Pure. Not for: looking (`doctor`).
"""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

from planctongui.core.observation import Presence, SourceStatus
from planctongui.core.report import Report
from planctongui.core.verdict import Mood
from planctongui.orders import plain
from planctongui.tongue import translate
from planctongui.words import details, formats, moments, status

Checkup = Mapping[str, Any]
"""Keys: running, sentence, delay, visible, governor, governor_good, governor_better, better,
engine (name, works, detail, age_s, version, cgroup_driver, cgroup_version), sources (name, works,
detail, age_s, heard_s, says). JSON can say it. What nobody knows is left out."""

WIDTH = 80
"""Columns; only a word that is longer, such as a path, goes beyond."""

_GOVERNOR = ("governor", "governor_good", "governor_better")


def of_report(report: Report, now: float) -> Checkup:
    """From the running program; `now` in Unix time."""
    better = [f"{trouble.title}. {trouble.advice}" for trouble in report.troubles]
    later_s = max(0.0, now - report.at)
    told: dict[str, Any] = {
        "running": True,
        "sentence": status.status(report, now),
        "delay": details.delay(report),
        **of_governor(
            report.governor or translate("Checkup", "not chosen yet"),
            report.governor_good,
            report.governor_better,
        ),
        **_seen(
            report.presence,
            report.sources,
            later_s,
            better,
            goes_on=report.verdict.mood is Mood.CONTRIBUTING,
        ),
    }
    if report.engine is not None:
        told["engine"] = _fields(report.engine)
        if report.engine.age_s is not None:
            told["engine"]["age_s"] = report.engine.age_s + later_s
    return told


def of_probe(presence: Presence, sources: Sequence[SourceStatus]) -> Checkup:
    """From a look of our own while no planctongui runs."""
    return {
        "running": False,
        "sentence": translate("Checkup", "planctongui does not run; this is what it would see."),
        "governor": translate("Checkup", "chosen when it runs"),
        **_seen(presence, sources, 0.0, [], goes_on=False),
    }


def of_governor(phrase: str, good: str, better: str) -> Checkup:
    """How pilots are held, how good that is, and what would make it better."""
    return dict(zip(_GOVERNOR, (phrase, good, better), strict=True))


def _seen(
    presence: Presence,
    sources: Sequence[SourceStatus],
    later_s: float,
    better: list[str],
    goes_on: bool,
) -> dict[str, Any]:
    """`goes_on`: pilots run all the same, as on a dedicated machine."""
    visible = presence.age_s is not None
    if not visible:
        blind = translate("Checkup", "No pilot runs until it is seen whether you are here.")
        better = [presence.why_blind if goes_on else f"{blind} {presence.why_blind}", *better]
    told = [{**_fields(one), "says": details.source(one, later_s)} for one in sources]
    return {"visible": visible, "better": better, "sources": told}


def _fields(one: SourceStatus) -> dict[str, Any]:
    told = plain(one)
    assert isinstance(told, dict)
    told.pop("kind")
    return told


def lines(checkup: Checkup) -> list[str]:
    """The same for a person. Tolerates what an older or newer program left out."""
    told = _wrapped(str(checkup.get("sentence", ""))) or [""]
    told += _wrapped(str(checkup.get("delay", "")))
    good = checkup.get("governor_good", "")
    held = translate("Checkup", "Held back: {governor}")
    governor = f"{checkup.get('governor', '')}{f' ({good})' if good else ''}"
    told += _wrapped(held.format(governor=governor))
    engine = checkup.get("engine")
    if engine:
        line = engine_line(engine)
        told += _wrapped(translate("Checkup", "Engine: {engine}").format(engine=line))
    told.append("")
    states = (translate("Checkup", "absent"), translate("Checkup", "works"))
    for one in checkup.get("sources", ()):
        state = states[bool(one.get("works"))].ljust(max(map(len, states)))
        told += _wrapped(
            f"  {state}  {details.source_name(one.get('name', ''))}: {one.get('says', '')}", 10
        )
    better = [*checkup.get("better", ())]
    if checkup.get("governor_better"):
        better.append(f"{checkup['governor_better']}")
    if better:
        told += ["", translate("Checkup", "What would make it better:")]
        told += [line for advice in better for line in _wrapped(f"  {advice}", 4)]
    return told


def engine_line(engine: Mapping[str, Any]) -> str:
    """Which engine, and how it stands."""
    named = filter(None, (engine.get("name", ""), engine.get("version", "")))
    parts = [" ".join(named)] if engine.get("works") else []
    if engine.get("cgroup_version"):
        told = translate("Checkup", "control groups v{version} by {driver}")
        parts.append(told.format(version=engine["cgroup_version"], driver=engine["cgroup_driver"]))
    parts.append(str(engine.get("detail", "")))
    if (age_s := engine.get("age_s")) is not None:
        told = translate("Checkup", "last heard of {ago}")
        parts.append(told.format(ago=moments.ago(float(age_s))))
    return ", ".join(filter(None, parts))


def _wrapped(text: str, indent: int = 2) -> list[str]:
    return textwrap.wrap(
        formats.printable(text),
        WIDTH,
        subsequent_indent=" " * indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
