"""`planctongui cache ...`: how large the caches of head nodes are, and making them empty.

For: the owner, whether the program runs or not. Not for: how large they may grow (`settings`).
"""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from planctongui import places
from planctongui.commands.arguments import Commands, add_command, add_head_node, add_words
from planctongui.tongue import translate
from planctongui.words import formats

if TYPE_CHECKING:
    from planctongui.engine.docker_engine import DockerEngine
    from planctongui.settings import Settings

_FAILED = 1


def add_to(commands: Commands) -> None:
    """Add the command and its words to the command line's."""
    meaning = translate("Command line", "folders of head nodes that outlive their pilots")
    words = add_words(add_command(commands, "cache", meaning))
    add_command(words, "show", translate("Command line", "how large the caches are"))
    meaning = translate("Command line", "empty the cache of a head node, or all caches")
    add_head_node(add_command(words, "clear", meaning), optional=True)


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
        print(translate("Command line", "There is no cache."))
    for head_node, parts in found.items():
        known = [gb for gb in parts if gb is not None]
        size = formats.decimal(f"{sum(known):.2f} GB")
        if len(known) < len(parts):
            size = translate("Command line", "size not known")
        most = formats.decimal(f"{settings.cache.most_gb:g} GB")
        told = translate("Command line", "{head_node}: {size}; it may have {most}")
        print(told.format(head_node=head_node, size=size, most=most))
    return 0


def _clear(engine: DockerEngine, head_node: str | None) -> int:
    there = sorted({name for name, _, _ in engine.caches()})
    wanted = there if head_node is None else [name for name in there if name == head_node]
    if not wanted and head_node is None:
        print(translate("Command line", "There is no cache."))
    elif not wanted:
        told = translate("Command line", "{head_node} has no cache.")
        print(told.format(head_node=head_node))
    for name in wanted:
        left = engine.clear_cache(name)
        told = translate("Command line", "Cleared: {head_node}.")
        if left:
            told = translate(
                "Command line",
                "Cleared: {head_node}. What its pilots use now goes when they end.",
            )
        print(told.format(head_node=name))
    return 0
