"""What the window remembers, on a real file system that may refuse it."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui.keepsakes import Keepsakes


def test_what_was_kept_is_there_at_the_next_start(tmp_path: Path) -> None:
    file = tmp_path / "new" / "window.json"
    first = Keepsakes(file)
    assert first.get("place") is None
    first.keep("place", "here")
    first.keep("place", "there")
    first.keep("told", ["tray"])
    first.close()
    second = Keepsakes(file)
    assert (second.get("place"), second.get("told")) == ("there", ["tray"])
    assert list(file.parent.iterdir()) == [file]
    second.close()


def test_the_same_value_is_not_written_again(tmp_path: Path) -> None:
    file = tmp_path / "window.json"
    first = Keepsakes(file)
    first.keep("place", [1, 2])
    first.close()
    file.unlink()
    second = Keepsakes(file)
    second.keep("other", None)
    second.close()
    assert not file.exists()


@pytest.mark.parametrize("text", ["", "{", "[1]", "\xff", '{"place": ' + "[" * 100_000])
def test_a_damaged_file_counts_as_empty_and_is_replaced(tmp_path: Path, text: str) -> None:
    file = tmp_path / "window.json"
    file.write_bytes(text.encode("latin-1"))
    keepsakes = Keepsakes(file)
    assert keepsakes.get("place") is None
    keepsakes.keep("place", 1)
    keepsakes.close()
    assert Keepsakes(file).get("place") == 1


def test_a_home_that_refuses_it_is_no_trouble(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    keepsakes = Keepsakes(blocked / "window.json")
    keepsakes.keep("place", 1)
    keepsakes.close()
    assert keepsakes.get("place") == 1
    assert blocked.read_text() == "not a folder"


def test_without_a_file_nothing_is_written(tmp_path: Path) -> None:
    keepsakes = Keepsakes()
    keepsakes.keep("place", 1)
    keepsakes.close()
    assert keepsakes.get("place") == 1
