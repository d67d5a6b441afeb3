"""What the page "Head nodes" asks for and is answered: files, forms, secrets, images, caches.

For: values without behaviour. Every order about files is answered by all `Sheets` as they are then,
every one about secrets by their `SecretLine`s, others as they say; each also by a Trouble. Not for:
how a head node stands now, which every Report carries (`standing`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol


class Hidden(Protocol):
    """Something that shows up in no log; see `vault.secret`."""

    def reveal(self) -> bytes:
        """What it is."""


@dataclass(frozen=True, slots=True)
class Key:
    """One key of a kind, as a form shows it."""

    name: str
    sentence: str
    shape: str
    """ "switch", "whole", "number", "text", "words" (as in a shell) or "table" (lines of TOML)."""
    otherwise: str
    """Its default, as an owner would type it."""
    unit: str = ""
    lowest: float = 0
    highest: float = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """One head node's file."""

    name: str
    kind: str = ""
    """ "" = the file cannot be used."""
    enabled: bool = True
    share: float = 1.0
    text: str = ""
    """What stands in the file; no secret is in it."""
    typed: Mapping[str, str] | None = None
    """Key -> its value as an owner would type it; None = the file cannot be used."""
    secrets: tuple[str, ...] = ()
    """Names of the secrets that its pilots get."""
    trouble: str = ""
    """Why it cannot be used; "" = it can."""


@dataclass(frozen=True, slots=True)
class Sheets:
    """All files, and the forms there are."""

    sheets: tuple[Sheet, ...]
    forms: Mapping[str, tuple[Key, ...]]
    """Kind -> its keys."""
    folder: str
    """Where the files are."""


@dataclass(frozen=True, slots=True)
class SheetsAsked:
    """All files, as they are now."""


@dataclass(frozen=True, slots=True)
class FileGiven:
    """Take in a file that a site gave the owner."""

    path: Path


@dataclass(frozen=True, slots=True)
class TextGiven:
    """This is what the file of this head node is to say."""

    name: str
    text: str
    new: bool
    """True = there must be none of this name yet."""


@dataclass(frozen=True, slots=True)
class FormGiven:
    """The same, filled in key by key."""

    name: str
    kind: str
    typed: Mapping[str, str]
    new: bool


@dataclass(frozen=True, slots=True)
class SwitchGiven:
    """Pilots are started for this head node, or are not any more."""

    name: str
    enabled: bool


@dataclass(frozen=True, slots=True)
class PutAside:
    """This head node's file goes out of the way; it is not deleted."""

    name: str


@dataclass(frozen=True, slots=True)
class AllowImage:
    """Pilots may be made of this image from now on. Answer: True."""

    image: str
    """Its name in full."""


@dataclass(frozen=True, slots=True)
class ClearCache:
    """Make the cache of this head node empty. Answer: how many parts stay until pilots end."""

    head_node: str


@dataclass(frozen=True, slots=True)
class SecretLine:
    """What is known of one secret, never what it is."""

    name: str
    answer: str
    """The value of a `vault.protocol.Answer`."""
    words: str
    """Title and advice."""
    about: str = ""
    """What it says of itself, such as a token's end; "" = nothing."""
    fit: bool = True
    """False when it is set but cannot work, such as an expired token."""


@dataclass(frozen=True, slots=True)
class SecretsAsked:
    """These secrets of this head node; asks the owner nothing."""

    head_node: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SecretGiven:
    """Keep this secret, in place of an earlier one. A locked keyring asks for its password."""

    head_node: str
    name: str
    secret: Hidden | Path
    """Itself, or the file that holds it."""


@dataclass(frozen=True, slots=True)
class UnlockAsked:
    """Open the keyring: the desktop asks the owner. Then the same as SecretsAsked."""

    head_node: str
    names: tuple[str, ...]
