"""The entrypoint of an HTCondor pilot, run by real shells around a program that plays HTCondor.

HTCondor itself is not among what the tests can install. What its condor_master does and writes at
each kind of end was noted from a real pool; the stand-in here writes the same lines and ends alike.
"""

from __future__ import annotations

import contextlib
import os
import re
import signal
import stat
import subprocess
import time
from pathlib import Path

import pytest

from planctongui.headnodes.htcondor import make
from planctongui.headnodes.protocol import Outcome
from tests.desk.process import wait_until

PILOT = Path(__file__).parents[2] / "resources/pilots/htcondor/pilot"
SHELLS = [("dash",), ("busybox", "sh")]
LIMIT_S = 30.0
STATE = "planctongui-state: "

JOINED = "echo 'x Initial update sent to collector(s)' >>$log/StartLog; "
BUSY = "echo 'slot1: Changing activity: Idle -> Busy' >>$log/StartLog; : >$log/StarterLog.slot1; "
DONE = "echo 'slot1: Changing activity: Busy -> Idle' >>$log/StartLog; "
STARTED = "echo 'slot1: starting' >>$log/StartLog; "
WAIT = ": >$PLANCTONGUI_WORK/ready; sleep 60 & wait; "
STOPS = "trap 'exit 0' TERM; "
IGNORES = "trap '' TERM; "


class House:
    """A pilot's folders, and one run of its entrypoint in them."""

    def __init__(self, folder: Path, shell: tuple[str, ...]) -> None:
        self.folder = folder
        self.shell = shell
        self.work = folder / "work"
        self.told = folder / "told"
        self.programs = folder / "bin"
        for made in (self.work, self.told / "tokens.d", self.programs):
            made.mkdir(parents=True)
        (self.told / "condor_config").write_text("DAEMON_LIST = MASTER, STARTD\n")
        self.token = self.told / "tokens.d/pilot"
        self.token.write_text("a.b.c\n")
        self.token.chmod(0o600)

    def plays(self, script: str) -> None:
        """condor_master becomes this script; $log is its folder of logs."""
        program = self.programs / "condor_master"
        program.write_text(f"#!/bin/sh\nlog=$PLANCTONGUI_WORK/log\n{script}\n")
        program.chmod(0o755)

    def start(self, **more: str) -> subprocess.Popen[str]:
        """Run the entrypoint; `more` goes into its environment."""
        return subprocess.Popen(
            [*self.shell, str(PILOT)],
            env={
                "PATH": f"{self.programs}:/usr/bin:/bin",
                "CONDOR_CONFIG": str(self.told / "condor_config"),
                "PLANCTONGUI_WORK": str(self.work),
                "PLANCTONGUI_TOLD": str(self.told),
                "PLANCTONGUI_TTL": "3600",
                "PLANCTONGUI_CORES": "1.5",
                "PLANCTONGUI_MEMORY_MB": "1024",
                **more,
            },
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            start_new_session=True,
        )

    def run(self, **more: str) -> tuple[int, str]:
        """Exit code and last words."""
        return end_of(self.start(**more))


