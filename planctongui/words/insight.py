"""What can be seen of a pilot, in words. What cannot be known is said to be unknown.

For: the page "Pilots". Not for: looking (`engine.glass`). Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from planctongui.core.insight import Insight
from planctongui.core.pilot import Pending, Phase, Pilot
from planctongui.core.report import Report
from planctongui.tongue import translate
from planctongui.words import formats, moments

SHORT_DIGEST = 19
"""As much of a digest as people compare: "sha256:" and twelve digits."""


def unknown() -> str:
    """The word for what cannot be known."""
    return translate("Pilots", "unknown")


def pilot_of(one: Insight, report: Report) -> Pilot | None:
    """What the policy knows of it; None = nothing yet."""
    return next((pilot for pilot in report.pilots if pilot.id == one.id), None)


def state(one: Insight, report: Report) -> str:
    """What it does now, in a word."""
    known = pilot_of(one, report)
    if known is None:
        return one.state
    if known.pending in (Pending.END, Pending.KILL) or one.id in report.orders.stopping:
        return translate("Pilots", "ending")
    if known.phase is Phase.HELD:
        return translate("Pilots", "held")
    return translate("Pilots", "running") if known.phase is Phase.RUNNING else one.state


def cpu(one: Insight) -> str:
    """CPU time it used."""
    return unknown() if one.cpu_s is None else formats.span(one.cpu_s)


def memory(one: Insight) -> str:
    """Memory it uses."""
    return unknown() if one.memory is None else formats.memory(one.memory)


def time_left(one: Insight, report: Report) -> str:
    """How long it may still run."""
    known = pilot_of(one, report)
    if known is None:
        return unknown()
    return formats.span(report.limits.ttl_s - known.ran_s)


def details(one: Insight, report: Report) -> list[tuple[str, str]]:
    """Caption and text of all that is known of it."""
    none = translate("Pilots", "none")
    limit = formats.memory(one.memory_limit) if one.memory_limit else unknown()
    return [
        (translate("Pilots", "Pilot"), one.id),
        (translate("Pilots", "Head node"), one.head_node or unknown()),
        (translate("Pilots", "Image"), one.image or unknown()),
        (translate("Pilots", "Content"), one.digest[:SHORT_DIGEST]),
        (translate("Pilots", "Started"), _started(one, report)),
        (translate("Pilots", "State"), state(one, report)),
        (translate("Pilots", "CPU time"), cpu(one)),
        (
            translate("Pilots", "Memory"),
            translate("Pilots", "{used} of {limit}").format(used=memory(one), limit=limit),
        ),
        (translate("Pilots", "May still run"), time_left(one, report)),
        (translate("Pilots", "It sees"), _listed(one.mounts, none)),
        (translate("Pilots", "Its own files"), _own_files(one)),
        (translate("Pilots", "Runs as"), one.user),
        (translate("Pilots", "Rights of root"), _listed(one.capabilities, none)),
        (translate("Pilots", "Network"), one.network or unknown()),
        (translate("Pilots", "Connected with"), _listed(one.peers, translate("Pilots", "nobody"))),
        (translate("Pilots", "Secrets it got"), _listed(one.secrets, none)),
    ]


def _started(one: Insight, report: Report) -> str:
    return unknown() if one.started is None else moments.clock(one.started, report.at)


def _own_files(one: Insight) -> str:
    if one.read_only:
        return translate("Pilots", "cannot be changed by it")
    return translate("Pilots", "can be changed by it")


def _listed(names: Sequence[str] | None, nothing: str) -> str:
    """The names one below the other, or the word for none, or that it is not known."""
    return unknown() if names is None else "\n".join(names) or nothing
