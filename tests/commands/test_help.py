"""Help and refusals of the command line speak the owner's language, argparse's own words too."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

import pytest

from planctongui import cli, tongue
from tests.test_translations import ITALIAN, messages

SAME = {"FILE", "HEADNODE"}
"""What an Italian reads as it is in English."""


def parsers(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """This one and those of its commands, down to the last word."""
    yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


def texts(parser: argparse.ArgumentParser) -> Iterator[str]:
    """All that its help takes from us and from argparse."""
    yield parser.description or ""
    yield from (group.title or "" for group in parser._action_groups if group._group_actions)
    for action in parser._actions:
        yield from filter(None, (action.help, str(action.metavar or "")))
        if isinstance(action, argparse._SubParsersAction):
            yield from (choice.help or "" for choice in action._choices_actions)


def test_no_text_of_any_help_is_empty_or_english(italian: None) -> None:
    told = [(one.prog, list(texts(one))) for one in parsers(cli.parser())]
    tongue.use(None)
    english = [(one.prog, list(texts(one))) for one in parsers(cli.parser())]
    assert len(told) > 25
    for (prog, here), (_, there) in zip(told, english, strict=True):
        assert len(here) == len(there) > 2, prog
        assert all(here) and all(there), prog
        left = {a for a, b in zip(here, there, strict=True) if a == b} - SAME
        assert left == set(), prog


def test_no_english_sentence_stands_in_any_help(italian: None) -> None:
    shown = "\n".join(one.format_help() for one in parsers(cli.parser()))
    flat = " ".join(shown.split())
    ours = [one for one in messages(ITALIAN) if one.context == "Command line"]
    known = {one.text for one in ours if " " in one.text.strip() and one.text != one.told[0]}
    assert len(known) > 60
    assert [text for text in known if text.strip() in flat] == []
    assert shown.count("uso: ") == len(list(parsers(cli.parser())))


@pytest.mark.parametrize(
    ("arguments", "usage", "error"),
    [
        (["nonsense"], "uso: planctongui ", "argomento COMANDO: scelta non valida: 'nonsense'"),
        (["image"], "uso: planctongui image ", "mancano questi argomenti: PAROLA"),
        (["secret", "set", "site"], "uso: planctongui secret set ", "argomenti: NOME"),
        (["status", "more"], "uso: planctongui ", "argomenti sconosciuti: more"),
        (["--ver"], "uso: planctongui ", "opzione ambigua: --ver può essere --version, --verbose"),
        (["status", "--json=1"], "uso: planctongui status ", "--json: questa opzione non ammette"),
    ],
)
def test_what_cannot_be_understood_is_refused_in_italian(
    italian: None, capsys: pytest.CaptureFixture[str], arguments: list[str], usage: str, error: str
) -> None:
    with pytest.raises(SystemExit) as ended:
        cli.main(arguments)
    assert ended.value.code == 2
    first, _, last = capsys.readouterr().err.partition("\n")
    assert first.startswith(usage)
    assert ": errore: " in last and error in last
    assert not any(word in last for word in ("error:", "argument ", "choose", "required"))


def test_help_itself_is_asked_in_the_sessions_language(
    italian: None, capsys: pytest.CaptureFixture[str]
) -> None:
    tongue.use(None)
    with pytest.raises(SystemExit):
        cli.main(["pause", "--help"])
    assert "Ferma tutti i piloti." in capsys.readouterr().out


def test_an_instance_that_cannot_be_is_refused_by_every_command(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PLANCTONGUI_INSTANCE", "../other")
    for arguments in (["run", "--terminal"], ["status"], ["cache", "show"], ["doctor"]):
        assert cli.main(arguments) == 2
        assert capsys.readouterr().err == (
            "PLANCTONGUI_INSTANCE takes a-z, 0-9 and -, not '../other'.\n"
        )


def test_commands_say_in_italian_what_came_of_them(
    italian: None,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    monkeypatch.setenv("DOCKER_HOST", f"unix://{tmp_path}/no-docker")
    site = tmp_path / "site.toml"
    site.write_text(
        'kind = "custom"\nimage = "r.example.org/pilot:1"\ncommand = ["/pilot"]\nshare = 2.5\n'
        '[secrets]\npool = "tokens.d/pool"\n'
    )
    for arguments, status, said in (
        (["status"], 3, "planctongui non è in esecuzione. Avvialo con: planctongui\n"),
        (["headnode", "list"], 0, "Nessuno: i piloti lavorano per "),
        (
            ["headnode", "add", str(site)],
            0,
            "Aggiunto site. Ha bisogno di un segreto: planctongui ",
        ),
        (["headnode", "list"], 0, "site: custom, quota 2,5\n"),
        (["headnode", "remove", "site"], 0, "Tolto site; il suo file ora è "),
        (["headnode", "test", "site"], 1, "Non c"),
        (["image", "list"], 0, "Nessuna: solo ciò che planctongui costruisce da sé.\n"),
        (["image", "allow", "a*"], 1, 'a*: un * può stare solo alla fine, come "/*".\n'),
        (["image", "allow", "busybox"], 0, "Permessa: busybox\n"),
        (["image", "deny", "busybox"], 0, "Non più permessa: busybox. "),
        (["image", "deny", "busybox"], 1, "busybox non è nell"),
        (["image", "login", "registry"], 1, "registry: scrivi il registro come nel nome "),
        (["image", "clear"], 1, "Docker non è in esecuzione. "),
        (["secret", "state", "site", "pool"], 4, "pool: nessun portachiavi. "),
        (["cache", "show"], 1, "Docker non è in esecuzione. "),
    ):
        assert cli.main(arguments) == status, arguments
        told = capsys.readouterr()
        assert (told.out or told.err).startswith(said), arguments
