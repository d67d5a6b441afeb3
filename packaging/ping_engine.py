"""Does a container engine answer at the usual place?

For: `engine.sh`, before the program itself is installed; standard library only. Not for: talking to
it. Ends with 0 = it answers, 3 = this user may not talk to it, 4 = nobody is there, 5 = no answer
within the limit. An engine elsewhere (DOCKER_HOST is not a unix socket) is left to the program: 0.
"""

from __future__ import annotations

import os
import socket
import sys

ANSWERS, REFUSED, ABSENT, SILENT = 0, 3, 4, 5
LIMIT_S = 5.0


def ping(path: str) -> int:
    """Ask the engine behind the unix socket `path`; takes LIMIT_S seconds at most."""
    with socket.socket(socket.AF_UNIX) as line:
        line.settimeout(LIMIT_S)
        try:
            line.connect(path)
            line.sendall(b"GET /_ping HTTP/1.0\r\n\r\n")
            return ANSWERS if b" 200 " in line.recv(64) else SILENT
        except PermissionError:
            return REFUSED
        except TimeoutError:
            return SILENT
        except OSError:
            return ABSENT


if __name__ == "__main__":
    scheme, _, place = os.environ.get("DOCKER_HOST", "").partition("://")
    elsewhere = scheme not in ("", "unix")
    sys.exit(ANSWERS if elsewhere else ping(place or "/var/run/docker.sock"))
