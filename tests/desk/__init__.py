"""A whole desktop to throw away: X server, session bus, window manager, tray host, keyring.

For: tests and benchmarks that need a real desktop. Not for: Docker, or the app under test itself.
"""

from tests.desk.desktop import Desktop
from tests.desk.hand import Window
from tests.desk.process import Child, wait_until

__all__ = ["Child", "Desktop", "Window", "wait_until"]
