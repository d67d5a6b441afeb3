"""The words of messages that the desktop shows.

For: title, text and answers of each. Not for: which is shown when (`core.notices`). Pure.
"""

from __future__ import annotations

from datetime import datetime

from planctongui.core.notices import Kind, Notice
from planctongui.core.report import Report
from planctongui.tongue import translate
from planctongui.words import formats, moments


def words(notice: Notice, report: Report | None) -> tuple[str, str]:
    """Title and text."""
    if notice.kind is Kind.TROUBLE and notice.trouble is not None:
        return notice.trouble.title, notice.trouble.advice
    if notice.kind is Kind.THANKS:
        told = translate("Messages", "Since {date} this computer gave {hours} of CPU time.")
        since = moments.date(datetime.fromtimestamp(notice.since))
        given = told.format(date=since, hours=formats.hours(notice.given_s))
        return translate("Messages", "Thank you"), given
    if notice.kind is Kind.TRAY:
        return (
            translate("Messages", "planctongui goes on in the tray"),
            translate("Messages", "Its icon opens the window again; its menu has Quit."),
        )
    if notice.kind is Kind.FIRST_STEPS:
        return (
            translate("Messages", "planctongui is here, and does nothing yet"),
            translate("Messages", "Its icon opens the first steps. Nothing runs before them."),
        )
    calm_s = report.limits.calm_s if report is not None else 10.0
    told = translate(
        "Messages",
        "Everything was held at your first touch, and nothing is lost. It goes on {seconds} s "
        "after your last input. You are told of this only once.",
    )
    return translate("Messages", "Making room for you"), told.format(seconds=f"{calm_s:.0f}")


def answers(kind: Kind) -> dict[str, str]:
    """Name -> label of what the owner can click on it: "open" the window, no more of this kind."""
    offered = {"open": translate("Messages", "Open")}
    if kind in (Kind.TROUBLE, Kind.THANKS):
        offered["off"] = translate("Messages", "No more of these")
    return offered
