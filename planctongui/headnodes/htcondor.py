"""HTCondor as a head node: pilots are worker nodes that join the pool, do one job and leave.

For: what such a pilot is told, how long it may be held, and what its end means. Not for: the
configuration's lines (`htcondor_config`), the token (`idtoken`), or asking the pool
(`htcondor_queue`).
"""

from __future__ import annotations

import re
import time
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from planctongui.headnodes import idtoken, knock
from planctongui.headnodes.htcondor_config import BadSetting, Pool, pool, split_address, text
from planctongui.headnodes.htcondor_queue import idle_jobs
from planctongui.headnodes.protocol import Harvest, Outcome, PilotOrder, Pulled, SecretNeed
from planctongui.settings.option import Option
from planctongui.tongue import Phrases, translate

CONFIG = "condor_config"
TOKEN = "tokens.d/pilot"

BREATH_EVERY_S = 600.0
"""A job survived being frozen for so long without a sign of life; more has not been tried."""

GRACE_S = 10.0
"""SIGTERM gives the job back to the queue at once, SIGKILL costs its lease of 40 minutes."""

OPTIONS: tuple[Option, ...] = (
    Option("", "address", "", 'The pool\'s collector, such as "pool.example.org:9618".'),
    Option("", "pool", "", 'The pool\'s own domain (UID_DOMAIN); "" = the collector\'s host.'),
    Option("", "idle_s", 60, "A pilot without a job leaves after this long.", "seconds", 20, 3600),
    Option("", "accept_owners", (), "Only jobs of these users of the pool; [] = of all."),
    Option("", "requirements", "", "What a job must meet as well, as a ClassAd expression."),
    # Past an hour a pilot's master by default kills its children when it goes on (ours is told not
    # to), past 9000 s the submit side gives the job up. Only 600 s have been tried for real.
    Option("", "hold_tolerance_s", 2700.0, "A pilot held for longer is ended.", "seconds",
           60, 8100, because="the pool gives a silent job up after 9000 seconds"),
    Option("", "work_mb", 256, "Room for a job's files; it is memory.", "MiB", 32, 2**20),
    Option("", "processes", 256, "Processes and threads of one pilot.", "", 32, 32768),
)  # fmt: skip
"""Keys of a file of the kind "htcondor", beside those that all kinds have."""

SAYS: Mapping[str, str] = Phrases(
    lambda: {
        "no-config": translate(
            "HeadNodes", "The pilot got no configuration; this is a fault of planctongui."
        ),
        "no-token": translate(
            "HeadNodes", "The pilot got no token. Add the token of this head node."
        ),
        "token-rights": translate(
            "HeadNodes", "HTCondor refused to read the token: it must belong to the pilot alone."
        ),
        "token-refused": translate(
            "HeadNodes", "The pool refused the token. Ask its administrator for a new one."
        ),
        "unreachable": translate(
            "HeadNodes",
            "The pool's address was not reached from within the pilot. Check the address, "
            "the network and the firewalls in between.",
        ),
        "never-joined": translate(
            "HeadNodes",
            "The pool was not reached, or did not let the pilot in. Check the address, "
            "the network and the token.",
        ),
        "no-user": translate(
            "HeadNodes",
            "The image knows no user 10001. Build it from the Dockerfile of planctongui.",
        ),
        "hung": translate(
            "HeadNodes",
            "The job was lost: the pilot had been held for too long. Lower hold_tolerance_s.",
        ),
        "ttl": translate(
            "HeadNodes", "The pilot's time was over before its job was done. Raise pilots.ttl_s."
        ),
        "ended": translate("HeadNodes", "HTCondor ended with an error."),
    }
)
"""What a pilot's trouble means for the owner."""

_OUTCOMES = {"done": Outcome.USEFUL, "none": Outcome.EMPTY, "evicted": Outcome.LOST}
_LINE = re.compile(r"planctongui-(result|trouble): htcondor ([a-z-]{1,20})")
_STATE = re.compile(r"^planctongui-state: htcondor (waiting|working)\r?$", re.M)


