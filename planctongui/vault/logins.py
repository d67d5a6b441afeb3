"""Logins at registries: where the vault keeps them, and what may be one.

For: one name for a registry's login, and its check. Not for: using it (`engine.registry`).
"""

from __future__ import annotations

from planctongui.tongue import translate
from planctongui.vault.protocol import VaultTrouble
from planctongui.vault.secret import Secret, checked

LOGIN = "registry-login"


def place_of(host: str) -> str:
    """The vault's word for a registry "host:port"; no host's name has an underscore."""
    return host.replace(":", "_")


def login(content: bytes, host: str) -> Secret:
    """The login in "user:password". Raises VaultTrouble, which quotes none of it."""
    secret = checked(content, host, LOGIN)
    user, colon, password = secret.reveal().partition(b":")
    if not (user and colon and password) or b"\n" in secret.reveal():
        raise VaultTrouble(
            translate("Vault", "This is no login for {host}").format(host=host),
            translate("Vault", "A login is one line: the user, a colon, the password."),
        )
    return secret
