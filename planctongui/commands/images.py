"""`planctongui image ...`: which images may be pulled, and logins at private registries.

For: owners who read "is not on your list". The running program sees the change by itself. Not for:
what a pattern means (`core.allow`) or pulling (`engine.pulls`).
"""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from planctongui import places
from planctongui.commands.arguments import Commands, add_command, add_file_option, add_words
from planctongui.tongue import mark, translate

if TYPE_CHECKING:
    from planctongui.settings import SettingsFile

_FAILED = 1


def add_to(commands: Commands) -> None:
    """Add the command and its words to the command line's."""
    meaning = translate("Command line", "what pilots may be made of")
    words = add_words(add_command(commands, "image", meaning))
    add_command(words, "list", translate("Command line", "the images that are allowed"))
    allow = add_command(
        words, "allow", translate("Command line", "allow an image, or all of a folder")
    )
    deny = add_command(words, "deny", translate("Command line", "take back what you allowed"))
    for one in (allow, deny):
        one.add_argument(
            "pattern",
            metavar=translate("Command line", "IMAGE"),
            help=translate(
                "Command line",
                "host/repository, host/repository:tag, or host/folder/* for all of it",
            ),
        )
    meaning = translate("Command line", "remove all that were pulled and that no pilot uses")
    add_command(words, "clear", meaning)
    meaning = translate(
        "Command line", "keep your user and password at a registry: typed, or from standard input"
    )
    login = add_command(words, "login", meaning)
    add_file_option(login)
    meaning = translate("Command line", "forget your user and password at a registry")
    for one in (login, add_command(words, "logout", meaning)):
        one.add_argument("host", metavar=translate("Command line", "REGISTRY"))


def run(given: argparse.Namespace) -> int:
    """Do it; gives the exit status."""
    from planctongui.core.allow import BadName
    from planctongui.engine.protocol import EngineTrouble
    from planctongui.settings import SettingsTrouble
    from planctongui.vault.protocol import VaultTrouble

    orders: dict[str, Callable[[Any], int]] = {
        "list": _list, "allow": _allow, "deny": _deny, "clear": _clear,
        "login": _login, "logout": _logout,
    }  # fmt: skip
    try:
        return orders[given.word](given)
    except (SettingsTrouble, VaultTrouble, EngineTrouble) as error:
        print(f"{error.trouble.title}. {error.trouble.advice}", file=sys.stderr)
    except BadName as bad:
        name = getattr(given, "pattern", None) or given.host
        print(f"{name}: {translate('Images', str(bad))}.", file=sys.stderr)
    except KeyboardInterrupt:
        print(translate("Command line", "Nothing was changed."), file=sys.stderr)
    return _FAILED


def _settings() -> SettingsFile:
    """The owner's settings. Raises SettingsTrouble when they cannot be changed as they are."""
    from planctongui.sensors.load import machine_cores
    from planctongui.settings import SettingsFile, default_path
    from planctongui.settings.images import changeable

    return changeable(SettingsFile(default_path(), machine_cores()))


def _list(given: argparse.Namespace) -> int:
    allowed = _settings().current.images.allow
    none = translate("Command line", "None: only what planctongui builds itself.")
    print("\n".join(allowed) or none)
    return 0


def _allow(given: argparse.Namespace) -> int:
    from planctongui.settings import images

    images.allow(_settings(), given.pattern)
    print(translate("Command line", "Allowed: {image}").format(image=given.pattern))
    return 0


def _deny(given: argparse.Namespace) -> int:
    settings = _settings()
    allowed = settings.current.images.allow
    if given.pattern not in allowed:
        told = translate("Command line", "{image} is not on the list. See: planctongui image list")
        print(told.format(image=given.pattern), file=sys.stderr)
        return _FAILED
    settings.set("images", "allow", tuple(one for one in allowed if one != given.pattern))
    told = translate("Command line", "Taken out: {image}. Pilots that run may end.")
    print(told.format(image=given.pattern))
    return 0


def _clear(given: argparse.Namespace) -> int:
    from planctongui.engine.docker_engine import DockerEngine

    settings = _settings().current
    engine = DockerEngine(settings.engine_url, places.instance(), settings.engine_timeout_s)
    try:
        left = engine.remove_images((), ())
    finally:
        engine.close()
    told = translate("Command line", "All are removed.")
    if left:
        told = translate("Command line", "All are removed but %n image(s) in use.", n=left)
    print(told)
    return 0


def _login(given: argparse.Namespace) -> int:
    from planctongui.vault.choice import files_of, open_vault
    from planctongui.vault.logins import LOGIN, login, place_of
    from planctongui.vault.secret import LONGEST

    host = _checked(given.host)
    if sys.stdin.isatty():
        user = input(translate("Command line", "Your user at {host}: ").format(host=host))
        password = getpass.getpass(translate("Command line", "Password: "))
        typed = f"{user}:{password}"
        content = typed.encode("utf-8", "surrogateescape")
    else:
        content = sys.stdin.buffer.read(LONGEST + 3)
    secret = login(content, host)
    folder = places.config_folder()
    vault = files_of(folder) if given.file else open_vault(folder)
    vault.store(place_of(host), LOGIN, secret)
    told = translate(
        "Command line", "Kept. It goes to {host} alone, when an image is pulled from there."
    )
    print(told.format(host=host))
    return 0


def _checked(host: str) -> str:
    """The registry as images' names have it in full. Raises BadName."""
    from planctongui.core.allow import BadName, parse

    found = parse(f"{host}/a").host
    if found != host.lower():
        raise BadName(
            mark("Images", "write the registry as in the image's name, such as docker.io")
        )
    return found


def _logout(given: argparse.Namespace) -> int:
    from planctongui.vault.choice import open_vault
    from planctongui.vault.logins import LOGIN, place_of

    open_vault(places.config_folder()).forget(place_of(_checked(given.host)), LOGIN)
    print(translate("Command line", "Forgotten."))
    return 0
