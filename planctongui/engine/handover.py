"""Secrets and files into a new pilot, by its standard input into memory that it alone can read.

For: content that must be in no image, environment, container definition, log or disk. Not for:
where secrets come from (`vault`). A container gets a tmpfs and a short shell program in front of
its own; the program takes one stream, puts the files in their places and becomes the pilot, whose
input is then empty. Where nothing is handed over none of this happens.

The stream: a head of one line "total count" and one line "start length path" for each file, then
all contents. It is kept whole first and cut afterwards, because some shells' tools read ahead on a
pipe. Not even the lengths stand in the container's definition: a password's says much about it.
"""

from __future__ import annotations

import contextlib
import socket
import time
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import docker.errors

from planctongui.engine.protocol import EngineTrouble, PilotPlan
from planctongui.tongue import translate
from planctongui.vault.secret import Secret

if TYPE_CHECKING:
    from docker import APIClient

FOLDER = "/run/planctongui"
SHELL = "/bin/sh"
MOST = 4 * 1024 * 1024
"""Bytes for all files of a pilot together: they are memory."""
SEND_S = 20.0
"""A pilot that has not taken its files by then is removed. It takes 0.1 s."""
CUT_SHORT = 86
"""Exit status of a pilot that did not get all of it, e.g. because planctongui ended."""

LOOK_EVERY_S = 0.5
"""A pilot that takes nothing for so long may have ended."""

# A subshell: neither its variables nor its folder and mask reach the pilot. It must work with
# dash, bash and busybox. `exec` makes the pilot's own program the container's first process.
_PROGRAM = f"""
trap 'exit 143' TERM
(
umask 077
cd {FOLDER} && chmod 700 . && cat >.handed || exit 1
exec <.handed
read -r total count || exit 1
[ "$(wc -c <.handed)" -eq "$total" ] || exit 1
while [ "$count" -gt 0 ]; do
    read -r start length path || exit 1
    case $path in */*) mkdir -p "${{path%/*}}" || exit 1 ;; esac
    tail -c "+$start" .handed | head -c "$length" >"$path"
    [ "$(wc -c <"$path")" -eq "$length" ] || exit 1
    count=$((count - 1))
done
rm .handed
) || {{ echo "planctongui: the pilot's files were not handed over" >&2; exit {CUT_SHORT}; }}
trap - TERM
exec "$@" </dev/null
"""


def wanted(plan: PilotPlan) -> bool:
    """True when this pilot gets secrets or files."""
    return bool(plan.handed or plan.order.files)


def program(api: APIClient, plan: PilotPlan) -> dict[str, Any]:
    """Arguments for the SDK's `create_container`: what runs, and whether it has an input."""
    command = list(plan.order.command)
    if not wanted(plan):
        return {"command": command}
    stream(plan)  # a path that does not fit is told before anything exists
    # Docker forgets the image's own entrypoint when another one is given.
    config = api.inspect_image(plan.image)["Config"]  # type: ignore[no-untyped-call]
    own = [*(config.get("Entrypoint") or ()), *(command or config.get("Cmd") or ())]
    if not own:
        raise EngineTrouble(
            translate("Engine", "The image {image} does not say what to run").format(
                image=plan.image
            ),
            translate("Engine", "It needs an entrypoint, or its head node a command."),
        )
    return {
        "entrypoint": [SHELL, "-c", _PROGRAM, "planctongui"],
        "command": own,
        "stdin_open": True,
    }


def tmpfs(plan: PilotPlan) -> dict[str, str]:
    """The folder in memory, for the SDK's `tmpfs`; empty when nothing is handed over."""
    if not wanted(plan):
        return {}
    # The stream is kept while it is cut: twice the content, and whole pages for each file.
    files = _contents(plan)
    kib = 64 + 2 * sum(len(body) for body in files.values()) // 1024 + 8 * len(files)
    own = "nosuid,nodev,noexec,uid=10001,gid=10001,mode=0700"
    return {FOLDER: f"rw,size={kib}k,{own}"}


