"""BOINC beside us: on the same display, at the same moves of the mouse, eight spinning tasks.

Debian's client with a task of our own: an application linked with Debian's library, compiled here,
under the "anonymous platform", in a state written by hand, so that no server is needed; it has no
network at all, and of all displays it sees ours only. Its owner forbids to compute while they are
there. Measured as our pilots are (`hold`), by the kernel's count of each task's main thread.
"""

from __future__ import annotations

import contextlib
import random
import shlex
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psutil

from benchmarks.cost import CORES, PILOTS
from benchmarks.figures import Figure, load, median, percentile
from benchmarks.hold import last_use, sample
from benchmarks.scene import REGARDLESS, scene
from tests.desk.desktop import Desktop
from tests.desk.process import Child, need, wait_until

TASKS = PILOTS
IDLE_S = 3.0
"""Both sides go on when nobody has touched anything for so long."""
WATCH_S = 2.8
"""Longer than its slowest reaction that was seen, 1.7 s; shorter than the pause after which it goes
on."""
BUSY = 0.05
"""Cores that all tasks together use when they run; others may need the machine, too."""
START_S = 120.0
_URL = "http://127.0.0.1/local/"
_FOLDER = "127.0.0.1_local"

_SOURCE = """#include <boinc/boinc_api.h>
int main(void) {
    volatile unsigned long count = 0;
    if (boinc_init()) return 1;
    for (;;) count++;
}
"""

_APPLICATION = """<app_info>
<app><name>spin</name></app>
<file_info><name>spin</name><executable/></file_info>
<app_version><app_name>spin</app_name><version_num>100</version_num>
<file_ref><file_name>spin</file_name><main_program/></file_ref></app_version>
</app_info>
"""

_ACCOUNT = f"""<account><master_url>{_URL}</master_url><authenticator>none</authenticator></account>
"""

_WISHES = f"""<global_preferences>
<run_if_user_active>0</run_if_user_active><idle_time_to_run>{IDLE_S / 60}</idle_time_to_run>
<suspend_cpu_usage>0</suspend_cpu_usage><cpu_usage_limit>100</cpu_usage_limit>
<max_ncpus_pct>100</max_ncpus_pct><run_on_batteries>1</run_on_batteries>
<leave_apps_in_memory>1</leave_apps_in_memory>
<ram_max_used_busy_pct>100</ram_max_used_busy_pct><ram_max_used_idle_pct>100</ram_max_used_idle_pct>
<disk_max_used_pct>100</disk_max_used_pct><disk_min_free_gb>0</disk_min_free_gb>
</global_preferences>
"""

_CLIENT = f"""<cc_config><log_flags><task>1</task><cpu_sched>1</cpu_sched></log_flags>
<options><ncpus>{TASKS}</ncpus><no_gpus>1</no_gpus><skip_cpu_benchmarks>1</skip_cpu_benchmarks>
<start_delay>0</start_delay></options></cc_config>
"""

_JOB = """<workunit><name>job{n}</name><app_name>spin</app_name><version_num>100</version_num>
<rsc_fpops_est>1e18</rsc_fpops_est><rsc_fpops_bound>1e21</rsc_fpops_bound>
<rsc_memory_bound>1e7</rsc_memory_bound><rsc_disk_bound>1e8</rsc_disk_bound></workunit>
"""

_TASK = """<result><name>task{n}</name><wu_name>job{n}</wu_name><state>2</state>
<platform>x86_64-pc-linux-gnu</platform><version_num>100</version_num>
<report_deadline>{until}</report_deadline><received_time>{now}</received_time></result>
"""

_PROJECT = f"""<project><master_url>{_URL}</master_url><project_name>local</project_name>
<scheduler_url>{_URL}cgi</scheduler_url><hostid>1</hostid><dont_request_more_work/></project>
"""


