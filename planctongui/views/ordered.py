"""What the owner has ordered, read out of Reports.

For: the ticks and labels of tray and window. Not for: giving orders (`intents`). Pure.
"""

from __future__ import annotations

from planctongui.core.model import Reason, Report

_FINISH = (Reason.FINISHING, Reason.FINISHED)
# These stand before "finishing" in the policy's order: they say nothing about it.
_SILENT_ON_FINISH = (
    Reason.QUITTING,
    Reason.INSIDE,
    Reason.OWNER_PAUSED,
    Reason.ENGINE,
    Reason.BLIND,
    Reason.OWNER_INPUT,
    Reason.OWNER_CPU,
    Reason.STARTING,
    Reason.NO_CORES,
)


def paused(report: Report | None) -> bool:
    """True when the owner has paused."""
    return report is not None and report.verdict.reason is Reason.OWNER_PAUSED


def finishing(report: Report, before: bool) -> bool:
    """True when the owner has ordered to finish; `before` is the answer so far."""
    if report.verdict.reason in _SILENT_ON_FINISH:
        return before
    return report.verdict.reason in _FINISH
