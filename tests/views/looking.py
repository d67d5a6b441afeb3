"""Whether a page shows all of its words, whatever the colours and the size of the font.

For: tests that take a picture of a page and look for what is cut off. Not for: what it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PyQt5.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from tests.views.demo_app import dark_palette

PICTURES = Path(__file__).resolve().parents[2] / "build" / "screenshots"
LOOKS = [("light", 1), ("dark", 1), ("light", 2), ("dark", 2)]
"""Colours, and how many times as large as usual the font is."""


@contextmanager
def dressed(look: str, times: int) -> Iterator[None]:
    """The desktop has these colours and this font: for windows that are made inside."""
    font, palette = QApplication.font(), QApplication.palette()
    larger = QApplication.font()
    larger.setPointSizeF(font.pointSizeF() * times)
    QApplication.setFont(larger)
    if look == "dark":
        QApplication.setPalette(dark_palette())
    try:
        yield
    finally:
        QApplication.setFont(font)
        QApplication.setPalette(palette)


def picture(page: QWidget, name: str) -> None:
    """Keep how the page looks, with all that would have to be scrolled to."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    page.grab().save(str(PICTURES / f"{name}.png"))


def cut_off(page: QWidget) -> list[str]:
    """Texts of labels and buttons that have less room than they need."""
    found = []
    for label in page.findChildren(QLabel):
        if label.isVisible() and label.text():
            needed = label.heightForWidth(label.width()) if label.wordWrap() else 0
            least = label.minimumSizeHint()
            narrow = label.width() < least.width()
            if narrow or label.height() < max(needed, least.height()):
                found.append(label.text())
    for button in page.findChildren(QAbstractButton):
        if button.isVisible() and button.text() and button.width() < button.sizeHint().width():
            found.append(button.text())
    return found


def unnamed(page: QWidget) -> list[str]:
    """What takes the keyboard and has no name for those who hear it."""
    return [
        f"{type(one).__name__} {one.objectName()}"
        for one in page.findChildren(QWidget)
        if one.focusPolicy() and one.isVisibleTo(page) and not one.objectName().startswith("qt_")
        and not one.accessibleName() and not getattr(one, "text", str)()
    ]  # fmt: skip
