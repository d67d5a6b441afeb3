"""What the owner has settled, in one TOML file.

For: reading it strictly, changing one key without touching the rest.
Not for: secrets (they never go into a file) or orders such as a pause (they go to the ledger).
"""

from planctongui.settings.file import SettingsFile, default_path
from planctongui.settings.option import Option
from planctongui.settings.options import options
from planctongui.settings.reading import SettingsTrouble, read
from planctongui.settings.settled import Settings

__all__ = [
    "Option",
    "Settings",
    "SettingsFile",
    "SettingsTrouble",
    "default_path",
    "options",
    "read",
]
