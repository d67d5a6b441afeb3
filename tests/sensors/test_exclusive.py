"""Finding the owner's programs by name among real processes."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from planctongui.sensors import exclusive
from tests.desk import wait_until


@contextmanager
def program(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A real process whose file has this name."""
    sleep = shutil.which("sleep")
    assert sleep
    shutil.copy(sleep, path)
    process = subprocess.Popen([path, "60"])
    try:
        yield process
    finally:
        process.kill()
        process.wait()


@pytest.mark.parametrize(
    ("file", "name"),
    [
        ("frobnicator", "frobnicator"),
        ("Frobnicator", "fROBNICATOR"),
        ("frob", "/opt/frob/frob"),
        ("odd ) (R) 1 name", "odd ) (R) 1 name"),
        ("zwölf & \"acht\" 'π'", "zwölf & \"acht\" 'π'"),
        ("new\nline", "new\nline"),
        ("a-name-longer-than-the-kernel-keeps", "a-name-longer-than-the-kernel-keeps"),
        ("%s {} $HOME *", "%s {} $HOME *"),
    ],
)
def test_a_program_is_found_by_whatever_name_it_has(tmp_path: Path, file: str, name: str) -> None:
    assert exclusive.running([name]) is None
    with program(tmp_path / file) as process:
        found = wait_until(lambda: exclusive.running(["never", name]), 5, file)
        assert found == name
        process.kill()
        wait_until(lambda: exclusive.running([name]) is None, 5, "its end, although not reaped")


def test_no_names_no_look_and_a_blank_or_odd_name_matches_nothing() -> None:
    assert exclusive.running([]) is None
    assert exclusive.running(["", "  ", "/", "[", "\x00", "(sd-pam"]) is None


def test_a_program_inside_a_pilot_is_not_the_owners(tmp_path: Path) -> None:
    process = tmp_path / "123"
    process.mkdir()
    (process / "comm").write_text("zoom\n")
    (process / "stat").write_text("123 (zoom) R 1\n")
    (process / "cgroup").write_text("0::/user.slice\n")
    assert exclusive.running(["zoom"], tmp_path) == "zoom"
    (process / "cgroup").write_text("0::/planctongui-u0/abc\n")
    assert exclusive.running(["zoom"], tmp_path) is None


def test_looking_at_all_processes_is_cheap() -> None:
    import time

    count = len([entry for entry in Path("/proc").iterdir() if entry.name.isdigit()])
    began = time.process_time()
    for _ in range(5):
        exclusive.running(["nothing of that name"])
    assert (time.process_time() - began) / 5 / count < 0.0005, sys.version
