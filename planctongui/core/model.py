"""The nouns: what is seen, what is allowed, what is done, what is told.

For: values that every room may import. Not for: behaviour (that is `policy`) or I/O.
Times named `now`, `born`, `since` are seconds of the monotonic clock; times named `at`, `until`,
`wall` are Unix time, because they are shown to people or compared with a calendar.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from planctongui.core.standing import Standing

Value: TypeAlias = int | float | str | tuple[str, ...]
"""What a setting can be."""


class Phase(Enum):
    """What the engine says of a pilot. Held is a phase of its own, not a kind of stopped."""

    CREATED = "created"
    RUNNING = "running"
    HELD = "held"
    EXITED = "exited"


class Pending(Enum):
    """An order for a pilot that is under way and has not been answered yet."""

    HOLD = "hold"
    RELEASE = "release"
    END = "end"
    KILL = "kill"
    REAP = "reap"
    BREATH = "breath"


@dataclass(frozen=True, slots=True)
class Pilot:
    """One short-lived pilot, as known at one instant."""

    id: str
    """Our own name for it, chosen before it exists; unique for ever."""
    head_node: str
    """Name of the head node it works for."""
    phase: Phase
    cores: float
    """Cores it may use."""
    memory_mb: int
    """Memory it may use, MiB."""
    born: float
    """Monotonic seconds at which it started (or was created, if it never started)."""
    ran_s: float = 0.0
    """Seconds it could run so far: time held does not count."""
    held_s: float = 0.0
    """Seconds it has been held without a break; 0 = it is not held."""
    airless_s: float = 0.0
    """Seconds since it was held or last took a breath; 0 = it is not held."""
    idle: bool = False
    """True when it has been seen waiting for a job: it runs, but uses no CPU."""
    unholdable: bool = False
    """True when orders to hold it have failed again and again."""
    pending: Pending | None = None
    pending_since: float = 0.0
    """Monotonic seconds at which the pending order was given."""


@dataclass(frozen=True, slots=True)
class Presence:
    """What the input source knows about the owner."""

    source: str
    """Name of the source, e.g. "X11 idle alarm"; "none" when there is none."""
    age_s: float | None
    """Seconds since the owner's last input; None = the source is blind, owner counts as present."""
    why_blind: str = ""
    """One sentence for the owner when age_s is None."""


@dataclass(frozen=True, slots=True)
class Condition:
    """Something besides the owner's input for which pilots are held while it lasts."""

    reason: Reason
    detail: str = ""
    """Who or what, for the sentence, e.g. "anna from 10.0.0.5"; "" = nothing more is known."""


@dataclass(frozen=True, slots=True)
class SourceStatus:
    """One way of seeing the owner or the machine's state, as the owner is told of it."""

    name: str
    works: bool
    detail: str = ""
    """What it sees now, or why it sees nothing and what would help."""
    age_s: float | None = None
    """Seconds since it last saw the owner; None = it does not tell."""
    heard_s: float | None = None
    """Seconds since it last told anything at all; None = not known, or it is asked every time."""


@dataclass(frozen=True, slots=True)
class Minding:
    """What else counts as presence, as the owner wishes. Sentences: see `settings`."""

    lock_is_away: bool = True
    remote_idle_s: float = 60.0
    """A remote user counts as present so long after their last key; 0 = they do not count."""
    inhibitors: bool = True
    full_screen: bool = True
    """A window that fills the screen counts as presence, too."""
    exclusive: tuple[str, ...] = ()
    """Names of programs beside which no pilot runs."""
    battery_above: float = math.inf
    """On battery, pilots run above this charge, percent; inf = never."""
    metered: bool = False
    max_celsius: float = 0.0
    """Hottest sensor at which pilots still run; 0 = heat does not count."""
    max_memory_pressure: float = 20.0
    """Percent of time in which programs wait for memory; 0 = it does not count."""
    max_cpu_pressure: float = 0.0
    """Percent of time in which programs, pilots among them, wait for the CPU; 0 = no matter."""
    keep_disk_mb: int = 512
    """Room on the engine's disk below which pilots are held, MiB."""


@dataclass(frozen=True, slots=True)
class NoticeWishes:
    """Which messages of the desktop the owner wants to see."""

    pause: bool = True
    """The first time that pilots make room for them."""
    trouble: bool = True
    """What they can do something about."""
    thanks: bool = True
    """What the machine gave in a week."""


