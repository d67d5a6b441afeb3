"""The command line: run planctongui, or give an order to the one that runs.

For: words to a running program and an exit status back. Not for: the orders' meaning (`orders`).
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from planctongui import __version__, language, places
from planctongui.commands import cache, images, nodes, removal, secrets


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; gives the exit status."""
    parser = argparse.ArgumentParser(
        prog="planctongui", description="Lend idle CPU to science, and never notice."
    )
    parser.add_argument("--version", action="version", version=f"planctongui {__version__}")
    parser.add_argument("--verbose", action="store_true", help="tell more on standard error")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    run = commands.add_parser("run", help="start it (the default)")
    run.add_argument("--terminal", action="store_true", help="without a tray, one line per event")
    run.add_argument("--hidden", action="store_true", help="do not open the window at the start")
    status = commands.add_parser("status", help="what it does now, and why")
    status.add_argument("--json", action="store_true", help="all that is known, as JSON")
    pause = commands.add_parser("pause", help="hold all pilots")
    pause.add_argument("minutes", nargs="?", help="for so long; without: until resumed")
    examine = commands.add_parser("doctor", help="what it sees, and what it cannot see and why")
    examine.add_argument("--json", action="store_true", help="the same as JSON")
    examine.add_argument("--wiggle", action="store_true", help="show which source sees your mouse")
    for name, meaning in (
        ("resume", "take a pause or a finish back"),
        ("finish", "let running jobs end, start no more"),
        ("show", "open the window"),
        ("quit", "end it"),
    ):
        commands.add_parser(name, help=meaning)
    for one in (nodes, secrets, images, cache, removal):
        one.add_to(commands)
    given = parser.parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if given.verbose else logging.WARNING,
        format="%(asctime)s %(name)s: %(message)s",
    )
    language.speak()
    if given.command in (None, "run"):
        return _run(getattr(given, "terminal", False), getattr(given, "hidden", False))
    if given.command == "doctor":
        from planctongui.commands import doctor

        return doctor.wiggle(given.json) if given.wiggle else doctor.examine(given.json)
    if given.command == "headnode":
        return nodes.run(given)
    if given.command == "secret":
        return secrets.run(given)
    if given.command == "cache":
        return cache.run(given)
    if given.command == "image":
        return images.run(given)
    if given.command == "remove-everything":
        return removal.run(given)
    words = [given.command]
    if given.command == "pause" and given.minutes is not None:
        words.append(given.minutes)
    return _order(words, getattr(given, "json", False))


def _run(terminal: bool, hidden: bool) -> int:
    from planctongui.control import AlreadyRunning

    display = _display()
    try:
        if display and not terminal:
            from planctongui import app

            return app.run(hidden)
        from planctongui import headless
        from planctongui.session import Session

        session = Session(_no_window)
        status = headless.run(session)
        session.close()
        sys.stdout.flush()
        os._exit(status)  # a hung engine call must not keep the process, as in the tray
    except AlreadyRunning:
        if display and not terminal:
            return _order(["show"], False)
        print("planctongui runs already. See: planctongui status", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"planctongui cannot start in {places.runtime_folder()}: {error}", file=sys.stderr)
        print("Set XDG_RUNTIME_DIR to a folder of yours with a short name.", file=sys.stderr)
        return 1


def _display() -> bool:
    """True when there is a display to show the tray on; a dead one would end the process."""
    name = os.environ.get("DISPLAY", "")
    number = name.removeprefix(":").partition(".")[0]
    if name.startswith(":") and not os.environ.get("WAYLAND_DISPLAY"):
        return Path(f"/tmp/.X11-unix/X{number}").exists()
    return bool(name or os.environ.get("WAYLAND_DISPLAY"))


def _no_window() -> None:
    raise ValueError("It runs in a terminal and has no window.")


def _order(words: list[str], as_json: bool) -> int:
    from planctongui import control
    from planctongui.words import formats

    try:
        answer = control.ask(places.runtime_folder(), places.instance(), words)
    except control.NotRunning:
        print("planctongui does not run. Start it with: planctongui", file=sys.stderr)
        return 3
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if isinstance(answer, dict) and not as_json:
        told = (answer.get("sentence", ""), answer.get("delay", ""))
        print("\n".join(formats.printable(line) for line in told if line))
    elif isinstance(answer, dict):
        print(json.dumps(answer, indent=2))
    return 0
