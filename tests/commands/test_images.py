"""`planctongui image`: the owner's list is changed by one command, and logins are kept apart."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from planctongui import cli
from planctongui.settings import read
from planctongui.vault.choice import files_of
from planctongui.vault.logins import LOGIN, place_of


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The owner's folder of settings, which does not exist yet; no keyring in reach."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    return tmp_path / "config" / "planctongui"


def allowed(config: Path) -> tuple[str, ...]:
    return read(config / "settings.toml", os.cpu_count() or 1).images.allow


def typed(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    """What comes through a pipe."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def test_images_are_allowed_listed_and_taken_out(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["image", "list"]) == 0
    assert "only what planctongui builds" in capsys.readouterr().out
    for pattern in ("r.example.org/cms/*", "r.example.org/cms/*", "busybox"):
        assert cli.main(["image", "allow", pattern]) == 0
    assert allowed(config) == ("r.example.org/cms/*", "busybox")
    capsys.readouterr()
    assert cli.main(["image", "list"]) == 0
    assert capsys.readouterr().out == "r.example.org/cms/*\nbusybox\n"
    assert cli.main(["image", "deny", "r.example.org/cms/*"]) == 0
    assert allowed(config) == ("busybox",)
    assert cli.main(["image", "deny", "r.example.org/cms/*"]) == 1
    assert "is not on the list" in capsys.readouterr().err


def test_what_is_no_pattern_or_no_settings_changes_nothing(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["image", "allow", "r.example.org*"]) == 1
    assert 'r.example.org*: a * stands only at its end, as "/*".' in capsys.readouterr().err
    assert not config.exists()
    config.mkdir(parents=True)
    (config / "settings.toml").write_text("[limits]\nmax_cores = -1\n")
    assert cli.main(["image", "allow", "busybox"]) == 1
    assert "limits.max_cores is not possible" in capsys.readouterr().err
    assert (config / "settings.toml").read_text() == "[limits]\nmax_cores = -1\n"


def test_a_login_is_kept_for_its_registry_alone_and_forgotten(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    typed(monkeypatch, b"me:hunter2:hunter2\n")
    assert cli.main(["image", "login", "--file", "r.example.org:5000"]) == 0
    vault = files_of(config)
    assert vault.fetch(place_of("r.example.org:5000"), LOGIN).reveal() == b"me:hunter2:hunter2"
    assert "hunter2" not in capsys.readouterr().out
    assert cli.main(["image", "logout", "r.example.org:5000"]) == 0
    assert not any(path.is_file() for path in config.rglob("*"))


@pytest.mark.parametrize("content", [b"", b"hunter2", b":hunter2", b"me:", b"me:a\nhunter2\n"])
def test_what_is_no_login_is_refused_without_being_quoted(
    config: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
) -> None:
    typed(monkeypatch, content)
    assert cli.main(["image", "login", "--file", "r.example.org"]) == 1
    said = capsys.readouterr()
    assert said.err and "hunter2" not in said.err + said.out


@pytest.mark.parametrize("host", ["https://r.example.org", "registry", "r.example.org/cms", ""])
def test_what_is_no_registry_gets_no_login(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], host: str
) -> None:
    typed(monkeypatch, b"me:hunter2")
    assert cli.main(["image", "login", "--file", host]) == 1
    assert capsys.readouterr().err.startswith(f"{host}: ")
    assert not config.exists()
