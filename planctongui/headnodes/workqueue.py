"""Work Queue as a head node: pilots are workers that dial in, do one job and leave.

For: what such a pilot is told, how long it may be held, and what its end means. Not for: where the
manager is (`workqueue_place`), asking its catalog (`workqueue_catalog`), or what the image is made
of (`workqueue_image`).

"Manager" is Work Queue's own word for the program that has the jobs.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping
from typing import Any

from planctongui.headnodes import workqueue_catalog, workqueue_image
from planctongui.headnodes.as_told import AsTold
from planctongui.headnodes.protocol import (
    Harvest,
    ImageSource,
    Outcome,
    PilotOrder,
    Pulled,
    SecretNeed,
)
from planctongui.headnodes.workqueue_place import Place, place
from planctongui.settings.option import Option
from planctongui.tongue import Phrases, translate

PASSWORD = "password"
"""The secret's name, and its file's below /run/planctongui."""

OPTIONS: tuple[Option, ...] = (
    Option("", "address", "", 'The manager, such as "head.example.org:9123"; "" = see project.'),
    Option("", "project", "", "The manager's name in the catalog: tells whether work waits, and "
           "where the manager is if there is no address."),
    Option("", "catalog", "", 'The project\'s catalog server, such as "head.example.org:9097".'),
    Option("", "open", False, "True = the manager takes pilots without a password."),
    Option("", "idle_s", 10, "A pilot without a job leaves after this long.", "seconds", 1, 900),
    Option("", "hold_tolerance_s", 1800.0, "A pilot held for longer is ended.", "seconds",
           1, 86400),
    # With its defaults a manager waits 30 s for a worker's sign of life.
    Option("", "breath_every_s", 20.0,
           "A held pilot runs for a tenth of a second this often; 0 = never.", "seconds", 0, 3600),
    Option("", "work_mb", 64, "Room for a job's files; it is memory.", "MiB", 16, 2**20),
    Option("", "processes", 128, "Processes and threads of one pilot.", "", 16, 32768),
)  # fmt: skip
"""Keys of a file of the kind "workqueue", beside those that all kinds have."""

NO_JOB = 75

SAYS: Mapping[int, str] = Phrases(
    lambda: {
        69: translate(
            "WorkQueue",
            "The manager was not reached. Check the address or the project's name, and the "
            "network.",
        ),
        70: translate(
            "WorkQueue",
            "The manager went away, or gave the job to somebody else, before it was done.",
        ),
        77: translate(
            "WorkQueue",
            "The manager refused the password. Store the one that the site gave you.",
        ),
        78: translate(
            "WorkQueue",
            "The pilot could not begin: its image lacks the worker, or its password is empty.",
        ),
        124: translate(
            "WorkQueue",
            "The pilot's time was over before its job was done. Raise pilots.ttl_s.",
        ),
        137: translate("WorkQueue", "The pilot was killed; its job, if any, is given out again."),
        143: "",
    }
)
"""Exit code -> what it means for the owner; 143 = ended on request, which needs no word."""


class WorkQueueHeadNode(AsTold):
    """One manager, or all managers of one project."""

    def __init__(self, name: str, told: Place, values: Mapping[str, Any]) -> None:
        """`values`: every key of OPTIONS, image and refresh_s."""
        super().__init__(name, values)
        self._place = told
        self._order = PilotOrder(
            command=told.arguments,
            environment={
                "PILOT_IDLE_S": str(values["idle_s"]),
                # The worker and its log take some of the room.
                "PILOT_DISK_MB": str(values["work_mb"] - 4),
                "PILOT_HOLD_S": str(math.ceil(values["hold_tolerance_s"])),
            },
            network=True,
            secrets=() if values["open"] else (SecretNeed(PASSWORD, PASSWORD),),
            work_mb=values["work_mb"],
            processes=values["processes"],
        )

    @property
    def image(self) -> ImageSource:
        """From the registry that the file names, or made of what is installed here.

        Raises HeadNodeTrouble when nothing is.
        """
        if self._values["image"]:
            return Pulled(str(self._values["image"]), float(self._values["refresh_s"]))
        return workqueue_image.recipe(self._name)

    def waiting(self) -> int | None:
        """Jobs that wait, as the catalog tells; None without one, or without its answer."""
        if not self._place.catalog:
            return None
        return workqueue_catalog.waiting_jobs(self._place.catalog, self._place.project)

    def order(self, busy: Collection[str]) -> PilotOrder:
        """The same for every pilot: the manager chooses the job."""
        return self._order

    def harvest(self, exit_code: int | None, log: str) -> Harvest:
        """By the exit code: the pilot's entrypoint has read its worker's log."""
        if exit_code == 0:
            return Harvest(Outcome.USEFUL)
        if exit_code == NO_JOB:
            return Harvest(Outcome.EMPTY)
        unknown = translate("WorkQueue", "The pilot ended with code {code}.").format(code=exit_code)
        return Harvest(Outcome.LOST, say=SAYS.get(exit_code or 0, unknown))


def make(name: str, values: Mapping[str, Any]) -> WorkQueueHeadNode:
    """The head node of these settings; those missing have their defaults. See `kinds`."""
    told: dict[str, Any] = {option.key: option.default for option in OPTIONS}
    told |= {"image": "", "refresh_s": 0.0} | dict(values)
    return WorkQueueHeadNode(
        name, place(name, told["address"], told["project"], told["catalog"]), told
    )
