"""Starting at login: one file, in which the owner's own lines stay."""

from __future__ import annotations

import shlex
from configparser import ConfigParser
from pathlib import Path

import pytest

from planctongui import autostart
from planctongui.core.record import Autostart


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this owner's file would be; nothing of this machine's own is seen."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "machine"))
    return tmp_path / "config" / "autostart" / "planctongui.desktop"


def entry(file: Path) -> dict[str, str]:
    """Its keys and values; it must be a proper entry."""
    parser = ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    parser.read(file)
    return dict(parser["Desktop Entry"])


def test_switched_on_it_starts_this_very_program_without_its_window(file: Path) -> None:
    assert autostart.is_on() == Autostart(False)
    assert autostart.turn(True) == Autostart(True)
    told = entry(file)
    assert told["Type"] == "Application" and told["Name"] == "planctongui"
    command = shlex.split(told["Exec"])
    assert Path(command[0]).is_absolute() and Path(command[0]).exists()
    assert command[-2:] == ["run", "--hidden"]


def test_switched_off_and_on_again_the_owners_lines_are_still_there(file: Path) -> None:
    autostart.turn(True)
    file.write_text(file.read_text() + "X-GNOME-Autostart-Delay=20\n")
    assert autostart.turn(False) == Autostart(False)
    assert entry(file)["Hidden"] == "true"
    assert autostart.turn(True) == Autostart(True)
    assert entry(file)["X-GNOME-Autostart-Delay"] == "20"
    assert "Hidden" not in entry(file)


def test_the_machines_own_entry_counts_and_can_be_switched_off_by_the_owner(
    file: Path, tmp_path: Path
) -> None:
    theirs = tmp_path / "machine" / "autostart" / "planctongui.desktop"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("[Desktop Entry]\nType=Application\nName=planctongui\nExec=planctongui\n")
    before = theirs.read_text()
    assert autostart.is_on() == Autostart(True)
    assert autostart.turn(False) == Autostart(False)
    assert theirs.read_text() == before


def test_gnomes_own_switch_counts(file: Path) -> None:
    autostart.turn(True)
    file.write_text(file.read_text() + "X-GNOME-Autostart-enabled=false\n")
    assert autostart.is_on() == Autostart(False)
    assert autostart.turn(True) == Autostart(True)


def test_a_folder_that_cannot_be_made_is_told_of(file: Path) -> None:
    file.parent.parent.mkdir(parents=True)
    file.parent.write_text("in the way")
    with pytest.raises(autostart.AutostartTrouble) as caught:
        autostart.turn(True)
    assert str(file) in caught.value.trouble.advice


def test_odd_paths_are_quoted_as_the_rules_want() -> None:
    assert autostart._quoted("/opt/a b/50%$x") == '"/opt/a b/50%%\\\\$x"'
    assert autostart._quoted("--hidden") == "--hidden"
