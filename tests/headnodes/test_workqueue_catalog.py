"""How many jobs wait: from a real catalog server, and from things that only look like one."""

from __future__ import annotations

import json
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planctongui.headnodes.workqueue import make
from planctongui.headnodes.workqueue_catalog import FRESH_S, MOST, count, waiting_jobs
from tests.desk.process import wait_until
from tests.workqueue.site import Site, count_primes

NOW = 2_000_000_000
RECORD = {"type": "wq_master", "project": "sim", "tasks_waiting": 3, "lastheardfrom": NOW - 60}


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    site = Site(tmp_path, (), "127.0.0.1")
    yield site
    site.close()


def free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])


def test_a_real_catalog_tells_how_many_jobs_wait_and_nothing_of_other_projects(site: Site) -> None:
    catalog = f"127.0.0.1:{free_port()}"
    known = make("pool", {"project": "sim", "catalog": catalog})
    assert known.waiting() is None, "nobody is there"
    site.start_catalog(int(catalog.partition(":")[2]))
    other = make("pool", {"project": "si.", "catalog": catalog})
    options = ("--project", "sim", "--catalog", catalog)
    site.start((count_primes(2, 100),) * 7, *options, port=0)
    wait_until(lambda: known.waiting() == 7, 60, "its word", poll_s=0.2)
    assert other.waiting() is None


def test_only_fresh_records_of_the_very_project_count_and_they_add_up() -> None:
    assert count([RECORD], "sim", NOW) == 3
    assert count([RECORD, {**RECORD, "type": "wq_manager", "tasks_waiting": 4}], "sim", NOW) == 7
    assert count([{**RECORD, "tasks_waiting": 0}], "sim", NOW) == 0
    assert count([{**RECORD, "tasks_waiting": 10**12}], "sim", NOW) == MOST
    for other in (
        {"project": "sim2"},
        {"type": "catalog"},
        {"lastheardfrom": NOW - FRESH_S - 1},
        {"lastheardfrom": "now"},
        {"tasks_waiting": -1},
        {"tasks_waiting": True},
        {"tasks_waiting": None},
    ):
        assert count([{**RECORD, **other}], "sim", NOW) is None, other


@given(st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists))
def test_no_answer_is_ever_taken_for_no_work(answer: object) -> None:
    assert count(answer, "sim", NOW) is None


class Odd(BaseHTTPRequestHandler):
    """Answers with what the path of the class says."""

    body = b""
    slow = False

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(self.body)
        while self.slow:
            self.wfile.write(b" ")
            time.sleep(0.05)

    def log_message(self, *words: object) -> None:
        """Nothing."""


@pytest.fixture
def odd() -> Iterator[str]:
    """An HTTP server that answers what `Odd` is set to; its address."""
    server = HTTPServer(("127.0.0.1", 0), Odd)
    server.handle_error = lambda *_: None  # type: ignore[method-assign]  # who hangs up is no error
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    Odd.body, Odd.slow = b"", False
    yield f"127.0.0.1:{server.server_address[1]}"
    Odd.slow = False
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("body", [b"", b"<html>", b"[", b'{"a": 1}', b"\xff\xfe", b"[" * 10**5])
def test_an_answer_that_makes_no_sense_is_not_known(odd: str, body: bytes) -> None:
    Odd.body = body
    assert waiting_jobs(odd, "sim") is None


def test_a_good_answer_is_taken_by_http(odd: str) -> None:
    Odd.body = json.dumps([{**RECORD, "lastheardfrom": int(time.time())}]).encode()
    assert waiting_jobs(odd, "sim") == 3


def test_an_answer_that_never_ends_is_given_up_in_time(odd: str) -> None:
    Odd.slow = True
    began = time.monotonic()
    assert waiting_jobs(odd, "sim", timeout_s=0.5) is None
    assert time.monotonic() - began < 20
