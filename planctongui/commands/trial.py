"""`planctongui headnode test NAME`: one pilot, and a sentence on what came of it.

For: asking the program that runs, or making the test here when none does. Not for: the test itself
(`trials`). Exit status: 0 = it works, 1 = it does not, or could not be tested.
"""

from __future__ import annotations

import signal
import sys
import time
from dataclasses import replace
from pathlib import Path
from types import FrameType
from typing import Any

from planctongui import control, places
from planctongui.core.standing import Finding
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate
from planctongui.words.formats import printable

POLL_S = 0.5
MOST_MISSES = 20
"""So often in a row the program may be silent before it counts as ended."""


def run(name: str, folder: Path) -> int:
    """Test the head node of this name; gives the exit status. HeadNodeTrouble = there is none."""
    said = translate(
        "Test",
        "One pilot of {name} runs now, for %n minute(s) at most, also while you are here.",
        n=3,
    )
    try:
        before = _ask(["tested", name])
        _ask(["test", name])
        print(said.format(name=name), flush=True)
        found = _wait(name, before)
    except control.NotRunning:
        found = _test_here(name, folder, said.format(name=name))
    except ValueError as error:
        print(printable(str(error)), file=sys.stderr)
        return 1
    told = printable(f"{found.title} {found.advice}".strip())
    print(told, file=sys.stdout if found.good else sys.stderr)
    return 0 if found.good else 1


def _ask(words: list[str]) -> Any:
    return control.ask(places.runtime_folder(), places.instance(), words)


def _wait(name: str, before: Any) -> Finding:
    """The finding that comes after the one of `before`. NotRunning when the program ends."""
    # One that was under way when we asked is as good: no second pilot was started.
    begun, misses = before is not None and before["finding"] is None, 0
    while True:
        time.sleep(POLL_S)
        try:
            trial, misses = _ask(["tested", name]), 0
        except control.NotRunning:  # or it is busy for a moment
            misses += 1
            if misses > MOST_MISSES:
                raise
            continue
        if trial is not None and (before is None or trial["began"] != before["began"]):
            begun = True
        if begun and trial is None:
            title = translate("Test", "The file of {name} changed during the test.")
            return Finding(False, title.format(name=name), translate("Test", "Test it again."))
        if begun and trial["finding"] is not None:
            found = trial["finding"]
            return Finding(found["good"], found["title"], found["advice"])


def _test_here(name: str, folder: Path, said: str) -> Finding:
    """`said` before it runs, once there is such a head node."""
    from planctongui import wiring
    from planctongui.headnodes.folders import Folders
    from planctongui.headnodes.local import NAME, LocalHeadNode
    from planctongui.headnodes.protocol import HeadNode
    from planctongui.headnodes.shelf import Shelf

    node: HeadNode
    try:
        entry, node = Shelf(folder).load(name)
        seen = entry.folders
    except HeadNodeTrouble:
        if name != NAME:
            raise
        node, seen = LocalHeadNode(0), Folders()
    print(said, flush=True)
    examiner, size, close = wiring.examiner()

    def on_signal(number: int, frame: FrameType | None) -> None:
        examiner.stop()

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, on_signal)
    try:
        return examiner.examine(node, replace(size, folders=seen))
    finally:
        close()
