"""The HTCondor pilot's configuration: read and evaluated by HTCondor's own library, not by us."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import classad2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctongui.headnodes.htcondor_config import (
    BadSetting,
    Pool,
    check_expression,
    pool,
    split_address,
    start_expression,
    text,
)

NOW = 1_700_000_000
ENVIRONMENT = {
    "PILOT_CPUS": "2",
    "PILOT_MEMORY": "960",
    "PILOT_RETIRE": str(NOW + 1800),
    "PILOT_DIE": str(NOW + 3600),
}
PLAIN = Pool("head.example:9618", "pool.example", 60)

# Every knob of a pilot that was shown to work against a real pool, with its value.
SHOWN = {
    "RELEASE_DIR": "/usr",
    "BIN": "/usr/bin",
    "SBIN": "/usr/sbin",
    "LIBEXEC": "/usr/libexec/condor",
    "LIB": "/usr/lib",
    "LOCAL_DIR": "/work",  # the engine's name for a pilot's writable folder
    "LOG": "/work/log",
    "EXECUTE": "/work/execute",
    "SPOOL": "/work/spool",
    "RUN": "/work/run",
    "LOCK": "/work/lock",
    "LOCAL_CONFIG_DIR": "/etc/planctongui/condor.d",  # packages' own files must not undo ours
    "DAEMON_LIST": "MASTER, STARTD",
    "CONDOR_HOST": "head.example:9618",
    "COLLECTOR_HOST": "head.example:9618",
    "USE_SHARED_PORT": True,
    "SHARED_PORT_PORT": 0,
    "CCB_ADDRESS": "head.example:9618",
    "CCB_HEARTBEAT_INTERVAL": 120,
    "SEC_DEFAULT_AUTHENTICATION_METHODS": "IDTOKENS",
    "SEC_TOKEN_SYSTEM_DIRECTORY": "/run/planctongui/tokens.d",  # where the engine hands it in
    "SEC_TOKEN_DIRECTORY": "/run/planctongui/tokens.d",
    "SEC_PASSWORD_DIRECTORY": "/work/passwords.d",
    "ALLOW_ADMINISTRATOR": "condor@pool.example",
    "NUM_CPUS": 2,
    "MEMORY": "960",
    "NUM_SLOTS": "1",
    "NUM_SLOTS_TYPE_1": "1",
    "SLOT_TYPE_1": "100%",
    "SLOT_TYPE_1_PARTITIONABLE": "False",
    "RUNBENCHMARKS": "False",
    "ENABLE_KERNEL_TUNING": False,
    "SUSPEND": "False",
    "PREEMPT": "False",
    "KILL": "False",
    "WANT_SUSPEND": "False",
    "WANT_VACATE": "True",
    "MaxJobRetirementTime": "0",
    "CLAIM_WORKLIFE": 0,
    "IsOwner": "False",
    "UPDATE_INTERVAL": 20,
    "MASTER_UPDATE_INTERVAL": 5,
    "STARTD_NOCLAIM_SHUTDOWN": 60,
    "MASTER_CHECK_NEW_EXEC_INTERVAL": 0,
    "NOT_RESPONDING_TIMEOUT": 604800,
    "STARTD_DETECT_GPUS": "false",
    "STARTER_ALLOW_RUNAS_OWNER": "False",
    # From the template for security, which asks for all of it:
    "SEC_DEFAULT_AUTHENTICATION": "required",
    "SEC_DEFAULT_ENCRYPTION": "required",
    "SEC_DEFAULT_INTEGRITY": "required",
}

_READ = """
import json, sys
import htcondor2
print(json.dumps({name: htcondor2.param.get(name) for name in json.loads(sys.argv[1])}))
"""


def read_by_htcondor(told: Pool, folder: Path, names: list[str]) -> dict[str, object]:
    """What HTCondor's own reader finds in the generated file, in a process of its own."""
    file = folder / "condor_config"
    file.write_text(text(told))
    done = subprocess.run(
        [sys.executable, "-c", _READ, json.dumps(names)],
        env={**os.environ, **ENVIRONMENT, "CONDOR_CONFIG": str(file)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    read: dict[str, object] = json.loads(done.stdout)
    return read


def evaluated(expression: str, **attributes: object) -> object:
    """The value of a configured expression in an ad with these attributes, at `NOW`."""
    for name, value in ENVIRONMENT.items():
        expression = expression.replace(f"$ENV({name})", value)
    now = attributes.pop("now", NOW)
    expression = expression.replace("time()", str(now))
    ad = classad2.ClassAd()
    for name, value in attributes.items():
        ad[name] = value
    ad["Answer"] = classad2.ExprTree(expression)
    return ad.eval("Answer")


def test_htcondor_reads_every_knob_that_was_shown_to_work(tmp_path: Path) -> None:
    assert read_by_htcondor(PLAIN, tmp_path, list(SHOWN)) == SHOWN


def test_names_of_the_pilot_come_from_its_own_host(tmp_path: Path) -> None:
    names = ["HOSTNAME", "PRIVATE_NETWORK_NAME", "UID_DOMAIN", "FILESYSTEM_DOMAIN"]
    read = read_by_htcondor(PLAIN, tmp_path, names)
    host = read["HOSTNAME"]
    assert read["PRIVATE_NETWORK_NAME"] == f"pilot-{host}"
    assert read["UID_DOMAIN"] == read["FILESYSTEM_DOMAIN"] == host


def test_the_machine_s_own_extra_files_are_not_read() -> None:
    assert re.search(r"^LOCAL_CONFIG_FILE =$", text(PLAIN), re.MULTILINE)
    assert "/etc/condor/config.d\n" not in text(PLAIN)


def expressions(tmp_path: Path, told: Pool = PLAIN) -> dict[str, str]:
    names = ["START", "STARTD.DAEMON_SHUTDOWN", "MASTER.DAEMON_SHUTDOWN_FAST"]
    return {name: str(value) for name, value in read_by_htcondor(told, tmp_path, names).items()}


@pytest.mark.parametrize(
    ("attributes", "starts"),
    [
        ({}, True),
        ({"JobStarts": 0}, True),
        ({"JobStarts": 1}, False),
        ({"now": NOW + 1799}, True),
        ({"now": NOW + 1800}, False),
        ({"now": NOW + 9999, "JobStarts": 0}, False),
    ],
)
def test_one_job_starts_and_none_in_the_second_half_of_the_life(
    tmp_path: Path, attributes: dict[str, object], starts: bool
) -> None:
    assert evaluated(expressions(tmp_path)["START"], **attributes) is starts


@pytest.mark.parametrize(
    ("attributes", "leaves"),
    [
        ({"State": "Unclaimed"}, False),
        ({"State": "Unclaimed", "JobStarts": 0}, False),
        ({"State": "Claimed", "JobStarts": 1}, False),
        ({"State": "Preempting", "JobStarts": 1}, False),
        ({"State": "Unclaimed", "JobStarts": 1}, True),
        ({"State": "Owner", "JobStarts": 1}, True),
        ({"JobStarts": 1}, False),
    ],
)
def test_the_startd_leaves_after_its_job_and_not_before(
    tmp_path: Path, attributes: dict[str, object], leaves: bool
) -> None:
    expression = expressions(tmp_path)["STARTD.DAEMON_SHUTDOWN"]
    assert evaluated(expression, **attributes) is leaves


@pytest.mark.parametrize(
    ("startd", "age_s", "now", "leaves"),
    [
        (NOW, 100, NOW, False),
        (0, 10, NOW, False),
        (0, 16, NOW, True),
        (NOW, 3600, NOW + 3600, False),
        (NOW, 3601, NOW + 3601, True),
    ],
)
def test_the_master_follows_its_startd_and_ends_with_the_pilot_s_life(
    tmp_path: Path, startd: int, age_s: int, now: int, leaves: bool
) -> None:
    expression = expressions(tmp_path)["MASTER.DAEMON_SHUTDOWN_FAST"]
    attributes = {"STARTD_StartTime": startd, "DaemonStartTime": now - age_s, "now": now}
    assert evaluated(expression, **attributes) is leaves


def matches(told: Pool, job: dict[str, object]) -> object:
    """What the slot's START says to this job, which stands in the slot's ad as TARGET."""
    expression = start_expression(told).replace("$ENV(PILOT_RETIRE)", str(2**40))
    slot = classad2.ClassAd({"TARGET": job})
    slot["Answer"] = classad2.ExprTree(f"({expression}) =?= true")
    return slot.eval("Answer")


def test_only_jobs_of_accepted_owners_that_meet_the_requirements_start() -> None:
    told = pool("head.example", "", 60, ["alice", "b.ob"], "TARGET.RequestCpus < 2")
    assert matches(told, {"Owner": "alice", "RequestCpus": 1}) is True
    assert matches(told, {"Owner": "b.ob", "RequestCpus": 1}) is True
    assert matches(told, {"Owner": "eve", "RequestCpus": 1}) is False
    assert matches(told, {"Owner": "alice", "RequestCpus": 4}) is False
    assert matches(told, {"RequestCpus": 1}) is False


def test_a_requirement_with_an_or_does_not_weaken_the_rest() -> None:
    told = pool("head.example", "", 60, ["alice"], "false || true")
    assert matches(told, {"Owner": "alice"}) is True
    assert matches(told, {"Owner": "eve"}) is False


@pytest.mark.parametrize(
    ("address", "split"),
    [
        ("pool.example.org", ("pool.example.org", 9618)),
        ("pool.example.org:1", ("pool.example.org", 1)),
        ("192.0.2.7:65535", ("192.0.2.7", 65535)),
        ("[2001:db8::1]:9618", ("[2001:db8::1]", 9618)),
        ("[2001:db8::1]", ("[2001:db8::1]", 9618)),
    ],
)
def test_usual_addresses_are_taken(address: str, split: tuple[str, int]) -> None:
    assert split_address(address) == split


@pytest.mark.parametrize(
    "address",
    ["", ":", "a:", ":9618", "a:0", "a:65536", "a:9618x", "a:+1", "a b", "a\nDAEMON_LIST = SCHEDD",
     "a\n", "$(X)", "$ENV(HOME)", "a:1:2", "-a", "a..b", "x" * 64, "a/b", "a?sock=c", "a,b",
     "a:٣", "é.example", "[::1", "::1", "[$(A)]", "a:9618\n"],
)  # fmt: skip
def test_odd_addresses_are_refused_in_words(address: str) -> None:
    with pytest.raises(BadSetting) as refused:
        split_address(address)
    assert "address" in refused.value.trouble.title
    assert "\n" not in refused.value.trouble.advice


@pytest.mark.parametrize(
    "expression",
    ["true) || (true", "(", ")", "(]", '"a', "'a", "true\nSTART = True", "true\rx", "$(X)",
     "$ENV(HOME)", "$F(x)", "true \\", "true // a", "true /* a", "a; b", "#x", "é", "\0",
     "true " * 1000],
)  # fmt: skip
def test_requirements_that_could_leave_their_line_are_refused(expression: str) -> None:
    with pytest.raises(BadSetting):
        check_expression(expression)


@pytest.mark.parametrize("owner", ["", "a,b", 'a"', "a b", "a\n", "$(X)", "a@b", "-x", "x" * 65])
def test_odd_owners_are_refused(owner: str) -> None:
    with pytest.raises(BadSetting):
        pool("head.example", "", 60, [owner], "")


@pytest.mark.parametrize("domain", ["a b", "a\nX = 1", "$(X)", "*", "a,b"])
def test_odd_domains_are_refused(domain: str) -> None:
    with pytest.raises(BadSetting):
        pool("head.example", domain, 60, [], "")


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=30), st.text(max_size=30))
def test_no_setting_can_add_or_change_another_line(
    address: str, requirements: str, owner: str, domain: str
) -> None:
    try:
        told = pool(address or "a", domain, 60, [owner] if owner else [], requirements)
    except BadSetting:
        return
    lines = text(told).splitlines()
    expected = text(PLAIN).splitlines()
    assert len(lines) == len(expected)
    mine = ("CONDOR_HOST =", "ALLOW_ADMINISTRATOR =", "START =")
    for line, plain in zip(lines, expected, strict=True):
        assert line == plain or line.startswith(mine)
    assert sum(line.count("$ENV(") for line in lines) == text(PLAIN).count("$ENV(")


@given(st.text(alphabet="ab()[]{}\"'&|<=!?:, 1", max_size=25))
def test_accepted_requirements_stay_inside_their_brackets(expression: str) -> None:
    try:
        told = pool("head.example", "", 60, [], expression)
        classad2.ExprTree(f"({expression})")
    except (BadSetting, classad2.ClassAdException, SyntaxError):
        return
    ad = classad2.ClassAd({"JobStarts": 1})
    ad["Answer"] = classad2.ExprTree(start_expression(told).replace("$ENV(PILOT_RETIRE)", "0"))
    assert ad.eval("Answer") is False
