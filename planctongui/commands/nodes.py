"""`planctongui headnode ...`: take a head node's file in, show what is there, put one aside.

For: owners who got a file from a site. The running program sees the folder change by itself. Not
for: what may stand in a file (`headnodes.entry`).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from planctongui.headnodes.trouble import HeadNodeTrouble

if TYPE_CHECKING:
    from planctongui.headnodes.shelf import Shelf

_FAILED = 1


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its words to the command line's."""
    headnode = commands.add_parser("headnode", help="where jobs come from")
    words = headnode.add_subparsers(dest="word", metavar="WORD", required=True)
    words.add_parser("list", help="all that are there, and what is wrong with which")
    add = words.add_parser("add", help="take in a file that a site gave you")
    add.add_argument("file", metavar="FILE", type=Path)
    remove = words.add_parser("remove", help="put its file aside; pilots that run may end")
    test = words.add_parser("test", help="run one pilot and say what came of it")
    for one in (remove, test):
        one.add_argument("name", metavar="NAME")


def run(given: argparse.Namespace) -> int:
    """Do it; gives the exit status."""
    from planctongui.headnodes.folder import default_path
    from planctongui.headnodes.shelf import Shelf

    folder = default_path()
    shelf = Shelf(folder)
    try:
        if given.word == "add":
            name = shelf.take(given.file)
            print(f"Added {name}.{_needs(shelf, name)}")
        elif given.word == "remove":
            print(f"Removed {given.name}; its file is {shelf.put_aside(given.name)} now.")
        elif given.word == "test":
            from planctongui.commands import trial

            return trial.run(given.name, folder)
        else:
            _list(shelf)
    except HeadNodeTrouble as error:
        print(f"{error.trouble.title}. {error.trouble.advice}", file=sys.stderr)
        return _FAILED
    return 0


def _list(shelf: Shelf) -> None:
    sheets = shelf.sheets().sheets
    if not sheets:
        print("None: pilots work for the built-in head node, which counts primes.")
    for sheet in sheets:
        if sheet.trouble:
            print(f"{sheet.name}: {sheet.trouble}")
        else:
            off = "" if sheet.enabled else ", off"
            print(f"{sheet.name}: {sheet.kind}, share {sheet.share:g}{off}")


def _needs(shelf: Shelf, name: str) -> str:
    from planctongui.headnodes.shelf import secrets_of

    entry, node = shelf.load(name)
    commands = [f" planctongui secret set {name} {s}" for s in secrets_of(entry, node)]
    secrets = f" It needs a secret:{','.join(commands)}" if commands else ""
    return secrets + _to_allow(str(entry.values["image"]))


def _to_allow(image: str) -> str:
    """One command more, if its image is not on the owner's list."""
    from planctongui.core.allow import BadName, is_allowed, parse, suggestion
    from planctongui.sensors.load import machine_cores
    from planctongui.settings import SettingsFile, default_path

    allowed = SettingsFile(default_path(), machine_cores()).current.images.allow
    try:
        name = parse(image)
    except BadName:
        return ""  # its kind builds its own, or the window will say what is wrong with it
    if is_allowed(name, allowed):
        return ""
    command = f"planctongui image allow {suggestion(name)}"
    return f"\nIts pilots run {name}. If you trust that: {command}"
