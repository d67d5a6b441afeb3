"""The configuration of an HTCondor pilot: one file, made from a head node's settings.

For: every knob of the pilot's MASTER and STARTD, and the refusal of settings that would break out
of their line. Pure. Not for: numbers known only when the pilot starts (its entrypoint puts them
into the environment, `$ENV(...)` takes them), or the token.

The text was made for HTCondor 23 and later; where a line differs from HTCondor's default, the
comment beside it says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from planctongui.headnodes.address import is_host, shown, split
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.tongue import translate

PORT = 9618
"""Where a collector listens when the address names no port."""

_OWNER = re.compile(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,63}")
_LONGEST = 1000
_UNWANTED = {
    "$": "macros ($)",
    "\\": "backslashes",
    "#": "a hash (#)",
    "//": "a comment",
    "/*": "a comment",
    ";": "a semicolon",
}
_PAIRS = {")": "(", "]": "[", "}": "{"}


class BadSetting(HeadNodeTrouble):
    """A setting cannot go into the configuration; `trouble` says it in the owner's words."""


@dataclass(frozen=True, slots=True)
class Pool:
    """What a pilot has to know of the pool it joins; checked when it is made."""

    address: str
    """The collector, "host:port"."""
    domain: str
    """The pool's UID_DOMAIN: its administrator there may talk to the pilot."""
    idle_s: int
    """Seconds without a job after which the pilot leaves."""
    owners: tuple[str, ...] = ()
    """Only jobs of these users; () = of all."""
    requirements: str = ""
    """A ClassAd expression that a job must meet as well; "" = none."""


def pool(address: str, domain: str, idle_s: int, owners: Sequence[str], requirements: str) -> Pool:
    """Checked settings. Raises BadSetting; `domain` "" is the collector's host."""
    host, port = split_address(address)
    domain = domain or host.strip("[]")
    if not is_host(domain) and domain != host.strip("[]"):
        raise BadSetting(
            translate("HeadNodes", "The pool's domain is not possible"),
            translate("HeadNodes", "{domain} must be a name such as pool.example.org.").format(
                domain=shown(domain)
            ),
        )
    for owner in owners:
        if not _OWNER.fullmatch(owner):
            raise BadSetting(
                translate("HeadNodes", "The list of accepted job owners is not possible"),
                translate(
                    "HeadNodes", "{owner} must be a user's name on the head node, without a domain."
                ).format(owner=shown(owner)),
            )
    check_expression(requirements)
    return Pool(f"{host}:{port}", domain, int(idle_s), tuple(owners), requirements.strip())


def split_address(address: str) -> tuple[str, int]:
    """(host, port) of "host", "host:port" or "[IPv6]:port". Raises BadSetting."""
    found = split(address, PORT)
    if found is None:
        raise BadSetting(
            translate("HeadNodes", "The address of the HTCondor pool is not possible"),
            translate(
                "HeadNodes",
                "{address} must be a host's name and perhaps a port, such as "
                '"pool.example.org:{port}".',
            ).format(address=shown(address), port=PORT),
        )
    return found


def check_expression(expression: str) -> None:
    """Refuse what could leave its place in the START line. Raises BadSetting.

    It may be nonsense all the same: then no job matches, and the pool's own tools say why.
    """
    wrong = _wrong_in(expression)
    if wrong:
        raise BadSetting(
            translate("HeadNodes", "The requirements on jobs are not possible"),
            f"{shown(expression)} {wrong}.",
        )


def _wrong_in(expression: str) -> str:
    """What is wrong with it; "" = nothing."""
    if len(expression) > _LONGEST:
        return translate("HeadNodes", "is longer than {longest} characters").format(
            longest=_LONGEST
        )
    if not all(" " <= letter <= "~" for letter in expression):
        return translate("HeadNodes", "must be one line of plain ASCII text")
    for unwanted, what in _UNWANTED.items():
        if unwanted in expression:
            return translate("HeadNodes", "must not have {what}").format(what=what)
    open_ones: list[str] = []
    quote = ""
    for letter in expression:
        if quote:
            quote = "" if letter == quote else quote
        elif letter in "\"'":
            quote = letter
        elif letter in "([{":
            open_ones.append(letter)
        elif letter in _PAIRS and (not open_ones or open_ones.pop() != _PAIRS[letter]):
            return translate("HeadNodes", "closes a {letter} that was not opened").format(
                letter=letter
            )
    return (
        translate("HeadNodes", "has a quote or bracket that is not closed")
        if quote or open_ones
        else ""
    )


