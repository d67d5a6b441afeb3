"""When a move of the pointer is no owner."""

from __future__ import annotations

import pytest

from planctongui.core.bump import LONG_IDLE_S, is_bump


@pytest.mark.parametrize(
    ("after", "idle_s", "repeated", "bump"),
    [
        ((103, 104), LONG_IDLE_S, False, True),
        ((116, 100), LONG_IDLE_S, False, True),
        ((117, 100), LONG_IDLE_S, False, False),
        ((100, 100), LONG_IDLE_S, False, False),  # a key
        ((103, 104), LONG_IDLE_S - 1, False, False),
        ((103, 104), LONG_IDLE_S, True, False),
    ],
)
def test_only_a_single_tiny_move_after_long_idleness_is_a_bump(
    after: tuple[int, int], idle_s: float, repeated: bool, bump: bool
) -> None:
    assert is_bump((100, 100), after, idle_s, repeated) is bump
