"""`planctongui remove-everything`: by the program that runs, or by a short run of its own.

For: owners who want no trace left in Docker. A run of its own finds, ends and books the pilots that
an earlier one left, so that their hours are counted. Not for: what is removed (`engine.removal`).
"""

from __future__ import annotations

import argparse
import os
import sys
import textwrap
import time

from planctongui import checkup, control, places
from planctongui.commands.arguments import Commands, add_command
from planctongui.tongue import translate
from planctongui.words import removal as removal_words

WAIT_S = 900.0
ASK_EVERY_S = 0.3


def add_to(commands: Commands) -> None:
    """Add the command to the command line's."""
    meaning = translate("Command line", "pause, and remove all pilots, images, caches and networks")
    remove = add_command(commands, "remove-everything", meaning)
    remove.add_argument("--yes", action="store_true", help=translate("Command line", "do not ask"))


def run(given: argparse.Namespace) -> int:
    """Do it; gives the exit status: 0 when nothing is left."""
    if not given.yes and not _agreed():
        print(translate("Removal", "Nothing was removed."))
        return 1
    began = time.time()
    try:
        control.ask(places.runtime_folder(), places.instance(), ["remove-everything"])
    except control.NotRunning:
        return _alone()
    return _wait(began)


def _agreed() -> bool:
    print(textwrap.fill(removal_words.warning(), checkup.WIDTH))
    try:
        word = input(translate("Removal", 'Type "yes" to go on: '))
    except EOFError:
        print()
        return False
    return word.strip() == "yes"


def _wait(began: float) -> int:
    """Until the running program has done it."""
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        time.sleep(ASK_EVERY_S)
        try:
            answer = control.ask(places.runtime_folder(), places.instance(), ["removal"])
        except (control.NotRunning, ValueError):
            break
        if isinstance(answer, dict) and answer["at"] >= began:
            print("\n".join(answer["lines"]))
            return 0 if answer["done"] else 1
    print(translate("Removal", "planctongui did not tell what came of it."), file=sys.stderr)
    return 3


def _alone() -> int:
    """Run the loop for this order alone."""
    from planctongui import wiring
    from planctongui.core.orders import AtQuit
    from planctongui.core.report import Report
    from planctongui.events import QuitOrdered, RemoveOrdered
    from planctongui.session import Session

    def no_window() -> None:
        raise ValueError(translate("Removal", "It is removing everything and has no window."))

    session = Session(no_window)
    status = 3

    def tell(report: Report) -> None:
        nonlocal status
        session.last_report = report
        if report.removal is not None and status == 3:
            print("\n".join(removal_words.told(report.removal)), flush=True)
            status = 0 if removal_words.is_done(report.removal) else 1
            session.mailbox.post(QuitOrdered(AtQuit.LEAVE))

    session.mailbox.post(RemoveOrdered())
    wiring.run(session.mailbox, session.enquiries, tell)
    session.close()
    os._exit(status)  # a hung engine call must not keep the process