class HTCondorHeadNode:
    """One pool."""

    def __init__(self, name: str, told: Pool, image: Pulled, limits: Mapping[str, Any]) -> None:
        """`limits`: hold_tolerance_s, work_mb and processes as in OPTIONS."""
        self._name = name
        self._pool = told
        self._image = image
        self._hold_tolerance_s = float(limits["hold_tolerance_s"])
        self._order = PilotOrder(
            command=(),
            environment={"CONDOR_CONFIG": f"/run/planctongui/{CONFIG}"},
            network=True,
            secrets=(SecretNeed("token", TOKEN),),
            files={CONFIG: text(told).encode()},
            work_mb=int(limits["work_mb"]),
            processes=int(limits["processes"]),
        )

    @property
    def name(self) -> str:
        """The name of its file."""
        return self._name

    @property
    def image(self) -> Pulled:
        """From a registry: HTCondor has to be downloaded, which no build here does."""
        return self._image

    @property
    def hold_tolerance_s(self) -> float:
        """As the file says; 45 minutes if it is silent."""
        return self._hold_tolerance_s

    @property
    def breath_every_s(self) -> float:
        """Ten minutes."""
        return BREATH_EVERY_S

    @property
    def grace_s(self) -> float:
        """The least time between SIGTERM and SIGKILL, seconds."""
        return GRACE_S

    def examine(self, name: str, secret: bytes) -> None:
        """Refuse a token that has expired, or may do too little or too much."""
        idtoken.check(secret, time.time())

    def tell_of(self, name: str, secret: bytes) -> str:
        """Whose token it is, for which pool, and until when."""
        return idtoken.sentence(idtoken.check(secret, time.time()))

    def knock(self) -> None:
        """Reach the collector's port. Raises HeadNodeTrouble."""
        knock.at(self._name, *split_address(self._pool.address))

    def at_work(self, log: str) -> bool | None:
        """By the entrypoint's own word; an image of a site's own may not have it."""
        found = _STATE.findall(log)
        return "working" in found if found else None

    def recall(self, results: Iterable[str]) -> None:
        """Results stay with the pool."""

    def waiting(self) -> int | None:
        """Idle jobs in the pool's queues; None without the `htcondor` bindings or an answer."""
        return idle_jobs(self._pool.address)

    def order(self, busy: Collection[str]) -> PilotOrder:
        """The same for every pilot: the pool chooses the job."""
        return self._order

    def harvest(self, exit_code: int | None, log: str) -> Harvest:
        """By the exit code and the pilot's last words; either alone proves nothing useful."""
        lines = (line.rstrip("\r") for line in log.split("\n"))
        found = [match for match in map(_LINE.fullmatch, lines) if match]
        kind, word = (found[-1][1], found[-1][2]) if found else ("", "")
        if kind == "trouble":
            return Harvest(Outcome.LOST, say=SAYS.get(word, SAYS["ended"]))
        if exit_code in (0, 99) and word in _OUTCOMES:
            return Harvest(_OUTCOMES[word])
        # An image of a site's own may not have our entrypoint, and so no last words.
        if exit_code in (0, 99) and not word:
            return Harvest(Outcome.USEFUL if exit_code == 99 else Outcome.EMPTY)
        if exit_code == 4:
            return Harvest(Outcome.LOST, say=SAYS["no-user"])
        return Harvest(Outcome.LOST, say=_ended(exit_code))

    def fruit(self) -> str:
        """Nothing: results stay with the pool."""
        return ""


def make(name: str, values: Mapping[str, Any]) -> HTCondorHeadNode:
    """The head node of these settings; those missing have their defaults. Raises BadSetting."""
    told: dict[str, Any] = {option.key: option.default for option in OPTIONS} | dict(values)
    if not told.get("image"):
        raise BadSetting(
            translate("HeadNodes", "The head node {name} names no image").format(name=name),
            translate(
                "HeadNodes",
                "An HTCondor pilot's image is built by the site and pulled from a registry: "
                'image = "registry.example.org/pilots/htcondor:1".',
            ),
        )
    return HTCondorHeadNode(
        name,
        pool(
            told["address"],
            told["pool"],
            told["idle_s"],
            told["accept_owners"],
            told["requirements"],
        ),
        Pulled(str(told["image"]), float(told.get("refresh_s", 0.0))),
        told,
    )


def _ended(exit_code: int | None) -> str:
    if exit_code is None:
        return translate("HeadNodes", "The pilot ended without an exit code.")
    if exit_code == 137:
        return translate(
            "HeadNodes",
            "The pilot was killed; its job, if any, is given out again after its lease.",
        )
    return translate("HeadNodes", "The pilot ended with code {exit_code}.").format(
        exit_code=exit_code
    )
