"""How many jobs wait at a Work Queue manager: what its catalog server knows.

For: one number within a time limit, or None. Not for: when to ask (`spawner.asking`). The catalog
keeps records of managers that are gone for half an hour or longer, so old ones count for nothing;
and a manager that it does not know may have come up just now, so none is not "no work".
"""

from __future__ import annotations

import json
import logging
import time
import urllib.error
import urllib.request
from collections.abc import Iterable
from http.client import HTTPException
from typing import Any

log = logging.getLogger(__name__)

PORT = 9097
"""Where a catalog server listens when the address names no port."""

TIMEOUT_S = 8.0
LONGEST = 32 * 1024 * 1024
"""Bytes; the public catalog of the makers of Work Queue sends less than a tenth of it."""
PART = 65536

FRESH_S = 180.0
"""Managers send a record each minute. An older one is of a manager that is gone, or of one whose
clock or ours is wrong."""

MOST = 10**9


def waiting_jobs(catalog: str, project: str, timeout_s: float = TIMEOUT_S) -> int | None:
    """Jobs that wait for workers in this project; None = it cannot be told.

    `catalog`: "host:port". Blocks a little more than `timeout_s` at most; any thread; never raises.
    """
    # The pilot's worker asks it directly, too: a proxy would only hide what the pilot will meet.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    until = time.monotonic() + timeout_s
    try:
        with opener.open(f"http://{catalog}/query.json", timeout=timeout_s) as answer:
            body = b""
            while part := answer.read1(PART):
                body += part
                if len(body) > LONGEST or time.monotonic() > until:
                    raise TimeoutError("the answer does not end")
        return count(json.loads(body), project, time.time())
    except (OSError, ValueError, HTTPException, RecursionError) as error:
        log.info("catalog %s: %s", catalog, error)
        return None


def count(records: object, project: str, now: float) -> int | None:
    """The sum over fresh records of this project at Unix time `now`; None = there is none."""
    told = [
        record["tasks_waiting"]
        for record in _dicts(records)
        if record.get("type") in ("wq_master", "wq_manager")
        and record.get("project") == project
        and _is_count(record.get("tasks_waiting"))
        and _is_count(record.get("lastheardfrom"))
        and now - record["lastheardfrom"] <= FRESH_S
    ]
    return min(sum(told), MOST) if told else None


def _dicts(records: object) -> Iterable[dict[str, Any]]:
    return [r for r in records if isinstance(r, dict)] if isinstance(records, list) else []


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0
