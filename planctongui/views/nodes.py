"""The page "Head nodes": where jobs come from, how each stands, and what an owner does with it.

For: listing, adding, changing, testing. It asks for files and secrets, which may take a while, and
shows them when the answers come; how head nodes stand is in every Report. GUI thread only.
"""

from __future__ import annotations

from pathlib import Path

from PyQt5.QtWidgets import QFileDialog, QMenu, QMessageBox, QPushButton

from planctongui.core import sheets as sh
from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.core.standing import Standing
from planctongui.core.trouble import Trouble
from planctongui.tongue import translate
from planctongui.views.intents import Intents
from planctongui.views.node_form import NodeDialog, NodeForm, NodeText
from planctongui.views.node_list import NodeList, Row
from planctongui.views.node_secrets import NodeSecrets
from planctongui.views.node_supplies import NodeSupplies
from planctongui.views.page import Page
from planctongui.views.parts import Faint, TroubleBox, bold, row, say, words
from planctongui.words import head_nodes

_SHEET_QUESTIONS = (
    sh.SheetsAsked, sh.FileGiven, sh.TextGiven, sh.FormGiven, sh.SwitchGiven, sh.PutAside,
)  # fmt: skip
_SECRET_QUESTIONS = (sh.SecretsAsked, sh.SecretGiven, sh.UnlockAsked)


