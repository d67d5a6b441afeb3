"""`planctongui headnode`: files are taken in after a check, and never lost."""

from __future__ import annotations

from pathlib import Path

import pytest

from planctongui import cli

GOOD = 'kind = "custom"\nimage = "registry.example.org/pilot:1"\ncommand = ["/pilot"]\nshare = 2\n'


@pytest.fixture
def nodes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of head-node files, which does not exist yet."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.delenv("PLANCTONGUI_INSTANCE", raising=False)
    return tmp_path / "config" / "planctongui" / "headnodes"


def file(folder: Path, text: str = GOOD) -> Path:
    path = folder / "site.toml"
    path.write_text(text)
    return path


def test_a_file_is_added_listed_and_put_aside(
    nodes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["headnode", "list"]) == 0
    assert "built-in" in capsys.readouterr().out
    assert cli.main(["headnode", "add", str(file(tmp_path))]) == 0
    assert (nodes / "site.toml").read_text() == GOOD
    said = capsys.readouterr().out
    assert "planctongui image allow registry.example.org/pilot" in said
    assert cli.main(["headnode", "list"]) == 0
    assert capsys.readouterr().out == "site: custom, share 2\n"
    assert cli.main(["headnode", "remove", "site"]) == 0
    assert (nodes / "site.toml.removed").read_text() == GOOD
    assert not (nodes / "site.toml").exists()


def test_who_adds_one_that_needs_a_secret_is_told_how_to_set_it(
    nodes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    needy = GOOD + '[secrets]\npool = "tokens.d/pool"\n'
    assert cli.main(["headnode", "add", str(file(tmp_path, needy))]) == 0
    assert "planctongui secret set site pool" in capsys.readouterr().out


def test_what_was_put_aside_before_is_not_overwritten(nodes: Path, tmp_path: Path) -> None:
    for text in (GOOD, GOOD + "enabled = false\n"):
        assert cli.main(["headnode", "add", str(file(tmp_path, text))]) == 0
        assert cli.main(["headnode", "remove", "site"]) == 0
    assert (nodes / "site.toml.removed").read_text() == GOOD
    assert (nodes / "site.toml.removed1").read_text() == GOOD + "enabled = false\n"


def test_nothing_of_the_owners_is_overwritten(
    nodes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cli.main(["headnode", "add", str(file(tmp_path))])
    assert cli.main(["headnode", "add", str(file(tmp_path, GOOD + "enabled = false\n"))]) == 1
    assert "already" in capsys.readouterr().err
    assert (nodes / "site.toml").read_text() == GOOD


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('kind = "custom"\n', "image"),
        (GOOD + 'password = "x"\n', "secret"),
        ("not toml", "site.toml"),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_in_a_sentence(
    nodes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    assert cli.main(["headnode", "add", str(file(tmp_path, text))]) == 1
    assert words in capsys.readouterr().err
    assert not nodes.exists()


def test_what_is_not_there_cannot_be_removed(
    nodes: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    outside = file(tmp_path)
    assert cli.main(["headnode", "remove", "site"]) == 1
    assert cli.main(["headnode", "remove", str(outside.with_suffix(""))]) == 1
    assert "no head node" in capsys.readouterr().err
    assert outside.exists()
    assert cli.main(["headnode", "add", str(tmp_path / "none.toml")]) == 1


def test_the_list_says_what_is_wrong_with_which(
    nodes: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nodes.mkdir(parents=True)
    file(nodes, 'kind = "nonsense"\n')
    assert cli.main(["headnode", "list"]) == 0
    assert capsys.readouterr().out.startswith("site: ")
