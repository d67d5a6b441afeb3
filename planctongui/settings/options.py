"""The one list of options: it feeds the check, the defaults and the documentation.

For: what may stand in the settings file. Not for: what an option is (`option`), or the file itself
(`reading`, `file`).
"""

from __future__ import annotations

from planctongui.core import allow, schedule
from planctongui.core.limits import Limits, Rung
from planctongui.core.wishes import CacheRules, Minding, Power
from planctongui.settings.option import Option
from planctongui.tongue import translate

VERSION = 1
"""The newest layout of the file that we know."""

_MOST_MEMORY = 2**24
"""MiB; more than any machine has, and less than what an engine chokes on."""

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


def options(machine_cores: int) -> tuple[Option, ...]:
    """All options, in the order of the file, for a machine with so many cores."""
    return (
        *_file(),
        *_limits(machine_cores),
        *_presence(),
        *_schedule(),
        *_notices(),
        *_pilots(machine_cores),
        *_images(),
        *_cache(),
        *_engine(),
        *_energy(),
        *_local(),
    )


def _file() -> tuple[Option, ...]:
    return (
        Option("", "version", VERSION, "The layout of this file.", lowest=1, highest=VERSION,
               because=translate("Settings", "a newer program wrote this file")),
    )  # fmt: skip


def _limits(machine_cores: int) -> tuple[Option, ...]:
    ours, minding = Limits(machine_cores), Minding()
    here = _here(machine_cores)
    return (
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
    )  # fmt: skip


def _presence() -> tuple[Option, ...]:
    minding = Minding()
    return (
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
    )  # fmt: skip


def _schedule() -> tuple[Option, ...]:
    return (
        Option("schedule", "rules", (),
               "Days, hours and a level each: off, quiet, share, generous or dedicated. Later ones "
               "win; hours without one have the rung of [limits].", example=schedule.EXAMPLE),
    )  # fmt: skip


def _notices() -> tuple[Option, ...]:
    return (
        Option("notices", "pause", "show", "When pilots make room for you for the first time.",
               choices=("show", "off")),
        Option("notices", "trouble", "show", "When something needs your attention for a minute.",
               choices=("show", "off")),
        Option("notices", "thanks", "show", "Once a week: the CPU hours that you gave.",
               choices=("show", "off")),
    )  # fmt: skip


def _pilots(machine_cores: int) -> tuple[Option, ...]:
    ours = Limits(machine_cores)
    here = _here(machine_cores)
    return (
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
    )  # fmt: skip


def _images() -> tuple[Option, ...]:
    images = allow.ImageRules()
    return (
        Option("images", "allow", images.allow,
               "Images that may be pulled and run: host/repository, with :tag or @sha256:... for "
               "one alone; host/folder/* for all below; @sha256:... for one content from anywhere.",
               example=allow.EXAMPLE),
        Option("images", "keep_free_gb", images.keep_free_gb,
               "No pull begins while less than this is free on Docker's disk.", "GB", 0, 10**6),
    )  # fmt: skip


def _cache() -> tuple[Option, ...]:
    cache = CacheRules()
    return (
        Option("cache", "most_gb", cache.most_gb,
               "What the cache of one head node may grow to; 0 = none gets one.", "GB", 0, 10**6),
        Option("cache", "when_full", "stop",
               "A full cache is kept and new pilots do without it, or it is cleared by itself.",
               choices=("stop", "clear")),
    )  # fmt: skip


def _engine() -> tuple[Option, ...]:
    return (
        Option("engine", "url", "",
               'Where Docker listens; "" = its usual place, or that of your own Podman.'),
        Option("engine", "hold_by", "auto",
               "How pilots are held: by the kernel's own files where allowed (cgroup), by Docker "
               "with none (pause) or almost no CPU (crawl), or by the best there is.",
               choices=("auto", "cgroup", "pause", "crawl")),
        Option("engine", "timeout_s", 10.0, "Docker counts as hung when it is silent for longer.",
               "seconds", 1, 120),
    )  # fmt: skip


def _energy() -> tuple[Option, ...]:
    power = Power()
    return (
        Option("energy", "core_watts", power.core_watts,
               "What a busy core is taken to use where the processor's meter cannot be read.",
               "watts", 0.1, 1000),
        Option("energy", "co2_g_per_kwh", power.co2_g_per_kwh,
               "CO2 for the electricity you use.", "grams per kWh", 0, 5000),
    )  # fmt: skip


def _local() -> tuple[Option, ...]:
    return (
        Option("local", "jobs", 0, "Jobs to do in all; 0 = no end in sight.", "jobs", 0, 10**7),
        Option("local", "width", 15_000_000,
               "Numbers that one job looks through; after a change the sum begins anew.",
               "numbers", 1000, 5 * 10**7),
    )  # fmt: skip


def _here(machine_cores: int) -> str:
    return translate("Settings", "this machine has {cores}").format(cores=machine_cores)
