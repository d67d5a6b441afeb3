"""After a choice, Reports from before it still come: for a moment they are not to be shown.

For: every control that shows what is in force and lets the owner choose. Not for: the control.
GUI thread only.
"""

from __future__ import annotations

import math
import time

ECHO_S = 3.0
"""For so long after a choice, a Report that says otherwise is taken for an older one."""


class Echo:
    """One control's last choice."""

    def __init__(self) -> None:
        self._chosen_at = -math.inf

    def begin(self) -> None:
        """The owner chooses now."""
        self._chosen_at = time.monotonic()

    def end(self) -> None:
        """The choice was dropped."""
        self._chosen_at = -math.inf

    @property
    def over(self) -> bool:
        """True when what Reports say is what holds."""
        return time.monotonic() - self._chosen_at >= ECHO_S
