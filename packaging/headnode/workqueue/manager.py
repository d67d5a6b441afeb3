#!/usr/bin/python3
"""A Work Queue manager that feeds a list of jobs to planctongui's pilots.

    ./manager.py --password pool.password jobs.txt results

jobs.txt: a shell command a line; empty lines and those that begin with # count as none. What the
job of line 12 prints goes to results/00012.out, or to results/00012.failed when its exit code is
not 0. A job that has either is not run again: the manager may be stopped and started at any time.
results/done.csv keeps a line for each: Unix time, job, pilot, exit code, seconds.

Needs Debian's python3-workqueue, which only the system's own Python sees. Copy it and change it.
"""

import argparse
import sys
import time
from pathlib import Path

import work_queue


def main() -> int:
    """Feed the jobs until all are done."""
    told = arguments()
    queue = work_queue.WorkQueue(port=told.port, name=told.project)
    queue.specify_password_file(str(told.password))
    if told.catalog:
        host, _, port = told.catalog.rpartition(":")
        queue.specify_catalog_server(host, int(port))
    # Held pilots take a breath every 20 s, so the defaults are enough. Where owners are often held
    # up for long, a longer time-out costs nothing but the time until a dead pilot is noticed.
    queue.tune("keepalive-interval", told.keepalive_interval)
    queue.tune("keepalive-timeout", told.keepalive_timeout)
    told.results.mkdir(parents=True, exist_ok=True)
    left = submit(queue, told)
    print(f"listens at port {queue.port}", flush=True)
    said = ""
    while left:
        task = queue.wait(1)
        if task:
            # One job per pilot: without this it would be given a second one while it leaves, and
            # that one would be lost. Its name is its own and never comes again.
            queue.block_host(task.hostname)
            keep(task, told.results)
            left -= 1
        state = status(queue, left)
        if state != said:
            print(state, flush=True)
            said = state
    return 0


def status(queue: work_queue.WorkQueue, left: int) -> str:
    """How it stands. More jobs given out than done and running: pilots were lost on the way."""
    stats = queue.stats
    return (
        f"{left} to do: {stats.tasks_waiting} wait, {stats.tasks_running} run;"
        f" {stats.tasks_dispatched} given out so far"
    )


def submit(queue: work_queue.WorkQueue, told: argparse.Namespace) -> int:
    """Put the jobs that have no result into the queue; gives how many."""
    jobs = 0
    for number, line in enumerate(told.jobs.read_text().splitlines(), 1):
        command, name = line.strip(), f"{number:05d}"
        known = (told.results / f"{name}.{end}" for end in ("out", "failed"))
        if not command or command.startswith("#") or any(path.exists() for path in known):
            continue
        # No cores, memory or disk are asked for: so a job gets all that a pilot has.
        task = work_queue.Task(command)
        task.specify_tag(name)
        task.specify_max_retries(0)  # as often as owners come back
        for file in told.input:
            task.specify_input_file(str(file), file.name)
        queue.submit(task)
        jobs += 1
    return jobs


def keep(task: work_queue.Task, results: Path) -> None:
    """Keep what came back."""
    ended_well = task.result == work_queue.WORK_QUEUE_RESULT_SUCCESS and task.return_status == 0
    path = results / f"{task.tag}.{'out' if ended_well else 'failed'}"
    part = path.with_suffix(".part")
    part.write_text(task.output or "", errors="surrogateescape")
    part.replace(path)
    seconds = task.cmd_execution_time / 1e6
    with (results / "done.csv").open("a") as rows:
        print(
            f"{time.time():.0f},{task.tag},{task.hostname},{task.return_status},{seconds:.3f}",
            file=rows,
        )


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description="Feed jobs to planctongui's pilots.")
    parser.add_argument("jobs", type=Path, help="text file, a shell command a line")
    parser.add_argument("results", type=Path, help="folder")
    parser.add_argument("--password", type=Path, required=True, help="file, not empty")
    parser.add_argument("--port", type=int, default=9123)
    parser.add_argument("--project", help="the name under which the catalog knows it")
    parser.add_argument("--catalog", help="HOST:PORT of your catalog server")
    parser.add_argument("--input", type=Path, action="append", default=[],
                        help="file that every job gets; may be repeated")  # fmt: skip
    parser.add_argument("--keepalive-interval", type=int, default=120, help="seconds")
    parser.add_argument("--keepalive-timeout", type=int, default=30, help="seconds")
    told = parser.parse_args()
    if bool(told.project) != bool(told.catalog):
        parser.error("a project needs a catalog, and a catalog a project")
    return told


if __name__ == "__main__":
    sys.exit(main())
