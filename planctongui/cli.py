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
from planctongui.commands.arguments import Commands, add_command
from planctongui.tongue import translate

_OWN = {
    "headnode": nodes,
    "secret": secrets,
    "image": images,
    "cache": cache,
    "remove-everything": removal,
}
"""Commands that need no running program, each in a module of its own."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Entry point; gives the exit status."""
    language.speak()
    given = parser().parse_args(arguments)
    logging.basicConfig(
        level=logging.INFO if given.verbose else logging.WARNING,
        format="%(asctime)s %(name)s: %(message)s",
    )
    try:
        places.instance()
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if given.command in (None, "run"):
        return _run(getattr(given, "terminal", False), getattr(given, "hidden", False))
    if given.command == "doctor":
        from planctongui.commands import doctor

        return doctor.wiggle(given.json) if given.wiggle else doctor.examine(given.json)
    if given.command in _OWN:
        status: int = _OWN[given.command].run(given)
        return status
    words = [given.command]
    if given.command == "pause" and given.minutes is not None:
        words.append(given.minutes)
    return _order(words, getattr(given, "json", False))


def parser() -> argparse.ArgumentParser:
    """The grammar of the command line, in the language that is spoken now."""
    whole = argparse.ArgumentParser(
        prog="planctongui",
        description=translate("Command line", "Lend idle CPU to science, and never notice."),
    )
    whole.add_argument(
        "--version",
        action="version",
        version=f"planctongui {__version__}",
        help=translate("Command line", "show the version and end"),
    )
    whole.add_argument(
        "--verbose",
        action="store_true",
        help=translate("Command line", "tell more on standard error"),
    )
    commands = whole.add_subparsers(dest="command", metavar=translate("Command line", "COMMAND"))
    _add_start(commands)
    _add_orders(commands)
    for one in _OWN.values():
        one.add_to(commands)
    return whole


def _add_start(commands: Commands) -> None:
    meaning = translate("Command line", "start planctongui, as without any command")
    run = add_command(commands, "run", meaning)
    run.add_argument(
        "--terminal",
        action="store_true",
        help=translate("Command line", "without a tray, one line per event"),
    )
    run.add_argument(
        "--hidden",
        action="store_true",
        help=translate("Command line", "do not open the window at the start"),
    )


def _add_orders(commands: Commands) -> None:
    """What the program that runs is asked or told."""
    meaning = translate("Command line", "what it does now, and why")
    add_command(commands, "status", meaning).add_argument(
        "--json", action="store_true", help=translate("Command line", "all that is known, as JSON")
    )
    pause = add_command(commands, "pause", translate("Command line", "hold all pilots"))
    pause.add_argument(
        "minutes",
        nargs="?",
        metavar=translate("Command line", "MINUTES"),
        help=translate("Command line", "for how long; without it, until you resume"),
    )
    meaning = translate("Command line", "what it sees, and what it cannot see and why")
    examine = add_command(commands, "doctor", meaning)
    examine.add_argument(
        "--json", action="store_true", help=translate("Command line", "the same as JSON")
    )
    examine.add_argument(
        "--wiggle",
        action="store_true",
        help=translate("Command line", "show which source sees your mouse"),
    )
    for name, meaning in (
        ("resume", translate("Command line", "go on after a pause, or after finish")),
        ("finish", translate("Command line", "let running jobs end, start no more")),
        ("show", translate("Command line", "open the window")),
        ("quit", translate("Command line", "end planctongui")),
    ):
        add_command(commands, name, meaning)


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
        told = translate("Command line", "planctongui runs already. See: planctongui status")
        print(told, file=sys.stderr)
        return 1
    except OSError as error:
        told = translate("Command line", "planctongui cannot start in {folder}: {error}")
        print(told.format(folder=places.runtime_folder(), error=error), file=sys.stderr)
        told = translate(
            "Command line", "Set XDG_RUNTIME_DIR to a folder of yours with a short name."
        )
        print(told, file=sys.stderr)
        return 1


def _display() -> bool:
    """True when there is a display to show the tray on; a dead one would end the process."""
    name = os.environ.get("DISPLAY", "")
    number = name.removeprefix(":").partition(".")[0]
    if name.startswith(":") and not os.environ.get("WAYLAND_DISPLAY"):
        return Path(f"/tmp/.X11-unix/X{number}").exists()
    return bool(name or os.environ.get("WAYLAND_DISPLAY"))


def _no_window() -> None:
    raise ValueError(translate("Command line", "It runs in a terminal and has no window."))


def _order(words: list[str], as_json: bool) -> int:
    from planctongui import control
    from planctongui.words import formats

    try:
        answer = control.ask(places.runtime_folder(), places.instance(), words)
    except control.NotRunning:
        told = translate("Command line", "planctongui does not run. Start it with: planctongui")
        print(told, file=sys.stderr)
        return 3
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    if isinstance(answer, dict) and not as_json:
        lines = (answer.get("sentence", ""), answer.get("delay", ""))
        print("\n".join(formats.printable(line) for line in lines if line))
    elif isinstance(answer, dict):
        print(json.dumps(answer, indent=2))
    return 0
