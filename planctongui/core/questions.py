"""What a view asks that no Report carries, and the answer to it.

For: the envelope. Each question and its answer are values of the room they are about, and a
question that was asked is found again in its answer. Not for: answering (`enquiries`).
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class WhoSeesMe:
    """Which sources see the owner's next input? Answer: a tuple of `SourceStatus`; `works` =
    it saw input. It comes up to 15 s later.
    """


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of a question."""

    question: object
    """The very question that was asked."""
    content: object
    """What was asked for, or a Trouble."""
