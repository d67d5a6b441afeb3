"""`planctongui cache ...`: how large the caches of head nodes are, and making them empty.

For: the owner, whether the program runs or not. Not for: how large they may grow (`settings`).
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from planctongui import places

if TYPE_CHECKING:
    from planctongui.engine.docker_engine import DockerEngine
    from planctongui.settings import Settings

_FAILED = 1


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its words to the command line's."""
    cache = commands.add_parser("cache", help="folders of head nodes that outlive their pilots")
    words = cache.add_subparsers(dest="word", metavar="WORD", required=True)
    words.add_parser("show", help="how large they are")
    clear = words.add_parser("clear", help="make one or all of them empty")
    clear.add_argument("head_node", metavar="HEADNODE", nargs="?")


def run(given: argparse.Namespace) -> int:
    """Do it; gives the exit status."""
    from planctongui.engine.docker_engine import DockerEngine
    from planctongui.engine.protocol import EngineTrouble
    from planctongui.sensors.load import machine_cores
    from planctongui.settings import SettingsFile, default_path

    settings = SettingsFile(default_path(), machine_cores()).current
    engine = DockerEngine(settings.engine_url, places.instance(), settings.engine_timeout_s)
    try:
        if given.word == "show":
            return _show(engine, settings)
        return _clear(engine, given.head_node)
    except EngineTrouble as error:
        print(f"{error.trouble.title}. {error.trouble.advice}", file=sys.stderr)
        return _FAILED
    finally:
        engine.close()


def _show(engine: DockerEngine, settings: Settings) -> int:
    found: dict[str, list[float | None]] = {}
    for head_node, _, gb in engine.caches():
        found.setdefault(head_node, []).append(gb)
    if not found:
        print("There is no cache.")
    for head_node, parts in found.items():
        known = [gb for gb in parts if gb is not None]
        size = f"{sum(known):.2f} GB" if len(known) == len(parts) else "size not known"
        print(f"{head_node}: {size}; it may have {settings.cache.most_gb:g} GB")
    return 0


def _clear(engine: DockerEngine, head_node: str | None) -> int:
    there = sorted({name for name, _, _ in engine.caches()})
    wanted = there if head_node is None else [name for name in there if name == head_node]
    if not wanted:
        print(f"{head_node or 'No head node'} has no cache.")
    for name in wanted:
        left = engine.clear_cache(name)
        later = " What pilots use now goes when they end." if left else ""
        print(f"Cleared: {name}.{later}")
    return 0
