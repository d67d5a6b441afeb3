"""Work Queue's kind: what its file may say, what its pilots are told, and what their ends mean."""

from __future__ import annotations

import math
import re
from pathlib import Path

import pytest

from planctongui.core.trouble import Trouble
from planctongui.headnodes import kinds, workqueue_image
from planctongui.headnodes.protocol import HeadNode, Outcome, Pulled, Recipe, SecretNeed
from planctongui.headnodes.trouble import HeadNodeTrouble
from planctongui.headnodes.workqueue import SAYS, WorkQueueHeadNode, make

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs/headnodes/workqueue.md"
PILOT = ROOT / "resources/pilots/workqueue/pilot"
FOR_OWNERS = ROOT / "packaging/headnode/workqueue/pool.toml"


def loaded(tmp_path: Path, text: str) -> HeadNode:
    file = tmp_path / "pool.toml"
    file.write_text(f'kind = "workqueue"\n{text}\n')
    return kinds.load(file)[1]


def refused(tmp_path: Path, text: str) -> Trouble:
    with pytest.raises(HeadNodeTrouble) as caught:
        loaded(tmp_path, text)
    return caught.value.trouble


def test_an_address_is_all_that_a_file_must_say(tmp_path: Path) -> None:
    node = loaded(tmp_path, 'address = "head.example.org"')
    order = node.order(())
    assert order.command == ("head.example.org", "9123")
    assert order.secrets == (SecretNeed("password", "password"),)
    assert order.network
    assert (node.name, node.breath_every_s, node.hold_tolerance_s) == ("pool", 20.0, 1800.0)
    assert (node.grace_s, node.fruit()) == (0.0, "")
    assert node.waiting() is None, "nobody can be asked"


def test_a_project_is_found_by_its_catalog_and_only_that_very_project(tmp_path: Path) -> None:
    node = loaded(tmp_path, 'project = "sim.v2"\ncatalog = "[fe80::1]"')
    assert node.order(()).command == ("-M", "sim[.]v2", "-C", "[fe80::1]:9097")


def test_limits_of_the_file_reach_the_pilot(tmp_path: Path) -> None:
    node = loaded(
        tmp_path,
        'address = "10.0.0.1:9000"\nwork_mb = 500\nprocesses = 40\nidle_s = 3\n'
        "hold_tolerance_s = 99.5\nbreath_every_s = 0\nopen = true",
    )
    order = node.order(())
    assert (order.command, order.work_mb, order.processes) == (("10.0.0.1", "9000"), 500, 40)
    assert order.environment == {"PILOT_IDLE_S": "3", "PILOT_DISK_MB": "496", "PILOT_HOLD_S": "100"}
    assert order.secrets == ()
    assert node.breath_every_s == math.inf


@pytest.mark.parametrize(
    ("text", "title", "advice"),
    [
        ("", "does not say where it is", "address ="),
        ('project = "sim"', "does not say where it is", "catalog ="),
        ('address = "a:1"\ncatalog = "b"', "does not say where it is", "project ="),
        ('address = "a b"', "an impossible address", "'a b' must be a host's name"),
        ('address = "a:70000"', "an impossible address", "9123"),
        ('address = "-M:1"', "an impossible address", "'-M:1'"),
        ('project = "sim"\ncatalog = "b:x"', "an impossible catalog", "9097"),
        ('project = ".*"\ncatalog = "b"', "a project that is not possible", "'.*' must be"),
        ('project = "-P"\ncatalog = "b"', "a project that is not possible", "letters"),
        ('address = "a"\npassword = "x"', "holds a secret", "keyring"),
        ('address = "a"\nidle_s = 0', "has a idle_s", "from 1 to 900"),
        ('address = "a"\nadress = "b"', "a key adress", 'Did you mean "address"'),
    ],
)
def test_a_file_that_makes_no_sense_is_refused_with_what_to_do(
    tmp_path: Path, text: str, title: str, advice: str
) -> None:
    trouble = refused(tmp_path, text)
    assert title in trouble.title and advice in trouble.advice


def test_each_end_of_a_pilot_has_its_meaning() -> None:
    node = make("pool", {"address": "head"})
    assert node.harvest(0, "").outcome is Outcome.USEFUL
    assert node.harvest(75, "").outcome is Outcome.EMPTY
    for code in (1, 69, 70, 77, 78, 124, 137, 143, None):
        assert node.harvest(code, "").outcome is Outcome.LOST
    assert "refused the password" in node.harvest(77, "").say
    assert "was not reached" in node.harvest(69, "").say
    assert node.harvest(143, "").say == "", "we asked it to end"
    assert node.harvest(42, "").say == "The pilot ended with code 42."


def test_the_pilots_own_exit_codes_are_all_known() -> None:
    head = PILOT.read_text().partition("\nwork=")[0]
    codes = {int(code) for code in re.findall(r"(?:out: |, |#      )(\d+) [a-z]", head)}
    assert codes == {0, 75, *SAYS} - {137}


def image_trouble(**missing: object) -> Trouble:
    with pytest.raises(HeadNodeTrouble) as caught:
        workqueue_image.recipe("pool", **missing)  # type: ignore[arg-type]
    return caught.value.trouble


def test_the_image_is_made_of_this_machines_worker_shell_and_libraries() -> None:
    recipe = make("pool", {"address": "head"}).image
    assert isinstance(recipe, Recipe)
    names = set(recipe.files)
    assert {"Dockerfile", "pilot", "root/bin/busybox", "root/usr/bin/work_queue_worker"} < names
    assert any("/libc.so" in name for name in names) and any("/ld-" in name for name in names)


def test_a_machine_without_a_worker_says_where_to_get_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(HeadNodeTrouble) as caught:
        _ = make("pool", {"address": "head"}).image
    assert caught.value.trouble.title == "The head node pool needs Work Queue's worker"
    assert "coop-computing-tools" in caught.value.trouble.advice
    assert "image =" in caught.value.trouble.advice
    image = make("pool", {"address": "head", "image": "host/wq:1", "refresh_s": 60}).image
    assert image == Pulled("host/wq:1", 60.0)


def test_what_else_is_missing_is_told_too(tmp_path: Path) -> None:
    assert "static busybox" in image_trouble(busyboxes=()).title
    script = tmp_path / "worker"
    script.write_text("#!/bin/sh\n")
    assert "Its libraries are not known" in image_trouble(worker=str(script)).advice


def test_the_file_for_owners_works_as_it_is() -> None:
    entry, node = kinds.load(FOR_OWNERS)
    assert isinstance(node, WorkQueueHeadNode)
    assert entry.enabled


def test_every_key_of_the_kind_is_in_the_page() -> None:
    words = PAGE.read_text()
    for option in (*kinds.entry.COMMON, *kinds.KEYS["workqueue"]):
        assert f"| `{option.key}` |" in words
