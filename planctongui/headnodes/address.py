"""Where a head node listens: "host", "host:port" or "[IPv6]:port", as its file says it.

For: telling a possible address from an impossible one. Pure. Not for: whether anybody is there.
"""

from __future__ import annotations

import re

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = re.compile(rf"(?=.{{1,253}}\Z){_LABEL}(?:\.{_LABEL})*\.?")
_BRACKETED = re.compile(r"\[[0-9A-Fa-f:.]{2,45}\]")


def is_host(name: str) -> bool:
    """True for a host's name, or an IPv4 address."""
    return _HOST.fullmatch(name) is not None


def split(address: str, otherwise: int) -> tuple[str, int] | None:
    """(host, port), an IPv6 host in its brackets; None = impossible. `otherwise`: port if none."""
    host, port = address, str(otherwise)
    bracket = address.rfind("]")
    if ":" in address[bracket + 1 :]:
        host, _, port = address.rpartition(":")
    good_port = re.fullmatch(r"[1-9][0-9]{0,4}", port) is not None and int(port) <= 65535
    if not good_port or not (is_host(host) or _BRACKETED.fullmatch(host)):
        return None
    return host, int(port)


def shown(value: str) -> str:
    """As it was written, cut short and with nothing that could upset a window."""
    return ascii(value if len(value) <= 60 else value[:57] + "...")
