"""Every text of the program is collected, translated and compiled, and can be looked up."""

from __future__ import annotations

import ast
import re
import runpy
import shutil
import subprocess
import xml.etree.ElementTree as ElementTree
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from planctongui import language, settings, tongue
from planctongui.core.verdict import Mood, Reason
from planctongui.settings.option import UNITS
from planctongui.words import details, formats, moments, snooze, status
from tests.views.reports import report

ROOT = Path(__file__).resolve().parents[1]
TRANSLATIONS = ROOT / "resources" / "translations"
ITALIAN = TRANSLATIONS / "planctongui_it.ts"
PLACES = re.compile(r"\{[^}]*\}|%n|%\(\w+\)[rs]|%[rs]")
REPAIR = "run: make translations, and translate what it leaves unfinished"


class Message(NamedTuple):
    """One text with what it became."""

    context: str
    text: str
    disambiguation: str
    counted: bool
    told: tuple[str, ...]
    """One form, or the plurals."""
    finished: bool

    @property
    def key(self) -> tuple[str, str, str, bool]:
        """What it is asked by."""
        return self[:4]


def messages(file: Path) -> list[Message]:
    """All that stand in a .ts file."""
    found = []
    for context in ElementTree.parse(file).getroot().iter("context"):
        for one in context.iter("message"):
            told = one.find("translation")
            assert told is not None
            forms = tuple(form.text or "" for form in told.iter("numerusform"))
            found.append(
                Message(
                    context.findtext("name", ""),
                    one.findtext("source", ""),
                    one.findtext("comment", ""),
                    one.get("numerus") == "yes",
                    forms or (told.text or "",),
                    told.get("type") is None,
                )
            )
    return found


@pytest.fixture
def italian() -> Iterator[str]:
    """The Italian of an owner's session, and plain English again afterwards."""
    yield language.speak({"LANG": "it_IT.UTF-8"})
    tongue.use(None)


def test_every_text_of_the_source_is_collected_and_no_other() -> None:
    read: Callable[[], list[tuple[str, str, str, bool]]]
    read = runpy.run_path(str(ROOT / "packaging" / "texts.py"))["texts"]
    source = {tuple(text) for text in read()}
    assert len(source) > 400
    collected = {message.key for message in messages(ITALIAN)}
    assert source - collected == set(), REPAIR
    assert collected - source == set(), REPAIR


def test_every_text_is_translated_into_italian() -> None:
    unfinished = [m.text for m in messages(ITALIAN) if not (m.finished and all(m.told))]
    assert unfinished == [], REPAIR
    assert all(len(m.told) == (2 if m.counted else 1) for m in messages(ITALIAN))


def test_every_place_of_a_text_is_in_its_translation() -> None:
    for message in messages(ITALIAN):
        wanted = Counter(PLACES.findall(message.text))
        for told in message.told:
            assert Counter(PLACES.findall(told)) == wanted, message


def test_a_text_with_a_keyboard_letter_has_one_in_italian_too() -> None:
    for message in messages(ITALIAN):
        for told in message.told:
            assert told.count("&") == message.text.count("&"), message


def test_the_compiled_texts_are_those_of_the_file_that_is_edited(italian: str) -> None:
    assert italian == "it"
    for message in messages(ITALIAN):
        asked = (message.context, message.text, message.disambiguation)
        if message.counted:
            for n, told in ((1, message.told[0]), (2, message.told[1]), (0, message.told[1])):
                assert tongue.translate(*asked, n) == told.replace("%n", str(n)), REPAIR
        else:
            assert tongue.translate(*asked) == message.told[0], REPAIR


def test_the_tools_leave_what_is_up_to_date_as_it_is(tmp_path: Path) -> None:
    for file in TRANSLATIONS.glob("*.ts"):
        shutil.copy(file, tmp_path)
    script = ROOT / "packaging" / "translations.sh"
    made = subprocess.run(
        ["bash", str(script), str(tmp_path)], capture_output=True, text=True, timeout=120
    )
    assert made.returncode == 0, made.stderr
    for file in tmp_path.glob("*.ts"):
        assert file.read_text("utf-8") == (TRANSLATIONS / file.name).read_text("utf-8"), REPAIR
        assert file.with_suffix(".qm").stat().st_size > 10_000


def test_a_call_that_cannot_be_collected_is_named(tmp_path: Path) -> None:
    read = runpy.run_path(str(ROOT / "packaging" / "texts.py"))["texts"]
    source = tmp_path / "page.py"
    source.write_text('translate("Page", "one"\n    " text",\n)\nmark("Page", "other")\n')
    assert [text[:2] for text in read(tmp_path)] == [("Page", "one text"), ("Page", "other")]
    source.write_text('translate("Page", "%n text(s)", n=3)\n')
    assert read(tmp_path) == [("Page", "%n text(s)", "", True)]
    source.write_text('translate("Page", f"{n} texts")\n')
    with pytest.raises(ValueError, match=r"page\.py, line 1"):
        read(tmp_path)


