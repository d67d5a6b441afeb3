"""One key of a head node's file: what an option can be besides what the settings file knows.

For: tables, lists of numbers, true and false; what they accept, in words too. Not for: which keys
there are (`entry`, and each kind).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from planctongui.core.wishes import Value
from planctongui.settings.option import Option
from planctongui.tongue import translate

KeyValue: TypeAlias = Value | tuple[int, ...] | Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Table(Option):
    """A key with a table of texts, e.g. an environment. Its default is the empty table."""


@dataclass(frozen=True, slots=True)
class Numbers(Option):
    """A key with a list of whole numbers, each from `lowest` to `highest`; default is empty."""


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


def default(option: Option) -> KeyValue:
    """Its value where the file is silent."""
    return {} if isinstance(option, Table) else option.default


def taken(option: Option, value: Any) -> KeyValue:
    """The value that TOML gave, if `accepts` it, as the kinds get it."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(option.default, float):
        return float(value)
    given: KeyValue = value
    return given
