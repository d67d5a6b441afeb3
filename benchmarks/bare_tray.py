"""The least a PyQt5 program with a tray icon can be: what the application is compared with."""

import sys

from PyQt5.QtCore import Qt
from PyQt5.QtGui import QIcon, QPixmap
from PyQt5.QtWidgets import QApplication, QMenu, QSystemTrayIcon


def main() -> int:
    """Show an icon with a menu of one entry, until it is ended from outside."""
    application = QApplication(sys.argv)
    picture = QPixmap(32, 32)
    picture.fill(Qt.red)
    tray = QSystemTrayIcon(QIcon(picture))
    menu = QMenu()
    menu.addAction("Quit").triggered.connect(application.quit)
    tray.setContextMenu(menu)
    tray.show()
    return application.exec_()


if __name__ == "__main__":
    sys.exit(main())
