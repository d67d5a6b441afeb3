"""Every page of the window and of the first steps, painted for the eye and checked for clipping.

`python -m tests.views.gallery FOLDER [--language it] [--dark] [--percent 200]` on a desktop writes
a PNG for each into the folder, and a line for each thing that cannot be read whole. Its exit
status is 0 when there was none. With `--good-day` they are as README shows them: no troubles.
"""

from __future__ import annotations

import argparse
import sys
import time
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from PyQt5.QtCore import QLocale, QTimer
from PyQt5.QtGui import QIcon
from PyQt5.QtWidgets import QApplication, QWidget

from planctongui import diagnosis, language
from planctongui.core.history import AskGiven
from planctongui.core.insight import AskPilots
from planctongui.core.observation import SourceStatus
from planctongui.core.questions import Answer
from planctongui.core.record import AskDiagnosis
from planctongui.core.report import Delay, Report
from planctongui.core.sheets import SecretsAsked, SheetsAsked
from planctongui.core.standing import Cache
from planctongui.core.trouble import Trouble
from planctongui.core.verdict import Mood
from planctongui.governor.choice import COMMANDS, INSTALL
from planctongui.headnodes import idtoken
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.views.nodes import NodesPage
from planctongui.views.sources import Sources
from planctongui.views.welcome import Welcome
from planctongui.views.window import Window
from tests.test_diagnosis import ABOUT
from tests.views import canned, pilots_seen
from tests.views.clipping import blank, clipped, settle
from tests.views.demo_app import dark_palette
from tests.views.reports import of_mood
from tests.views.test_contribution import given
from tests.views.test_nodes import IMAGE, SET, SHEETS, standing

CACHE = Cache(1.3, 10.0)
TOKEN = idtoken.Token(
    "pilot@pool.example", "pool.example", 0.0, datetime(2027, 1, 31, 12).timestamp(), idtoken.NEEDED
)
COMMON = ("folder", "document-save", "go-next", "window-close", "dialog-warning")
"""Icons that hardly any theme lacks."""


def full() -> Report:
    """A Report with something to say in every place."""
    return replace(
        pilots_seen.with_pilots(),
        verdict=of_mood(Mood.HELD).verdict,
        troubles=(
            Trouble(
                translate("Engine", "{engine} is not running").format(engine="Docker"),
                translate("Engine", "Start it with: sudo systemctl start docker"),
            ),
        ),
        fruits=(translate("HeadNodes", "local demo: {count} primes so far").format(count="1 M"),),
        delay=Delay(11.2, 5.0),
        engine=SourceStatus("Docker", True, translate("Engine", "it answers"), 3.0),
        governor=translate("Governor", "by freezing, through the engine"),
        governor_better=translate("Governor", INSTALL),
        governor_command=COMMANDS[INSTALL],
        head_nodes=(
            standing("torino", pilots=0, ready=False, refused=IMAGE, cache=CACHE),
            standing("local", pilots=0, waiting=None, last=None),
        ),
        sources=(
            SourceStatus("X11 idle alarm", True, translate("Sensors", "in use"), 3.0),
            SourceStatus("terminals", False, translate("Sensors", "not needed")),
            SourceStatus("memory pressure", True, "0 %"),
        ),
    )


def good_day() -> Report:
    """The same while pilots work and nothing is wrong."""
    bad = full()
    return replace(
        bad,
        verdict=of_mood(Mood.CONTRIBUTING).verdict,
        troubles=(),
        head_nodes=(standing("torino", cache=CACHE), *bad.head_nodes[1:]),
        governor=translate("Governor", "by the slice of all pilots, at once"),
        governor_better="",
    )


class Gallery:
    """Takes the pictures."""

    def __init__(self, folder: Path, suffix: str, is_good_day: bool) -> None:
        self._folder = folder
        self._suffix = suffix
        self._is_good_day = is_good_day
        self._report = good_day() if is_good_day else full()
        self.faults: list[str] = []

    def take(self, name: str, whole: QWidget) -> None:
        """Look at a window as it is, and keep its picture."""
        settle()
        whole.grab().save(str(self._folder / f"page-{_slug(name)}-{self._suffix}.png"))
        self.faults += [f"{name}: {fault}" for fault in clipped(whole)]
        self.faults += [f"{name}: nothing on {button}" for button in blank(whole)]
        if whole.windowIcon().isNull():
            self.faults.append(f"{name}: no icon of the window")

    def window(self) -> None:
        """Every page, as high as it needs to be and as the window first shows it."""
        intents = Intents()
        window = Window(intents, machine_cores=8)
        intents.ask.connect(lambda asked: QTimer.singleShot(0, lambda: _answer(window, asked)))
        window.set_tray(self._is_good_day)
        window.show()
        for name in window.pages:
            page = window.turn_to(name)
            window.paint(self._report)
            for sources in page.findChildren(Sources):
                sources.button.setChecked(not self._is_good_day)
            settle()
            if isinstance(page, NodesPage):
                page.list.choose("torino")
            page.tick(self._report, time.time())  # draws what came as an answer
            self.take(name, window)
            page.grab().save(str(self._folder / f"whole-{_slug(name)}-{self._suffix}.png"))
        window.close()

    def first_steps(self) -> None:
        """Every page of the wizard."""
        welcome = Welcome(Intents(), machine_cores=8, again=True)
        welcome.show()
        welcome.paint(self._report)
        for number, _ in enumerate(welcome.pageIds(), 1):
            self.take(f"first-steps-{number}", welcome)
            welcome.next()
        welcome.close()


def _answer(window: Window, question: object) -> None:
    """What the threads that know would say."""
    content: object
    match question:
        case AskGiven():
            content = given(question.reach)
        case AskPilots():
            content = pilots_seen.ANSWER
        case SheetsAsked():
            content = SHEETS
        case SecretsAsked():
            content = (replace(SET, about=idtoken.sentence(TOKEN)),)
        case AskDiagnosis():
            content = diagnosis.of(full(), time.time(), lambda: ABOUT, question.named)
        case _:
            content = canned.answer(question, time.time())
    window.answer(Answer(question, content))


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


def main() -> int:
    """Take all pictures and tell what is wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--language", default="en")
    parser.add_argument("--dark", action="store_true")
    parser.add_argument("--percent", type=int, default=100)
    parser.add_argument("--good-day", action="store_true")
    parser.add_argument("--name", default="", help="instead of look and percentage")
    choice = parser.parse_args()
    app = QApplication(["planctongui"])
    app.setStyle("Fusion")
    if choice.dark:
        app.setPalette(dark_palette())
    font = app.font()
    font.setPointSizeF(font.pointSizeF() * choice.percent / 100)
    app.setFont(font)
    spoken = language.speak({"LANG": f"{choice.language}.UTF-8"})
    assert spoken == choice.language, spoken
    QLocale.setDefault(QLocale(spoken))
    choice.folder.mkdir(parents=True, exist_ok=True)
    look = "dark" if choice.dark else "light"
    name = f"{choice.name}-{spoken}" if choice.name else f"{look}-{spoken}-{choice.percent}"
    gallery = Gallery(choice.folder, name, choice.good_day)
    gallery.window()
    gallery.first_steps()
    print(f"the theme has icons: {any(map(QIcon.hasThemeIcon, COMMON))}")
    print("\n".join(gallery.faults))
    return bool(gallery.faults)


if __name__ == "__main__":
    sys.exit(main())
