"""The command line's grammar in the owner's language, argparse's own words included.

For: parsers, their commands and words, in one form. Not for: what a command means.
"""

from __future__ import annotations

import argparse
from typing import TypeAlias

from planctongui.tongue import mark, translate

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"

_OWN = (
    mark("Command line", "usage: "),
    mark("Command line", "positional arguments"),
    mark("Command line", "options"),
    mark("Command line", "show this help message and exit"),
    mark("Command line", "%(prog)s: error: %(message)s\n"),
    mark("Command line", "argument %(argument_name)s: %(message)s"),
    mark("Command line", "invalid choice: %(value)r (choose from %(choices)s)"),
    mark("Command line", "the following arguments are required: %s"),
    mark("Command line", "unrecognized arguments: %s"),
    mark("Command line", "ambiguous option: %(option)s could match %(matches)s"),
    mark("Command line", "ignored explicit argument %r"),
)
"""What argparse itself may say of our grammar, in its own words."""


def _told(text: str) -> str:
    return translate("Command line", text)


# argparse asks gettext, which has no Italian for it: its words come from where all others do. A
# version that asked under another name, or in other words, would say those in English.
argparse._ = _told  # type: ignore[attr-defined]


def add_command(commands: Commands, name: str, meaning: str) -> argparse.ArgumentParser:
    """A command, or a word of one. `meaning`: what it does, without capital and full stop."""
    sentence = f"{meaning[:1].upper()}{meaning[1:]}."
    return commands.add_parser(name, help=meaning, description=sentence)


def add_words(command: argparse.ArgumentParser) -> Commands:
    """The place for a command's words, of which one must be given; it becomes `word`."""
    metavar = translate("Command line", "WORD")
    return command.add_subparsers(dest="word", metavar=metavar, required=True)


def add_head_node(word: argparse.ArgumentParser, optional: bool = False) -> None:
    """The name of a head node; it becomes `head_node`, None where it was left out."""
    metavar = translate("Command line", "HEADNODE")
    word.add_argument("head_node", metavar=metavar, nargs="?" if optional else None)


def add_file_option(word: argparse.ArgumentParser) -> None:
    """Whether a secret is kept in a file of ours; it becomes `file`."""
    word.add_argument(
        "--file",
        action="store_true",
        help=translate("Command line", "in a file of mode 0600, for a machine without a keyring"),
    )
