"""The local head node: ranges handed out, logs judged, and the shipped pilot run for real."""

from __future__ import annotations

import math
import os
import random
import shutil
import signal
import stat
import struct
import subprocess
from importlib.resources import as_file, files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctongui.headnodes.elf import is_static
from planctongui.headnodes.local import WIDTH, LocalHeadNode
from planctongui.headnodes.protocol import HeadNode, Outcome


def line(job: int, count: int) -> str:
    return f"planctongui-result: primes {job * WIDTH} {(job + 1) * WIDTH} {count}\n"


def test_it_keeps_the_contract_of_head_nodes() -> None:
    node: HeadNode = LocalHeadNode(0)
    assert node.name == "local"
    assert node.fruit() == ""


def test_the_lowest_range_neither_counted_nor_busy_is_next() -> None:
    node = LocalHeadNode(5)
    assert node.order(()).job == "0"
    node.recall(["0 970704", "2 800000"])
    order = node.order({"1"})
    assert order.job == "3"
    assert order.command == ("primes", str(3 * WIDTH), str(4 * WIDTH))
    assert not order.network
    assert node.order(["1", "3", "4"]).command == ("none",)
    assert node.order(["1", "3", "4"]).job == ""


def test_a_range_that_was_lost_is_given_out_again() -> None:
    node = LocalHeadNode(2)
    assert node.order(()).job == "0"
    assert node.harvest(143, "").outcome is Outcome.LOST
    assert node.order(()).job == "0"


def test_a_good_result_is_useful_and_counted_once() -> None:
    node = LocalHeadNode(0)
    harvest = node.harvest(0, "some noise\n" + line(17, 4423))
    assert (harvest.outcome, harvest.result) == (Outcome.USEFUL, "17 4423")
    node.harvest(0, line(17, 4423))
    node.recall(["17 4423", "17 4423"])
    assert node.fruit() == "local demo: 4.4 k primes so far"


def test_no_job_is_empty() -> None:
    assert LocalHeadNode(0).harvest(75, "").outcome is Outcome.EMPTY


@pytest.mark.parametrize(
    ("exit_code", "log"),
    [
        (0, ""),
        (0, "no result"),
        (None, line(1, 5)),
        (1, line(1, 5)),
        (137, line(1, 5)),
        (0, line(1, 5) + line(1, 5)),
        (0, line(1, 5) + "planctongui-result: nonsense\n"),
        (0, " " + line(1, 5)),
        (0, line(1, 5).strip() + " extra\n"),
        (0, f"planctongui-result: primes 0 {WIDTH - 1} 5\n"),
        (0, f"planctongui-result: primes 1 {WIDTH + 1} 5\n"),
        (0, "planctongui-result: primes -1 2 3\n"),
        (0, f"planctongui-result: primes 0 {WIDTH} {WIDTH}\n"),
        (0, f"planctongui-result: primes 0 {WIDTH} {'9' * 5000}\n"),
        (0, f"planctongui-result: primes 0 {WIDTH} \u0663\n"),
        (0, line(10**6, 5)),
    ],
)
def test_a_log_that_does_not_hold_one_good_result_is_lost(exit_code: int | None, log: str) -> None:
    node = LocalHeadNode(0)
    assert node.harvest(exit_code, log).outcome is Outcome.LOST
    assert node.fruit() == ""


@given(st.none() | st.integers(), st.text())
def test_no_log_can_make_it_fail(exit_code: int | None, log: str) -> None:
    node = LocalHeadNode(0)
    node.harvest(exit_code, log)
    node.harvest(0, f"planctongui-result:{log}")
    node.recall([log])


def test_results_of_another_width_are_kept_apart() -> None:
    narrow = LocalHeadNode(jobs=2, width=1000)
    harvest = narrow.harvest(0, "planctongui-result: primes 1000 2000 135\n")
    assert harvest.result == "1 135 1000"
    for node in (LocalHeadNode(jobs=2, width=1000), narrow):
        node.recall(["1 135 1000", "0 970704", "0 9 2000"])
        assert node.order(()).command == ("primes", "0", "1000")
        assert node.fruit() == "local demo: 135 primes so far"
    wide = LocalHeadNode(jobs=2)
    wide.recall(["1 135 1000"])
    assert wide.fruit() == ""


def test_strange_results_are_passed_over() -> None:
    node = LocalHeadNode(0)
    node.recall(["", "x", "1", "1 2 3", "-1 5", f"1 {WIDTH}", "2 \u0663", f"3 {'9' * 5000}"])
    assert node.fruit() == ""


