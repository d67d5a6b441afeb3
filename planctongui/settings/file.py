"""The settings file on disk: seen again when it changes, changed one key at a time.

For: the last good settings and the trouble with the newest. Not for: what is allowed (`options`).
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import NoReturn

from planctongui import places
from planctongui.core.trouble import Trouble
from planctongui.core.wishes import Value
from planctongui.settings.option import Option
from planctongui.settings.options import SECTIONS, VERSION, options
from planctongui.settings.reading import (
    SettingsTrouble,
    check_rules,
    checked,
    refuse,
    text_of,
    values_of,
)
from planctongui.settings.settled import Settings
from planctongui.tongue import mark, translate

_HEADER = """\
# Settings of planctongui. What is not said here keeps its default.
# The program reads this file again within seconds after you save it.
"""


def default_path() -> Path:
    """Where this owner's settings are, whether they exist or not."""
    return places.config_folder() / "settings.toml"


class SettingsFile:
    """One settings file. Not safe for two threads at once; calls block for one small file."""

    def __init__(self, path: Path, machine_cores: int) -> None:
        """Reads the file at once; a broken one gives the defaults and a `trouble`."""
        self.path = path
        self._machine_cores = machine_cores
        self._gone = False
        self._seen = self._signature()
        self.current: Settings = checked(path, "", machine_cores)
        """The last good settings; the defaults until there were any."""
        self.trouble: Trouble | None = None
        """What is wrong with the file as it is now."""
        self.ever_good = False
        """True once the file could be read, or there was none: `current` is the owner's word."""
        self._take()

    def refresh(self) -> bool:
        """Read again if the file changed; True if `current` or `trouble` is another now."""
        signature = self._signature()
        if signature == self._seen:
            return False
        # Many editors empty or remove a file for an instant when they save it. Defaults could
        # mean more cores than the owner allows, so believe in an empty place at the second look.
        nothing = signature is None or (isinstance(signature, tuple) and signature[1] == 0)
        if nothing and not self._gone:
            self._gone = True
            return False
        self._gone = False
        self._seen = signature
        return self._take()

    def set(self, section: str, key: str, value: Value) -> None:
        """Change one key, in place or at the end of its section; all else stays as it is.

        Raises SettingsTrouble, and then nothing was written: no such option, value not allowed,
        the file on disk is broken, or it cannot be written.
        """
        self._check_option(section, key, value)
        text = text_of(self.path)
        if not text:
            self._write(_fresh(section, key, value, options(self._machine_cores)))
        else:
            self._write(self._changed(text, section, key, value))
        self._gone = False
        self._seen = self._signature()
        self._take()

    def _check_option(self, section: str, key: str, value: Value) -> None:
        """Refuse what could not be read back."""
        for option in options(self._machine_cores):
            if (option.section, option.key) == (section, key):
                if not option.accepts(value):
                    refuse(
                        translate("Settings", "The setting {name} is not possible").format(
                            name=option.name
                        ),
                        translate("Settings", "{value} is not {allowed}.").format(
                            value=value, allowed=option.allowed()
                        ),
                    )
                if isinstance(value, tuple):
                    check_rules(option, value)
                return
        refuse(
            translate("Settings", "There is no setting {section}.{key}").format(
                section=section, key=key
            ),
            translate("Settings", "Nothing was changed."),
        )

    def _changed(self, text: str, section: str, key: str, value: Value) -> str:
        """The text with one key changed, proven to say the same as before in all else."""
        import tomlkit  # only here and in `_fresh`: most runs never write
        from tomlkit.exceptions import TOMLKitError

        before = values_of(self.path, text, self._machine_cores)
        name = f"{section}.{key}" if section else key
        try:
            document = tomlkit.parse(text)
            table = document.setdefault(section, tomlkit.table()) if section else document
            table[key] = _plain(value)
            changed = tomlkit.dumps(document)
            after = values_of(self.path, changed, self._machine_cores)
        except (TOMLKitError, SettingsTrouble) as error:
            self._refuse_layout(name, error)
        if after != before | {name: value}:
            self._refuse_layout(name, None)
        return changed

    def _refuse_layout(self, name: str, error: Exception | None) -> NoReturn:
        raise SettingsTrouble(
            Trouble(
                translate("Settings", "The setting {name} could not be changed").format(name=name),
                translate(
                    "Settings",
                    "{path} is written in a way that cannot be changed safely. Change it with "
                    "an editor; nothing was written.",
                ).format(path=self.path),
            )
        ) from error

    def _take(self) -> bool:
        """Read the file into `current` or `trouble`; True if one of them is another now."""
        before = (self.current, self.trouble)
        try:
            text = text_of(self.path) or ""
            self.current = checked(self.path, text, self._machine_cores)
            self.trouble, self.ever_good = None, True
        except SettingsTrouble as error:
            self.trouble = error.trouble
        return (self.current, self.trouble) != before

    def _signature(self) -> object:
        """What changes when the file does: cheap. None = no file."""
        try:
            now = self.path.stat()
        except FileNotFoundError:
            return None
        except OSError as error:
            return error.errno
        return (now.st_mtime_ns, now.st_size, now.st_ino, now.st_mode)

    def _write(self, text: str) -> None:
        """Put the text in the file's place at one stroke, with the old file's mode."""
        # A link stays a link: owners keep their settings in other places and link them.
        target = Path(os.path.realpath(self.path))
        if target.exists() and not target.stat().st_mode & 0o200:
            refuse(
                translate("Settings", "The settings are read-only"),
                translate("Settings", "{path}: allow writing, or use an editor.").format(
                    path=self.path
                ),
            )
        temporary = ""
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(prefix=".settings-", dir=target.parent)
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode())
                file.flush()
                with contextlib.suppress(FileNotFoundError):
                    os.fchmod(file.fileno(), target.stat().st_mode & 0o7777)
                os.fsync(file.fileno())
            os.replace(temporary, target)
        except OSError as error:
            if temporary:
                with contextlib.suppress(OSError):
                    os.unlink(temporary)
            refuse(
                translate("Settings", "The settings cannot be written"),
                translate("Settings", "{path}: {strerror}. The file is as it was before.").format(
                    path=self.path, strerror=error.strerror
                ),
            )


def _fresh(section: str, key: str, value: Value, known: tuple[Option, ...]) -> str:
    """A new file: every section and key explained in English, only this one key set."""
    import tomlkit

    parts = [_HEADER, f"version = {VERSION}\n"]
    for name, sentence in SECTIONS.items():
        parts.append(f"\n[{name}]\n# {sentence}\n")
        for option in known:
            if option.section == name:
                default = tomlkit.item(_plain(option.default)).as_string()
                parts.append(f"#   {option.key}: {option.sentence}\n")
                parts.append(f"#     {option.allowed(mark)}; default {default}\n")
        if name == section:
            parts.append(f"{key} = {tomlkit.item(_plain(value)).as_string()}\n")
    return "".join(parts)


def _plain(value: Value) -> int | float | str | list[str]:
    """As TOML's writer knows it."""
    return list(value) if isinstance(value, tuple) else value