@dataclass(frozen=True, slots=True)
class Power:
    """What the owner takes an hour of CPU to cost, where no meter tells it."""

    core_watts: float = 8.0
    """Watts of one busy core."""
    co2_g_per_kwh: float = 475.0
    """Grams of CO2 for a kilowatt hour; the default is about the world's average."""


class EngineState(Enum):
    """Whether the container engine can be used. UNKNOWN until it answered once."""

    UNKNOWN = "unknown"
    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True)
class HeadNodeStatus:
    """Whether pilots for a head node can be started now."""

    name: str
    ready: bool
    """True when its image is on the machine."""
    not_before: float = -math.inf
    """Monotonic seconds before which no pilot is started (growing pauses after none or failure)."""
    failing: bool = False
    """True when the pause is because of failures, False when there was just no work."""
    hold_tolerance_s: float = math.inf
    """A pilot that is held for longer than this is of no use to the head node any more, seconds."""
    grace_s: float = 0.0
    """Its pilots get at least so long to end, seconds."""
    breath_every_s: float = math.inf
    """A held pilot of its must run for a moment this often, seconds; inf = never."""
    share: float = 1.0
    """Its weight among all that have work; 0 = no pilot is started for it any more."""
    waiting: int | None = None
    """Jobs that wait for a pilot; 0 = none is started; None = not known, so pilots try."""
    starting: int = 0
    """Pilots for it whose start is under way."""


class AtQuit(Enum):
    """What becomes of living pilots when the program is quit."""

    END = "end"
    """Ended politely; their unfinished jobs go back to the head node."""
    HOLD = "hold"
    """Held until the next start, which adopts them."""
    LEAVE = "leave"
    """Left as they are, unwatched until the next start."""


@dataclass(frozen=True, slots=True)
class Orders:
    """What the owner has ordered and not taken back."""

    paused_until: float | None = None
    """Unix time until which the owner paused; math.inf = until resumed; None = not paused."""
    finishing: bool = False
    """Let the running jobs end, start no more."""
    leaving: AtQuit | None = None
    """The program is quitting, and this is what becomes of its pilots; None = it stays."""
    stopping: frozenset[str] = frozenset()
    """Pilots that the owner told to end."""
    removing: bool = False
    """All pilots are to end, and nothing starts, until everything of ours is removed."""


class Level(Enum):
    """What the owner's schedule can say of an hour: a rung, or nothing at all."""

    OFF = "off"
    QUIET = "quiet"
    SHARE = "share"
    GENEROUS = "generous"
    DEDICATED = "dedicated"


@dataclass(frozen=True, slots=True)
class Slot:
    """What the owner's schedule says now."""

    level: Level | None = None
    """None = it says nothing of this hour: the rung of the limits holds."""
    until: float = math.inf
    """Unix time at which that changes; inf = never."""


@dataclass(frozen=True, slots=True)
class Observation:
    """Everything the policy may look at, frozen at one instant."""

    now: float
    """Monotonic seconds."""
    wall: float
    """Unix time of the same instant."""
    presence: Presence
    owner_cores: float | None
    """Cores used by all but our pilots, mean over the last seconds; None = not known yet."""
    free_memory_mb: int | None
    """Memory available without swapping, MiB; None = not known."""
    machine_cores: int
    """Cores of the machine, all of them."""
    engine: EngineState
    pilots: tuple[Pilot, ...] = ()
    starting: int = 0
    """Pilots whose start is under way and which are not in `pilots` yet."""
    head_nodes: tuple[HeadNodeStatus, ...] = ()
    orders: Orders = Orders()
    conditions: tuple[Condition, ...] = ()
    """What each holds is the rung's (`gate`). The first that holds everything is told."""
    locked: bool | None = None
    """True: the owner locked the screen, so they are away; None = not known."""
    settings_known: bool = True
    """False while the owner's settings were never readable: what they allow is not known."""
    slot: Slot = Slot()
    """What the owner's schedule says of this instant."""


