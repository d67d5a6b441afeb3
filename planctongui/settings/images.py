"""Changing the owner's list of images in their settings file.

For: whoever takes the owner's word for it: command line and window. Not for: what a pattern means
(`core.allow`).
"""

from __future__ import annotations

from planctongui.core.allow import check_pattern
from planctongui.settings.file import SettingsFile
from planctongui.settings.reading import SettingsTrouble


def changeable(settings: SettingsFile) -> SettingsFile:
    """The same file, if it can be changed as it is. Raises SettingsTrouble."""
    if settings.trouble is not None:
        raise SettingsTrouble(settings.trouble)
    return settings


def allow(settings: SettingsFile, pattern: str) -> None:
    """Put the pattern on the list, unless it is there. Raises BadName, SettingsTrouble."""
    check_pattern(pattern)
    allowed = changeable(settings).current.images.allow
    if pattern not in allowed:
        settings.set("images", "allow", (*allowed, pattern))
