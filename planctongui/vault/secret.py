"""A secret on its way from where it is kept to the pilot, and what may be one.

For: carrying bytes that never show up in a log, a traceback or a dump of values. Not for: hiding
them from somebody who may read this process's memory.
"""

from __future__ import annotations

import hmac
from typing import NoReturn

from planctongui.tongue import translate
from planctongui.vault.protocol import VaultTrouble

LONGEST = 64 * 1024
"""Bytes. Passwords and tokens are far shorter; what is longer is a mistake."""


class Secret:
    """Bytes that only `reveal` shows. Compares in constant time; cannot be pickled or copied."""

    __slots__ = ("_content",)

    def __init__(self, content: bytes) -> None:
        """Any bytes; what a keyring may hold is checked by `checked`."""
        self._content = bytes(content)

    def reveal(self) -> bytes:
        """The bytes. Call it where they are handed over and nowhere before."""
        return self._content

    def __len__(self) -> int:
        return len(self._content)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        return hmac.compare_digest(self._content, other._content)

    __hash__ = None  # type: ignore[assignment] # a hash would tell equal secrets apart

    def __repr__(self) -> str:
        return "<secret>"

    def __format__(self, wanted: str) -> str:
        return format(repr(self), wanted)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError("a secret is not written down")


def checked(content: bytes, head_node: str, name: str) -> Secret:
    """The secret in what an owner typed, piped or put in a file; VaultTrouble when it is none.

    A secret is text: one line or several, UTF-8, without NUL. A line end after a single line is
    dropped, since editors and `echo` add it; the lines of a longer one stay as they are.
    """
    what = translate("Vault", "The secret {name} of {head_node}").format(
        name=name, head_node=head_node
    )
    if content.count(b"\n") == 1 and content.endswith(b"\n"):
        content = content[:-1].removesuffix(b"\r")
    if not content.strip():
        raise VaultTrouble(
            translate("Vault", "{what} is empty").format(what=what),
            translate("Vault", "Store the one that the site gave you."),
        )
    if len(content) > LONGEST:
        raise VaultTrouble(
            translate("Vault", "{what} is too long").format(what=what),
            translate("Vault", "It may have 64 KiB. Is it really a password or a token?"),
        )
    if b"\0" in content:
        raise VaultTrouble(
            translate("Vault", "{what} holds a NUL byte").format(what=what),
            translate(
                "Vault",
                "A keyring keeps text. Ask the site for a password or a token, or encode "
                "it as base64.",
            ),
        )
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        raise VaultTrouble(
            translate("Vault", "{what} is not text").format(what=what),
            translate(
                "Vault",
                "A keyring keeps text in UTF-8. Ask the site for a password or a token, or "
                "encode it as base64.",
            ),
        ) from None  # the error's own words quote the bytes
    return Secret(content)