class Rung(Enum):
    """How much goes on while the owner is present. Blind counts as present on each of them."""

    QUIET = "quiet"
    """Nothing."""
    SHARE = "share"
    """Half of the machine's cores, rounded down; nothing while the owner's programs are busy."""
    GENEROUS = "generous"
    """All but one; the owner's programs get back as many as they use, present or not."""
    DEDICATED = "dedicated"
    """All that are allowed: the owner is not looked at."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the owner allows. Ranges and sentences for the settings file: see `settings`."""

    max_cores: int
    """Cores for all pilots together; 0 = none."""
    rung: Rung = Rung.QUIET
    calm_s: float = 10.0
    """Pilots go on this many seconds after the owner's last input or CPU burst."""
    owner_cpu_percent: float = 25.0
    """All pilots are held when the owner's programs use more of the machine than this, percent.

    Not on the rungs generous and dedicated.
    """
    keep_memory_mb: int = 1024
    """No pilot is started that would leave less than this free, MiB."""
    pilot_cores: float = 1.0
    """Cores of one pilot."""
    pilot_memory_mb: int = 256
    """Memory of one pilot, MiB."""
    ttl_s: float = 6 * 3600.0
    """A pilot is ended after it could run this long, seconds."""
    grace_s: float = 10.0
    """Time between the polite end (SIGTERM) and the kill, seconds."""
    delay_budget_s: float = 60.0
    """What the pilots may cost the owner in a day before less goes on, seconds; 0 = any."""


@dataclass(frozen=True, slots=True)
class CacheRules:
    """What the owner settled about folders that outlive pilots."""

    most_gb: float = 10.0
    """What the cache of one head node may grow to, GB (10^9 bytes); 0 = none gets one."""
    clear_when_full: bool = False
    """True = a full one is cleared; False = it is kept, and new pilots do without."""


class Reason(Enum):
    """Why the program does what it does now. A view turns it into a sentence."""

    CONTRIBUTING = "contributing"
    SHARING = "sharing"
    STARTING = "starting"
    OWNER_INPUT = "owner_input"
    OWNER_CPU = "owner_cpu"
    BLIND = "blind"
    REMOTE_USER = "remote_user"
    ASLEEP = "asleep"
    INHIBITED = "inhibited"
    EXCLUSIVE_APP = "exclusive_app"
    BATTERY = "battery"
    METERED = "metered"
    HOT = "hot"
    PRESSURE = "pressure"
    CPU_PRESSURE = "cpu_pressure"
    LITTLE_DISK = "little_disk"
    OWNER_PAUSED = "owner_paused"
    SCHEDULED_OFF = "scheduled_off"
    FINISHING = "finishing"
    FINISHED = "finished"
    NO_CORES = "no_cores"
    LITTLE_MEMORY = "little_memory"
    PREPARING = "preparing"
    NO_HEAD_NODE = "no_head_node"
    NO_WORK = "no_work"
    FAILING = "failing"
    ENGINE = "engine"
    INSIDE = "inside"
    SETTINGS = "settings"
    TTL = "ttl"
    HELD_TOO_LONG = "held_too_long"
    MEMORY_PRESSURE = "memory_pressure"
    IDLE = "idle"
    LIMIT = "limit"
    CANNOT_HOLD = "cannot_hold"
    GRACE_OVER = "grace_over"
    STOPPED = "stopped"
    REMOVING = "removing"
    QUITTING = "quitting"


class Mood(Enum):
    """The five states an owner can tell apart at a glance; one tray icon each."""

    CONTRIBUTING = "contributing"
    HELD = "held"
    PAUSED = "paused"
    WAITING = "waiting"
    TROUBLE = "trouble"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The one answer to "what is it doing, why, and until when"."""

    mood: Mood
    reason: Reason
    until: float | None = None
    """Unix time at which this ends if nothing else happens; None = not known; inf = never."""
    cores: float | None = None
    """Cores that go on although the owner is here; None = that is not what there is to tell."""


@dataclass(frozen=True, slots=True)
class Spawn:
    """Start one pilot for this head node."""

    head_node: str


@dataclass(frozen=True, slots=True)
class Hold:
    """Take the CPU away from this pilot now; its work stays."""

    pilot: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Release:
    """Give the CPU back to this pilot."""

    pilot: str


@dataclass(frozen=True, slots=True)
class Breathe:
    """Let this held pilot run for a moment, and hold it again."""

    pilot: str


@dataclass(frozen=True, slots=True)
class End:
    """Ask this pilot to end (SIGTERM); `Kill` follows after the grace if it does not."""

    pilot: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Kill:
    """End this pilot for good (SIGKILL)."""

    pilot: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Reap:
    """Note what an ended pilot gave, then remove what is left of it."""

    pilot: str


Action: TypeAlias = Spawn | Hold | Release | Breathe | End | Kill | Reap


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something the owner can do something about."""

    title: str
    """What is wrong, a short sentence without a library's words."""
    advice: str
    """What to do, or what the program will do by itself."""


