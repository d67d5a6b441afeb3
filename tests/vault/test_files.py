"""Secrets in files: read when they are the owner's alone, refused with advice when not."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from planctongui.vault.files import FileVault
from planctongui.vault.protocol import Answer, VaultTrouble
from planctongui.vault.secret import Secret


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "secrets"
    made.mkdir(mode=0o700)
    return made


def put(path: Path, body: bytes = b"hunter2\n", mode: int = 0o600) -> Path:
    path.write_bytes(body)
    path.chmod(mode)
    return path


def test_a_stored_secret_is_the_owners_alone_and_can_be_changed_and_forgotten(
    tmp_path: Path,
) -> None:
    vault = FileVault(tmp_path / "config" / "secrets")
    assert vault.state("site", "token").answer is Answer.MISSING
    for body in (b"first", b"second\nwith lines\n"):
        vault.store("site", "token", Secret(body))
        assert vault.fetch("site", "token") == Secret(body)
        assert vault.state("site", "token").answer is Answer.SET
    path = tmp_path / "config" / "secrets" / "site.token"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert list(path.parent.iterdir()) == [path]
    for _ in range(2):
        vault.forget("site", "token")
    assert vault.state("site", "token").answer is Answer.MISSING


def test_a_file_of_an_editor_is_read_without_its_line_end(folder: Path) -> None:
    put(folder / "site.token")
    put(folder / "site.token2", mode=0o400)
    assert FileVault(folder).fetch("site", "token") == Secret(b"hunter2")
    assert FileVault(folder).fetch("site", "token2") == Secret(b"hunter2")


def link(path: Path) -> None:
    path.symlink_to(put(path.parent / "elsewhere"))


def pipe(path: Path) -> None:
    os.mkfifo(path, 0o600)


def folder_instead(path: Path) -> None:
    path.mkdir(0o700)


def of_somebody_else(path: Path) -> None:
    os.chown(put(path), 4242, 4242)


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (lambda path: put(path, mode=0o640), "read by others"),
        (lambda path: put(path, mode=0o604), "read by others"),
        (lambda path: put(path, mode=0o620), "read by others"),
        (of_somebody_else, "belongs to somebody else"),
        (link, "cannot be read"),
        (pipe, "not a plain file"),
        (folder_instead, "not a plain file"),
        (lambda path: put(path, b""), "empty"),
        (lambda path: put(path, b"hunter2\0"), "NUL"),
        (lambda path: put(path, b"hunter2" * 100_000), "too long"),
    ],
)
def test_a_file_that_is_not_safe_is_refused_in_a_sentence(
    folder: Path, make: Callable[[Path], object], words: str
) -> None:
    make(folder / "site.token")
    vault = FileVault(folder)
    with pytest.raises(VaultTrouble, match=words) as refused:
        vault.fetch("site", "token")
    assert refused.value.trouble.advice
    assert "hunter2" not in str(refused.value)
    assert vault.state("site", "token").answer is Answer.UNKNOWN


def test_a_folder_in_which_others_write_is_refused(folder: Path) -> None:
    put(folder / "site.token")
    folder.chmod(0o770)
    with pytest.raises(VaultTrouble, match="open to others"):
        FileVault(folder).fetch("site", "token")
    with pytest.raises(VaultTrouble, match="open to others"):
        FileVault(folder).store("site", "token", Secret(b"x"))


def test_systemds_credential_goes_before_the_file(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    put(folder / "site.token", b"of the file")
    assert FileVault(folder).fetch("site", "token") == Secret(b"of the file")
    # Shown as a group's right: the access list by which systemd opens root's file to a user.
    put(credentials / "planctongui.site.token", b"of systemd", mode=0o440)
    assert FileVault(folder).fetch("site", "token") == Secret(b"of systemd")
    (credentials / "planctongui.site.token").chmod(0o444)
    with pytest.raises(VaultTrouble, match="read by others"):
        FileVault(folder).fetch("site", "token")


@pytest.mark.parametrize(
    ("head_node", "name"),
    [("../x", "t"), ("a/b", "t"), (".x", "t"), ("", "t"), ("a", "../t"), ("a", "b.c"), ("a", "")],
)
def test_names_that_lead_elsewhere_are_refused(folder: Path, head_node: str, name: str) -> None:
    vault = FileVault(folder)
    for call in (vault.fetch, vault.forget):
        with pytest.raises(VaultTrouble, match="cannot be"):
            call(head_node, name)
    with pytest.raises(VaultTrouble, match="cannot be"):
        vault.store(head_node, name, Secret(b"x"))


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    put(tmp_path / "file")
    with pytest.raises(VaultTrouble, match="cannot be"):
        FileVault(tmp_path / "file" / "secrets").store("site", "token", Secret(b"x"))
