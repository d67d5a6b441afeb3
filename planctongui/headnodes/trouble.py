"""The one error of head nodes: something in a file that makes no sense, in the owner's words.

For: title and advice that reach the owner as they are. Not for: pilots that fail (`Outcome`).
"""

from __future__ import annotations

from planctongui.core.trouble import Trouble


class HeadNodeTrouble(Exception):
    """A head node cannot be used as it is set up."""

    def __init__(self, title: str, advice: str) -> None:
        super().__init__(f"{title}. {advice}")
        self.trouble = Trouble(title, advice)
