"""The page "Head nodes": what stands there, what is asked, and that nothing typed is lost."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PyQt5.QtCore import Qt
from PyQt5.QtGui import QPalette
from PyQt5.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from planctongui.core import sheets as sh
from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.core.standing import Cache, Finding, LastPilot, Standing, Trial
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood
from planctongui.headnodes import forms
from planctongui.vault.secret import Secret
from planctongui.views.intents import Intents
from planctongui.views.node_form import NodeForm, NodeText
from planctongui.views.node_list import NodeList
from planctongui.views.nodes import NodesPage
from planctongui.views.window import Window
from tests.views.demo_app import dark_palette
from tests.views.reports import of_mood

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"
TOLD = {"enabled": "true", "share": "2", "image": "registry.example.org/condor:1"}
FORMS = {kind: forms.keys_of(kind) for kind in ("custom", "htcondor")}
WORKS = Finding(True, "The test pilot reached torino, but no job waits there now.")
REFUSED = Finding(
    False,
    "The test pilot of torino failed after 81 seconds.",
    "The pool refused the token. Ask its administrator for a new one.",
)
TOKEN = "pilot@pool.example of the pool pool.example, until 2027-01-31 12:00"


def sheet(name: str, **more: object) -> sh.Sheet:
    plain = sh.Sheet(
        name, "htcondor", share=2.0, text="kind = ...", secrets=("token",),
        typed={key.name: key.otherwise for key in FORMS["htcondor"]} | TOLD,
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def standing(name: str, **more: object) -> Standing:
    now = time.time()
    plain = Standing(
        name, 2.0, pilots=3, waiting=42, ready=True, last=LastPilot("useful", now - 60)
    )
    return replace(plain, **more)  # type: ignore[arg-type]


def told(*standings: Standing) -> Report:
    return replace(of_mood(Mood.CONTRIBUTING), head_nodes=standings)


BROKEN = sh.Sheet(
    "cms",
    text="kind = nonsense",
    trouble="The head node cms is not TOML. cms.toml: Invalid value (at line 1, column 8). It is "
    "off until that is mended.",
)
SHEETS = sh.Sheets(
    (sheet("torino"), sheet("padova", enabled=False), BROKEN), FORMS, "/home/anna/.config"
)
FAILING = standing(
    "torino", pilots=0, failing=True, rests_until=time.time() + 300, waiting=None,
    last=LastPilot("lost", time.time() - 20), trial=Trial(time.time() - 90, REFUSED),
    trouble="Pilots for torino fail. The pool refused the token. The next is tried after a pause.",
)  # fmt: skip


class Seen:
    """The page and what it asked."""

    def __init__(self, page: NodesPage, asked: list[object], tested: list[str]) -> None:
        self.page, self.asked, self.tested = page, asked, tested

    def answer(self, question: object, content: object) -> None:
        self.page.answer(Answer(question, content))

    def know(self, sheets: sh.Sheets = SHEETS, *lines: sh.SecretLine) -> None:
        """The files are known, and the secret of torino if there is a line."""
        self.answer(sh.SheetsAsked(), sheets)
        if lines:
            self.answer(sh.SecretsAsked("torino", ("token",)), lines)

    def last(self, kind: type) -> object:
        """The last question of this kind."""
        return [one for one in self.asked if isinstance(one, kind)][-1]

    def rows(self) -> dict[str, list[str]]:
        """Name -> state and all else that is said of it."""
        return {
            row.name: [row.state, *row.rest.replace("\u00a0", " ").split(" \u00b7 ")]
            for row in self.page.list.rows()
        }

    def words(self) -> str:
        shown = [label.text() for label in self.page.findChildren(QLabel) if label.isVisible()]
        return "\n".join(shown)


@pytest.fixture
def seen(qtbot: QtBot) -> Iterator[Seen]:
    intents = Intents()
    asked: list[object] = []
    tested: list[str] = []
    intents.ask.connect(asked.append)
    intents.test.connect(tested.append)
    page = NodesPage(intents)
    qtbot.addWidget(page)
    page.resize(700, 600)
    page.show()
    yield Seen(page, asked, tested)


SET = sh.SecretLine("token", "set", "The secret token of torino is set. ...", TOKEN)


def test_each_head_node_is_told_with_state_share_work_last_pilot_and_secret(seen: Seen) -> None:
    seen.page.paint(told(standing("torino")))
    assert isinstance(seen.asked[-1], sh.SheetsAsked)
    seen.know(SHEETS, SET)
    rows = seen.rows()
    assert rows["torino"][:3] == ["3 pilots", "Share: 2", "Waiting: 42 jobs"]
    assert rows["torino"][3].startswith("Last pilot: did a job at ")
    assert rows["torino"][4] == "Secret: set"
    assert rows["padova"][0] == "switched off"
    assert rows["cms"][0] == "cannot be used"


def test_the_built_in_one_is_there_without_a_file(seen: Seen) -> None:
    seen.page.paint(told(standing("local", waiting=None, last=None)))
    seen.know(sh.Sheets((), FORMS, ""))
    assert seen.rows() == {
        "local": [
            "3 pilots",
            "Share: 2",
            "Waiting: not known",
            "Last pilot: none yet",
            "Secret: needs none",
        ]
    }
    assert seen.page.test.isEnabled() and not seen.page.edit.isEnabled()


IMAGE = "registry.example.org/condor:1"
STATES = [
    (standing("torino"), "3 pilots"),
    (standing("torino", pilots=0), "ready"),
    (standing("torino", pilots=0, waiting=0), "no work"),
    (standing("torino", ready=False), "getting its image"),
    (standing("torino", ready=False, refused=IMAGE), "its image is not allowed"),
    (replace(FAILING, rests_until=0.0), "fails; next try at "),
    (standing("torino", pilots=0, waiting=None, rests_until=0.0), "no work; next try at "),
]


@pytest.mark.parametrize(("one", "words"), STATES)
def test_a_state_is_a_few_words(seen: Seen, one: Standing, words: str) -> None:
    seen.page.paint(told(one))
    assert seen.rows()["torino"][0].startswith(words)


def test_what_is_wrong_with_the_chosen_one_is_told_in_full(seen: Seen) -> None:
    seen.page.paint(told(FAILING))
    seen.know()
    seen.page.list.choose("torino")
    assert "The pool refused the token" in seen.words()
    seen.page.list.choose("cms")
    assert "Invalid value" in seen.words()


def test_a_test_is_ordered_once_and_its_finding_told(seen: Seen) -> None:
    seen.page.paint(told(standing("torino")))
    seen.know()
    seen.page.list.choose("torino")
    seen.page.test.click()
    assert seen.tested == ["torino"]
    seen.page.paint(told(standing("torino", trial=Trial(time.time()))))
    assert not seen.page.test.isEnabled()
    assert "A test pilot has been running" in seen.words()
    seen.page.paint(told(standing("torino", trial=Trial(time.time(), WORKS))))
    assert seen.page.test.isEnabled()
    assert WORKS.title in seen.words()


def test_an_image_that_is_not_allowed_is_named_and_one_click_allows_it(seen: Seen) -> None:
    refused = standing("torino", pilots=0, ready=False, refused=IMAGE, trouble="With a command.")
    seen.page.paint(told(refused))
    seen.know()
    seen.page.list.choose("torino")
    supplies = seen.page.supplies
    assert IMAGE in seen.words().replace("\N{ZERO WIDTH SPACE}", "")
    assert "With a command" not in seen.words() and not supplies.clear.isVisible()
    supplies.allow.click()
    assert seen.last(sh.AllowImage) == sh.AllowImage(IMAGE)
    assert not supplies.allow.isEnabled(), "once is enough"
    seen.answer(seen.last(sh.AllowImage), Trouble("The settings are read-only", "Allow writing."))
    assert "read-only" in seen.words() and supplies.allow.isEnabled()
    supplies.allow.click()
    seen.answer(seen.last(sh.AllowImage), True)
    assert "read-only" not in seen.words()
    seen.page.paint(told(standing("torino")))
    assert not supplies.isVisible()


CACHES = [
    (Cache(1.26, 10.0), "Cache: 1.3 GB of 10 GB.", True),
    (Cache(None, 2.5), "Cache: size not known yet; it may have 2.5 GB.", True),
    (Cache(0.0, 10.0), "Cache: 0.0 GB of 10 GB.", False),
    (Cache(0.5, 0.0), "Cache: it asks for one, and your settings allow none.", True),
]


@pytest.mark.parametrize(("cache", "words", "can_clear"), CACHES)
def test_the_size_of_a_cache_is_told(seen: Seen, cache: Cache, words: str, can_clear: bool) -> None:
    seen.page.paint(told(standing("torino", cache=cache)))
    assert words in seen.words()
    assert seen.page.supplies.clear.isEnabled() is can_clear
    assert not seen.page.supplies.allow.isVisible()


def test_a_cache_is_cleared_after_a_question(seen: Seen, qtbot: QtBot) -> None:
    seen.page.paint(told(standing("torino", cache=Cache(1.0, 10.0))))
    clear = seen.page.supplies.clear
    clear.click()
    box = seen.page.findChild(QMessageBox)
    shown(qtbot, box)
    assert not any(isinstance(one, sh.ClearCache) for one in seen.asked)
    accept(box).click()
    assert seen.last(sh.ClearCache) == sh.ClearCache("torino") and not clear.isEnabled()
    seen.answer(seen.last(sh.ClearCache), 0)
    assert clear.isEnabled()


LINES = [
    (SET, f"set. {TOKEN}", "Replace ..."),
    (replace(SET, fit=False, about="The HTCondor token has expired."), "has expired", "Replace"),
    (sh.SecretLine("token", "missing", "The secret token of torino is not set."), "missing", "Set"),
    (sh.SecretLine("token", "locked", "Your keyring is locked."), "locked", "Set"),
    (sh.SecretLine("token", "no service", "This session has no keyring."), "no keyring", "Set"),
]


@pytest.mark.parametrize(("line", "words", "button"), LINES)
def test_the_state_of_a_secret_is_told_without_it(
    seen: Seen, line: sh.SecretLine, words: str, button: str
) -> None:
    seen.page.paint(told(standing("torino")))
    seen.know(SHEETS, line)
    seen.page.list.choose("torino")
    assert words in seen.words()
    assert seen.page.secrets.buttons[0].text().startswith(button)
    assert seen.page.secrets.unlock.isVisible() is (line.answer == "locked")


def test_while_the_keyring_is_asked_the_page_says_so_and_a_refusal_is_shown(seen: Seen) -> None:
    seen.page.paint(told(standing("torino")))
    seen.know(SHEETS, sh.SecretLine("token", "locked", "Your keyring is locked."))
    seen.page.list.choose("torino")
    assert not any(isinstance(one, sh.UnlockAsked) for one in seen.asked)
    seen.page.secrets.unlock.click()
    assert "Waiting for your keyring" in seen.words()
    asked = seen.last(sh.UnlockAsked)
    seen.answer(asked, Trouble("The keyring still waits for its password", "Look for its window."))
    assert "still waits" in seen.words() and "Waiting for your keyring" not in seen.words()


def test_a_secret_that_was_typed_is_sent_hidden_and_emptied(seen: Seen, qtbot: QtBot) -> None:
    seen.page.paint(told(standing("torino")))
    seen.know(SHEETS, sh.SecretLine("token", "missing", "The secret is not set."))
    seen.page.list.choose("torino")
    seen.page.secrets.buttons[0].click()
    line = seen.page.findChild(QLineEdit)
    shown(qtbot, line.window())
    qtbot.keyClicks(line, "open sesame")
    assert line.displayText() != line.text(), "it is not shown"
    qtbot.keyClick(line, Qt.Key.Key_Return)
    given = seen.last(sh.SecretGiven)
    assert given == sh.SecretGiven("torino", "token", Secret(b"open sesame"))
    assert "sesame" not in repr(given) and line.text() == ""


def test_a_form_is_sent_and_stays_open_with_what_was_typed_when_it_is_refused(
    seen: Seen, qtbot: QtBot
) -> None:
    seen.page.paint(told())
    seen.know()
    seen.page.fill_in("htcondor")
    form = seen.page.dialog
    assert isinstance(form, NodeForm)
    shown(qtbot, form)
    form.name.setText("pisa")
    field(form, "address").setText("pool.example.org")
    save = next(b for b in form.findChildren(QPushButton) if "Save" in b.text())
    save.click()
    given = seen.last(sh.FormGiven)
    assert given == sh.FormGiven("pisa", "htcondor", {"address": "pool.example.org"}, True)
    seen.answer(given, Trouble("The head node pisa names no image", "Give it one."))
    assert form.isVisible() and field(form, "address").text() == "pool.example.org"
    assert any("names no image" in label.text() for label in form.findChildren(QLabel))
    save.click()
    seen.answer(seen.last(sh.FormGiven), SHEETS)
    assert not form.isVisible() and seen.page.dialog is None


def field(form: QWidget, name: str) -> QLineEdit:
    return next(one for one in form.findChildren(QLineEdit) if one.accessibleName() == name)


def shown(qtbot: QtBot, dialog: QWidget | None) -> None:
    """Wait until the X server shows it: one that closes before is told of in a warning."""
    assert dialog is not None
    qtbot.waitUntil(lambda: bool((w := dialog.windowHandle()) and w.isExposed()), timeout=30000)


def test_a_change_sends_only_what_differs_and_a_damaged_file_its_text(
    seen: Seen, qtbot: QtBot
) -> None:
    seen.page.paint(told(standing("torino")))
    seen.know()
    seen.page.list.choose("torino")
    seen.page.edit.click()
    form = seen.page.dialog
    assert isinstance(form, NodeForm)
    shown(qtbot, form)
    field(form, "share").setText("3")
    assert form.question() == sh.FormGiven("torino", "htcondor", {"share": "3"}, False)
    form.reject()
    seen.page.list.choose("cms")
    seen.page.edit.click()
    text = seen.page.dialog
    assert isinstance(text, NodeText)
    shown(qtbot, text)
    text.findChild(QPlainTextEdit).setPlainText('kind = "local"')
    assert text.question() == sh.TextGiven("cms", 'kind = "local"', False)


def test_it_is_switched_and_put_aside_after_a_question(seen: Seen, qtbot: QtBot) -> None:
    seen.page.paint(told(standing("torino")))
    seen.know()
    seen.page.list.choose("padova")
    seen.page.switch.click()
    assert seen.last(sh.SwitchGiven) == sh.SwitchGiven("padova", True)
    seen.page.aside.click()
    box = seen.page.findChild(QMessageBox)
    shown(qtbot, box)
    assert not any(isinstance(one, sh.PutAside) for one in seen.asked)
    accept(box).click()
    assert seen.last(sh.PutAside) == sh.PutAside("padova")


def accept(box: QMessageBox) -> QAbstractButton:
    """The button that says yes."""
    role = QMessageBox.ButtonRole.AcceptRole
    return next(button for button in box.buttons() if box.buttonRole(button) == role)


def test_a_file_that_is_refused_is_told_and_the_list_stays(seen: Seen) -> None:
    seen.page.paint(told(standing("torino")))
    seen.know()
    seen.page.take_file(Path("/media/stick/pisa.toml"))
    asked = seen.last(sh.FileGiven)
    seen.answer(asked, Trouble("The head node pisa holds a secret", "Take it out."))
    assert "holds a secret" in seen.words()
    assert set(seen.rows()) == {"torino", "padova", "cms"}


def test_files_are_asked_for_again_when_others_are_in_force(seen: Seen) -> None:
    for report in (told(standing("torino")), told(standing("torino", pilots=1))):
        seen.page.paint(report)
    assert sum(isinstance(one, sh.SheetsAsked) for one in seen.asked) == 1
    seen.page.paint(told())
    assert sum(isinstance(one, sh.SheetsAsked) for one in seen.asked) == 2


def test_everything_has_a_name_and_the_keyboard_reaches_it(seen: Seen) -> None:
    seen.page.paint(told(standing("torino")))
    seen.know(SHEETS, SET)
    seen.page.list.choose("torino")
    page = seen.page
    reach = (page.list, page.add, page.test, page.edit, page.switch, page.aside,
             *page.secrets.buttons)  # fmt: skip
    for part in reach:
        named = part.accessibleName() or (isinstance(part, QAbstractButton) and part.text())
        assert named and part.focusPolicy() & Qt.FocusPolicy.TabFocus


@pytest.fixture(params=["light", "dark"])
def ground(request: pytest.FixtureRequest) -> Iterator[str]:
    """The palette of a light or a dark desktop."""
    before = QApplication.palette()
    if request.param == "dark":
        QApplication.setPalette(dark_palette())
    yield request.param
    QApplication.setPalette(QPalette(before))


def test_pictures_are_taken_and_nothing_in_them_is_clipped(qtbot: QtBot, ground: str) -> None:
    window = Window(Intents(), machine_cores=8)
    window.set_tray(True)
    qtbot.addWidget(window)
    page = window.turn_to("Head nodes")
    assert isinstance(page, NodesPage)
    window.show()
    window.paint(told(FAILING, standing("local", pilots=0, waiting=0)))
    window.answer(Answer(sh.SheetsAsked(), SHEETS))
    window.answer(Answer(sh.SecretsAsked("torino", ("token",)), (SET,)))
    page.list.choose("torino")
    save(window, f"nodes-{ground}")
    assert page.width() <= page.parentWidget().width(), "it is no wider than the window"
    assert not clipped_rows(page.list)
    page.fill_in("htcondor")
    assert page.dialog is not None
    shown(qtbot, page.dialog)
    save(page.dialog, f"nodes-form-{ground}")
    for part in (window, page.dialog):
        clipped = [one.text() for one in part.findChildren(QAbstractButton) if is_clipped(one)]
        assert not clipped
    page.dialog.reject()


def clipped_rows(shown: NodeList) -> list[str]:
    """Rows in which a text does not fit, as they would be if all stood below each other."""
    found = []
    for number, row in enumerate(shown.rows()):
        room = shown.visualItemRect(shown.item(number))
        texts = (row.state, row.rest)
        needed = [
            shown.fontMetrics().boundingRect(
                0, 0, room.width(), 10**6, Qt.TextFlag.TextWordWrap, text
            )
            for text in texts
        ]
        if any(box.width() > room.width() for box in needed) or room.height() < needed[1].height():
            found.append(row.text)
    return found


def is_clipped(button: QAbstractButton) -> bool:
    return button.isVisible() and button.width() < button.minimumSizeHint().width()


def save(widget: QWidget, name: str) -> None:
    """A picture for the eye."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    QApplication.processEvents()
    assert widget.grab().save(str(PICTURES / f"{name}.png"))
