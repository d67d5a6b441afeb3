"""From the file's bytes to settings, or to a trouble that names file, line, key and cure.

For: the strict check. Not for: keeping the last good settings or writing (`file`).
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

from planctongui.core.allow import BadName, check_pattern
from planctongui.core.schedule import BadRule, parse
from planctongui.core.trouble import Trouble
from planctongui.core.wishes import Value
from planctongui.settings.lines import line_of, line_within
from planctongui.settings.option import Option
from planctongui.settings.options import SECTIONS, options
from planctongui.settings.settled import Settings, settled
from planctongui.tongue import mark, translate

_KEPT = mark(
    "Settings", "Until it is mended, the last good settings hold (the defaults if there were none)."
)


class SettingsTrouble(Exception):
    """The settings cannot be used as they are; `trouble` says it in the owner's words."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(f"{trouble.title}: {trouble.advice}")
        self.trouble = trouble


def read(path: Path, machine_cores: int) -> Settings:
    """The settings in the file, defaults where it is silent or missing.

    Raises SettingsTrouble. Any thread; one small file is read.
    """
    return checked(path, text_of(path) or "", machine_cores)


def text_of(path: Path) -> str | None:
    """What stands in the file; None if there is none. Raises SettingsTrouble."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        refuse(
            translate("Settings", "The settings are a folder"),
            translate("Settings", "{path} must be a file. Move the folder away.").format(path=path),
        )
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        refuse(
            translate("Settings", "The settings are not readable text"),
            translate("Settings", "{path}, line {line}: save the file as UTF-8. {kept}").format(
                path=path, line=line, kept=_kept()
            ),
        )
    except OSError as error:
        refuse(
            translate("Settings", "The settings cannot be read"),
            translate(
                "Settings", "{path}: {strerror}. Make the file readable for yourself. {kept}"
            ).format(path=path, strerror=error.strerror, kept=_kept()),
        )


def checked(path: Path, text: str, machine_cores: int) -> Settings:
    """Settings from the file's text. Raises SettingsTrouble; `path` is only for its words."""
    return settled(values_of(path, text, machine_cores))


def values_of(path: Path, text: str, machine_cores: int) -> dict[str, Value]:
    """Every option's name with its value, the default where the text is silent."""
    try:
        told = tomllib.loads(text)
    except RecursionError:
        refuse(
            translate("Settings", "The settings are not TOML"),
            translate("Settings", "{path}: too deeply nested. {kept}").format(
                path=path, kept=_kept()
            ),
        )
    except ValueError as error:
        place = re.search(r"\(at line (\d+)", str(error))
        number = int(place[1]) if place else max(1, len(text.splitlines()))
        what = str(error).split(" (at ")[0]
        refuse(
            translate("Settings", "The settings are not TOML"),
            translate("Settings", "{path}, line {number}: {what}. {kept}").format(
                path=path, number=number, what=what, kept=_kept()
            ),
        )
    known = options(machine_cores)
    values = {option.name: option.default for option in known}
    by_place = {(option.section, option.key): option for option in known}
    for section, key, value in _flat(path, text, told):
        option = by_place.get((section, key))
        if option is None:
            _refuse_unknown(path, text, section, key, known)
        if not option.accepts(value):
            line = line_of(text, section, key)
            refuse(
                translate("Settings", "The setting {name} is not possible").format(
                    name=option.name
                ),
                translate("Settings", "{path}{line}: {value} is not {allowed}. {kept}").format(
                    path=path,
                    line=_at(line),
                    value=_shown(value),
                    allowed=option.allowed(),
                    kept=_kept(),
                ),
            )
        if isinstance(option.default, tuple):
            value = tuple(value)
            check_rules(option, value, path, text)
        values[option.name] = float(value) if isinstance(option.default, float) else value
    return values


def check_rules(
    option: Option, rules: tuple[str, ...], path: Path | None = None, text: str = ""
) -> None:
    """Raises SettingsTrouble for the first rule or pattern in a list that cannot be understood.

    With `path` and `text` it says where it stands; without, they are about to be written. Lists
    of anything else are not looked into.
    """
    wrong = _first_wrong(option, rules)
    if wrong is None:
        return
    rule, why = wrong
    what = f"{_shown(rule)}: {_cut(why)}."
    if path is not None:
        line = line_within(text, option.section, option.key, rule)
        what = f"{path}{_at(line)}: {what} {_kept()}"
    refuse(
        translate("Settings", "The setting {name} is not possible").format(name=option.name), what
    )


def _first_wrong(option: Option, rules: tuple[str, ...]) -> tuple[str, str] | None:
    """(rule or pattern, why); None when all can be understood."""
    if option.section == "schedule":
        try:
            parse(rules)
        except BadRule as bad:
            return bad.rule, translate("Schedule", bad.form).format(**bad.values)
    elif option.section == "images":
        for pattern in rules:
            try:
                check_pattern(pattern)
            except BadName as bad:
                return pattern, translate("Images", str(bad))
    return None


def _flat(path: Path, text: str, told: Mapping[str, Any]) -> list[tuple[str, str, Any]]:
    """(section, key, value) of all that was told. Raises SettingsTrouble: a section is no table."""
    flat: list[tuple[str, str, Any]] = []
    for name, value in told.items():
        if name not in SECTIONS:
            flat.append(("", name, value))
        elif isinstance(value, dict):
            flat += [(name, key, inner) for key, inner in value.items()]
        else:
            refuse(
                translate("Settings", "The setting {name} is a section").format(name=name),
                translate(
                    "Settings",
                    "{path}{line}: write [{name}] on a line of its own, and its keys below. {kept}",
                ).format(path=path, line=_at(line_of(text, "", name)), name=name, kept=_kept()),
            )
    return flat


def _refuse_unknown(
    path: Path, text: str, section: str, key: str, known: tuple[Option, ...]
) -> NoReturn:
    """Says where the unknown key stands and which known one it may be meant for."""
    here = [option.key for option in known if option.section == section]
    if not section:
        here += SECTIONS
    near = difflib.get_close_matches(key, here, n=1, cutoff=0.6)
    elsewhere = [option.section for option in known if option.key == key and option.section]
    if elsewhere:
        hint = translate("Settings", "It belongs into the section [{elsewhere}].").format(
            elsewhere=elsewhere[0]
        )
    elif near:
        hint = translate("Settings", 'Did you mean "{near}"?').format(near=near[0])
    else:
        hint = translate("Settings", "Known here: {here}.").format(here=", ".join(here))
    name = f"{section}.{key}" if section else key
    refuse(
        translate("Settings", "There is no setting {name}").format(name=name),
        translate("Settings", '{path}{line}: "{key}" is not known. {hint} {kept}').format(
            path=path, line=_at(line_of(text, section, key)), key=key, hint=hint, kept=_kept()
        ),
    )


def refuse(title: str, advice: str) -> NoReturn:
    """Raises the SettingsTrouble with these words."""
    raise SettingsTrouble(Trouble(title, advice)) from None


def _kept() -> str:
    return translate("Settings", _KEPT)


def _at(line: int | None) -> str:
    return translate("Settings", ", line {line}").format(line=line) if line else ""


def _shown(value: object) -> str:
    """The value as an owner wrote it, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        text = f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:
        return translate("Settings", "a number of thousands of digits")
    return _cut(text, 60)


def _cut(text: str, length: int = 120) -> str:
    return text if len(text) <= length else text[: length - 3] + "..."
