"""What a site gets in packaging/headnode/htcondor fits what pilots and owners need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from planctongui.headnodes import idtoken, kinds
from tests.headnodes.test_htcondor_config import _READ as READ

KIT = Path(__file__).parents[2] / "packaging" / "headnode" / "htcondor"


def test_the_pool_s_configuration_is_read_by_htcondor_as_it_is_meant() -> None:
    meant = {
        "CONDOR_HOST": "pool.example.org",
        "COLLECTOR_HOST": "pool.example.org:9618",
        "TRUST_DOMAIN": "pool.example.org",
        "DAEMON_LIST": "MASTER, COLLECTOR, NEGOTIATOR, SCHEDD",
        "ALLOW_ADVERTISE_MASTER": "condor@*, pilot@pool.example.org",
        "ALLOW_ADVERTISE_STARTD": "condor@*, pilot@pool.example.org",
        "ALLOW_DAEMON": "condor@*",
        "ALLOW_NEGOTIATOR": "condor@*",
        "SEC_DEFAULT_AUTHENTICATION": "required",
        "SEC_DEFAULT_ENCRYPTION": "required",
        "JOB_DEFAULT_LEASE_DURATION": "600",
    }
    done = subprocess.run(
        [sys.executable, "-c", READ, json.dumps(list(meant))],
        env={**os.environ, "CONDOR_CONFIG": str(KIT / "50-volunteers.conf")},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert {name: str(value) for name, value in json.loads(done.stdout).items()} == meant


def made_token(folder: Path, *arguments: str, volunteer: str = "pilot@pool.example.org") -> str:
    """What `make-token` asks of HTCondor's own commands, which stand-ins write down."""
    for name, script in {
        "condor_config_val": f"echo '{volunteer}'" if volunteer else "exit 1",
        "condor_token_create": 'echo "$*"',
    }.items():
        (folder / name).write_text(f"#!/bin/sh\n{script}\n")
        (folder / name).chmod(0o755)
    done = subprocess.run(
        ["/bin/sh", str(KIT / "make-token"), *arguments],
        env={"PATH": f"{folder}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.stdout.strip() if done.returncode == 0 else done.stderr.strip()


def test_a_token_gets_exactly_the_rights_that_owners_accept(tmp_path: Path) -> None:
    words = made_token(tmp_path, "7").split()
    rights = {words[at + 1] for at, word in enumerate(words) if word == "-authz"}
    assert rights == idtoken.ALLOWED
    assert words[words.index("-lifetime") + 1] == str(7 * 86400)
    assert words[words.index("-identity") + 1] == "pilot@pool.example.org"


@pytest.mark.parametrize("days", ["0", "-1", "week", "1.5", "99999"])
def test_odd_lifetimes_are_refused_in_words(tmp_path: Path, days: str) -> None:
    assert "number of days" in made_token(tmp_path, days)


def test_without_the_configuration_the_token_says_what_is_missing(tmp_path: Path) -> None:
    assert "50-volunteers.conf" in made_token(tmp_path, volunteer="")


def test_the_file_for_owners_is_taken() -> None:
    told, node = kinds.load(KIT / "pool.toml")
    assert told.kind == "htcondor" and [s.name for s in node.order(()).secrets] == ["token"]


def test_the_page_names_every_key_of_the_kind() -> None:
    page = (Path(__file__).parents[2] / "docs" / "headnodes" / "htcondor.md").read_text()
    assert not [option.key for option in kinds.KEYS["htcondor"] if f"`{option.key}`" not in page]


def test_the_example_of_the_page_custom_is_taken_as_it_stands(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "headnodes" / "custom.md").read_text()
    example = page.split("```toml\n")[1].split("```")[0]
    (tmp_path / "cms.toml").write_text(example)
    told, node = kinds.load(tmp_path / "cms.toml")
    order = node.order(())
    assert told.kind == "custom" and order.network
    assert [(need.name, need.path) for need in order.secrets] == [("pool", "tokens.d/pool")]
    assert b"CCB_ADDRESS" in order.files["condor/10-site.conf"]
