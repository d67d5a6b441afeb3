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

if TYPE_CHECKING:
    from planctongui.vault.protocol import Vault

_FAILED = 1
_NOT_SET = 4
"""Exit status of `state` for a secret that cannot be had now."""


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its words to the command line's."""
    secret = commands.add_parser("secret", help="keep the secrets that head nodes need")
    words = secret.add_subparsers(dest="word", metavar="WORD", required=True)
    for word, meaning in (
        ("set", "keep a secret: typed, or from standard input"),
        ("state", "say whether it is there, without asking for the keyring's password"),
        ("forget", "remove it from the keyring and the files"),
    ):
        one = words.add_parser(word, help=meaning)
        one.add_argument("head_node", metavar="HEADNODE")
        many = {"nargs": "*"} if word == "state" else {}
        one.add_argument("name", metavar="NAME", **many)  # type: ignore[arg-type]
        if word == "set":
            one.add_argument(
                "--file",
                action="store_true",
                help="in a file of mode 0600, for a machine without a keyring",
            )
    words.add_parser("unlock", help="open the keyring, or make one: the desktop asks you")


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
        print("Nothing was changed.", file=sys.stderr)
        return 130


def _set(vault: Vault, given: argparse.Namespace) -> int:
    from planctongui.vault.protocol import Answer, VaultTrouble, check_names
    from planctongui.vault.secret import LONGEST, checked

    check_names(given.head_node, given.name)
    if sys.stdin.isatty():
        typed = getpass.getpass(f"The secret {given.name} of {given.head_node}: ")
        content = typed.encode("utf-8", "surrogateescape")
    else:
        content = sys.stdin.buffer.read(LONGEST + 3)
    secret = checked(content, given.head_node, given.name)
    try:
        vault.store(given.head_node, given.name, secret)
    except VaultTrouble as error:
        if error.answer is not Answer.LOCKED:
            raise
        print("Your keyring is locked: the desktop asks for its password.", file=sys.stderr)
        vault.unlock()
        vault.store(given.head_node, given.name, secret)
    print(f"Kept. The next pilot of {given.head_node} gets it.")
    return 0


def _state(vault: Vault, given: argparse.Namespace) -> int:
    from planctongui.vault.protocol import Answer

    names = given.name or ["password", "token"]
    states = [vault.state(given.head_node, name) for name in names]
    for name, state in zip(names, states, strict=True):
        trouble = state.trouble
        about = _about(vault, given.head_node, name) if state.answer is Answer.SET else ""
        print(f"{name}: {state.answer.value}. {trouble.title}. {trouble.advice}{about}")
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
    print("Forgotten. Pilots that run have it until they end.")
    return 0


def _unlock(vault: Vault, given: argparse.Namespace) -> int:
    vault.unlock()
    print("Your keyring is open.")
    return 0
