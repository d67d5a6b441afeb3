"""What stories of several kinds ask of a Report."""

from __future__ import annotations

from planctongui.core.report import Report


def titles(report: Report) -> set[str]:
    return {trouble.title for trouble in report.troubles}
