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

if TYPE_CHECKING:
    from planctongui.settings import SettingsFile

_FAILED = 1


def add_to(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its words to the command line's."""
    image = commands.add_parser("image", help="what pilots may be made of")
    words = image.add_subparsers(dest="word", metavar="WORD", required=True)
    words.add_parser("list", help="the images that are allowed")
    for word, meaning in (
        ("allow", "allow images: host/repository, host/folder/*, host/repository:tag ..."),
        ("deny", "take one of the list's lines out again"),
    ):
        words.add_parser(word, help=meaning).add_argument("pattern", metavar="IMAGE")
    words.add_parser("clear", help="remove all that were pulled and that no pilot uses")
    login = words.add_parser("login", help="keep a registry's user and password: typed, or piped")
    login.add_argument("host", metavar="HOST")
    login.add_argument(
        "--file", action="store_true", help="in a file of mode 0600, where there is no keyring"
    )
    words.add_parser("logout", help="forget them").add_argument("host", metavar="HOST")


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
        print(f"{getattr(given, 'pattern', '') or given.host}: {bad}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Nothing was changed.", file=sys.stderr)
    return _FAILED


def _settings() -> SettingsFile:
    """The owner's settings. Raises SettingsTrouble when they cannot be changed as they are."""
    from planctongui.sensors.load import machine_cores
    from planctongui.settings import SettingsFile, SettingsTrouble, default_path

    settings = SettingsFile(default_path(), machine_cores())
    if settings.trouble is not None:
        raise SettingsTrouble(settings.trouble)
    return settings


def _list(given: argparse.Namespace) -> int:
    allowed = _settings().current.images.allow
    print("\n".join(allowed) or "None: only what planctongui builds itself.")
    return 0


def _allow(given: argparse.Namespace) -> int:
    from planctongui.core.allow import check_pattern

    check_pattern(given.pattern)
    settings = _settings()
    allowed = settings.current.images.allow
    if given.pattern not in allowed:
        settings.set("images", "allow", (*allowed, given.pattern))
    print(f"Allowed: {given.pattern}")
    return 0


def _deny(given: argparse.Namespace) -> int:
    settings = _settings()
    allowed = settings.current.images.allow
    if given.pattern not in allowed:
        print(f"{given.pattern} is not on the list: planctongui image list", file=sys.stderr)
        return _FAILED
    settings.set("images", "allow", tuple(one for one in allowed if one != given.pattern))
    print(f"Taken out: {given.pattern}. Pilots that run may end.")
    return 0


def _clear(given: argparse.Namespace) -> int:
    from planctongui.engine.docker_engine import DockerEngine

    told = _settings().current
    engine = DockerEngine(told.engine_url, places.instance(), told.engine_timeout_s)
    try:
        left = engine.remove_images((), ())
    finally:
        engine.close()
    print("Removed." if not left else f"Removed, but {left} that pilots still use.")
    return 0


def _login(given: argparse.Namespace) -> int:
    from planctongui.vault.choice import files_of, open_vault
    from planctongui.vault.logins import LOGIN, login, place_of
    from planctongui.vault.secret import LONGEST

    host = _checked(given.host)
    if sys.stdin.isatty():
        user = input(f"Your user at {host}: ")
        typed = f"{user}:{getpass.getpass('Password: ')}"
        content = typed.encode("utf-8", "surrogateescape")
    else:
        content = sys.stdin.buffer.read(LONGEST + 3)
    secret = login(content, host)
    folder = places.config_folder()
    vault = files_of(folder) if given.file else open_vault(folder)
    vault.store(place_of(host), LOGIN, secret)
    print(f"Kept. It goes to {host} alone, when an image is pulled from there.")
    return 0


def _checked(host: str) -> str:
    """The registry as images' names have it in full. Raises BadName."""
    from planctongui.core.allow import BadName, parse

    found = parse(f"{host}/a").host
    if found != host.lower():
        raise BadName("write the registry as it stands in the image's name, such as docker.io")
    return found


def _logout(given: argparse.Namespace) -> int:
    from planctongui.vault.choice import open_vault
    from planctongui.vault.logins import LOGIN, place_of

    open_vault(places.config_folder()).forget(place_of(_checked(given.host)), LOGIN)
    print("Forgotten.")
    return 0