def start_expression(told: Pool) -> str:
    """Which job may start: one in all, not after "retire", of these owners, meeting these needs."""
    parts = ["(JobStarts ?: 0) == 0", "time() < $ENV(PILOT_RETIRE)"]
    if told.owners:
        # Not stringListMember: it answers 1, which is an error beside && in strict ClassAds.
        parts.append(" || ".join(f'TARGET.Owner =?= "{owner}"' for owner in told.owners))
    if told.requirements:
        parts.append(told.requirements)
    return " && ".join(f"({part})" for part in parts)


def text(told: Pool) -> str:
    """The whole file."""
    return _TEXT.format(
        address=told.address,
        domain=told.domain,
        idle_s=told.idle_s,
        start=start_expression(told),
    )


# $ENV(PILOT_*) comes from the entrypoint: whole cores, memory left for the job (MB), and the Unix
# times after which no job is taken (retire) and after which nothing runs (die).
_TEXT = """\
# Made by planctongui from the head node's settings.

# Where things are. Everything written goes into the pilot's work folder, which is memory.
RELEASE_DIR = /usr
BIN = $(RELEASE_DIR)/bin
SBIN = $(RELEASE_DIR)/sbin
LIBEXEC = $(RELEASE_DIR)/libexec/condor
LIB = $(RELEASE_DIR)/lib
LOCAL_DIR = /work
LOG = $(LOCAL_DIR)/log
EXECUTE = $(LOCAL_DIR)/execute
SPOOL = $(LOCAL_DIR)/spool
RUN = $(LOCAL_DIR)/run
LOCK = $(LOCAL_DIR)/lock
LOCAL_CONFIG_FILE =
# A folder of the image for a site's own knobs. Not /etc/condor/config.d: HTCondor's packages put
# files there that would undo what stands here.
LOCAL_CONFIG_DIR = /etc/planctongui/condor.d

# Two daemons that dial out; nothing dials in. The pool reaches them through its connection broker.
DAEMON_LIST = MASTER, STARTD
CONDOR_HOST = {address}
COLLECTOR_HOST = $(CONDOR_HOST)
USE_SHARED_PORT = True
SHARED_PORT_PORT = 0
CCB_ADDRESS = $(COLLECTOR_HOST)
CCB_HEARTBEAT_INTERVAL = 120
PRIVATE_NETWORK_NAME = pilot-$(HOSTNAME)
UID_DOMAIN = $(HOSTNAME)
FILESYSTEM_DOMAIN = $(HOSTNAME)

# A token, and nothing but a token.
if version >= 24.0.0
use SECURITY : recommended_v24_0
else
use SECURITY : recommended_v9_0
endif
SEC_DEFAULT_AUTHENTICATION_METHODS = IDTOKENS
SEC_TOKEN_SYSTEM_DIRECTORY = /run/planctongui/tokens.d
SEC_TOKEN_DIRECTORY = /run/planctongui/tokens.d
SEC_PASSWORD_DIRECTORY = $(LOCAL_DIR)/passwords.d
ALLOW_ADMINISTRATOR = condor@{domain}

# One slot, as large as the pilot.
NUM_CPUS = $ENV(PILOT_CPUS)
MEMORY = $ENV(PILOT_MEMORY)
NUM_SLOTS = 1
NUM_SLOTS_TYPE_1 = 1
SLOT_TYPE_1 = 100%
SLOT_TYPE_1_PARTITIONABLE = False
RUNBENCHMARKS = False
ENABLE_KERNEL_TUNING = False
# Without the programs that look for them the startd would die with status 4.
STARTD_DETECT_GPUS = false
STARTER_ALLOW_RUNAS_OWNER = False

# One job, then out. Holding back and ending is the host's business, so no policy here does it.
START = {start}
SUSPEND = False
PREEMPT = False
KILL = False
WANT_SUSPEND = False
WANT_VACATE = True
MaxJobRetirementTime = 0
CLAIM_WORKLIFE = 0
IsOwner = False

# Ends. UPDATE_INTERVAL is the granularity of the first two: HTCondor looks only then.
UPDATE_INTERVAL = 20
MASTER_UPDATE_INTERVAL = 5
STARTD_NOCLAIM_SHUTDOWN = {idle_s}
STARTD.DAEMON_SHUTDOWN = ((JobStarts ?: 0) > 0) && (State =?= "Unclaimed" || State =?= "Owner")
PILOT_IS_DONE = (STARTD_StartTime =?= 0) && ((time() - DaemonStartTime) > 15)
MASTER.DAEMON_SHUTDOWN_FAST = ($(PILOT_IS_DONE)) || (time() > $ENV(PILOT_DIE))
MASTER_CHECK_NEW_EXEC_INTERVAL = 0
# A pilot that was held for an hour would else kill its own job when it goes on.
NOT_RESPONDING_TIMEOUT = 604800
# Logs are memory here; the first lines say whether the pool was joined, so nothing is cut early.
MAX_DEFAULT_LOG = 4 Mb
"""
