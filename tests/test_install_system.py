"""The system part is put in place and taken away; into a folder here, as packagers do."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from planctongui.governor.slice import SLICE

HERE = Path(__file__).resolve().parents[1]


def run(wish: str, into: Path) -> str:
    """What the script said; it must succeed."""
    done = subprocess.run(
        ["bash", str(HERE / "packaging" / "install-system.sh"), wish],
        env={**os.environ, "DESTDIR": str(into)},
        capture_output=True,
        text=True,
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    return done.stderr


def files(folder: Path) -> set[str]:
    """All files, as paths from the root."""
    return {f"/{p.relative_to(folder)}" for p in folder.rglob("*") if p.is_file()}


def test_what_is_installed_is_told_and_a_second_time_changes_nothing(tmp_path: Path) -> None:
    said = run("install", tmp_path)
    there = files(tmp_path)
    assert f"/etc/systemd/system/{SLICE}" in there and len(there) == 3
    assert all(f"installed {path}" in said for path in there)
    again = run("install", tmp_path)
    assert "installed" not in again and all(f"{path} is there already" in again for path in there)


def test_uninstalling_leaves_nothing_and_may_be_done_twice(tmp_path: Path) -> None:
    run("install", tmp_path)
    assert run("uninstall", tmp_path).count("removed") == 3
    assert files(tmp_path) == set()
    assert "removed" not in run("uninstall", tmp_path)


def test_only_the_slices_own_files_are_given_away(tmp_path: Path) -> None:
    run("install", tmp_path)
    service = (tmp_path / "etc/systemd/system/planctongui-rights.service").read_text()
    given = [line.split("=", 1)[1] for line in service.splitlines() if line.startswith("ExecStart")]
    assert {tuple(line.split()[2:]) for line in given} == {("cpu.max", "cgroup.freeze")}
    assert f"WorkingDirectory=/sys/fs/cgroup/{SLICE}\n" in service
    rules = (tmp_path / "etc/polkit-1/rules.d/49-planctongui.rules").read_text()
    assert f'action.lookup("unit") === "{SLICE}"' in rules
