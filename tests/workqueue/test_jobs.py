"""Real jobs of a real manager in real pilots, with an owner who comes and goes."""

from __future__ import annotations

from collections import Counter as Tally
from pathlib import Path

from tests.workqueue.conftest import Begin, done, rows
from tests.workqueue.site import Site, count_primes, place_head_node


def test_fifty_jobs_are_done_in_a_pilot_each_while_the_owner_comes_and_goes(
    site: Site, begin: Begin, tmp_path: Path
) -> None:
    site.start(tuple(count_primes(n * 20_000, (n + 1) * 20_000) for n in range(5, 55)))
    place_head_node(tmp_path, f'address = "{site.address}"\nwork_mb = 16')
    program = begin()
    interruptions = 0
    for milestone in (5, 15, 25, 35):
        done(site, milestone)
        program.until(lambda report: report.running > 0, "pilots at work")
        program.touch()
        program.until(lambda report: report.running == 0, "the owner has the machine")
        interruptions += program.reports[-1].held
    done(site, 50)
    assert interruptions > 0, "no pilot was held at all"
    assert site.wrong() == []
    assert [name for name, n in Tally(site.pilots()).items() if n > 1] == []
    assert len(site.pilots()) == 50
    # Ended by a hold before they had a job, or after the last one: but no job was lost on the way.
    assert {row[2] for row in rows(program)} <= {0, 69, 75, 143}
