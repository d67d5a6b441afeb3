"""Eight pilots held for ten minutes against a Work Queue manager at its defaults: is a job lost?

`make soak-workqueue`, or `python -m benchmarks.soak_workqueue --seconds 300 --hold-by pause`. All
is real but the owner, who types all the time. Not for: a test run (a tenth of it is in the tests).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from contextlib import ExitStack, closing
from pathlib import Path

from planctongui.engine.docker_engine import DockerEngine
from planctongui.governor.choice import describe
from planctongui.headnodes.local import LocalHeadNode
from tests.desk.process import wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon
from tests.engine.program import Program
from tests.workqueue.site import Site, count_primes, own_site, place_head_node

PILOTS = 8
HELD_S = 600.0
TYPES_EVERY_S = 0.5
SETTLES_S = 900.0
SETTINGS = """
[limits]
max_cores = 2
calm_s = 2
owner_cpu_percent = 100
keep_memory_mb = 16
[pilots]
cores = 0.25
memory_mb = 96
grace_s = 5
"""


def main() -> int:
    """Hold, release, and say what became of the jobs; 0 = none was lost."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=HELD_S)
    parser.add_argument("--hold-by", default="auto", choices=("auto", "cgroup", "pause", "crawl"))
    told = parser.parse_args()
    instance = pilots.new_instance()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="soak-")))
        daemon = Daemon(network=True)
        stack.callback(daemon.remove)
        daemon.start()
        client = stack.enter_context(closing(daemon.client()))
        stack.callback(pilots.clean_up, client, instance)
        engine = stack.enter_context(closing(DockerEngine(daemon.url, instance, timeout_s=30)))
        site = stack.enter_context(closing(own_site(daemon, folder / "site")))
        place_head_node(
            folder, f'address = "{site.address}"\nwork_mb = 16\nhold_tolerance_s = 86400'
        )
        manager = site.start((count_primes(10**7, 10**7 + 200_000),) * PILOTS)
        program = stack.enter_context(
            closing(Program(engine, folder, SETTINGS, LocalHeadNode(1), told.hold_by))
        )
        print(f"{PILOTS} jobs; held {describe(program.governor)[0]}", flush=True)
        wait_until(lambda: site.status(manager).running == PILOTS, SETTLES_S, "all jobs run")
        result = soak(program, site, told.seconds)
        print(manager.tail(), flush=True)
        result["given_out"] = site.status(manager).given_out
    result["lost"] = result["given_out"] - PILOTS
    print(json.dumps(result), flush=True)
    return 0 if result["lost"] == result["wrong"] == 0 and result["done"] == PILOTS else 1


def soak(program: Program, site: Site, seconds: float) -> dict[str, float]:
    """Type for so long, then leave and wait for the results."""
    began = time.monotonic()
    fewest = PILOTS

    def over() -> bool:
        nonlocal fewest
        program.touch()
        passed = time.monotonic() - began
        if passed > 5:
            fewest = min(fewest, program.reports[-1].held)
        if int(passed / TYPES_EVERY_S) % 120 == 0:
            print(f"{passed:.0f} s: {program.reports[-1].held} held", flush=True)
        return passed >= seconds

    wait_until(over, seconds + 60, "the time to pass", poll_s=TYPES_EVERY_S)
    wait_until(lambda: site.done() == PILOTS, SETTLES_S, "all results", poll_s=1.0)
    return {
        "pilots": PILOTS,
        "held_s": round(seconds),
        "fewest_held": fewest,
        "done": site.done(),
        "wrong": len(site.wrong()),
    }


if __name__ == "__main__":
    sys.exit(main())
