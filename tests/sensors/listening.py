"""A process that sees the owner by pynput only, for a test that searches its memory.

`python -m tests.sensors.listening FD`: tells "away" and "here" as they change. It first tells where
its one-letter texts are, as Python has each once: "letters" and 26 addresses. A line on the
descriptor is kept as text, as a list of letters, and, where it is hexadecimal, as its bytes.
Everything that any library logs goes to standard output too. Not for: what the source promises.
"""

from __future__ import annotations

import logging
import os
import select
import string
import sys

from planctongui.sensors import pynput_input

CALM_S = 0.5
LOOK_S = 0.02


def main() -> None:
    """Listen until the descriptor is closed."""
    logging.basicConfig(level=logging.DEBUG, stream=sys.stdout)
    print("letters", *(id(letter) for letter in string.ascii_lowercase), flush=True)
    orders = int(sys.argv[1])
    source = pynput_input.open_source(CALM_S, lambda: None)
    planted: list[object] = []
    away = False
    while True:
        seen = source.presence().age_s
        if away is not (seen is not None and seen >= CALM_S):
            away = not away
            print("away" if away else "here", flush=True)
        if select.select([orders], [], [], LOOK_S)[0]:
            line = os.read(orders, 65536)
            if not line:
                break
            text = line.decode().strip()
            planted += [text, list(text)]
            if not set(text) - set(string.hexdigits):
                planted.append(bytes.fromhex(text))
            print("planted", flush=True)
    source.close()


if __name__ == "__main__":
    main()