def beside(events: int) -> Iterator[Figure]:
    """Figures boinc_hold_... and, at the same inputs, beside_boinc_hold_..."""
    settings = (
        f"[limits]\n{REGARDLESS}\ncalm_s = {IDLE_S:g}\nkeep_memory_mb = 0\n"
        f"[pilots]\ncores = {CORES / TASKS}\nmemory_mb = 64\n"
        "[local]\nwidth = 50_000_000\n"
    )
    ours: list[float] = []
    theirs: list[float] = []
    with contextlib.ExitStack() as stack:
        here = stack.enter_context(scene(settings))
        # Pilots yield to all others, so beside BOINC none would ever start; once there they stay.
        here.app.wait_running(TASKS, START_S)
        tasks = stack.enter_context(running(here.desktop))
        for _ in range(events):
            here.app.wait_running(TASKS, START_S)
            wait_until(lambda: _cores(tasks) > BUSY, START_S, "BOINC's tasks to run")
            pilots = list(here.app.counters().values())
            time.sleep(random.uniform(0.05, 0.3))  # the moment of an input is random
            moved = here.desktop.move_mouse(random.randint(200, 900), random.randint(200, 600))
            samples = sample([*pilots, *tasks], moved + WATCH_S)
            for found, part in ((ours, slice(len(pilots))), (theirs, slice(len(pilots), None))):
                seen = [(at, counts[part]) for at, counts in samples]
                found.append((last_use(seen) - moved) * 1000)
        how = f"{TASKS} tasks of each, {events} inputs seen by both, {load()}"
    version = subprocess.run([need("boinc"), "--version"], capture_output=True, text=True).stdout
    client = f"BOINC {version.split()[0]}, may not compute while in use; {how}"
    yield Figure("boinc_hold_p50_ms", median(theirs), "ms", None, client)
    yield Figure("boinc_hold_p99_ms", percentile(theirs, 99), "ms", None, client)
    yield Figure("beside_boinc_hold_p50_ms", median(ours), "ms", None, f"in the idle class, {how}")


@contextlib.contextmanager
def running(desktop: Desktop) -> Iterator[list[Path]]:
    """A client with its tasks under way; gives the kernel's account of each task's CPU time."""
    folder = Path(tempfile.mkdtemp(prefix="boinc-"))
    _write_state(folder)
    client = Child(["sh", "-c", _command(folder, desktop.display)], env=desktop.env,
                   log=folder / "log")  # fmt: skip
    family: list[psutil.Process] = []
    try:

        def tasks() -> list[psutil.Process]:
            family[:] = psutil.Process(client.pid).children(recursive=True)
            return [one for one in family if _name(one) == "spin"]

        wait_until(lambda: len(tasks()) == TASKS, START_S, f"{TASKS} tasks of BOINC", client)
        yield [Path(f"/proc/{one.pid}/schedstat") for one in tasks()]
    finally:
        client.stop(10)  # first, or it would start its tasks anew
        for one in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                one.kill()
        shutil.rmtree(folder, ignore_errors=True)


def _name(process: psutil.Process) -> str:
    """ "" = it ended meanwhile."""
    try:
        return str(process.name())
    except psutil.NoSuchProcess:
        return ""


def _write_state(folder: Path) -> None:
    project = folder / "projects" / _FOLDER
    project.mkdir(parents=True)
    source = folder / "spin.c"
    source.write_text(_SOURCE)
    libraries = ("-lboinc_api", "-lboinc", "-lpthread")
    subprocess.run(
        [need("gcc"), "-O1", "-o", str(project / "spin"), str(source), *libraries], check=True
    )
    (project / "app_info.xml").write_text(_APPLICATION)
    (folder / f"account_{_FOLDER}.xml").write_text(_ACCOUNT)
    (folder / "global_prefs_override.xml").write_text(_WISHES)
    (folder / "cc_config.xml").write_text(_CLIENT)
    now = time.time()
    numbers = range(TASKS)
    state = [
        "<client_state>",
        _PROJECT,
        *(_JOB.format(n=n) for n in numbers),
        *(_TASK.format(n=n, now=now, until=now + 1e7) for n in numbers),
        "<platform_name>x86_64-pc-linux-gnu</platform_name>",
        "</client_state>\n",
    ]
    (folder / "client_state.xml").write_text("\n".join(state))


def _command(folder: Path, display: str) -> str:
    """In namespaces of its own: no network, and no display but this one."""
    sockets, own = "/tmp/.X11-unix", folder / "x11"
    socket = f"X{display.removeprefix(':')}"
    inside = [
        f"mkdir {own} && touch {own}/{socket}",
        f"mount --bind {sockets}/{socket} {own}/{socket} && mount --rbind {own} {sockets}",
        "ip link set lo up",
        f"exec {need('boinc')} --dir {folder}",
    ]
    return f"exec unshare --net --mount sh -ec {shlex.quote(chr(10).join(inside))}"


def _cores(tasks: list[Path]) -> float:
    """Cores that they use together, over a fifth of a second."""
    first, *_, last = sample(tasks, time.monotonic() + 0.2)
    return (sum(last[1]) - sum(first[1])) / 1e9 / (last[0] - first[0])
