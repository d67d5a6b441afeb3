"""All that can be seen of living pilots from outside.

For: the page "Pilots", while somebody looks at it: one inspect a pilot, and a few small files. Not
for: the policy or the books; or the engine's own statistics, which take a second each.
"""

from __future__ import annotations

import ipaddress
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import docker.errors

from planctongui.core.insight import Insight
from planctongui.engine.counters import CGROUP_ROOT, counter_of
from planctongui.engine.times import unix_time
from planctongui.tongue import translate

if TYPE_CHECKING:
    from docker import APIClient

_CAPABILITIES = (
    "chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable "
    "net_bind_service net_broadcast net_admin net_raw ipc_lock ipc_owner sys_module sys_rawio "
    "sys_chroot sys_ptrace sys_pacct sys_admin sys_boot sys_nice sys_resource sys_time "
    "sys_tty_config mknod lease audit_write audit_control setfcap mac_override mac_admin syslog "
    "wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore"
)
CAPABILITIES = tuple(_CAPABILITIES.split())
"""By number, as in linux/capability.h."""

_CONNECTED = ("01", "02")
"""The kernel's words for a connection that stands, and one that is being made."""


def see(
    api: APIClient, names: list[tuple[str, str]], prefix: str, proc: Path = Path("/proc")
) -> tuple[Insight, ...]:
    """Look at these pilots, (pilot, container's name) each. Raises what the SDK raises.

    `prefix`: of our labels. A pilot that is gone meanwhile is left out.
    """
    images: dict[str, tuple[str, str]] = {}
    seen = []
    for pilot, name in names:
        try:
            found = api.inspect_container(name)
        except docker.errors.NotFound:
            continue
        image = found["Image"]
        if image not in images:
            images[image] = _image(api, image)
        seen.append(_insight(pilot, found, images[image], prefix, proc))
    return tuple(sorted(seen, key=lambda one: (one.started or 0.0, one.id)))


def _insight(
    pilot: str, found: dict[str, Any], image: tuple[str, str], prefix: str, proc: Path
) -> Insight:
    config, host, state = found["Config"], found["HostConfig"], found["State"]
    labels, pid = config.get("Labels") or {}, int(state["Pid"])
    counter = counter_of(pid, found["Id"]) if pid else None
    names = labels.get(prefix + "secrets")
    return Insight(
        id=pilot,
        head_node=labels.get(prefix + "head-node", ""),
        # Pilots are often started by the image's id, which says nothing to people.
        image=image[0] if config["Image"].startswith("sha256:") else config["Image"],
        digest=image[1],
        started=unix_time(state["StartedAt"]),
        state=state["Status"],
        cpu_s=counter.read() if counter else None,
        memory=_memory(pid, found["Id"], proc),
        memory_limit=int(host.get("Memory") or 0),
        user=config.get("User") or "root",
        read_only=bool(host.get("ReadonlyRootfs")),
        capabilities=_capabilities(pid, proc),
        mounts=tuple(_mounts(found)),
        network=host.get("NetworkMode") or "",
        peers=peers(pid, proc) if pid else None,
        secrets=None if names is None else tuple(name for name in names.split(",") if name),
    )


def _image(api: APIClient, image: str) -> tuple[str, str]:
    """A name of the image, "" = it has none, and its content: its registry's digest, or its id."""
    try:
        found: dict[str, Any] = api.inspect_image(image)  # type: ignore[no-untyped-call]
    except docker.errors.ImageNotFound:
        return "", image  # its last name was taken away; the pilot still runs on it
    digests, tags = found.get("RepoDigests") or (), found.get("RepoTags") or ()
    if digests:
        name, _, digest = str(digests[0]).rpartition("@")
        return name, digest
    return next(iter(tags), ""), image


def _mounts(found: dict[str, Any]) -> Iterator[str]:
    for place, options in sorted((found["HostConfig"].get("Tmpfs") or {}).items()):
        size = next((o[5:] for o in options.split(",") if o.startswith("size=")), "")
        told = translate("Pilots", "{place} (memory, {size})")
        yield told.format(place=place, size=size or "?")
    for mount in found.get("Mounts") or ():
        if mount.get("Type") != "tmpfs":
            if mount.get("RW"):
                told = translate("Pilots", "{place} = {source} (may write)")
            else:
                told = translate("Pilots", "{place} = {source} (read-only)")
            source = mount.get("Source") or mount.get("Name") or "?"
            yield told.format(place=mount.get("Destination", "?"), source=source)


def _capabilities(pid: int, proc: Path) -> tuple[str, ...] | None:
    """What it could ever have, by the kernel's word; None = the kernel does not tell."""
    for line in _lines(proc / str(pid) / "status") if pid else ():
        if line.startswith("CapBnd:"):
            mask = int(line.split()[1], 16)
            return tuple(
                CAPABILITIES[bit] if bit < len(CAPABILITIES) else f"capability {bit}"
                for bit in range(mask.bit_length())
                if mask >> bit & 1
            )
    return None


def _memory(pid: int, container: str, proc: Path) -> int | None:
    """Bytes that its control group uses; None = not known."""
    for line in _lines(proc / str(pid) / "cgroup") if pid else ():
        _, controllers, path = line.split(":", 2)
        if container not in path:
            continue  # its process has just ended: that would be the whole machine's
        folder = path.strip().lstrip("/")
        for file in (
            CGROUP_ROOT / "memory" / folder / "memory.usage_in_bytes",
            CGROUP_ROOT / folder / "memory.current",
        ):
            if controllers in ("", "memory") and (text := "".join(_lines(file))).strip().isdigit():
                return int(text)
    return None


def peers(pid: int, proc: Path = Path("/proc")) -> tuple[str, ...] | None:
    """Addresses that the process's network is connected with; None = not readable."""
    net = proc / str(pid) / "net"
    if not (net / "tcp").exists():
        return None
    found = set()
    for name in ("tcp", "tcp6"):
        for line in _lines(net / name)[1:]:
            words = line.split()
            if len(words) > 3 and words[3] in _CONNECTED:
                found.add(address(words[2]))
    return tuple(sorted(found))


def address(text: str) -> str:
    """An address and port as the kernel writes them in net/tcp, as people do."""
    host, _, port = text.partition(":")
    # Four bytes at a time, each the wrong way round on this kind of machine.
    words = [bytes.fromhex(host[at : at + 8]) for at in range(0, len(host), 8)]
    raw = b"".join(int.from_bytes(word, "big").to_bytes(4, sys.byteorder) for word in words)
    there = ipaddress.ip_address(raw)
    if isinstance(there, ipaddress.IPv6Address):
        there = there.ipv4_mapped or there
    shown = f"[{there}]" if there.version == 6 else str(there)
    return f"{shown}:{int(port, 16)}"


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text().splitlines()
    except OSError:
        return []
