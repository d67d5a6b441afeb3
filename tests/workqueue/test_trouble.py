"""A manager that goes away and comes back, a wrong password, and nobody there at all."""

from __future__ import annotations

from pathlib import Path

from planctongui.core.report import Report
from tests.desk.process import wait_until
from tests.workqueue.conftest import Begin, done, rows
from tests.workqueue.site import Site, count_primes, place_head_node

JOBS = tuple(count_primes(n * 50_000, (n + 1) * 50_000) for n in range(10, 18))


def advice(report: Report) -> str:
    return " ".join(trouble.advice for trouble in report.troubles)


def test_a_manager_goes_away_in_the_middle_and_comes_back_and_no_job_is_lost(
    site: Site, begin: Begin, tmp_path: Path
) -> None:
    manager = site.start(JOBS)
    place_head_node(tmp_path, f'address = "{site.address}"\nwork_mb = 16\nidle_s = 2')
    program = begin()
    done(site, 2)
    program.until(lambda report: report.running > 0, "pilots at work")
    manager.kill()
    told = program.until(lambda report: "manager" in advice(report), "it is told")
    assert "went away" in advice(told) or "was not reached" in advice(told)
    site.start()
    done(site, len(JOBS))
    assert site.wrong() == []
    assert len(site.pilots()) == len(set(site.pilots())) == len(JOBS)
    program.until(lambda report: "manager" not in advice(report), "all is well again")


def test_a_wrong_password_is_told_apart_from_no_job_and_the_right_one_reaches_the_next_pilot(
    site: Site, begin: Begin, tmp_path: Path
) -> None:
    site.start(JOBS[:2])
    place_head_node(tmp_path, f'address = "{site.address}"\nwork_mb = 16', password="guess")
    program = begin()
    program.until(lambda report: "refused the password" in advice(report), "it is told")
    wait_until(lambda: len(rows(program)) > 0, 30, "the first pilot in the ledger")
    assert {row[1:3] for row in rows(program)} == {("lost", 77)}
    assert site.done() == 0
    place_head_node(tmp_path, f'address = "{site.address}"\nwork_mb = 16')
    done(site, 2)
    assert site.wrong() == []


def test_a_manager_without_jobs_is_no_trouble_and_pilots_leave(
    site: Site, begin: Begin, tmp_path: Path
) -> None:
    # The only job is longer than the test, and the second pilot finds none.
    site.start((count_primes(10**6, 4 * 10**6),))
    place_head_node(tmp_path, f'address = "{site.address}"\nwork_mb = 16\nidle_s = 1')
    program = begin()
    wait_until(lambda: any(row[1:3] == ("empty", 75) for row in rows(program)), 60, "an empty one")
    assert program.reports[-1].troubles == ()
