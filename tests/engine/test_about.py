"""What a real engine says of itself, and what the doctor makes of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from docker import APIClient

from planctongui.commands import doctor
from planctongui.engine.about import about
from planctongui.engine.docker_engine import DockerEngine
from planctongui.settings import default_path
from tests.engine.daemon import Daemon


def test_it_tells_its_version_and_its_control_groups(
    engine: DockerEngine, client: APIClient
) -> None:
    told = about(engine)
    assert told.version == client.version()["Version"]
    assert told.cgroup_driver in ("cgroupfs", "systemd")
    assert told.cgroup_version == (
        "2" if Path("/sys/fs/cgroup/cgroup.controllers").exists() else "1"
    )


def test_the_doctor_tells_it_too(
    daemon: Daemon,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("XDG_RUNTIME_DIR", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    default_path().parent.mkdir(parents=True)
    default_path().write_text(f'[engine]\nurl = "{daemon.url}"\n')
    doctor.examine(as_json=True)
    engine = json.loads(capsys.readouterr().out)["engine"]
    assert (engine["works"], engine["detail"]) == (True, "it answers")
    doctor.examine(as_json=False)
    said = " ".join(capsys.readouterr().out.split())
    groups = f"control groups v{engine['cgroup_version']} by {engine['cgroup_driver']}"
    assert f"Engine: Docker {engine['version']}, {groups}, it answers" in said
