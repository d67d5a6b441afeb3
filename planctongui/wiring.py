"""Puts the real parts together: one assembly, for the tray and for the terminal alike.

For: the only place that knows which class stands behind which contract. No Qt. Not for: anything
that decides or works.
"""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from planctongui import loop, places, wiggle
from planctongui.core.history import AskGiven
from planctongui.core.insight import AskPilots
from planctongui.core.questions import WhoSeesMe
from planctongui.core.report import Report
from planctongui.core.sheets import AllowImage, ClearCache
from planctongui.core.trouble import Trouble
from planctongui.core.wishes import Value
from planctongui.engine.about import about
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.watch import EngineWatch
from planctongui.enquiries import Enquiries
from planctongui.governor.choice import choose, command, describe, how_good
from planctongui.hands import Hands
from planctongui.headnodes import folder
from planctongui.headnodes.local import LocalHeadNode
from planctongui.headnodes.shelf import Shelf
from planctongui.ledger.ledger import Ledger
from planctongui.mailbox import Mailbox
from planctongui.nodes_desk import NodesDesk
from planctongui.replies import Replies
from planctongui.sensors import delay
from planctongui.sensors.load import machine_cores
from planctongui.sensors.senses import MachineSenses
from planctongui.settings import Settings, SettingsFile, SettingsTrouble, default_path, images
from planctongui.spawner.clock import Clock
from planctongui.spawner.spawner import Spawner
from planctongui.supplies import Supplies
from planctongui.trials import Examiner, Size, Uncounted
from planctongui.vault.choice import KeyringThenFiles, open_vault

SWITCH_S = 0.0005
"""A thread that computes lets the one that holds pilots, or paints, go on after this. Python's own
5 ms would be paid at every file that a hold writes."""


def run(mailbox: Mailbox, enquiries: Enquiries, tell: Callable[[Report], None]) -> None:
    """Assemble everything on the calling thread, run the loop on it, and take all apart again.

    `enquiries` gets those that can answer what views ask.
    """
    settings = SettingsFile(default_path(), machine_cores())
    wanted = settings.current
    engine = _engine(wanted)
    governor = choose(
        wanted.hold_by, engine.group, engine, mailbox.post, owns_groups=engine.owns_groups
    )
    local = LocalHeadNode(wanted.local_jobs, width=wanted.local_width)
    placed = folder.HeadNodeFolder(folder.default_path(), local)
    vault = open_vault(places.config_folder())
    hands = _hands(settings, engine, placed, vault, mailbox)
    desk = NodesDesk(Shelf(placed.path), vault)
    desk.open(enquiries)
    senses = MachineSenses(
        wanted.limits.calm_s, mailbox.wake, wanted.ignore_desktops, wanted.minding
    )
    wiggling = ThreadPoolExecutor(1, thread_name_prefix="wiggle")
    enquiries.answer_by(WhoSeesMe, wiggling, lambda question: wiggle.run())
    watch = EngineWatch(engine, mailbox.post)
    waiting = delay.best()
    spawner = Spawner(
        Clock(time.monotonic, time.time),
        settings,
        senses,
        governor,
        hands,
        placed,
        waiting=waiting,
        about_governor=lambda: (how_good(governor), describe(governor)[1], command(governor)),
    )
    enquiries.answer_by(AllowImage, hands.books.lane, allower(settings.path, mailbox.wake))
    _let_answer(hands, engine, enquiries)
    last: list[Report] = []
    replies = Replies(
        hands.books, spawner.chronicle, lambda: last[-1] if last else None, lambda: about(engine)
    )
    replies.tie(enquiries)

    def note_and_tell(report: Report) -> None:
        last[:] = [report]
        tell(report)

    watch.start()
    # What was imported stays. Else the collector goes through all of it now and then: 26 ms in
    # which no thread runs, the one that holds pilots no more than the one that paints.
    gc.freeze()
    sys.setswitchinterval(SWITCH_S)
    try:
        loop.run(spawner, mailbox, (senses,), note_and_tell)
    finally:
        replies.close()
        spawner.chronicle.close(time.time())
        watch.close()
        governor.close()
        desk.close()
        hands.close()
        senses.close()
        waiting.close()
        wiggling.shutdown(wait=False)


def _let_answer(hands: Hands, engine: DockerEngine, enquiries: Enquiries) -> None:
    """The hands' threads answer what pages ask of the engine and of the ledger."""
    supplies = hands.supplies
    enquiries.answer_by(ClearCache, supplies.lane, lambda q: supplies.clear_cache(q.head_node))
    enquiries.answer_by(AskGiven, hands.books.lane, hands.books.given)
    enquiries.answer_by(AskPilots, hands.lane, lambda question: engine.insights())


def engine_for_tests(wanted: Settings) -> DockerEngine:
    """The engine as the owner of test pilots only: nobody else finds, holds or counts them."""
    name = f"{places.instance()}-trial"
    return DockerEngine(wanted.engine_url, name, wanted.engine_timeout_s, apart=True)


def examiner() -> tuple[Examiner, Size, Callable[[], None]]:
    """For a test of a head node while no planctongui runs, what its pilot may use, and its end."""
    wanted = SettingsFile(default_path(), machine_cores()).current
    engine, puller = engine_for_tests(wanted), _engine(wanted)
    vault, limits = open_vault(places.config_folder()), wanted.limits
    supplies = Supplies(puller, dict, lambda event: None, vault)
    made = Examiner(engine, supplies, vault, Uncounted())

    def close() -> None:
        supplies.close()
        engine.close()
        puller.close()

    size = Size(limits.pilot_cores, limits.pilot_memory_mb, limits.grace_s, wanted.images)
    return made, size, close


def _hands(
    settings: SettingsFile,
    engine: DockerEngine,
    placed: folder.HeadNodeFolder,
    vault: KeyringThenFiles,
    mailbox: Mailbox,
) -> Hands:
    ledger = places.data_folder() / "ledger.sqlite3"
    return Hands(
        engine,
        lambda: Ledger(ledger),
        [one.node for one in placed.current.values()],
        _writer(settings.path),
        mailbox.post,
        vault,
        engine_for_tests(settings.current),
    )


def _engine(wanted: Settings) -> DockerEngine:
    return DockerEngine(wanted.engine_url, places.instance(), wanted.engine_timeout_s)


def allower(path: Path, wake: Callable[[], None]) -> Callable[[AllowImage], bool]:
    """Puts an image on the owner's list; the loop is woken to see it at once."""

    def answer(asked: AllowImage) -> bool:
        images.allow(SettingsFile(path, machine_cores()), asked.image)
        wake()
        return True

    return answer


def _writer(path: Path) -> Callable[[str, str, Value], Trouble | None]:
    """Changes one key of the settings file from another thread than the loop's.

    The loop has its own view of the file and sees the change like one by an editor.
    """

    def write(section: str, key: str, value: Value) -> Trouble | None:
        try:
            SettingsFile(path, machine_cores()).set(section, key, value)
        except SettingsTrouble as error:
            return error.trouble
        return None

    return write