def end_of(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and last words of a run; what it said of its state before is left out."""
    code, out = all_of(process)
    last = [line for line in out.splitlines(keepends=True) if not line.startswith(STATE)]
    return code, "".join(last)


def all_of(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and all words of a run, which takes its children with it."""
    try:
        out, _ = process.communicate(timeout=LIMIT_S)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    return process.returncode, out


@pytest.fixture(params=SHELLS, ids=" ".join)
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    return House(tmp_path, request.param)


# What condor_master does -> its exit code and the pilot's word.
ENDS = {
    "a job done": (JOINED + BUSY + DONE + "exit 99", 99, "result: htcondor done"),
    "99 and no logs at all": ("exit 99", 99, "result: htcondor done"),
    "a peaceful end after a job": (JOINED + BUSY + DONE + "exit 0", 0, "result: htcondor done"),
    "no job came": (JOINED + "exit 0", 0, "result: htcondor none"),
    "no job, in an older log": (
        "echo 'Initial update sent to collector(s)' >$log/StartLog.old; : >$log/StartLog; exit 0",
        0,
        "result: htcondor none",
    ),
    "a bad token": (
        "echo 'SECMAN: FAILED: no classad from server' >$log/MasterLog; " + STARTED + "exit 0",
        0,
        "trouble: htcondor token-refused",
    ),
    "an unreadable token": (
        "echo 'read_secure_file(/x): file must not be readable' >$log/MasterLog; exit 0",
        0,
        "trouble: htcondor token-rights",
    ),
    "a token only the startd cannot read": (
        "echo 'read_secure_file(/x): owner' >$log/StartLog; exit 0",
        0,
        "trouble: htcondor token-rights",
    ),
    "the pool was not reached": (STARTED + "exit 0", 0, "trouble: htcondor never-joined"),
    "a startd that dies at once": (STARTED + "exit 99", 99, "trouble: htcondor never-joined"),
    "a startd that dies in the pool": (JOINED + "exit 99", 99, "result: htcondor none"),
    "a job killed after a long hold": (
        JOINED + BUSY + "echo 'Child pid 7 appears hung! Killing it' >$log/MasterLog; exit 99",
        99,
        "trouble: htcondor hung",
    ),
    "an address where nobody answers": (
        "echo 'attempt to connect to <192.0.2.1:9618> failed: timed out' >$log/MasterLog; exit 0",
        0,
        "trouble: htcondor unreachable",
    ),
    "a uid without a name": ("exit 4", 4, "trouble: htcondor no-user"),
    "some error": ("exit 44", 44, "trouble: htcondor ended"),
    "killed by somebody": ("kill -9 $$", 137, "trouble: htcondor ended"),
}


@pytest.mark.parametrize("case", ENDS)
def test_each_end_of_htcondor_has_its_exit_code_and_one_last_word(house: House, case: str) -> None:
    script, code, word = ENDS[case]
    house.plays(script)
    assert house.run() == (code, f"planctongui-{word}\n")


def test_a_pilot_says_once_that_it_waits_and_once_that_it_is_at_work(house: House) -> None:
    go_on = house.work / "go-on"
    house.plays(
        JOINED + "while ! [ -e $PLANCTONGUI_WORK/go-on ]; do sleep 0.1; done; "
        + BUSY + "exec sleep 60"
    )  # fmt: skip
    node = make("pool", {"address": "head.example", "image": "registry.example/pilot:1"})
    process = house.start()
    try:
        assert process.stdout is not None
        said = process.stdout.readline()
        assert node.at_work(said) is False
        go_on.touch()
        said += process.stdout.readline()
        assert node.at_work(said) is True
        process.terminate()
        _, rest = all_of(process)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
    assert said == f"{STATE}htcondor waiting\n{STATE}htcondor working\n"
    assert STATE not in rest


def test_a_pilot_with_another_entrypoint_does_not_say_whether_it_is_at_work() -> None:
    node = make("pool", {"address": "head.example", "image": "registry.example/pilot:1"})
    assert node.at_work("") is None
    assert node.at_work("a job wrote: planctongui-state: htcondor working\n") is None


VERDICTS = {
    "a job done": Outcome.USEFUL,
    "a peaceful end after a job": Outcome.USEFUL,
    "no job came": Outcome.EMPTY,
    "a bad token": Outcome.LOST,
    "killed by somebody": Outcome.LOST,
}


@pytest.mark.parametrize("case", VERDICTS)
def test_the_head_node_understands_what_the_pilot_says(house: House, case: str) -> None:
    house.plays(ENDS[case][0])
    node = make("pool", {"address": "head.example", "image": "registry.example/pilot:1"})
    harvest = node.harvest(*house.run())
    assert harvest.outcome is VERDICTS[case]
    assert bool(harvest.say) is (harvest.outcome is Outcome.LOST)


def test_a_life_that_ends_before_its_job_is_told_from_a_job_that_is_done(house: House) -> None:
    over = "while [ $(date +%s) -le $PILOT_DIE ]; do sleep 0.2; done; exit 99"
    house.plays(JOINED + BUSY + over)
    assert house.run(PLANCTONGUI_TTL="1") == (99, "planctongui-trouble: htcondor ttl\n")


def test_a_job_that_is_done_counts_even_if_the_life_is_over_by_then(house: House) -> None:
    over = "while [ $(date +%s) -le $PILOT_DIE ]; do sleep 0.2; done; exit 99"
    house.plays(JOINED + BUSY + DONE + over)
    assert house.run(PLANCTONGUI_TTL="1") == (99, "planctongui-result: htcondor done\n")


def test_a_life_without_a_job_is_no_trouble_when_it_is_over(house: House) -> None:
    over = "while [ $(date +%s) -le $PILOT_DIE ]; do sleep 0.2; done; exit 99"
    house.plays(JOINED + over)
    assert house.run(PLANCTONGUI_TTL="1") == (99, "planctongui-result: htcondor none\n")


STOPPED = {
    "during a job": (STOPS + JOINED + BUSY + WAIT, 0, "result: htcondor evicted"),
    "after its job": (STOPS + JOINED + BUSY + DONE + WAIT, 0, "result: htcondor done"),
    "while it waits for a job": (STOPS + JOINED + WAIT, 0, "result: htcondor none"),
    "before it has joined": (STOPS + STARTED + WAIT, 0, "result: htcondor none"),
    "with no handler of its own": (JOINED + BUSY + WAIT, 143, "trouble: htcondor ended"),
}


@pytest.mark.parametrize("case", STOPPED)
def test_sigterm_reaches_htcondor_and_the_pilot_says_what_was_stopped(
    house: House, case: str
) -> None:
    script, code, word = STOPPED[case]
    house.plays(script)
    process = house.start()
    wait_until((house.work / "ready").exists, LIMIT_S, "condor_master to run")
    began = time.monotonic()
    process.terminate()
    assert end_of_shell(process) == (code, f"planctongui-{word}\n")
    assert time.monotonic() - began < 5


def end_of_shell(process: subprocess.Popen[str]) -> tuple[int, str]:
    """The end of the shell itself: a `sleep` that it left may keep its output open for longer."""
    try:
        process.wait(timeout=LIMIT_S)
    finally:
        with contextlib.suppress(ProcessLookupError):  # it may have left nothing
            os.killpg(process.pid, signal.SIGKILL)
    return end_of(process)


def test_many_signals_in_a_row_change_neither_the_code_nor_the_word(house: House) -> None:
    house.plays(
        "trap 'echo got >>$PLANCTONGUI_WORK/got' TERM; " + JOINED + BUSY
        + ": >$PLANCTONGUI_WORK/ready; while ! [ -e $PLANCTONGUI_WORK/go ]; do sleep 0.05; done; "
        "exit 0"
    )  # fmt: skip
    process = house.start()
    wait_until((house.work / "ready").exists, LIMIT_S, "condor_master to run")
    process.terminate()
    wait_until((house.work / "got").exists, LIMIT_S, "the signal to arrive")
    (house.work / "go").touch()
    for _ in range(5):
        process.terminate()
    assert end_of(process) == (0, "planctongui-result: htcondor evicted\n")


def test_a_signal_at_any_moment_of_the_start_is_never_lost(house: House) -> None:
    house.plays(STOPS + JOINED + WAIT)
    for moment_ms in range(0, 40, 4):
        process = house.start()
        began = time.monotonic()
        wait_until(lambda began=began, ms=moment_ms: time.monotonic() - began >= ms / 1000, 5, "it")
        process.terminate()
        code, out = end_of_shell(process)
        # Before the shell has read its first line the kernel ends it; and condor_master itself
        # may be met before its own trap stands.
        assert (code, out) in (
            (0, "planctongui-result: htcondor none\n"),
            (143, "planctongui-trouble: htcondor ended\n"),
            (-signal.SIGTERM, ""),
        )


def test_a_condor_master_that_will_not_stop_is_waited_for(house: House) -> None:
    house.plays(IGNORES + JOINED + BUSY + WAIT)
    process = house.start()
    wait_until((house.work / "ready").exists, LIMIT_S, "condor_master to run")
    process.terminate()
    with pytest.raises(subprocess.TimeoutExpired):
        process.wait(timeout=1.0)
    os.killpg(process.pid, signal.SIGKILL)
    assert end_of(process) == (-signal.SIGKILL, "")


def test_htcondor_is_told_where_it_is_and_how_large(house: House) -> None:
    house.plays('echo "$@" >$HOME/arguments; env >$HOME/environment; ' + JOINED + "exit 0")
    began = int(time.time())
    house.run()
    ended = int(time.time())
    assert (house.work / "arguments").read_text() == "-f\n"
    told = dict(
        line.split("=", 1) for line in (house.work / "environment").read_text().splitlines()
    )
    assert told["HOME"] == str(house.work)
    assert told["PILOT_CPUS"] == "1"
    assert told["PILOT_MEMORY"] == "960"
    assert began + 1800 <= int(told["PILOT_RETIRE"]) <= ended + 1800
    assert began + 3600 <= int(told["PILOT_DIE"]) <= ended + 3600
    for folder in ("log", "execute", "spool", "run", "lock"):
        assert (house.work / folder).is_dir()
    assert stat.S_IMODE((house.work / "passwords.d").stat().st_mode) == 0o700


@pytest.mark.parametrize(
    ("cores", "memory", "ttl", "expected"),
    [
        ("0.3", "100", "60", ("1", "50", 60)),
        ("8", "4096", "86400", ("8", "4032", 86400)),
        ("", "", "", ("1", "192", 21600)),
        ("x; touch y", "$(id)", "-5", ("1", "192", 21600)),
        ("010", "99999999999999999999", "08", ("1", "192", 21600)),
    ],
)
def test_odd_limits_become_usual_ones(
    house: House, cores: str, memory: str, ttl: str, expected: tuple[str, str, int]
) -> None:
    house.plays('echo "$PILOT_CPUS $PILOT_MEMORY $PILOT_DIE" >$HOME/limits; exit 99')
    began = time.time()
    house.run(PLANCTONGUI_CORES=cores, PLANCTONGUI_MEMORY_MB=memory, PLANCTONGUI_TTL=ttl)
    found = (house.work / "limits").read_text().split()
    assert tuple(found[:2]) == expected[:2]
    assert -2 < int(found[2]) - began - expected[2] < 10


def test_without_its_files_htcondor_is_not_even_started(house: House) -> None:
    house.plays(": >$PLANCTONGUI_WORK/started; exit 99")

    def refused(word: str) -> None:
        assert house.run() == (78, f"planctongui-trouble: htcondor {word}\n")
        assert not (house.work / "started").exists()

    for rights in (0o644, 0o660, 0o604, 0o700):
        house.token.chmod(rights)
        refused("token-rights")
    house.token.chmod(0o400)
    assert house.run() == (99, "planctongui-result: htcondor done\n")
    (house.work / "started").unlink()
    house.token.chmod(0o600)
    house.token.write_text("")
    refused("no-token")
    house.token.unlink()
    refused("no-token")
    (house.told / "condor_config").unlink()
    refused("no-config")


def test_an_image_without_htcondor_is_a_trouble_and_not_a_silence(house: House) -> None:
    assert house.run() == (127, "planctongui-trouble: htcondor ended\n")


def test_the_master_s_last_lines_go_to_stderr_and_not_among_the_last_words(house: House) -> None:
    house.plays("echo 'planctongui-result: htcondor done' >$log/MasterLog; exit 1")
    process = house.start()
    out, err = process.communicate(timeout=LIMIT_S)
    last = [line for line in out.splitlines() if not line.startswith(STATE)]
    assert last == ["planctongui-trouble: htcondor ended"]
    assert "planctongui-result" not in re.sub("^ *MasterLog: .*$", "", err, flags=re.MULTILINE)
