"""The folder of head-node files: what stands there now, seen again when it changes.

For: the head nodes in force, and a trouble for each file that cannot be used; one damaged file
leaves all others as they are. Not for: what may stand in a file (`entry`), adding or removing one
(`commands.nodes`).
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from planctongui import places
from planctongui.core.trouble import Trouble
from planctongui.headnodes import kinds
from planctongui.headnodes.folders import Folders
from planctongui.headnodes.protocol import HeadNode
from planctongui.headnodes.trouble import HeadNodeTrouble

SUFFIX = ".toml"

_Signature: TypeAlias = tuple[int, ...]


def default_path() -> Path:
    """Where this owner's head nodes are; it may not exist."""
    return places.config_folder() / "headnodes"


@dataclass(frozen=True, slots=True)
class Placed:
    """A head node in force, and its weight."""

    node: HeadNode
    share: float
    folders: Folders = field(default_factory=Folders)


class HeadNodeFolder:
    """On one thread. `refresh` costs a stat for each file while nothing changes."""

    def __init__(self, path: Path, builtin: HeadNode) -> None:
        """`builtin` is in force while there is no file at all. Reads all files at once."""
        self.path = path
        self._builtin = builtin
        self._read: dict[str, tuple[_Signature, Placed | Trouble | None]] = {}
        self._doubted: dict[str, _Signature] | None = None
        self._seen = self._look()
        self.current: Mapping[str, Placed] = {}
        """By name."""
        self.troubles: Mapping[str, Trouble] = {}
        """By the name of the file that cannot be used."""
        self._take()

    def refresh(self) -> bool:
        """Read again what changed; True when `current` or `troubles` may be others now."""
        now = self._look()
        if now == self._seen:
            self._doubted = None
            return False
        # Editors empty or remove a file for an instant when they save it: believe it when it
        # is still so at the next look.
        lost = any(name not in now or now[name][1] == 0 for name in self._seen)
        if lost and now != self._doubted:
            self._doubted = now
            return False
        self._doubted, self._seen = None, now
        self._take()
        return True

    def _take(self) -> None:
        """Read the files that are new or changed; keep the head nodes of all others."""
        before, self._read = self._read, {}
        for name, signature in sorted(self._seen.items()):
            known = before.get(name)
            if known is not None and known[0] == signature:
                self._read[name] = known
            else:
                self._read[name] = (signature, self._load(name))
        told = {name: what for name, (_, what) in self._read.items()}
        self.troubles = {name: what for name, what in told.items() if isinstance(what, Trouble)}
        placed = {name: what for name, what in told.items() if isinstance(what, Placed)}
        self.current = placed if told else {self._builtin.name: Placed(self._builtin, 1.0)}

    def _load(self, name: str) -> Placed | Trouble | None:
        """None = it is there, but not enabled."""
        try:
            entry, node = kinds.load(self.path / f"{name}{SUFFIX}")
        except HeadNodeTrouble as error:
            return error.trouble
        return Placed(node, entry.share, entry.folders) if entry.enabled else None

    def _look(self) -> dict[str, _Signature]:
        """File's name without suffix -> what changes when the file does."""
        found: dict[str, _Signature] = {}
        try:
            with os.scandir(self.path) as files:
                names = [f.name for f in files if f.name.endswith(SUFFIX) and f.name[0] != "."]
        except OSError:
            return found
        for name in names:
            try:
                s = os.stat(self.path / name)
                signature: _Signature = (s.st_mtime_ns, s.st_size, s.st_ino, s.st_mode)
            except OSError as error:
                signature = (error.errno or 0, 1)
            found[name.removesuffix(SUFFIX)] = signature
        return found