def test_no_module_tells_a_terminal_a_sentence_that_cannot_be_translated(tmp_path: Path) -> None:
    package = ROOT / "planctongui"
    rooms = ("cli", "control", "headless", "orders", "places", "session", "commands/*")
    files = [file for room in rooms for file in package.glob(f"{room}.py")]
    assert len(files) > 10
    assert {file.name: told for file in files if (told := bare_sentences(file))} == {}
    planted = tmp_path / "page.py"
    planted.write_text('print(f"No {x} here", file=y)\na.add(help="the same")\nprint("{a}: {b}")\n')
    assert bare_sentences(planted) == ["No  here", "the same"]


def bare_sentences(file: Path) -> list[str]:
    """What is printed, raised, asked or shown as help in this source as it stands there."""
    tree = ast.parse(file.read_text("utf-8"))
    found = []
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        told = [
            word.value for word in call.keywords if word.arg in ("help", "description", "metavar")
        ]
        if name in ("print", "say", "input", "getpass", "ValueError", "PermissionError", "BadName"):
            told += call.args
        for text in told:
            pieces = text.values if isinstance(text, ast.JoinedStr) else [text]
            words = [p.value for p in pieces if isinstance(p, ast.Constant)]
            joined = "".join(word for word in words if isinstance(word, str))
            if re.search(r"[A-Za-z]{2,}", re.sub(r"\{[^}]*\}", "", joined)):
                found.append(joined)
    return found


@pytest.mark.parametrize(
    ("environment", "codes"),
    [
        ({}, ["en"]),
        ({"LANG": "it_IT.UTF-8"}, ["it"]),
        ({"LANG": "it"}, ["it"]),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "it_IT.UTF-8"}, ["it"]),
        ({"LANG": "it_IT.UTF-8", "LC_ALL": "de_DE@euro"}, ["de"]),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "fr:it_CH:en"}, ["fr", "it", "en", "de"]),
        ({"LANG": "C.UTF-8", "LANGUAGE": "it"}, ["en"]),
        ({"LANG": "it_IT.UTF-8", "LC_ALL": "C"}, ["en"]),
    ],
)
def test_the_owners_languages_are_found_as_other_programs_find_them(
    environment: dict[str, str], codes: list[str]
) -> None:
    assert language.wanted(environment) == codes


@pytest.mark.parametrize(
    ("environment", "spoken"),
    [
        ({"LANG": "it_CH.UTF-8"}, "it"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8", "LANGUAGE": "de:it"}, "it"),
        ({"LANG": "it_IT.UTF-8", "LANGUAGE": "en:it"}, "en"),
        ({"LANG": "../../it"}, "en"),
    ],
)
def test_the_first_language_that_is_there_is_spoken(
    environment: dict[str, str], spoken: str
) -> None:
    try:
        assert language.speak(environment) == spoken
        assert (tongue.translate("Tray", "Quit") == "Esci") == (spoken == "it")
    finally:
        tongue.use(None)


def test_italian_has_its_own_numbers_days_and_plurals(italian: str) -> None:
    assert formats.hours(2520) == "0,70 h"
    assert details.cores(1, 8) == "1 core su 8"
    monday = 1_764_572_400.0  # any moment; a day and three days on
    assert moments.clock(monday + 86_400, monday).startswith("domani alle ")
    assert moments.clock(monday + 3 * 86_400, monday).split()[0] in moments.WEEKDAYS.values()
    assert re.fullmatch(r"\d\d/\d\d/20\d\d \d\d:\d\d", moments.clock(monday, monday + 10 * 86_400))
    one = status.status(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, running=1), monday)
    assert one == "Al lavoro con 1 pilota su un massimo di 3 core su 8."
    many = status.status(report(Mood.CONTRIBUTING, Reason.CONTRIBUTING, running=3), monday)
    assert many.startswith("Al lavoro con 3 piloti ")
    assert [one.label for one in snooze.SNOOZES][-1] == "Finché non riprendo"


def test_a_table_of_texts_follows_the_language() -> None:
    assert status.MOODS[Mood.PAUSED] == "Paused"
    try:
        language.speak({"LANG": "it_IT.UTF-8"})
        assert status.MOODS[Mood.PAUSED] == "In pausa"
        assert set(status.MOODS) == set(Mood)
    finally:
        tongue.use(None)
    assert status.MOODS[Mood.PAUSED] == "Paused"


def test_every_unit_of_a_setting_can_be_translated() -> None:
    assert {option.unit for option in settings.options(8)} <= {*UNITS, ""}
