"""A head node's file as a form: its keys, what stands there as an owner would type it, and back.

For: files made and changed in the window; comments and order of a file stay. Pure. Not for: the
check of what was typed: the file's text goes through `entry` like any other.
"""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from planctongui.core.sheets import Key
from planctongui.headnodes import kinds
from planctongui.headnodes.entry import COMMON
from planctongui.headnodes.keys import KeyValue, Numbers, Table
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.settings.option import Option
from planctongui.tongue import translate


def keys_of(kind: str) -> tuple[Key, ...]:
    """The keys of a kind's file, those that all kinds have first, but for the kind itself."""
    return tuple(
        Key(
            name=option.key,
            sentence=translate("Keys", option.sentence),
            shape=_shape(option),
            otherwise=typed(option, {} if isinstance(option, Table) else option.default),
            unit=translate("Settings", option.unit) if option.unit else "",
            lowest=option.lowest,
            highest=option.highest,
        )
        for option in _options(kind).values()
    )


def typed_of(kind: str, values: Mapping[str, KeyValue]) -> dict[str, str]:
    """All values of a checked file as an owner would type them."""
    return {key: typed(option, values[key]) for key, option in _options(kind).items()}


def typed(option: Option, value: Any) -> str:
    """One value as an owner would type it."""
    if isinstance(option, Table):
        return tomlkit.dumps(dict(value)).strip()
    if isinstance(option.default, tuple):
        return shlex.join(str(word) for word in value)
    if isinstance(option.default, bool):
        return str(value).lower()
    return f"{value:.15g}" if isinstance(option.default, float) else str(value)


def fill(text: str, kind: str, told: Mapping[str, str]) -> str:
    """The file's text with these values; keys that have their default already are left out.

    Raises HeadNodeTrouble for what is no number or no TOML.
    """
    try:
        file = tomlkit.parse(text)
    except TOMLKitError:
        file = tomlkit.document()
    # Plain keys must stand above all tables.
    fresh = {"kind": kind, **_changed(file, kind, told)}
    for key in [key for key in fresh if key in file and not isinstance(fresh[key], dict)]:
        file[key] = fresh.pop(key)
    above = {key: value for key, value in fresh.items() if not isinstance(value, dict)}
    head = tomlkit.dumps(above) if above else ""
    file = tomlkit.parse(head + tomlkit.dumps(file))
    for key, value in fresh.items():
        if isinstance(value, dict):
            if file.get(key) is not None:
                file.remove(key)
            if value:
                file.add(key, tomlkit.item(value))
    return tomlkit.dumps(file)


def _changed(file: Mapping[str, Any], kind: str, told: Mapping[str, str]) -> dict[str, Any]:
    """Values that have to be written: those that differ from what the file says without them."""
    changed = {}
    for key, option in _options(kind).items():
        if key not in told:
            continue
        value = _value(option, told[key])
        otherwise: Any = {} if isinstance(option, Table) else option.default
        otherwise = list(otherwise) if isinstance(otherwise, tuple) else otherwise
        before = file.get(key, otherwise)
        if value != before:
            changed[key] = value
    return changed


def _value(option: Option, told: str) -> Any:
    try:
        if isinstance(option, Table):
            return tomlkit.parse(told).unwrap()
        if isinstance(option, Numbers):
            return [int(word) for word in told.replace(",", " ").split()]
        if isinstance(option.default, tuple):
            return shlex.split(told)
        if isinstance(option.default, bool):
            return told == "true"
        if isinstance(option.default, int):
            return int(told)
        if isinstance(option.default, float):
            number = float(told)
            return int(number) if number.is_integer() else number
    except (ValueError, OverflowError, TOMLKitError) as error:
        title = translate("Forms", "The key {key} cannot be read").format(key=option.key)
        raise HeadNodeTrouble(title, f"{error}.") from error
    return told


def _shape(option: Option) -> str:
    if isinstance(option, Table):
        return "table"
    if isinstance(option.default, tuple):
        return "words"
    if isinstance(option.default, bool):
        return "switch"
    if isinstance(option.default, int):
        return "whole"
    return "number" if isinstance(option.default, float) else "text"


def _options(kind: str) -> dict[str, Option]:
    both = (*COMMON, *kinds.KEYS[kind])
    return {option.key: option for option in both if option.key != "kind"}
