"""Work Queue at work on one machine: a site with 50 jobs, its registry, and a volunteer.

`make demo-workqueue`, or `python -m benchmarks.demo_workqueue --jobs 20`. The volunteer is the
program in a terminal, with folders, desktop and engine of its own; its owner moves the mouse now
and then. What it gave comes from its own ledger; results are compared with what they must be. The
last line is the outcome as JSON. Not for: a test run (the same in pieces is in the tests).
"""

from __future__ import annotations

import argparse
import json
import sqlite3
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from docker import APIClient

from planctongui.engine.docker_engine import DockerEngine
from planctongui.headnodes.workqueue_image import recipe
from tests.app.application import Application
from tests.desk.desktop import Desktop
from tests.desk.process import Child, wait_until
from tests.engine import pilots
from tests.engine.daemon import Daemon
from tests.workqueue.site import CATALOG_PORT, Site, count_primes, own_site, place_head_node

JOBS = 50
LIMIT_S = 1800.0
MOUSE_EVERY_S = 8.0
REGISTRY = "127.0.0.1:5055"
IMAGE = f"{REGISTRY}/pilots/workqueue:1"
SETTINGS = f"""
[limits]
max_cores = 2
calm_s = 2
owner_cpu_percent = 100
keep_memory_mb = 16
[pilots]
cores = 0.5
memory_mb = 128
grace_s = 5
[images]
allow = ["{REGISTRY}/pilots/*"]
keep_free_gb = 0
"""
REGISTRY_SETTINGS = """
version: 0.1
storage: {{filesystem: {{rootdirectory: {folder}}}}}
http: {{addr: "{address}"}}
"""


def say(text: str) -> None:
    """A line with the time."""
    print(time.strftime("%H:%M:%S"), text, flush=True)


def main() -> int:
    """Show it; 0 = all jobs are done and right."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--jobs", type=int, default=JOBS)
    wanted: int = parser.parse_args().jobs
    with ExitStack() as stack:
        daemon = Daemon(network=True)
        stack.callback(daemon.remove)
        say("starting a Docker daemon, a desktop, a registry, a catalog server and a manager")
        daemon.start()
        desktop = stack.enter_context(Desktop(tray="none"))
        client = stack.enter_context(closing(daemon.client()))
        stack.enter_context(registry(desktop.folder / "registry", daemon))
        push(daemon, client)
        site = stack.enter_context(closing(own_site(daemon, desktop.folder / "site")))
        catalog = f"{site.address}:{CATALOG_PORT}"
        site.start_catalog()
        site.start(
            tuple(count_primes(n * 40_000, (n + 1) * 40_000) for n in range(5, 5 + wanted)),
            *("--project", "demo", "--catalog", catalog),
        )
        app = Application(
            *(desktop.env, desktop.folder, daemon.url, SETTINGS),
            # Not by control groups: their idle class makes a busy machine slow to start pilots.
            hold_by="pause",
            inside=daemon.inside,
        )
        stack.callback(pilots.clean_up, client, app.instance)
        stack.callback(app.clean)
        place_head_node(
            app.settings_file.parent,
            f'image = "{IMAGE}"\naddress = "{site.address}"\nproject = "demo"\n'
            f'catalog = "{catalog}"\nwork_mb = 16',
        )
        say("starting planctongui in a terminal; its image comes from the registry")
        app.start("--terminal")
        holds = work(site, desktop, app, wanted)
        app.order("finish")
        app.wait_for(lambda r: not r["running"] + r["held"] + r["starting"], 120, "all have left")
        app.quit()
        return tell(app, site, wanted, holds)


@contextmanager
def registry(folder: Path, daemon: Daemon) -> Iterator[None]:
    """A registry on loopback while this lasts."""
    folder.mkdir()
    settings = folder / "settings.yml"
    settings.write_text(REGISTRY_SETTINGS.format(folder=folder / "images", address=REGISTRY))
    child = Child(
        [*daemon.inside, "docker-registry", "serve", str(settings)],
        env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(folder)},
        log=folder / "log",
    )
    try:
        wait_until(lambda: "listening on" in child.tail(), 30, "the registry listens", child)
        yield
    finally:
        child.stop()


def push(daemon: Daemon, client: APIClient) -> None:
    """What a site does: build the pilot's image and push it. Here it is not kept."""
    with closing(DockerEngine(daemon.url, pilots.new_instance(), 30)) as engine:
        built = engine.ensure_image(recipe("demo"))
    assert client.tag(built, IMAGE.rpartition(":")[0], "1")
    for message in client.push(IMAGE, stream=True, decode=True):
        if "error" in message:
            raise RuntimeError(message["error"])
    for name in (IMAGE, built):
        client.remove_image(name)
    say(f"the pilot's image is in the registry as {IMAGE}")


def work(site: Site, desktop: Desktop, app: Application, wanted: int) -> int:
    """Until all jobs are done, with the mouse moved now and then; gives how often that held any."""
    holds, moved, told = 0, time.monotonic(), -1
    until = moved + LIMIT_S
    while site.done() < wanted:
        if time.monotonic() > until:
            say(f"not done within {LIMIT_S:g} s\n{app.child.tail() if app.child else ''}")
            break
        if site.done() // 10 > told:
            told = site.done() // 10
            say(f"{site.done()} of {wanted} jobs done, mouse moved {holds} times")
        if time.monotonic() - moved > MOUSE_EVERY_S and app.report()["running"]:
            desktop.hand.move(100 + holds % 50, 100)
            app.wait_for(lambda r: r["running"] == 0, 60, "the owner has the machine")
            holds, moved = holds + 1, time.monotonic()
        time.sleep(0.1)
    return holds


def tell(app: Application, site: Site, wanted: int, holds: int) -> int:
    """Say what came of it; gives the exit status."""
    with closing(sqlite3.connect(f"{app.ledger_file.as_uri()}?mode=ro", uri=True)) as base:
        rows = base.execute("SELECT outcome, cpu_s, held_s FROM pilot").fetchall()
    hours = {
        outcome: sum(cpu_s for word, cpu_s, _ in rows if word == outcome) / 3600
        for outcome in ("useful", "empty", "lost")
    }
    held_h = sum(held_s for _, _, held_s in rows) / 3600
    wrong = len(site.wrong())
    outcome = {
        "jobs": site.done(),
        "pilots": len(rows),
        "lost": wanted - site.done(),
        "wrong": wrong,
        "useful_h": round(hours["useful"], 6),
        "held_h": round(held_h, 6),
        "lost_h": round(hours["lost"], 6),
    }
    say(f"jobs done: {site.done()} of {wanted}, each in a pilot of its own:")
    say(f"  {len(set(site.pilots()))} pilots brought results, {len(rows)} were used in all")
    say(f"the mouse was moved {holds} times while pilots ran")
    say(f"CPU hours: useful {hours['useful']:.6f}, lost {hours['lost']:.6f},")
    say(f"  of pilots without a job {hours['empty']:.6f}; hours that pilots were held {held_h:.6f}")
    say(f"wrong results: {wrong}, lost results: {outcome['lost']}")
    print(json.dumps(outcome), flush=True)
    return 0 if not outcome["lost"] and not wrong else 1


if __name__ == "__main__":
    sys.exit(main())