@pytest.mark.parametrize(
    ("counts", "said"),
    [([999], "999"), ([1000], "1.0 k"), ([999_999], "999.9 k"), ([970_704, 300_000], "1.2 M"),
     ([7_000_000] * 150, "1.0 G")],
)  # fmt: skip
def test_the_sum_is_told_in_a_few_characters(counts: list[int], said: str) -> None:
    node = LocalHeadNode(0)
    node.recall(f"{job} {count}" for job, count in enumerate(counts))
    assert node.fruit() == f"local demo: {said} primes so far"


def elf(kinds: list[int], bits: int = 64, order: str = "<") -> bytes:
    """The head of a program with program headers of these kinds."""
    head = bytearray(b"\x7fELF" + bytes([2 if bits == 64 else 1, 1 if order == "<" else 2]))
    head += bytes(64 - len(head))
    if bits == 64:
        struct.pack_into(order + "Q", head, 32, 64)
        struct.pack_into(order + "HH", head, 54, 56, len(kinds))
        return bytes(head) + b"".join(struct.pack(order + "I52x", kind) for kind in kinds)
    struct.pack_into(order + "I", head, 28, 64)
    struct.pack_into(order + "HH", head, 42, 32, len(kinds))
    return bytes(head) + b"".join(struct.pack(order + "I28x", kind) for kind in kinds)


@pytest.mark.parametrize("bits", [32, 64])
@pytest.mark.parametrize("order", ["<", ">"])
def test_a_program_that_asks_for_a_loader_is_not_static(
    tmp_path: Path, bits: int, order: str
) -> None:
    program = tmp_path / "program"
    program.write_bytes(elf([1, 1, 2], bits, order))
    assert is_static(program)
    program.write_bytes(elf([6, 3, 1], bits, order))
    assert not is_static(program)


@pytest.mark.parametrize("content", [b"", b"#!/bin/sh\n", b"\x7fELF", elf([])[:40], elf([])])
def test_what_is_no_program_is_not_static(tmp_path: Path, content: bytes) -> None:
    program = tmp_path / "program"
    program.write_bytes(content)
    assert not is_static(program)


def test_missing_programs_and_real_ones_that_need_libraries_are_not_static(tmp_path: Path) -> None:
    assert not is_static(tmp_path / "absent")
    assert not is_static(tmp_path)
    assert not is_static(Path("/bin/bash").resolve())


def test_a_static_busybox_makes_an_image_without_a_registry(tmp_path: Path) -> None:
    busybox = tmp_path / "busybox"
    node = LocalHeadNode(0, [tmp_path / "absent", busybox])
    pulled = node.image
    assert b"FROM busybox" in pulled.files["Dockerfile"]
    assert sorted(pulled.files) == ["Dockerfile", "pilot", "primes.awk"]
    # Installed meanwhile: found at the next look, and kept.
    busybox.write_bytes(elf([1, 1]))
    built = node.image
    assert b"FROM scratch" in built.files["Dockerfile"]
    assert built.files["busybox"] == elf([1, 1])
    assert {**built.files, **pulled.files}["pilot"] == pulled.files["pilot"]
    assert node.image is built


def test_both_recipes_run_the_same_pilot_and_not_as_root() -> None:
    folder = files("planctongui.resources").joinpath("pilots", "local")
    for name in ("Dockerfile", "Dockerfile.static"):
        text = folder.joinpath(name).read_text()
        assert "\nUSER 10001:10001\n" in text
        assert '\nENTRYPOINT ["/bin/busybox", "sh", "/planctongui/pilot"]\n' in text


# From here on the shipped pilot runs for real, in the machine's own busybox.


@pytest.fixture
def pilot(tmp_path: Path) -> list[str]:
    """The command that runs the pilot, from the files that the image gets."""
    busybox = shutil.which("busybox")
    assert busybox, "install busybox-static"
    with as_file(files("planctongui.resources").joinpath("pilots", "local")) as folder:
        for name in ("pilot", "primes.awk"):
            shutil.copy(folder / name, tmp_path / name)
    (tmp_path / "pilot").chmod(stat.S_IRWXU)
    return [busybox, "sh", str(tmp_path / "pilot")]


def primes_below(end: int) -> list[bool]:
    """A sieve of our own, to check against."""
    prime = [False, False] + [True] * (end - 2)
    for n in range(2, int(end**0.5) + 1):
        if prime[n]:
            prime[n * n :: n] = [False] * len(range(n * n, end, n))
    return prime


