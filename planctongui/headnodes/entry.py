"""One head node's file: read strictly, or refused with file, key and what is allowed there.

For: the keys that all kinds have, the check of each kind's own, and that no secret stands in the
file: a site hands the same file to all its owners. Not for: what the keys mean (each kind), or the
folder of these files (`folder`). Any thread; one small file is read.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NoReturn, TypeAlias

from planctongui.core.wishes import Value
from planctongui.headnodes import folders
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.settings.lines import line_of
from planctongui.settings.option import Option
from planctongui.tongue import translate

KeyValue: TypeAlias = Value | tuple[int, ...] | Mapping[str, str]

LONGEST_FILE = 256 * 1024

NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}")
"""A head node's name, which is its file's without ".toml"."""

_SECRET_KEY = re.compile(
    r"passw(or)?d|passphrase|secret|token|credential|api_?key|private_?key", re.I
)
_SECRET_VALUE = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]{8,}")
"""A private key, or a token as web services and batch systems sign them."""


@dataclass(frozen=True, slots=True)
class Table(Option):
    """A key with a table of texts, e.g. an environment. Its default is the empty table."""


@dataclass(frozen=True, slots=True)
class Numbers(Option):
    """A key with a list of whole numbers, each from `lowest` to `highest`; default is empty."""


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
            _refuse(
                path,
                translate("HeadNodes", "is too long"),
                translate("HeadNodes", "a head node takes no more than {most} bytes.").format(
                    most=LONGEST_FILE
                ),
            )
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        _refuse(
            path,
            translate("HeadNodes", "is not readable text"),
            translate("HeadNodes", "save it as UTF-8."),
        )
    except OSError as error:
        _refuse(path, translate("HeadNodes", "cannot be read"), f"{error.strerror}.")
    return checked(path, text, kinds)


def checked(path: Path, text: str, kinds: Mapping[str, Sequence[Option]]) -> Entry:
    """The same from the file's text; `path` gives the name. Raises HeadNodeTrouble."""
    if not NAME.fullmatch(path.stem):
        _refuse(
            path,
            translate("HeadNodes", "has a name that is not possible"),
            translate("HeadNodes", "use up to 32 letters, digits, - and _, and .toml at the end."),
        )
    try:
        told = tomllib.loads(text)
    except RecursionError:
        _refuse(
            path,
            translate("HeadNodes", "is not TOML"),
            translate("HeadNodes", "it is too deeply nested."),
        )
    except ValueError as error:
        if _SECRET_VALUE.search(text):
            _refuse_secret(path, text, "", "")
        _refuse(path, translate("HeadNodes", "is not TOML"), f"{error}.")
    flat = _flat(told)
    for section, key, value in flat:
        _refuse_secret_value(path, text, section, key, value)
    kind = told.get("kind")
    names = ", ".join(f'"{name}"' for name in kinds)
    if not isinstance(kind, str) or kind not in kinds:
        shown = (
            translate("HeadNodes", "is missing")
            if kind is None
            else translate("HeadNodes", "cannot be {kind}").format(kind=_shown(kind))
        )
        _refuse(
            path,
            translate("HeadNodes", "names no kind that is known"),
            translate("HeadNodes", "kind {shown}. There are: {names}.").format(
                shown=shown, names=names
            ),
        )
    known = (*COMMON, *kinds[kind])
    by_place = {(option.section, option.key): option for option in known}
    tables = {option.key for option in known if isinstance(option, Table)}
    values: dict[str, KeyValue] = {option.name: _default(option) for option in known}
    for section, key, value in _flat(told, tables):
        option = by_place.get((section, key))
        if option is None:
            _refuse_unknown(path, text, section, key, known)
        if not accepts(option, value):
            _refuse(
                path,
                translate("HeadNodes", "has a {key} that is not possible").format(key=option.name),
                translate("HeadNodes", "{value} is not {allowed}.").format(
                    value=_shown(value), allowed=allowed(option)
                ),
                line_of(text, section, key),
            )
        values[option.name] = _taken(option, value)
    try:
        seen = folders.folders_of(values)
    except ValueError as error:
        said = translate("HeadNodes", "has a cache that is not possible")
        _refuse(path, said, str(error), line_of(text, "", "cache"))
    share = float(str(values["share"]))
    return Entry(path.stem, kind, bool(values["enabled"]), share, values, seen)


