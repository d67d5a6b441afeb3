"""The one answer to "what is it doing, why, and until when".

For: the verdict and all reasons, also those of single actions. Not for: finding it (`policy`), or
its words (`words.status`, `words.reasons`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


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
    NOT_ALLOWED = "not_allowed"
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
