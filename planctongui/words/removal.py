"""What came of removing everything, in plain lines.

For: the page "Pilots" and the command line alike. Not for: doing it. Pure.
"""

from __future__ import annotations

from collections.abc import Sequence

from planctongui.core.removal import Remnant, Removal
from planctongui.tongue import translate
from planctongui.words import formats


def warning() -> str:
    """What is about to happen, for the question before it."""
    return translate(
        "Removal",
        "All pilots end, and with them the jobs they have not finished: those go back to their "
        "head nodes. Then the images, caches and networks of planctongui are removed from the "
        "engine. Nothing else of yours is touched; settings and the record of your hours stay. "
        "planctongui is paused and starts nothing until you resume.",
    )


def told(removal: Removal) -> list[str]:
    """What went, how long it took, what is left and why, and what comes next."""
    lines = []
    if removal.trouble is not None:
        lines.append(f"{removal.trouble.title}. {removal.trouble.advice}")
    gone = translate("Removal", "Removed in {span}: {what}.")
    what = ", ".join(_counts(removal.removed))
    lines.append(gone.format(span=formats.measure(removal.took_s, "s"), what=what))
    if removal.left:
        lines.append(translate("Removal", "Still there:"))
        lines += [_line(one) for one in removal.left]
    elif removal.trouble is None:
        lines.append(translate("Removal", "What is left of planctongui in the engine: nothing."))
    lines.append(translate("Removal", "planctongui is paused and stays so until you resume."))
    return lines


def is_done(removal: Removal) -> bool:
    """True when nothing is left, and that is known."""
    return removal.trouble is None and not removal.left


def _counts(removed: Sequence[Remnant]) -> list[str]:
    count = {kind: sum(one.kind == kind for one in removed) for kind in KINDS}
    return [
        translate("Removal", "%n pilot(s)", n=count["pilot"]),
        translate("Removal", "%n image(s)", n=count["image"]),
        translate("Removal", "%n cache(s)", n=count["volume"]),
        translate("Removal", "%n network(s)", n=count["network"]),
    ]


KINDS = ("pilot", "image", "volume", "network")


def _line(one: Remnant) -> str:
    kinds = {
        "pilot": translate("Removal", "pilot"),
        "image": translate("Removal", "image"),
        "volume": translate("Removal", "cache"),
        "network": translate("Removal", "network"),
    }
    why = f": {one.why}" if one.why else ""
    return f"{kinds[one.kind]} {one.name}{why}"
