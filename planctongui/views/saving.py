"""Saving a file where the owner says, and never over another without their word.

For: the dialog, and the writing on a thread of Qt's pool, since a disk may hang. Not for: what
stands in the file. GUI thread only.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from PyQt5.QtCore import QObject, QRunnable, QThreadPool, pyqtSignal
from PyQt5.QtWidgets import QFileDialog, QWidget

from planctongui.tongue import translate


class Saving(QObject):
    """One kind of file. `done` tells in a sentence what came of it."""

    done = pyqtSignal(str)

    def __init__(self, parent: QWidget, name: str, suffix: str) -> None:
        """`name`: what is suggested, without its suffix."""
        super().__init__(parent)
        self._parent, self._name, self._suffix = parent, name, suffix
        self._content: Callable[[], bytes] = bytes
        self.dialog: QFileDialog | None = None

    def ask(self, content: Callable[[], bytes]) -> None:
        """Ask where to; `content` is called on another thread, and may take its time."""
        self._content = content
        dialog = QFileDialog(self._parent, translate("Saving", "Save as"))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(f"*.{self._suffix}")
        dialog.setDefaultSuffix(self._suffix)
        dialog.selectFile(f"{self._name}.{self._suffix}")
        dialog.fileSelected.connect(self._chosen)
        dialog.finished.connect(dialog.deleteLater)
        self.dialog = dialog
        dialog.open()

    def _chosen(self, name: str) -> None:
        # The dialog has asked about a file that is there by now; one that comes later is not
        # written over.
        path = Path(name)
        pool = QThreadPool.globalInstance()
        pool.start(_Writing(path, path.exists(), self._content, self.done.emit))


class _Writing(QRunnable):
    def __init__(
        self, path: Path, replace: bool, content: Callable[[], bytes], tell: Callable[[str], None]
    ) -> None:
        super().__init__()
        self._path, self._replace, self._content, self._tell = path, replace, content, tell

    def run(self) -> None:
        try:
            write(self._path, self._content(), self._replace)
        except OSError as error:
            told = translate("Saving", "{file} was not written: {why}.")
            self._tell(told.format(file=self._path, why=error.strerror or error))
        else:
            self._tell(translate("Saving", "Saved as {file}.").format(file=self._path))


def write(path: Path, content: bytes, replace: bool) -> None:
    """The whole file or none. Raises OSError, also when it is there and not to be replaced."""
    if not replace:
        with path.open("xb") as file:
            try:
                file.write(content)
            except OSError:
                path.unlink()
                raise
        return
    handle, temporary = tempfile.mkstemp(prefix=".saving-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        shutil.copymode(path, temporary)
        os.replace(temporary, path)
    except OSError:
        os.unlink(temporary)
        raise
