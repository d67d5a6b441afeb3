"""Real pilots that misbehave: a sentence says so, nothing is left, the other head nodes go on."""

from __future__ import annotations

import math
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from docker import APIClient

from planctongui.core.allow import ImageRules
from planctongui.core.standing import Finding
from planctongui.engine.docker_engine import DockerEngine
from planctongui.headnodes import entry, kinds
from planctongui.headnodes.protocol import HeadNode, Recipe
from planctongui.supplies import Supplies
from planctongui.trials import Examiner, Size, Uncounted
from planctongui.vault.files import FileVault
from planctongui.vault.protocol import Vault
from planctongui.vault.secret import Secret
from tests.app.application import Application, without_display
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon
from tests.engine.test_whole_chain import LIMITS
from tests.headnodes.test_idtoken import token

SIZE = Size(cores=1.0, memory_mb=32, grace_s=1.0, images=ImageRules(("*",)))
PATIENCE_S = 120.0
ALLOW_ALL = '[images]\nallow = ["*"]\n'
PROCESSES = 24
REFUSED = b"""#!/bin/busybox sh
echo "planctongui-trouble: htcondor token-refused"
"""


def node(image: str, script: str, name: str = "site") -> HeadNode:
    """A head node whose pilots run this script."""
    return kinds.make(entry.checked(Path(f"{name}.toml"), file(image, script), kinds.KEYS))


def file(image: str, script: str, more: str = "") -> str:
    return f"""kind = "custom"
image = "{image}"
command = ['''{script}''']
processes = {PROCESSES}
work_mb = 8
{more}
"""


@pytest.fixture
def apart(daemon: Daemon, instance: str) -> Iterator[DockerEngine]:
    """The engine as the owner of test pilots, under no group of ours."""
    engine = DockerEngine(daemon.url, instance, timeout_s=20, apart=True)
    yield engine
    engine.close()


def examiner(engine: DockerEngine, vault: Vault | None, limit_s: float) -> Examiner:
    supplies = Supplies(engine, dict, lambda event: None, vault)
    return Examiner(engine, supplies, vault, Uncounted(), limit_s)


def examine(engine: DockerEngine, made: HeadNode, limit_s: float = 60.0) -> Finding:
    found = examiner(engine, None, limit_s).examine(made, SIZE)
    assert engine.look(()) == (), "nothing is left of the test pilot"
    return found


# One stream of words where the last one counts: Docker mixes two as they come.
ENDS = {
    "a job done": ("exit 0", True, "works"),
    "no job": ("exit 75", True, "no job waits there"),
    "an end at once": ("echo no license; exit 3", False, "no license"),
    "a full work folder": (
        "exec 2>&1; dd if=/dev/zero of=/work/x bs=1M || { echo the folder is full; exit 9; }",
        False,
        "the folder is full",
    ),
    "too much memory": ("exec tail /dev/zero", False, "more memory"),
}


@pytest.mark.parametrize("case", ENDS)
def test_each_end_of_a_test_pilot_is_a_sentence(apart: DockerEngine, image: str, case: str) -> None:
    script, good, words = ENDS[case]
    found = examine(apart, node(image, script))
    assert found.good is good
    assert words in f"{found.title} {found.advice}"


def test_one_that_ignores_sigterm_is_killed_after_its_grace(
    apart: DockerEngine, image: str
) -> None:
    found = examine(apart, node(image, pilots.STUBBORN), limit_s=2.0)
    assert "was then stopped" in found.title


def test_one_that_forks_without_end_stays_in_its_box_and_the_machine_well(
    apart: DockerEngine, image: str, client: APIClient
) -> None:
    forks = "exec 2>&1; n=0; while :; do sleep 60 & n=$((n+1)); echo $n; done"
    found = examine(apart, node(image, forks))
    assert not found.good and "fork" in found.advice
    order = node(image, forks).order(())
    plan = replace(pilots.plan(image), order=order)
    assert apart.spawn(plan, lambda: True) is not None
    pilots.wait_for_end(client, plan.id, PATIENCE_S)
    numbers = [int(line) for line in apart.said(plan.id).splitlines() if line.isdigit()]
    apart.remove(plan.id)
    assert 0 < max(numbers) <= PROCESSES
    assert subprocess.run(["true"], check=True, timeout=PATIENCE_S).returncode == 0


def test_a_pool_that_refuses_the_token_is_told_from_one_without_jobs(
    apart: DockerEngine, daemon: Daemon, instance: str, tmp_path: Path
) -> None:
    builder = DockerEngine(daemon.url, instance, timeout_s=20)
    plain = pilots.recipe().files
    made = {
        "Dockerfile": b"FROM scratch\nCOPY busybox /bin/busybox\nCOPY pilot /pilot\nENV PATH=/bin\n"
        b'RUN ["/bin/busybox", "ln", "-s", "/bin/busybox", "/bin/sh"]\n'
        b'ENTRYPOINT ["/bin/sh", "/pilot"]\n',
        "busybox": plain["busybox"],
        "pilot": REFUSED,
    }
    image = builder.ensure_image(Recipe("planctongui-refused", made))
    builder.close()
    vault = FileVault(tmp_path / "secrets")
    vault.store("pool", "token", Secret(token(exp=None)))
    with closing(socket.create_server(("127.0.0.1", 0))) as door:
        address = f"127.0.0.1:{door.getsockname()[1]}"
        text = f'kind = "htcondor"\nimage = "{image}"\naddress = "{address}"\n'
        pool = kinds.make(entry.checked(Path("pool.toml"), text, kinds.KEYS))
        examined = examiner(apart, vault, 60.0)
        found = examined.examine(pool, SIZE)
    assert not found.good and "refused the token" in found.advice
    assert "not reachable" in examined.examine(pool, SIZE).title, "now nobody listens there"


