"""The owner's head-node files: changed by window and command line, never lost."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from planctongui.core.sheets import Sheet
from planctongui.headnodes import forms
from planctongui.headnodes.shelf import Shelf
from planctongui.headnodes.trouble import HeadNodeTrouble

GOOD = """# From the site.
kind = "custom"
image = "registry.example.org/pilot:1"  # the newest
command = ["/pilot", "--name", "two words"]

[environment]
SITE = "torino"
"""


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path / "headnodes")


def text_of(shelf: Shelf, name: str) -> str:
    return sheet_of(shelf, name).text


def sheet_of(shelf: Shelf, name: str) -> Sheet:
    return next(sheet for sheet in shelf.sheets().sheets if sheet.name == name)


def test_a_form_shows_what_the_file_says_as_an_owner_would_type_it(shelf: Shelf) -> None:
    shelf.write("site", GOOD, new=True)
    typed = sheet_of(shelf, "site").typed
    assert typed is not None
    assert typed["command"] == "/pilot --name 'two words'"
    assert typed["environment"] == 'SITE = "torino"'
    assert (typed["network"], typed["share"], typed["useful"]) == ("false", "1", "0")
    assert set(typed) == {key.name for key in shelf.sheets().forms["custom"]}


@pytest.mark.parametrize("kind", sorted(forms.kinds.KEYS))
def test_a_form_that_nobody_touched_changes_nothing(kind: str) -> None:
    defaults = {key.name: key.otherwise for key in forms.keys_of(kind)}
    text = f'kind = "{kind}"\n'
    assert forms.fill(text, kind, defaults) == text


def test_a_change_leaves_comments_order_and_a_copy_of_the_file_before(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.write("site", GOOD, new=True)
    told = {"share": "2.5", "network": "true", "useful": "0 99", "image": "r.example/p:2"}
    shelf.fill("site", "custom", told, new=False)
    now = text_of(shelf, "site")
    assert "# From the site." in now and "# the newest" in now
    values = tomllib.loads(now)
    assert (values["share"], values["network"], values["useful"]) == (2.5, True, [0, 99])
    assert values["image"] == "r.example/p:2"
    assert values["environment"] == {"SITE": "torino"}
    assert (tmp_path / "headnodes" / "site.toml.before").read_text() == GOOD


def test_tables_are_typed_as_lines_and_may_be_emptied(shelf: Shelf) -> None:
    shelf.write("site", GOOD, new=True)
    shelf.fill("site", "custom", {"secrets": 'pool = "tokens.d/pool"', "environment": ""}, False)
    values = tomllib.loads(text_of(shelf, "site"))
    assert values["secrets"] == {"pool": "tokens.d/pool"} and "environment" not in values
    assert sheet_of(shelf, "site").secrets == ("pool",)


def test_an_empty_form_makes_a_whole_file(shelf: Shelf) -> None:
    told = {
        "image": "registry.example.org/condor:1",
        "address": "pool.example.org",
        "accept_owners": "anna bob",
    }
    shelf.fill("pool", "htcondor", told, new=True)
    sheet = sheet_of(shelf, "pool")
    assert (sheet.kind, sheet.secrets, sheet.trouble) == ("htcondor", ("token",), "")
    assert tomllib.loads(sheet.text)["accept_owners"] == ["anna", "bob"]


@pytest.mark.parametrize(
    ("told", "words"),
    [
        ({"share": "much"}, "share"),
        ({"share": "-1"}, "share"),
        ({"environment": "no toml"}, "environment"),
        ({"environment": 'PASSWORD = "x"'}, "secret"),
        ({"command": "'open"}, "command"),
        ({"work_mb": "1e3"}, "work_mb"),
        ({"image": ""}, "image"),
    ],
)
def test_what_cannot_be_is_refused_and_the_file_stays(
    shelf: Shelf, told: dict[str, str], words: str
) -> None:
    shelf.write("site", GOOD, new=True)
    with pytest.raises(HeadNodeTrouble, match=words):
        shelf.fill("site", "custom", told, new=False)
    assert text_of(shelf, "site") == GOOD


def test_a_head_node_is_switched_off_and_on(shelf: Shelf) -> None:
    shelf.write("site", GOOD, new=True)
    shelf.switch("site", False)
    assert not sheet_of(shelf, "site").enabled
    shelf.switch("site", True)
    assert sheet_of(shelf, "site").enabled


def test_names_are_checked_and_nobody_is_overwritten(shelf: Shelf) -> None:
    shelf.write("site", GOOD, new=True)
    for name, new in (("site", True), ("other", False), ("../site", True), ("", True)):
        with pytest.raises(HeadNodeTrouble):
            shelf.write(name, GOOD + "share = 7\n", new)
    for name in ("other", "../site"):
        with pytest.raises(HeadNodeTrouble):
            shelf.put_aside(name)
    assert text_of(shelf, "site") == GOOD


def test_a_damaged_file_is_shown_with_its_text_and_its_trouble(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.write("site", GOOD, new=True)
    (tmp_path / "headnodes" / "bad.toml").write_text("kind = nonsense")
    bad = sheet_of(shelf, "bad")
    assert bad.typed is None and bad.text == "kind = nonsense" and "not TOML" in bad.trouble
    shelf.write("bad", GOOD, new=False)
    assert not sheet_of(shelf, "bad").trouble


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(HeadNodeTrouble, match="cannot be read or written"):
        Shelf(tmp_path / "file" / "headnodes").write("site", GOOD, new=True)
