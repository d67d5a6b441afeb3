"""The owner's keyring, by the Secret Service on the session bus.

For: looking without asking, and asking only in `unlock`. Not for: other keyrings: the backend is
chosen here and by nobody's configuration, because some of them write plain text or ask on stdin.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from typing import Any, TypeVar

from planctongui.tongue import translate
from planctongui.vault.lane import Lane, Stuck
from planctongui.vault.protocol import (
    Answer,
    SecretState,
    VaultTrouble,
    check_names,
    is_set,
    missing,
    state_of,
)
from planctongui.vault.secret import Secret, checked

ANSWER_S = 5.0
"""An open keyring answers within 0.1 s; one that takes longer hangs or is asking somebody."""
PROMPT_S = 120.0
"""So long an owner has to type the keyring's password."""

T = TypeVar("T")


class KeyringVault:
    """See `protocol.Vault`. Two threads at most: a prompt that nobody answers delays no look."""

    def __init__(self, answer_s: float = ANSWER_S, prompt_s: float = PROMPT_S) -> None:
        """Time limits in seconds. Nothing is opened, imported or asked before the first call."""
        self._answer_s = answer_s
        self._prompt_s = prompt_s
        self._looks = Lane("keyring")
        self._prompts = Lane("keyring-prompt")

    def state(self, head_node: str, name: str) -> SecretState:
        try:
            check_names(head_node, name)
            if self._ask(lambda: _find(head_node, name)) is not None:
                return is_set(head_node, name, translate("Vault", "It is in your keyring."))
            return state_of(missing(head_node, name))
        except VaultTrouble as trouble:
            return state_of(trouble)

    def fetch(self, head_node: str, name: str) -> Secret:
        def get() -> Secret | None:
            found = _find(head_node, name)
            return None if found is None else checked(found.encode(), head_node, name)

        check_names(head_node, name)
        secret = self._ask(get)
        if secret is None:
            raise missing(head_node, name)
        return secret

    def store(self, head_node: str, name: str, secret: Secret) -> None:
        check_names(head_node, name)
        text = checked(secret.reveal(), head_node, name).reveal().decode()

        def put() -> None:
            if not _check_open():
                raise VaultTrouble(
                    translate("Vault", "You have no keyring yet"),
                    translate("Vault", "Make one with: planctongui secret unlock"),
                    Answer.LOCKED,
                )
            with _translated():
                _backend().set_password(_service(head_node), name, text)

        self._ask(put)

    def forget(self, head_node: str, name: str) -> None:
        check_names(head_node, name)

        def drop() -> None:
            if _check_open():
                _drop(head_node, name)

        self._ask(drop)

    def unlock(self) -> None:
        """Also makes a keyring where there is none: the desktop asks for its password."""
        try:
            self._prompts.call(_unlock, self._prompt_s)
        except Stuck:
            raise VaultTrouble(
                translate("Vault", "The keyring still waits for its password"),
                translate("Vault", "Look for its window, perhaps behind others, and answer it."),
                Answer.LOCKED,
            ) from None

    def _ask(self, work: Callable[[], T]) -> T:
        try:
            return self._looks.call(work, self._answer_s)
        except Stuck:
            raise VaultTrouble(
                translate("Vault", "The keyring does not answer"),
                translate("Vault", "It is asked again later. If this stays, log out and in again."),
            ) from None


def _backend() -> Any:
    """The keyring library; for a keyring that was found open, or it would ask the owner."""
    from keyring.backends.SecretService import Keyring

    return Keyring()  # type: ignore[no-untyped-call]


def _find(head_node: str, name: str) -> str | None:
    if not _check_open():
        return None
    with _translated():
        found: str | None = _backend().get_password(_service(head_node), name)
        return found


def _drop(head_node: str, name: str) -> None:
    with _translated():
        from keyring.errors import PasswordDeleteError

        with contextlib.suppress(PasswordDeleteError):  # it is not there, as was asked for
            _backend().delete_password(_service(head_node), name)


def _service(head_node: str) -> str:
    return f"planctongui:{head_node}"


@contextmanager
def _bus() -> Iterator[Any]:
    """A connection of its own: the library's connections are not for several threads."""
    import secretstorage
    from secretstorage.exceptions import SecretServiceNotAvailableException

    try:
        bus = secretstorage.dbus_init()
    except (SecretServiceNotAvailableException, OSError) as error:
        raise _no_service() from error
    with closing(bus):
        if not secretstorage.check_service_availability(bus):
            raise _no_service()
        yield bus


def _check_open() -> bool:
    """True for an open keyring, False where there is none yet; never asks the owner.

    VaultTrouble when it is locked or there is no service.
    """
    with _translated(), _bus() as bus:
        import secretstorage

        try:
            keyring = secretstorage.get_collection_by_alias(bus, "default")
        except secretstorage.ItemNotFoundException:
            return False
        if keyring.is_locked():
            raise _locked()
        return True


def _unlock() -> None:
    with _translated(), _bus() as bus:
        import secretstorage

        keyring = secretstorage.get_default_collection(bus)
        if keyring.is_locked():
            keyring.unlock()
        if keyring.is_locked():
            raise _locked()


def _locked() -> VaultTrouble:
    return VaultTrouble(
        translate("Vault", "Your keyring is locked"),
        translate("Vault", "Open it with: planctongui secret unlock"),
        Answer.LOCKED,
    )


def _no_service() -> VaultTrouble:
    return VaultTrouble(
        translate("Vault", "This session has no keyring"),
        translate(
            "Vault",
            "Install one with: sudo apt install gnome-keyring, and log in again. On a "
            "machine without a desktop keep the secret in a file: planctongui secret "
            "set --file HEADNODE NAME",
        ),
        Answer.NO_SERVICE,
    )


@contextmanager
def _translated() -> Iterator[None]:
    """Round calls of the libraries: whatever they throw leaves as VaultTrouble."""
    try:
        yield
    except VaultTrouble:
        raise
    except ImportError as error:
        raise VaultTrouble(
            translate("Vault", "The keyring's library is missing"),
            translate(
                "Vault", "Install it with: sudo apt install python3-keyring ({name} was not found)"
            ).format(name=error.name),
            Answer.NO_SERVICE,
        ) from None
    except Exception as error:
        # Not the error's own words: of a value that is no text they quote the value.
        kind = type(error).__name__
        if kind in ("KeyringLocked", "InitError", "LockedException", "PromptDismissedException"):
            raise _locked() from None
        if kind == "SecretServiceNotAvailableException":
            raise _no_service() from None
        raise VaultTrouble(
            translate("Vault", "The keyring cannot be used"),
            translate("Vault", "It failed with {kind}. It is asked again later.").format(kind=kind),
        ) from None
