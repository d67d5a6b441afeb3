"""Finds what cannot be read whole in a window, and what cannot be used without a mouse.

For: tests that walk all pages. Not for: whether it looks good (look at the pictures).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from PyQt5.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QListWidget,
    QRadioButton,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTableView,
    QTreeView,
    QWidget,
)

SLACK_PX = 1
"""Layouts round."""


def clipped(root: QWidget) -> list[str]:
    """One line for each widget that shows less than it has to say."""
    settle()
    return [f"{type(w).__name__}: {why}" for w in shown(root) if (why := _why(w))]


def settle() -> None:
    """Let layouts of layouts find their sizes: each round of events may ask for one more."""
    for _ in range(8):
        QApplication.processEvents()


def shown(root: QWidget) -> Iterator[QWidget]:
    """All visible widgets inside, but for those that Qt makes itself inside of others."""
    for widget in root.findChildren(QWidget):
        if widget.isVisible() and not widget.objectName().startswith("qt_"):
            yield widget


def _why(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, QAbstractButton):
        return _smaller(widget, widget.text()) if widget.text() else ""
    if isinstance(widget, QComboBox):
        widest = max(
            (widget.fontMetrics().horizontalAdvance(widget.itemText(i)))
            for i in range(max(1, widget.count()))
        )
        return "" if widget.width() >= widest else f"its list is cut: {widget.currentText()}"
    if isinstance(widget, QSpinBox):
        return "" if widget.width() >= widget.minimumSizeHint().width() else widget.text()
    if isinstance(widget, QListWidget):
        room = widget.viewport().width()
        lines = (widget.item(row).text() for row in range(widget.count()))
        if widget.wordWrap():
            return "" if _longest_word(widget, lines) <= room else "a word is cut"
        return "" if widget.sizeHintForColumn(0) <= room + SLACK_PX else "an entry is cut"
    if isinstance(widget, QTreeView | QTableView):
        return _columns(widget)
    if isinstance(widget, QTabBar):
        return _smaller(widget, "tabs")
    if isinstance(widget, QScrollArea):
        return "sideways" if widget.horizontalScrollBar().maximum() > 0 else ""
    return ""


def _columns(table: QTreeView | QTableView) -> str:
    header = table.header() if isinstance(table, QTreeView) else table.horizontalHeader()
    cut = [
        column
        for column in range(header.count())
        if not header.isSectionHidden(column)
        and header.sectionSize(column) + SLACK_PX
        < max(header.sectionSizeHint(column), _needed(table, column))
    ]
    return f"columns {cut} are cut" if cut else ""


def _needed(table: QTreeView | QTableView, column: int) -> int:
    """What a column needs: where lines are broken, its longest word with as high a row."""
    model = table.model()
    if isinstance(table, QTreeView) or not table.wordWrap() or model is None:
        return table.sizeHintForColumn(column)
    rows = range(model.rowCount())
    if any(table.rowHeight(row) < table.sizeHintForRow(row) for row in rows):
        return table.sizeHintForColumn(column)
    return _longest_word(table, (str(model.index(row, column).data()) for row in rows))


def _longest_word(widget: QWidget, lines: Iterable[str]) -> int:
    words = (word for line in lines for word in line.split())
    return max(map(widget.fontMetrics().horizontalAdvance, words), default=0)


def _label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        whole = label.height() + SLACK_PX >= label.heightForWidth(label.width())
        longest = max(label.text().split(), key=len, default="")
        wide = label.fontMetrics().horizontalAdvance(longest) <= label.width() + SLACK_PX
        return "" if whole and wide else label.text()
    return _smaller(label, label.text())


def _smaller(widget: QWidget, text: str) -> str:
    wanted = widget.sizeHint()
    small = (
        widget.width() + SLACK_PX < wanted.width() or widget.height() + SLACK_PX < wanted.height()
    )
    return text if small else ""


def blank(root: QWidget) -> list[str]:
    """Every visible button that shows neither a word nor a picture."""
    return [
        f"{type(one).__name__} in {type(one.parent()).__name__}"
        for one in shown(root)
        if isinstance(one, QAbstractButton) and not one.text() and one.icon().isNull()
    ]


def unnamed(root: QWidget) -> list[str]:
    """Every visible control that a screen reader could only call by its kind."""
    captioned = {label.buddy() for label in root.findChildren(QLabel) if label.text()}
    return [
        f"{type(widget).__name__} in {type(widget.parent()).__name__}"
        for widget in shown(root)
        if _can_focus(widget) and widget not in captioned and not _name(widget)
    ]


def _name(widget: QWidget) -> str:
    if isinstance(widget, QAbstractButton | QLabel):
        return widget.accessibleName() or widget.text()
    return widget.accessibleName()


def unreachable(root: QWidget) -> list[str]:
    """Every visible control that Tab does not come to."""
    reached: list[QWidget] = []
    root.activateWindow()
    QApplication.setActiveWindow(root)
    if QApplication.focusWidget() is None:
        root.focusNextChild()
    while (now := QApplication.focusWidget()) is not None and now not in reached:
        reached.append(now)
        root.focusNextChild()
    missing = [w for w in shown(root) if _can_focus(w) and w not in reached]
    # Of a group of choices Tab comes to one, and the arrows lead to the others.
    groups = {w.parent() for w in reached if isinstance(w, QRadioButton)}
    return [
        f"{type(w).__name__} {_name(w)}"
        for w in missing
        if not (isinstance(w, QRadioButton) and w.parent() in groups)
    ]


def _can_focus(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractScrollArea) and widget.focusPolicy() == 0:
        return False
    return widget.isEnabled() and widget.focusPolicy() != 0 and widget.focusProxy() is None
