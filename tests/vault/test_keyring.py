"""A real gnome-keyring on a bus of its own: open, locked, without a keyring, hanging, absent."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from planctongui.vault.choice import KeyringThenFiles
from planctongui.vault.files import FileVault
from planctongui.vault.keyring_service import KeyringVault
from planctongui.vault.protocol import Answer, Vault, VaultTrouble
from planctongui.vault.secret import LONGEST, Secret
from tests.desk.process import wait_until
from tests.vault.session import Session

LIMIT_S = 20.0


def answer(vault: Vault) -> Answer:
    state = vault.state("site", "token")
    assert state.trouble.title and state.trouble.advice
    return state.answer


def refused(vault: Vault) -> Answer:
    """What a fetch says that fails."""
    with pytest.raises(VaultTrouble) as trouble:
        vault.fetch("site", "token")
    assert trouble.value.trouble.title and trouble.value.trouble.advice
    return trouble.value.answer


def test_a_secret_is_kept_changed_and_forgotten(session: Session) -> None:
    session.start_keyring()
    vault = KeyringVault()
    assert answer(vault) is Answer.MISSING
    assert refused(vault) is Answer.MISSING
    vault.forget("site", "token")
    for secret in (
        Secret(b"one"),
        Secret("several\nlines\n\nwith grüße\n".encode()),
        Secret(b"x" * LONGEST),
    ):
        vault.store("site", "token", secret)
        assert answer(vault) is Answer.SET
        assert KeyringVault().fetch("site", "token") == secret
        assert vault.fetch("site", "token") == secret
    vault.store("site", "password", Secret(b"other name"))
    vault.store("site2", "token", Secret(b"other site"))
    vault.forget("site", "token")
    assert answer(vault) is Answer.MISSING
    assert vault.fetch("site", "password") == Secret(b"other name")
    assert vault.fetch("site2", "token") == Secret(b"other site")


def test_a_locked_keyring_is_told_from_a_missing_secret_and_nobody_is_asked(
    session: Session,
) -> None:
    session.start_keyring()
    vault = KeyringVault()
    vault.store("site", "token", Secret(b"x"))
    session.lock()
    began = time.monotonic()
    assert answer(vault) is Answer.LOCKED
    assert refused(vault) is Answer.LOCKED
    with pytest.raises(VaultTrouble, match="locked"):
        vault.store("site", "token", Secret(b"y"))
    with pytest.raises(VaultTrouble, match="locked"):
        vault.forget("site", "token")
    assert time.monotonic() - began < 5


def test_unlocking_without_anything_that_could_ask_fails_in_a_sentence(session: Session) -> None:
    session.start_keyring()
    session.lock()
    with pytest.raises(VaultTrouble) as trouble:
        KeyringVault(prompt_s=10).unlock()
    assert trouble.value.answer is Answer.LOCKED


def test_without_a_keyring_of_their_own_an_owner_is_told_to_make_one(session: Session) -> None:
    session.start_keyring(unlocked=False)
    vault = KeyringVault()
    assert answer(vault) is Answer.MISSING
    assert refused(vault) is Answer.MISSING
    vault.forget("site", "token")
    with pytest.raises(VaultTrouble, match="no keyring yet") as trouble:
        vault.store("site", "token", Secret(b"x"))
    assert trouble.value.answer is Answer.LOCKED


def test_a_bus_without_a_keyring_and_no_bus_at_all_are_no_service(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(KeyringVault()) is Answer.NO_SERVICE
    assert refused(KeyringVault()) is Answer.NO_SERVICE
    for address in ("unix:path=/nonexistent/bus", "nonsense", ""):
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        assert refused(KeyringVault()) is Answer.NO_SERVICE, address
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS")
    assert answer(KeyringVault()) is Answer.NO_SERVICE


def test_a_keyring_that_hangs_is_unknown_and_answers_again_when_it_can(session: Session) -> None:
    session.start_keyring()
    vault = KeyringVault(answer_s=1.0)
    vault.store("site", "token", Secret(b"x"))
    session.suspend()
    assert answer(vault) is Answer.UNKNOWN
    began = time.monotonic()
    for _ in range(5):
        assert refused(vault) is Answer.UNKNOWN
    assert time.monotonic() - began < 1, "an earlier call hangs already: nobody waits again"
    session.resume()
    wait_until(lambda: answer(vault) is Answer.SET, LIMIT_S, "the keyring to answer again")
    assert vault.fetch("site", "token") == Secret(b"x")


def test_a_keyring_that_dies_while_it_is_asked_is_no_service_afterwards(session: Session) -> None:
    session.start_keyring()
    vault = KeyringVault(answer_s=1.0)
    session.suspend()
    assert answer(vault) is Answer.UNKNOWN
    assert session.keyring is not None
    session.keyring.kill()
    wait_until(lambda: answer(vault) is Answer.NO_SERVICE, LIMIT_S, "the keyring's end to be seen")


def test_a_prompt_that_nobody_answers_delays_no_look(session: Session) -> None:
    session.start_keyring()
    vault = KeyringVault(answer_s=1.0, prompt_s=0.5)
    session.suspend()
    for _ in range(2):
        with pytest.raises(VaultTrouble, match="still waits"):
            vault.unlock()
    session.resume()
    wait_until(lambda: answer(vault) is Answer.MISSING, LIMIT_S, "an answer")


def test_the_keyring_goes_first_and_files_help_out(session: Session, tmp_path: Path) -> None:
    files = FileVault(tmp_path / "secrets")
    files.store("site", "token", Secret(b"of the file"))
    both = KeyringThenFiles(KeyringVault(), files)
    assert both.fetch("site", "token") == Secret(b"of the file")  # no keyring
    session.start_keyring()
    assert both.fetch("site", "token") == Secret(b"of the file")  # not in the keyring
    both.store("site", "token", Secret(b"of the keyring"))
    assert both.fetch("site", "token") == Secret(b"of the keyring")
    session.lock()
    assert answer(both) is Answer.SET
    assert both.fetch("site", "token") == Secret(b"of the file")  # locked
    files.forget("site", "token")
    assert answer(both) is Answer.LOCKED
    assert refused(both) is Answer.LOCKED


def test_without_a_keyring_both_places_forget_and_none_is_written_unasked(
    session: Session, tmp_path: Path
) -> None:
    both = KeyringThenFiles(KeyringVault(), FileVault(tmp_path / "secrets"))
    with pytest.raises(VaultTrouble, match="no keyring"):
        both.store("site", "token", Secret(b"x"))
    assert list(tmp_path.iterdir()) == []
    FileVault(tmp_path / "secrets").store("site", "token", Secret(b"x"))
    both.forget("site", "token")
    assert answer(both) is Answer.NO_SERVICE
