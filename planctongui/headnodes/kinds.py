"""Which kinds of head nodes there are: a name, the keys of its file, and how one is made.

For: the only list of kinds. A kind is a module beside this one with `OPTIONS` and `make`; it is
imported when a file asks for it. Not for: any one kind, or reading files (`entry`).
"""

from __future__ import annotations

import importlib
import logging
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from planctongui.headnodes import entry
from planctongui.headnodes.entry import Entry
from planctongui.headnodes.protocol import HeadNode
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.settings.option import Option
from planctongui.tongue import translate

log = logging.getLogger(__name__)

MODULES = ("workqueue", "htcondor", "custom", "local")
"""Each is the name of a kind and of its module."""


class _Keys(Mapping[str, tuple[Option, ...]]):
    """Kind -> its own keys, looked up when asked for."""

    def __getitem__(self, kind: str) -> tuple[Option, ...]:
        module = _module(kind)
        if module is None:
            raise KeyError(kind)
        options: tuple[Option, ...] = module.OPTIONS
        return options

    def __iter__(self) -> Iterator[str]:
        return (name for name in MODULES if _module(name) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)


KEYS: Mapping[str, tuple[Option, ...]] = _Keys()


def load(path: Path) -> tuple[Entry, HeadNode]:
    """The file's entry and its head node. Raises HeadNodeTrouble and nothing else."""
    told = entry.read(path, KEYS)
    return told, make(told)


def make(told: Entry) -> HeadNode:
    """The head node for a checked entry. Raises HeadNodeTrouble and nothing else."""
    module = _module(told.kind)
    try:
        if module is None:
            raise KeyError(told.kind)
        made: HeadNode = module.make(told.name, told.values)
        return made
    except HeadNodeTrouble:
        raise
    except Exception as error:
        log.exception("head node %s", told.name)
        raise HeadNodeTrouble(
            translate("HeadNodes", "The head node {name} cannot be used").format(name=told.name),
            f"{error!r}",
        ) from error


@cache
def _module(kind: str) -> Any:
    """The kind's module; None when there is no such kind in this program."""
    if kind not in MODULES:
        return None
    name = f"planctongui.headnodes.{kind}"
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        if error.name != name:
            raise
        return None
