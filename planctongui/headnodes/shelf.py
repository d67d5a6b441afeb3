"""Changing the owner's head-node files: taking in, writing, switching, putting aside.

For: window and command line alike. Everything is checked before it is written; what stood there
before is kept beside it, and nothing is ever deleted. Not for: seeing that a file changed
(`folder`), or what may stand in one (`entry`). Any thread; small files.
"""

from __future__ import annotations

import contextlib
import itertools
import uuid
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import NoReturn

from planctongui.core.sheets import Sheet, Sheets
from planctongui.headnodes import entry, forms, kinds
from planctongui.headnodes.entry import Entry
from planctongui.headnodes.folder import SUFFIX
from planctongui.headnodes.protocol import HeadNode
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate

ASIDE = ".removed"
BEFORE = ".before"


class Shelf:
    """The folder of one owner. Every method raises HeadNodeTrouble and nothing else."""

    def __init__(self, folder: Path) -> None:
        """`folder` is made when the first file goes into it."""
        self._folder = folder

    def sheets(self) -> Sheets:
        """All files as they are now."""
        with self._words():
            files = sorted(f for f in self._folder.glob(f"*{SUFFIX}") if f.name[0] != ".")
        shown = tuple(_sheet(file) for file in files)
        made = {kind: forms.keys_of(kind) for kind in kinds.KEYS}
        return Sheets(shown, made, str(self._folder))

    def take(self, path: Path) -> str:
        """Take in a file that a site gave; gives the head node's name."""
        kinds.load(path)
        with self._words():
            text = path.read_bytes().decode("utf-8-sig")
        self.write(path.stem, text, new=True)
        return path.stem

    def write(self, name: str, text: str, new: bool) -> None:
        """Make a head node's file, or change it; of the one before a copy is kept beside it."""
        path = self._path(name)
        kinds.make(entry.checked(path, text, kinds.KEYS))
        if path.exists() is new:
            self._refuse_name(name, new)
        with self._words():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            if new:
                try:
                    with path.open("x", encoding="utf-8") as file:
                        file.write(text)
                except FileExistsError:
                    self._refuse_name(name, new)
                return
            path.with_name(path.name + BEFORE).write_bytes(path.read_bytes())
            fresh = path.with_name(f".{uuid.uuid4().hex}")
            fresh.write_text(text, encoding="utf-8")
            fresh.replace(path)

    def fill(self, name: str, kind: str, typed: Mapping[str, str], new: bool) -> None:
        """The same by the values of a form."""
        text = ""
        if not new:
            with self._words():
                text = self._path(name).read_text(encoding="utf-8-sig")
        self.write(name, forms.fill(text, kind, typed), new)

    def switch(self, name: str, enabled: bool) -> None:
        """Start pilots for it, or none any more."""
        told = entry.read(self._path(name), kinds.KEYS)
        self.fill(name, told.kind, {"enabled": str(enabled).lower()}, new=False)

    def put_aside(self, name: str) -> Path:
        """Its file goes out of the way; gives where it is now."""
        path = self._path(name)
        if not path.is_file():
            self._refuse_name(name, new=False)
        names = (f"{path.name}{ASIDE}{n or ''}" for n in itertools.count())
        aside = next(p for p in (path.with_name(name) for name in names) if not p.exists())
        with self._words():
            path.rename(aside)
        return aside

    def has(self, name: str) -> bool:
        """True when there is a file for it, usable or not."""
        return entry.NAME.fullmatch(name) is not None and self._path(name).is_file()

    def load(self, name: str) -> tuple[Entry, HeadNode]:
        """One head node, also one that is switched off."""
        path = self._path(name)
        if not self.has(name):
            self._refuse_name(name, new=False)
        return kinds.load(path)

    def _path(self, name: str) -> Path:
        if not entry.NAME.fullmatch(name):
            raise HeadNodeTrouble(
                translate("Shelf", "{name} cannot be a head node's name").format(name=name[:40]),
                translate("Shelf", "Use up to 32 letters, digits, - and _."),
            )
        return self._folder / f"{name}{SUFFIX}"

    def _refuse_name(self, name: str, new: bool) -> NoReturn:
        if new:
            title = translate("Shelf", "There is a head node {name} already")
            advice = translate("Shelf", "Remove it first, or choose another name.")
        else:
            title = translate("Shelf", "There is no head node {name}")
            advice = translate("Shelf", "Its file may have been removed meanwhile.")
        raise HeadNodeTrouble(title.format(name=name), advice) from None

    @contextlib.contextmanager
    def _words(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            title = translate("Shelf", "The file of a head node cannot be read or written")
            raise HeadNodeTrouble(
                title, f"{error.filename or self._folder}: {error.strerror}."
            ) from error
        except UnicodeDecodeError as error:
            title = translate("Shelf", "The file of a head node is not readable text")
            raise HeadNodeTrouble(title, translate("Shelf", "Save it as UTF-8.")) from error


def secrets_of(told: Entry, node: HeadNode, busy: Collection[str] = ()) -> tuple[str, ...]:
    """Names of the secrets that its pilots get."""
    try:
        return tuple(need.name for need in node.order(busy).secrets)
    except HeadNodeTrouble:  # e.g. a folder is not there now
        named = told.values.get("secrets")
        return tuple(named) if isinstance(named, Mapping) else ()


def _sheet(file: Path) -> Sheet:
    try:
        told, node = kinds.load(file)
    except HeadNodeTrouble as error:
        text = ""
        with contextlib.suppress(OSError, UnicodeDecodeError):
            text = file.read_text(encoding="utf-8-sig")
        trouble = f"{error.trouble.title}. {error.trouble.advice}"
        return Sheet(file.stem, text=text, trouble=trouble)
    return Sheet(
        name=told.name,
        kind=told.kind,
        enabled=told.enabled,
        share=told.share,
        text=file.read_text(encoding="utf-8-sig"),
        typed=forms.typed_of(told.kind, told.values),
        secrets=secrets_of(told, node),
    )
