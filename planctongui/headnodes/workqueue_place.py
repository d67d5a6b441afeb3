"""Where a Work Queue manager is, as a head node's file says it.

For: checking it, and the words by which the pilot's worker is told. Pure. Not for: whether it is
there (the worker finds out), or what its catalog knows (`workqueue_catalog`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from planctongui.headnodes import workqueue_catalog
from planctongui.headnodes.address import shown, split
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate

PORT = 9123
"""Where a manager listens when the address names no port."""

_PROJECT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the manager is; checked when it is made."""

    arguments: tuple[str, ...]
    """What tells the worker."""
    project: str
    catalog: str
    """Both "" = nobody can be asked whether work waits."""


def place(name: str, address: str, project: str, catalog: str) -> Place:
    """Checked settings of the head node `name`. Raises HeadNodeTrouble."""
    if bool(project) != bool(catalog) or not (address or project):
        raise HeadNodeTrouble(
            translate("WorkQueue", "The head node {name} does not say where it is").format(
                name=name
            ),
            translate(
                "WorkQueue",
                'Give its address = "{address}", or project = "name" together with '
                'catalog = "{catalog}", or all three.',
            ).format(
                address=f"head.example.org:{PORT}",
                catalog=f"head.example.org:{workqueue_catalog.PORT}",
            ),
        )
    if project and not _PROJECT.fullmatch(project):
        raise HeadNodeTrouble(
            translate(
                "WorkQueue", "The head node {name} has a project that is not possible"
            ).format(name=name),
            translate(
                "WorkQueue", "{project} must be up to 64 letters, digits, dots, - and _."
            ).format(project=shown(project)),
        )
    if catalog:
        catalog = ":".join(_split(name, "catalog", catalog, workqueue_catalog.PORT))
    if address:
        host, port = _split(name, "address", address, PORT)
        return Place((host.strip("[]"), port), project, catalog)
    # The worker takes a regular expression.
    return Place(("-M", project.replace(".", "[.]"), "-C", catalog), project, catalog)


def _split(name: str, key: str, address: str, otherwise: int) -> tuple[str, str]:
    found = split(address, otherwise)
    if found is None:
        raise HeadNodeTrouble(
            translate("WorkQueue", "The head node {name} has an impossible {key}").format(
                name=name, key=key
            ),
            translate(
                "WorkQueue",
                '{address} must be a host\'s name and perhaps a port, such as "{example}".',
            ).format(address=shown(address), example=f"head.example.org:{otherwise}"),
        )
    return found[0], str(found[1])
