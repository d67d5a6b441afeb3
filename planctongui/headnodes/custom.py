"""Any image as a pilot, by settings alone: command, environment, files, secrets, folders.

For: head nodes that nobody wrote a kind for; the file says all. Not for: asking whether work waits
(a plain image has no word for it, so pilots try, and pauses grow while there is none).
"""

from __future__ import annotations

import os.path
from collections.abc import Collection, Mapping
from typing import Any

from planctongui.headnodes.as_told import AsTold
from planctongui.headnodes.folders import CVMFS, is_below, is_clean, is_taken
from planctongui.headnodes.keys import KeyValue, Numbers, Table
from planctongui.headnodes.protocol import Harvest, Outcome, PilotOrder, Pulled, SecretNeed
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.settings.option import Option
from planctongui.tongue import translate

OPTIONS: tuple[Option, ...] = (
    Option("", "command", (), "What the image runs; [] = what the image says itself."),
    Option("", "prefix", (), 'Words before the command, such as ["parrot_run"].'),
    Table("", "environment", (), "Names and values that the pilot sees. Never a secret."),
    Table("", "files", (), "Path below /run/planctongui -> text of the file."),
    Table("", "secrets", (), "Name in the keyring -> path below /run/planctongui."),
    Table("", "binds", (), "Folder of this machine -> where the pilot sees it; read-only."),
    Option("", "network", False, "True = the pilot may dial out."),
    Option("", "work_mb", 64, "Room in the pilot's /work; it is memory.", "MiB", 1, 2**20),
    Option("", "processes", 128, "Processes and threads of one pilot.", "", 1, 32768),
    Numbers("", "useful", (0,), "Exit codes that mean: a job was done.",  # type: ignore[arg-type]
            lowest=0, highest=255),
    Numbers("", "empty", (75,), "Exit codes that mean: there was no job.",  # type: ignore[arg-type]
            lowest=0, highest=255),
    Option("", "hold_tolerance_s", 3600.0, "A pilot held for longer is of no use.", "seconds",
           1, 604800),
    Option("", "breath_every_s", 0.0,
           "A held pilot runs for a tenth of a second this often; 0 = never.", "seconds", 0, 86400),
)  # fmt: skip

_NOT_SHOWN = ("/", "/boot", "/dev", "/etc", "/home", "/proc", "/root", "/run", "/sys", "/tmp",
              "/var", "/var/lib", "/var/run", "/usr")  # fmt: skip
"""Folders of the machine that no stranger's program gets to see as a whole, ..."""
_NOTHING_BELOW = ("/dev", "/etc", "/proc", "/root", "/run", "/sys", "/var/lib/docker", "/var/run")
"""... and those of which it sees no part. The owner's home is one of them."""


