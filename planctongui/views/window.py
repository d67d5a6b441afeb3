"""The window: a list of pages on the left, the page in front on the right.

For: desktops with and without a tray. Not for: what stands on a page, deciding or keeping anything;
it paints Reports, and of itself it keeps only where it stood. GUI thread only.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from PyQt5.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, pyqtSignal
from PyQt5.QtGui import QCloseEvent, QHideEvent, QShowEvent
from PyQt5.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from planctongui.core.questions import Answer
from planctongui.core.report import Report
from planctongui.keepsakes import Keepsakes
from planctongui.tongue import mark, translate
from planctongui.views.contribution import ContributionPage
from planctongui.views.diagnostics import DiagnosticsPage
from planctongui.views.icons import program_icon
from planctongui.views.intents import Intents
from planctongui.views.limits import LimitsPage
from planctongui.views.log import LogPage
from planctongui.views.nodes import NodesPage
from planctongui.views.overview import Overview
from planctongui.views.page import MARGIN, Page
from planctongui.views.parts import Faint
from planctongui.views.pilots import PilotsPage

# Only "3 s ago" needs it, and only while somebody looks.
CLOCK_MS = 1000
_PLACE = "window"
PAGE_EMS, PAGE_LINES = 54, 48
"""First size of a page, in widths of the letter M and in lines: follows the owner's font."""


