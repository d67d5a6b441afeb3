"""Which place is asked for a secret, and in which order.

For: the one vault that the rest of the program gets. Order: the keyring first; what it does not
have, or cannot tell, is looked for among the files (systemd's credential, then the 0600 file). If
the files do not have it either, the keyring's answer stands.
"""

from __future__ import annotations

from pathlib import Path

from planctongui.vault.files import FileVault
from planctongui.vault.keyring_service import KeyringVault
from planctongui.vault.protocol import Answer, SecretState, Vault, VaultTrouble
from planctongui.vault.secret import Secret


def open_vault(config_folder: Path) -> KeyringThenFiles:
    """The vault of this owner. Nothing is opened, imported or asked before its first call."""
    return KeyringThenFiles(KeyringVault(), files_of(config_folder))


def files_of(config_folder: Path) -> FileVault:
    """The owner's secrets in files."""
    return FileVault(config_folder / "secrets")


class KeyringThenFiles:
    """See `protocol.Vault`. New secrets go to the keyring: none falls back to a file unasked."""

    def __init__(self, keyring: Vault, files: Vault) -> None:
        self._keyring = keyring
        self._files = files

    def state(self, head_node: str, name: str) -> SecretState:
        first = self._keyring.state(head_node, name)
        if first.answer is Answer.SET:
            return first
        second = self._files.state(head_node, name)
        return first if second.answer is Answer.MISSING else second

    def fetch(self, head_node: str, name: str) -> Secret:
        try:
            return self._keyring.fetch(head_node, name)
        except VaultTrouble as first:
            try:
                return self._files.fetch(head_node, name)
            except VaultTrouble as second:
                raise (first if second.answer is Answer.MISSING else second) from None

    def store(self, head_node: str, name: str, secret: Secret) -> None:
        self._keyring.store(head_node, name, secret)

    def forget(self, head_node: str, name: str) -> None:
        """Both places forget it; a keyring that is not there has nothing to forget."""
        self._files.forget(head_node, name)
        try:
            self._keyring.forget(head_node, name)
        except VaultTrouble as trouble:
            if trouble.answer is not Answer.NO_SERVICE:
                raise

    def unlock(self) -> None:
        self._keyring.unlock()
