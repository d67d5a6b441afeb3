"""Whoever could read this program's memory, or its log, does not learn what the owner typed.

A real process listens by pynput, as the fallback does; a real server is typed on; then every byte
that the process has is searched, freed ones too, in all the shapes in which typing could be kept.
"""

from __future__ import annotations

import itertools
import os
import re
import struct
import sys
import time
from collections.abc import Iterator

import pytest
from Xlib import XK, display

from tests.desk import Child, Desktop, wait_until
from tests.sensors.conftest import desk

__all__ = ["desk"]

SECRET = "qzjxvkwpfqjz"
PACE_S = 0.06
"""A quick typist."""

RUN = 5
"""So many letters in a row are no accident in a hundred megabytes."""

PRESS, RELEASE = 2, 3


class Listening:
    """The process under test."""

    def __init__(self, desk: Desktop) -> None:
        reading, self._orders = os.pipe()
        command = (sys.executable, "-m", "tests.sensors.listening", str(reading))
        self.child: Child = desk.start(*command, pass_fds=(reading,))
        os.close(reading)
        letters = wait_until(lambda: self.told("letters"), 20, "its letters", self.child)
        self.letters = dict(zip("abcdefghijklmnopqrstuvwxyz", letters[0].split()[1:], strict=True))

    def told(self, word: str) -> list[str]:
        """The lines that begin so."""
        lines = self.child.log.read_text(errors="replace").splitlines()
        return [line for line in lines if line.split(" ")[0] == word]

    def keep(self, text: str) -> None:
        """Have it keep something that the search must find."""
        os.write(self._orders, f"{text}\n".encode())
        wait_until(lambda: self.told("planted"), 5, "it is kept", self.child)

    def memory(self) -> Iterator[bytes]:
        """All that it can read of its own, a piece per mapping."""
        with (
            open(f"/proc/{self.child.pid}/maps") as maps,
            open(f"/proc/{self.child.pid}/mem", "rb", buffering=0) as mem,
        ):
            for line in maps:
                place, rights, *_, name = f"{line.rstrip()} -".split(" ", 2)
                if "r" not in rights or "[vvar" in name or "[vsyscall" in name:
                    continue
                start, end = (int(number, 16) for number in place.split("-"))
                mem.seek(start)
                try:
                    yield mem.read(end - start)
                except OSError:
                    continue  # a page of a device

    def close(self) -> None:
        os.close(self._orders)


@pytest.fixture
def listening(desk: Desktop) -> Iterator[Listening]:
    """It has listened for long enough to count the owner as away."""
    process = Listening(desk)
    wait_until(lambda: process.told("away"), 20, "it to listen", process.child)
    yield process
    process.close()


def shapes(process: Listening, desk: Desktop) -> dict[str, re.Pattern[bytes]]:
    """What to look for: parts of the secret in each shape it could have in memory."""
    keys = display.Display(desk.display)
    codes = [keys.keysym_to_keycode(XK.string_to_keysym(letter)) for letter in SECRET]
    keys.close()
    runs = [SECRET[at : at + RUN] for at in range(len(SECRET) - RUN + 1)]
    texts = [run.encode(how) for run in runs for how in ("ascii", "utf-16-le", "utf-32-le")]
    pointers = [
        struct.pack(f"={RUN}Q", *(int(process.letters[letter]) for letter in run)) for run in runs
    ]
    keycodes = [bytes(codes[at : at + RUN]) for at in range(len(codes) - RUN + 1)]
    # The server's own reports, 32 bytes each: two keys after one another, pressed and released.
    reports = [
        b".{30}".join(re.escape(bytes([kind, code])) for code in pair for kind in (PRESS, RELEASE))
        for pair in itertools.pairwise(codes)
    ]
    return {
        "text": _any(map(re.escape, texts)),
        "letters in a list": _any(map(re.escape, pointers)),
        "key codes": _any(map(re.escape, keycodes)),
        "reports of the server": _any(reports),
    }


def _any(patterns: Iterator[bytes] | list[bytes]) -> re.Pattern[bytes]:
    return re.compile(b"|".join(patterns), re.DOTALL)


def found(process: Listening, wanted: dict[str, re.Pattern[bytes]]) -> set[str]:
    """The shapes that are anywhere in its memory."""
    seen = set()
    for piece in process.memory():
        seen |= {name for name, pattern in wanted.items() if pattern.search(piece)}
    return seen


def type_secret(desk: Desktop) -> None:
    for letter in SECRET:
        desk.key(letter)
        time.sleep(PACE_S)  # the pace of the hand


def test_nothing_of_what_was_typed_is_in_its_memory_or_its_log(
    desk: Desktop, listening: Listening
) -> None:
    wanted = shapes(listening, desk)
    for turn in range(2):
        type_secret(desk)
        here, away = turn + 1, turn + 2
        wait_until(lambda n=here: len(listening.told("here")) == n, 5, "it to notice")
        wait_until(lambda n=away: len(listening.told("away")) == n, 20, "it to listen again")
    assert found(listening, wanted) == set()
    log = listening.child.log.read_text(errors="replace")
    assert "KeyCode" not in log and "Key." not in log
    runs = [SECRET[at : at + 3] for at in range(len(SECRET) - 2)]
    assert not [run for run in runs if run in log]


def test_the_search_finds_what_is_kept_in_any_shape(desk: Desktop, listening: Listening) -> None:
    wanted = shapes(listening, desk)
    assert found(listening, wanted) == set()
    listening.keep(SECRET)
    assert found(listening, wanted) == {"text", "letters in a list"}
    keys = display.Display(desk.display)
    codes = [keys.keysym_to_keycode(XK.string_to_keysym(letter)) for letter in SECRET]
    keys.close()
    reports = b"".join(bytes([kind, code]) + bytes(30) for code in codes for kind in (2, 3))
    listening.keep((bytes(codes) + reports).hex())
    wait_until(lambda: len(listening.told("planted")) == 2, 5, "it is kept too")
    assert found(listening, wanted) == set(wanted)
