"""Where in a TOML text a key stands.

For: troubles that name the line. Not for: reading values: neither parser we use tells lines.
"""

from __future__ import annotations

import tomllib

_LONGEST = 50
"""Lines after which we stop looking for the end of one value."""


def line_of(text: str, section: str, key: str) -> int | None:
    """The line, from 1, on which `key` of `section` ("" = above all) begins; None = not found.

    `text` must be valid TOML. A line is right when all before it is whole and lacks the key, and
    all up to the end of its value has it: so neither comments nor texts that look alike can fool.
    """
    lines = text.splitlines(keepends=True)
    for number, line in enumerate(lines):
        if key not in line or _has(lines[:number], section, key) is not False:
            continue
        for end in range(number + 1, min(number + _LONGEST, len(lines)) + 1):
            found = _has(lines[:end], section, key)
            if found:
                return number + 1
            if found is False:
                break
    return None


def line_within(text: str, section: str, key: str, words: str) -> int | None:
    """The line, from 1, in the value of `key` on which these words stand; else that of the key."""
    first = line_of(text, section, key)
    if first is None:
        return None
    for number, line in enumerate(text.splitlines()[first - 1 :][:_LONGEST], first):
        if words in line and not line.lstrip().startswith("#"):
            return number
    return first


def _has(lines: list[str], section: str, key: str) -> bool | None:
    """Whether these lines hold the key; None if they break off in the middle of a value."""
    try:
        told = tomllib.loads("".join(lines))
    except (ValueError, RecursionError):
        return None
    table = told.get(section, {}) if section else told
    return isinstance(table, dict) and key in table
