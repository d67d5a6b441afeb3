"""Looks at and clicks a StatusNotifier tray item over D-Bus, as a panel would, without pixels.

For: tests on a desktop whose tray is "sni". Not for: XEmbed trays (use the mouse) or being the
watcher (`sni_watcher`).
"""

from __future__ import annotations

import hashlib
import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jeepney import DBusAddress, Message, MessageType, Properties, new_method_call
from jeepney.io.blocking import open_dbus_connection

from tests.desk.process import wait_until

_WATCHER = DBusAddress(
    "/StatusNotifierWatcher", "org.kde.StatusNotifierWatcher", "org.kde.StatusNotifierWatcher"
)
_REPLY_S = 5.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of the item's menu."""

    id: int
    label: str
    """Without the underscores that mark short-cut keys; "" for a separator."""
    enabled: bool
    checked: bool | None
    """None when it cannot be checked."""
    separator: bool
    entries: tuple[Entry, ...]
    """Its submenu."""


class SniTray:
    """The newest item on a session bus. Close it, or use it with `with`."""

    def __init__(self, bus_address: str, seconds: float = 10.0) -> None:
        """Wait for an item; AssertionError when none comes in `seconds`."""
        self._bus = open_dbus_connection(bus_address)
        try:
            item = wait_until(self._items, seconds, "a tray item")[-1]
            name, _, path = item.partition("/")
            self._item = DBusAddress(f"/{path}", name, "org.kde.StatusNotifierItem")
            menu = str(self.prop("Menu"))
        except BaseException:
            self.close()
            raise
        self._menu = DBusAddress(menu, name, "com.canonical.dbusmenu")

    def __enter__(self) -> SniTray:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Leave the bus."""
        self._bus.close()

    def prop(self, name: str) -> Any:
        """A property of the item: Id, Title, Status, ToolTip, IconPixmap, Menu ..."""
        return self._ask(Properties(self._item).get(name)).body[0][1]

    def tooltip(self) -> str:
        """Title and text of the tooltip, joined by a line break."""
        _, _, title, text = self.prop("ToolTip")
        return "\n".join(part for part in (title, text) if part)

    def icon_hash(self) -> str:
        """Changes exactly when the picture changes."""
        digest = hashlib.sha1(usedforsecurity=False)
        for width, height, pixels in self.prop("IconPixmap"):
            digest.update(struct.pack(">ii", width, height) + bytes(pixels))
        return digest.hexdigest()

    def save_icon(self, path: Path) -> Path:
        """Write the largest pixmap as PNG (transparency kept); the folder is made when missing."""
        width, height, pixels = max(self.prop("IconPixmap"), key=lambda pixmap: pixmap[0])
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_png(width, height, bytes(pixels)))
        return path

    def menu(self) -> tuple[Entry, ...]:
        """The menu as the owner would see it now, submenus included."""
        return self._layout(0)

    def click(self, *labels: str) -> None:
        """Choose an entry by its path of labels; AssertionError lists what is there instead."""
        entries = self.menu()
        found: Entry | None = None
        for label in labels:
            found = next((entry for entry in entries if entry.label == label), None)
            assert found, f'no menu entry "{label}" among {[entry.label for entry in entries]}'
            entries = found.entries
        assert found, "say which entry"
        assert found.enabled, f"the menu entry {labels} is greyed out"
        self._call(self._menu, "Event", "isvu", (found.id, "clicked", ("i", 0), 0))

    def activate(self) -> None:
        """Left click on the icon."""
        self._call(self._item, "Activate", "ii", (0, 0))

    def secondary_activate(self) -> None:
        """Middle click on the icon."""
        self._call(self._item, "SecondaryActivate", "ii", (0, 0))

    def _items(self) -> list[str]:
        question = Properties(_WATCHER).get("RegisteredStatusNotifierItems")
        reply = self._bus.send_and_get_reply(question, timeout=_REPLY_S)
        # An error here means that no watcher runs yet: the same as no item.
        answered = reply.header.message_type == MessageType.method_return
        return list(reply.body[0][1]) if answered else []

    def _layout(self, parent: int) -> tuple[Entry, ...]:
        # Qt fills a menu when it is about to be shown, one level at a time.
        self._call(self._menu, "AboutToShow", "i", (parent,))
        _, (_, _, children) = self._call(self._menu, "GetLayout", "iias", (parent, 1, []))
        entries = (child[1] for child in children)
        return tuple(self._entry(e) for e in entries if e[1].get("visible", ("b", True))[1])

    def _entry(self, node: tuple[int, dict[str, tuple[str, Any]], Any]) -> Entry:
        props = {name: value for name, (_, value) in node[1].items()}
        checkable = bool(props.get("toggle-type"))
        submenu = props.get("children-display") == "submenu"
        return Entry(
            id=node[0],
            label=str(props.get("label", ""))
            .replace("__", "\0")
            .replace("_", "")
            .replace("\0", "_"),
            enabled=bool(props.get("enabled", True)),
            checked=props.get("toggle-state") == 1 if checkable else None,
            separator=props.get("type") == "separator",
            entries=self._layout(node[0]) if submenu else (),
        )

    def _call(self, address: DBusAddress, method: str, signature: str, body: Any) -> Any:
        return self._ask(new_method_call(address, method, signature, body)).body

    def _ask(self, question: Message) -> Message:
        reply = self._bus.send_and_get_reply(question, timeout=_REPLY_S)
        if reply.header.message_type == MessageType.error:
            raise RuntimeError(f"the tray item answered with an error: {reply.body}")
        return reply


def _png(width: int, height: int, argb: bytes) -> bytes:
    """PNG from StatusNotifier's pixels, which are ARGB in network byte order."""
    rgba = bytearray(len(argb))
    for channel, source in enumerate((1, 2, 3, 0)):
        rgba[channel::4] = argb[source::4]
    rows = b"".join(b"\0" + rgba[y * width * 4 : (y + 1) * width * 4] for y in range(height))

    def chunk(kind: bytes, body: bytes) -> bytes:
        check = zlib.crc32(kind + body)
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", check)

    header = struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    )  # fmt: skip
