"""Secrets of a machine without a keyring: systemd's credentials and files of mode 0600.

For: head nodes on servers and cluster nodes. Not for: desktops, where the keyring keeps them
encrypted. Order: systemd's credential first, then the file. A file that others could read or have
written is refused, not passed over: its secret is out already.
"""

from __future__ import annotations

import contextlib
import os
import stat
import uuid
from pathlib import Path

from planctongui.core.trouble import Trouble
from planctongui.tongue import translate
from planctongui.vault.protocol import (
    SecretState,
    VaultTrouble,
    check_names,
    is_set,
    missing,
    state_of,
)
from planctongui.vault.secret import LONGEST, Secret, checked


class FileVault:
    """See `protocol.Vault`. `folder` holds HEADNODE.SECRET; it is made when first needed."""

    def __init__(self, folder: Path, credentials: Path | None = None) -> None:
        """`credentials`: None = where systemd says, by $CREDENTIALS_DIRECTORY."""
        self._folder = folder
        told = os.environ.get("CREDENTIALS_DIRECTORY", "")
        self._credentials = credentials or (Path(told) if told.startswith("/") else None)

    def state(self, head_node: str, name: str) -> SecretState:
        try:
            _, where = self._find(head_node, name)
        except VaultTrouble as trouble:
            return state_of(trouble)
        return is_set(
            head_node, name, translate("Vault", "It is read from {where}.").format(where=where)
        )

    def fetch(self, head_node: str, name: str) -> Secret:
        return self._find(head_node, name)[0]

    def store(self, head_node: str, name: str, secret: Secret) -> None:
        check_names(head_node, name)
        path = self._path(head_node, name)
        # Beside it and then in its place: a reader sees the old one or the new one, whole.
        fresh = path.with_name(f".{uuid.uuid4().hex}")
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._check_folder()
            made = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(made, "wb") as file:
                file.write(secret.reveal())
                file.flush()
                os.fsync(file.fileno())
            fresh.replace(path)
        except OSError as error:
            with contextlib.suppress(OSError):
                fresh.unlink()
            raise VaultTrouble(
                translate("Vault", "The file {path} cannot be written").format(path=path),
                translate("Vault", "The system says: {strerror}.").format(strerror=error.strerror),
            ) from error

    def forget(self, head_node: str, name: str) -> None:
        check_names(head_node, name)
        path = self._path(head_node, name)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise VaultTrouble(
                translate("Vault", "The file {path} cannot be removed").format(path=path),
                translate("Vault", "The system says: {strerror}.").format(strerror=error.strerror),
            ) from error

    def unlock(self) -> None:
        """Nothing to do: files have no lock."""

    def _path(self, head_node: str, name: str) -> Path:
        # A secret's name has no dot, so no two pairs of names make the same file.
        return self._folder / f"{head_node}.{name}"

    def _find(self, head_node: str, name: str) -> tuple[Secret, Path]:
        check_names(head_node, name)
        if self._credentials is not None:
            path = self._credentials / f"planctongui.{head_node}.{name}"
            content = _read(path, by_systemd=True)
            if content is not None:
                return checked(content, head_node, name), path
        path = self._path(head_node, name)
        content = _read(path, by_systemd=False)
        if content is None:
            raise missing(head_node, name)
        self._check_folder()
        return checked(content, head_node, name), path

    def _check_folder(self) -> None:
        """Whoever may write in the folder could put another file in its place."""
        found = self._folder.stat()
        if found.st_uid not in (0, os.getuid()) or found.st_mode & 0o022:
            raise VaultTrouble(
                translate("Vault", "The folder {folder} is open to others").format(
                    folder=self._folder
                ),
                translate("Vault", "Close it with: chmod 700 {folder}").format(folder=self._folder),
            )


def _read(path: Path, by_systemd: bool) -> bytes | None:
    """The file's content; None when there is no file. VaultTrouble when it is not safe."""
    try:
        # No link is followed, and a pipe does not make us wait for its writer.
        opened = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise VaultTrouble(
            translate("Vault", "The file {path} cannot be read").format(path=path),
            translate(
                "Vault", "It must be a plain file of yours, not a link: the system says {strerror}."
            ).format(strerror=error.strerror),
        ) from error
    try:
        unfit = _unfit(os.fstat(opened), path, by_systemd)
        if unfit is not None:
            raise VaultTrouble(unfit.title, unfit.advice)
        with open(opened, "rb", closefd=False) as file:
            return file.read(LONGEST + 3)
    except OSError as error:
        raise VaultTrouble(
            translate("Vault", "The file {path} cannot be read").format(path=path),
            translate("Vault", "The system says: {strerror}.").format(strerror=error.strerror),
        ) from error
    finally:
        os.close(opened)


def _unfit(found: os.stat_result, path: Path, by_systemd: bool) -> Trouble | None:
    if not stat.S_ISREG(found.st_mode):
        return Trouble(
            translate("Vault", "{path} is not a plain file").format(path=path),
            translate("Vault", "Put the secret in a file of mode 0600."),
        )
    # systemd's files may be root's, opened to us by an access list that shows as group rights.
    owners, others = ((0, os.getuid()), 0o007) if by_systemd else ((os.getuid(),), 0o077)
    if found.st_uid not in owners:
        return Trouble(
            translate("Vault", "The file {path} belongs to somebody else").format(path=path),
            translate(
                "Vault", "Make it yours with chown, and change the secret if they may have seen it."
            ),
        )
    if found.st_mode & others:
        return Trouble(
            translate("Vault", "The file {path} can be read by others").format(path=path),
            translate(
                "Vault",
                "Close it with: chmod 600 {path}, and change the secret if they may have seen it.",
            ).format(path=path),
        )
    return None
