"""A list of the programs that run now, to tick those beside which nothing may run.

For: owners who do not know what their program is called in a process list. Not for: finding the
programs (`sensors.programs`). GUI thread only.
"""

from __future__ import annotations

from collections.abc import Sequence

from PyQt5.QtCore import QSize, Qt
from PyQt5.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from planctongui.tongue import translate


class ProgramPicker(QDialog):
    """`chosen` is what is ticked when it is accepted."""

    def __init__(
        self, names: Sequence[str], ticked: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """`names` run now; `ticked` are chosen already, running or not."""
        super().__init__(parent)
        self.setWindowTitle(translate("Limits", "Programs that run now"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(translate("Limits", "Search"))
        self.search.setAccessibleName(translate("Limits", "Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._narrow)
        self.list = QListWidget()
        self.list.setAccessibleName(translate("Limits", "Programs"))
        known = {name.casefold() for name in ticked}
        others = [name for name in names if name.casefold() not in known]
        for name in (*ticked, *others):
            item = QListWidgetItem(name, self.list)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            on = name.casefold() in known
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
        ok, cancel = QDialogButtonBox.StandardButton.Ok, QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(ok | cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        caption = QLabel(translate("Limits", "Nothing runs beside those you tick."))
        caption.setWordWrap(True)
        column = QVBoxLayout(self)
        for part in (caption, self.search, self.list, buttons):
            column.addWidget(part)

    def chosen(self) -> tuple[str, ...]:
        """Names of those that are ticked."""
        return tuple(i.text() for i in self._items() if i.checkState() == Qt.CheckState.Checked)

    def sizeHint(self) -> QSize:
        """Some twenty lines."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("M") * 28, metrics.lineSpacing() * 24)

    def _narrow(self, text: str) -> None:
        for item in self._items():
            item.setHidden(text.casefold() not in item.text().casefold())

    def _items(self) -> list[QListWidgetItem]:
        found = (self.list.item(row) for row in range(self.list.count()))
        return [item for item in found if item is not None]
