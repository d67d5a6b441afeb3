"""Why a head node's file is refused: with file, line and key, and what to do.

For: the errors of `entry`, and that no secret stands in the file. Not for: checking the keys.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.settings.lines import line_of
from planctongui.settings.option import Option
from planctongui.tongue import translate

_SECRET_KEY = re.compile(
    r"passw(or)?d|passphrase|secret|token|credential|api_?key|private_?key", re.I
)
SECRET_VALUE = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY|eyJ[\w-]{8,}\.[\w-]{4,}\.[\w-]{8,}")
"""A private key, or a token as web services and batch systems sign them."""


def looks_secret(name: str) -> bool:
    """True for names such as password or API_TOKEN, whose values belong into the keyring."""
    return _SECRET_KEY.search(name) is not None


def refuse_if_secret(path: Path, text: str, section: str, key: str, value: object) -> None:
    """Refuse what looks like a secret wherever it stands, without ever saying it."""
    if SECRET_VALUE.search(str(value)):
        refuse_secret(path, text, section, key)
    if section in ("secrets", "files") or isinstance(value, bool | int | float):
        return
    if section == "environment" and looks_secret(key):
        refuse_secret(path, text, section, key)


def refuse_secret(path: Path, text: str, section: str, key: str) -> NoReturn:
    """Refuse the file for what stands at this key; "" = somewhere in it."""
    name = f"{section}.{key}" if section else key
    told = translate(
        "HeadNodes",
        "{name} looks like one, and this file goes to many. Take it out: passwords and tokens are "
        "kept in the keyring, and pilots get them from there.",
    )
    refuse(
        path,
        translate("HeadNodes", "holds a secret"),
        told.format(name=name or translate("HeadNodes", "something in it")),
        line_of(text, section, key) if key else None,
    )


def refuse_unknown(
    path: Path, text: str, section: str, key: str, known: Sequence[Option]
) -> NoReturn:
    """Refuse a key that is none of `known`, with the one that may have been meant."""
    if looks_secret(key):
        refuse_secret(path, text, section, key)
    names = [option.name for option in known]
    name = f"{section}.{key}" if section else key
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    hint = (
        translate("HeadNodes", 'Did you mean "{near}"?').format(near=near[0])
        if near
        else translate("HeadNodes", "Known here: {names}.").format(names=", ".join(names))
    )
    refuse(
        path,
        translate("HeadNodes", "has a key {name} that is not known").format(name=name),
        hint,
        line_of(text, section, key),
    )


def refuse(path: Path, what: str, advice: str, line: int | None = None) -> NoReturn:
    """Raise HeadNodeTrouble: `what` goes after the head node's name, `advice` after the place."""
    place = str(path)
    if line:
        place += translate("HeadNodes", ", line {line}").format(line=line)
    title = translate("HeadNodes", "The head node {name} {what}")
    told = translate("HeadNodes", "{place}: {advice} It cannot be used until that is mended.")
    raise HeadNodeTrouble(
        title.format(name=path.stem[:40], what=what), told.format(place=place, advice=advice)
    ) from None


def shown(value: object) -> str:
    """The value as it was written, cut short."""
    if isinstance(value, bool):
        return str(value).lower()
    try:
        words = f'"{value}"' if isinstance(value, str) else str(value)
    except ValueError:
        return translate("HeadNodes", "a number of thousands of digits")
    return words if len(words) <= 60 else words[:57] + "..."
