"""What the application costs when it does nothing, and how fast it is there.

Both beside a bare PyQt5 tray in the same run. At rest: tray shown, window hidden, engine up, and
the owner counts as present all the time, so that no pilot is there: an hour at the desk. And a
night: nobody is there, and four pilots run.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from jeepney import DBusAddress, Properties
from jeepney.io.blocking import open_dbus_connection

from benchmarks.calls import start_sleepers
from benchmarks.figures import Figure, load, median
from benchmarks.pss import pss_mib
from benchmarks.scene import REGARDLESS, Scene, scene
from tests.desk.desktop import WATCHER_NAME
from tests.desk.process import Child, wait_until

REST_S = 60.0
SETTLE_S = 10.0
"""Past the first look at the engine and the image's build."""
STARTS = 7
PILOTS = 4


def measure() -> list[Figure]:
    """Figures rest_..., the same with pilots, and start_ratio."""
    return [*_beside_bare(), *_with_pilots()]


def _beside_bare() -> list[Figure]:
    settings = "[limits]\ncalm_s = 3600"
    with scene(settings, tray="sni", start=False) as here:
        starts = _starts(here)
        here.app.start("--hidden")
        bare = here.desktop.start(sys.executable, "-m", "benchmarks.bare_tray")
        here.app.wait_for(lambda r: r["verdict"]["reason"] == "owner_input", 30, "it is at rest")
        time.sleep(SETTLE_S)
        assert here.app.child is not None
        return [*_rest(here.app.child, bare), starts]


def _rest(app: Child, bare: Child) -> list[Figure]:
    cpu, wakeups = _cost(app)
    ours, theirs = pss_mib(app.pid), pss_mib(bare.pid)
    how = f"tray shown, window hidden, owner present, {REST_S:.0f} s, {load()}"
    pss = f"PSS {ours:.1f} MiB against a bare PyQt5 tray's {theirs:.1f} MiB"
    return [
        Figure("rest_cpu_s_per_min", cpu, "s/min", 0.03, how),
        Figure("rest_pss_ratio", ours / theirs, "x", 1.5, pss),
        Figure("rest_wakeups_per_s", wakeups, "1/s", 1.0, f"all threads, {how}"),
    ]


def _with_pilots() -> list[Figure]:
    settings = f"[limits]\n{REGARDLESS}\ncalm_s = 1\nmax_cores = 1"
    with scene(settings, tray="sni", start=False) as here:
        start_sleepers(here.app, PILOTS)
        app = here.app.start("--hidden")
        here.app.wait_running(PILOTS)
        time.sleep(2 * SETTLE_S)  # pilots that are new are looked at more often
        cpu, wakeups = _cost(app)
    how = f"{PILOTS} pilots that run, tray shown, window hidden, {REST_S:.0f} s, {load()}"
    return [
        Figure("rest_pilots_cpu_s_per_min", cpu, "s/min", 0.03, how),
        Figure("rest_pilots_wakeups_per_s", wakeups, "1/s", 1.0, f"all threads, {how}"),
    ]


def _cost(app: Child) -> tuple[float, float]:
    """CPU seconds per minute and wake-ups per second, over some time."""
    before, since = _usage(app.pid), time.monotonic()
    time.sleep(REST_S)
    after, seconds = _usage(app.pid), time.monotonic() - since
    return (after[0] - before[0]) / seconds * 60, (after[1] - before[1]) / seconds


def _usage(pid: int) -> tuple[float, int]:
    """CPU seconds and voluntary context switches of all threads so far."""
    tasks = list(Path(f"/proc/{pid}/task").iterdir())
    nanoseconds = sum(int((t / "schedstat").read_text().split()[0]) for t in tasks)
    switches = 0
    for task in tasks:
        for line in (task / "status").read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                switches += int(line.split()[1])
    return nanoseconds / 1e9, switches


def _starts(here: Scene) -> Figure:
    """From exec to the icon's registration with the tray host, in turn; Python's start counts."""
    ours, theirs = [], []
    for _ in range(STARTS):
        begin = time.monotonic()
        here.app.start("--hidden", ready=False)
        ours.append(_icon_after(here, begin))
        here.app.quit()
        begin = time.monotonic()
        bare = here.desktop.start(sys.executable, "-m", "benchmarks.bare_tray")
        theirs.append(_icon_after(here, begin))
        bare.stop()
        _no_icon(here)
    how = (
        f"exec to icon {median(ours):.3f} s against a bare PyQt5 tray's {median(theirs):.3f} s, "
        f"median of {STARTS} in turn, {load()}"
    )
    return Figure("start_ratio", median(ours) / median(theirs), "x", 1.3, how)


def _icon_after(here: Scene, begin: float) -> float:
    wait_until(lambda: _icons(here), 20, "an icon in the tray", poll_s=0.002)
    return time.monotonic() - begin


def _no_icon(here: Scene) -> None:
    wait_until(lambda: not _icons(here), 20, "no icon in the tray")


def _icons(here: Scene) -> list[str]:
    """The items that the tray host has."""
    host = DBusAddress("/StatusNotifierWatcher", WATCHER_NAME, WATCHER_NAME)
    with open_dbus_connection(here.desktop.env["DBUS_SESSION_BUS_ADDRESS"]) as bus:
        asked = Properties(host).get("RegisteredStatusNotifierItems")
        items: list[str] = bus.send_and_get_reply(asked, timeout=5).body[0][1]
    return items
