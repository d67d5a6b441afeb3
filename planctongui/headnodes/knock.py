"""Whether anybody answers at a head node's address, asked from this machine.

For: telling "the address is not reachable" within seconds, before a pilot has to find it out. Not
for: what speaks there. Opens one connection and closes it; takes LIMIT_S a name's address at most.
"""

from __future__ import annotations

import contextlib
import socket

from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate

LIMIT_S = 5.0


def at(name: str, host: str, port: int) -> None:
    """Raises HeadNodeTrouble when nobody takes a connection there. `name` is the head node's."""
    try:
        with contextlib.closing(socket.create_connection((host.strip("[]"), port), LIMIT_S)):
            return
    except socket.gaierror:
        why = translate("Test", "No such machine is known here: check the name and the network.")
    except TimeoutError:
        why = translate("Test", "It does not answer: a firewall may be in between.")
    except OSError as error:
        why = translate("Test", "The system says: {words}.").format(words=error.strerror or error)
    except UnicodeError:
        why = translate("Test", "This is no machine's name.")
    title = translate("Test", "The address {address} of {name} is not reachable")
    raise HeadNodeTrouble(title.format(address=f"{host}:{port}", name=name), why)