PRIME = primes_below(400_000)
SQUARES = [p * p for p in range(2, 600) if PRIME[p]]
RANGES = [
    *((start, stop) for start in range(5) for stop in (start, start + 1, 5, 10, 100)),
    *((square - 1, square + 2) for square in SQUARES[:6]),
    (SQUARES[-1] - 50, SQUARES[-1] + 50),
    (131_070, 131_075),
    (0, 399_999),
]


def run(pilot: list[str], *words: object) -> subprocess.CompletedProcess[str]:
    command = [*pilot, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)


@pytest.mark.parametrize(("start", "stop"), RANGES)
def test_the_pilot_counts_as_many_primes_as_there_are(
    pilot: list[str], start: int, stop: int
) -> None:
    done = run(pilot, "primes", start, stop)
    assert done.stdout == f"planctongui-result: primes {start} {stop} {sum(PRIME[start:stop])}\n"
    assert (done.returncode, done.stderr) == (0, "")


def test_the_pilot_is_right_for_ranges_taken_at_random(pilot: list[str]) -> None:
    chance = random.Random(2026)
    for _ in range(15):
        start = chance.randrange(390_000)
        stop = start + chance.randrange(10_000)
        assert run(pilot, "primes", start, stop).stdout.split()[-1] == str(sum(PRIME[start:stop]))


def test_the_pilot_is_right_far_out(pilot: list[str]) -> None:
    # The last hundred below 10^12, by trial division.
    start, stop = 10**12 - 100, 10**12
    small = [p for p in range(2, 400_000) if PRIME[p]]
    expected = sum(
        all(n % p for p in small) and all(n % q for q in range(400_001, 10**6, 2))
        for n in range(start | 1, stop, 2)
    )
    assert run(pilot, "primes", start, stop).stdout.split()[-1] == str(expected)


def test_the_pilots_answer_is_what_the_head_node_understands(pilot: list[str]) -> None:
    node = LocalHeadNode(0)
    log = run(pilot, "primes", 0, 1000).stdout.replace(" 1000 ", f" {WIDTH} ")
    assert node.harvest(0, log).result == "0 168"
    none = run(pilot, "none")
    assert node.harvest(none.returncode, none.stdout).outcome is Outcome.EMPTY


@pytest.mark.parametrize(
    "words",
    [(), ("x",), ("primes",), ("primes", "1"), ("primes", "5", "2"), ("primes", "-1", "2"),
     ("primes", "0", "08"), ("primes", "0", "$(id)"), ("primes", "0", "9" * 16)],
)  # fmt: skip
def test_words_it_does_not_understand_are_refused(pilot: list[str], words: tuple[str, ...]) -> None:
    done = run(pilot, *words)
    assert (done.returncode, done.stdout) == (64, "")


def test_a_pilot_asked_to_end_does_so_at_once_and_leaves_nothing(pilot: list[str]) -> None:
    with subprocess.Popen(
        [*pilot, "primes", "0", str(WIDTH)], stdout=subprocess.PIPE, start_new_session=True
    ) as running:
        children = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        while b"awk" not in b"".join(_command(pid) for pid in children.read_text().split()):
            assert running.poll() is None
        running.send_signal(signal.SIGTERM)
        assert running.wait(timeout=5) == 143
        assert running.stdout is not None
        # The pipe's end is seen only when no process of the pilot holds it any more.
        assert running.stdout.read() == b""


def test_a_pilot_whose_time_is_over_ends_by_itself(pilot: list[str]) -> None:
    environment = {**os.environ, "PLANCTONGUI_TTL": "1.0"}
    done = subprocess.run(
        [*pilot, "primes", "0", str(WIDTH)],
        capture_output=True, timeout=20, check=False, env=environment,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (124, b"")


@pytest.mark.parametrize("ttl", ["", "0", "soon", "-5", "010"])
def test_an_odd_ttl_means_the_usual_one(pilot: list[str], ttl: str) -> None:
    environment = {**os.environ, "PLANCTONGUI_TTL": ttl}
    command = [*pilot, "primes", "0", "100"]
    done = subprocess.run(command, capture_output=True, env=environment, timeout=20, check=False)
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_count_that_fails_is_not_a_result(pilot: list[str]) -> None:
    Path(pilot[-1]).with_name("primes.awk").unlink()
    done = run(pilot, "primes", 0, 100)
    assert (done.returncode, done.stdout) == (70, "")


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def test_a_pilot_may_be_held_for_a_day() -> None:
    assert LocalHeadNode(0).hold_tolerance_s == 24 * 3600


def test_what_waits_are_the_ranges_that_nobody_counted_yet() -> None:
    node = LocalHeadNode(3)
    assert node.waiting() == 3
    node.recall(["0 100", "2 100"])
    assert node.waiting() == 1
    assert math.isinf(node.breath_every_s)
