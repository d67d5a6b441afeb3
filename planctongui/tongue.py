"""The owner's language: the one way by which a text reaches their eyes.

For: sentences, views and commands alike, with or without a desktop. Not for: the translations
themselves (`resources/translations`), or finding the owner's language (`app`).
The words are Qt's, so that its tools collect and translate them; Qt itself is not needed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Translator(Protocol):
    """Called on any thread."""

    def __call__(self, context: str, text: str, disambiguation: str, n: int) -> str:
        """The text in the owner's language; "" = there is no translation."""


_translator: Translator | None = None


def use(translator: Translator | None) -> None:
    """From now on texts come from here; None = plain English. Call it before any view is made."""
    global _translator
    _translator = translator


def translate(context: str, text: str, disambiguation: str = "", n: int = -1) -> str:
    """The text in the owner's language; English when nobody translated it.

    Context, text and disambiguation are literals: the collector reads them from the source.
    `n`, a count >= 0, stands where the text has %n and chooses the plural; English writes that
    as "%n pilot(s)". Any other value goes in by `format` afterwards.
    """
    told = _translator(context, text, disambiguation, n) if _translator else ""
    told = told or (_english(text, n) if n >= 0 else text)
    return told.replace("%n", str(n)) if n >= 0 else told


def mark(context: str, text: str) -> str:
    """The same text, marked for the collector: for tables made before the language is known."""
    return text


class Phrases(Mapping[K, V]):
    """A table of texts: a thing -> what the owner reads of it, in their language.

    `make` gives the table by calls of `translate`. It is called when something is first looked up,
    and again in another language, so that a module may have such a table. May be used on any
    thread; to be treated as a constant.
    """

    def __init__(self, make: Callable[[], dict[K, V]]) -> None:
        self._make = make
        self._told: tuple[Translator | None, dict[K, V]] | None = None

    def __getitem__(self, key: K) -> V:
        return self._table()[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._table())

    def __len__(self) -> int:
        return len(self._table())

    def _table(self) -> dict[K, V]:
        told = self._told
        if told is None or told[0] is not _translator:
            told = self._told = (_translator, self._make())
        return told[1]


def _english(text: str, n: int) -> str:
    return text.replace("(s)", "" if n == 1 else "s")
