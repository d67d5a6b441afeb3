"""What the rest of the program asks of a place that keeps secrets.

For: the contract, its answers and its one error. Not for: any one place (a module each).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Protocol

from planctongui.core.trouble import Trouble
from planctongui.tongue import translate

if TYPE_CHECKING:
    from planctongui.vault.secret import Secret

_HEAD_NODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,63}")
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Answer(Enum):
    """What is known of a secret without asking the owner anything."""

    SET = "set"
    MISSING = "missing"
    """The place is open, and the secret is not there."""
    LOCKED = "locked"
    """The place is locked: nobody knows whether it is there."""
    NO_SERVICE = "no service"
    """There is no such place on this machine."""
    UNKNOWN = "unknown"
    """It does not answer, or what it says makes no sense."""


@dataclass(frozen=True, slots=True)
class SecretState:
    """An answer with its words for the owner."""

    answer: Answer
    trouble: Trouble
    """Title and advice; of one that is set: where it is."""


class VaultTrouble(Exception):
    """It could not be done. `trouble` is for the owner and never quotes a secret."""

    def __init__(self, title: str, advice: str, answer: Answer = Answer.UNKNOWN) -> None:
        super().__init__(f"{title}. {advice}")
        self.trouble = Trouble(title, advice)
        self.answer = answer


class Vault(Protocol):
    """Keeps secrets by head node and name.

    Every call may come from any thread but the GUI's or the spawner's, takes seconds at most
    (`unlock`: minutes) and raises VaultTrouble and nothing else. Only `unlock` may ask the owner
    something. Nothing is remembered: a changed secret is the next call's answer.
    """

    def state(self, head_node: str, name: str) -> SecretState:
        """Whether it is there. Never raises."""

    def fetch(self, head_node: str, name: str) -> Secret:
        """The secret."""

    def store(self, head_node: str, name: str, secret: Secret) -> None:
        """Keep it, in place of an earlier one."""

    def forget(self, head_node: str, name: str) -> None:
        """Remove it; harmless when it is not there."""

    def unlock(self) -> None:
        """Have the owner open the place. Only after the owner's own click or command."""


def check_names(head_node: str, name: str) -> None:
    """Raise VaultTrouble for names that no place could keep apart."""
    if not _HEAD_NODE.fullmatch(head_node):
        raise VaultTrouble(
            translate("Vault", "{head_node} cannot be a head node's name").format(
                head_node=repr(head_node)
            ),
            translate("Vault", "Letters, digits and _.- will do."),
        )
    if not _NAME.fullmatch(name):
        raise VaultTrouble(
            translate("Vault", "{name} cannot be a secret's name").format(name=repr(name)),
            translate("Vault", "Letters, digits, _ and - will do."),
        )


def state_of(trouble: VaultTrouble) -> SecretState:
    """The state that an error tells of."""
    return SecretState(trouble.answer, trouble.trouble)


def is_set(head_node: str, name: str, where: str) -> SecretState:
    """The state of a secret that is there."""
    return SecretState(
        Answer.SET,
        Trouble(
            translate("Vault", "The secret {name} of {head_node} is set").format(
                name=name, head_node=head_node
            ),
            where,
        ),
    )


def missing(head_node: str, name: str) -> VaultTrouble:
    """The error for a secret that is not there."""
    return VaultTrouble(
        translate("Vault", "The secret {name} of {head_node} is not set").format(
            name=name, head_node=head_node
        ),
        translate("Vault", "Store it with: planctongui secret set {head_node} {name}").format(
            head_node=head_node, name=name
        ),
        Answer.MISSING,
    )
