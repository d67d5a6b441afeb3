"""What the owner chooses among: rungs and the schedule's levels, in words.

For: choosers, menus, the week's grid. Not for: what goes on now (`status`). Pure; any thread.
"""

from __future__ import annotations

from collections.abc import Mapping

from planctongui.core.limits import Level, Rung
from planctongui.tongue import Phrases, translate

LEVELS: Mapping[Level | None, str] = Phrases(
    lambda: {
        None: translate("Sentences", "nothing: as chosen above"),
        Level.OFF: translate("Sentences", "off: nothing runs, even while you are away"),
        Level.QUIET: translate("Sentences", "quiet: everything stops while you are here"),
        Level.SHARE: translate("Sentences", "share: half of the cores go on"),
        Level.GENEROUS: translate("Sentences", "generous: all cores but one go on"),
        Level.DEDICATED: translate("Sentences", "dedicated: all cores go on"),
    }
)
"""Level -> what the owner chooses by it."""


LEVEL_WORDS: Mapping[Level, str] = Phrases(
    lambda: {
        Level.OFF: translate("Sentences", "off", "level"),
        Level.QUIET: translate("Sentences", "quiet", "level"),
        Level.SHARE: translate("Sentences", "share", "level"),
        Level.GENEROUS: translate("Sentences", "generous", "level"),
        Level.DEDICATED: translate("Sentences", "dedicated", "level"),
    }
)
"""A level or rung as one word in a sentence."""


RUNGS: Mapping[Rung, tuple[str, str]] = Phrases(
    lambda: {
        Rung.QUIET: (
            translate("Sentences", "Quiet: everything stops"),
            translate(
                "Sentences",
                "All pilots stop at your first key or mouse move and go on once you have been "
                "still.",
            ),
        ),
        Rung.SHARE: (
            translate("Sentences", "Share: half of the cores go on"),
            translate(
                "Sentences",
                "Half of the cores, rounded down. All stop when your programs need the CPU.",
            ),
        ),
        Rung.GENEROUS: (
            translate("Sentences", "Generous: all cores but one go on"),
            translate(
                "Sentences",
                "One core stays yours, and your programs get back as many more as they use.",
            ),
        ),
        Rung.DEDICATED: (
            translate("Sentences", "Dedicated: all cores go on"),
            translate(
                "Sentences",
                "For machines that nobody sits at: neither your input nor your programs stop a "
                "pilot.",
            ),
        ),
    }
)
"""What goes on while the owner is here: the name to choose it by, and one sentence about it."""


def level_name(level: Level | None) -> str:
    """What the schedule says of an hour, for a list or a tip."""
    return LEVELS[level]
