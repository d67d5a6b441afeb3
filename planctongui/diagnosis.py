"""The doctor's findings for the window, and as a report that the owner can hand on.

For: putting the running program's last Report and the engine's own words together; leaving out who
and where. Not for: the table in a terminal (`checkup`), or looking (`doctor`).
"""

from __future__ import annotations

import contextlib
import getpass
import os
import platform
import pwd
import re
import socket
from collections.abc import Callable, Iterable
from pathlib import Path

from planctongui import __version__, checkup
from planctongui.core.record import Diagnosis, Finding
from planctongui.core.report import Report
from planctongui.core.verdict import Reason
from planctongui.engine.about import About
from planctongui.engine.protocol import EngineTrouble
from planctongui.tongue import translate
from planctongui.words import details, formats

PEOPLE = range(1000, 60_000)
"""Numbers of users who are people."""


def of(report: Report, now: float, ask_engine: Callable[[], About], named: bool) -> Diagnosis:
    """As of `now`, Unix time. `named`: names and addresses stay. Waits for the engine."""
    told = dict(checkup.of_report(report, now))
    told["engine"] = _engine(told.get("engine") or {}, ask_engine)
    hide = (lambda text: text) if named else Hidden(report).hide
    lines = [
        f"planctongui {__version__}, Python {platform.python_version()}, "
        f"{platform.system()} {platform.release()} {platform.machine()}",
        f"{_system()}, {os.environ.get('XDG_CURRENT_DESKTOP', '?')}, "
        f"{os.environ.get('XDG_SESSION_TYPE', '?')}",
        "",
        *checkup.lines(told),
    ]
    return Diagnosis(tuple(_findings(told, report)), "\n".join(hide(line) for line in lines) + "\n")


def _engine(heard: dict[str, object], ask: Callable[[], About]) -> dict[str, object]:
    try:
        found = ask()
    except EngineTrouble as error:
        trouble = error.trouble
        return {**heard, "works": False, "detail": f"{trouble.title}. {trouble.advice}".rstrip(".")}
    return {
        **heard,
        "name": found.name,
        "version": found.version,
        "cgroup_driver": found.cgroup_driver,
        "cgroup_version": found.cgroup_version,
    }


def _findings(told: dict[str, object], report: Report) -> Iterable[Finding]:
    engine = told["engine"]
    assert isinstance(engine, dict)
    line = formats.printable(checkup.engine_line(engine))
    yield Finding(str(engine.get("name") or "Docker"), bool(engine.get("works")), line)
    good = f" ({report.governor_good})" if report.governor_good else ""
    governor = report.governor or translate("Diagnosis", "not chosen yet")
    yield Finding(translate("Diagnosis", "Held back"), None, f"{governor}{good}")
    sources = told["sources"]
    assert isinstance(sources, list)
    for source in sources:
        yield Finding(details.source_name(source["name"]), bool(source["works"]), source["says"])
    for trouble in report.troubles:
        yield Finding(trouble.title, False, trouble.advice)
    if report.governor_better:
        better = translate("Diagnosis", "What would make it better")
        yield Finding(better, None, report.governor_better)


def _system() -> str:
    try:
        return platform.freedesktop_os_release().get("PRETTY_NAME", "?")
    except OSError:
        return "?"


class Hidden:
    """Who and where, taken out of a text."""

    def __init__(self, report: Report) -> None:
        self._words = {str(Path.home()): "[home]"}
        for condition in report.conditions:
            if condition.reason is Reason.REMOTE_USER and condition.detail:
                self._words[condition.detail] = "[somebody]"
        for name in _hosts():
            self._words[name] = "[computer]"
        for name in _users():
            self._words[name] = "[user]"
        # The longest first: a name may be part of another.
        longest = sorted(filter(None, self._words), key=len, reverse=True)
        whole = "|".join(re.escape(word) for word in longest)
        self._pattern = re.compile(rf"(?<![\w-])(?:{whole})(?![\w-])")

    def hide(self, text: str) -> str:
        """The same text with placeholders."""
        text = self._pattern.sub(lambda found: self._words[found[0]], text)
        return _ADDRESS.sub("[address]", text)


_ADDRESS = re.compile(
    r"(?<![\w.:])(?:\d{1,3}(?:\.\d{1,3}){3}|(?:[0-9a-fA-F]{0,4}:){3,7}[0-9a-fA-F]{1,4})(?![\w.])"
)


def _hosts() -> set[str]:
    name = socket.gethostname()
    return {name, name.partition(".")[0], platform.node()} - {"", "localhost"}


def _users() -> set[str]:
    names = {user.pw_name for user in pwd.getpwall() if user.pw_uid in PEOPLE}
    with contextlib.suppress(KeyError, OSError):  # a user without a name has none to hide
        names.add(getpass.getuser())
    return names - {"root"}
