"""Folders that pilots of any kind may see: the machine's /cvmfs, and a cache that outlives them.

For: what a head node's file asks for, checked; and which places in a pilot are taken. Not for:
mounting them (`engine.folders`) or the cache's size (`engine.caches`).
"""

from __future__ import annotations

import os.path
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from planctongui.settings.option import Option
from planctongui.tongue import translate

CVMFS = "/cvmfs"

TAKEN = ("/", "/dev", "/proc", "/run/planctongui", "/sys", "/tmp", "/work")
"""Places in the pilot that are ours or the kernel's."""

OPTIONS: tuple[Option, ...] = (
    Option("", "cvmfs", False, "True = the pilot sees /cvmfs when this machine has it."),
    Option("", "cache", "", 'Where pilots see a folder that outlives them; "" = they have none.'),
)


@dataclass(frozen=True, slots=True)
class Folders:
    """What pilots of one head node see besides their own."""

    cvmfs: bool = False
    cache: str = ""
    """Where the cache is in the pilot; "" = it gets none."""
    cache_open: bool = True
    """False = there is an empty folder in memory in its place, because the cache is full."""


def folders_of(values: Mapping[str, object]) -> Folders:
    """From the checked keys of a file. Raises ValueError that says what is wrong with the cache."""
    cache = str(values["cache"])
    if cache and (not is_clean(cache) or is_taken(cache) or cache == CVMFS):
        said = translate("HeadNodes", "{path} is no free place in a pilot: use one such as /cache.")
        raise ValueError(said.format(path=repr(cache[:60])))
    return Folders(bool(values["cvmfs"]), cache)


def is_clean(path: str) -> bool:
    """True for a whole path without detours, colons (Docker splits at them) or control signs."""
    return (
        path.startswith("/")
        and os.path.normpath(path) == path
        and ":" not in path
        and path.isprintable()
    )


def is_taken(target: str) -> bool:
    """True for a place in the pilot that is no head node's to give."""
    return target in TAKEN or is_below(target, TAKEN[1:])


def is_below(path: str, places: Iterable[str]) -> bool:
    """True when the path is inside one of the folders."""
    return any(path.startswith(f"{place.rstrip('/')}/") for place in places)
