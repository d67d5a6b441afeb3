"""`planctongui secret ...`: keep a head node's secret, look whether it is there, forget it.

For: owners in a terminal and site scripts. A secret is typed or comes from standard input, never
from an argument: those are seen by everybody on the machine. Not for: the running program, which
reads the vault itself when it starts a pilot.
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planctongui import places
from planctongui.commands.arguments import (
    Commands,
    add_command,
    add_file_option,
    add_head_node,
    add_words,
)
from planctongui.tongue import translate
from planctongui.words import head_nodes

if TYPE_CHECKING:
    from planctongui.vault.protocol import Vault

_FAILED = 1
_NOT_SET = 4
"""Exit status of `state` for a secret that cannot be had now."""


def add_to(commands: Commands) -> None:
    """Add the command and its words to the command line's."""
    meaning = translate("Command line", "keep the secrets that head nodes need")
    words = add_words(add_command(commands, "secret", meaning))
    meaning = translate("Command line", "keep a secret: typed, or from standard input")
    keep = add_command(words, "set", meaning)
    add_file_option(keep)
    meaning = translate(
        "Command line", "say whether a secret is there, without asking for the keyring's password"
    )
    state = add_command(words, "state", meaning)
    meaning = translate("Command line", "remove a secret from the keyring and the files")
    forget = add_command(words, "forget", meaning)
    for one in (keep, state, forget):
        add_head_node(one)
        name = translate("Command line", "NAME")
        one.add_argument("name", metavar=name, nargs="*" if one is state else None)
    meaning = translate("Command line", "open the keyring, or make one: the desktop asks you")
    add_command(words, "unlock", meaning)


def run(given: argparse.Namespace) -> int:
    """Do it; gives the exit status."""
    # Late: every other command starts without the vault.
    from planctongui.vault.choice import files_of, open_vault
    from planctongui.vault.protocol import VaultTrouble

    folder = places.config_folder()
    vault: Vault = files_of(folder) if getattr(given, "file", False) else open_vault(folder)
    orders: dict[str, Callable[[Vault, Any], int]] = {
        "set": _set,
        "state": _state,
        "forget": _forget,
        "unlock": _unlock,
    }
    try:
        return orders[given.word](vault, given)
    except VaultTrouble as error:
        print(f"{error.trouble.title}. {error.trouble.advice}", file=sys.stderr)
        return _FAILED
    except KeyboardInterrupt:
        print(translate("Command line", "Nothing was changed."), file=sys.stderr)
        return 130


def _set(vault: Vault, given: argparse.Namespace) -> int:
    from planctongui.vault.protocol import Answer, VaultTrouble, check_names
    from planctongui.vault.secret import LONGEST, checked

    check_names(given.head_node, given.name)
    if sys.stdin.isatty():
        prompt = translate("Command line", "The secret {name} of {head_node}: ")
        typed = getpass.getpass(prompt.format(name=given.name, head_node=given.head_node))
        content = typed.encode("utf-8", "surrogateescape")
    else:
        content = sys.stdin.buffer.read(LONGEST + 3)
    secret = checked(content, given.head_node, given.name)
    try:
        vault.store(given.head_node, given.name, secret)
    except VaultTrouble as error:
        if error.answer is not Answer.LOCKED:
            raise
        told = translate(
            "Command line", "Your keyring is locked: the desktop asks for its password."
        )
        print(told, file=sys.stderr)
        vault.unlock()
        vault.store(given.head_node, given.name, secret)
    told = translate("Command line", "Kept. The next pilot of {head_node} gets it.")
    print(told.format(head_node=given.head_node))
    return 0


def _state(vault: Vault, given: argparse.Namespace) -> int:
    from planctongui.vault.protocol import Answer

    names = given.name or ["password", "token"]
    states = [vault.state(given.head_node, name) for name in names]
    for name, state in zip(names, states, strict=True):
        trouble = state.trouble
        about = _about(vault, given.head_node, name) if state.answer is Answer.SET else ""
        answer = head_nodes.answer(state.answer.value)
        print(f"{name}: {answer}. {trouble.title}. {trouble.advice}{about}")
    wanted = all if given.name else any
    return 0 if wanted(state.answer is Answer.SET for state in states) else _NOT_SET


def _about(vault: Vault, head_node: str, name: str) -> str:
    """What the secret says of itself, or why it cannot work, with a space before it."""
    from planctongui.headnodes.folder import default_path
    from planctongui.headnodes.shelf import Shelf
    from planctongui.headnodes.trouble import HeadNodeTrouble
    from planctongui.nodes_desk import tell_of
    from planctongui.vault.protocol import VaultTrouble

    try:
        told = tell_of(Shelf(default_path()), vault, head_node, name)
    except (HeadNodeTrouble, VaultTrouble) as error:
        return f" {error.trouble.title}. {error.trouble.advice}"
    return f" {told}." if told else ""


def _forget(vault: Vault, given: argparse.Namespace) -> int:
    vault.forget(given.head_node, given.name)
    print(translate("Command line", "Forgotten. Pilots that run have it until they end."))
    return 0


def _unlock(vault: Vault, given: argparse.Namespace) -> int:
    vault.unlock()
    print(translate("Command line", "Your keyring is open."))
    return 0
