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
KEYS = ("Option", "Table", "Numbers")
"""What a head node's file may say: the sentence on each key stands in the page's forms."""


class Text(NamedTuple):
    """One text to translate."""

    context: str
    text: str
    disambiguation: str
    counted: bool
    """True when a count chooses among its plurals."""


def texts(folder: Path = SOURCES) -> list[Text]:
    """All of them, each once, sorted. ValueError names a call that cannot be read."""
    calls = [call for file in sorted(folder.rglob("*.py")) for call in _calls(file)]
    marked = {call.text.context for call in calls if call.text and call.name == "mark"}
    for call in calls:
        # A marked text is looked up by a variable, in the context that it was marked for.
        if call.text is None and call.context not in marked:
            raise ValueError(f"{call.place}: context and text must be literals")
    return sorted({call.text for call in calls if call.text})


class _Call(NamedTuple):
    name: str
    place: str
    context: str | None
    text: Text | None
    """None = it stands in a variable."""


def _calls(file: Path) -> Iterator[_Call]:
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
            continue
        if node.func.id in KEYS and file.parent.name == "headnodes":
            sentence = _literal(node.args[3])
            yield _Call("mark", "", "Keys", Text("Keys", sentence or "", "", False))
        if node.func.id not in NAMES:
            continue
        named = {keyword.arg: keyword.value for keyword in node.keywords}
        words = [*node.args[:3], *filter(None, [named.get("disambiguation")])]
        given = [_literal(argument) for argument in words]
        place = f"{file}, line {node.lineno}"
        if len(given) < 2 or None in given:
            yield _Call(node.func.id, place, given[0] if given else None, None)
            continue
        context, text, disambiguation = [word or "" for word in (*given, "")[:3]]
        found = Text(context, text, disambiguation, len(node.args) > 3 or "n" in named)
        yield _Call(node.func.id, place, context, found)


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
