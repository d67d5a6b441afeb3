"""First steps: four pages for an owner who has never seen the program, or wants to see them again.

For: what it does and never does, what is missing here, how much it may take, for whom. Not for: the
full choices, which have pages of their own. GUI thread only.
"""

from __future__ import annotations

from dataclasses import dataclass

from PyQt5.QtCore import Qt, pyqtSignal
from PyQt5.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
    QWizard,
    QWizardPage,
)

from planctongui.core.limits import Rung
from planctongui.core.report import Report
from planctongui.tongue import translate
from planctongui.views.icons import program_icon
from planctongui.views.intents import Intents
from planctongui.views.page import SPACING
from planctongui.views.parts import Faint, TroubleBox, bold, say, words
from planctongui.words import details, levels

WIDTH_EMS, HEIGHT_LINES = 40, 26
"""First size, in widths of the letter M and in lines."""


class Welcome(QWizard):
    """Says nothing to the program before the owner has clicked Start."""

    turn_to = pyqtSignal(str)
    """The owner wants to go on at this page of the window."""

    def __init__(self, intents: Intents, machine_cores: int, again: bool) -> None:
        """`again`: there are choices already, which hold unless the owner makes others."""
        super().__init__()
        self._intents = intents
        self.setWindowTitle(translate("Welcome", "First steps with planctongui"))
        self.setWindowIcon(program_icon())
        self.setWizardStyle(QWizard.WizardStyle.ClassicStyle)
        self.setOption(QWizard.WizardOption.NoBackButtonOnStartPage)
        self._check = _Check()
        self._amount = _Amount(machine_cores, again)
        self._whom = _Whom()
        for page in (_Promise(), self._check, self._amount, self._whom):
            self.addPage(page)
        self._name_buttons()
        self.accepted.connect(self._start)
        metrics, room = self.fontMetrics(), QApplication.primaryScreen().availableGeometry()
        self.resize(
            min(metrics.horizontalAdvance("M") * WIDTH_EMS, room.width() * 9 // 10),
            min(metrics.lineSpacing() * HEIGHT_LINES, room.height() * 9 // 10),
        )

    def paint(self, report: Report) -> None:
        """Show what is missing here, as it comes and goes."""
        self._check.paint(report)
        self._amount.paint(report)

    def _name_buttons(self) -> None:
        for which, name in (
            (QWizard.WizardButton.CancelButton, translate("Welcome", "Not &now")),
            (QWizard.WizardButton.BackButton, translate("Welcome", "&Back")),
            (QWizard.WizardButton.NextButton, translate("Welcome", "&Next")),
            (QWizard.WizardButton.FinishButton, translate("Welcome", "&Start")),
        ):
            self.setButtonText(which, name)
        self.setButtonLayout(
            [
                QWizard.WizardButton.CancelButton,
                QWizard.WizardButton.Stretch,
                QWizard.WizardButton.BackButton,
                QWizard.WizardButton.NextButton,
                QWizard.WizardButton.FinishButton,
            ]
        )

    def _start(self) -> None:
        chosen = self._amount.chosen()
        if chosen is not None:
            self._intents.max_cores.emit(chosen.cores)
            self._intents.rung.emit(chosen.rung.value)
        self._intents.resume.emit()
        self.turn_to.emit("Head nodes" if self._whom.institute.isChecked() else "Overview")


class _Page(QWizardPage):
    """A title over a column, which scrolls where the screen is low or the font large."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setTitle(title)
        inside = QWidget()
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(0, 0, SPACING, 0)
        self.column.setSpacing(SPACING // 2)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def tell(self, text: str) -> QLabel:
        """One more line of words."""
        return self._add(QLabel(text))

    def hint(self, text: str) -> QLabel:
        """A quieter one."""
        return self._add(Faint(text))

    def offer(self, name: str, why: str = "") -> QRadioButton:
        """One of the choices, with a hint under it."""
        button = QRadioButton(name)
        self.column.addWidget(button)
        if why:
            button.setAccessibleDescription(why)
            self.hint(why).setIndent(self.fontMetrics().horizontalAdvance("MM"))
        return button

    def _add(self, label: QLabel) -> QLabel:
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        self.column.addWidget(label)
        return label


class _Promise(_Page):
    """What it does to this machine, and what it never does."""

    def __init__(self) -> None:
        super().__init__(translate("Welcome", "What this does to your computer"))
        bold(self.tell(translate("Welcome", "It does")))
        for text in (
            translate(
                "Welcome",
                "While nobody uses this computer it starts pilots: small containers that compute "
                "for science.",
            ),
            translate(
                "Welcome",
                "At your first key or mouse move they are held within a blink. Nothing is lost: "
                "they go on when you have left.",
            ),
            translate("Welcome", "What you gave is counted, and shown in CPU hours."),
        ):
            self._point("+", text)
        bold(self.tell(translate("Welcome", "It never does")))
        for text in (
            translate("Welcome", "It keeps nothing of what you type: only that there was input."),
            translate(
                "Welcome",
                "Pilots see none of your files, unless you add a head node that names a folder of "
                "data. Nobody can reach them from outside.",
            ),
            translate(
                "Welcome", "Nothing of yours is changed, deleted or asked for without your click."
            ),
        ):
            self._point("\N{MINUS SIGN}", text)
        self.column.addStretch()

    def _point(self, mark: str, text: str) -> None:
        self.tell(f"{mark} {text}")


class _Check(_Page):
    """Whether pilots can run here, and what to do where not."""

    def __init__(self) -> None:
        super().__init__(translate("Welcome", "Is everything here?"))
        self._engine = words(translate("Welcome", "The engine that runs pilots"), wrap=True)
        self._sight = words(translate("Welcome", "Whether you can be seen"), wrap=True)
        self._troubles = TroubleBox()
        for part in (self._engine, self._sight, self._troubles):
            self.column.addWidget(part)
        self.hint(
            translate(
                "Welcome",
                "What is missing can be mended later, too: the program notices it by itself.",
            )
        )
        self.column.addStretch()
        say(self._engine, translate("Welcome", "Looking for Docker or Podman ..."))

    def paint(self, report: Report) -> None:
        """Show what is there now."""
        if report.engine is not None:
            if report.engine.works:
                told = translate("Welcome", "✓ {engine} runs, and you may use it.")
            else:
                told = translate("Welcome", "✗ {engine} cannot be used yet.")
            say(self._engine, told.format(engine=report.engine.name))
        source = details.source_name(report.presence.source)
        if report.presence.age_s is None:
            told = translate("Welcome", "✗ It cannot be seen whether you are here. {why}")
        else:
            told = translate("Welcome", "✓ It sees whether you are here, by: {source}.")
        say(self._sight, told.format(why=report.presence.why_blind, source=source))
        self._troubles.show_troubles(report.troubles)


@dataclass(frozen=True)
class _Choice:
    """How much the program may take."""

    cores: int
    rung: Rung


class _Amount(_Page):
    """Three sensible amounts; the first is what we recommend."""

    def __init__(self, machine_cores: int, again: bool) -> None:
        super().__init__(translate("Welcome", "How much may it take?"))
        half = max(1, machine_cores // 2)
        self._offered = {
            self.offer(
                translate("Welcome", "&All cores while you are away, nothing while you are here"),
                translate("Welcome", "Recommended: you will notice nothing of it."),
            ): _Choice(machine_cores, Rung.QUIET),
            self.offer(
                translate("Welcome", "&Half of the cores while you are away, nothing otherwise"),
                translate("Welcome", "For a computer that should stay cool and silent."),
            ): _Choice(half, Rung.QUIET),
            self.offer(
                translate("Welcome", "All cores while you are away, half of them b&eside you"),
                translate("Welcome", "For a computer with cores to spare. It yields to programs."),
            ): _Choice(machine_cores, Rung.SHARE),
        }
        self._kept = self.offer(translate("Welcome", "As it is no&w"))
        self._kept.setVisible(again)
        (self._kept if again else next(iter(self._offered))).setChecked(True)
        self.hint(translate("Welcome", "Everything else is on the page Limits, at any time."))
        self.column.addStretch()

    def paint(self, report: Report) -> None:
        """Say what holds now, for owners who have chosen before."""
        told = translate("Welcome", "As it is no&w: {cores}. {rung}")
        allowed = details.cores(report.max_cores, report.machine_cores)
        say(self._kept, told.format(cores=allowed, rung=levels.RUNGS[report.rung][0]))

    def chosen(self) -> _Choice | None:
        """None = as it is."""
        return next((c for button, c in self._offered.items() if button.isChecked()), None)


class _Whom(_Page):
    """For whom the pilots work."""

    def __init__(self) -> None:
        super().__init__(translate("Welcome", "For whom?"))
        self.offer(
            translate("Welcome", "A &demonstration on this computer"),
            translate(
                "Welcome",
                "Pilots count prime numbers, without any network, so that you see the whole chain "
                "at work.",
            ),
        ).setChecked(True)
        self.institute = self.offer(
            translate("Welcome", "An &institute that I help"),
            translate(
                "Welcome",
                "You have a file from there, or an address: the page Head nodes opens, and takes "
                "either. Until one is added, the demonstration runs.",
            ),
        )
        self.column.addStretch()