class CustomHeadNode(AsTold):
    """One head node as its file describes it."""

    def __init__(self, name: str, values: Mapping[str, Any]) -> None:
        """`values` as `entry` checked them. Raises HeadNodeTrouble for what makes no sense."""
        super().__init__(name, values)
        self._check()

    @property
    def image(self) -> Pulled:
        """From a registry: this kind has no recipe of its own."""
        return Pulled(self._values["image"], self._values["refresh_s"])

    def waiting(self) -> int | None:
        """It cannot be asked."""
        return None

    def order(self, busy: Collection[str]) -> PilotOrder:
        """The same for every pilot. Raises HeadNodeTrouble when a folder is not there."""
        told = self._values
        return PilotOrder(
            command=(*told["prefix"], *told["command"]),
            environment=told["environment"],
            network=told["network"],
            secrets=tuple(SecretNeed(n, _inside(path)) for n, path in told["secrets"].items()),
            files={_inside(path): text.encode() for path, text in told["files"].items()},
            binds=self._binds(),
            work_mb=told["work_mb"],
            processes=told["processes"],
        )

    def harvest(self, exit_code: int | None, log: str) -> Harvest:
        """By the exit code alone."""
        if exit_code in self._values["useful"]:
            return Harvest(Outcome.USEFUL)
        if exit_code in self._values["empty"]:
            return Harvest(Outcome.EMPTY)
        lines = [line.strip() for line in log.splitlines() if line.strip()]
        last = (
            translate("HeadNodes", " Its last words: {words}").format(words=lines[-1][:200])
            if lines
            else ""
        )
        how = (
            translate("HeadNodes", "ended without an exit code")
            if exit_code is None
            else translate("HeadNodes", "ended with code {exit_code}").format(exit_code=exit_code)
        )
        return Harvest(
            Outcome.LOST,
            say=translate("HeadNodes", "The pilot {how}.{last}").format(how=how, last=last),
        )

    def _binds(self) -> dict[str, str]:
        binds: dict[str, str] = {}
        for source, target in self._values["binds"].items():
            # Asked again at each start: a link may lead somewhere else by now.
            self._check_source(os.path.realpath(source))
            if not os.path.isdir(source):
                self._refuse(
                    translate("HeadNodes", "needs {source}").format(source=source),
                    translate("HeadNodes", "This machine has no such folder."),
                )
            binds[os.path.realpath(source)] = target
        return binds

    def _check(self) -> None:
        told = self._values
        if not told["image"]:
            self._refuse(
                translate("HeadNodes", "names no image"),
                translate("HeadNodes", 'A custom head node needs one: image = "host/name:tag".'),
            )
        if told["prefix"] and not told["command"]:
            self._refuse(
                translate("HeadNodes", "has a prefix without a command"),
                translate("HeadNodes", "Write the command that it goes before."),
            )
        if both := set(told["useful"]) & set(told["empty"]):
            self._refuse(
                translate("HeadNodes", "calls exit code {code} both useful and empty").format(
                    code=min(both)
                ),
                translate("HeadNodes", "Choose one."),
            )
        paths = [*told["files"], *told["secrets"].values()]
        for path in paths:
            if not _inside(path):
                self._refuse(
                    translate("HeadNodes", "has a path {path}").format(path=repr(path[:60])),
                    translate("HeadNodes", "It must be below /run/planctongui, such as site.conf."),
                )
        if len({_inside(path) for path in paths}) < len(paths):
            self._refuse(
                translate("HeadNodes", "puts two files in one place"),
                translate("HeadNodes", "Give each file and secret its own path."),
            )
        for key, value in told["environment"].items():
            if not key or "=" in key or "\0" in key + value:
                self._refuse(
                    translate("HeadNodes", "has a variable {key}").format(key=repr(key[:40])),
                    translate("HeadNodes", "Its name takes neither = nor NUL."),
                )
        for source, target in told["binds"].items():
            self._check_source(source)
            given = {told["cache"], CVMFS if told["cvmfs"] else ""}
            if not is_clean(target) or is_taken(target) or target in given:
                self._refuse(
                    translate("HeadNodes", "wants a folder at {target}").format(target=target[:60]),
                    translate("HeadNodes", "That place is taken; choose another."),
                )

    def _check_source(self, source: str) -> None:
        home = os.path.realpath(os.path.expanduser("~"))
        below = [place for place in (*_NOTHING_BELOW, home) if place != "/"]
        private = source in _NOT_SHOWN or source in below or is_below(source, below)
        if not is_clean(source) or private or is_below(home, [source]):
            self._refuse(
                translate("HeadNodes", "wants to see {source}").format(source=source[:60]),
                translate(
                    "HeadNodes",
                    "A pilot may see folders of data, given by their whole path, never your "
                    "own or the system's.",
                ),
            )

    def _refuse(self, what: str, advice: str) -> None:
        raise HeadNodeTrouble(
            translate("HeadNodes", "The head node {name} {what}").format(
                name=self._name, what=what
            ),
            advice,
        )


def make(name: str, values: Mapping[str, KeyValue]) -> CustomHeadNode:
    """See `kinds`. Raises HeadNodeTrouble."""
    return CustomHeadNode(name, values)


def _inside(path: str) -> str:
    """The path relative to /run/planctongui; "" when it is none."""
    bare = path.removeprefix("/run/planctongui/")
    clean = bool(bare) and is_clean("/" + bare) and not bare.startswith("/")
    return bare if clean and bare != "." else ""
