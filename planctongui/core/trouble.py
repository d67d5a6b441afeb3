"""Something the owner can do something about.

For: every error that reaches them. Not for: why pilots do what they do (`verdict`).
"""

from __future__ import annotations

from dataclasses import dataclass

from planctongui.tongue import translate


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the owner can do something about."""

    title: str
    """What is wrong, a short sentence without a library's words."""
    advice: str
    """What to do, or what the program will do by itself."""


def unforeseen(title: str, error: Exception) -> Trouble:
    """What nobody expected to happen; the error's own words go to whoever mends it."""
    advice = translate("Trouble", "If it stays, start planctongui anew, and report this: {error}")
    return Trouble(title, advice.format(error=repr(error)))
