"""What the owner wants, as signals.

For: tray and window to say it, the app to do it. Not for: doing it. GUI thread only.
"""

from __future__ import annotations

from PyQt5.QtCore import QObject, pyqtSignal

from planctongui.core.report import Report


class Intents(QObject):
    """Handed to every view. A view emits and then waits for the next Report to show the effect."""

    pause = pyqtSignal(float)
    """Pause until this Unix time; math.inf = until resumed."""
    resume = pyqtSignal()
    """Take a pause back."""
    finish = pyqtSignal(bool)
    """True: let the running jobs end and start no more. False: take that back."""
    stop = pyqtSignal(str)
    """End this pilot."""
    remove_everything = pyqtSignal()
    """Pause, and remove all pilots, images, caches and networks of ours."""
    max_cores = pyqtSignal(int)
    """Cores for all pilots together."""
    rung = pyqtSignal(str)
    """What goes on while the owner is here: the value of a `limits.Rung`."""
    setting = pyqtSignal(str, str, object)
    """Section, key and value of any other setting."""
    test = pyqtSignal(str)
    """See whether the head node of this name works, by one pilot."""
    ask = pyqtSignal(object)
    """A question; its `Answer` comes to the pages. May be asked before anybody can answer."""
    open_window = pyqtSignal()
    """Show the window, in front."""
    first_steps = pyqtSignal()
    """Show the first steps again."""
    quit = pyqtSignal()
    """End the program."""


def paused(report: Report | None) -> bool:
    """True when the owner's wish to pause is in force: the next click means resume."""
    return report is not None and report.orders.paused_until is not None