class Window(QWidget):
    """Paints the last Report while it is shown; while hidden it only remembers it."""

    close_without_tray = pyqtSignal()
    """The owner closed the window, and there is no tray to come back from."""

    closed_into_tray = pyqtSignal()
    """The owner closed the window, and the icon is what is left of it."""

    def __init__(
        self, intents: Intents, machine_cores: int, keepsakes: Keepsakes | None = None
    ) -> None:
        super().__init__()
        self._keepsakes = keepsakes or Keepsakes()
        self._report: Report | None = None
        self._painted: Report | None = None
        self._painted_page: Page | None = None
        self._has_tray = False
        self._makers: dict[str, Callable[[], Page]] = {
            mark("Window", "Overview"): lambda: Overview(intents, machine_cores),
            mark("Window", "Contribution"): lambda: ContributionPage(intents),
            mark("Window", "Limits"): lambda: LimitsPage(intents, machine_cores),
            mark("Window", "Pilots"): lambda: PilotsPage(intents),
            mark("Window", "Head nodes"): lambda: NodesPage(intents),
            mark("Window", "Log"): lambda: LogPage(intents),
            mark("Window", "Diagnostics"): lambda: DiagnosticsPage(intents),
        }
        self._pages: dict[str, Page] = {}
        self._feet: dict[Page, QWidget] = {}
        self.setWindowTitle("planctongui")
        self.setWindowIcon(program_icon())
        self._clock = QTimer(self)
        self._clock.setInterval(CLOCK_MS)
        self._clock.timeout.connect(self._tick)
        self._lay_out(intents)

    def paint(self, report: Report) -> None:
        """Take a Report; paints at once when the window is shown, else when it will be."""
        self._report = report
        if self.isVisible():
            self._paint_now()

    def answer(self, answer: Answer) -> None:
        """Hand an answer to every page that was ever looked at."""
        for page in self._pages.values():
            page.answer(answer)

    def set_tray(self, present: bool) -> None:
        """Say whether there is a tray icon: with one, closing the window only hides it."""
        self._has_tray = present
        self._hint.setVisible(not present)

    def show_in_front(self) -> None:
        """Show it, also when it is minimised or behind others."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    @property
    def pages(self) -> tuple[str, ...]:
        """Names to turn to, in the order of the list."""
        return tuple(self._makers)

    def turn_to(self, name: str) -> Page:
        """Put the page of this name in front."""
        self._list.setCurrentRow(list(self._makers).index(name))
        return self._pages[name]

    # Making it

    def _lay_out(self, intents: Intents) -> None:
        self._list = QListWidget()
        self._list.setAccessibleName(translate("Window", "Pages"))
        for name in self._makers:
            item = QListWidgetItem(translate("Window", name), self._list)
            item.setSizeHint(QSize(0, self.fontMetrics().height() * 2))
        self._list.setFrameShape(QFrame.Shape.NoFrame)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        shown = [translate("Window", name) for name in self._makers]
        widest = max(self.fontMetrics().horizontalAdvance(name) for name in shown)
        self._list.setFixedWidth(widest + 2 * MARGIN)
        self._stack = QStackedWidget()
        for _ in self._makers:
            self._stack.addWidget(_scrolled())
        self._hint = Faint(
            translate("Window", "There is no tray on this desktop: closing this window quits.")
        )
        self._hint.setWordWrap(True)
        self._hint.setContentsMargins(MARGIN, 0, MARGIN, MARGIN // 2)
        self._hint.hide()  # until it is known
        self._right = right = QVBoxLayout()
        right.setSpacing(0)
        right.addWidget(self._stack, 1)
        right.addWidget(self._hint)
        both = QHBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 0)
        both.setSpacing(0)
        both.addLayout(self._left(intents))
        both.addLayout(right, 1)
        self._list.currentRowChanged.connect(self._turned)
        self._list.setCurrentRow(0)
        self._take_first_size()
        place = self._keepsakes.get(_PLACE)
        if isinstance(place, str):
            # Qt brings it back onto the screens that there are now; what it cannot read it ignores.
            self.restoreGeometry(QByteArray.fromBase64(place.encode()))

    def _left(self, intents: Intents) -> QVBoxLayout:
        """The list of pages, and below it the way back to the first steps."""
        steps = QToolButton()
        steps.setText(translate("Window", "First steps"))
        steps.setAutoRaise(True)
        steps.clicked.connect(lambda: intents.first_steps.emit())
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self._list, 1)
        left.addWidget(steps)
        wanted = max(self._list.width(), steps.sizeHint().width())
        self._list.setFixedWidth(wanted)
        steps.setFixedWidth(wanted)
        return left

    def _keep_place(self) -> None:
        self._keepsakes.keep(_PLACE, bytes(self.saveGeometry().toBase64()).decode())

    def _take_first_size(self) -> None:
        """As wide as a line reads well and as high as the first page, but within the screen."""
        metrics, room = self.fontMetrics(), QApplication.primaryScreen().availableGeometry()
        width = self._list.width() + metrics.horizontalAdvance("M") * PAGE_EMS
        height = metrics.lineSpacing() * PAGE_LINES
        self.resize(min(width, room.width() * 9 // 10), min(height, room.height() * 9 // 10))

    def _page(self) -> Page:
        """The page in front; made when it is first looked at."""
        name = list(self._makers)[self._list.currentRow()]
        if name not in self._pages:
            area = self._stack.currentWidget()
            assert isinstance(area, QScrollArea)
            self._pages[name] = page = self._makers[name]()
            area.setWidget(page)
            if page.foot is not None:
                self._feet[page] = foot = _foot(page.foot)
                self._right.insertWidget(1, foot)
        return self._pages[name]

    def _turned(self, index: int) -> None:
        self._stack.setCurrentIndex(index)
        page = self._page()
        for owner, foot in self._feet.items():
            foot.setVisible(owner is page)
        if self.isVisible():
            self._paint_now()

    # Painting

    def _paint_now(self) -> None:
        report, page = self._report, self._page()
        if report is None or (page is self._painted_page and report is self._painted):
            return
        self._painted_page, self._painted = page, report
        page.paint(report)
        self._tick()

    def _tick(self) -> None:
        """What changes by itself, without a new Report."""
        if self._report is not None:
            self._page().tick(self._report, time.time())

    # Qt's events

    def showEvent(self, event: QShowEvent) -> None:
        """Paint what was missed while it was hidden."""
        super().showEvent(event)
        self._clock.start()
        self._paint_now()

    def hideEvent(self, event: QHideEvent) -> None:
        """Cost nothing while nobody looks."""
        self._clock.stop()
        self._keep_place()
        super().hideEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """A minimised window costs no more than a hidden one."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.WindowStateChange:
            if self.isMinimized():
                self._clock.stop()
            elif self.isVisible():
                self._clock.start()
                self._paint_now()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide into the tray; without one it is for the owner of this window to quit."""
        self._keep_place()
        if self._has_tray:
            event.accept()
            self.closed_into_tray.emit()
            return
        event.ignore()
        self.close_without_tray.emit()


def _scrolled() -> QScrollArea:
    """Room for a page, with a bar only where the window is lower than the page."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return area


def _foot(part: QWidget) -> QWidget:
    """A page's foot with the page's margins; whether the part in it is shown is the page's."""
    foot = QWidget()
    column = QVBoxLayout(foot)
    column.setContentsMargins(MARGIN, 0, MARGIN, MARGIN // 2)
    column.addWidget(part)
    return foot
