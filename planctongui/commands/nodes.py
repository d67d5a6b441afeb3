"""`planctongui headnode ...`: take a head node's file in, show what is there, put one aside.

For: owners who got a file from a site. The running program sees the folder change by itself. Not
for: what may stand in a file (`headnodes.entry`).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from planctongui.commands.arguments import Commands, add_command, add_head_node, add_words
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate
from planctongui.words import formats

if TYPE_CHECKING:
    from planctongui.headnodes.shelf import Shelf

_FAILED = 1


def add_to(commands: Commands) -> None:
    """Add the command and its words to the command line's."""
    meaning = translate("Command line", "where jobs come from")
    words = add_words(add_command(commands, "headnode", meaning))
    add_command(
        words, "list", translate("Command line", "all head nodes, and what is wrong with them")
    )
    add = add_command(
        words, "add", translate("Command line", "take in a file that a site gave you")
    )
    add.add_argument("file", metavar=translate("Command line", "FILE"), type=Path)
    meaning = translate("Command line", "put a head node's file aside; pilots that run may end")
    add_head_node(add_command(words, "remove", meaning))
    meaning = translate("Command line", "test a head node: run one pilot and say what came of it")
    add_head_node(add_command(words, "test", meaning))


def run(given: argparse.Namespace) -> int:
    """Do it; gives the exit status."""
    from planctongui.headnodes.folder import default_path
    from planctongui.headnodes.shelf import Shelf

    folder = default_path()
    shelf = Shelf(folder)
    try:
        if given.word == "add":
            name = shelf.take(given.file)
            print(_added(shelf, name))
        elif given.word == "remove":
            told = translate("Command line", "Removed {name}; its file is {file} now.")
            file = shelf.put_aside(given.head_node)
            print(told.format(name=given.head_node, file=file))
        elif given.word == "test":
            from planctongui.commands import trial

            return trial.run(given.head_node, folder)
        else:
            _list(shelf)
    except HeadNodeTrouble as error:
        print(f"{error.trouble.title}. {error.trouble.advice}", file=sys.stderr)
        return _FAILED
    return 0


def _list(shelf: Shelf) -> None:
    sheets = shelf.sheets().sheets
    if not sheets:
        print(
            translate(
                "Command line", "None: pilots work for the built-in head node, which counts primes."
            )
        )
    for sheet in sheets:
        if sheet.trouble:
            print(f"{sheet.name}: {sheet.trouble}")
        else:
            told = translate("Command line", "{name}: {kind}, share {share}")
            if not sheet.enabled:
                told = translate("Command line", "{name}: {kind}, share {share}, off")
            share = formats.decimal(f"{sheet.share:g}")
            print(told.format(name=sheet.name, kind=sheet.kind, share=share))


def _added(shelf: Shelf, name: str) -> str:
    """What was done, and the commands that it still needs."""
    from planctongui.headnodes.shelf import secrets_of

    entry, node = shelf.load(name)
    commands = [f"planctongui secret set {name} {s}" for s in secrets_of(entry, node)]
    told = translate("Command line", "Added {name}.")
    if commands:
        told = translate("Command line", "Added {name}. It needs a secret: {commands}")
    lines = (
        told.format(name=name, commands=", ".join(commands)),
        _to_allow(str(entry.values["image"])),
    )
    return "\n".join(filter(None, lines))


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
    told = translate("Command line", "Its pilots run {image}. If you trust that: {command}")
    return told.format(image=name, command=command)
