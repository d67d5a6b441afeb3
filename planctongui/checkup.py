"""What `planctongui doctor` tells, as plain values and as lines.

For: the running program, which knows its last Report, and the command line, which may have to look
for itself. Pure. Not for: looking (`doctor`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planctongui import sentences
from planctongui.core.model import Presence, Report, SourceStatus
from planctongui.orders import plain

Checkup = Mapping[str, Any]
"""Keys: running, sentence, visible, governor, better, sources (name, works, detail, age_s, says).
JSON can say it."""


def of_report(report: Report, now: float) -> Checkup:
    """From the running program; `now` in Unix time."""
    better = [f"{trouble.title}. {trouble.advice}" for trouble in report.troubles]
    return {
        "running": True,
        "sentence": sentences.status(report, now),
        "governor": report.governor or "not chosen yet",
        **_seen(report.presence, report.sources, now - report.at, better),
    }


def of_probe(presence: Presence, sources: Sequence[SourceStatus]) -> Checkup:
    """From a look of our own while no planctongui runs."""
    return {
        "running": False,
        "sentence": "planctongui does not run; this is what it would see.",
        "governor": "chosen when it runs",
        **_seen(presence, sources, 0.0, []),
    }


def _seen(
    presence: Presence, sources: Sequence[SourceStatus], later_s: float, better: list[str]
) -> dict[str, Any]:
    visible = presence.age_s is not None
    if not visible:
        blind = f"No pilot runs until it is seen whether you are here. {presence.why_blind}"
        better = [blind, *better]
    told = [{**_fields(one), "says": sentences.source(one, later_s)} for one in sources]
    return {"visible": visible, "better": better, "sources": told}


def _fields(one: SourceStatus) -> dict[str, Any]:
    told = plain(one)
    assert isinstance(told, dict)
    told.pop("kind")
    return told


def lines(checkup: Checkup) -> list[str]:
    """The same for a person. Tolerates what an older or newer program left out."""
    told = [str(checkup.get("sentence", "")), f"Held back by: {checkup.get('governor', '')}", ""]
    for one in checkup.get("sources", ()):
        mark = "works " if one.get("works") else "absent"
        told.append(f"  {mark}  {one.get('name', '')}: {one.get('says', '')}")
    better = checkup.get("better", ())
    if better:
        told += ["", "What would make it better:", *(f"  {advice}" for advice in better)]
    return told
