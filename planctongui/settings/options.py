"""The one list of options: it feeds the check, the defaults and the documentation.

For: what may stand in the settings file. Not for: the file itself (`reading`, `file`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from planctongui.core import allow, schedule
from planctongui.core.limits import Limits, Rung
from planctongui.core.wishes import CacheRules, Minding, Power, Value
from planctongui.tongue import mark, translate

VERSION = 1
"""The newest layout of the file that we know."""

_MOST_MEMORY = 2**24
"""MiB; more than any machine has, and less than what an engine chokes on."""

UNITS = (
    mark("Settings", "cores"),
    mark("Settings", "seconds"),
    mark("Settings", "percent"),
    mark("Settings", "degrees"),
    mark("Settings", "jobs"),
    mark("Settings", "numbers"),
    mark("Settings", "MiB"),
    mark("Settings", "GB"),
    mark("Settings", "watts"),
    mark("Settings", "grams per kWh"),
)
"""All that an option is measured in."""

_OR = mark("Settings", " or ")
_OR_NUMBER = mark("Settings", "{words} or a number from {lowest} to {highest}{unit}")
_LIST = mark("Settings", 'a list of texts such as ["{example}"]')
_TEXT = mark("Settings", "a text in quotes")
_WHOLE = mark("Settings", "a whole number from {lowest} to {highest}{unit}")
_NUMBER = mark("Settings", "a number from {lowest} to {highest}{unit}")

SECTIONS = {
    "limits": "What all pilots together may use, and when they keep still.",
    "presence": "What says that you are there, or that pilots must rest.",
    "schedule": "What goes on at which hour of the week, whatever the rung says.",
    "notices": "Messages of the desktop: never more than three a day.",
    "pilots": "What one pilot is like.",
    "images": "What pilots may be made of. What is built here needs no permission.",
    "cache": "Folders that outlive pilots, for head nodes that ask for one.",
    "engine": "The program that runs the pilots: Docker. Read at the start only.",
    "energy": "What the page of your contribution reckons with.",
    "local": "The built-in head node: it counts primes. Read at the start only.",
}
"""Section -> one sentence. Options above all sections have the section ""."""


@dataclass(frozen=True, slots=True)
class Option:
    """One key of the settings file."""

    section: str
    key: str
    default: Value
    """Its type is the type of the option; a float option takes whole numbers too."""
    sentence: str
    unit: str = ""
    lowest: float = 0
    highest: float = 0
    """Both ends are allowed; they say nothing for texts."""
    choices: tuple[str, ...] = ()
    """The words allowed; () = any text."""
    example: str = ""
    """One text of a list."""
    or_number: bool = False
    """Besides the words, a number in range is allowed."""
    because: str = ""
    """Why not more than `highest`; "" = it needs no word."""

    @property
    def name(self) -> str:
        """As an owner would say it, e.g. "limits.max_cores"."""
        return f"{self.section}.{self.key}" if self.section else self.key

    def allowed(self, say: Callable[[str, str], str] = translate) -> str:
        """What may stand there, e.g. "a whole number from 0 to 8"; `say=mark`: in English."""
        if self.choices:
            words = say("Settings", _OR).join(f'"{choice}"' for choice in self.choices)
            form = say("Settings", _OR_NUMBER)
            return form.format(words=words, **self._span(say)) if self.or_number else words
        if isinstance(self.default, tuple):
            return say("Settings", _LIST).format(example=self.example)
        if isinstance(self.default, str):
            return say("Settings", _TEXT)
        form = _WHOLE if isinstance(self.default, int) else _NUMBER
        because = f" ({self.because})" if self.because else ""
        return say("Settings", form).format(**self._span(say)) + because

    def _span(self, say: Callable[[str, str], str]) -> dict[str, str]:
        return {
            "lowest": f"{self.lowest:g}",
            "highest": f"{self.highest:.15g}",
            "unit": f" {say('Settings', self.unit)}" if self.unit else "",
        }

    def accepts(self, value: object) -> bool:
        """True if `value`, as TOML gave it, is of the right type and in range."""
        if isinstance(value, bool):
            return False
        if isinstance(self.default, tuple):
            if not isinstance(value, list | tuple):
                return False
            return all(isinstance(text, str) and text.strip() for text in value)
        if isinstance(self.default, str) and not (self.or_number and not isinstance(value, str)):
            return isinstance(value, str) and (not self.choices or value in self.choices)
        kinds = (int,) if isinstance(self.default, int) else (int, float)
        # Not a number (nan) compares false with everything, so it is refused here too.
        return isinstance(value, kinds) and self.lowest <= value <= self.highest


def options(machine_cores: int) -> tuple[Option, ...]:
    """All options, in the order of the file, for a machine with so many cores."""
    ours = Limits(max_cores=machine_cores)
    minding, images, cache = Minding(), allow.ImageRules(), CacheRules()
    power = Power()
    here = translate("Settings", "this machine has {cores}").format(cores=machine_cores)
    return (
        Option("", "version", VERSION, "The layout of this file.", lowest=1, highest=VERSION,
               because=translate("Settings", "a newer program wrote this file")),
        Option("limits", "max_cores", machine_cores, "Cores for all pilots together; 0 = none.",
               "cores", 0, machine_cores, because=here),
        Option("limits", "rung", ours.rung.value,
               "What goes on while you are there: nothing, half of the cores unless your programs "
               "are busy, all but one, or all, as if nobody were there.",
               choices=tuple(rung.value for rung in Rung)),
        Option("limits", "calm_s", ours.calm_s,
               "Pilots go on this long after your last input or CPU burst.", "seconds", 1, 3600),
        Option("limits", "owner_cpu_percent", ours.owner_cpu_percent,
               "On quiet and share, pilots are held when your programs use more of the machine.",
               "percent", 1, 100),
        Option("limits", "keep_memory_mb", ours.keep_memory_mb,
               "No pilot starts that would leave less memory free than this.", "MiB",
               0, _MOST_MEMORY),
        Option("limits", "keep_disk_mb", minding.keep_disk_mb,
               "Pilots are held while Docker's disk has less room than this; 0 = no matter.", "MiB",
               0, 2**30),
        Option("limits", "delay_budget_s", ours.delay_budget_s,
               "When pilots cost you more waiting than this in a day, less goes on until midnight: "
               "one rung lower, then a longer calm; 0 = never.", "seconds", 0, 3600),
        Option("presence", "locked", "away",
               "When you lock the screen you are away at once, or it says nothing.",
               choices=("away", "ignore")),
        Option("presence", "remote_idle_s", minding.remote_idle_s,
               "Who is logged in from elsewhere is there this long after a key; 0 = not at all.",
               "seconds", 0, 86400),
        Option("presence", "inhibitors", "hold",
               "A film, call or presentation that keeps the screen on holds pilots, or does not.",
               choices=("hold", "ignore")),
        Option("presence", "full_screen", "hold",
               "A window that fills the lit screen holds pilots, too, or does not. On X11 only.",
               choices=("hold", "ignore")),
        Option("presence", "exclusive", (), "No pilot runs beside these programs.",
               example="blender"),
        Option("presence", "on_battery", "hold",
               "On battery, pilots are held, or run above this charge.", "percent", 0, 100,
               choices=("hold",), or_number=True),
        Option("presence", "metered", "ignore",
               "On a metered network, pilots are held, or it does not matter.",
               choices=("hold", "ignore")),
        Option("presence", "max_celsius", minding.max_celsius,
               "Pilots are held when a sensor is hotter than this; 0 = heat does not matter.",
               "degrees", 0, 150),
        Option("presence", "max_memory_pressure", minding.max_memory_pressure,
               "Pilots are held when programs wait longer for memory; 0 = it does not matter.",
               "percent", 0, 100),
        Option("presence", "max_cpu_pressure", minding.max_cpu_pressure,
               "For a minute, pilots are held when programs, pilots among them, wait longer for "
               "the CPU; 0 = it does not matter.", "percent", 0, 100),
        Option("presence", "desktops", "mind",
               "Started outside any desktop on a machine that has one: mind it, so that you count "
               "as present, or ignore it and look at terminals only. Read at the start only.",
               choices=("mind", "ignore")),
        Option("schedule", "rules", (),
               "Days, hours and a level each: off, quiet, share, generous or dedicated. Later ones "
               "win; hours without one have the rung of [limits].", example=schedule.EXAMPLE),
        Option("notices", "pause", "show", "When pilots make room for you for the first time.",
               choices=("show", "off")),
        Option("notices", "trouble", "show", "When something needs your attention for a minute.",
               choices=("show", "off")),
        Option("notices", "thanks", "show", "Once a week: the CPU hours that you gave.",
               choices=("show", "off")),
        Option("pilots", "cores", ours.pilot_cores, "Cores of one pilot.", "cores",
               0.1, machine_cores, because=here),
        Option("pilots", "memory_mb", ours.pilot_memory_mb, "Memory of one pilot.", "MiB",
               64, _MOST_MEMORY),
        Option("pilots", "ttl_s", ours.ttl_s, "A pilot is ended after it could run this long.",
               "seconds", 60, 604800),
        Option("pilots", "grace_s", ours.grace_s,
               "Time a pilot has between being asked to end and being killed.", "seconds", 1, 300),
        Option("pilots", "at_quit", "end",
               "What pilots do when you quit: they end, are held, or are left running.",
               choices=("end", "hold", "leave")),
        Option("images", "allow", images.allow,
               "Images that may be pulled and run: host/repository, with :tag or @sha256:... for "
               "one alone; host/folder/* for all below; @sha256:... for one content from anywhere.",
               example=allow.EXAMPLE),
        Option("images", "keep_free_gb", images.keep_free_gb,
               "No pull begins while less than this is free on Docker's disk.", "GB", 0, 10**6),
        Option("cache", "most_gb", cache.most_gb,
               "What the cache of one head node may grow to; 0 = none gets one.", "GB", 0, 10**6),
        Option("cache", "when_full", "stop",
               "A full cache is kept and new pilots do without it, or it is cleared by itself.",
               choices=("stop", "clear")),
        Option("engine", "url", "",
               'Where Docker listens; "" = its usual place, or that of your own Podman.'),
        Option("engine", "hold_by", "auto",
               "How pilots are held: by the kernel's own files where allowed (cgroup), by Docker "
               "with none (pause) or almost no CPU (crawl), or by the best there is.",
               choices=("auto", "cgroup", "pause", "crawl")),
        Option("engine", "timeout_s", 10.0, "Docker counts as hung when it is silent for longer.",
               "seconds", 1, 120),
        Option("energy", "core_watts", power.core_watts,
               "What a busy core is taken to use where the processor's meter cannot be read.",
               "watts", 0.1, 1000),
        Option("energy", "co2_g_per_kwh", power.co2_g_per_kwh,
               "CO2 for the electricity you use.", "grams per kWh", 0, 5000),
        Option("local", "jobs", 0, "Jobs to do in all; 0 = no end in sight.", "jobs", 0, 10**7),
        Option("local", "width", 15_000_000,
               "Numbers that one job looks through; after a change the sum begins anew.",
               "numbers", 1000, 5 * 10**7),
    )  # fmt: skip