def start(api: APIClient, name: str, plan: PilotPlan, timeout_s: float) -> None:
    """Start the created container and hand its files over. Raises EngineTrouble, or the SDK's.

    A pilot that ends before it has taken them is no error here: it is reaped like any other. It
    does not wait until they are in place, so a pilot may be paused right afterwards.
    """
    content = stream(plan)
    attached = api.attach_socket(name, params={"stdin": 1, "stream": 1})
    wire: socket.socket = getattr(attached, "_sock", attached)
    # The SDK gives a file on a socket in an answer: only all three closed free the connection.
    answer = getattr(attached, "_response", attached)
    with contextlib.closing(attached), contextlib.closing(wire), contextlib.closing(answer):
        try:
            api.start(name)
        except docker.errors.APIError as error:
            raise _without_shell(error, plan) from error
        if not _send(wire, content, lambda: _lives(api, name), max(SEND_S, timeout_s)):
            raise EngineTrouble(
                translate("Engine", "A pilot did not take its secrets and files"),
                translate("Engine", "It was removed, another one is tried later."),
            )


def _send(wire: socket.socket, content: bytes, lives: Callable[[], bool], limit_s: float) -> bool:
    """Send all of it and the end; False after the limit. True for a pilot that ended meanwhile."""
    wire.settimeout(LOOK_EVERY_S)
    until = time.monotonic() + limit_s
    left = memoryview(content)
    try:
        while left:
            try:
                left = left[wire.send(left) :]
            except TimeoutError:
                # Docker keeps the connection of a pilot that died, and reads no more from it.
                if not lives():
                    return True
                if time.monotonic() > until:
                    return False
        wire.shutdown(socket.SHUT_WR)
    except OSError:
        return not lives()
    return True


def _lives(api: APIClient, name: str) -> bool:
    try:
        state = api.inspect_container(name)["State"]
    except docker.errors.NotFound:
        return False
    return bool(state["Running"])


def stream(plan: PilotPlan) -> bytes:
    """All that goes through the pilot's input."""
    files = _contents(plan)
    size = sum(len(body) for body in files.values())
    if size > MOST:
        raise EngineTrouble(
            translate("Engine", "The head node {head_node} hands too much to its pilots").format(
                head_node=plan.head_node
            ),
            translate(
                "Engine", "Its files have {size} KiB; they are memory and may have {most}."
            ).format(size=size // 1024, most=MOST // 1024),
        )
    paths = [path.encode() for path in files]
    # Numbers of ten characters, so that the head's length is known before they are.
    head = 22 + sum(23 + len(path) for path in paths)
    lines = [b"%10d %10d\n" % (head + size, len(files))]
    begin = head + 1  # `tail -c +N` counts from one
    for path, body in zip(paths, files.values(), strict=True):
        lines.append(b"%10d %10d %s\n" % (begin, len(body), path))
        begin += len(body)
    whole = b"".join(lines)
    assert len(whole) == head, "the head of the stream is not as long as it says"
    return whole + b"".join(body.reveal() for body in files.values())


def _contents(plan: PilotPlan) -> Mapping[str, Secret]:
    """Path below the folder -> content, of files and secrets alike."""
    files: dict[str, Secret] = {}
    plain = {path: Secret(body) for path, body in plan.order.files.items()}
    for path, body in (*plain.items(), *plan.handed.items()):
        inside = _inside(path, plan)
        if inside in files:
            raise EngineTrouble(
                translate("Engine", "Two files of {head_node} have one path").format(
                    head_node=plan.head_node
                ),
                translate("Engine", "It is {folder}/{inside}.").format(
                    folder=FOLDER, inside=inside
                ),
            )
        files[inside] = body
    return files


def _inside(path: str, plan: PilotPlan) -> str:
    """The path relative to the folder; EngineTrouble for one that leads elsewhere."""
    bare = path.removeprefix(FOLDER + "/")
    parts = bare.split("/")
    odd = not bare.isprintable() or bare != bare.strip() or "\\" in bare or parts[0][:1] == "-"
    if odd or parts == [".handed"] or any(part in ("", ".", "..") for part in parts):
        raise EngineTrouble(
            translate("Engine", "{path} cannot be handed to a pilot of {head_node}").format(
                path=repr(path), head_node=plan.head_node
            ),
            translate("Engine", "It must be a path below {folder}, such as tokens.d/pool.").format(
                folder=FOLDER
            ),
        )
    return bare


def _without_shell(error: docker.errors.APIError, plan: PilotPlan) -> Exception:
    said = str(error.explanation or error)
    if SHELL in said and ("no such file" in said or "not found" in said):
        return EngineTrouble(
            translate("Engine", "The image {image} has no {shell}").format(
                image=plan.image, shell=SHELL
            ),
            translate(
                "Engine",
                "Pilots get secrets and files through it: take an image with a shell, or a "
                "head node without secrets and files.",
            ),
        )
    return error