@pytest.fixture
def app(daemon: Daemon, client: APIClient, tmp_path: Path, instance: str) -> Iterator[Application]:
    """The program in a terminal, not started yet."""
    env = without_display(tmp_path)
    app = Application(env, tmp_path, daemon.url, LIMITS + ALLOW_ALL, instance, engine_timeout_s=20)
    yield app
    if app.child is not None:
        app.child.kill()
    app.engine.close()
    pilots.clean_up(client, f"{instance}-trial")


def place(app: Application, name: str, text: str) -> None:
    folder = app.settings_file.parent / "headnodes"
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.toml").write_text(text)


def rows(app: Application, name: str) -> list[dict[str, Any]]:
    """Finished pilots of a head node in the ledger, oldest first."""
    if not app.ledger_file.exists():
        return []
    with closing(sqlite3.connect(f"{app.ledger_file.as_uri()}?mode=ro", uri=True)) as base:
        base.row_factory = sqlite3.Row
        asked = "SELECT * FROM pilot WHERE head_node = ? ORDER BY ended"
        return [dict(row) for row in base.execute(asked, (name,))]


def stands(report: dict[str, Any], name: str) -> dict[str, Any]:
    return next((one for one in report["head_nodes"] if one["name"] == name), {})


def test_bad_head_nodes_rest_longer_and_longer_while_the_good_one_goes_on(
    app: Application, image: str
) -> None:
    place(app, "good", file(image, "sleep 1; exit 0"))
    place(app, "broken", file(image, "echo no license; exit 3"))
    place(app, "gone", file("127.0.0.1:9/pilots/none:1", "exit 0"))
    app.start("--terminal")

    def all_told(report: dict[str, Any]) -> bool:
        gone, broken = stands(report, "gone"), stands(report, "broken")
        return bool(gone.get("trouble")) and "no license" in broken.get("trouble", "")

    app.wait_for(all_told, PATIENCE_S, "what is wrong with both")
    after = len(rows(app, "good"))
    app.wait_for(lambda _: len(rows(app, "good")) >= after + 3, PATIENCE_S, "the good one goes on")
    tries = rows(app, "broken")
    lasted_s = tries[-1]["ended"] - tries[0]["ended"]
    rounds = 2 + math.log2(lasted_s / 3.75 + 1)
    assert len(tries) <= 2 * rounds, "each pause is twice the one before; two may start at once"
    assert {row["outcome"] for row in rows(app, "good")} == {"useful"}
    app.quit()


def by_command(app: Application, name: str) -> tuple[int, str]:
    """Exit status and words of `planctongui headnode test`."""
    done = subprocess.run(
        [sys.executable, "-m", "planctongui", "headnode", "test", name],
        env=app.env, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_the_command_tests_a_head_node_whether_the_program_runs_or_not(
    app: Application, client: APIClient, image: str
) -> None:
    place(app, "good", file(image, "exit 0"))
    place(app, "broken", file(image, "echo no license; exit 3"))
    place(app, "off", file(image, "exit 75", "enabled = false"))
    ends = [
        ("good", 0, "works"),
        ("broken", 1, "no license"),
        ("nobody", 1, "head node nobody"),
    ]
    for name, status, words in [*ends, ("off", 0, "no job waits")]:
        told = by_command(app, name)
        assert told[0] == status and words in told[1], told
    app.start("--terminal")
    app.order("pause")
    app.wait_for(lambda r: stands(r, "good"), PATIENCE_S, "the head nodes")
    for name, status, words in ends:
        told = by_command(app, name)
        assert told[0] == status and words in told[1], told
    finding = stands(app.report(), "broken")["trial"]["finding"]
    assert finding["good"] is False
    assert pilots.names_of(client, f"{app.instance}-trial") == []
    app.quit()


def test_a_program_that_quits_leaves_no_test_pilot(
    app: Application, client: APIClient, image: str
) -> None:
    place(app, "long", file(image, pilots.STUBBORN))
    app.start("--terminal")
    app.order("pause")
    app.wait_for(lambda r: stands(r, "long"), PATIENCE_S, "the head node")
    app.order("test", "long")
    trial = f"{app.instance}-trial"
    wait_until(lambda: bool(pilots.names_of(client, trial)), PATIENCE_S, "the test pilot")
    app.quit()
    assert pilots.names_of(client, trial) == []
