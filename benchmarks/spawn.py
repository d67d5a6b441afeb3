"""How fast a pilot starts: against the engine's own command, and after a slot became free.

spawn_ratio: our spawn (create, start, look) against `docker run -d` of the same image with the same
limits, in turn. refill_s: from the death of a pilot that did its job to the start of the next one,
by the engine's own clock, in the running application.
"""

from __future__ import annotations

import subprocess
import time

from benchmarks.figures import Figure, load, median, percentile
from benchmarks.scene import REGARDLESS, scene
from planctongui.engine import hardening
from planctongui.engine.docker_engine import DockerEngine
from planctongui.engine.protocol import PilotPlan
from planctongui.headnodes.local import LocalHeadNode
from planctongui.headnodes.protocol import PilotOrder
from tests.desk.process import wait_until
from tests.engine.daemon import Daemon

ROUNDS = 20
REFILLS = 10


def measure() -> list[Figure]:
    """Figures spawn_ratio and refill_s."""
    return [_spawn_ratio(), _refill()]


def _spawn_ratio() -> Figure:
    daemon = Daemon()
    try:
        daemon.start()
        engine = DockerEngine(daemon.url, "bench", 30)
        image = engine.ensure_image(LocalHeadNode(1).image)
        ours, theirs = [], []
        for number in range(ROUNDS):
            plan = PilotPlan(
                f"bench{number}",
                "local",
                image,
                PilotOrder(("primes", "0", "15000000")),
                1,
                128,
                60,
            )
            begin = time.monotonic()
            engine.spawn(plan, lambda: True)
            ours.append(time.monotonic() - begin)
            engine.remove(plan.id)
            begin = time.monotonic()
            name = subprocess.run(
                _docker_run(daemon.url, plan), check=True, capture_output=True, text=True
            ).stdout.strip()
            theirs.append(time.monotonic() - begin)
            daemon.client().remove_container(name, force=True)
    finally:
        daemon.remove()
    how = (
        f"{median(ours):.3f} s against docker run -d {median(theirs):.3f} s, "
        f"median of {ROUNDS} in turn, {load()}"
    )
    return Figure("spawn_ratio", median(ours) / median(theirs), "x", 0.8, how)


def _docker_run(url: str, plan: PilotPlan) -> list[str]:
    """The command line that starts the same pilot with the same limits."""
    options = hardening.host_options(plan, "/planctongui-bench")
    tmpfs = [f"--tmpfs={path}:{how}" for path, how in options["tmpfs"].items()]
    return [
        *("docker", "-H", url, "run", "-d", "--read-only", "--cap-drop=ALL", "--network=none"),
        *("--security-opt=no-new-privileges", f"--user={hardening.USER}", "--cpus=1"),
        *(f"--memory={plan.memory_mb}m", f"--pids-limit={plan.order.processes}", *tmpfs),
        *("--cgroup-parent=/planctongui-bench", plan.image, *plan.order.command),
    ]


def _refill() -> Figure:
    settings = (
        f"[limits]\n{REGARDLESS}\ncalm_s = 1\nmax_cores = 1\nkeep_memory_mb = 0\n"
        "[pilots]\nmemory_mb = 64\n[local]\nwidth = 400000"
    )
    with scene(settings) as here:
        events = here.daemon.client().events(
            filters={"event": ["start", "die"], "label": here.app.engine.label_filters()},
            decode=True,
        )
        here.app.wait_for(lambda r: r["sums"]["useful_s"] > 0, 90, "a first job is done")
        pauses, died = [], None
        for event in events:
            at = event["timeNano"] / 1e9
            if event["Action"] == "die":
                died = at
            elif died is not None:
                pauses.append(at - died)
            if len(pauses) >= REFILLS:
                break
        wait_until(lambda: here.app.report()["sums"]["useful_s"], 10, "jobs are counted")
    how = f"one core, p50 {median(pauses):.3f} s, p90 of {len(pauses)} shown, {load()}"
    return Figure("refill_s", percentile(pauses, 90), "s", 1.0, how)
