"""Pilots that are held for longer than their manager waits for a sign of life keep their jobs.

The manager is the real one, with a keep-alive a tenth as long as its own, and breaths are as much
closer. Ten minutes at its defaults: `make soak-workqueue`.
"""

from __future__ import annotations

import time
from pathlib import Path

from tests.desk.process import wait_until
from tests.workqueue.conftest import Begin, done
from tests.workqueue.site import Site, count_primes, place_head_node

PILOTS = 4
INTERVAL_S, TIMEOUT_S = 4, 6
BREATH_S = 1.5
HELD_S = 2.0 * (INTERVAL_S + TIMEOUT_S)
"""Without a breath the manager gives the jobs of all away within half of it."""


def test_held_pilots_breathe_and_their_manager_keeps_their_jobs(
    site: Site, begin: Begin, tmp_path: Path
) -> None:
    keepalive = ("--keepalive-interval", str(INTERVAL_S), "--keepalive-timeout", str(TIMEOUT_S))
    manager = site.start((count_primes(10**6, 10**6 + 150_000),) * PILOTS, *keepalive)
    place_head_node(
        tmp_path, f'address = "{site.address}"\nwork_mb = 16\nbreath_every_s = {BREATH_S}'
    )
    program = begin()
    wait_until(lambda: site.status(manager).running == PILOTS, 60, "a job for each pilot")
    until = time.monotonic() + HELD_S

    def typed_all_the_time() -> bool:
        program.touch()
        return time.monotonic() > until

    wait_until(typed_all_the_time, HELD_S + 30, "the time to pass", poll_s=0.2)
    assert program.reports[-1].held == PILOTS, "none left, none runs"
    assert site.done() == 0
    done(site, PILOTS)
    assert site.wrong() == []
    assert site.status(manager).given_out == PILOTS, "a job was given to somebody else"
    assert len(set(site.pilots())) == PILOTS