def accepts(option: Option, value: object) -> bool:
    """True when the value, as TOML gave it, may stand at this key."""
    if isinstance(option, Table):
        return isinstance(value, dict) and all(isinstance(v, str) for v in value.values())
    if isinstance(option, Numbers):
        return isinstance(value, list) and all(
            isinstance(v, int) and not isinstance(v, bool) and option.lowest <= v <= option.highest
            for v in value
        )
    if isinstance(option.default, bool):
        return isinstance(value, bool)
    return option.accepts(value)


def allowed(option: Option) -> str:
    """What may stand at this key, in words."""
    if isinstance(option, Table):
        return translate("HeadNodes", 'a table of texts such as { name = "text" }')
    if isinstance(option, Numbers):
        return translate("HeadNodes", "a list of whole numbers from {lowest} to {highest}").format(
            lowest=f"{option.lowest:g}", highest=f"{option.highest:g}"
        )
    if isinstance(option.default, bool):
        return translate("HeadNodes", "true or false")
    if isinstance(option.default, tuple):
        return translate("HeadNodes", 'a list of texts such as ["one", "two"]')
    return option.allowed()


def _default(option: Option) -> KeyValue:
    return {} if isinstance(option, Table) else option.default


def _taken(option: Option, value: Any) -> KeyValue:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(option.default, float):
        return float(value)
    taken: KeyValue = value
    return taken


def _flat(told: Mapping[str, Any], whole: set[str] | None = None) -> list[tuple[str, str, Any]]:
    """(section, key, value) of all; tables named in `whole` are values of the section ""."""
    flat: list[tuple[str, str, Any]] = []
    for name, value in told.items():
        if isinstance(value, dict) and (whole is None or name not in whole):
            flat += [(name, key, inner) for key, inner in value.items()]
        else:
            flat.append(("", name, value))
    return flat


def looks_secret(name: str) -> bool:
    """True for names such as password or API_TOKEN, whose values belong into the keyring."""
    return _SECRET_KEY.search(name) is not None


def _refuse_secret_value(path: Path, text: str, section: str, key: str, value: object) -> None:
    """Refuse what looks like a secret wherever it stands, without ever saying it."""
    if _SECRET_VALUE.search(str(value)):
        _refuse_secret(path, text, section, key)
    if section in ("secrets", "files") or isinstance(value, bool | int | float):
        return
    if section == "environment" and looks_secret(key):
        _refuse_secret(path, text, section, key)


def _refuse_secret(path: Path, text: str, section: str, key: str) -> NoReturn:
    name = f"{section}.{key}" if section else key
    told = translate(
        "HeadNodes",
        "{name} looks like one, and this file goes to many. Take it out: passwords and tokens are "
        "kept in the keyring, and pilots get them from there.",
    )
    _refuse(
        path,
        translate("HeadNodes", "holds a secret"),
        told.format(name=name or translate("HeadNodes", "something in it")),
        line_of(text, section, key) if key else None,
    )


def _refuse_unknown(
    path: Path, text: str, section: str, key: str, known: Sequence[Option]
) -> NoReturn:
    if looks_secret(key):
        _refuse_secret(path, text, section, key)
    names = [option.name for option in known]
    name = f"{section}.{key}" if section else key
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    hint = (
        translate("HeadNodes", 'Did you mean "{near}"?').format(near=near[0])
        if near
        else translate("HeadNodes", "Known here: {names}.").format(names=", ".join(names))
    )
    _refuse(
        path,
        translate("HeadNodes", "has a key {name} that is not known").format(name=name),
        hint,
        line_of(text, section, key),
    )


def _refuse(path: Path, what: str, advice: str, line: int | None = None) -> NoReturn:
    place = str(path)
    if line:
        place += translate("HeadNodes", ", line {line}").format(line=line)
    title = translate("HeadNodes", "The head node {name} {what}")
    told = translate("HeadNodes", "{place}: {advice} It is off until that is mended.")
    raise HeadNodeTrouble(
        title.format(name=path.stem[:40], what=what), told.format(place=place, advice=advice)
    ) from None


def _shown(value: object) -> str:
    """The value as it was written, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        shown = f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:
        return translate("HeadNodes", "a number of thousands of digits")
    return shown if len(shown) <= 60 else shown[:57] + "..."
