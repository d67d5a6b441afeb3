"""Whether planctongui starts when the owner logs in: one file by the XDG autostart rules.

For: reading and changing that file. What else stands in it is the owner's and stays. Not for: the
session's own list of what it starts. Any thread; small files only.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from planctongui import places
from planctongui.core.record import Autostart
from planctongui.core.trouble import Trouble
from planctongui.tongue import translate

NAME = "planctongui.desktop"

_PLAIN = "[Desktop Entry]\nType=Application\nName=planctongui\nIcon=planctongui\n"
"""Enough for an entry where the program's own cannot be found."""


class AutostartTrouble(Exception):
    """The file cannot be changed; `trouble` says it in the owner's words."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(f"{trouble.title}: {trouble.advice}")
        self.trouble = trouble


def is_on() -> Autostart:
    """By the owner's file, or else by the machine's."""
    for file in (_own(), *_machine()):
        try:
            return Autostart(not _says_no(file.read_text("utf-8", "replace")))
        except OSError:
            continue
    return Autostart(False)


def turn(on: bool) -> Autostart:
    """Make it so. Raises AutostartTrouble."""
    file = _own()
    try:
        if on == is_on().on:
            return Autostart(on)
        text = file.read_text("utf-8") if file.exists() else _entry()
        file.parent.mkdir(parents=True, exist_ok=True)
        new = file.with_name(f"{NAME}.new")
        new.write_text(_with_word(text, on), "utf-8")
        new.replace(file)
    except (OSError, UnicodeDecodeError) as error:
        raise AutostartTrouble(
            Trouble(
                translate("Autostart", "Whether it starts at login could not be changed"),
                translate("Autostart", "{file}: {error}. Make the folder yours.").format(
                    file=file, error=error
                ),
            )
        ) from error
    return is_on()


def _own() -> Path:
    return places.config_folder().parent / "autostart" / NAME


def _machine() -> Iterator[Path]:
    for folder in os.environ.get("XDG_CONFIG_DIRS", "/etc/xdg").split(":"):
        if Path(folder).is_absolute():
            yield Path(folder) / "autostart" / NAME


def _says_no(text: str) -> bool:
    """True when the entry is there but not to be started."""
    return bool(re.search(r"(?m)^(Hidden\s*=\s*true|X-GNOME-Autostart-enabled\s*=\s*false)", text))


def _with_word(text: str, on: bool) -> str:
    """The same entry, saying so or not; every other line stays as it is."""
    lines = [
        line
        for line in text.splitlines()
        if not re.match(r"(Hidden|X-GNOME-Autostart-enabled)\s*=", line)
    ]
    if not on:
        head = next((n for n, line in enumerate(lines) if line.startswith("[Desktop Entry]")), -1)
        lines.insert(head + 1, "Hidden=true")
    return "\n".join(lines) + "\n"


def _entry() -> str:
    """The program's own entry, made to start this very program without opening its window."""
    text = next((f.read_text("utf-8") for f in _shipped() if f.is_file()), _PLAIN)
    kept = [line for line in text.splitlines() if not line.startswith(("Exec=", "TryExec="))]
    return "\n".join([*kept, f"Exec={_command()}"]) + "\n"


def _shipped() -> tuple[Path, ...]:
    """Where the program's own entry may be: installed, or in the checkout."""
    return (Path(sys.prefix) / "share/applications" / NAME, Path(__file__).parents[1] / NAME)


def _command() -> str:
    """An absolute path: at login, no environment of ours is active."""
    program = Path(sys.prefix) / "bin" / "planctongui"
    words = [str(program)] if program.exists() else [sys.executable, "-m", "planctongui"]
    return " ".join(_quoted(word) for word in (*words, "run", "--hidden"))


def _quoted(word: str) -> str:
    """As the rules for desktop entries want it."""
    if re.fullmatch(r"[\w./:@+,-]+", word):
        return word
    escaped = re.sub(r'(["`$\\])', r"\\\1", word).replace("\\", "\\\\").replace("%", "%%")
    return f'"{escaped}"'
