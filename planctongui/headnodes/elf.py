"""Whether a program needs nothing but the kernel, so that it runs in an empty image.

For: one look at an ELF file's program headers. Not for: anything else ELF can tell.
"""

from __future__ import annotations

import struct
from pathlib import Path

_PT_INTERP = 3


def is_static(path: Path) -> bool:
    """True if `path` is a readable ELF program that asks for no loader. Never raises."""
    try:
        with path.open("rb") as program:
            return _asks_for_no_loader(program.read(65536))
    except (OSError, struct.error):
        return False


def _asks_for_no_loader(head: bytes) -> bool:
    """Judge by the first bytes of the file; struct.error if they are cut short."""
    if head[:4] != b"\x7fELF" or head[4:5] not in (b"\1", b"\2"):
        return False
    order = "<" if head[5:6] == b"\1" else ">"
    if head[4] == 2:
        (table,) = struct.unpack_from(order + "Q", head, 32)
        entry_size, entries = struct.unpack_from(order + "HH", head, 54)
    else:
        (table,) = struct.unpack_from(order + "I", head, 28)
        entry_size, entries = struct.unpack_from(order + "HH", head, 42)
    kinds = [
        struct.unpack_from(order + "I", head, table + entry * entry_size)[0]
        for entry in range(entries)
    ]
    return bool(kinds) and _PT_INTERP not in kinds
