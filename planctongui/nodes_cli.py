"""`planctongui headnode ...`: take a head node's file in, show what is there, put one aside.

For: owners who got a file from a site. The running program sees the folder change by itself. Not
for: what may stand in a file (`headnodes.entry`).
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

from planctongui.headnodes.trouble import HeadNodeTrouble

_FAILED = 1
_ASIDE = ".removed"


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its words to the command line's."""
    headnode = commands.add_parser("headnode", help="where jobs come from")
    words = headnode.add_subparsers(dest="word", metavar="WORD", required=True)
    words.add_parser("list", help="all that are there, and what is wrong with which")
    add = words.add_parser("add", help="take in a file that a site gave you")
    add.add_argument("file", metavar="FILE", type=Path)
    remove = words.add_parser("remove", help="put its file aside; pilots that run may end")
    remove.add_argument("name", metavar="NAME")


def run(given: argparse.Namespace) -> int:
    """Do it; gives the exit status."""
    from planctongui.headnodes.folder import SUFFIX, default_path

    folder = default_path()
    try:
        if given.word == "add":
            return _add(given.file, folder, SUFFIX)
        if given.word == "remove":
            return _remove(folder / f"{given.name}{SUFFIX}", given.name)
        return _list(sorted(folder.glob(f"*{SUFFIX}")))
    except HeadNodeTrouble as error:
        print(f"{error.trouble.title}. {error.trouble.advice}", file=sys.stderr)
    except OSError as error:
        print(f"{error.filename or folder}: {error.strerror}.", file=sys.stderr)
    return _FAILED


def _list(files: list[Path]) -> int:
    from planctongui.headnodes import kinds

    if not files:
        print("None: pilots work for the built-in head node, which counts primes.")
    for file in files:
        try:
            entry, _ = kinds.load(file)
        except HeadNodeTrouble as error:
            print(f"{file.stem}: {error.trouble.title}. {error.trouble.advice}")
        else:
            off = "" if entry.enabled else ", off"
            print(f"{entry.name}: {entry.kind}, share {entry.share:g}{off}")
    return 0


def _add(file: Path, folder: Path, suffix: str) -> int:
    from planctongui.headnodes import kinds

    entry, _ = kinds.load(file)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{entry.name}{suffix}"
    try:
        with target.open("xb") as copy, file.open("rb") as source:
            shutil.copyfileobj(source, copy)
    except FileExistsError:
        print(
            f"There is a head node {entry.name} already: remove it first, or rename {file}.",
            file=sys.stderr,
        )
        return _FAILED
    print(f"Added {entry.name}. A secret it needs: planctongui secret set {entry.name} NAME")
    _say_what_to_allow(str(entry.values["image"]))
    return 0


def _say_what_to_allow(image: str) -> None:
    """One command more, if its image is not on the owner's list."""
    from planctongui.core.allow import BadName, is_allowed, parse, suggestion
    from planctongui.sensors.load import machine_cores
    from planctongui.settings import SettingsFile, default_path

    allowed = SettingsFile(default_path(), machine_cores()).current.images.allow
    try:
        name = parse(image)
    except BadName:
        return  # its kind builds its own, or the window will say what is wrong with it
    if not is_allowed(name, allowed):
        print(f"Its pilots run {name}. If you trust that: planctongui image allow", end=" ")
        print(suggestion(name))


def _remove(file: Path, name: str) -> int:
    if "/" in name or not file.is_file():
        print(f"There is no head node {name}.", file=sys.stderr)
        return _FAILED
    aside = file.with_name(file.name + _ASIDE)
    file.replace(aside)
    print(f"Removed {name}; its file is {aside} now.")
    return 0