@dataclass(frozen=True, slots=True)
class Remnant:
    """Something of ours in the engine: a pilot, an image, a volume or a network."""

    kind: str
    """"pilot", "image", "volume" or "network"."""
    name: str
    why: str = ""
    """Why it is still there, one sentence; "" = it is not, or nothing is known."""


@dataclass(frozen=True, slots=True)
class Removal:
    """What came of the order to remove everything."""

    at: float
    """Unix time at which it was over."""
    took_s: float
    """From the order on, seconds."""
    removed: tuple[Remnant, ...] = ()
    left: tuple[Remnant, ...] = ()
    """What a look afterwards found."""
    trouble: Trouble | None = None
    """Why it could not be done, or not be looked at afterwards."""


@dataclass(frozen=True, slots=True)
class Sums:
    """CPU time given, in CPU seconds (not wall time)."""

    today_s: float = 0.0
    """Since local midnight."""
    week_s: float = 0.0
    """Since the local midnight of this week's Monday."""
    total_s: float = 0.0
    useful_s: float = 0.0
    """Of the total: pilots that finished a job."""
    empty_s: float = 0.0
    """Of the total: pilots that found no job."""
    lost_s: float = 0.0
    """Of the total: pilots that failed or were ended before their job was done."""


@dataclass(frozen=True, slots=True)
class Delay:
    """What the pilots cost the owner today. What it says and what not: `budget`."""

    today_s: float | None
    """Seconds; None = some of it could not be measured."""
    budget_s: float
    """What the owner allows, seconds a day; 0 = any."""
    rung: Rung | None = None
    """The lower rung that holds instead of the chosen one, because of it; None = the chosen one."""
    calm_s: float | None = None
    """The same for a longer calm, seconds."""


@dataclass(frozen=True, slots=True)
class Pulling:
    """An image on its way from its registry."""

    head_node: str
    done_mb: float = 0.0
    """MB (10^6 bytes)."""
    total_mb: float = 0.0
    """Of the parts that the registry has told of so far; 0 = of none."""


@dataclass(frozen=True, slots=True)
class Report:
    """What one step saw, decided and did; all that any view may know."""

    at: float
    """Unix time of the step."""
    verdict: Verdict
    presence: Presence
    owner_cores: float | None
    running: int
    """Pilots that use the CPU."""
    held: int
    starting: int
    max_cores: int
    machine_cores: int
    rung: Rung = Rung.QUIET
    """What the owner chose for while they are here."""
    slot: Slot = Slot()
    """What the owner's schedule says instead."""
    limits: Limits = Limits(0)
    """All that the owner allows."""
    minding: Minding = Minding()
    notices: NoticeWishes = NoticeWishes()
    power: Power = Power()
    rules: tuple[str, ...] = ()
    """The owner's week, as `core.schedule.rules_of` writes it."""
    sums: Sums = Sums()
    fruits: tuple[str, ...] = ()
    """One sentence per head node that shows results, e.g. "local demo: 1.2 M primes so far"."""
    troubles: tuple[Trouble, ...] = ()
    orders: Orders = Orders()
    governor: str = ""
    """How pilots are held back, one phrase."""
    actions: tuple[Action, ...] = ()
    """What this step ordered."""
    conditions: tuple[Condition, ...] = ()
    """What besides the owner's input keeps pilots still now."""
    locked: bool | None = None
    """True: the owner locked the screen; None = not known, or it says nothing to them."""
    sources: tuple[SourceStatus, ...] = ()
    """All ways of seeing, working or not."""
    delay: Delay | None = None
    """What it cost the owner today; None = not known yet."""
    head_nodes: tuple[Standing, ...] = ()
    """All head nodes in force."""
    governor_good: str = ""
    """How good the means of holding back is, one phrase."""
    governor_better: str = ""
    """What would make it better, one sentence with one command; "" = nothing."""
    engine: SourceStatus | None = None
    """The container engine, and when it was last heard of."""
    pulls: tuple[Pulling, ...] = ()
    """Images that are being pulled."""
    pilots: tuple[Pilot, ...] = ()
    """All that are known, in whatever phase."""
    removal: Removal | None = None
    """The last removal of everything in this run; None = there was none."""
    wake_in_s: float | None = None
    """Seconds until the loop steps again by itself; None = only when something happens."""
