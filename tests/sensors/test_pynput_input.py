"""The pynput fallback on a real X server: it wakes, it rests, it keeps nothing that was typed."""

from __future__ import annotations

import gc
import time

import pytest

from planctongui.sensors import pynput_input
from planctongui.sensors.protocol import SourceMissing
from planctongui.sensors.pynput_input import PynputInput
from tests.desk import Desktop, wait_until
from tests.sensors.conftest import no_display

SECRET = "xyzzyquuxplugh"


class Bell:
    """Counts how often the loop was woken."""

    def __init__(self) -> None:
        self.rings = 0

    def __call__(self) -> None:
        self.rings += 1


def away(source: PynputInput, calm_s: float) -> bool:
    seen = source.presence().age_s
    return seen is not None and seen >= calm_s


def threads(source: PynputInput) -> list[str]:
    return [thread.name for thread in source._threads if thread.is_alive()]


def close(source: PynputInput, desk: Desktop) -> None:
    source.close()

    def ended() -> bool:
        # A listener that was just starting ends with the next input.
        desk.key("b")
        desk.click(400, 400)
        return not threads(source)

    wait_until(ended, 5, "the listeners' threads to end")


@pytest.mark.parametrize("device", ["mouse", "keyboard"])
def test_the_owner_comes_back_and_the_loop_is_woken_every_time(desk: Desktop, device: str) -> None:
    bell = Bell()
    source = pynput_input.open_source(0.2, bell)
    for turn in range(4):
        wait_until(lambda: away(source, 0.2), 5, "the owner to count as away")
        rings = bell.rings
        if device == "mouse":
            desk.move_mouse(100 + turn, 100)
        else:
            desk.key("a")
        wait_until(lambda rings=rings: bell.rings > rings, 2, "the loop to be woken")
        assert not away(source, 0.2)
    close(source, desk)


def test_the_owner_counts_as_here_until_a_whole_calm_was_listened_to(desk: Desktop) -> None:
    opened = time.monotonic()
    source = pynput_input.open_source(0.2, Bell())
    assert source.presence().age_s == 0.0
    wait_until(lambda: away(source, 0.2), 5, "the owner to count as away")
    assert time.monotonic() - opened >= 0.4
    close(source, desk)


def test_nothing_listens_while_the_owner_types(desk: Desktop) -> None:
    bell = Bell()
    source = pynput_input.open_source(1.5, bell)
    wait_until(lambda: away(source, 0.1), 10, "the listeners to be armed")
    assert source.listening()
    desk.key("a")
    desk.move_mouse(300, 300)
    wait_until(lambda: not source._listeners, 5, "the listeners to end")
    rings = bell.rings
    for turn in range(200):
        desk.key(SECRET[turn % len(SECRET)])
        assert not source.listening()
    assert bell.rings == rings
    assert source.presence().age_s == 0.0
    close(source, desk)


def keys_in_memory() -> int:
    """Objects of pynput, anywhere in this process, that say which key it was."""
    from pynput.keyboard import KeyCode

    gc.collect()
    return sum(isinstance(thing, KeyCode) for thing in gc.get_objects())


def test_nothing_that_was_typed_is_kept(desk: Desktop) -> None:
    source = pynput_input.open_source(0.1, Bell())
    wait_until(lambda: away(source, 0.1), 5, "the owner to count as away")
    before = keys_in_memory()
    for letter in SECRET:
        desk.key(letter)
    wait_until(lambda: not away(source, 0.1), 2, "the typing to be noticed")
    wait_until(lambda: away(source, 0.1), 5, "the owner to count as away again")
    assert keys_in_memory() == before
    # What the source itself has is times and threads; no text but the devices' names.
    own = vars(source)
    assert not [
        name
        for name, value in own.items()
        if isinstance(value, (str, bytes, list)) and name != "_threads"
    ]
    assert set(own["_armed"]) == set(own["_listeners"]) == {"keyboard", "mouse"}
    close(source, desk)


def test_closing_ends_the_listeners_although_nobody_types(desk: Desktop) -> None:
    source = pynput_input.open_source(0.1, Bell())
    wait_until(lambda: away(source, 0.1), 5, "the owner to count as away")
    source.close()
    wait_until(lambda: not threads(source), 5, "the listeners' threads to end")
    source.close()
    assert source.presence().age_s is None


def test_a_mouse_only_owner_does_not_pile_up_keyboard_listeners(desk: Desktop) -> None:
    source = pynput_input.open_source(0.1, Bell())
    for turn in range(4):
        wait_until(lambda: away(source, 0.1), 5, "the owner to count as away")
        desk.move_mouse(10 + turn, 10)
        wait_until(lambda: not away(source, 0.1), 2, "the move to be noticed")
    assert len(threads(source)) == 2
    close(source, desk)


def test_a_display_server_that_goes_away_turns_the_source_blind_and_wakes_the_loop(
    desk: Desktop,
) -> None:
    bell = Bell()
    source = pynput_input.open_source(0.1, bell)
    wait_until(lambda: away(source, 0.1), 5, "the owner to count as away")
    desk.x_server.kill()
    wait_until(lambda: bell.rings, 5, "the loop to be woken")
    seen = source.presence()
    assert (seen.age_s, seen.why_blind) == (None, "The display server went away.")
    source.close()
    wait_until(lambda: not threads(source), 5, "the listeners' threads to end")


def test_without_a_display_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    no_display(monkeypatch)
    with pytest.raises(SourceMissing, match="no X11 display"):
        pynput_input.open_source(1.0, Bell())


def test_under_wayland_it_refuses(desk: Desktop, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    with pytest.raises(SourceMissing, match="Wayland"):
        pynput_input.open_source(1.0, Bell())
