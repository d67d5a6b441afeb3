"""Answers what the page "Head nodes" asks: files, forms, secrets.

For: one answer a question, on two threads: one for files, one for the keyring, which may wait for
the owner's password for minutes. Not for: how head nodes stand (every Report) or tests (an order).
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from planctongui.core import sheets as sh
from planctongui.enquiries import Enquiries
from planctongui.headnodes.protocol import TellsOfSecret
from planctongui.headnodes.shelf import Shelf
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate
from planctongui.vault.protocol import Answer, Vault, VaultTrouble
from planctongui.vault.secret import LONGEST, checked


class NodesDesk:
    """The errors of shelf and vault leave as they are: `Enquiries` makes Troubles of them."""

    def __init__(self, shelf: Shelf, vault: Vault) -> None:
        self._shelf = shelf
        self._vault = vault
        self._files = ThreadPoolExecutor(1, thread_name_prefix="nodes")
        self._keyring = ThreadPoolExecutor(1, thread_name_prefix="secrets")

    def open(self, enquiries: Enquiries) -> None:
        """From now on they are answered here."""
        shelf = self._shelf
        enquiries.answer_by(sh.SheetsAsked, self._files, lambda _: shelf.sheets())
        orders: dict[type, Callable[[Any], object]] = {
            sh.FileGiven: lambda q: shelf.take(q.path),
            sh.TextGiven: lambda q: shelf.write(q.name, q.text, q.new),
            sh.FormGiven: lambda q: shelf.fill(q.name, q.kind, q.typed, q.new),
            sh.SwitchGiven: lambda q: shelf.switch(q.name, q.enabled),
            sh.PutAside: lambda q: shelf.put_aside(q.name),
        }
        for kind, order in orders.items():
            enquiries.answer_by(kind, self._files, self._then_sheets(order))
        enquiries.answer_by(sh.SecretsAsked, self._keyring, self._secrets)
        enquiries.answer_by(sh.SecretGiven, self._keyring, self._keep)
        enquiries.answer_by(sh.UnlockAsked, self._keyring, self._unlock)

    def close(self) -> None:
        """Wait for no answer any more."""
        self._files.shutdown(wait=False, cancel_futures=True)
        self._keyring.shutdown(wait=False, cancel_futures=True)

    def _then_sheets(self, order: Callable[[Any], object]) -> Callable[[Any], sh.Sheets]:
        """Carry out the order; the answer is how all files are then."""

        def answer(question: Any) -> sh.Sheets:
            order(question)
            return self._shelf.sheets()

        return answer

    def _secrets(self, asked: sh.SecretsAsked | sh.UnlockAsked) -> tuple[sh.SecretLine, ...]:
        return tuple(self._line(asked.head_node, name) for name in asked.names)

    def _line(self, head_node: str, name: str) -> sh.SecretLine:
        state = self._vault.state(head_node, name)
        words = f"{state.trouble.title}. {state.trouble.advice}"
        if state.answer is not Answer.SET:
            return sh.SecretLine(name, state.answer.value, words)
        try:
            about, fit = tell_of(self._shelf, self._vault, head_node, name), True
        except (HeadNodeTrouble, VaultTrouble) as error:
            about, fit = f"{error.trouble.title}. {error.trouble.advice}", False
        return sh.SecretLine(name, state.answer.value, words, about, fit)

    def _keep(self, given: sh.SecretGiven) -> tuple[sh.SecretLine, ...]:
        secret = checked(_content(given.secret), given.head_node, given.name)
        _, node = self._shelf.load(given.head_node)
        node.examine(given.name, secret.reveal())
        try:
            self._vault.store(given.head_node, given.name, secret)
        except VaultTrouble as error:
            if error.answer is not Answer.LOCKED:
                raise
            self._vault.unlock()
            self._vault.store(given.head_node, given.name, secret)
        return (self._line(given.head_node, given.name),)

    def _unlock(self, asked: sh.UnlockAsked) -> tuple[sh.SecretLine, ...]:
        self._vault.unlock()
        return self._secrets(asked)


def _content(secret: sh.Hidden | Path) -> bytes:
    if not isinstance(secret, Path):
        return secret.reveal()
    try:
        with secret.open("rb") as file:
            return file.read(LONGEST + 3)
    except OSError as error:
        title = translate("Head nodes", "The file {path} cannot be read").format(path=secret)
        raise VaultTrouble(title, f"{error.strerror}.") from error


def tell_of(shelf: Shelf, vault: Vault, head_node: str, name: str) -> str:
    """What a secret says of itself, such as a token's identity, pool and end; "" = nothing.

    A secret may be kept before its head node's file is there: nothing is known of it then. Raises
    HeadNodeTrouble for one that cannot work, VaultTrouble for one that cannot be had.
    """
    if not shelf.has(head_node):
        return ""
    _, node = shelf.load(head_node)
    if not isinstance(node, TellsOfSecret):
        return ""
    return node.tell_of(name, vault.fetch(head_node, name).reveal())
