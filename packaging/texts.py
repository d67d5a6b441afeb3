"""Every text that reaches an owner, read from the source.

`python packaging/texts.py` prints them as one call of translate() a line, which is what Qt
Linguist's collector can read in any layout of the source. For: `make translations` and the test
that nothing was forgotten. Not for: merging them into the translations (pylupdate5 does that).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

SOURCES = Path(__file__).resolve().parents[1] / "planctongui"
NAMES = ("translate", "mark")


class Text(NamedTuple):
    """One text to translate."""

    context: str
    text: str
    disambiguation: str
    counted: bool
    """True when a count chooses among its plurals."""


def texts(folder: Path = SOURCES) -> list[Text]:
    """All of them, each once, sorted. ValueError names a call that cannot be read."""
    found = {text for file in folder.rglob("*.py") for text in _of_file(file)}
    return sorted(found)


def _of_file(file: Path) -> Iterator[Text]:
    marked = set()
    loose = []
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id not in NAMES:
            continue
        given = [_literal(argument) for argument in node.args[:3]]
        if None in given[:2] or len(given) < 2 or node.keywords:
            loose.append((node.lineno, given[0] if given else None))
            continue
        context, text, disambiguation = (*given, "")[:3]
        if node.func.id == "mark":
            marked.add(context)
        yield Text(str(context), str(text), str(disambiguation), len(node.args) > 3)
    for line, context in loose:
        # A marked text may be looked up by a variable, in the same file and context.
        if context not in marked:
            raise ValueError(f"{file}, line {line}: context and text must be literals")


def _literal(node: ast.expr) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    return None


def main() -> int:
    """Print the calls."""
    for text in texts():
        words = ", ".join(_quoted(word) for word in text[:3])
        print(f"translate({words}{', n' if text.counted else ''})")
    return 0


def _quoted(word: str) -> str:
    """As the collector reads a string: it knows these two escapes."""
    told = word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{told}"'


if __name__ == "__main__":
    sys.exit(main())