class NodesPage(Page):
    """Emits `intents.ask` and `intents.test`."""

    def __init__(self, intents: Intents) -> None:
        super().__init__()
        self._intents = intents
        self._sheets: sh.Sheets | None = None
        self._standings: dict[str, Standing] = {}
        self._in_force: list[tuple[str, float]] | None = None
        self._lines: dict[str, tuple[sh.SecretLine, ...]] = {}
        self._now = 0.0
        self.dialog: NodeDialog | None = None
        """The form that is open."""
        self._make_parts()
        self._lay_out()

    # What comes in

    def paint(self, report: Report) -> None:
        """Show a new Report; ask for the files when others are in force."""
        self._now = report.at
        self._standings = {one.name: one for one in report.head_nodes}
        in_force = [(one.name, one.share) for one in report.head_nodes]
        if in_force != self._in_force:
            self._in_force = in_force
            self._intents.ask.emit(sh.SheetsAsked())
        self._show()

    def tick(self, report: Report, now: float) -> None:
        """Times are told by the day."""
        self._now = now

    def answer(self, answer: Answer) -> None:
        """Take what was asked for here; a refusal is shown where the owner looks."""
        question, content = answer.question, answer.content
        if isinstance(question, _SHEET_QUESTIONS):
            self._answered(question, content)
        elif isinstance(question, _SECRET_QUESTIONS):
            self._take_secrets(question, content)
        elif isinstance(question, sh.AllowImage | sh.ClearCache):
            self.supplies.answered(question)
            self._troubles.show_troubles((content,) if isinstance(content, Trouble) else ())
        else:
            return
        self._show()

    def _answered(self, question: object, content: object) -> None:
        if self.dialog is not None and question is self.dialog.asked:
            self.dialog.answered(content)
        elif isinstance(content, Trouble):
            self._troubles.show_troubles((content,))
        elif not isinstance(question, sh.SheetsAsked):
            self._troubles.show_troubles(())
        if isinstance(content, sh.Sheets):
            self._sheets = content
            for sheet in content.sheets:
                if sheet.secrets:
                    self._intents.ask.emit(sh.SecretsAsked(sheet.name, sheet.secrets))

    def _take_secrets(
        self, question: sh.SecretsAsked | sh.SecretGiven | sh.UnlockAsked, content: object
    ) -> None:
        if isinstance(content, Trouble):
            self._troubles.show_troubles((content,))
        elif isinstance(content, tuple):
            fresh = {line.name: line for line in content}
            kept = [line for line in self._lines.get(question.head_node, ())
                    if line.name not in fresh]  # fmt: skip
            self._lines[question.head_node] = (*kept, *fresh.values())
            if not isinstance(question, sh.SecretsAsked):
                self._troubles.show_troubles(())

    # What is shown

    def _show(self) -> None:
        sheets = {one.name: one for one in self._sheets.sheets} if self._sheets else {}
        names = sorted(sheets.keys() | self._standings.keys())
        self.list.show_rows([self._row(name, sheets.get(name)) for name in names])
        self._show_chosen()

    def _row(self, name: str, sheet: sh.Sheet | None) -> Row:
        standing = self._standings.get(name)
        share = sheet.share if sheet else standing.share if standing else 1.0
        lines = self._lines.get(name, ())
        known = sheet is None or (not sheet.trouble and len(lines) >= len(sheet.secrets))
        secret = head_nodes.secrets(lines) if known else "..."
        return Row(
            name,
            head_nodes.state(standing, sheet, self._now),
            head_nodes.rest(standing, share, secret, self._now),
        )

    def _chosen(self) -> sh.Sheet | None:
        name = self.list.name
        sheets = self._sheets.sheets if self._sheets else ()
        return next((sheet for sheet in sheets if sheet.name == name), None)

    def _show_chosen(self) -> None:
        sheet, standing = self._chosen(), self._standings.get(self.list.name)
        kind = sheet.kind if sheet and sheet.kind else translate("Head nodes", "built in")
        told = translate("Head nodes", "{name} ({kind})")
        say(self.heading, told.format(name=self.list.name, kind=kind) if self.list.name else "")
        wrong = (sheet.trouble if sheet else "") or (standing.trouble if standing else "")
        if standing and standing.refused:
            wrong = ""  # said beside the button that mends it
        say(self.wrong, wrong)
        self.wrong.setVisible(bool(wrong))
        self.supplies.show_node(self.list.name, standing)
        tested = head_nodes.trial(standing, self._now)
        say(self.tested, tested)
        self.tested.setVisible(bool(tested))
        under_way = bool(standing and standing.trial and standing.trial.finding is None)
        self.test.setEnabled(standing is not None and not under_way)
        for button in (self.edit, self.aside):
            button.setEnabled(sheet is not None)
        self.switch.setEnabled(sheet is not None and not sheet.trouble)
        on = sheet is None or sheet.enabled
        say(self.switch, self._off if on else self._on)
        self.add.setEnabled(self._sheets is not None)
        lines = self._lines.get(self.list.name)
        self.secrets.show_node(self.list.name, sheet.secrets if sheet else (), lines)

    # What the owner does

    def take_file(self, path: Path) -> None:
        """Take in a file that a site gave."""
        self._intents.ask.emit(sh.FileGiven(path))

    def fill_in(self, kind: str) -> None:
        """Open an empty form of this kind."""
        if self._sheets is not None:
            self._open(NodeForm(self, self._intents, kind, self._sheets.forms[kind]))

    def _choose_file(self) -> None:
        title = translate("Head nodes", "A head node's file")
        name, _ = QFileDialog.getOpenFileName(self, title, "", "*.toml")
        if name:
            self.take_file(Path(name))

    def _edit(self) -> None:
        sheet = self._chosen()
        if sheet is None or self._sheets is None:
            return
        if sheet.typed is None:
            self._open(NodeText(self, self._intents, sheet.name, sheet.text))
        else:
            keys = self._sheets.forms[sheet.kind]
            form = NodeForm(self, self._intents, sheet.kind, keys, sheet.name, sheet.typed)
            self._open(form)

    def _open(self, dialog: NodeDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._closed)
        dialog.open()

    def _closed(self) -> None:
        if self.dialog is not None:
            self.dialog.deleteLater()
            self.dialog = None

    def _switch(self) -> None:
        sheet = self._chosen()
        if sheet is not None:
            self._intents.ask.emit(sh.SwitchGiven(sheet.name, not sheet.enabled))

    def _put_aside(self) -> None:
        question = translate(
            "Head nodes",
            "Put {name} aside? No pilot is started for it any more. Its file is kept beside the "
            "others, its secret stays in your keyring.",
        ).format(name=self.list.name)
        box = QMessageBox(QMessageBox.Icon.Question, "planctongui", question, parent=self)
        yes = box.addButton(translate("Head nodes", "Put aside"), QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        name = self.list.name
        box.buttonClicked.connect(
            lambda button: self._intents.ask.emit(sh.PutAside(name)) if button is yes else None
        )
        box.open()

    # Making it

    def _make_parts(self) -> None:
        self.list = NodeList()
        self.list.chosen.connect(self._show_chosen)
        self.add = QPushButton(translate("Head nodes", "&Add"))
        menu = QMenu(self.add)
        menu.addAction(translate("Head nodes", "&From a file of a site ..."), self._choose_file)
        self.add.setMenu(menu)
        menu.aboutToShow.connect(self._fill_menu)
        self.test = QPushButton(translate("Head nodes", "&Test connection"))
        self.test.setToolTip(translate("Head nodes", "Runs one pilot, also while you are here"))
        self.test.clicked.connect(lambda: self._intents.test.emit(self.list.name))
        self.edit = QPushButton(translate("Head nodes", "&Edit ..."))
        self.edit.clicked.connect(self._edit)
        self._off = translate("Head nodes", "S&witch off")
        self._on = translate("Head nodes", "S&witch on")
        self.switch = QPushButton(self._off)
        self.switch.clicked.connect(self._switch)
        self.aside = QPushButton(translate("Head nodes", "&Put aside ..."))
        self.aside.clicked.connect(self._put_aside)
        self.heading = bold(words(translate("Head nodes", "Chosen head node")))
        self.wrong = words(translate("Head nodes", "What is wrong"), wrap=True)
        self.tested = words(translate("Head nodes", "Test"), wrap=True)
        self.supplies = NodeSupplies(self._intents)
        self.secrets = NodeSecrets(self._intents)
        self._troubles = TroubleBox()

    def _lay_out(self) -> None:
        told = Faint(
            translate(
                "Head nodes",
                "Your cores are shared among these by their shares. One that has no work, or "
                "fails, costs nothing and rests for a while.",
            )
        )
        told.setWordWrap(True)
        self.column.addWidget(told)
        self.column.addWidget(self.list)
        self.column.addLayout(row(self.add, self.test, stretch=1))
        self.column.addLayout(row(self.edit, self.switch, self.aside))
        self.column.addWidget(self._troubles)
        for part in (self.heading, self.wrong, self.tested, self.supplies, self.secrets):
            self.column.addWidget(part)
        self.column.addStretch()

    def _fill_menu(self) -> None:
        """The forms there are; known once the files are."""
        menu = self.add.menu()
        for action in menu.actions()[1:]:
            menu.removeAction(action)
        for kind in self._sheets.forms if self._sheets else ():
            told = translate("Head nodes", "A form of the kind {kind} ...").format(kind=kind)
            menu.addAction(told, lambda kind=kind: self.fill_in(kind))
