"""Something the owner can do something about.

For: every error that reaches them. Not for: why pilots do what they do (`verdict`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the owner can do something about."""

    title: str
    """What is wrong, a short sentence without a library's words."""
    advice: str
    """What to do, or what the program will do by itself."""
