"""One head node's file: read strictly, or refused with file, key and what is allowed there.

For: the keys that all kinds have, the check of each kind's own, and that no secret stands in the
file: a site hands the same file to all its owners. Not for: what the keys mean (each kind), how a
refusal reads (`refusal`), or the folder of these files (`folder`). Any thread; one small file is
read.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planctongui.headnodes import folders
from planctongui.headnodes.keys import KeyValue, Table, accepts, allowed, default, taken
from planctongui.headnodes.refusal import (
    SECRET_VALUE,
    refuse,
    refuse_if_secret,
    refuse_secret,
    refuse_unknown,
    shown,
)
from planctongui.settings.lines import line_of
from planctongui.settings.option import Option
from planctongui.tongue import translate

LONGEST_FILE = 256 * 1024

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
"""A head node's name, which is its file's without ".toml"."""

COMMON: tuple[Option, ...] = (
    Option("", "kind", "", "What speaks at the other end."),
    Option("", "enabled", True, "False = no pilot is started for it; the file stays."),
    Option("", "share", 1.0, "Its weight beside your other head nodes.", "", 0.01, 1000),
    Option("", "image", "", 'The pilot image, host/repository:tag; "" = built here by its kind.'),
    Option("", "refresh_s", 0.0, "How often a newer image under that tag is looked for; 0 = never.",
           "seconds", 0, 2592000),
    *folders.OPTIONS,
)  # fmt: skip
"""What every head node's file may say."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one file says."""

    name: str
    kind: str
    enabled: bool
    share: float
    values: Mapping[str, KeyValue]
    """Every key of the kind and the common ones by name, the default where the file is silent."""
    folders: folders.Folders


def read(path: Path, kinds: Mapping[str, Sequence[Option]]) -> Entry:
    """The head node in this file. `kinds`: kind -> its own keys. Raises HeadNodeTrouble."""
    try:
        with path.open("rb") as file:
            raw = file.read(LONGEST_FILE + 1)
        if len(raw) > LONGEST_FILE:
            refuse(
                path,
                translate("HeadNodes", "is too long"),
                translate("HeadNodes", "a head node takes no more than {most} bytes.").format(
                    most=LONGEST_FILE
                ),
            )
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        refuse(
            path,
            translate("HeadNodes", "is not readable text"),
            translate("HeadNodes", "save it as UTF-8."),
        )
    except OSError as error:
        refuse(path, translate("HeadNodes", "cannot be read"), f"{error.strerror}.")
    return checked(path, text, kinds)


def checked(path: Path, text: str, kinds: Mapping[str, Sequence[Option]]) -> Entry:
    """The same from the file's text; `path` gives the name. Raises HeadNodeTrouble."""
    if not NAME.fullmatch(path.stem):
        refuse(
            path,
            translate("HeadNodes", "has a name that is not possible"),
            translate("HeadNodes", "use up to 32 letters, digits, - and _, and .toml at the end."),
        )
    told = _parsed(path, text)
    for section, key, value in _flat(told):
        refuse_if_secret(path, text, section, key, value)
    kind = _kind(path, told, kinds)
    values = _values(path, text, told, (*COMMON, *kinds[kind]))
    try:
        seen = folders.folders_of(values)
    except ValueError as error:
        said = translate("HeadNodes", "has a cache that is not possible")
        refuse(path, said, str(error), line_of(text, "", "cache"))
    share = float(str(values["share"]))
    return Entry(path.stem, kind, bool(values["enabled"]), share, values, seen)


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except RecursionError:
        refuse(
            path,
            translate("HeadNodes", "is not TOML"),
            translate("HeadNodes", "it is too deeply nested."),
        )
    except ValueError as error:
        if SECRET_VALUE.search(text):
            refuse_secret(path, text, "", "")
        refuse(path, translate("HeadNodes", "is not TOML"), f"{error}.")


def _kind(path: Path, told: Mapping[str, Any], kinds: Mapping[str, Sequence[Option]]) -> str:
    kind = told.get("kind")
    if isinstance(kind, str) and kind in kinds:
        return kind
    names = ", ".join(f'"{name}"' for name in kinds)
    said = (
        translate("HeadNodes", "is missing")
        if kind is None
        else translate("HeadNodes", "cannot be {kind}").format(kind=shown(kind))
    )
    refuse(
        path,
        translate("HeadNodes", "names no kind that is known"),
        translate("HeadNodes", "kind {shown}. There are: {names}.").format(shown=said, names=names),
    )


def _values(
    path: Path, text: str, told: Mapping[str, Any], known: Sequence[Option]
) -> dict[str, KeyValue]:
    """Every key that is known, by name, the default where the file is silent."""
    by_place = {(option.section, option.key): option for option in known}
    tables = {option.key for option in known if isinstance(option, Table)}
    values: dict[str, KeyValue] = {option.name: default(option) for option in known}
    for section, key, value in _flat(told, tables):
        option = by_place.get((section, key))
        if option is None:
            refuse_unknown(path, text, section, key, known)
        if not accepts(option, value):
            refuse(
                path,
                translate("HeadNodes", "has a {key} that is not possible").format(key=option.name),
                translate("HeadNodes", "{value} is not {allowed}.").format(
                    value=shown(value), allowed=allowed(option)
                ),
                line_of(text, section, key),
            )
        values[option.name] = taken(option, value)
    return values


def _flat(told: Mapping[str, Any], whole: set[str] | None = None) -> list[tuple[str, str, Any]]:
    """(section, key, value) of all; tables named in `whole` are values of the section ""."""
    flat: list[tuple[str, str, Any]] = []
    for name, value in told.items():
        if isinstance(value, dict) and (whole is None or name not in whole):
            flat += [(name, key, inner) for key, inner in value.items()]
        else:
            flat.append(("", name, value))
    return flat
