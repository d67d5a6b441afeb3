"""The assembled program answers what the page "Head nodes" asks of it, on a real engine."""

from __future__ import annotations

import sys
import uuid
from pathlib import Path

from tests.app.application import without_display
from tests.app.asked import PATIENCE_S
from tests.desk.process import Child, wait_until
from tests.engine.daemon import Daemon

IMAGE = "registry.invalid/site/pilot:1"


def test_a_refused_image_is_allowed_and_a_cache_is_cleared(tmp_path: Path, daemon: Daemon) -> None:
    env = without_display(tmp_path)
    env["PLANCTONGUI_INSTANCE"] = f"test-{uuid.uuid4().hex[:8]}"
    config = tmp_path / "config" / "planctongui"
    (config / "headnodes").mkdir(parents=True)
    settings = config / "settings.toml"
    settings.write_text(f'[engine]\nurl = "{daemon.url}"\n')
    file = f'kind = "custom"\nimage = "{IMAGE}"\ncache = "/cache"\n'
    (config / "headnodes" / "site.toml").write_text(file)
    command = [sys.executable, "-m", "tests.app.asked", IMAGE]
    child = Child(command, env=env, log=tmp_path / "log", cwd=Path(__file__).parents[2])
    try:
        wait_until(lambda: not child.alive(), 3 * PATIENCE_S, "the story is over", child)
        assert child.exit_code() == 0, child.tail()
    finally:
        child.kill()
    assert f'allow = ["{IMAGE}"]' in settings.read_text()
