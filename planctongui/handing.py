"""A pilot's secrets, fetched from where they are kept at the moment it starts.

For: the hands and the tests of head nodes. Not for: keeping them (`vault`), or how they reach the
pilot (`engine.handover`). May take seconds; any thread but the GUI's or the spawner's.
"""

from __future__ import annotations

from collections.abc import Sequence

from planctongui.headnodes.protocol import HeadNode, SecretNeed
from planctongui.tongue import translate
from planctongui.vault.protocol import Vault, VaultTrouble
from planctongui.vault.secret import Secret


def fetch(vault: Vault | None, node: HeadNode, needs: Sequence[SecretNeed]) -> dict[str, Secret]:
    """The secrets of one pilot, by path. Fetched anew each time: a changed one reaches it.

    Raises VaultTrouble, and HeadNodeTrouble for a secret that cannot work.
    """
    if not needs:
        return {}
    if vault is None:
        raise VaultTrouble(
            translate("Engine", "{name} needs a secret").format(name=node.name),
            translate("Engine", "This run was started without any."),
        )
    secrets = {}
    for need in needs:
        secrets[need.path] = secret = vault.fetch(node.name, need.name)
        node.examine(need.name, secret.reveal())
    return secrets
