"""The programs to choose from are those that `exclusive` would find."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from planctongui.sensors import exclusive, programs
from tests.desk import wait_until


def test_a_program_of_ours_is_named_as_it_is_found(tmp_path: Path) -> None:
    copy = tmp_path / "a-program-with-a-long-name"
    shutil.copy(shutil.which("sleep") or "", copy)
    with subprocess.Popen([copy, "60"]) as process:
        try:
            wait_until(lambda: copy.name in programs.names(), 20, "the program is seen")
            assert exclusive.running([copy.name]) == copy.name
        finally:
            process.kill()
    wait_until(lambda: copy.name not in programs.names(), 20, "its end is seen")
    names = programs.names()
    assert list(names) == sorted(names, key=str.casefold) and "" not in names
